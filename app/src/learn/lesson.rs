//! A lesson's own page: what it is about, its words, and its steps.

use leptos::prelude::*;
use lessons::lesson::Word;

use crate::{
    parts::{
        follow::{AskLink, FindClass, Following, Paused, is_paused},
        frame::StudentFrame,
        icon::Icon,
        page::{number, page, param},
        step::CalloutBox,
    },
    school::{
        learning::{LessonPage, StepLink},
        live::{Follow, Here, Pace},
        school,
    },
    text::{text, text_with},
};

#[component]
pub fn LessonView() -> impl IntoView {
    let (section, number) = (param("section"), number("number"));
    page(
        async move { school()?.lesson(&section, number).await },
        lesson,
    )
}

fn lesson(lesson: LessonPage) -> impl IntoView {
    let LessonPage {
        head,
        notice,
        objectives,
        words,
        steps,
        follow,
    } = lesson;
    if is_paused(follow.as_ref()) {
        return view! { <Paused head here=Here::Lesson /> }.into_any();
    }
    let waits = matches!(
        follow,
        Some(Follow {
            pace: Pace::Teacher,
            ..
        })
    );
    let ask = view! { <AskLink address=head.address.clone() follow=follow.clone() /> };
    let following = follow.map(|follow| {
        view! { <Following address=head.address.clone() here=Here::Lesson revision=follow.revision led=follow.led /> }
    });
    let first = steps.iter().find(|step| !step.done).or(steps.first());
    let begun = steps.iter().any(|step| step.done);
    let way = first.filter(|_| !waits).map(|step| {
        let label = if begun {
            text_with("go-on-with", [("step", step.number.into())])
        } else {
            text("start")
        };
        view! {
        <nav class="way" aria-label=text("steps")>
            <a class="button" data-replace href="/s">
                <Icon name="arrow-left" turns=true />
                {text("back")}
            </a>
            <a
                class="button"
                data-kind="main"
                data-replace
                href=format!("{}/{}", head.address, step.number)
            >
                {label}
                <Icon name="arrow-right" turns=true />
            </a>
        </nav>
        }
    });
    let next = first.filter(|_| !waits).map(|step| step.number);
    let comes_in = waits.then(|| comes_in(head.address.clone()));
    let can = (!objectives.is_empty()).then(|| can_do(objectives));
    let words = (!words.is_empty()).then(|| word_list(words));
    let address = head.address.clone();
    let rows = steps
        .into_iter()
        .map(|step| row((!waits).then_some(&*address), step, next))
        .collect_view();
    let notice = notice.map(|html| {
        view! {
            <CalloutBox kind=lessons::lesson::Callout::Important html />
        }
    });
    view! {
        <StudentFrame
            title=text_with("title-lesson", [("number", head.number.into())])
            band=head.band
            written=head.written()
            fill=true
        >
            <p class="eyebrow">
                {text_with("minutes", [("minutes", head.minutes.into())])}
            </p>
            <h1>{head.title}</h1>
            <div class="stack" data-gap="l">
                {comes_in}
                {notice}
                {can}
                {words}
                <section class="stack" data-gap="s" aria-labelledby="steps">
                    <h2 id="steps">{text("steps")}</h2>
                    <ol class="lessons" role="list">{rows}</ol>
                </section>
            </div>
            {ask}
            {way}
            {following}
        </StudentFrame>
    }
    .into_any()
}

/// The class is not at the first step yet.
fn comes_in(address: String) -> impl IntoView {
    view! {
        <div class="message" role="status" data-kind="note">
            <Icon name="clock" />
            <div>
                <p>{text("class-comes-in")}</p>
                <FindClass address />
            </div>
        </div>
    }
}

/// What a lesson leads to, as its students say it.
pub fn can_do(objectives: Vec<String>) -> impl IntoView {
    let objectives = objectives
        .into_iter()
        .map(|html| view! { <li inner_html=html></li> });
    view! {
        <section class="stack" data-gap="s" aria-labelledby="can">
            <h2 id="can">{text("objectives")}</h2>
            <ul>{objectives.collect_view()}</ul>
        </section>
    }
}

/// The words a lesson teaches.
pub fn word_list(words: Vec<Word>) -> impl IntoView {
    let words = words.into_iter().map(|word| {
        view! {
            <div>
                <dt>{word.term}</dt>
                <dd inner_html=word.meaning></dd>
            </div>
        }
    });
    view! {
        <section class="stack" data-gap="s" aria-labelledby="words">
            <h2 id="words">{text("words")}</h2>
            <dl class="words">{words.collect_view()}</dl>
        </section>
    }
}

/// A step; no link where the teacher decides which one is open.
fn row(address: Option<&str>, step: StepLink, next: Option<u32>) -> impl IntoView + use<> {
    let title = match address {
        Some(address) => {
            let href = format!("{address}/{}", step.number);
            view! { <a class="lesson-title" data-replace href=href>{step.title}</a> }.into_any()
        }
        None => view! { <span class="lesson-title">{step.title}</span> }.into_any(),
    };
    let (is, icon, word) = if step.done {
        ("done", "state-done", "state-done")
    } else if next == Some(step.number) {
        ("next", "arrow-right", "state-next")
    } else {
        ("not-yet", "state-not-yet", "state-not-yet")
    };
    view! {
        <li class="lesson" data-is=is>
            <span class="lesson-number" aria-hidden="true">{step.number}</span>
            {title}
            <p class="lesson-note">
                {text_with("minutes", [("minutes", step.minutes.into())])}
            </p>
            <span class="state" data-is=is><Icon name=icon />{text(word)}</span>
        </li>
    }
}
