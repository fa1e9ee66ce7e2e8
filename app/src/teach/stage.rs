//! The projector of a live class: where the class is, in big type. No names, no staff text, no
//! digits that run. It follows the console, in a second window or on a machine of its own.

use leptos::prelude::*;
use leptos_meta::Title;

use super::project::picture_first;
use crate::{
    error::Error,
    parts::{
        follow::LiveScript,
        frame::{Around, FamilyFrame, Languages, around},
        icon::Icon,
        page::{number, page, param},
        qr::{QrCode, qr},
        step::Blocks,
    },
    school::{
        Posted,
        live::{Scene, Stage},
        school,
        teaching::CheckTally,
    },
    text::{elsewhere, text, text_with},
};
use lessons::course::Band;

/// The projector in a window of the teacher's own machine.
#[component]
pub fn StageView() -> impl IntoView {
    let (section, number) = (param("section"), number("number"));
    let changes = format!("/project/{section}/{number}/changes");
    page(
        async move { school()?.stage(&section, number).await },
        move |stage| screen(stage, &changes),
    )
}

/// The projector on another machine; a form for the code until it is paired.
#[component]
pub fn PairedStage() -> impl IntoView {
    let posted = Posted::here();
    page(
        async {
            match school()?.paired_stage().await {
                Err(Error::NotFound) => Ok(None),
                stage => stage.map(Some),
            }
        },
        move |stage| match (stage, posted) {
            (Some(stage), None) => screen(stage, "/projector/changes").into_any(),
            (_, posted) => pair(posted.unwrap_or_default()).into_any(),
        },
    )
}

fn pair(posted: Posted) -> impl IntoView {
    let problem = posted.refusal.as_ref().map(ToString::to_string);
    let refused = problem.is_some().then_some("true");
    view! {
        <FamilyFrame title="Projector".to_owned()>
            <div class="narrow">
                <h1>"Use this machine as the projector"</h1>
                {problem.map(|problem| view! {
                    <div class="problems" role="alert"><p>{problem}</p></div>
                })}
                <form class="stack" data-gap="l" method="post" action="/projector">
                    <div class="field">
                        <label for="code">"Code from the teacher’s console"</label>
                        <input
                            id="code"
                            name="code"
                            autocomplete="off"
                            autocapitalize="characters"
                            spellcheck="false"
                            required
                            value=posted.value("code").to_owned()
                            aria-invalid=refused
                        />
                    </div>
                    <button class="button" data-kind="main" data-size="wide">"Show the class"</button>
                </form>
                <p class="soft small">"The code works once, and for ten minutes. This machine then shows that class and nothing else."</p>
            </div>
        </FamilyFrame>
    }
}

fn screen(stage: Stage, changes: &str) -> impl IntoView + use<> {
    around(Around::here("projector", Some(stage.band)));
    let lang = elsewhere(stage.lang.clone());
    let dir = lang.as_ref().map(|_| stage.dir.clone());
    let title = text_with("title-lesson", [("number", stage.number.into())]);
    let dark = stage.scene == Scene::Dark;
    let step = match &stage.scene {
        Scene::Step { page, .. } => Some((page.number, page.steps.len())),
        _ => None,
    };
    let (at, down) = match &stage.scene {
        Scene::Step {
            page, screens_down, ..
        } => (page.number, *screens_down),
        _ => (0, 0),
    };
    let place =
        step.map(|(step, of)| text_with("step-of", [("step", step.into()), ("of", of.into())]));
    let head = (!dark).then(|| view! {
        <header class="stage-head"><p>{stage.title.clone()}</p>{place.map(|place| view! { <p>{place}</p> })}</header>
    });
    let foot = foot(&stage);
    let body = body(stage);
    view! {
        <Title text=title />
        <main class="stage" id="page" lang=lang dir=dir data-live=changes.to_owned() data-fresh data-dark=dark data-step=at data-down=down>
            {head}
            {body}
            {foot}
        </main>
        <LiveScript />
    }
}

fn body(stage: Stage) -> AnyView {
    match stage.scene {
        Scene::Dark => {
            view! { <p class="visually-hidden" role="status">{text("projector-dark")}</p> }
                .into_any()
        }
        Scene::Over => {
            view! { <div class="stage-body"><h1>{text("projector-over")}</h1></div> }.into_any()
        }
        Scene::Lobby => lobby(stage.class, stage.code, &stage.address),
        Scene::Tally(tally) => bars(tally),
        Scene::Step { page, .. } => {
            let number = page.number;
            let title = page.steps.iter().find(|step| step.number == number);
            let title = title.map(|step| step.title.clone());
            let (picture, blocks) = match stage.band {
                Band::K2 | Band::Three5 => picture_first(page.blocks),
                _ => (None, page.blocks),
            };
            let is_picture = picture.is_some();
            let words = page.words;
            view! {
                <div class="stage-body" data-picture=is_picture>
                    {picture.map(|html| view! { <figure class="picture" inner_html=html></figure> })}
                    <div><h1>{title}</h1><Blocks blocks action=None words /></div>
                </div>
            }
            .into_any()
        }
    }
}

/// Where to go and what to type, while the class comes in.
fn lobby(class: String, code: Option<String>, address: &str) -> AnyView {
    let address = address.trim_end_matches('/');
    let plain = address.split_once("://").map_or(address, |(_, host)| host);
    let join = code.map(|code| {
        let compact = code.replace(' ', "");
        let qr = qr(&format!("{address}/s/sign-in?class={compact}"));
        view! {
            <div class="stage-come">
                <div>
                    <p>{text_with("projector-go", [("address", format!("{plain}/s").into())])}</p>
                    <p class="stage-join" data-big>{text("projector-code")} " " <strong>{code}</strong></p>
                    <p class="soft">{text("projector-own-code")}</p>
                </div>
                {qr.map(|qr| view! { <QrCode qr label=text("projector-scan") /> })}
            </div>
        }
    });
    view! {
        <div class="stage-body">
            <p class="soft">{class}</p>
            <h1>{text("projector-come-in")}</h1>
            {join}
        </div>
    }
    .into_any()
}

/// How the class answered at first, as bars with their words and figures.
fn bars(tally: CheckTally) -> AnyView {
    let CheckTally { prompt, counts } = tally;
    let Some(counts) = counts else {
        return view! {
            <div class="stage-body">
                <h1 inner_html=prompt></h1>
                <p>{text("projector-few")}</p>
            </div>
        }
        .into_any();
    };
    let all = counts.answers.max(1);
    let rows = counts.options.into_iter().map(|(words, count, right)| {
        let fits = right.then(|| view! {
            <span class="state" data-is="done"><Icon name="check" />{text("projector-fits")}</span>
        });
        view! {
            <li class="stage-bar" data-fits=right>
                <span inner_html=words></span>
                <progress class="elapsed" max=all value=count aria-hidden="true"></progress>
                <strong>{count}</strong>
                {fits}
            </li>
        }
    });
    view! {
        <div class="stage-body" data-tally>
            <p class="soft">{text("projector-tally")} " · " {text_with("projector-answers", [("answers", counts.answers.into())])}</p>
            <h1 inner_html=prompt></h1>
            <ul class="stage-bars" role="list">{rows.collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// A quiet bar for the time, the class code for whoever is late, and the languages.
fn foot(stage: &Stage) -> Option<AnyView> {
    let Scene::Step {
        minutes,
        elapsed_seconds,
        ..
    } = stage.scene
    else {
        return None;
    };
    let of = minutes * 60;
    let code = stage.code.clone();
    Some(
        view! {
            <footer class="stage-foot">
                <span class="stage-time" data-elapsed=elapsed_seconds data-of=of>
                    <progress class="elapsed" max=of value=elapsed_seconds.min(of) aria-label=text("projector-elapsed")></progress>
                </span>
                {code.map(|code| view! {
                    <p class="stage-join">{text("projector-code")} " " <strong>{code}</strong></p>
                })}
                <Languages />
                <p class="stage-more" aria-hidden="true">{text("projector-more")}<Icon name="arrow-down" /></p>
            </footer>
        }
        .into_any(),
    )
}
