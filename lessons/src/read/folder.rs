//! Brings the lessons folder into memory.

use std::{fs, io, io::Read, path::Path};

use super::{Files, source::LARGEST_FILE};

/// Folders of the crate that hold no curriculum.
const OTHERS: [&str; 4] = ["src", "tests", "benches", "target"];

const KINDS: [&str; 4] = ["md", "toml", "svg", "txt"];

/// Nothing in the curriculum lies deeper; a folder that links to itself ends here.
const DEEPEST: usize = 6;

pub(super) fn files(folder: &Path) -> io::Result<Files> {
    let mut files = Files::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Some(name) = name(&entry) else {
            continue;
        };
        if entry.path().is_dir() && !OTHERS.contains(&name.as_str()) {
            gather(&entry.path(), &name, 1, &mut files)?;
        }
    }
    Ok(files)
}

fn gather(folder: &Path, path: &str, depth: usize, files: &mut Files) -> io::Result<()> {
    if depth > DEEPEST {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Some(name) = name(&entry) else {
            continue;
        };
        let path = format!("{path}/{name}");
        let here = entry.path();
        if here.is_dir() {
            gather(&here, &path, depth + 1, files)?;
        } else if here
            .extension()
            .is_some_and(|kind| KINDS.iter().any(|own| kind == *own))
        {
            let mut bytes = Vec::new();
            let limit = if name.ends_with(".svg") {
                u64::MAX
            } else {
                LARGEST_FILE as u64 + 1
            };
            fs::File::open(&here)?.take(limit).read_to_end(&mut bytes)?;
            files.insert(path, bytes);
        }
    }
    Ok(())
}

/// The file's name, unless it is hidden or no text.
fn name(entry: &fs::DirEntry) -> Option<String> {
    let name = entry.file_name().into_string().ok()?;
    (!name.starts_with('.')).then_some(name)
}
