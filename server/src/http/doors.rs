//! Coming in and going out: the forms and links that begin or end a session.

use std::sync::Arc;

use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::{
    form::{Form, see_other, with},
    plain,
};
use crate::{
    entity::{session, word::Role},
    error::Result,
    shared::Shared,
    sign_in::{self, Came, browser::Browser, code, patience::Door, typed_email},
    visit::{Visit, Who, cookie::Cookie, session as sessions},
};

/// Where *Leave this page* goes unless the school has named a page of its own.
pub const AWAY: &str = "https://www.weather.gov/";

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

pub async fn staff(State(shared): State<Arc<Shared>>, form: Form) -> Response {
    let browser = Browser::read(&form.parts.headers, &shared.entrance);
    let (email, password) = (form.value("email"), form.value("password"));
    let door = Door::Account(typed_email(email));
    let came = sign_in::staff(&shared, &browser, email, password).await;
    let to = own_address(form.value("to")).map(str::to_owned);
    let way = Way { browser, door, to };
    way.go(&shared, form, came).await
}

pub async fn student(State(shared): State<Arc<Shared>>, form: Form) -> Response {
    let browser = Browser::read(&form.parts.headers, &shared.entrance);
    let (class_code, own_code) = (form.value("class_code"), form.value("own_code"));
    let door = Door::Class(code::typed_join_code(class_code));
    let came = sign_in::student(&shared, &browser, class_code, own_code).await;
    let way = Way {
        browser,
        door,
        to: None,
    };
    way.go(&shared, form, came).await
}

/// How somebody tried to come in.
struct Way {
    browser: Browser,
    door: Door,
    /// Where to, when it was not home.
    to: Option<String>,
}

impl Way {
    async fn go(self, shared: &Arc<Shared>, form: Form, came: Result<Came>) -> Response {
        let Self { browser, door, to } = self;
        let (door, response) = match came {
            Ok(came) => (Some(&door), let_in(shared, &form.visit, came, to).await),
            Err(refusal) => (None, form.refused(refusal).await),
        };
        let cookie = browser.cookie(&shared.keys, door, &shared.entrance);
        with(response, header::SET_COOKIE, cookie)
    }
}

pub async fn invitation(
    State(shared): State<Arc<Shared>>,
    Path(token): Path<String>,
    form: Form,
) -> Response {
    match sign_in::accept(&shared, &token, form.value("password")).await {
        Ok(came) => let_in(&shared, &form.visit, came, None).await,
        Err(refusal) => form.refused(refusal).await,
    }
}

/// Begins the new session and ends the one that the browser had.
async fn let_in(shared: &Arc<Shared>, before: &Visit, came: Came, to: Option<String>) -> Response {
    if let Err(error) = end(before).await {
        return error.into_response();
    }
    let visit = match sessions::visit(shared, Some(&came.token)).await {
        Ok(visit) => visit,
        Err(error) => return error.into_response(),
    };
    let home = to.unwrap_or_else(|| home(&visit).to_owned());
    let cookie = Cookie::Session.set(&came.token, &shared.entrance);
    with(see_other(&home), header::SET_COOKIE, cookie)
}

/// Where somebody starts.
fn home(visit: &Visit) -> &'static str {
    match visit.who() {
        Who::Student(_) => "/s",
        Who::Staff(staff) if staff.roles.iter().any(|(role, _)| *role == Role::Teacher) => "/teach",
        Who::Staff(_) => "/school",
        Who::Nobody => "/",
    }
}

/// An address on this server, or nothing: what a link carried may be anything.
fn own_address(address: &str) -> Option<&str> {
    let is_path = address.starts_with('/') && !address.starts_with("//");
    let is_plain = address
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (is_path && is_plain).then_some(address)
}

pub async fn sign_out(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    let Some(visit) = visit else {
        return plain::broken(&shared.assets);
    };
    let door = match visit.who() {
        Who::Student(_) => "/s/sign-in",
        Who::Staff(_) | Who::Nobody => "/",
    };
    match end(&visit).await {
        Ok(()) => gone(see_other(door), &shared),
        Err(error) => error.into_response(),
    }
}

/// *Leave this page*: ends the session the request came with and goes on to a page that says
/// nothing. A link, so that it works without a script; the 200 in between is there because a
/// browser drops a form that is sent on to another site.
pub async fn bye(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    let Some(visit) = visit else {
        return plain::broken(&shared.assets);
    };
    let away = match visit.who() {
        Who::Student(student) => visit.contacts(student.section.school_id).await,
        Who::Staff(_) | Who::Nobody => Ok(Default::default()),
    };
    let away = away.map(|contacts| contacts.leave_to).unwrap_or_default();
    let away = if away.starts_with("https://") {
        &away
    } else {
        AWAY
    };
    if is_foreign(request.headers()) {
        return plain::away(away);
    }
    // Whoever leaves is let go even if the session could not be ended: the cookie goes anyway.
    if let Err(error) = end(&visit).await {
        tracing::error!(%error, "a session was left and not ended");
    }
    gone(plain::away(away), &shared)
}

/// Whether another site has sent the browser here, or it only looks ahead; neither may sign
/// anybody out.
fn is_foreign(headers: &HeaderMap) -> bool {
    let is_sent = headers
        .get("sec-fetch-site")
        .is_some_and(|site| site == "cross-site" || site == "same-site");
    is_sent || headers.contains_key("sec-purpose")
}

/// Takes the cookie away, and what the browser keeps of this site.
fn gone(response: Response, shared: &Shared) -> Response {
    let cookie = Cookie::Session.clear(&shared.entrance);
    let response = with(response, header::SET_COOKIE, cookie);
    let storage = HeaderValue::from_static("\"storage\"");
    with(response, CLEAR_SITE_DATA, Some(storage))
}

async fn end(visit: &Visit) -> Result<()> {
    let Some(id) = visit.session() else {
        return Ok(());
    };
    let ended = visit
        .db()
        .write(move |tx| async move { session::end(&tx, id).await })
        .await;
    visit.shared().sessions.forget();
    ended
}

#[cfg(test)]
mod tests {
    use super::own_address;

    #[test]
    fn a_sign_in_goes_on_to_this_server_only() {
        assert_eq!(
            own_address("/teach/classes/x?a=b"),
            Some("/teach/classes/x?a=b")
        );
        for foreign in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/a\nb",
        ] {
            assert_eq!(own_address(foreign), None, "{foreign:?}");
        }
    }
}
