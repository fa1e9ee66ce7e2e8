//! The frame around the preview's own pages: staff pages like any other, with a line that says
//! whether the files are followed.

use app::parts::{
    assets::{Assets, asset},
    frame::{Around, Slot},
    icon::Icon,
};
use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::*;

use super::{desk::Desk, marks::Marks};
use crate::http::tidy::tidy;

/// What a page of the preview is about.
pub struct Page<'a> {
    pub status: StatusCode,
    pub title: &'a str,
    /// The lesson that it follows; without one it follows all of them.
    pub lesson: Option<&'a str>,
    pub step: u32,
    pub marks: Marks,
}

impl Page<'_> {
    /// The whole page; `draw` gives what stands in it.
    pub async fn around(self, desk: &Desk, draw: impl FnOnce() -> AnyView) -> Response {
        let html = html(&desk.assets, || self.document(desk, draw()).to_html());
        let slot = Slot::default();
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        if let Ok(mut around) = slot.0.lock() {
            *around = Around {
                audience: "staff",
                ..Around::default()
            };
        }
        let response = (self.status, kind, Body::from(html)).into_response();
        tidy(response, &slot).await
    }

    fn document(&self, desk: &Desk, content: AnyView) -> impl IntoView + use<> {
        let known = serde_json::to_string(&self.marks).unwrap_or_default();
        let events = match self.lesson {
            Some(lesson) => format!("/preview/events?lesson={lesson}"),
            None => "/preview/events".to_owned(),
        };
        let lesson = self.lesson.map(str::to_owned);
        let class = if lesson.is_some() { "preview" } else { "desk" };
        let folder = desk.folder.display().to_string();
        view! {
            <!DOCTYPE html>
            <html>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="color-scheme" content="light dark" />
                    <title>{format!("{} – Groundwork preview", self.title)}</title>
                    <link rel="stylesheet" href=asset("style.css") />
                    <link rel="stylesheet" href="/preview/preview.css" />
                    <link rel="icon" type="image/svg+xml" href=asset("favicon.svg") />
                    <script defer src="/preview/preview.js"></script>
                </head>
                <body>
                    <a class="skip" href="#page">"Skip to the page"</a>
                    <header class="masthead">
                        <a class="wordmark" href="/"><Icon name="mark" />"Groundwork"</a>
                        <p class="preview-state" id="state" role="status" data-lost="The preview has stopped. Start it again, and this page goes on.">
                            <span>"Following " <code>{folder}</code></span>
                        </p>
                    </header>
                    <main
                        class=class
                        id="page"
                        tabindex="-1"
                        data-known=known
                        data-events=events
                        data-lesson=lesson
                        data-step=self.step
                    >
                        {content}
                    </main>
                </body>
            </html>
        }
    }
}

/// HTML that is drawn with the names of the assets at hand.
pub fn html(assets: &Assets, draw: impl FnOnce() -> String) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(assets.clone());
        draw()
    });
    owner.cleanup();
    html
}

/// `1 error`, `2 errors`.
pub fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
