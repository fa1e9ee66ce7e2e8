//! `--fix`: files are put in order on disk, each whole or not at all.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use lessons::{read::Files, tidy::tidy};

use crate::db::Refusal;

/// Puts the spacing of every Markdown file in order, and tells which were changed.
///
/// # Errors
/// A sentence, when a file cannot be written; those before it have been.
pub fn mend(folder: &Path, files: &Files) -> Result<Vec<String>, Refusal> {
    let mut mended = Vec::new();
    let texts = files.iter().filter(|(path, _)| path.ends_with(".md"));
    for (path, bytes) in texts {
        let Some(tidied) = tidy(bytes) else {
            continue;
        };
        let file = folder.join(path);
        replace(&file, tidied.as_bytes())
            .map_err(|error| Refusal(format!("{} cannot be written ({error}).", file.display())))?;
        mended.push(path.clone());
    }
    Ok(mended)
}

/// Writes beside the file first, and then puts it in its place; a link keeps leading to its file.
fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let file = file.canonicalize()?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let part = file.with_file_name(format!(".{name}.part"));
    let written = write(&part, &file, bytes);
    if written.is_err() {
        let _ = fs::remove_file(&part);
    }
    written
}

fn write(part: &Path, file: &Path, bytes: &[u8]) -> io::Result<()> {
    let permissions = fs::metadata(file)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut written = File::create(part)?;
    written.write_all(bytes)?;
    written.sync_all()?;
    fs::set_permissions(part, permissions)?;
    fs::rename(part, file)
}
