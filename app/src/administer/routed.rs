//! What classes have sent to the school's counselor from their question boxes, for the one whom
//! the school has named.

use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    error::Error,
    parts::{
        frame::StaffFrame,
        icon::Icon,
        page::{page, param},
        refusal::Problem,
    },
    school::{
        questions::{ClassQuestions, QuestionState, RoutedQuestions},
        school,
    },
    teach::{crumbs::school_crumbs, questions::card},
};

#[component]
pub fn Routed() -> impl IntoView {
    let org = param("org");
    page(
        async move { school()?.routed_questions(&org).await },
        routed,
    )
}

/// Keeps that the counselor has taken a question up.
#[server(endpoint = "take_up_question", prefix = "/api")]
pub async fn take_up_question(question: Uuid) -> Result<(), Error> {
    crate::error::told(school()?.take_up_question(question).await)
}

fn take_up(question: Uuid) -> AnyView {
    view! {
        <form method="post" action="/api/take_up_question">
            <input type="hidden" name="question" value=question.to_string() />
            <button class="button"><Icon name="check" />"I have taken it up"</button>
        </form>
    }
    .into_any()
}

fn routed(page: RoutedQuestions) -> impl IntoView {
    let RoutedQuestions {
        school,
        org,
        classes,
    } = page;
    let crumbs = school_crumbs(&org, &school);
    let empty = classes.is_empty().then(|| {
        view! { <p>"Nothing has been sent to you. What teachers send stands here for 30 days after it was asked."</p> }
    });
    let classes = classes.into_iter().map(class).collect_view();
    view! {
        <StaffFrame title="Questions sent to you" width="page">
            {crumbs}
            <h1>"Questions sent to you"</h1>
            <p class="soft measure">
                "From the question boxes of your school’s classes. No question has a name; try not to guess one. A question that sounds as if something has happened is for you and the disclosure card, and not for this page."
            </p>
            <Problem />
            {empty}
            {classes}
        </StaffFrame>
    }
}

fn class(of: ClassQuestions) -> impl IntoView {
    let heading_id = format!("{}-{}", of.slug, of.lesson.number);
    let all = format!("/teach/classes/{}/{}/questions", of.slug, of.lesson.number);
    let heading = format!("{}: {}", of.class, of.lesson.title);
    let cards = of.questions.into_iter().map(|question| {
        let action = (question.state == QuestionState::Routed).then(|| take_up(question.id));
        card(question, action)
    });
    view! {
        <section class="stack" aria-labelledby=heading_id.clone()>
            <h2 id=heading_id.clone()>{heading}</h2>
            <ul class="questions" role="list">{cards.collect_view()}</ul>
            <p class="small"><a href=all>"Everything in this class’s box"</a></p>
        </section>
    }
}
