//! The demo school's sign-ins, a button each. A real school has none.

use leptos::prelude::*;

use crate::school::accounts::{DemoFields, DemoSignIn};

#[component]
pub fn DemoSignIns(demo: Vec<DemoSignIn>) -> impl IntoView {
    (!demo.is_empty()).then(|| {
        let rows = demo.into_iter().map(row).collect_view();
        view! {
            <section class="stack" aria-labelledby="demo">
                <h2 id="demo">"Look around the demo school as…"</h2>
                <p class="soft">
                    "Everybody here is invented. Nothing you do leaves this computer."
                </p>
                <ul class="accounts" role="list">{rows}</ul>
            </section>
        }
    })
}

fn row(demo: DemoSignIn) -> impl IntoView {
    let (action, fields) = match demo.fields {
        DemoFields::Staff { email, password } => {
            ("/sign-in", [("email", email), ("password", password)])
        }
        DemoFields::Student {
            class_code,
            own_code,
        } => (
            "/s/sign-in",
            [("class_code", class_code), ("own_code", own_code)],
        ),
    };
    let fields = fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    let fields = fields.collect_view();
    let as_whom = format!(" as {}", demo.role);
    view! {
        <li class="account">
            <div>
                <strong>{demo.role}</strong>
                <p class="soft small">{demo.who}" · "{demo.about}</p>
            </div>
            <form method="post" action=action>
                {fields}
                <button class="button">
                    "Sign in"
                    <span class="visually-hidden">{as_whom}</span>
                </button>
            </form>
        </li>
    }
}
