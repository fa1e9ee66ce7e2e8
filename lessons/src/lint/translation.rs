//! Rules about translations, which are held against the original's tree: T001 (another structure),
//! T002 (the original has changed since), T003 (left untranslated) and T004 (direction of writing).
//!
//! Trees are compared, never texts: a translation is free in its words, and its ids are the
//! original's, because what students have done is remembered by them.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use crate::{
    check::{Body, Branch, Check, Choice, Next},
    course::Term,
    guide::FamilyLetter,
    lesson::{Block, Lesson, Step},
    markdown::clean::plain,
    read::{
        front_matter::FrontMatter, keywords::ORIGINAL, lesson::Student, source::Notes, world::Page,
    },
    tidy::tidy,
};

/// Digits of SHA-256 that a translation writes down: enough to notice any change.
const DIGITS: usize = 12;

/// All digits of it; nobody writes more.
pub(crate) const LONGEST: usize = 64;

/// A text of fewer words may well be the same in two languages.
pub(super) const WORDS_OF_A_TEXT: usize = 4;

/// Languages that are written from right to left.
pub const RIGHT_TO_LEFT: [&str; 8] = ["ar", "dv", "fa", "he", "ps", "sd", "ur", "yi"];

/// T002 and T004, which every translated file is asked; nothing for an original.
pub(crate) fn front(keys: &FrontMatter, page: &Page, notes: &mut Notes) {
    let lang = page.world.lang;
    if lang == ORIGINAL {
        return;
    }
    if keys.has("dir") {
        check_direction(keys, lang, notes);
    }
    let Some(written) = keys.text("source_hash", LONGEST, notes) else {
        return;
    };
    let path = page.source.path.replacen(lang, ORIGINAL, 1);
    let Some(original) = page.world.files.get(&path) else {
        let message = format!("{path} is missing, which this translates");
        let help = "Write the original first, or take this file away.";
        notes.error("T001", &written.span, message, help);
        return;
    };
    let now = fingerprint(original);
    if written.value != now {
        notes.warning(
            "T002",
            &written.span,
            format!("{path} has changed since it was translated"),
            format!("Bring the translation up to date, then write `source_hash: {now}`."),
        );
    }
}

fn check_direction(keys: &FrontMatter, lang: &str, notes: &mut Notes) {
    let primary = lang.split('-').next().unwrap_or(lang);
    let wanted = if RIGHT_TO_LEFT.contains(&primary) {
        "rtl"
    } else {
        "ltr"
    };
    let span = keys.span("dir");
    if notes.source.slice(&span) != wanted {
        let message = format!("`{lang}` is written {wanted}");
        notes.error("T004", &span, message, format!("Write `dir: {wanted}`."));
    }
}

/// What a translation notes about the file it was made from. Its spacing does not count.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    let hash = match tidy(bytes) {
        Some(text) => Sha256::digest(text),
        None => Sha256::digest(bytes),
    };
    let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    digits[..DIGITS].to_owned()
}

/// T001 and T003 of a lesson, against the lesson it translates.
pub(crate) fn lesson(original: &Lesson, student: &Student, page: &Page, notes: &mut Notes) {
    let front = &student.front;
    let words: Vec<&str> = front.words.iter().map(|word| &*word.value).collect();
    let own: Vec<&str> = original.words.iter().map(|word| &*word.id).collect();
    let keys = [
        ("minutes", front.minutes.value == original.minutes),
        ("standards", front.standards == original.standards),
        ("topics", front.topics == original.topics),
        ("harm", front.harm == original.harm),
        ("words", words == own),
        ("reading", front.reading == original.reading),
    ];
    for (key, same) in keys {
        if !same {
            let message = format!("`{key}` is not the original's");
            let help = "Copy the line from the original.";
            notes.error(
                "T001",
                &page.source.line_with(&format!("{key}:")),
                message,
                help,
            );
        }
    }
    let mut comparison = Comparison { page, notes };
    comparison.opening(original, student);
    comparison.steps(&original.steps, &student.steps);
}

/// T001 and T003 of a letter to families.
pub(crate) fn letter(
    original: &FamilyLetter,
    letter: &FamilyLetter,
    page: &Page,
    notes: &mut Notes,
) {
    if letter.send != original.send {
        let message = "`send` is not the original's";
        let help = "Copy the line from the original.";
        notes.error("T001", &page.source.line_with("send:"), message, help);
    }
    html(&original.html, &letter.html, page, notes);
}

/// T003 of the text of a page, or of a part of one.
pub(crate) fn html(original: &str, translation: &str, page: &Page, notes: &mut Notes) {
    if let Some(line) = untranslated(original, translation) {
        let text = plain(line);
        // Where markup stands in the line, its longest piece is looked for.
        let pieces = line.split('<').map(|piece| piece.rsplit('>').next());
        let piece = pieces.flatten().max_by_key(|piece| piece.len());
        let span = page.source.line_with(piece.unwrap_or_default());
        let message = format!("a text is the same as in the original: “{text}”");
        notes.warning("T003", &span, message, "Translate it.");
    }
}

/// A line of four words or more that both have.
fn untranslated<'t>(original: &str, translation: &'t str) -> Option<&'t str> {
    let lines: HashSet<&str> = original.lines().map(str::trim).collect();
    let same = |line: &&str| lines.contains(line) && words(line) >= WORDS_OF_A_TEXT;
    translation.lines().map(str::trim).find(same)
}

/// T001 and T003: every word that the original explains, and no other, in the own language.
pub(crate) fn glossary(original: &[Term], terms: &[Term], page: &Page, notes: &mut Notes) {
    let missing = original
        .iter()
        .filter(|wanted| terms.iter().all(|term| term.id != wanted.id));
    let missing: Vec<&str> = missing.map(|term| &*term.id).collect();
    if !missing.is_empty() {
        let message = format!("words of the original are missing: {}", missing.join(", "));
        let help = "Add a heading `## … <!-- id: … -->` for each, and its meaning below.";
        notes.error("T001", &page.source.line_with("# "), message, help);
    }
    for term in terms {
        let wanted = original.iter().find(|wanted| wanted.id == term.id);
        if let Some(wanted) = wanted {
            html(&wanted.meaning, &term.meaning, page, notes);
        } else {
            let message = format!("the original has no word `{}`", term.id);
            let span = page.source.line_with(&format!("<!-- id: {} -->", term.id));
            notes.error("T001", &span, message, "Take it away, or add it there too.");
        }
    }
}

/// Whether a page of the one can stand for the same page of the other.
pub fn fits(original: &Lesson, translation: &Lesson) -> bool {
    let steps = || original.steps.iter().zip(&translation.steps);
    let checks = |(one, other): (&Step, &Step)| {
        let (one, other): (Vec<_>, Vec<_>) = (one.checks().collect(), other.checks().collect());
        one.len() == other.len()
            && one.iter().zip(other).all(|(one, other)| {
                one.id == other.id && difference(&one.body, &other.body).is_none()
            })
    };
    original.steps.len() == translation.steps.len()
        && steps().all(|(one, other)| one.id == other.id)
        && steps().all(checks)
}

struct Comparison<'c, 'w, 's> {
    page: &'c Page<'w>,
    notes: &'c mut Notes<'s>,
}

impl Comparison<'_, '_, '_> {
    fn differs(&mut self, id: &str, message: String) {
        let span = self.page.source.line_with(&format!("<!-- id: {id} -->"));
        let help = "Keep to the original: the same parts, in the same order.";
        self.notes.error("T001", &span, message, help);
    }

    fn untranslated(&mut self, id: &str, what: &str, original: &str, translation: &str) {
        if let Some(line) = untranslated(original, translation) {
            let span = self.page.source.line_with(&format!("<!-- id: {id} -->"));
            let message = format!("{what} is the same as in the original: “{}”", plain(line));
            self.notes.warning("T003", &span, message, "Translate it.");
        }
    }

    /// What stands before the steps.
    fn opening(&mut self, original: &Lesson, student: &Student) {
        let (wanted, count) = (original.objectives.len(), student.objectives.len());
        if wanted != count {
            let message = format!("{count} objectives, the original has {wanted}");
            let heading = self.page.world.keywords.objectives;
            let span = self.page.source.line_with(&format!("## {heading}"));
            self.notes
                .error("T001", &span, message, "Translate each of them, no other.");
        }
        let words = original.words.iter().zip(&student.words);
        let words = words.map(|(one, other)| (&one.meaning, &other.meaning));
        let notice = original.notice.iter().zip(&student.notice);
        for (one, other) in notice.chain(words) {
            html(one, other, self.page, self.notes);
        }
    }

    fn steps(&mut self, original: &[Step], steps: &[Step]) {
        for (at, wanted) in original.iter().enumerate() {
            match steps.get(at) {
                Some(step) if step.id == wanted.id => self.step(wanted, step),
                Some(step) => {
                    let message = format!("here the original has the step `{}`", wanted.id);
                    return self.differs(&step.id, message);
                }
                None => {
                    let last = steps.last().map_or("", |step| &step.id);
                    let message = format!("the original's step `{}` is missing", wanted.id);
                    return self.differs(last, message);
                }
            }
        }
        if let Some(step) = steps.get(original.len()) {
            self.differs(&step.id, "the original has no such step".into());
        }
    }

    fn step(&mut self, original: &Step, step: &Step) {
        let id = &step.id;
        if step.minutes != original.minutes {
            let message = format!("{} min, the original {}", step.minutes, original.minutes);
            self.differs(id, message);
        }
        self.untranslated(id, "the title", &original.title, &step.title);
        let (kinds, wanted) = (shape(step), shape(original));
        if kinds != wanted {
            let message = format!("the step holds {kinds}; the original: {wanted}");
            return self.differs(id, message);
        }
        for (one, other) in original.blocks.iter().zip(&step.blocks) {
            match (one, other) {
                (Block::Prose(one), Block::Prose(other))
                | (Block::Callout(_, one), Block::Callout(_, other)) => {
                    self.untranslated(id, "a text", one, other);
                }
                (Block::Check(one), Block::Check(other)) => self.check(one, other),
                _ => {}
            }
        }
    }

    fn check(&mut self, original: &Check, check: &Check) {
        let id = &check.id;
        if *id != original.id {
            let message = format!("here the original has the check `{}`", original.id);
            return self.differs(id, message);
        }
        self.untranslated(id, "the prompt", &original.prompt, &check.prompt);
        if let Some(difference) = difference(&original.body, &check.body) {
            return self.differs(id, difference);
        }
        for (one, other) in texts(&original.body).iter().zip(texts(&check.body)) {
            self.untranslated(id, "a part", one, other);
        }
    }
}

/// What a step holds beside its text: `a tip, a check, 2 pictures`.
fn shape(step: &Step) -> String {
    let mut shape = Vec::new();
    let mut pictures = 0;
    for block in &step.blocks {
        match block {
            Block::Prose(html) => pictures += html.matches("<use ").count(),
            Block::Callout(kind, _) => shape.push(format!("a {}", kind.name())),
            Block::Check(_) => shape.push("a check".to_owned()),
        }
    }
    match pictures {
        0 => {}
        1 => shape.push("a picture".to_owned()),
        _ => shape.push(format!("{pictures} pictures")),
    }
    if shape.is_empty() {
        return "nothing but text".to_owned();
    }
    shape.join(", ")
}

/// How the structures of two checks differ, if they do.
fn difference(original: &Body, translation: &Body) -> Option<String> {
    let counts = |what: &str, wanted: usize, count: usize| {
        (wanted != count).then(|| format!("{count} {what}, the original has {wanted}"))
    };
    match (original, translation) {
        (Body::ChooseOne(one), Body::ChooseOne(other))
        | (Body::ChooseAll(one), Body::ChooseAll(other))
        | (Body::TrueOrFalse(one), Body::TrueOrFalse(other)) => {
            counts("options", one.len(), other.len()).or_else(|| rights(one, other))
        }
        (Body::Match { pairs: one, .. }, Body::Match { pairs: other, .. }) => {
            counts("pairs", one.len(), other.len())
        }
        (Body::PutInOrder { items: one, .. }, Body::PutInOrder { items: other, .. }) => {
            counts("items", one.len(), other.len())
        }
        (
            Body::Scenario { branches: one, .. },
            Body::Scenario {
                branches: other, ..
            },
        ) => {
            let goes = |branches: &[Branch]| -> Vec<Option<usize>> {
                let at = |wanted: &str| branches.iter().position(|to| to.anchor == wanted);
                let next = |next: &Next| match next {
                    Next::End => None,
                    Next::Branch { anchor, .. } => at(anchor),
                };
                branches.iter().map(|branch| next(&branch.next)).collect()
            };
            counts("choices", one.len(), other.len()).or_else(|| {
                (goes(one) != goes(other)).then(|| "a choice leads elsewhere".to_owned())
            })
        }
        (Body::Reflect(one), Body::Reflect(other)) => counts("prompts", one.len(), other.len()),
        _ => Some("it is another kind of check than in the original".into()),
    }
}

fn rights(original: &[Choice], translation: &[Choice]) -> Option<String> {
    let place = original
        .iter()
        .zip(translation)
        .position(|(one, other)| one.right != other.right)?;
    Some(format!(
        "option {} is marked otherwise than in the original",
        place + 1
    ))
}

/// Everything that is read of a check below its prompt, in order.
fn texts(body: &Body) -> Vec<&str> {
    match body {
        Body::ChooseOne(choices) | Body::ChooseAll(choices) | Body::TrueOrFalse(choices) => {
            let texts = choices
                .iter()
                .flat_map(|choice| [&*choice.text, &choice.feedback]);
            texts.collect()
        }
        Body::Match {
            pairs, feedback, ..
        } => {
            let cells = pairs.iter().flat_map(|(left, right)| [&**left, right]);
            cells.chain([&**feedback]).collect()
        }
        Body::PutInOrder { items, feedback } => {
            let items = items.iter().map(String::as_str);
            items.chain([&**feedback]).collect()
        }
        Body::Scenario { opening, branches } => {
            let branches = branches
                .iter()
                .flat_map(|branch| [&*branch.label, &branch.html]);
            std::iter::once(&**opening).chain(branches).collect()
        }
        Body::Reflect(prompts) => prompts.iter().map(String::as_str).collect(),
    }
}

pub(super) fn words(html: &str) -> usize {
    let text = plain(html);
    let words = text.split_whitespace();
    words
        .filter(|word| word.chars().any(char::is_alphabetic))
        .count()
}
