//! The letter to families about one lesson, to read or print.

use leptos::prelude::*;
use lessons::guide::FamilyLetter;

use crate::{
    parts::{
        frame::{FamilyCrumbs, FamilyFrame},
        icon::Icon,
        page::{page, param},
    },
    school::{families::FamilyLesson, school},
    text::text,
};

#[component]
pub fn Letter() -> impl IntoView {
    let lesson = param("lesson");
    page(
        async move { school()?.family_letter(&lesson).await },
        letter,
    )
}

fn letter((lesson, letter): (FamilyLesson, FamilyLetter)) -> impl IntoView {
    let back = format!("/families/lessons/{}", lesson.id);
    let written = lesson.head.written();
    let name = lesson.head.title;
    let FamilyLetter { title, html, .. } = letter;
    view! {
        <FamilyFrame title=title.clone() written>
            <div class="stack no-print">
                <FamilyCrumbs lesson=(back, name) />
            </div>
            <article class="letter">
                <h1>{title}</h1>
                <p class="row no-print">
                    <button class="button" type="button" data-print>
                        <Icon name="printer" />
                        {text("print-letter")}
                    </button>
                </p>
                <div inner_html=html></div>
            </article>
        </FamilyFrame>
    }
}
