//! The question box of a class taught live: the only page with something to write. It says who
//! reads it, and what is not kept.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    error::Error,
    parts::{
        frame::StudentFrame,
        icon::Icon,
        page::{number, page, param},
        typed::typed,
    },
    school::{
        Posted,
        questions::{LONGEST_QUESTION, QuestionBox},
        school,
    },
    text::{text, text_with},
};

#[component]
pub fn Ask() -> impl IntoView {
    let (section, number) = (param("section"), number("number"));
    let sent = use_query_map().read_untracked().get("sent").is_some();
    let posted = Posted::here();
    page(
        async move { school()?.question_box(&section, number).await },
        move |open| match posted {
            None if sent => in_the_box(open).into_any(),
            posted => form(open, posted.unwrap_or_default()).into_any(),
        },
    )
}

fn form(open: QuestionBox, posted: Posted) -> impl IntoView {
    let QuestionBox {
        head,
        teachers,
        counselor,
    } = open;
    let problem = posted.refusal.as_ref().map(Error::to_string);
    let refused = problem.is_some();
    let who = [
        ("count", teachers.len().into()),
        ("teachers", teachers.join(", ").into()),
        ("counselor", counselor.into()),
    ];
    let problem = problem.map(|problem| {
        view! { <p class="field-problem" id="question-problem" role="alert"><Icon name="alert" />{problem}</p> }
    });
    let described_by = match refused {
        true => "question-who question-hint question-problem",
        false => "question-who question-hint",
    };
    let typed = typed(posted.value("question"));
    view! {
        <StudentFrame
            title=text_with("title-lesson", [("number", head.number.into())])
            band=head.band
            fill=true
        >
            <h1>{text("ask-heading")}</h1>
            <div class="stack" id="question-who">
                <p>{text_with("ask-who", who)}</p>
                <p>{text("ask-anonymous")}</p>
                <p>{text("ask-kept")}</p>
                <p>{text("ask-danger")} " " <a href="/help" data-replace>{text("see-help")}</a></p>
            </div>
            <form
                class="stack"
                data-replace
                id="ask"
                method="post"
                action=format!("{}/ask", head.address)
            >
                <div class="field" data-problem=refused>
                    <label for="question">{text("ask-label")}</label>
                    <p class="field-hint" id="question-hint">{text("ask-hint")}</p>
                    <textarea
                        id="question"
                        name="question"
                        rows="4"
                        required
                        maxlength=LONGEST_QUESTION
                        autocomplete="off"
                        spellcheck="false"
                        aria-describedby=described_by
                        aria-invalid=refused.then_some("true")
                    >
                        {typed}
                    </textarea>
                    {problem}
                </div>
            </form>
            <nav class="way" aria-label=text("steps")>
                <a class="button" data-replace href=head.address>
                    <Icon name="arrow-left" turns=true />
                    {text("back-to-lesson")}
                </a>
                <button class="button" data-kind="main" form="ask">{text("ask-send")}</button>
            </nav>
        </StudentFrame>
    }
}

fn in_the_box(open: QuestionBox) -> impl IntoView {
    let head = open.head;
    view! {
        <StudentFrame
            title=text_with("title-lesson", [("number", head.number.into())])
            band=head.band
            fill=true
        >
            <h1>{text("ask-heading")}</h1>
            <p class="message" role="status" data-kind="done">
                <Icon name="check" />
                <span>{text("ask-sent")}</span>
            </p>
            <p>{text("ask-sent-next")}</p>
            <p>{text("ask-danger")} " " <a href="/help" data-replace>{text("see-help")}</a></p>
            <p class="small">
                <a data-replace href=format!("{}/ask", head.address)>{text("ask-another")}</a>
            </p>
            <nav class="way" aria-label=text("steps")>
                <a class="button" data-kind="main" data-replace href=head.address>
                    {text("back-to-lesson")}
                </a>
            </nav>
        </StudentFrame>
    }
}
