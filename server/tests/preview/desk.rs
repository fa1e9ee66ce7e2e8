//! A preview of a copy of the small valid tree, and what an open page of it hears.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header, request::Builder},
};
use http_body_util::BodyExt;
use server::authoring::preview::Open;
use tempfile::TempDir;
use tower::ServiceExt;

use super::{FOLDER, LESSON};

/// A preview of a copy of the small valid tree.
pub struct Desk {
    pub lessons: TempDir,
    pub host: String,
    router: Router,
    /// Followed as long as it is held.
    _open: Open,
}

impl Desk {
    pub async fn open() -> Self {
        let lessons = tempfile::tempdir().unwrap();
        let valid = concat!(env!("CARGO_MANIFEST_DIR"), "/../lessons/tests/valid");
        copy(Path::new(valid), lessons.path());
        let open = Open::new(lessons.path().to_owned(), 0).await.unwrap();
        let address = open.address();
        Self {
            lessons,
            router: open.router(),
            host: address.strip_prefix("http://").unwrap().to_owned(),
            _open: open,
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.lessons.path().join(FOLDER).join(name)
    }

    pub fn change(&self, name: &str, find: &str, replace: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(find), "{name}: {find}");
        fs::write(self.path(name), text.replace(find, replace)).unwrap();
    }

    pub async fn ask(&self, request: Builder, body: &str) -> Reply {
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let Ok(response) = self.router.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Reply {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    pub async fn get(&self, address: &str) -> Reply {
        let request = Request::get(address).header(header::HOST, &self.host);
        self.ask(request, "").await
    }

    pub async fn lesson(&self) -> String {
        self.get(&format!("/preview/lessons/{LESSON}")).await.text
    }

    /// What an open page of the lesson hears, from now on.
    pub async fn listen(&self) -> Events {
        let request = Request::get(format!("/preview/events?lesson={LESSON}"))
            .header(header::HOST, &self.host)
            .body(Body::empty());
        let Ok(response) = self.router.clone().oneshot(request.unwrap()).await;
        let kind = &response.headers()[header::CONTENT_TYPE];
        assert_eq!(kind, "text/event-stream");
        Events {
            body: response.into_body(),
            text: String::new(),
        }
    }
}

pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

pub struct Events {
    body: Body,
    text: String,
}

impl Events {
    /// The marks of the next event.
    pub async fn next(&mut self) -> BTreeMap<String, String> {
        let waiting = async {
            loop {
                if let Some((event, rest)) = self.text.split_once("\n\n") {
                    let marks = event.strip_prefix("data: ").map(str::to_owned);
                    self.text = rest.to_owned();
                    match marks {
                        Some(marks) => return serde_json::from_str(&marks).unwrap(),
                        None => continue,
                    }
                }
                let frame = self.body.frame().await.unwrap().unwrap();
                let bytes = frame.into_data().unwrap();
                self.text += str::from_utf8(&bytes).unwrap();
            }
        };
        tokio::time::timeout(Duration::from_secs(20), waiting)
            .await
            .expect("no event came")
    }

    /// Waits until the page of the lesson shows what `holds` looks for.
    pub async fn until(&mut self, desk: &Desk, holds: impl Fn(&str) -> bool) {
        while !holds(&desk.lesson().await) {
            self.next().await;
        }
    }
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to),
            false => {
                fs::copy(entry.path(), to).unwrap();
            }
        }
    }
}
