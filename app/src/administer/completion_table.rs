//! The table of a school's completion: band → class → lesson.

use leptos::prelude::*;

use super::completion::{lessons, taught};
use crate::{
    parts::{dates::short_day, icon::Icon},
    school::administering::{BandCompletion, LessonCompletion, Pace, SectionCompletion},
    teach::classes::students,
};

/// One group of rows a band, one row a class, one column a lesson; who `administers` may open a class's list.
pub fn table(bands: &[BandCompletion], administers: bool) -> AnyView {
    let columns = bands
        .iter()
        .map(|band| band.lessons.len())
        .max()
        .unwrap_or_default();
    let groups = bands
        .iter()
        .map(|band| group(band, columns, administers))
        .collect_view();
    let lessons = (columns > 0).then(|| {
        view! {
            <th scope="colgroup" colspan=columns.to_string()>"Students done, by lesson"</th>
        }
    });
    view! {
        <p class="soft small">
            "A class’s name opens its students and lessons. – means not taught and nobody done."
        </p>
        <div class="table-scroll" role="region" aria-label="Classes and lessons" tabindex="0">
            <table class="table" data-wide>
                <caption class="visually-hidden">"Classes and lessons"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Class"</th>
                        <th scope="col">"How it stands"</th>
                        {lessons}
                    </tr>
                </thead>
                {groups}
            </table>
        </div>
    }
    .into_any()
}

fn group(band: &BandCompletion, columns: usize, administers: bool) -> AnyView {
    let heads = band.lessons.iter().map(|(number, title)| {
        view! {
            <th scope="col" data-number title=title.clone()>
                {*number}
                <span class="visually-hidden">{format!(" {title}")}</span>
            </th>
        }
    });
    let heads = heads.collect_view();
    let blanks = columns.saturating_sub(band.lessons.len());
    let blanks = (0..blanks).map(|_| view! { <td></td> }).collect_view();
    let rows = band
        .sections
        .iter()
        .map(|section| row(section, columns, administers))
        .collect_view();
    let classes = match band.sections.len() {
        1 => "1 class".to_owned(),
        count => format!("{count} classes"),
    };
    view! {
        <tbody>
            <tr>
                <th scope="rowgroup">{format!("Grades {}", band.band.title())}</th>
                <td class="soft">{classes}</td>
                {heads}
                {blanks}
            </tr>
            {rows}
        </tbody>
    }
    .into_any()
}

fn row(section: &SectionCompletion, columns: usize, administers: bool) -> impl IntoView + use<> {
    let (is, icon, word) = match section.pace {
        Pace::NotStarted => ("late", "clock", "Not started"),
        Pace::Late => ("late", "clock", "Late"),
        Pace::OnPace => ("done", "check", "On pace"),
        Pace::Finished => ("done", "state-done", "Finished"),
    };
    let (taught, of) = (taught(section), lessons(section));
    let stands = format!("{taught} of {of} taught, {} expected", section.expected);
    let teachers = if section.teachers.is_empty() {
        "no teacher yet".to_owned()
    } else {
        section.teachers.join(", ")
    };
    let about = format!("{teachers} · ");
    let roster = if administers {
        view! {
            <a href=format!("/school/classes/{}", section.slug)>
                {students(section.students)}
                <span class="visually-hidden">{format!(" of {}", section.name)}</span>
            </a>
        }
        .into_any()
    } else {
        students(section.students).into_any()
    };
    let cells = section
        .lessons
        .iter()
        .map(|lesson| cell(lesson, section.students));
    let cells = cells.collect_view();
    let blanks = columns.saturating_sub(section.lessons.len());
    let blanks = (0..blanks).map(|_| view! { <td></td> }).collect_view();
    view! {
        <tr>
            <th scope="row">
                <a href=format!("/teach/classes/{}", section.slug)>{section.name.clone()}</a>
                <br />
                <span class="soft small">
                    {about}
                    {roster}
                </span>
            </th>
            <td>
                <span class="state" data-is=is><Icon name=icon />{word}</span>
                <br />
                <span class="soft small">{stands}</span>
            </td>
            {cells}
            {blanks}
        </tr>
    }
}

fn cell(lesson: &LessonCompletion, of: u32) -> impl IntoView + use<> {
    if lesson.done == 0 && lesson.taught_on.is_none() {
        return view! {
            <td data-number>
                <span aria-hidden="true">"–"</span>
                <span class="visually-hidden">"not yet"</span>
            </td>
        }
        .into_any();
    }
    let day = match lesson.taught_on {
        Some(on) => view! { <br /><span class="soft small">{short_day(on)}</span> }.into_any(),
        None => view! { <span class="visually-hidden">", not marked as taught"</span> }.into_any(),
    };
    view! {
        <td data-number>
            {lesson.done}
            <span class="visually-hidden">{format!(" of {of} students done")}</span>
            {day}
        </td>
    }
    .into_any()
}
