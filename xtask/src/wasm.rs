//! The part of `app` that runs in the browser: compiled to WebAssembly, then given its JavaScript.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::command::{cargo, output, root, run};

pub const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm-release";

/// Compiles `app` for the browser and says where the result lies; quick when nothing changed.
///
/// One profile serves the demo, the checks and the release: optimising the linked whole for size
/// also takes the least time from cold, because dependencies are then not finished one by one.
pub fn compile() -> Result<PathBuf> {
    add_target()?;
    let browser = format!("--features hydrate --target {TARGET} --profile {PROFILE}");
    run(&mut cargo(&format!("build -p app --lib {browser}")))?;
    Ok(root().join(format!("target/{TARGET}/{PROFILE}/app.wasm")))
}

/// Makes the script and the module that a page loads out of what `compile` left behind.
pub fn bind(compiled: &Path) -> Result<(String, Vec<u8>)> {
    let folder = root().join("target/bindgen");
    if folder.exists() {
        fs::remove_dir_all(&folder).context("cannot empty target/bindgen")?;
    }
    Bindgen::new()
        .input_path(compiled)
        .out_name("groundwork")
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&folder)
        .context("wasm-bindgen could not read the compiled app")?;
    ensure!(
        !folder.join("snippets").exists(),
        "a dependency of app brings JavaScript files of its own, for which the site has no place"
    );
    let script = fs::read_to_string(folder.join("groundwork.js"))?;
    Ok((script, fs::read(folder.join("groundwork_bg.wasm"))?))
}

/// Makes sure that the compiler can produce WebAssembly.
pub fn add_target() -> Result<()> {
    let sysroot = output("rustc", &["--print", "sysroot"])
        .context("rustc is missing: install Rust from rustup.rs")?;
    if Path::new(&sysroot)
        .join("lib/rustlib")
        .join(TARGET)
        .exists()
    {
        return Ok(());
    }
    run(Command::new("rustup").args(["target", "add", TARGET]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The script and the module speak a private format that changes with every version.
    #[test]
    fn both_lockfiles_hold_the_same_wasm_bindgen() -> Result<()> {
        let locked = |file: &str| -> Result<Option<String>> {
            let text = fs::read_to_string(root().join(file))?;
            let mut lines = text
                .lines()
                .skip_while(|line| *line != "name = \"wasm-bindgen\"");
            Ok(lines.nth(1).map(str::to_owned))
        };
        let (product, xtask) = (locked("Cargo.lock")?, locked("xtask/Cargo.lock")?);
        assert!(product.is_some(), "Cargo.lock holds no wasm-bindgen");
        assert_eq!(product, xtask);
        Ok(())
    }
}
