//! The files that belong to no single lesson: units, the glossary and the shared pages.

use std::collections::BTreeSet;

use pulldown_cmark::HeadingLevel;

use super::{
    front_matter::{At, FrontMatter},
    keywords::ORIGINAL,
    lesson::title,
    lesson_front::{DIRECTIONS, STATUSES, TITLE, check_lang},
    outline,
    source::Notes,
    world::Page,
};
use crate::{
    course::{Band, Term},
    lint::{self, wording},
    markdown::{
        render::{inline, render},
        tree::{self, Node, is_slug, slug},
    },
};

pub(crate) const KEYS: [&str; 5] = ["format", "lang", "dir", "title", "status"];

/// The keys of a unit's page, of another page, and of a translated one.
fn known(band: Option<Band>, page: &Page) -> Vec<&'static str> {
    let translated = page.world.lang != ORIGINAL;
    let unit = band.map(|_| "band");
    let keys = KEYS.into_iter().chain(unit);
    keys.chain(translated.then_some("source_hash")).collect()
}

/// Title and HTML of a unit's page, or of a shared one.
#[derive(Debug, Default)]
pub(crate) struct Titled {
    pub title: String,
    pub html: String,
}

/// Reads `unit.md` of `band`, or a shared page if there is no band.
pub(crate) fn page(band: Option<Band>, page: &Page, notes: &mut Notes) -> Option<Titled> {
    let keys = FrontMatter::read(page.source, &known(band, page), notes)?;
    let written = front(&keys, page, notes);
    let bands = Band::ALL.map(|band| (band.slug(), band));
    if let Some(band) = band
        && let Some(written) = keys.one_of("band", &bands, notes)
        && written.value != band
    {
        let message = format!("the band is `{}`, its folder says `{band}`", written.value);
        let help = "It has to be the folder's; rename the one or the other.";
        notes.error("F005", &written.span, message, help);
    }
    let nodes = tree::parse(&page.source.text, keys.body, notes)?;
    lint::common(&nodes, page, notes);
    outline::check_rules(&nodes, notes);
    if page.audience.is_student() {
        lint::reading::shared(&nodes, page, notes);
    }
    let below = title(&nodes, written.as_ref(), notes);
    Some(Titled {
        title: written?.value,
        html: render(below, page),
    })
}

fn front(keys: &FrontMatter, page: &Page, notes: &mut Notes) -> Option<At<String>> {
    keys.one_of("format", &[("1", ())], notes);
    check_lang(keys, page, notes);
    keys.one_of("dir", &DIRECTIONS, notes);
    keys.one_of("status", &STATUSES, notes);
    let title = keys.text("title", TITLE, notes)?;
    wording::check_text(&title.value, &title.span, page, notes);
    Some(title)
}

/// The ids of the glossary's words, read before anything else so that links to them can be judged.
pub(crate) fn glossary_ids(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter_map(|line| line.strip_prefix("## "));
    headings
        .map(|heading| match heading.split_once("<!-- id:") {
            Some((_, id)) => id.trim().trim_end_matches("-->").trim().to_owned(),
            None => slug(heading),
        })
        .filter(|id| is_slug(id))
        .collect()
}

/// Reads the glossary: a `##` heading for each word, and its meaning in one paragraph.
pub(crate) fn glossary(page: &Page, notes: &mut Notes) -> Vec<Term> {
    let Some(keys) = FrontMatter::read(page.source, &known(None, page), notes) else {
        return Vec::new();
    };
    let written = front(&keys, page, notes);
    let Some(nodes) = tree::parse(&page.source.text, keys.body, notes) else {
        return Vec::new();
    };
    lint::common(&nodes, page, notes);
    outline::check_rules(&nodes, notes);
    lint::reading::shared(&nodes, page, notes);
    let below = title(&nodes, written.as_ref(), notes);
    let (_, sections) = outline::split(below, HeadingLevel::H2, notes);
    let mut taken = BTreeSet::new();
    let mut terms = Vec::with_capacity(sections.len());
    for section in sections {
        let heading = &section.heading;
        let id = heading
            .id
            .as_ref()
            .map_or_else(|| slug(&heading.text), |id| id.value.clone());
        if !is_slug(&id) {
            let message = format!("`{id}` cannot be a word's id");
            let help = "Add `<!-- id: … -->` in lowercase letters, digits and hyphens.";
            notes.error("F005", &heading.span(), message, help);
        } else if !taken.insert(id.clone()) {
            let message = format!("the word `{id}` stands here twice");
            notes.error("F007", &heading.span(), message, "Keep one of the two.");
        } else if let Some(meaning) = section
            .body
            .first()
            .filter(|node: &&Node| node.is_paragraph())
        {
            terms.push(Term {
                id,
                term: heading.text.clone(),
                meaning: inline(meaning, page),
            });
        } else {
            let message = format!("the word “{}” has no meaning", heading.text);
            notes.error(
                "S001",
                &heading.span(),
                message,
                "Explain it in a paragraph below.",
            );
        }
    }
    terms
}
