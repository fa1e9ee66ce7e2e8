//! The few pages that stand when the app itself cannot answer: short, and with the same style.

use app::{error::Error as Told, parts::assets::Assets};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

pub fn not_found(assets: &Assets) -> Response {
    say(
        assets,
        StatusCode::NOT_FOUND,
        "Nothing here",
        "There is nothing at this address.",
    )
}

/// The form came from somewhere else, or the browser did not say from where.
pub fn foreign(assets: &Assets) -> Response {
    say(
        assets,
        StatusCode::FORBIDDEN,
        "This form came from somewhere else",
        "For safety nothing was done. Open the page here and send the form again.",
    )
}

pub fn bad_form(assets: &Assets, status: StatusCode) -> Response {
    let lead = match status {
        StatusCode::PAYLOAD_TOO_LARGE => "It was too much for one form. Nothing was changed.",
        _ => "It could not be read. Nothing was changed. Go back and send it again.",
    };
    say(assets, status, "The form did not arrive", lead)
}

pub fn busy(assets: &Assets) -> Response {
    say(
        assets,
        StatusCode::SERVICE_UNAVAILABLE,
        "One moment, please",
        "This does not work right now. Nothing was changed. Please try again in a minute.",
    )
}

pub fn broken(assets: &Assets) -> Response {
    say(
        assets,
        StatusCode::INTERNAL_SERVER_ERROR,
        "Something broke",
        "It was not you. Nothing was changed. Please try again.",
    )
}

/// What a visitor may be told, where no page of the app stands.
pub fn told(assets: &Assets, refusal: &Told) -> Response {
    let status = StatusCode::from_u16(refusal.status());
    let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    say(
        assets,
        status,
        "This did not work",
        &escaped(&refusal.to_string()),
    )
}

/// A page that does nothing but go on to another site, under a title that says nothing.
pub fn away(address: &str) -> Response {
    let address = escaped(address);
    let head = format!("<meta http-equiv=\"refresh\" content=\"0; url={address}\">");
    let body = format!("<p><a href=\"{address}\">Continue</a></p>");
    html(StatusCode::OK, "Loading", &head, &body)
}

fn say(assets: &Assets, status: StatusCode, heading: &str, lead: &str) -> Response {
    leading(assets, status, (heading, lead), ("/", "Go to the start"))
}

/// Heading and lead, and a button: its address and its words.
pub fn leading(
    assets: &Assets,
    status: StatusCode,
    (heading, lead): (&str, &str),
    (address, words): (&str, &str),
) -> Response {
    let address = escaped(address);
    let style = assets
        .0
        .get("style.css")
        .map_or("style.css", String::as_str);
    let head = format!("<link rel=\"stylesheet\" href=\"/assets/{style}\">");
    let body = format!(
        "<main class=\"page\"><div class=\"empty\"><h1>{heading}</h1><p>{lead}</p>\
         <a class=\"button\" data-kind=\"main\" href=\"{address}\">{words}</a></div></main>"
    );
    html(status, heading, &head, &body)
}

fn html(status: StatusCode, title: &str, head: &str, body: &str) -> Response {
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title}</title>{head}</head>\
         <body>{body}</body></html>"
    );
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    (status, [(header::CONTENT_TYPE, kind)], page).into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
