//! How a class answered a lesson's checks, as a whole: first answers, no names, never under ten.

use leptos::prelude::*;

use super::{
    bar::{Bar, share},
    crumbs::class_crumbs,
};
use crate::{
    parts::{
        dates::day,
        frame::StaffFrame,
        icon::Icon,
        page::{number, page, param},
    },
    school::{
        school,
        teaching::{CheckTally, Counts, TallyPage},
    },
};

#[component]
pub fn Tally() -> impl IntoView {
    let (section, number) = (param("section"), number("number"));
    page(
        async move { school()?.tally(&section, number).await },
        tally,
    )
}

fn tally(page: TallyPage) -> impl IntoView {
    let TallyPage {
        class,
        slug,
        lesson,
        held_on,
        checks,
    } = page;
    let heading = format!("How {class} answered lesson {}", lesson.number);
    let lead = format!("{}, on {}.", lesson.title, day(held_on));
    let crumbs = class_crumbs(&slug, &class);
    let none = checks.is_empty();
    let checks = checks.into_iter().map(check).collect_view();
    view! {
        <StaffFrame title=format!("Answers of lesson {}", lesson.number)>
            {crumbs}
            <h1>{heading}</h1>
            <p class="lead">{lead}</p>
            <p class="soft measure">
                "The class as a whole, first answers only. Nobody’s answer is kept with a name."
            </p>
            {none.then(|| view! { <p>"This lesson has no check that is counted."</p> })}
            <div class="stack" data-gap="xl">{checks}</div>
        </StaffFrame>
    }
}

fn check(check: CheckTally) -> impl IntoView {
    let counts = match check.counts {
        Some(counts) => table(counts),
        None => view! {
            <p><Icon name="shield" />" Fewer than 10 students answered, so this one is not shown."</p>
        }
        .into_any(),
    };
    view! {
        <section class="stack" data-gap="s">
            <h2 inner_html=check.prompt></h2>
            {counts}
        </section>
    }
}

fn table(counts: Counts) -> AnyView {
    let Counts { answers, options } = counts;
    let rows = options.into_iter().map(|(option, count, fits)| {
        let state = fits.then(|| {
            view! {
                " "
                <span class="state" data-is="done"><Icon name="state-done" />"fits"</span>
            }
        });
        view! {
            <tr data-fits=fits>
                <th scope="row"><span inner_html=option></span>{state}</th>
                <td><Bar share=share(count, answers) /></td>
                <td data-number>{count}</td>
            </tr>
        }
    });
    view! {
        <table class="table" data-tally>
            <caption>{format!("{answers} students answered")}</caption>
            <thead>
                <tr>
                    <th scope="col">"Option"</th>
                    <th scope="col"><span class="visually-hidden">"Share"</span></th>
                    <th scope="col" data-number>"First answers"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
