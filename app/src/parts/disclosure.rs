//! The disclosure card: one tap away on every staff page. It records nothing.

use leptos::prelude::*;

use super::{icon::Icon, step::with_titles};
use crate::school::school;

/// The card, closed until it is asked for; it opens without JavaScript.
#[component]
pub fn DisclosureCard() -> impl IntoView {
    Suspend::new(async move {
        let card = match school() {
            Ok(school) => with_titles(&school.disclosure_card().await.unwrap_or_default()),
            Err(_) => String::new(),
        };
        view! {
            <div class="sheet" id="disclosure-card" popover role="dialog" aria-labelledby="disclosure-title">
                <header class="sheet-head">
                    <h2 id="disclosure-title">"If a student tells you"</h2>
                    <button
                        class="button"
                        type="button"
                        popovertarget="disclosure-card"
                        popovertargetaction="hide"
                    >
                        <Icon name="x" />
                        "Close"
                    </button>
                </header>
                <div class="prose" inner_html=card></div>
            </div>
        }
    })
}
