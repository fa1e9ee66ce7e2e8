//! `cargo xtask build`: one file to copy to a server.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result};

use crate::command::{cargo, root, run};
use crate::site;

/// Refuses while a lesson has a problem or a helpline is out of date: the binary holds them all.
pub fn release() -> Result<()> {
    site::build()?;
    let binary = server("release")?;
    run(Command::new(&binary).args(["lessons", "check", "--fresh", "lessons"]))?;
    let bytes = fs::metadata(&binary)
        .context("cargo built no server")?
        .len();
    println!("{} ({:.1} MB)", binary.display(), bytes as f64 / 1e6);
    Ok(())
}

/// Compiles the server and says where it lies. An optimised one holds the site: build that first.
pub fn server(profile: &str) -> Result<PathBuf> {
    let folder = if profile == "dev" { "debug" } else { profile };
    let binary = root().join("target").join(folder).join("groundwork");
    let changed = |path: &Path| fs::metadata(path)?.modified();
    // Cargo watches embedded files, but not for the first to appear in an empty or missing folder.
    let site = changed(&root().join("target/site/manifest.json"));
    if let (Ok(binary), Ok(site)) = (changed(&binary), site)
        && binary < site
    {
        fs::File::open(root().join("server/src/lib.rs"))?.set_modified(SystemTime::now())?;
    }
    run(&mut cargo(&format!(
        "build -p server --bin groundwork --profile {profile}"
    )))?;
    Ok(binary)
}
