//! The files of the site: styles, scripts, fonts and pictures, from inside the binary; a debug
//! build reads them from disk.

use std::{collections::BTreeMap, sync::Arc};

use app::parts::assets::Assets;
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use rust_embed::{Embed, EmbeddedFile};

use super::plain;
use crate::{keys::hex, shared::Shared};

#[derive(Embed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Site;

/// A name that carries a hash of the file: what it names never changes.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// A name that stays while the file changes: the browser asks whether it has.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("public, no-cache");

/// The site's list of names, plain → with hash. Empty where no site has been built.
pub fn manifest() -> Assets {
    let names = Site::get("manifest.json")
        .and_then(|file| serde_json::from_slice::<BTreeMap<String, String>>(&file.data).ok());
    Assets(Arc::new(names.unwrap_or_default()))
}

/// Every file of the site by its name with hash; none where no site has been built.
pub fn site() -> BTreeMap<String, Vec<u8>> {
    let names = Site::iter().filter(|name| name != "manifest.json" && !name.ends_with(".br"));
    let files =
        names.filter_map(|name| Some((name.to_string(), Site::get(&name)?.data.into_owned())));
    files.collect()
}

/// A file by its name with hash.
pub async fn hashed(
    State(shared): State<Arc<Shared>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    if !shared.assets.0.values().any(|known| *known == name) {
        return plain::not_found(&shared.assets);
    }
    send(&shared, &name, &headers, FOR_EVER)
}

/// A file by its plain name, which some addresses hold for ever.
pub fn plain_name(shared: &Shared, name: &str, headers: &HeaderMap) -> Response {
    match shared.assets.0.get(name) {
        Some(hashed) => send(shared, hashed, headers, ASK_AGAIN),
        None => plain::not_found(&shared.assets),
    }
}

pub async fn pictures(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    plain_name(&shared, "pictures.svg", &headers)
}

pub async fn icons(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    plain_name(&shared, "icons.svg", &headers)
}

pub async fn favicon(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    plain_name(&shared, "favicon.svg", &headers)
}

fn send(shared: &Shared, name: &str, asked: &HeaderMap, keep: HeaderValue) -> Response {
    let (file, compressed) = match Site::get(&format!("{name}.br")) {
        Some(file) if takes_brotli(asked) => (file, true),
        _ => match Site::get(name) {
            Some(file) => (file, false),
            None => return plain::not_found(&shared.assets),
        },
    };
    let tag = tag(&file, compressed);
    let is_known = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|tags| tags.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|known| known.trim() == tag));
    let mut response = match is_known {
        true => Response::new(Body::empty()),
        false => Response::new(Body::from(file.data)),
    };
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: HeaderValue| headers.insert(name, value);
    set(header::CACHE_CONTROL, keep);
    set(header::VARY, HeaderValue::from_static("accept-encoding"));
    set(header::CONTENT_TYPE, kind(name));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        set(header::ETAG, tag);
    }
    if compressed && !is_known {
        set(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

fn tag(file: &EmbeddedFile, compressed: bool) -> String {
    let hash = hex(&file.metadata.sha256_hash()[..12]);
    let form = if compressed { "-br" } else { "" };
    format!("\"{hash}{form}\"")
}

fn takes_brotli(asked: &HeaderMap) -> bool {
    asked
        .get(header::ACCEPT_ENCODING)
        .and_then(|forms| forms.to_str().ok())
        .is_some_and(|forms| {
            forms.split(',').any(|form| {
                let mut parts = form.split(';').map(str::trim);
                parts.next() == Some("br") && !parts.any(|weight| weight == "q=0")
            })
        })
}

fn kind(name: &str) -> HeaderValue {
    let ending = name.rsplit('.').next().unwrap_or_default();
    HeaderValue::from_static(match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    })
}
