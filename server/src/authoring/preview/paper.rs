//! A page as its printer will have it: the product's own rules for paper, applied on the screen.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use tower::ServiceExt;

use super::desk::Desk;

/// Stands in an address of a page that is asked for on paper.
pub const PAPER: &str = "paper";
/// Beside the style sheet that it is made of, so that its fonts are found.
pub const STYLE: &str = "/assets/paper.css";

/// A sheet of letter size seen from above: its margins, and white whatever the device prefers.
const SHEET: &str = "@layer utilities{html{background:white}body{padding:16mm 15mm}}";

/// The product's style sheet with its rules for print in force.
pub async fn style(State(desk): State<Arc<Desk>>) -> Response {
    let name = desk.assets.0.get("style.css");
    let name = name.map_or("style.css", String::as_str);
    let request = Request::get(format!("/assets/{name}")).body(Body::empty());
    let Ok(request) = request else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Ok(response) = desk.now().product.clone().oneshot(request).await;
    if response.status() != StatusCode::OK {
        return response.status().into_response();
    }
    let bytes = to_bytes(response.into_body(), usize::MAX).await;
    let style = String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
    let kind = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (kind, in_force(&style) + SHEET).into_response()
}

fn in_force(style: &str) -> String {
    style.replace("@media print", "@media all")
}
