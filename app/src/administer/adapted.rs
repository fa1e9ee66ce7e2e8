//! The lessons that the school has adapted: which are behind the shipped ones, and what has changed
//! there since.

use leptos::prelude::*;

use crate::{
    parts::{
        frame::StaffFrame,
        icon::Icon,
        page::{page, param},
    },
    school::{
        administering::{AdaptedLesson, AdaptedPage, ChangedLine, FileChange, Hunk, Mark},
        school,
    },
    teach::crumbs::school_crumbs,
};

#[component]
pub fn AdaptedView() -> impl IntoView {
    let org = param("org");
    page(async move { school()?.adapted(&org).await }, adapted)
}

fn adapted(page: AdaptedPage) -> impl IntoView {
    let AdaptedPage {
        org,
        school,
        lessons,
    } = page;
    let content = match lessons.is_empty() {
        true => first_step().into_any(),
        false => {
            let findings = findings(&lessons);
            let lessons = lessons.into_iter().map(lesson).collect_view();
            view! { {findings} {lessons} }.into_any()
        }
    };
    view! {
        <StaffFrame title=format!("Lesson versions of {school}") width="page">
            {school_crumbs(&org, &school)}
            <h1>"Lesson versions"</h1>
            {content}
        </StaffFrame>
    }
}

fn first_step() -> impl IntoView {
    view! {
        <div class="empty">
            <p class="lead">"Every lesson here is the shipped one."</p>
            <p>
                "A school may change a lesson or add its own. Whoever runs the server begins with the command "
                <code>"groundwork lessons adapt"</code>
                ", which copies a lesson into the school’s own folder."
            </p>
            <a class="button" href="/families">"Read the lessons"</a>
        </div>
    }
}

fn findings(lessons: &[AdaptedLesson]) -> impl IntoView + use<> {
    let behind = lessons.iter().filter(|lesson| is_behind(lesson)).count();
    let (of, have) = (lessons.len(), if behind == 1 { "has" } else { "have" });
    let lessons = if of == 1 { "lesson" } else { "lessons" };
    let (who, what) = match behind {
        0 => (
            format!("{of} adapted {lessons}"),
            ", and no shipped lesson has changed since.".to_owned(),
        ),
        _ => (
            format!("{behind} of {of} adapted {lessons}"),
            format!(" {have} changed since in Groundwork’s own version."),
        ),
    };
    view! {
        <p class="findings"><strong>{who}</strong>{what}</p>
        <p class="soft">
            "Classes are taught the school’s version. What Groundwork has changed since can be taken over by hand; "
            "what was in use when a class opened a lesson stays until it is closed."
        </p>
    }
}

fn is_behind(lesson: &AdaptedLesson) -> bool {
    lesson.now.as_ref() != Some(&lesson.from.version)
}

fn lesson(lesson: AdaptedLesson) -> impl IntoView {
    let behind = is_behind(&lesson);
    let AdaptedLesson {
        id,
        lang,
        band,
        number,
        title,
        from,
        now,
        changes,
    } = lesson;
    let anchor = format!("{lang}-{}", id.replace('.', "-"));
    let about = format!("Grades {} · lesson {number} · {lang}", band.title());
    let state = match behind {
        false => ("done", "state-done", "Up to date"),
        true => ("late", "alert", "The shipped lesson has changed since"),
    };
    let (is, icon, word) = state;
    let versions = match (&now, behind) {
        (None, _) => format!(
            "Adapted from version {}. Groundwork ships this lesson no more.",
            from.version
        ),
        (Some(_), false) => format!("Adapted from version {}.", from.version),
        (Some(now), true) => format!(
            "Adapted from version {}; Groundwork’s is now {now}.",
            from.version
        ),
    };
    let heading = anchor.clone();
    let difference = match changes {
        None => view! {
            <p>"No copy of that version was kept, so the two cannot be compared here."</p>
        }
        .into_any(),
        Some(files) => files.into_iter().map(file).collect_view().into_any(),
    };
    view! {
        <section class="stack" data-gap="s" aria-labelledby=anchor>
            <p class="eyebrow">{about}</p>
            <h2 id=heading><a href=format!("/teach/lessons/{id}/guide")>{title}</a></h2>
            <p class="row">
                <span class="state" data-is=is><Icon name=icon />{word}</span>
                <span class="small soft">{versions}</span>
            </p>
            {difference}
        </section>
    }
}

fn file(change: FileChange) -> impl IntoView {
    let count = |mark: Mark| {
        let lines = change.hunks.iter().flat_map(|hunk| &hunk.lines);
        lines.filter(|line| line.mark == mark).count()
    };
    let (added, removed) = (count(Mark::Added), count(Mark::Removed));
    let name = change
        .file
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_owned();
    let label = format!("Changes in {name}");
    let hunks = change.hunks.into_iter().map(hunk).collect_view();
    view! {
        <details>
            <summary>{format!("{name}: {added} added, {removed} removed")}</summary>
            <div class="table-scroll" role="region" aria-label=label tabindex="0">{hunks}</div>
        </details>
    }
}

fn hunk(hunk: Hunk) -> impl IntoView {
    let lines = hunk.lines.into_iter().map(line).collect_view();
    view! {
        <table class="difference">
            <caption class="visually-hidden">{hunk.header}</caption>
            <thead class="visually-hidden">
                <tr><th scope="col">"Change"</th><th scope="col">"Line"</th></tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
}

fn line(line: ChangedLine) -> impl IntoView {
    let (is, mark) = match line.mark {
        Mark::Same => (None, None),
        Mark::Added => (Some("added"), Some(("plus", "Added"))),
        Mark::Removed => (Some("removed"), Some(("minus", "Removed"))),
    };
    let mark = mark.map(|(icon, word)| view! { <Icon name=icon />{word} });
    view! { <tr data-is=is><td>{mark}</td><td>{line.text}</td></tr> }
}
