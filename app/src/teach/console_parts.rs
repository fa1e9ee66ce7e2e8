//! Parts of the presenter console: the script, the devices, the checks, sensitive moments.

use leptos::prelude::*;

use super::segment::{Cue, with_card};
use crate::{
    parts::icon::Icon,
    school::live::{Act, Console, ConsoleCheck, Pace},
};

/// What an act takes with it.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    pub step: u32,
    pub check: String,
    /// It is the next thing to do.
    pub main: bool,
}

/// A button that does one act; `key` is what a presenter's remote presses.
pub fn act(
    console: &Console,
    act: Act,
    fields: Fields,
    words: AnyView,
    key: Option<&'static str>,
) -> AnyView {
    let Fields { step, check, main } = fields;
    let step = (act == Act::Go).then(|| {
        view! { <input type="hidden" name="lead[step]" value=step.to_string() /> }
    });
    let check = (!check.is_empty()).then(|| {
        view! { <input type="hidden" name="lead[check]" value=check /> }
    });
    view! {
        <form method="post" action="/api/lead_class" data-act>
            {hidden(console, act)}
            {step}
            {check}
            <button class="button" data-kind=main.then_some("main") data-key=key>{words}</button>
        </form>
    }
    .into_any()
}

fn hidden(console: &Console, act: Act) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="lead[section]" value=console.slug.clone() />
        <input type="hidden" name="lead[lesson]" value=console.lesson.id.clone() />
        <input type="hidden" name="lead[act]" value=act.name() />
    }
}

/// Say, Do, Ask, Listen for of this step; before the first, what to do beforehand.
pub fn script(console: &Console) -> AnyView {
    let step = console
        .steps
        .iter()
        .find(|step| step.number == console.step);
    match step {
        Some(step) => {
            let cues = step.parts.iter().cloned();
            view! {
                <div class="guide-text">
                    <section class="segment" aria-label="Script">
                        {cues.map(|part| view! { <Cue part /> }).collect_view()}
                    </section>
                </div>
            }
            .into_any()
        }
        None => view! {
            <section class="stack" aria-labelledby="console-before">
                <h2 id="console-before">"Before you start"</h2>
                <div class="prose" inner_html=with_card(&console.before)></div>
            </section>
        }
        .into_any(),
    }
}

/// Who has done the step, and who decides what devices show.
pub fn devices(console: &Console) -> Option<AnyView> {
    if !console.devices {
        return None;
    }
    let done = (console.step > 0).then(|| {
        format!(
            "{} of {} have done this step.",
            console.done, console.expected
        )
    });
    if !console.open {
        return Some(on_devices(view! {
            {done.map(|words| view! { <p>{words}</p> })}
            <p class="soft small">"The lesson is closed on students’ devices."</p>
        }));
    }
    let (words, other) = match console.pace {
        Pace::Teacher => ("Devices show the class’s step.".to_owned(), let_go(console)),
        Pace::Own { from, to } => {
            let back = view! { <Icon name="users" />"Call everybody back" }.into_any();
            (
                format!("Students go at their own pace, from step {from} to step {to}."),
                act(console, Act::CallBack, Fields::default(), back, None),
            )
        }
    };
    let (pause, word, icon) = match console.paused {
        true => (Act::Resume, "Go on", "play"),
        false => (Act::Pause, "Pause all screens", "pause"),
    };
    let pause = act(
        console,
        pause,
        Fields::default(),
        view! { <Icon name=icon />{word} }.into_any(),
        None,
    );
    let paused = console.paused.then(|| {
        view! { <p><span class="state" data-is="next"><Icon name="pause" />"Screens are paused"</span></p> }
    });
    Some(on_devices(view! {
        {done.map(|words| view! { <p>{words}</p> })}
        {paused}
        <p class="soft small">{words}</p>
        {console.leads.then(|| view! { <div class="row">{pause}{other}</div> })}
    }))
}

fn on_devices(about: impl IntoView + 'static) -> AnyView {
    view! {
        <section class="stack" data-gap="s" aria-labelledby="console-devices">
            <h2 id="console-devices">"Students’ devices"</h2>
            {about}
        </section>
    }
    .into_any()
}

/// The form that lets students go on by themselves within a range of steps.
fn let_go(console: &Console) -> AnyView {
    let steps = |chosen: u32| {
        let steps = console.steps.iter().map(move |step| {
            let selected = step.number == chosen;
            view! { <option value=step.number.to_string() selected=selected>{step.number}</option> }
        });
        steps.collect_view()
    };
    let last = console.steps.last().map_or(1, |step| step.number);
    view! {
        <form class="row" method="post" action="/api/lead_class" data-act>
            {hidden(console, Act::LetGo)}
            <label class="row">
                "From"
                <span class="select">
                    <select name="lead[from]">{steps(console.step.max(1))}</select>
                    <Icon name="chevron-down" />
                </span>
            </label>
            <label class="row">
                "to"
                <span class="select">
                    <select name="lead[to]">{steps(last)}</select>
                    <Icon name="chevron-down" />
                </span>
            </label>
            <button class="button"><Icon name="footprints" />"Own pace"</button>
        </form>
    }
    .into_any()
}

/// The lesson's checks: hands to count while it runs without devices, tallies to show once it has
/// closed.
pub fn checks(console: &Console) -> Option<AnyView> {
    let here = |check: &&ConsoleCheck| !console.open || check.step == console.step;
    let rows = console.checks.iter().filter(here);
    let rows: Vec<AnyView> = rows.filter_map(|check| row(console, check)).collect();
    if rows.is_empty() {
        return None;
    }
    let lead = match console.open {
        true => "Count raised hands. The counts stay hidden until the lesson is closed.",
        false => "A tally is shown from ten answers on. Nothing says who answered what.",
    };
    Some(
        view! {
            <section class="stack" data-gap="s" aria-labelledby="console-checks">
                <h2 id="console-checks">"Checks"</h2>
                <p class="soft small">{lead}</p>
                {rows}
            </section>
        }
        .into_any(),
    )
}

fn row(console: &Console, check: &ConsoleCheck) -> Option<AnyView> {
    let prompt = check.prompt.clone();
    let control = if !console.open {
        show(console, check)
    } else if check.options.is_empty() {
        return None;
    } else {
        hands(console, check)
    };
    Some(
        view! { <div class="stack" data-gap="s"><p inner_html=prompt></p>{control}</div> }
            .into_any(),
    )
}

/// Puts a check's tally on the projector, or takes it away; why not, where too few have answered.
fn show(console: &Console, check: &ConsoleCheck) -> AnyView {
    let (show, word) = match console.shown.as_deref() == Some(&*check.id) {
        true => (Act::Hide, "Take it off the projector"),
        false if check.enough => (Act::Show, "Show the tally"),
        false => {
            return view! {
                <p class="soft small"><Icon name="shield" />" Fewer than 10 answers, so this one is not shown."</p>
            }
            .into_any();
        }
    };
    let fields = Fields {
        check: check.id.clone(),
        ..Fields::default()
    };
    let words = view! { <Icon name="present" />{word} }.into_any();
    act(console, show, fields, words, None)
}

fn hands(console: &Console, check: &ConsoleCheck) -> AnyView {
    let rows = check.options.iter().zip(&check.counts).map(|(option, count)| {
        view! {
            <label class="console-hands">
                <span class="field">
                    <input type="number" name="hands[counts][]" min="0" max=console.students value=count.to_string() inputmode="numeric" />
                </span>
                <span inner_html=option.clone()></span>
            </label>
        }
    });
    let rows = rows.collect_view();
    let hands: u32 = check.counts.iter().sum();
    let kept =
        (hands > 0).then(|| view! { <p class="soft small">{format!("Kept: {hands} hands.")}</p> });
    view! {
        <form class="stack" data-gap="s" method="post" action="/api/count_hands" data-act>
            <input type="hidden" name="hands[section]" value=console.slug.clone() />
            <input type="hidden" name="hands[lesson]" value=console.lesson.id.clone() />
            <input type="hidden" name="hands[check]" value=check.id.clone() />
            {rows}
            <button class="button">"Keep these counts"</button>
            {kept}
        </form>
    }
    .into_any()
}

/// The way out of the class, and before it out of the lesson, whose answers can be shown then.
pub fn end(console: &Console, address: &str) -> AnyView {
    let until = match &console.closes {
        _ if !console.open => None,
        Some(time) => Some(format!("The lesson closes by itself at {time}.")),
        None => Some("The lesson stays open until you close it.".to_owned()),
    };
    let close = console.leads.then(|| match console.open {
        true => close_lesson(console),
        false => Some(open_again(console)),
    });
    view! {
        <section class="stack" data-gap="s" aria-labelledby="console-end">
            <h2 id="console-end">"The end"</h2>
            {until.map(|words| view! { <p class="soft small">{words}</p> })}
            {close}
            <p class="row">
                <a class="button" href=format!("{address}/close")><Icon name="check" />"Close the class"</a>
            </p>
        </section>
    }
    .into_any()
}

/// Closes the lesson while the class goes on; nothing where there is no answer to show.
fn close_lesson(console: &Console) -> Option<AnyView> {
    let has_hands = || console.checks.iter().any(|check| !check.options.is_empty());
    let words = match console.devices {
        true => "Close the lesson on devices",
        false if has_hands() => "Close the lesson",
        false => return None,
    };
    let then = (!console.checks.is_empty()).then_some("Then the answers can be shown.");
    Some(
        view! {
            <form class="row" method="post" action="/api/close_lesson" data-act>
                <input type="hidden" name="live_class" value=console.live_class.to_string() />
                <button class="button"><Icon name="lock" />{words}</button>
                {then.map(|words| view! { <span class="soft small">{words}</span> })}
            </form>
        }
        .into_any(),
    )
}

/// Opens the lesson again, in the same class: with its roll, its questions and its answers.
fn open_again(console: &Console) -> AnyView {
    let words = match console.devices {
        true => "Open the lesson on devices again",
        false => "Open the lesson again",
    };
    view! {
        <form method="post" action="/api/begin_class">
            <input type="hidden" name="section" value=console.slug.clone() />
            <input type="hidden" name="lesson" value=console.lesson.id.clone() />
            <input type="hidden" name="devices" value=console.devices.to_string() />
            <button class="button"><Icon name="unlock" />{words}</button>
        </form>
    }
    .into_any()
}

/// What may come up, one tap away.
pub fn sensitive(console: &Console) -> Option<AnyView> {
    if console.sensitive.is_empty() {
        return None;
    }
    let html = with_card(&console.sensitive);
    Some(
        view! {
            <details id="console-sensitive">
                <summary><Icon name="alert" />"Sensitive moments"</summary>
                <div class="table-scroll prose" inner_html=html></div>
            </details>
        }
        .into_any(),
    )
}
