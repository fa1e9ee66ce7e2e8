//! Whom to call, printed on the school's disclosure card, and where *Leave this page* goes.

use leptos::prelude::*;

use super::fields::{TextField, problem};
use crate::school::{Posted, administering::Contacts};

/// `posted` is the form as it was just refused, if it was.
#[component]
pub fn ContactsForm(
    org: String,
    contacts: Contacts,
    posted: Posted,
    may_change: bool,
) -> impl IntoView {
    let content = if may_change {
        form(&org, contacts, &posted)
    } else {
        list(contacts)
    };
    view! {
        <section class="stack" aria-labelledby="contacts">
            <h2 id="contacts">"Whom to call"</h2>
            <p class="soft">"It stands on the disclosure card that every staff member has one tap away."</p>
            {content}
        </section>
    }
}

/// Field, label, what belongs there, and what is kept.
fn fields(contacts: Contacts) -> [(&'static str, &'static str, &'static str, String); 7] {
    [
        (
            "designated_agent",
            "Designated agent",
            "Name or role, and a number",
            contacts.designated_agent,
        ),
        (
            "deputy",
            "Deputy",
            "When the agent is away",
            contacts.deputy,
        ),
        (
            "intake_number",
            "Child protective intake",
            "The number that answers day and night",
            contacts.intake_number,
        ),
        (
            "counselor",
            "Counselor",
            "Also shown to students on their help page",
            contacts.counselor,
        ),
        (
            "district_attorney",
            "District attorney",
            "For somebody who is not responsible for the child",
            contacts.district_attorney,
        ),
        (
            "title_ix",
            "Title IX coordinator",
            "When a student harasses a student",
            contacts.title_ix,
        ),
        (
            "leave_to",
            "Where “Leave this page” goes",
            "An https:// address that your filter lets through, such as a weather page",
            contacts.leave_to,
        ),
    ]
}

fn form(org: &str, contacts: Contacts, posted: &Posted) -> AnyView {
    let refused = posted.refusal.is_some();
    let rows = fields(contacts).map(|(name, label, about, kept)| {
        let value = if refused {
            posted.value(name).to_owned()
        } else {
            kept
        };
        let problem = problem(posted, name);
        view! { <TextField name label about value problem /> }
    });
    let rows = rows.into_iter().collect_view();
    view! {
        <form class="stack" data-gap="l" method="post" action=format!("/school/{org}/readiness")>
            {rows}
            <button class="button">"Keep the contacts"</button>
        </form>
    }
    .into_any()
}

fn list(contacts: Contacts) -> AnyView {
    let rows = fields(contacts).map(|(_, label, _, kept)| {
        let kept = if kept.is_empty() {
            "not named yet".to_owned()
        } else {
            kept
        };
        view! { <div><dt>{label}</dt><dd>{kept}</dd></div> }
    });
    view! { <dl class="words">{rows.into_iter().collect_view()}</dl> }.into_any()
}
