//! A whole lesson on one page, as families read it; its checks are there to read.

use leptos::prelude::*;
use lessons::lesson::{Callout, Status};

use super::reading::Reading;
use crate::{
    learn::lesson::{can_do, word_list},
    parts::{
        frame::{FamilyCrumbs, FamilyFrame},
        icon::Icon,
        page::{page, param},
        step::CalloutBox,
    },
    school::{families::FamilyLesson, learning::BlockView, school},
    text::{text, text_with},
};

#[component]
pub fn FamilyLessonView() -> impl IntoView {
    let lesson = param("lesson");
    page(
        async move { school()?.family_lesson(&lesson).await },
        lesson_page,
    )
}

fn lesson_page(lesson: FamilyLesson) -> impl IntoView {
    let FamilyLesson {
        id,
        head,
        summary,
        status,
        notice,
        objectives,
        words,
        steps,
        standards,
        adapted,
    } = lesson;
    let letter = format!("/families/lessons/{id}/letter");
    let over = text_with(
        "family-over",
        [
            ("grades", head.band.title().into()),
            ("minutes", head.minutes.into()),
        ],
    );
    let draft = (status == Status::Draft).then(|| {
        view! {
            <p class="message" data-kind="note" data-paper><Icon name="info" /><span>{text("draft-note")}</span></p>
        }
    });
    let adapted = adapted.then(|| view! { <p class="small soft">{text("family-adapted")}</p> });
    let notice = notice.map(|html| view! { <CalloutBox kind=Callout::Important html /> });
    let steps = steps.into_iter().map(step).collect_view();
    let explained = words.clone().into_iter().map(|word| {
        view! {
            <span class="meaning" popover id=format!("word-{}", word.id)>
                <strong class="meaning-word">{word.term}</strong>
                " "
                <span inner_html=word.meaning></span>
            </span>
        }
    });
    let explained = explained.collect_view();
    let standards = standards
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    view! {
        <FamilyFrame title=head.title.clone() written=head.written()>
            <FamilyCrumbs />
            <h1>{head.title}</h1>
            <p class="soft">{over}" · "<a href=letter>{text("read-letter")}</a></p>
            <p class="lead">{summary}</p>
            {adapted}
            {draft}
            <div class="stack" data-gap="l">
                {notice}
                {can_do(objectives)}
                {word_list(words)}
                {steps}
                {explained}
                <section class="stack" data-gap="s" aria-labelledby="standards">
                    <h2 id="standards">{text("standards")}</h2>
                    <ul>{standards}</ul>
                </section>
            </div>
        </FamilyFrame>
    }
}

fn step((title, minutes, blocks): (String, u32, Vec<BlockView>)) -> impl IntoView {
    view! {
        <section class="stack" data-gap="s">
            <h2>
                {title}
                " "
                <span class="soft small">{text_with("minutes", [("minutes", minutes.into())])}</span>
            </h2>
            <Reading blocks />
        </section>
    }
}
