//! Where a member of staff is signed in, and how to end it elsewhere.

use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    error::Error,
    parts::{dates::day, frame::StaffFrame, page::page, refusal::Problem},
    school::{accounts::SignedIn, school},
};

#[component]
pub fn Sessions() -> impl IntoView {
    page(
        async { school()?.signed_in().await },
        |sessions: Vec<SignedIn>| {
            let rows = sessions.into_iter().map(row).collect_view();
            view! {
                <StaffFrame title="Where you are signed in" width="page">
                    <h1>"Where you are signed in"</h1>
                    <Problem />
                    <ul class="accounts" role="list">{rows}</ul>
                </StaffFrame>
            }
        },
    )
}

/// Ends one of the visitor's own sessions.
#[server(endpoint = "sign_out_elsewhere", prefix = "/api")]
pub async fn sign_out_elsewhere(session: Uuid) -> Result<(), Error> {
    crate::error::told(school()?.sign_out_elsewhere(session).await)
}

fn row(session: SignedIn) -> impl IntoView {
    let since = format!("Signed in on {}", day(session.since));
    let seen = format!("Last used on {}", day(session.last_seen));
    let way_out = if session.current {
        view! { <span class="state" data-is="next">"This device"</span> }.into_any()
    } else {
        view! {
            <form method="post" action="/api/sign_out_elsewhere">
                <input type="hidden" name="session" value=session.id.to_string() />
                <button class="button">"Sign out there"</button>
            </form>
        }
        .into_any()
    };
    view! {
        <li class="account">
            <div>
                <strong>{since}</strong>
                <p class="soft small">{seen}</p>
            </div>
            {way_out}
        </li>
    }
}
