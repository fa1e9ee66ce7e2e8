//! What classes have sent to the school's counselor from their question boxes, for the one whom
//! the school has named.

use leptos::prelude::*;

use crate::{
    parts::{
        frame::StaffFrame,
        page::{page, param},
    },
    school::{
        questions::{ClassQuestions, RoutedQuestions},
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
            {empty}
            {classes}
        </StaffFrame>
    }
}

fn class(of: ClassQuestions) -> impl IntoView {
    let heading_id = format!("{}-{}", of.slug, of.lesson.number);
    let all = format!("/teach/classes/{}/{}/questions", of.slug, of.lesson.number);
    let heading = format!("{}: {}", of.class, of.lesson.title);
    let cards = of
        .questions
        .into_iter()
        .map(|question| card(question, None));
    view! {
        <section class="stack" aria-labelledby=heading_id.clone()>
            <h2 id=heading_id.clone()>{heading}</h2>
            <ul class="questions" role="list">{cards.collect_view()}</ul>
            <p class="small"><a href=all>"Everything in this class’s box"</a></p>
        </section>
    }
}
