//! A PostgreSQL of our own for the tests: from installed programs, on a free port, gone afterwards.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{fs, process};

use anyhow::{Context, Result, bail};

use crate::command::{find, install, is_root, output};

/// PostgreSQL refuses to run as root; this is `nobody` on every Linux.
const NOBODY: u32 = 65534;

/// Runs a cluster until its own input ends, which happens when xtask ends, however it ends: nothing
/// is left behind. The data is worth nothing, so it is never synced to the disk.
const WATCH: &str = r#"
programs=$1 folder=$2 port=$3
cd "$folder" || exit 1
end() { rm -rf "$folder"; exit "$1"; }
options="-c listen_addresses=127.0.0.1 -p $port -k '$folder' -c max_connections=200"
options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
"$programs/initdb" -D data -U postgres -A trust -E UTF8 --no-locale --no-sync >log 2>&1 &&
"$programs/pg_ctl" -D data -l log -w -t 60 -o "$options" start >>log 2>&1 || { cat log >&2; end 1; }
echo ready
cat >/dev/null
"$programs/pg_ctl" -D data -m immediate -w stop >/dev/null 2>&1
end 0
"#;

/// A running cluster; dropping it ends it.
pub struct Cluster {
    watch: Child,
    /// Where to connect, as a superuser, without a password.
    pub url: String,
}

impl Cluster {
    /// Starts an empty cluster and waits until it answers.
    pub fn start() -> Result<Cluster> {
        let programs = programs()?;
        let port = free_port()?;
        // Not TMPDIR: `nobody` has to get in, and the path of a socket must be short.
        let folder = PathBuf::from(format!("/tmp/groundwork-postgres-{}", process::id()));
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let mut watch = unprivileged_shell(&folder)?
            .args(["-c", WATCH, "watch"])
            .args([&programs, &folder])
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .context("cannot start PostgreSQL")?;
        let mut said = String::new();
        if let Some(stdout) = watch.stdout.take() {
            BufReader::new(stdout).read_line(&mut said)?;
        }
        if said.trim() != "ready" {
            watch.wait()?;
            bail!(
                "PostgreSQL from {} does not start; see above",
                programs.display()
            );
        }
        let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        Ok(Cluster { watch, url })
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.watch.stdin.take());
        if let Err(error) = self.watch.wait() {
            eprintln!("PostgreSQL may still be running: {error}");
        }
    }
}

/// The folder with `initdb` and its companions; installs them where that is possible.
fn programs() -> Result<PathBuf> {
    if let Some(folder) = installed() {
        return Ok(folder);
    }
    install("postgresql", "PostgreSQL")?;
    installed().context("PostgreSQL was installed, but its `initdb` is nowhere to be found")
}

fn installed() -> Option<PathBuf> {
    let linked = find("initdb").and_then(|program| program.canonicalize().ok());
    let on_path = linked.and_then(|program| Some(program.parent()?.to_owned()));
    let told = output("pg_config", &["--bindir"]).map(PathBuf::from);
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let newest = versions
        .max_by_key(|entry| {
            entry
                .file_name()
                .to_string_lossy()
                .parse::<u32>()
                .unwrap_or(0)
        })
        .map(|entry| entry.path().join("bin"));
    let complete = |folder: &PathBuf| {
        let mut programs = ["initdb", "pg_ctl", "postgres"].iter();
        programs.all(|program| folder.join(program).is_file())
    };
    [on_path, told, newest].into_iter().flatten().find(complete)
}

/// A shell that owns `folder` and is not root.
fn unprivileged_shell(folder: &Path) -> Result<Command> {
    if !is_root() {
        return Ok(Command::new("sh"));
    }
    chown(folder, Some(NOBODY), Some(NOBODY)).context("cannot give the cluster's folder away")?;
    let mut shell = Command::new("setpriv");
    shell
        .arg(format!("--reuid={NOBODY}"))
        .arg(format!("--regid={NOBODY}"));
    shell.args(["--clear-groups", "sh"]).env("HOME", folder);
    Ok(shell)
}

/// A port nobody listens on at the moment.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("no free port on 127.0.0.1")?;
    Ok(listener.local_addr()?.port())
}
