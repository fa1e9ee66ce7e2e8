//! Every lesson and letter, by grade band, and helplines for adults; open to anybody.

use leptos::prelude::*;
use lessons::{lesson::Status, registry::Line};

use crate::{
    learn::help::line,
    parts::{frame::FamilyFrame, page::page},
    school::{
        families::{FamilyCard, FamilyUnit},
        school,
    },
    text::{elsewhere, text, text_with},
};

#[component]
pub fn FamilyIndex() -> impl IntoView {
    page(
        async {
            let school = school()?;
            Ok((school.family_units().await?, school.family_lines().await?))
        },
        |(units, lines): (Vec<FamilyUnit>, Vec<Line>)| {
            let empty = units
                .is_empty()
                .then(|| view! { <p>{text("no-units")}</p> });
            let units = units.into_iter().map(unit).collect_view();
            let to_lines = (!lines.is_empty()).then(|| {
                view! { <p><a href="#helplines">{text("family-lines")}</a></p> }
            });
            view! {
                <FamilyFrame title=text("families-title")>
                    <h1>{text("families-heading")}</h1>
                    <p class="lead">{text("families-lead")}</p>
                    {to_lines}
                    {empty}
                    <div class="stack" data-gap="xl">
                        {units}
                        {helplines(lines)}
                        <section class="stack" data-gap="s" aria-labelledby="choice">
                            <h2 id="choice">{text("your-choice")}</h2>
                            <p>{text("families-promise")}</p>
                        </section>
                    </div>
                </FamilyFrame>
            }
        },
    )
}

fn helplines(lines: Vec<Line>) -> Option<impl IntoView> {
    (!lines.is_empty()).then(|| {
        let rows = lines.into_iter().map(line).collect_view();
        view! {
            <section class="stack" aria-labelledby="helplines">
                <h2 id="helplines">{text("family-lines")}</h2>
                <p>{text("family-lines-lead")}</p>
                <ul class="lines" role="list">{rows}</ul>
            </section>
        }
    })
}

fn unit(unit: FamilyUnit) -> impl IntoView {
    let id = format!("grades-{}", unit.band);
    let labelled_by = id.clone();
    let about = format!("/families/units/{}", unit.band);
    let lessons = unit.lessons.into_iter().map(card).collect_view();
    view! {
        <section class="stack" aria-labelledby=labelled_by>
            <h2 id=id>{text_with("grades", [("grades", unit.band.title().into())])}</h2>
            <p><a href=about>{text("about-unit")}</a></p>
            <ol class="lessons" role="list">{lessons}</ol>
        </section>
    }
}

fn card(card: FamilyCard) -> impl IntoView {
    let href = format!("/families/lessons/{}", card.id);
    let letter = format!("{href}/letter");
    let lang = elsewhere(card.lang);
    let draft = (card.status == Status::Draft).then(|| {
        view! {
            <span class="state" data-is="not-yet">{text("draft")}</span>
        }
    });
    view! {
        <li class="lesson">
            <span class="lesson-number" aria-hidden="true">{card.number}</span>
            <a class="lesson-title" href=href lang=lang.clone()>{card.title}</a>
            <p class="lesson-note" lang=lang>{card.summary}</p>
            <p class="lesson-note"><a class="above" href=letter>{text("read-letter")}</a></p>
            {draft}
        </li>
    }
}
