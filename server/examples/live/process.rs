//! A server in a process of its own, so that its memory is its own too and it can be killed.

use std::{
    env, fs,
    io::{self, BufRead, BufReader, Read},
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::{self, Child, Command, Stdio},
    thread,
};

use server::{
    content::Content,
    db::Openness,
    serve::{Place, Reach, Server},
};

use crate::ask::Port;

/// The first argument of the process that serves.
pub const SERVE: &str = "serve";

/// Where the servers' records lie: a folder with the key file, and PostgreSQL's address if any.
pub fn place(folder: &Path, database: Option<&str>) -> Place {
    Place::new(folder.to_owned(), database, Openness::default()).unwrap()
}

pub fn content() -> Content {
    let lessons = concat!(env!("CARGO_MANIFEST_DIR"), "/../lessons");
    Content::open(Some(lessons.as_ref())).unwrap()
}

/// Serves until its input ends, which it does when whoever has started it ends.
pub async fn serve(folder: &str, database: Option<&str>) {
    let reach = Reach {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        origin: None,
        insecure_lan: false,
    };
    let place = place(folder.as_ref(), database);
    let server = Server::open(&place, &reach, content(), Vec::new())
        .await
        .unwrap();
    println!("{}", server.address());
    thread::spawn(|| {
        let _ = io::stdin().read_to_end(&mut Vec::new());
        process::exit(0);
    });
    server.run().await.unwrap();
}

/// A running server; dropping it kills it.
pub struct Process {
    child: Child,
    pub port: Port,
}

impl Process {
    pub fn start(folder: &Path, database: Option<&str>) -> Self {
        let mut child = Command::new(env::current_exe().unwrap())
            .arg(SERVE)
            .arg(folder)
            .args(database)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        let said = child.stdout.take().unwrap();
        BufReader::new(said).read_line(&mut address).unwrap();
        let port = address.trim().rsplit(':').next().unwrap().parse().unwrap();
        Self {
            child,
            port: Port::at(port),
        }
    }

    /// Memory that is its own, in kilobytes. 0 where the system does not tell.
    pub fn resident(&self) -> u64 {
        let status = fs::read_to_string(self.about("status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        kilobytes.unwrap_or_default()
    }

    /// Connections it holds, its port among them. 0 where the system does not tell.
    pub fn sockets(&self) -> usize {
        let Ok(open) = fs::read_dir(self.about("fd")) else {
            return 0;
        };
        let links = open
            .flatten()
            .filter_map(|file| fs::read_link(file.path()).ok());
        let sockets = links.filter(|link| link.to_string_lossy().starts_with("socket:"));
        sockets.count()
    }

    fn about(&self, what: &str) -> PathBuf {
        PathBuf::from(format!("/proc/{}/{what}", self.child.id()))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
