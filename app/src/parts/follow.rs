//! A page that follows a live class: with `live.js` by itself, without a script by a link.

use leptos::prelude::*;

use super::{assets::asset, frame::StudentFrame, icon::Icon};
use crate::{
    school::{
        learning::LessonHead,
        live::{Follow, Here},
    },
    text::{text, text_with},
};

/// What lets a student's page follow the class; it shows what is `here`. Where nobody leads, the
/// page stays when the lesson closes, so that a step can be finished.
#[component]
pub fn Following(address: String, here: Here, revision: i64, led: bool) -> impl IntoView {
    view! {
        <div
            class="paused"
            role="status"
            data-live=format!("{address}/changes")
            data-seat=here.seat(&address)
            data-revision=revision
            data-stays=!led
            hidden
        >
            <p class="paused-words">{text("paused-heading")}</p>
            <p>{text("paused-lead")}</p>
        </div>
        <LiveScript />
    }
}

/// Keeps a page in step with its live class.
#[component]
pub fn LiveScript() -> impl IntoView {
    view! { <script defer src=asset("live.js")></script> }
}

/// The link by which a page without scripts finds the class again.
#[component]
pub fn FindClass(address: String) -> impl IntoView {
    view! {
        <p class="small"><a data-replace href=address>{text("find-class")}</a></p>
    }
}

/// The quiet way to the question box, where it is open.
#[component]
pub fn AskLink(address: String, follow: Option<Follow>) -> impl IntoView {
    let asks = follow.is_some_and(|follow| follow.asks);
    asks.then(|| {
        view! {
            <p class="small"><a data-replace href=format!("{address}/ask")>{text("ask-link")}</a></p>
        }
    })
}

/// In the place of a page while the teacher has paused the screens.
#[component]
pub fn Paused(head: LessonHead, here: Here) -> impl IntoView {
    let address = head.address.clone();
    view! {
        <StudentFrame
            title=text_with("title-lesson", [("number", head.number.into())])
            band=head.band
        >
            <div class="waiting">
                <Icon name="pause" />
                <h1>{text("paused-heading")}</h1>
                <p>{text("paused-lead")}</p>
                <FindClass address=here.page(&address) />
            </div>
            <div
                data-live=format!("{address}/changes")
                data-seat=here.seat(&address)
                data-held
                hidden
            ></div>
            <LiveScript />
        </StudentFrame>
    }
}

/// Whether the page gives way to [`Paused`].
pub fn is_paused(follow: Option<&Follow>) -> bool {
    follow.is_some_and(|follow| follow.paused)
}
