//! What the browser journeys need beside the product: the packages of `end2end/` and a Chromium.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::command::{find, install, is_root, output, root, run};
use crate::postgres::free_port;

/// Plays every journey against `server`, a built binary.
pub fn journeys(server: &Path) -> Result<()> {
    packages()?;
    let mut playwright = end2end("npx", "playwright test");
    playwright.env_remove("BASE_URL").env_remove("CHROMIUM");
    playwright
        .env("GROUNDWORK", server)
        .env("PORT", free_port()?.to_string());
    playwright.envs(chromium()?.map(|path| ("CHROMIUM", path)));
    run(&mut playwright)
}

/// `program` with the words of `line`, in the journeys' folder.
fn end2end(program: &str, line: &str) -> Command {
    let mut command = Command::new(program);
    command
        .args(line.split_whitespace())
        .current_dir(root().join("end2end"));
    command
}

/// Installs what the lockfile names, when that has changed since the last time.
fn packages() -> Result<()> {
    ensure!(
        find("npm").is_some(),
        "Node is missing: install Node 20 or newer, with npm"
    );
    let changed = |file: &str| fs::metadata(root().join("end2end").join(file))?.modified();
    let locked = changed("package-lock.json").context("cannot read end2end/package-lock.json")?;
    if changed("node_modules/.package-lock.json").is_ok_and(|installed| installed >= locked) {
        return Ok(());
    }
    run(end2end("npm", "ci --no-audit --no-fund").env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
}

/// A Chromium that starts; nothing when Playwright is to use its own.
fn chromium() -> Result<Option<PathBuf>> {
    if let Some(path) = env::var_os("CHROMIUM").filter(|path| !path.is_empty()) {
        let path = PathBuf::from(path);
        ensure!(
            starts(&path),
            "CHROMIUM names {}, which does not start",
            path.display()
        );
        return Ok(Some(path));
    }
    let known = || {
        let paths = ["chromium", "google-chrome"].into_iter().filter_map(find);
        paths.into_iter().find(|path| starts(path))
    };
    if let Some(path) = known() {
        return Ok(Some(path));
    }
    // Where the package is a mere stub, as on Ubuntu, it installs well and does not start.
    if let Err(error) = install("chromium", "Chromium") {
        println!("{error:#}; trying Playwright's own");
    } else if let Some(path) = known() {
        return Ok(Some(path));
    }
    let dependencies = if is_root() { "--with-deps" } else { "" };
    run(&mut end2end(
        "npx",
        &format!("playwright install {dependencies} chromium"),
    ))
    .context("no Chromium: install one and set CHROMIUM to its path")?;
    Ok(None)
}

fn starts(path: &Path) -> bool {
    output(path, &["--version"]).is_some_and(|text| text.contains("Chrom"))
}
