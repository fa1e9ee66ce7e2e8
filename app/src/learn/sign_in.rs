//! Where students come in: class code and own code, no e-mail.

use leptos::prelude::*;

use crate::{
    error::Error,
    parts::frame::StudentFrame,
    school::Posted,
    text::{text, text_with},
};

#[component]
pub fn StudentSignIn() -> impl IntoView {
    let posted = Posted::here().unwrap_or_default();
    let code = leptos_router::hooks::use_query_map()
        .read_untracked()
        .get("class");
    let class_code = match posted.value("class_code") {
        "" => code.unwrap_or_default(),
        typed => typed.to_owned(),
    };
    let problem = posted.refusal.as_ref().map(|refusal| match refusal {
        Error::Wait { seconds } => text_with("sign-in-wait", [("seconds", (*seconds).into())]),
        Error::Invalid { .. } if posted.value("own_code").is_empty() => text("sign-in-empty"),
        Error::Invalid { .. } | Error::NotFound => text("sign-in-problem"),
        other => other.to_string(),
    });
    let refused = problem.is_some();
    view! {
        <StudentFrame title=text("title-sign-in") narrow=true>
            <h1>{text("sign-in-heading")}</h1>
            {problem.map(|problem| view! {
                <div class="problems" role="alert" id="problem"><p>{problem}</p></div>
            })}
                <form method="post" action="/s/sign-in" class="stack" data-gap="l">
                    <div class="field" data-problem=refused>
                        <label for="class_code">{text("class-code")}</label>
                        <p class="field-hint" id="class-hint">{text("class-code-hint")}</p>
                        <input
                            id="class_code"
                            name="class_code"
                            value=class_code
                            required
                            maxlength="12"
                            autocomplete="off"
                            autocapitalize="characters"
                            spellcheck="false"
                            data-as="code"
                            data-width="m"
                            aria-describedby="class-hint"
                            aria-invalid=refused.then_some("true")
                        />
                    </div>
                    <div class="field" data-problem=refused>
                        <label for="own_code">{text("own-code")}</label>
                        <p class="field-hint" id="own-hint">{text("own-code-hint")}</p>
                        <input
                            id="own_code"
                            name="own_code"
                            required
                            maxlength="40"
                            autocomplete="off"
                            autocapitalize="none"
                            spellcheck="false"
                            data-as="code"
                            data-width="m"
                            aria-describedby="own-hint"
                            aria-invalid=refused.then_some("true")
                        />
                    </div>
                    <button class="button" data-kind="main" data-size="wide">
                        {text("sign-in-button")}
                    </button>
                </form>
                <p class="row small">
                    <a href="/sign-in">{text("sign-in-staff")}</a>
                    <a href="/families">{text("for-families")}</a>
                </p>
        </StudentFrame>
    }
}
