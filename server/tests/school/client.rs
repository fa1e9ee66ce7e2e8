//! A browser without a screen: it keeps cookies, sends what browsers send, and reads the answer.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header},
};
use tower::ServiceExt;

const LARGEST: usize = 8 * 1024 * 1024;

/// One person's browser.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    /// The page it is on.
    at: Arc<Mutex<String>>,
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self {
            router,
            cookies: Arc::default(),
            at: Arc::new(Mutex::new("/".into())),
        }
    }

    /// The same cookies on another server.
    pub fn moved_to(&self, other: &Self) -> Self {
        Self {
            router: other.router.clone(),
            ..self.clone()
        }
    }

    pub fn keep(&self, cookie: &str, value: &str) {
        let mut cookies = self.cookies.lock().unwrap();
        cookies.insert(cookie.into(), value.into());
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Asks for a page, as a browser does.
    pub async fn get(&self, address: &str) -> Reply {
        let reply = self
            .send(self.asking(Method::GET, address, Body::empty()))
            .await;
        if reply.status.is_success() {
            *self.at.lock().unwrap() = address.into();
        }
        reply
    }

    /// Opens a stream of events; what is in it is read by whoever asked.
    pub async fn stream(&self, address: &str) -> Body {
        let request = self.asking(Method::GET, address, Body::empty());
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        response.into_body()
    }

    /// Sends a form from the page it is on, as a browser does without a script.
    pub async fn post<V: AsRef<str>>(&self, address: &str, fields: &[(&str, V)]) -> Reply {
        self.send(self.form(address, fields)).await
    }

    /// Calls a server function, as an island does: the answer's status says how it went.
    pub async fn call<V: AsRef<str>>(&self, address: &str, fields: &[(&str, V)]) -> Reply {
        let mut request = self.form(address, fields);
        let json = HeaderValue::from_static("application/json");
        request.headers_mut().insert(header::ACCEPT, json);
        self.send(request).await
    }

    /// The request that [`Self::post`] sends.
    pub fn form<V: AsRef<str>>(&self, address: &str, fields: &[(&str, V)]) -> Request<Body> {
        let mut request = self.asking(Method::POST, address, Body::from(encoded(fields)));
        let headers = request.headers_mut();
        let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(header::CONTENT_TYPE, kind);
        let here = HeaderValue::from_static("http://localhost:8080");
        headers.insert(header::ORIGIN, here);
        let at = format!("http://localhost:8080{}", self.at.lock().unwrap());
        headers.insert(header::REFERER, at.parse().unwrap());
        request
    }

    fn asking(&self, method: Method, address: &str, body: Body) -> Request<Body> {
        let cookies = self.cookies.lock().unwrap();
        let cookies: Vec<_> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header(header::HOST, "localhost:8080")
            .header(header::ACCEPT, "text/html,application/xhtml+xml")
            .header("sec-fetch-site", "same-origin");
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        request.body(body).unwrap()
    }

    /// Sends anything.
    pub async fn send(&self, request: Request<Body>) -> Reply {
        let asked = format!("{} {}", request.method(), request.uri());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        // A stream of events has no end to wait for.
        let kind = parts.headers.get(header::CONTENT_TYPE);
        let is_stream = kind.is_some_and(|kind| kind == "text/event-stream");
        let body = if is_stream { Body::empty() } else { body };
        let bytes = to_bytes(body, LARGEST).await.unwrap();
        let reply = Reply {
            asked,
            status: parts.status,
            headers: parts.headers,
            bytes: bytes.to_vec(),
        };
        self.take_cookies(&reply.headers);
        reply
    }

    fn take_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap();
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (pair, attributes) = line.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.into(), value.into());
            }
        }
    }
}

fn encoded<V: AsRef<str>>(fields: &[(&str, V)]) -> String {
    let escaped = |text: &str| -> String {
        let bytes = text.bytes().map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        });
        bytes.collect()
    };
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{}={}", escaped(name), escaped(value.as_ref())));
    pairs.collect::<Vec<_>>().join("&")
}

/// What came back.
pub struct Reply {
    asked: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: impl Into<HeaderName>) -> &str {
        let value = self.headers.get(name.into());
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// Where it sends the browser on to; nothing if it does not.
    pub fn location(&self) -> &str {
        match self.status.is_redirection() {
            true => self.header(header::LOCATION),
            false => "",
        }
    }

    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{self:?}");
        self
    }

    #[track_caller]
    pub fn redirects_to(&self, address: &str) -> &Self {
        assert_eq!(self.location(), address, "{self:?}");
        self
    }

    #[track_caller]
    pub fn shows(&self, text: &str) -> &Self {
        assert!(self.text().contains(text), "no {text:?} in {self:?}");
        self
    }

    #[track_caller]
    pub fn hides(&self, text: &str) -> &Self {
        assert!(!self.text().contains(text), "{text:?} in {self:?}");
        self
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: String = self.text().chars().take(4000).collect();
        write!(
            f,
            "{} → {} {} {text}",
            self.asked,
            self.status,
            self.header(header::LOCATION)
        )
    }
}
