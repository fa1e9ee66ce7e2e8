//! What is in the question box of a lesson: read by the class's teachers and the counselor, shown
//! on no projector.

use leptos::prelude::*;
use uuid::Uuid;

use super::{answer_sheet::AnswerSheet, crumbs::lesson_crumbs};
use crate::{
    error::Error,
    parts::{
        dates::day,
        frame::StaffFrame,
        icon::Icon,
        page::{number, page, param},
        refusal::Problem,
    },
    school::{
        live::Console,
        questions::{Question, QuestionState, QuestionsPage},
        school,
    },
};

#[component]
pub fn QuestionsView() -> impl IntoView {
    let (section, number) = (param("section"), number("number"));
    page(
        async move { school()?.questions(&section, number).await },
        questions,
    )
}

/// Keeps that a question was read, and where `route`, hands it to the counselor.
#[server(endpoint = "mark_question", prefix = "/api")]
pub async fn mark_question(question: Uuid, route: bool) -> Result<(), Error> {
    crate::error::told(school()?.mark_question(question, route).await)
}

fn questions(page: QuestionsPage) -> impl IntoView {
    let QuestionsPage {
        of,
        counselor,
        teaches,
        runs,
    } = page;
    let crumbs = lesson_crumbs(&of.slug, &of.class, of.lesson.number, runs && teaches);
    let is_unread = |question: &&Question| question.state == QuestionState::Unread;
    let finding = match (
        of.questions.len(),
        of.questions.iter().filter(is_unread).count(),
    ) {
        (0, _) => "Nothing is in the box.".to_owned(),
        (_, 0) => "Every question has been read.".to_owned(),
        (all, unread) => format!("{unread} of {all} not read yet."),
    };
    let reads = match &counselor {
        Some(counselor) => format!(
            "The class’s teachers and {counselor} read it, and nobody else. No question has a name; try not to guess one. The class cannot be closed before every question is read, and each is deleted 30 days after its day."
        ),
        None => "The school’s question box is off: no new question comes in. Each is deleted 30 days after its day.".to_owned(),
    };
    let can_route = counselor.is_some();
    let cards = of.questions.into_iter().map(move |question| {
        let actions = teaches.then(|| actions(&question, can_route));
        card(question, actions)
    });
    view! {
        <StaffFrame title=format!("Question box: {}", of.lesson.title) width="page">
            {crumbs}
            <h1>"Question box"</h1>
            <p class="soft">{of.lesson.title}</p>
            <p class="findings">{finding}</p>
            <p class="soft measure">{reads}</p>
            <Problem />
            <ul class="questions" role="list">{cards.collect_view()}</ul>
        </StaffFrame>
    }
}

/// One question, with what may be done about it.
pub fn card(question: Question, actions: Option<AnyView>) -> impl IntoView {
    let counsels = question.sent_by.is_some();
    let (is, icon, words) = match (question.state, question.sent_by) {
        (QuestionState::Unread, _) => ("next", "mail", "Not read yet".to_owned()),
        (QuestionState::Read, _) => ("done", "state-done", "Read".to_owned()),
        (QuestionState::Routed, None) => ("done", "users", "With the counselor".to_owned()),
        (QuestionState::Routed, Some(by)) => ("next", "users", format!("Sent to you by {by}")),
        (QuestionState::TakenUp(on), None) => (
            "done",
            "state-done",
            format!("The counselor has taken it up, on {}", day(on)),
        ),
        (QuestionState::TakenUp(on), Some(by)) => (
            "done",
            "state-done",
            format!("Sent to you by {by}, taken up on {}", day(on)),
        ),
    };
    view! {
        <li class="question">
            <p class="question-text">{question.text}</p>
            <p class="row">
                <span class="state" data-is=is><Icon name=icon />{words}</span>
                <span class="soft small">{day(question.on)}</span>
            </p>
            {actions}
            <AnswerSheet counsels />
        </li>
    }
}

fn actions(question: &Question, can_route: bool) -> AnyView {
    let id = question.id;
    let read = (question.state == QuestionState::Unread).then(|| {
        mark(
            id,
            false,
            view! { <Icon name="check" />"Mark as read" }.into_any(),
        )
    });
    let is_here = matches!(question.state, QuestionState::Unread | QuestionState::Read);
    let route = (can_route && is_here).then(|| {
        let words = view! { <Icon name="users" />"Send to the counselor" };
        mark(id, true, words.into_any())
    });
    view! { <div class="row">{read}{route}</div> }.into_any()
}

fn mark(question: Uuid, route: bool, words: AnyView) -> impl IntoView {
    view! {
        <form method="post" action="/api/mark_question">
            <input type="hidden" name="question" value=question.to_string() />
            <input type="hidden" name="route" value=route.to_string() />
            <button class="button">{words}</button>
        </form>
    }
}

/// The console's way to the box; nothing where the school has none.
pub fn unread(console: &Console, address: &str) -> Option<AnyView> {
    let unread = console.unread?;
    let words = match unread {
        0 => "Question box: nothing unread".to_owned(),
        unread => format!("Question box: {unread} unread"),
    };
    let (is, icon) = match unread {
        0 => ("not-yet", "mail"),
        _ => ("next", "mail"),
    };
    Some(
        view! {
            <p>
                <span class="state" data-is=is>
                    <Icon name=icon />
                    <a href=format!("{address}/questions")>{words}</a>
                </span>
            </p>
        }
        .into_any(),
    )
}

/// The same in few words, while something is unread.
pub fn unread_here(console: &Console, address: &str) -> Option<AnyView> {
    let unread = console.unread.filter(|unread| *unread > 0)?;
    let href = format!("{address}/questions");
    Some(
        view! {
            <span class="state" data-is="next">
                <Icon name="mail" />
                <a href=href>{format!("{unread} unread")}</a>
            </span>
        }
        .into_any(),
    )
}
