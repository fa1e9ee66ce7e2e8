//! The cookies there are: one that signs in, one by which sign-in tells browsers apart, one for the
//! language, and one of a machine that projects a class.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::entrance::Entrance;

/// A cookie of this server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// The session's token; ends with the browser.
    Session,
    /// Which browser this is, so that nobody's wrong tries are counted against others.
    Browser,
    /// The language that pages are read in; ends with the browser.
    Language,
    /// The live class that this machine projects.
    Projector,
}

impl Cookie {
    const fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Session, true) => "__Host-session",
            (Self::Session, false) => "session",
            (Self::Browser, true) => "__Host-browser",
            (Self::Browser, false) => "browser",
            (Self::Language, true) => "__Host-language",
            (Self::Language, false) => "language",
            (Self::Projector, true) => "__Host-projector",
            (Self::Projector, false) => "projector",
        }
    }

    /// Its value, if the request brought it.
    pub fn read(self, headers: &HeaderMap, entrance: &Entrance) -> Option<String> {
        let name = self.name(entrance.has_secure_cookies());
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.to_owned())
    }

    /// As a browser sends it back.
    pub fn pair(self, value: &str, entrance: &Entrance) -> Option<HeaderValue> {
        let name = self.name(entrance.has_secure_cookies());
        HeaderValue::from_str(&format!("{name}={value}")).ok()
    }

    /// The header that sets it. `value` holds letters, digits, `-`, `_` and `.` only.
    pub fn set(self, value: &str, entrance: &Entrance) -> Option<HeaderValue> {
        let keep = match self {
            Self::Session | Self::Language | Self::Projector => "",
            Self::Browser => "; Max-Age=15552000",
        };
        self.header(value, keep, entrance)
    }

    /// The header that takes it away.
    pub fn clear(self, entrance: &Entrance) -> Option<HeaderValue> {
        self.header("", "; Max-Age=0", entrance)
    }

    fn header(self, value: &str, keep: &str, entrance: &Entrance) -> Option<HeaderValue> {
        let secure = entrance.has_secure_cookies();
        let name = self.name(secure);
        let secure = if secure { "; Secure" } else { "" };
        let line = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{keep}");
        HeaderValue::from_str(&line).ok()
    }
}
