//! Other programs: how they are started, and what is said when they fail.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The repository's top folder; every command runs there.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// `cargo` with the words of `line`, as if it had been typed.
///
/// `cargo run` tells xtask about itself in variables that some build scripts watch (ring's, for
/// one). Handed on, they would make `cargo xtask` and plain `cargo build` undo each other's work.
pub fn cargo(line: &str) -> Command {
    let mut command = Command::new("cargo");
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text == "CARGO" || text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_")
        {
            command.env_remove(&name);
        }
    }
    command.env("CARGO_TARGET_DIR", root().join("target"));
    // A fresh clone is compiled once: what only a second build would use costs many gigabytes.
    if env::var_os("CI").is_some() {
        command.env("CARGO_INCREMENTAL", "0");
    }
    command.args(line.split_whitespace());
    command
}

/// Runs `command` with its output shown.
///
/// # Errors
/// When it cannot be started or does not end well.
pub fn run(command: &mut Command) -> Result<()> {
    let line = line(command);
    let status = command
        .status()
        .with_context(|| format!("cannot start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// What `program` prints, trimmed; nothing when it is missing or fails.
pub fn output(program: impl AsRef<Path>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program.as_ref())
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Says so when the disk is nearly full: a linker that runs out of room dies of a bus error.
///
/// # Errors
/// When fewer than `gigabytes` are free in the repository's folder.
pub fn ensure_room(gigabytes: u64) -> Result<()> {
    let table = output("df", &["-Pk", "."]).unwrap_or_default();
    let free = table
        .lines()
        .last()
        .and_then(|line| line.split_whitespace().nth(3));
    // A machine without `df` is taken at its word.
    let Some(kilobytes) = free.and_then(|free| free.parse::<u64>().ok()) else {
        return Ok(());
    };
    let free = kilobytes / 1_000_000;
    if free < gigabytes {
        bail!("only {free} GB of disk are free, and this needs {gigabytes}: make room first");
    }
    Ok(())
}

/// The full path of `program`, when it stands in a folder of `PATH`.
pub fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

pub fn is_root() -> bool {
    output("id", &["-u"]).as_deref() == Some("0")
}

/// Installs a package of the distribution, where nobody need be asked: as root, with apt.
///
/// # Errors
/// One line that says what to install, when it could not be.
pub fn install(package: &str, what: &str) -> Result<()> {
    if !is_root() || find("apt-get").is_none() {
        bail!("{what} is missing: install the package `{package}`");
    }
    println!("Installing {package}: {what} is missing.");
    let apt = |arguments: &[&str]| {
        run(Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(arguments))
    };
    apt(&["update", "-qq"])?;
    apt(&["install", "-y", "-qq", "--no-install-recommends", package])
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
