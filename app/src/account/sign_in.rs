//! Where staff sign in: e-mail and password.

use leptos::prelude::*;

use super::demo::DemoSignIns;
use crate::{
    error::Error,
    parts::{frame::StaffFrame, icon::Icon, page::page},
    school::{Posted, school},
};

#[component]
pub fn StaffSignIn() -> impl IntoView {
    let posted = Posted::here().unwrap_or_default();
    let to = leptos_router::hooks::use_query_map()
        .read_untracked()
        .get("to");
    page(async { school()?.demo_sign_ins().await }, move |demo| {
        let problem = posted.refusal.as_ref().map(problem);
        let refused = problem.is_some().then_some("true");
        view! {
            <StaffFrame title="Sign in" width="narrow">
                <h1>"Sign in"</h1>
                {problem.map(|problem| view! {
                    <div class="message" data-kind="problem" role="alert">
                        <Icon name="alert" />
                        <span>{problem}</span>
                    </div>
                })}
                <form class="stack" data-gap="l" method="post" action="/sign-in">
                    <input type="hidden" name="to" value=to />
                    <div class="field">
                        <label for="email">"E-mail"</label>
                        <input
                            id="email"
                            name="email"
                            type="email"
                            autocomplete="username"
                            required
                            value=posted.value("email").to_owned()
                            aria-invalid=refused
                        />
                    </div>
                    <div class="field">
                        <label for="password">"Password"</label>
                        <input
                            id="password"
                            name="password"
                            type="password"
                            autocomplete="current-password"
                            required
                            aria-invalid=refused
                        />
                    </div>
                    <button class="button" data-kind="main" data-size="wide">"Sign in"</button>
                </form>
                <p class="small">
                    "No password yet? Your school’s administrator sends you a link. "
                    <a href="/s/sign-in">"I’m a student"</a>
                </p>
                <DemoSignIns demo />
            </StaffFrame>
        }
    })
}

fn problem(refusal: &Error) -> String {
    match refusal {
        Error::Wait { seconds } => {
            format!("That was a few tries in a row. Please wait {seconds} seconds, then try again.",)
        }
        Error::NotFound | Error::Invalid { .. } => {
            "E-mail and password don’t fit together. Look at both again.".into()
        }
        other => other.to_string(),
    }
}
