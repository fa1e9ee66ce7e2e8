//! `target/site`: everything a browser loads beside the pages. A file's name holds a hash of what
//! is in it, so that it may be kept for ever; `manifest.json` leads from the plain name to it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use brotli::enc::BrotliEncoderParams;
use sha2::{Digest, Sha256};

use crate::command::root;
use crate::{stylesheet, wasm};

/// What is served as it lies in `style/`; other files there are parts of the style sheet or notes.
const SERVED: [&str; 6] = ["ico", "js", "png", "svg", "webmanifest", "woff2"];
const COMPRESSED_ALREADY: [&str; 3] = ["ico", "png", "woff2"];
const NEEDED: [&str; 4] = ["favicon.svg", "icons.svg", "leave.js", "pictures.svg"];

/// Makes `target/site` anew, unless it was made from the same files.
pub fn build() -> Result<()> {
    let compiled = wasm::compile()?;
    let sources = sources()?;
    let stamp = stamp(sources.values().chain([&compiled, &env::current_exe()?]))?;
    let folder = root().join("target/site");
    let stamp_file = root().join("target/site.stamp");
    if folder.exists() && fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp) {
        return Ok(());
    }

    let mut site = Site::default();
    for (name, path) in &sources {
        if SERVED
            .iter()
            .any(|ending| path.extension().is_some_and(|found| found == *ending))
        {
            site.add(
                name,
                fs::read(path).with_context(|| format!("cannot read {name}"))?,
            )?;
        }
    }
    for name in NEEDED {
        ensure!(
            site.names.contains_key(name),
            "{name} is missing: pages cannot do without it"
        );
    }
    let css = stylesheet::bundle(&root().join("style/main.css"), &site.names)?;
    site.add("style.css", css.into_bytes())?;
    let (script, module) = wasm::bind(&compiled)?;
    let module = site.add("groundwork_bg.wasm", module)?;
    let script = script.replace("groundwork_bg.wasm", &module);
    site.add("groundwork.js", script.into_bytes())?;
    site.write(&folder)?;
    fs::write(&stamp_file, stamp).context("cannot write target/site.stamp")
}

/// A site in the making.
#[derive(Default)]
struct Site {
    /// Plain name → name with hash.
    names: BTreeMap<String, String>,
    /// Name with hash → what is in it.
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Takes a file in, and its compressed form if that is smaller; gives its name with the hash.
    fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<String> {
        let (stem, ending) = name.rsplit_once('.').context("a file without an ending")?;
        let hashed = format!("{stem}.{}.{ending}", &hex(Sha256::digest(&bytes))[..10]);
        if !COMPRESSED_ALREADY.contains(&ending) {
            let best = BrotliEncoderParams {
                quality: 11,
                ..Default::default()
            };
            let mut small = Vec::new();
            brotli::BrotliCompress(&mut bytes.as_slice(), &mut small, &best)?;
            if small.len() < bytes.len() {
                self.files.insert(format!("{hashed}.br"), small);
            }
        }
        self.files.insert(hashed.clone(), bytes);
        self.names.insert(name.to_owned(), hashed.clone());
        Ok(hashed)
    }

    /// Puts the whole site in the place of the old one, of which nothing stays.
    fn write(&self, place: &Path) -> Result<()> {
        let manifest = serde_json::to_vec_pretty(&self.names)?;
        let draft = place.with_extension("new");
        for folder in [&draft, place] {
            if folder.exists() {
                fs::remove_dir_all(folder).context("cannot remove the old site")?;
            }
        }
        for (name, bytes) in self
            .files
            .iter()
            .chain([(&"manifest.json".to_owned(), &manifest)])
        {
            let path = draft.join(name);
            fs::create_dir_all(path.parent().unwrap_or(&draft))?;
            fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        }
        fs::rename(&draft, place).context("cannot put the new site in its place")
    }
}

/// Every file of `style/`, by its path there, and the curriculum's pictures.
fn sources() -> Result<BTreeMap<String, PathBuf>> {
    let style = root().join("style");
    let mut sources = BTreeMap::new();
    let mut folders = vec![style.clone()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder);
        for entry in entries.with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&style)?.to_string_lossy().into_owned();
                sources.insert(name, path);
            }
        }
    }
    let pictures = root().join("lessons/pictures/pictures.svg");
    if pictures.exists() {
        sources.insert("pictures.svg".to_owned(), pictures);
    }
    Ok(sources)
}

/// A fingerprint of these files, by their times and sizes.
fn stamp<'a>(paths: impl Iterator<Item = &'a PathBuf>) -> Result<String> {
    let mut hasher = Sha256::new();
    for path in paths {
        let meta = fs::metadata(path).with_context(|| format!("{} is gone", path.display()))?;
        hasher.update(format!(
            "{} {:?} {}\n",
            path.display(),
            meta.modified()?,
            meta.len()
        ));
    }
    Ok(hex(hasher.finalize()))
}

fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
