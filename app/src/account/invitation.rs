//! A one-time link: a member of staff chooses the first password.

use leptos::prelude::*;

use crate::{
    error::{Error, told},
    parts::{
        dates::day,
        frame::StaffFrame,
        page::{page, param},
    },
    school::{Posted, accounts::Invitation, school},
};

#[component]
pub fn AcceptInvitation() -> impl IntoView {
    let token = param("token");
    let posted = Posted::here().unwrap_or_default();
    let question = {
        let token = token.clone();
        async move { school()?.invitation(&token).await }
    };
    let question = async move {
        match question.await {
            // The page's status is "not found"; which of them it was it tells nobody.
            Err(Error::NotFound) => told(Err(Error::NotFound)).or(Ok(None)),
            invitation => invitation.map(Some),
        }
    };
    page(question, move |invitation| match invitation {
        Some(invitation) => form(&token, invitation, posted.refusal.as_ref()).into_any(),
        None => spent().into_any(),
    })
}

/// The link was used, is too old, or never was one.
fn spent() -> impl IntoView {
    view! {
        <StaffFrame title="Invitation" width="narrow">
            <h1>"This link does not work"</h1>
            <p class="lead">
                "This link has been used or is too old. Ask your administrator for a new one."
            </p>
            <p><a href="/sign-in">"Sign in"</a></p>
        </StaffFrame>
    }
}

fn form(token: &str, invitation: Invitation, refusal: Option<&Error>) -> impl IntoView + use<> {
    let Invitation {
        name,
        email,
        org_name,
        expires_on,
        ..
    } = invitation;
    let action = format!("/invitation/{token}");
    let problem = refusal.map(|refusal| {
        view! {
            <div class="problems" role="alert"><p>{refusal.to_string()}</p></div>
        }
    });
    let refused = refusal.is_some().then_some("true");
    view! {
        <StaffFrame title="Welcome" width="narrow">
            <h1>{format!("Welcome, {name}")}</h1>
            <p class="lead">{format!("Choose a password for {org_name}.")}</p>
            {problem}
            <form class="stack" data-gap="l" method="post" action=action>
                <div class="field">
                    <label for="email">"E-mail"</label>
                    <input id="email" type="email" autocomplete="username" readonly value=email />
                </div>
                <div class="field">
                    <label for="password">"Password"</label>
                    <p class="field-hint" id="password-hint">
                        "At least 12 characters. A few words in a row are easy to keep in mind."
                    </p>
                    <input
                        id="password"
                        name="password"
                        type="password"
                        autocomplete="new-password"
                        required
                        minlength="12"
                        maxlength="200"
                        aria-describedby="password-hint"
                        aria-invalid=refused
                    />
                </div>
                <button class="button" data-kind="main" data-size="wide">
                    "Accept and sign in"
                </button>
            </form>
            <p class="small soft">{format!("This link works once, until {}.", day(expires_on))}</p>
        </StaffFrame>
    }
}
