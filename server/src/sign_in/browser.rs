//! Which browser is trying, as its own cookie says: a random id, and marks of the doors it has
//! come in by.

use axum::http::{HeaderMap, HeaderValue};

use super::patience::Door;
use crate::{
    entrance::Entrance,
    keys::{Keys, hex},
    visit::cookie::Cookie,
};

/// How many doors a browser's cookie remembers: a cart's laptop sees several classes.
const MARKS: usize = 8;
const ID_LENGTH: usize = 32;

/// A browser. Its cookie is taken as it is: an invented one is simply a new browser.
#[derive(Clone, Debug, Default)]
pub struct Browser {
    id: Option<String>,
    marks: Vec<String>,
}

impl Browser {
    pub fn read(headers: &HeaderMap, entrance: &Entrance) -> Self {
        let value = Cookie::Browser.read(headers, entrance).unwrap_or_default();
        let mut parts = value.split('.');
        let id = parts
            .next()
            .filter(|id| id.len() == ID_LENGTH && id.bytes().all(|byte| byte.is_ascii_hexdigit()));
        Self {
            id: id.map(str::to_owned),
            marks: parts.take(MARKS).map(str::to_owned).collect(),
        }
    }

    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Whether somebody has come in by this door with this browser.
    pub fn has_been_in(&self, keys: &Keys, door: &Door) -> bool {
        let Some(id) = &self.id else {
            return false;
        };
        self.marks.contains(&mark(keys, id, door))
    }

    /// The cookie after a try; `door` is the one that has opened.
    pub fn cookie(
        self,
        keys: &Keys,
        door: Option<&Door>,
        entrance: &Entrance,
    ) -> Option<HeaderValue> {
        let id = self.id.unwrap_or_else(|| hex(&rand::random::<[u8; 16]>()));
        let mut marks = self.marks;
        if let Some(door) = door {
            let mark = mark(keys, &id, door);
            marks.retain(|other| *other != mark);
            marks.insert(0, mark);
            marks.truncate(MARKS);
        }
        let value = [vec![id], marks].concat().join(".");
        Cookie::Browser.set(&value, entrance)
    }
}

fn mark(keys: &Keys, id: &str, door: &Door) -> String {
    let (kind, name) = door.name();
    keys.counted(&["has been in", kind, name, id])
}
