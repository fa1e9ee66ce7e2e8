//! What a visitor may be told when something does not work: a fixed sentence each.

use std::str::FromStr;

use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr},
    server_fn::codec::JsonEncoding,
};
use serde::{Deserialize, Serialize};

use crate::school::Answer;

/// Why a question was not answered, in terms that give nothing away.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Error {
    #[error("Please sign in first.")]
    SignedOut,
    /// Also: may not be seen by this visitor.
    #[error("There is nothing here.")]
    NotFound,
    #[error("This lesson is closed now.")]
    Closed,
    #[error("The school is not ready for this lesson yet.")]
    NotReady,
    #[error("Somebody else leads this class now. Take the lead first.")]
    Led,
    #[error("There are unread questions in the box. Read them first.")]
    UnreadQuestions,
    #[error("A class has at least one teacher. Add another one first.")]
    LastTeacher,
    #[error("{reason}")]
    Invalid { field: String, reason: String },
    /// Too many tries; more are welcome after this many seconds.
    #[error("Please wait a moment, then try again.")]
    Wait { seconds: u32 },
    #[error("This could not be kept: the server's disk is full. Nothing was changed.")]
    Full,
    #[error("This does not work right now. Nothing was changed. Please try again in a minute.")]
    Unavailable,
}

impl Error {
    /// A refusal of what stands in one field of a form.
    pub fn invalid(field: &str, reason: impl Into<String>) -> Self {
        Self::Invalid {
            field: field.into(),
            reason: reason.into(),
        }
    }

    /// The HTTP status that a page or a JSON call answers with.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignedOut => 401,
            Self::NotFound => 404,
            Self::Closed
            | Self::NotReady
            | Self::Led
            | Self::UnreadQuestions
            | Self::LastTeacher => 409,
            Self::Invalid { .. } => 422,
            Self::Wait { .. } => 429,
            Self::Full => 507,
            Self::Unavailable => 503,
        }
    }

    /// The word that stands for it in an address after a plain form was refused.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SignedOut => "signed-out",
            Self::NotFound => "not-found",
            Self::Closed => "closed",
            Self::NotReady => "not-ready",
            Self::Led => "led",
            Self::UnreadQuestions => "unread-questions",
            Self::LastTeacher => "last-teacher",
            Self::Invalid { .. } => "check-the-form",
            Self::Wait { .. } => "wait",
            Self::Full => "full",
            Self::Unavailable => "unavailable",
        }
    }
}

/// The address names no known problem.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownCode;

impl FromStr for Error {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        [
            Self::SignedOut,
            Self::NotFound,
            Self::Closed,
            Self::NotReady,
            Self::Led,
            Self::UnreadQuestions,
            Self::LastTeacher,
            Self::invalid(
                "",
                "Something in the form is not right. Please look at it again.",
            ),
            Self::Wait { seconds: 60 },
            Self::Full,
            Self::Unavailable,
        ]
        .into_iter()
        .find(|error| error.code() == code)
        .ok_or(UnknownCode)
    }
}

impl FromServerFnError for Error {
    type Encoder = JsonEncoding;

    /// A form that does not fit its server function is a stale or hand-made one.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::invalid(
                "",
                "Something in the form is not right. Please look at it again.",
            ),
            _ => Self::Unavailable,
        }
    }
}

/// Lets the response say what the answer says: an error's status for a call, and for a plain form
/// the way back to its page, with the problem's code in the address.
pub fn told<T>(answer: Answer<T>) -> Answer<T> {
    #[cfg(feature = "ssr")]
    wire::tell(answer.as_ref().err());
    answer
}

#[cfg(feature = "ssr")]
mod wire {
    use http::{StatusCode, header, request::Parts};
    use leptos::prelude::{expect_context, use_context};
    use leptos_axum::{ResponseOptions, redirect};

    use super::Error;

    pub fn tell(error: Option<&Error>) {
        let Some(parts) = use_context::<Parts>() else {
            return;
        };
        if parts.method == http::Method::POST && plain_form(&parts) {
            return redirect(&back(&parts, error));
        }
        if error == Some(&Error::SignedOut) && plain_form(&parts) {
            return redirect(&sign_in(parts.uri.path()));
        }
        let status = error.and_then(|error| StatusCode::from_u16(error.status()).ok());
        if let Some(status) = status {
            expect_context::<ResponseOptions>().set_status(status);
        }
    }

    /// Staff come back to the page they asked for; their first page needs no saying.
    fn sign_in(page: &str) -> String {
        let is_first = page.matches('/').count() == 1;
        if page == "/s" || page.starts_with("/s/") {
            "/s/sign-in".to_owned()
        } else if is_first {
            "/sign-in".to_owned()
        } else {
            format!("/sign-in?to={page}")
        }
    }

    fn plain_form(parts: &Parts) -> bool {
        let accept = parts.headers.get(header::ACCEPT);
        accept.is_some_and(|accept| accept.to_str().is_ok_and(|text| text.contains("text/html")))
    }

    /// Path and query of the page the form stands on, with the problem instead of what it said before.
    fn back(parts: &Parts, error: Option<&Error>) -> String {
        let page = parts.headers.get(header::REFERER);
        let page: http::Uri = page
            .and_then(|page| page.to_str().ok()?.parse().ok())
            .unwrap_or_default();
        let kept = page.query().unwrap_or_default().split('&');
        let said = |pair: &str| pair.starts_with("problem=") || pair.starts_with("done=");
        let kept = kept.filter(|pair| !pair.is_empty() && !said(pair));
        let problem = error.map(|error| format!("problem={}", error.code()));
        let query: Vec<String> = kept.map(String::from).chain(problem).collect();
        match query.join("&").as_str() {
            "" => page.path().to_owned(),
            query => format!("{}?{query}", page.path()),
        }
    }
}
