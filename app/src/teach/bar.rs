//! A share drawn as a bar. The words and the figure beside it say the same.

use leptos::prelude::*;

/// `share` and `expected` are 0..=1; what is expected stands as a line across.
#[component]
pub fn Bar(share: f64, #[prop(optional_no_strip)] expected: Option<f64>) -> impl IntoView {
    let percent = |share: f64| format!("{:.1}", share.clamp(0.0, 1.0) * 100.0);
    let expected = expected.map(|share| {
        // Drawn inside the bar even where all of it is expected.
        let x = percent(share.min(0.992));
        view! { <rect data-expected x=x width=".8" height="10"></rect> }
    });
    view! {
        <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect width=percent(share) height="10"></rect>
            {expected}
        </svg>
    }
}

/// `part` of `of`; nothing to do counts as nothing done.
pub fn share(part: u32, of: u32) -> f64 {
    if of == 0 {
        0.0
    } else {
        f64::from(part) / f64::from(of)
    }
}
