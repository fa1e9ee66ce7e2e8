//! The last page of a lesson: done, a breath, and who will listen. Whoever comes early is shown
//! the way to what is left.

use leptos::prelude::*;

use crate::{
    parts::{
        follow::{AskLink, Following, Paused, is_paused},
        frame::StudentFrame,
        go,
        icon::Icon,
        page::{number, page, param},
    },
    school::{
        learning::{LessonHead, LessonPage},
        live::{Follow, Here, Pace},
        school,
    },
    text::{text, text_with},
};

#[component]
pub fn Finished() -> impl IntoView {
    let (section, number) = (param("section"), number("number"));
    page(
        async move { school()?.lesson(&section, number).await },
        finished,
    )
}

fn finished(lesson: LessonPage) -> AnyView {
    let LessonPage {
        head,
        steps,
        follow,
        ..
    } = lesson;
    match &follow {
        follow if is_paused(follow.as_ref()) => {
            return view! { <Paused head here=Here::Done /> }.into_any();
        }
        // The class ends together, and its teacher says when.
        Some(follow) if follow.pace == Pace::Teacher => {
            go::on(&head.address);
            return ().into_any();
        }
        _ => {}
    }
    let following = follow.as_ref().map(|follow| {
        view! { <Following address=head.address.clone() here=Here::Done revision=follow.revision led=follow.led /> }
    });
    let following = following.into_any();
    let Some(left) = steps.iter().find(|step| !step.done) else {
        return all_done(head, follow, following).into_any();
    };
    let way = format!("{}/{}", head.address, left.number);
    let done = steps.iter().filter(|step| step.done).count();
    view! {
        <StudentFrame
            title=text_with("title-lesson", [("number", head.number.into())])
            band=head.band
            fill=true
        >
            <h1>{head.title}</h1>
            <p class="lead">{text_with("state-part", [("done", done.into()), ("of", steps.len().into())])}</p>
            <nav class="way" aria-label=text("steps")>
                <a class="button" data-kind="main" data-replace href=way>{text("continue")}</a>
            </nav>
            {following}
        </StudentFrame>
    }
    .into_any()
}

fn all_done(head: LessonHead, follow: Option<Follow>, following: AnyView) -> impl IntoView {
    let title = head.title;
    let ask = view! { <AskLink address=head.address.clone() follow /> };
    view! {
        <StudentFrame
            title=text_with("title-lesson", [("number", head.number.into())])
            band=head.band
            fill=true
        >
            <h1>{text_with("finished-heading", [("title", title.into())])}</h1>
            <div class="prose">
                <p class="lead">{text("finished-lead")}</p>
                <p>{text("finished-next")}</p>
                <p><a class="button" href="/help"><Icon name="help" />{text("see-help")}</a></p>
            </div>
            {ask}
            <nav class="way" aria-label=text("steps")>
                <a class="button" data-replace href=head.address>
                    <Icon name="list" />
                    {text("see-steps")}
                </a>
                <a class="button" data-kind="main" data-replace href="/s">{text("my-lessons")}</a>
            </nav>
            {following}
        </StudentFrame>
    }
}
