//! The projector: one step in big type, seen from the last row. No names, no staff text, no digits
//! that run.

use std::time::Duration;

use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, KeyboardEvent},
};
use leptos_meta::Title;
use lessons::course::Band;

use crate::{
    parts::{
        assets::Islands,
        frame::{Around, Languages, Written, around},
        icon::Icon,
        page::{number, page, param},
        step::Blocks,
    },
    school::{
        learning::{BlockView, StepPage},
        school,
        teaching::Projected,
    },
    text::{elsewhere, text, text_with},
};

/// How often the bar moves; slow enough to be overlooked.
const BEAT: Duration = Duration::from_secs(5);

#[component]
pub fn Project() -> impl IntoView {
    let (section, number, step) = (param("section"), number("number"), number("step"));
    let join = leptos_router::hooks::use_query_map()
        .read_untracked()
        .get("join")
        .is_some();
    let question = {
        let section = section.clone();
        async move { school()?.project(&section, number, step).await }
    };
    page(question, move |projected| {
        if join && projected.code.is_some() {
            come_in(&section, projected).into_any()
        } else {
            screen(&section, projected).into_any()
        }
    })
}

#[component]
fn Stage(
    /// Neutral, as on students' devices.
    title: String,
    written: Written,
    band: Band,
    children: Children,
) -> impl IntoView {
    around(Around::here("projector", Some(band)));
    let lang = elsewhere(written.lang);
    let dir = lang.as_ref().map(|_| written.dir);
    view! {
        <Title text=title />
        <main class="stage" id="page" lang=lang dir=dir>{children()}</main>
    }
}

/// The class code, big, before the first step.
fn come_in(section: &str, projected: Projected) -> impl IntoView + use<> {
    let Projected {
        page,
        class,
        code,
        address,
        ..
    } = projected;
    let address = address.trim_end_matches('/');
    let plain = address.split_once("://").map_or(address, |(_, host)| host);
    let go = text_with("projector-go", [("address", format!("{plain}/s").into())]);
    let start = format!("/project/{section}/{}/1", page.head.number);
    let stop = stop(section);
    view! {
        <Stage
            title=text_with("title-lesson", [("number", page.head.number.into())])
            written=page.head.written()
            band=page.head.band
        >
            <header class="stage-head"><p>{class}</p></header>
            <div class="stage-body">
                <h1>{text("projector-come-in")}</h1>
                <p>{go}</p>
                <p class="stage-join" data-big>{text("projector-code")} " " <strong>{code}</strong></p>
                <p class="soft">{text("projector-own-code")}</p>
            </div>
            <footer class="stage-foot">
                <nav class="stage-way" aria-label=text("steps")>
                    <a rel="next" data-replace href=start>
                        {text("projector-start")}
                        <Icon name="arrow-right" turns=true />
                    </a>
                    {stop}
                </nav>
            </footer>
            <ElapsedBar minutes=0 label=String::new() />
            <Islands />
        </Stage>
    }
}

fn screen(section: &str, projected: Projected) -> impl IntoView + use<> {
    let Projected {
        page,
        code,
        minutes,
        ..
    } = projected;
    let way = way(section, &page, code.is_some());
    let StepPage {
        head,
        steps,
        number,
        blocks,
        words,
        ..
    } = page;
    let title = steps
        .iter()
        .find(|step| step.number == number)
        .map(|step| step.title.clone());
    let of = steps.len();
    let (picture, blocks) = if matches!(head.band, Band::K2 | Band::Three5) {
        picture_first(blocks)
    } else {
        (None, blocks)
    };
    let is_picture = picture.is_some();
    let picture = picture.map(|html| view! { <figure class="picture" inner_html=html></figure> });
    view! {
        <Stage
            title=text_with("title-lesson", [("number", head.number.into())])
            written=head.written()
            band=head.band
        >
            <header class="stage-head">
                <p>{head.title}</p>
                <p>{text_with("step-of", [("step", number.into()), ("of", of.into())])}</p>
            </header>
            <div class="stage-body" data-picture=is_picture>
                {picture}
                <div>
                    <h1>{title}</h1>
                    <Blocks blocks action=None words />
                </div>
            </div>
            <footer class="stage-foot">
                <ElapsedBar minutes label=text("projector-elapsed") />
                {code.map(|code| view! {
                    <p class="stage-join">{text("projector-code")} " " <strong>{code}</strong></p>
                })}
                {way}
            </footer>
            <Islands />
        </Stage>
    }
}

/// Back and Next, which recede until they are looked for.
fn way(section: &str, page: &StepPage, code: bool) -> impl IntoView + use<> {
    let address = format!("/project/{section}/{}", page.head.number);
    let back = match page.number {
        1 if code => Some(format!("{address}/1?join")),
        0 | 1 => None,
        number => Some(format!("{address}/{}", number - 1)),
    };
    let back = back.map(|href| view! {
        <a rel="prev" data-replace href=href><Icon name="arrow-left" turns=true />{text("back")}</a>
    });
    let next = ((page.number as usize) < page.steps.len()).then(|| {
        let href = format!("{address}/{}", page.number + 1);
        view! {
            <a rel="next" data-replace href=href>{text("next")}<Icon name="arrow-right" turns=true /></a>
        }
    });
    view! {
        <nav class="stage-way" aria-label=text("steps")>{back}{next}{stop(section)}</nav>
        <Languages />
    }
}

fn stop(section: &str) -> impl IntoView + use<> {
    view! {
        <a href=format!("/teach/classes/{section}")>
            <Icon name="x" />
            {text("projector-stop")}
        </a>
    }
}

/// Takes the first picture out of the step, so that it can stand before every word.
pub fn picture_first(blocks: Vec<BlockView>) -> (Option<String>, Vec<BlockView>) {
    let mut picture = None;
    let blocks = blocks.into_iter().map(|block| match block {
        BlockView::Prose(html) if picture.is_none() => match cut_picture(&html) {
            Some((found, rest)) => {
                picture = Some(found);
                BlockView::Prose(rest)
            }
            None => BlockView::Prose(html),
        },
        other => other,
    });
    let blocks = blocks.collect();
    (picture, blocks)
}

/// The picture, and what is left of the text, without the paragraph that held nothing else.
fn cut_picture(html: &str) -> Option<(String, String)> {
    let start = html.find("<svg class=\"picture\"")?;
    let end = start + html[start..].find("</svg>")? + "</svg>".len();
    let (before, after) = (&html[..start], &html[end..]);
    let alone = before.strip_suffix("<p>").zip(after.strip_prefix("</p>"));
    let (before, after) = alone.unwrap_or((before, after));
    Some((html[start..end].to_owned(), format!("{before}{after}")))
}

/// A quiet bar that fills over the step's minutes, and the keys of a presenter's remote. Without
/// JavaScript the bar stays empty and the links do the same.
#[island]
fn ElapsedBar(minutes: u32, label: String) -> impl IntoView {
    let of = u64::from(minutes) * 60;
    let elapsed_seconds = RwSignal::new(0);
    Effect::new(move |_| {
        set_interval(
            move || elapsed_seconds.update(|elapsed| *elapsed = of.min(*elapsed + BEAT.as_secs())),
            BEAT,
        );
        window_event_listener(ev::keydown, turn);
    });
    (of > 0).then(|| {
        view! {
            <progress class="elapsed" max=of value=elapsed_seconds aria-label=label></progress>
        }
    })
}

/// Follows the page's own links, unless the key is meant for something that has the focus.
fn turn(event: KeyboardEvent) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let busy =
        target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "SELECT"));
    if busy || event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let link = match event.key().as_str() {
        "ArrowRight" | "PageDown" => "a[rel=next]",
        "ArrowLeft" | "PageUp" => "a[rel=prev]",
        _ => return,
    };
    let link = document().query_selector(link).ok().flatten();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        link.click();
    }
}
