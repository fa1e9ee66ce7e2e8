//! What a lesson has for paper, as it prints: posters, cards, boards and sheets, and
//! its checks as question cards. Every part opens and closes; what is closed is not printed.

use leptos::prelude::*;
use lessons::{
    course::Band,
    printable::{Card, Printable, Printed},
};

use super::{crumbs::Crumbs, question_cards::question_cards};
use crate::{
    parts::{
        frame::{Languages, StaffFrame, Written},
        icon::Icon,
        page::{page, param},
    },
    school::{school, teaching::PrintPack},
    text::language,
};

#[component]
pub fn PrintPackView() -> impl IntoView {
    let lesson = param("lesson");
    page(async move { school()?.print_pack(&lesson).await }, pack)
}

fn pack(page: PrintPack) -> impl IntoView {
    let PrintPack {
        lesson,
        band,
        printables,
        written,
        questions,
    } = page;
    let title = format!("Print pack: {}", lesson.title);
    let guide = (
        format!("/teach/lessons/{}/guide", lesson.id),
        format!("Guide: {}", lesson.title),
    );
    let empty = printables.is_empty();
    let parts = printables
        .into_iter()
        .map(|printable| part(printable, band, &written));
    let parts = parts.collect_view();
    view! {
        <StaffFrame title=title.clone()>
            <div class="stack no-print">
                <Crumbs way=vec![guide] />
                <div class="row">
                    <h1>{title}</h1>
                    <button class="button" data-kind="main" data-push="end" type="button" data-print>
                        <Icon name="printer" />
                        "Print"
                    </button>
                </div>
                <p class="soft measure">
                    "This is how it prints. Close the parts that you do not need: only what is open is printed. Letter and A4 paper both fit."
                </p>
                <div lang=language().code()><Languages /></div>
                {questions.written.note()}
                {empty.then(|| view! { <p>"This lesson needs no posters or cards. Its checks are here as cards, for a room without devices."</p> })}
            </div>
            <div class="pack" data-band=band.slug()>
                {parts}
                {question_cards(questions)}
            </div>
        </StaffFrame>
    }
}

/// One thing to print, under a heading that says how much paper it takes.
fn part(printable: Printable, band: Band, written: &Written) -> AnyView {
    let Printable { title, body } = printable;
    let (kind, papers, duplex) = match body {
        Printed::Poster(html) => ("Poster", vec![text("poster", &title, html, written)], false),
        Printed::Sheet(html) => ("Sheet", vec![text("sheet", &title, html, written)], false),
        Printed::Board(cards) => ("Board", vec![board(&title, &cards, written)], false),
        Printed::Cards(cards) => {
            let duplex = cards.iter().any(|card| card.back.is_some());
            let a_sheet = if band == Band::K2 { 4 } else { 8 };
            let sizes = Sizes::of(&cards);
            let papers = cards
                .chunks(a_sheet)
                .flat_map(|cards| sheets(cards, sizes, written));
            ("Cards", papers.collect(), duplex)
        }
    };
    let about = format!("{kind} · {}", pages(papers.len()));
    folded(title, written, about, duplex, true, papers)
}

/// A part that opens and closes without JavaScript.
pub fn folded(
    title: String,
    written: &Written,
    about: String,
    duplex: bool,
    open: bool,
    papers: Vec<AnyView>,
) -> AnyView {
    let lang = written.lang.clone();
    view! {
        <details class="pack-part" open=open>
            <summary>
                <h2 lang=lang>{title}</h2>
                <span class="soft">{about}</span>
            </summary>
            {duplex.then(|| view! {
                <p class="soft small no-print">
                    "These have a back. Print this part alone, on both sides, flipped on the long edge."
                </p>
            })}
            {papers}
        </details>
    }
    .into_any()
}

/// `1 page`, `3 pages`.
pub fn pages(count: usize) -> String {
    match count {
        1 => "1 page".to_owned(),
        count => format!("{count} pages"),
    }
}

/// A poster or sheet.
fn text(kind: &'static str, title: &str, html: String, written: &Written) -> AnyView {
    let size = Size::of(&html).name();
    let html = labelled(&html);
    let (lang, dir) = (written.lang.clone(), written.dir.clone());
    view! {
        <article class="paper" data-kind=kind data-size=size lang=lang dir=dir>
            <div class="paper-face">
                <h3>{title.to_owned()}</h3>
                <div class="paper-text" inner_html=html></div>
            </div>
        </article>
    }
    .into_any()
}

/// Marks items that begin with a label of their own, in bold: they need no other mark.
fn labelled(html: &str) -> String {
    let html = html.replace("<li><strong>", "<li data-label><strong>");
    html.replace("<li>\n<p><strong>", "<li data-label>\n<p><strong>")
}

fn board(title: &str, cards: &[Card], written: &Written) -> AnyView {
    let (lang, dir) = (written.lang.clone(), written.dir.clone());
    let sizes = Sizes::of(cards);
    let cells = cards.iter().map(|card| front(card, sizes)).collect_view();
    view! {
        <article class="paper" data-kind="board" lang=lang dir=dir>
            <div class="paper-face">
                <h3>{title.to_owned()}</h3>
                <ul class="paper-grid" role="list">{cells}</ul>
            </div>
        </article>
    }
    .into_any()
}

/// A sheet of cards and, where one has a back, the sheet for the other side: its columns are
/// swapped, so that each back lies behind its front.
fn sheets(cards: &[Card], sizes: Sizes, written: &Written) -> Vec<AnyView> {
    let fronts = cards.iter().map(|card| front(card, sizes)).collect();
    let mut sheets = vec![grid("cards", fronts, written)];
    if cards.iter().any(|card| card.back.is_some()) {
        let backs = cards.chunks(2).flat_map(|row| {
            let left = row.get(1).and_then(|card| card.back.clone());
            [left, row[0].back.clone()].map(|html| back(html, sizes))
        });
        sheets.push(grid("cards", backs.collect(), written));
    }
    sheets
}

/// Cards with lines between them to cut along.
pub fn grid(kind: &'static str, cards: Vec<AnyView>, written: &Written) -> AnyView {
    let (lang, dir) = (written.lang.clone(), written.dir.clone());
    view! {
        <article class="paper" data-kind=kind lang=lang dir=dir>
            <ul class="paper-grid" role="list">{cards}</ul>
        </article>
    }
    .into_any()
}

fn front(card: &Card, sizes: Sizes) -> AnyView {
    let Card { picture, text, .. } = card.clone();
    let picture = picture.map(|html| view! { <div class="paper-picture" inner_html=html></div> });
    let said = (!text.is_empty()).then(|| view! { <p inner_html=text></p> });
    view! { <li class="paper-card" data-size=sizes.front.name()>{picture}{said}</li> }.into_any()
}

fn back(html: Option<String>, sizes: Sizes) -> AnyView {
    let html = html.unwrap_or_default();
    view! { <li class="paper-card" data-size=sizes.back.name() data-back inner_html=html></li> }
        .into_any()
}

/// The one size that fits all cards of a set, side by side.
#[derive(Clone, Copy)]
struct Sizes {
    front: Size,
    back: Size,
}

impl Sizes {
    fn of(cards: &[Card]) -> Self {
        let fronts = cards.iter().map(|card| Size::of(&card.text));
        let backs = cards.iter().flat_map(|card| &card.back);
        let backs = backs.map(|html| Size::of(html));
        Self {
            front: fronts.max().unwrap_or(Size::Few),
            back: backs.max().unwrap_or(Size::Few),
        }
    }
}

/// How much there is to read, and so how large it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Size {
    Few,
    Some,
    Many,
    Most,
}

impl Size {
    fn of(html: &str) -> Self {
        let mut inside = false;
        let text: String = html
            .chars()
            .map(|letter| {
                inside = (inside || letter == '<') && letter != '>';
                if inside || letter == '>' { ' ' } else { letter }
            })
            .collect();
        match text.split_whitespace().count() {
            0..=4 => Self::Few,
            5..=14 => Self::Some,
            15..=60 => Self::Many,
            _ => Self::Most,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Few => "few",
            Self::Some => "some",
            Self::Many => "many",
            Self::Most => "most",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Size;

    #[test]
    fn the_size_of_type_depends_on_words_and_not_on_markup() {
        assert_eq!(Size::of("<strong>yes</strong>"), Size::Few);
        assert_eq!(Size::of("<p>one two</p><p>three four five</p>"), Size::Some);
        assert_eq!(Size::of(&"word ".repeat(61)), Size::Most);
    }
}
