//! Where a link or picture of a lesson leads: files of the curriculum become addresses of pages.

use crate::read::{source::Source, world::World};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// A word of the glossary, explained in place.
    Word(String),
    /// The help page; with the id of a helpline if one is meant.
    Help(Option<String>),
    /// Another page of the curriculum, as the address that serves it.
    Page(String),
    /// What a lesson has for paper, as the address that serves it to staff.
    Print(String),
    /// A heading of the same file.
    Anchor(String),
    /// A symbol of the curriculum's pictures.
    Picture(String),
    /// Outside the school: `http`, `https`, `mailto` or `tel`.
    Web,
    /// A glossary link without a word, or with an unknown one.
    UnknownWord(String),
    /// A file that is not there, or that no page shows.
    Missing,
    /// A scheme that no page may carry, such as `javascript:`.
    Forbidden,
}

/// Says where `link`, standing in `source`, leads.
pub(crate) fn resolve(link: &str, source: &Source, world: &World) -> Target {
    if let Some(line) = link.strip_prefix("help:") {
        return Target::Help((!line.is_empty()).then(|| line.to_owned()));
    }
    if let Some(anchor) = link.strip_prefix('#') {
        return Target::Anchor(anchor.to_owned());
    }
    if let Some(scheme) = scheme(link) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" | "mailto" | "tel" => Target::Web,
            _ => Target::Forbidden,
        };
    }
    if link.starts_with("//") {
        return Target::Web;
    }
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let Some(path) = join(source.path, path) else {
        return Target::Missing;
    };
    if path == format!("{}/glossary.md", world.lang) {
        let known = world.glossary.contains(fragment);
        let word = fragment.to_owned();
        return if known {
            Target::Word(word)
        } else {
            Target::UnknownWord(word)
        };
    }
    if path.starts_with("pictures/") && !fragment.is_empty() {
        return if world.pictures.contains(&(path, fragment.to_owned())) {
            Target::Picture(fragment.to_owned())
        } else {
            Target::Missing
        };
    }
    page(&path, world).unwrap_or(Target::Missing)
}

/// The address of the page that shows a file of the curriculum.
fn page(path: &str, world: &World) -> Option<Target> {
    let parts: Vec<_> = path.split('/').collect();
    match *parts.as_slice() {
        [lang, "shared", file] if lang == world.lang => {
            let name = file.strip_suffix(".md")?;
            let page = || Target::Page(format!("#{name}"));
            world.files.contains_key(path).then(page)
        }
        [lang, band, folder, ref file @ ..] if lang == world.lang => {
            let lesson = format!("{lang}/{band}/{folder}/lesson.md");
            let (_, slug) = folder.split_once('-')?;
            let exists = world.files.contains_key(&lesson);
            let id = format!("{band}.{slug}");
            match file {
                _ if !exists => None,
                [] | ["lesson.md"] => Some(Target::Page(format!("/families/lessons/{id}"))),
                ["family.md"] => Some(Target::Page(format!("/families/lessons/{id}/letter"))),
                ["print.md"] => world
                    .files
                    .contains_key(path)
                    .then(|| Target::Print(format!("/teach/lessons/{id}/print"))),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The path that `link` names, seen from the file at `from`; `None` if it leaves the folder.
fn join(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    if link.starts_with('/') {
        return None;
    }
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What stands before the colon, if it can be a scheme.
fn scheme(link: &str) -> Option<&str> {
    let (scheme, _) = link.split_once(':')?;
    let is_path = scheme.contains(['/', '#', '?']);
    (!is_path).then_some(scheme.trim())
}
