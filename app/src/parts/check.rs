//! The seven kinds of check as forms that need no JavaScript. `leave.js` only spares the page change.

use leptos::prelude::*;
use lessons::check::Kind;

use super::{
    icon::Icon,
    scenario::{Reflect, Scenario},
};
use crate::{
    school::learning::{CheckBody, CheckView, MatchRow, OptionView, OrderItem, Outcome, Verdict},
    text::{text, text_with},
};

/// One check; `action` is the address of its own step.
#[component]
pub fn CheckForm(check: CheckView, action: String) -> impl IntoView {
    let CheckView {
        id,
        kind,
        prompt,
        body,
        mut outcome,
    } = check;
    let heading = view! {
        <span class="check-kind">{text(kind_key(kind))}</span>
        " "
        <span class="check-prompt" inner_html=prompt></span>
        {hint(kind).map(|key| view! { <span class="check-hint">{text(key)}</span> })}
    }
    .into_any();
    let asked = match body {
        CheckBody::Reflect(prompts) => {
            return view! { <Reflect id heading prompts /> }.into_any();
        }
        CheckBody::Scenario {
            opening,
            choices,
            scenes,
        } => {
            return view! { <Scenario id heading opening choices scenes /> }.into_any();
        }
        CheckBody::Options(options) => {
            let pair = kind == Kind::TrueOrFalse;
            let all = kind == Kind::ChooseAll;
            // The one chosen option speaks in the feedback; several speak beside themselves.
            let mut options = options;
            let said = (!all).then(|| options.iter_mut().find_map(|option| option.feedback.take()));
            if let (Some(outcome), Some(said)) = (&mut outcome, said) {
                outcome.feedback = said;
            }
            options_list(&id, options, all, pair).into_any()
        }
        CheckBody::Match { rows, choices, .. } => match_rows(&id, rows, &choices).into_any(),
        CheckBody::Order(items) => order_list(&id, items).into_any(),
    };
    let section = format!("check-{id}");
    // Without JavaScript the answer is a whole page: it opens at this check, not at its beginning.
    let action = format!("{action}#{section}");
    let slug = kind_key(kind).trim_start_matches("kind-");
    let content = view! {
        <fieldset>
            <legend>{heading}</legend>
            {asked}
        </fieldset>
        {outcome.map(|outcome| view! { <Feedback outcome kind /> })}
    };
    view! {
        <section class="check" id=section data-part data-kind=slug>
            <form data-check method="post" action=action>
                <input type="hidden" name="check" value=id.clone() />
                {content}
                <button class="button" id=format!("{id}-answer")>
                    {text(if kind == Kind::PutInOrder { "check-order" } else { "check-answer" })}
                </button>
            </form>
        </section>
    }
    .into_any()
}

/// The text that names a kind to students.
pub const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::ChooseOne => "kind-choose-one",
        Kind::ChooseAll => "kind-choose-all",
        Kind::TrueOrFalse => "kind-true-or-false",
        Kind::Match => "kind-match",
        Kind::PutInOrder => "kind-put-in-order",
        Kind::Scenario => "kind-scenario",
        Kind::Reflect => "kind-reflect",
    }
}

const fn hint(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::ChooseAll => Some("hint-choose-all"),
        Kind::PutInOrder => Some("hint-order"),
        _ => None,
    }
}

const fn verdict_of(fits: Option<bool>) -> Option<&'static str> {
    match fits {
        Some(true) => Some("fits"),
        Some(false) => Some("think"),
        None => None,
    }
}

fn options_list(
    check: &str,
    options: Vec<OptionView>,
    all: bool,
    pair: bool,
) -> impl IntoView + use<> {
    let kind = if all { "checkbox" } else { "radio" };
    let rows = options.into_iter().map(|option| {
        let id = format!("{check}-{}", option.value);
        let why = option.feedback.as_ref().map(|_| format!("{id}-why"));
        let verdict = option
            .fits
            .map(|fits| text(if fits { "fits" } else { "think-again" }))
            .filter(|words| !begins_with(option.feedback.as_deref(), words));
        let feedback = option.feedback.map(|html| {
            view! {
                <div class="option-why" id=why.clone()>
                    {verdict.map(|words| view! { <strong>{words}</strong> " " })}
                    <div inner_html=html></div>
                </div>
            }
        });
        view! {
            <li class="option" data-verdict=verdict_of(option.fits)>
                <input
                    type=kind
                    id=id.clone()
                    name="choice"
                    value=option.value
                    checked=option.chosen
                    aria-describedby=why
                />
                <label for=id inner_html=option.text></label>
                {feedback}
            </li>
        }
    });
    view! {
        <ul class="options" role="list" data-layout=pair.then_some("pair")>
            {rows.collect_view()}
        </ul>
    }
}

fn match_rows(
    check: &str,
    rows: Vec<MatchRow>,
    choices: &[(String, String)],
) -> impl IntoView + use<> {
    // A closed select cuts its words off, so what was chosen is said once more, in full.
    let said = |fits: bool, chosen: Option<&String>| {
        let (icon, key) = if fits {
            ("check", "fits")
        } else {
            ("think", "think-again")
        };
        let words = choices.iter().find(|(value, _)| Some(value) == chosen);
        let words = words.map(|(_, words)| {
            view! { " " <span class="pair-chosen" inner_html=words.clone()></span> }
        });
        view! { <p class="pair-said"><Icon name=icon /><span><strong>{text(key)}</strong>{words}</span></p> }
    };
    let rows = rows.into_iter().map(|row| {
        let id = format!("{check}-{}", row.field);
        let options = choices.iter().map(|(value, words)| {
            let selected = row.chosen.as_ref() == Some(value);
            view! { <option value=value.clone() selected=selected inner_html=plain(words)></option> }
        });
        let options = options.collect_view();
        let said = row.fits.map(|fits| said(fits, row.chosen.as_ref()));
        view! {
            <li class="pair" data-verdict=verdict_of(row.fits)>
                <label for=id.clone() inner_html=row.left></label>
                <span class="select">
                    <select id=id name=row.field>
                        <option value="">{text("pick-one")}</option>
                        {options}
                    </select>
                    <Icon name="chevron-down" />
                </span>
                {said}
            </li>
        }
    });
    view! { <ul class="pairs" role="list">{rows.collect_view()}</ul> }
}

fn order_list(check: &str, items: Vec<OrderItem>) -> impl IntoView + use<> {
    let of = items.len();
    let rows = items.into_iter().enumerate().map(|(at, item)| {
        let about = text_with(
            "move-about",
            [
                ("text", plain(&item.text).into()),
                ("at", (at + 1).into()),
                ("of", of.into()),
            ],
        );
        let button = |way: &'static str, icon: &'static str, key: &str, disabled: bool| {
            view! {
                <button
                    class="button"
                    name="move"
                    value=format!("{at}:{way}")
                    id=format!("{check}-{}-{way}", item.value)
                    disabled=disabled
                >
                    <Icon name=icon />
                    {text(key)}
                    <span class="visually-hidden">{about.clone()}</span>
                </button>
            }
        };
        view! {
            <li class="order-line" data-verdict=verdict_of(item.fits)>
                <input type="hidden" name="item" value=item.value.clone() />
                <span class="order-text" inner_html=item.text.clone()></span>
                <span class="order-moves">
                    {button("up", "arrow-up", "move-up", at == 0)}
                    {button("down", "arrow-down", "move-down", at + 1 == of)}
                </span>
            </li>
        }
    });
    view! { <ol class="order" role="list">{rows.collect_view()}</ol> }
}

/// What the page says to the answer just posted; it takes the focus, so that it is read first.
#[component]
fn Feedback(outcome: Outcome, kind: Kind) -> impl IntoView {
    let (verdict, icon, key) = match outcome.verdict {
        Verdict::Right => ("fits", "check", "verdict-right"),
        Verdict::MoreToFind => ("think", "think", "verdict-more"),
        Verdict::NotYet => ("think", "think", "verdict-not-yet"),
        Verdict::NothingChosen if kind == Kind::Match => {
            ("think", "think", "verdict-nothing-match")
        }
        Verdict::NothingChosen => ("think", "think", "verdict-nothing"),
    };
    let title = text(key);
    let said = begins_with(outcome.feedback.as_deref(), &title);
    view! {
        <div class="feedback" data-verdict=verdict data-feedback tabindex="-1">
            <Icon name=icon />
            <div>
                {(!said).then(|| view! { <p class="feedback-title">{title}</p> })}
                {outcome.feedback.map(|html| view! { <div inner_html=html></div> })}
            </div>
        </div>
    }
}

/// Whether a lesson's own feedback says the verdict already; authors often begin with it.
pub fn begins_with(html: Option<&str>, words: &str) -> bool {
    let even = |text: &str| text.trim().replace('’', "'");
    let words = even(words);
    let words = words.trim_end_matches('.');
    html.is_some_and(|html| even(&plain(html)).starts_with(words))
}

/// Inline HTML as the text it shows, for places that hold text only.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::begins_with;

    #[test]
    fn a_verdict_that_the_feedback_begins_with_is_not_said_twice() {
        let html = Some("<p>Let's think again. A gift has no strings.</p>");
        assert!(begins_with(html, "Let’s think again."));
        assert!(begins_with(Some("<p>Yes, that is it.</p>"), "Yes."));
        assert!(!begins_with(
            Some("<p>It leaves room to say yes.</p>"),
            "Yes."
        ));
        assert!(!begins_with(None, "Yes."));
    }
}
