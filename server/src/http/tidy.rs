//! Makes what Leptos has rendered valid HTML.
//!
//! It marks places in the page by `<!>`, which only the islands need, and writes two inline
//! scripts behind `</html>`, which no page needs: there are no resources in it.

use std::sync::PoisonError;

use app::parts::frame::{Around, Slot};
use axum::{
    body::{Body, to_bytes},
    http::{HeaderValue, header},
    response::Response,
};

const END: &str = "</html>";
const ISLAND: &str = "<leptos-island";
const ISLAND_END: &str = "</leptos-island>";
const MARK: &str = "<!>";
/// The same mark, as HTML allows it.
const COMMENT: &str = "<!---->";

/// The response with its page tidied; anything but a page stays as it is.
pub async fn tidy(response: Response, slot: &Slot) -> Response {
    let (mut parts, body) = response.into_parts();
    let is_page = parts
        .headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return Response::from_parts(parts, body);
    }
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => {
            let page = framed(page(str::from_utf8(&bytes).unwrap_or_default()), slot);
            parts.headers.remove(header::TRANSFER_ENCODING);
            let length = HeaderValue::from(page.len());
            parts.headers.insert(header::CONTENT_LENGTH, length);
            Response::from_parts(parts, Body::from(page))
        }
        Err(error) => {
            tracing::error!(%error, "a page broke off while it was rendered");
            Response::from_parts(parts, Body::empty())
        }
    }
}

/// The page with its language and audience on `<html>` and `<body>`.
fn framed(mut page: String, slot: &Slot) -> String {
    let Around {
        lang,
        dir,
        audience,
        band,
    } = slot
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let plain = |text: String| {
        text.replace(
            |letter: char| !letter.is_ascii_alphanumeric() && letter != '-',
            "",
        )
    };
    let band = band.map_or(String::new(), |band| format!(" data-band=\"{band}\""));
    if let Some(body) = page.find("<body") {
        page.insert_str(
            body + "<body".len(),
            &format!(" data-audience=\"{audience}\"{band}"),
        );
    }
    if let Some(html) = page.find("<html") {
        let (lang, dir) = (plain(lang), plain(dir));
        page.insert_str(
            html + "<html".len(),
            &format!(" lang=\"{lang}\" dir=\"{dir}\""),
        );
    }
    page
}

fn page(html: &str) -> String {
    let html = match html.rfind(END) {
        Some(at) => &html[..at + END.len()],
        None => html,
    };
    let mut page = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(island) = rest.find(ISLAND) {
        let (before, from) = rest.split_at(island);
        let end = from.find(ISLAND_END).unwrap_or(from.len());
        let (island, after) = from.split_at(end);
        page += &before.replace(MARK, "");
        page += &island.replace(MARK, COMMENT);
        rest = after;
    }
    page += &rest.replace(MARK, "");
    page
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn marks_stay_in_islands_only_and_nothing_follows_the_page() {
        let html = "<html><p><!>a<!>b</p><leptos-island x><!>c</leptos-island><!></html><script>";
        let tidy = "<html><p>ab</p><leptos-island x><!---->c</leptos-island></html>";
        assert_eq!(page(html), tidy);
    }
}
