//! `groundwork lessons export --family DIR`: the families' pages as files that open from a folder.
//!
//! The pages are the product's own: the server's router is asked for each of them, in every
//! language, and only their links are turned into names of files.

mod pages;
mod sprites;

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fs, io,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::ExitCode,
};

use app::text::Language;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use clap::Args;
use tower::ServiceExt;

use self::pages::{Address, rewrite};
use crate::{
    content::Content,
    db::{Openness, Refusal},
    http::files,
    router::router,
    say::say,
    serve::{Place, Reach, Server},
};

/// Stands in a folder that an export has written, and may write again.
const MARK: &str = ".groundwork-export";

/// Write every lesson and letter as pages that need no server
#[derive(Debug, Args)]
pub struct Export {
    /// The folder to write the families' pages to
    #[arg(long, value_name = "DIR")]
    family: PathBuf,
    /// A folder of lessons instead of those that are built in
    #[arg(long, env = "GROUNDWORK_LESSONS")]
    lessons: Option<PathBuf>,
    /// The school's own folder, laid over the lessons
    #[arg(long, value_name = "DIR", env = "GROUNDWORK_OVERLAY")]
    overlay: Option<PathBuf>,
}

/// Name below the folder → what stands in the file.
type Files = BTreeMap<String, Vec<u8>>;

impl Export {
    /// # Errors
    /// A sentence, when a page or a file cannot be made; then the folder is as it was.
    pub async fn run(self) -> Result<ExitCode, Refusal> {
        let folder = self.family;
        check(&folder)?;
        let site = files::site();
        if site.is_empty() {
            return Err(Refusal(
                "This program was built without styles and pictures. Run `cargo xtask site`, then \
                 build it again."
                    .into(),
            ));
        }
        let beside = sibling(&folder, "records");
        let content = Content::open(self.lessons.as_deref())?;
        let content = content.with_overlay(self.overlay.as_deref())?;
        let site = export(&beside, content, site).await;
        let removed = fs::remove_dir_all(&beside);
        let site = site?;
        removed.map_err(|error| cannot(&beside, &error))?;
        write(&folder, &site)?;
        let pages = site.keys().filter(|name| name.ends_with(".html")).count();
        say(&format!(
            "{pages} pages are in {0}. Open {0}/index.html, or put the folder on any web server.",
            folder.display()
        ))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Refuses a folder that holds anything else than an earlier export.
fn check(folder: &Path) -> Result<(), Refusal> {
    let is_own = folder.join(MARK).exists();
    match fs::read_dir(folder).map(Iterator::count) {
        Ok(others) if others > 0 && !is_own => Err(Refusal(format!(
            "{} holds other files. Give a new folder with --family.",
            folder.display()
        ))),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(cannot(folder, &error)),
        _ => Ok(()),
    }
}

/// Asks for every page, in every language, beginning with the list of lessons.
async fn export(records: &Path, content: Content, site: Files) -> Result<Files, Refusal> {
    let place = Place::new(records.to_owned(), None, Openness::default())?;
    let reach = Reach {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        origin: None,
        insecure_lan: false,
    };
    let server = Server::open(&place, &reach, content, Vec::new()).await?;
    let languages = server.shared.languages().to_vec();
    let router = router(server.shared.clone());
    let sprites = sprites::Sprites::of(&site);
    let mut made = Files::new();
    for language in &languages {
        let mut waiting = VecDeque::from([Address::start(language)]);
        let mut seen = BTreeSet::new();
        while let Some(address) = waiting.pop_front() {
            if !seen.insert(address.file()) {
                continue;
            }
            let html = ask(&router, &address).await?;
            let page = rewrite(&html, &address, &sprites)?;
            waiting.extend(
                page.links
                    .into_iter()
                    .filter(|link| link.lang == address.lang),
            );
            made.insert(address.file(), page.html.into_bytes());
        }
    }
    let style = site.keys().find(|name| name.ends_with(".css"));
    let style = style.map(String::as_str).unwrap_or_default();
    made.insert("index.html".into(), door(&languages, style).into_bytes());
    made.insert(MARK.into(), Vec::new());
    let kept = site.into_iter().filter(|(name, _)| pages::is_needed(name));
    made.extend(kept.map(|(name, bytes)| (format!("assets/{name}"), bytes)));
    Ok(made)
}

async fn ask(router: &Router, address: &Address) -> Result<String, Refusal> {
    let asked = address.ask();
    let broken = |why: String| Refusal(format!("The page {asked} could not be made ({why})."));
    let request = Request::get(&asked)
        .header(header::HOST, "localhost")
        .body(Body::empty())
        .map_err(|error| broken(error.to_string()))?;
    let Ok(response) = router.clone().oneshot(request).await;
    if response.status() != StatusCode::OK {
        return Err(broken(response.status().to_string()));
    }
    let bytes = to_bytes(response.into_body(), usize::MAX).await;
    let bytes = bytes.map_err(|error| broken(error.to_string()))?;
    String::from_utf8(bytes.to_vec()).map_err(|error| broken(error.to_string()))
}

/// The first page: a way into each language, in its own words.
fn door(languages: &[Language], style: &str) -> String {
    let ways = languages.iter().map(|language| {
        let (code, name) = (language.code(), language.own_name());
        let dir = language.dir();
        let lead = language.text_with("families-lead", []);
        format!(
            "<li class=\"lesson\" lang=\"{code}\" dir=\"{dir}\"><a class=\"lesson-title\" \
             href=\"{code}/index.html\" hreflang=\"{code}\">{name}</a>\
             <p class=\"lesson-note\">{lead}</p></li>"
        )
    });
    let ways: String = ways.collect();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <link rel=\"stylesheet\" href=\"assets/{style}\"><title>Groundwork</title></head>\
         <body data-audience=\"family\"><main class=\"page\" id=\"page\"><h1>Groundwork</h1>\
         <ul class=\"lessons\" role=\"list\">{ways}</ul></main></body></html>\n"
    )
}

/// Writes everything beside the folder first, and then puts it in its place.
fn write(folder: &Path, site: &Files) -> Result<(), Refusal> {
    let (part, old) = (sibling(folder, "part"), sibling(folder, "old"));
    let written = put(&part, site).and_then(|()| {
        if folder.exists() {
            fs::rename(folder, &old)?;
        }
        fs::rename(&part, folder)
    });
    written.map_err(|error| {
        let _ = fs::remove_dir_all(&part);
        cannot(folder, &error)
    })?;
    match fs::remove_dir_all(&old) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(cannot(&old, &error)),
        _ => Ok(()),
    }
}

fn put(folder: &Path, site: &Files) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    for (name, bytes) in site {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// A folder beside this one, for what is not finished.
fn sibling(folder: &Path, end: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}.{end}"))
}

fn cannot(folder: &Path, error: &io::Error) -> Refusal {
    let folder = folder.display();
    Refusal(format!("{folder} cannot be written ({error})."))
}
