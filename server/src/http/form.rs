//! Forms that give back what was typed: sent on when they worked, shown again when they did not.

use std::sync::Arc;

use app::{error::Error as Told, school::Posted};
use axum::{
    Form as AxumForm, RequestExt,
    body::Body,
    extract::{FromRequest, Request},
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};

use crate::{
    error::Error,
    http::{page, plain},
    shared::Shared,
    visit::Visit,
};

/// A posted form and who has posted it.
pub struct Form {
    pub visit: Visit,
    pub parts: Parts,
    /// As they came, in order.
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// The first value of a field, or nothing.
    pub fn value(&self, name: &str) -> &str {
        let field = self.fields.iter().find(|(key, _)| key == name);
        field.map_or("", |(_, value)| value)
    }

    /// Every value of a field that may stand several times.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Answers with the page the form stands on, saying what stands in the way.
    pub async fn refused(self, refusal: impl Into<Told>) -> Response {
        let posted = Posted {
            fields: self.fields,
            refusal: Some(refusal.into()),
        };
        page::answer(self.visit.shared(), &self.visit, &self.parts, posted).await
    }

    /// Answers with the page the form stands on, which does something with the fields.
    pub async fn shown(self) -> Response {
        let posted = Posted {
            fields: self.fields,
            refusal: None,
        };
        page::answer(self.visit.shared(), &self.visit, &self.parts, posted).await
    }

    /// Goes on to `address` when the action worked; else shows the form again.
    pub async fn then<T>(
        self,
        done: Result<T, Told>,
        address: impl FnOnce(T) -> String,
    ) -> Response {
        match done {
            Ok(value) => see_other(&address(value)),
            Err(refusal) => self.refused(refusal).await,
        }
    }
}

impl FromRequest<Arc<Shared>> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, shared: &Arc<Shared>) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        let visit = parts.extensions.get::<Visit>().cloned();
        let visit = visit.ok_or_else(|| plain::broken(&shared.assets))?;
        let form = Request::from_parts(parts.clone(), body)
            .extract::<AxumForm<Vec<(String, String)>>, _>()
            .await;
        match form {
            Ok(AxumForm(fields)) => Ok(Self {
                visit,
                parts,
                fields,
            }),
            Err(rejection) => Err(plain::bad_form(&shared.assets, rejection.status())),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let told = Told::from(self);
        let status = StatusCode::from_u16(told.status());
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, told.to_string()).into_response()
    }
}

/// Sends the browser on after a form has worked.
pub fn see_other(address: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    with(
        response,
        header::LOCATION,
        HeaderValue::from_str(address).ok(),
    )
}

/// The response with one more header; what cannot be written in one is left out.
pub fn with(mut response: Response, name: HeaderName, value: Option<HeaderValue>) -> Response {
    if let Some(value) = value {
        response.headers_mut().append(name, value);
    }
    response
}
