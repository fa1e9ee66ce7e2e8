//! W003: sentences that are too long for a band's students, and texts above its reading level.
//!
//! The level is measured with the formulas that schools and clinics use: in English the grade of
//! Flesch and Kincaid (Kincaid, Fishburne, Rogers and Chissom, 1975), in Spanish the perspicuity of
//! Szigriszt-Pazos (1993), read on the INFLESZ scale (Barrio-Cantalejo and others, 2008). In other
//! languages only the length of sentences counts.
//!
//! What is measured are sentences that end with a mark. Headings, cells, labels and lines that open a
//! list are no sentences, and answers of one or two words (“Yes.”) would make a text seem easier than
//! it is. Names, and words that the lesson itself teaches, count toward the length of a sentence but
//! not toward the difficulty of its words: every student of the class learns them with it.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
    ops::Range,
};

use pulldown_cmark::HeadingLevel;

use super::{
    running::{Running, texts},
    sentences::{Sentence, Word, sentences},
    syllables,
};
use crate::{
    course::Band,
    lesson,
    markdown::tree::Node,
    read::{outline::title_span, source::Notes, world::Page},
};

/// No sentence that students read has more words.
const LONGEST: usize = 20;

/// What families are asked to read.
const LETTER_GRADE: u32 = 6;

/// The formulas were made for samples of a hundred words; less says nothing.
const SAMPLE: usize = 100;

/// Words before the colon of a check's heading, at most: `True or false: …`, misspelt or not.
const LONGEST_KEYWORD: usize = 4;

/// A shorter one is an answer, no sentence.
const SHORTEST: usize = 3;

/// What a text is held to.
struct Limits<'w> {
    /// Words of a sentence.
    longest: Option<usize>,
    grade: Option<u32>,
    /// Words that the lesson teaches.
    taught: &'w [lesson::Word],
}

/// W003 in a lesson. Its grade is the band's, or an easier one that its front matter promises.
pub(crate) fn lesson(
    nodes: &[Node],
    promised: Option<&str>,
    taught: &[lesson::Word],
    page: &Page,
    notes: &mut Notes,
) {
    let promised = promised.and_then(|reading| reading.parse::<u32>().ok());
    let grade = page.band.and_then(grade);
    let limits = Limits {
        longest: Some(longest(page)),
        grade: grade.map(|grade| promised.map_or(grade, |promised| promised.min(grade))),
        taught,
    };
    check(nodes, &limits, page, notes);
}

/// W003 in what students of every band read, such as the glossary: its sentences only.
pub(crate) fn shared(nodes: &[Node], page: &Page, notes: &mut Notes) {
    let limits = Limits {
        longest: Some(longest(page)),
        grade: None,
        taught: &[],
    };
    check(nodes, &limits, page, notes);
}

/// W003 in a letter to families: its level only.
pub(crate) fn letter(nodes: &[Node], taught: &[lesson::Word], page: &Page, notes: &mut Notes) {
    let limits = Limits {
        longest: None,
        grade: Some(LETTER_GRADE),
        taught,
    };
    check(nodes, &limits, page, notes);
}

/// Words that a sentence may have. The youngest hear it read; grades 3 to 5 are new to reading alone.
///
/// Spanish takes about a tenth more words to say the same (in these lessons 12 in 100 in K–2, 8 in
/// grades 3 to 5), for its articles and for pairs such as “un niño o una niña”; so it may use them.
fn longest(page: &Page) -> usize {
    let words = match page.band {
        Some(Band::K2) => 10,
        Some(Band::Three5) => 14,
        Some(Band::Six8 | Band::Nine10 | Band::Eleven12) | None => LONGEST,
    };
    match page.world.lang {
        "es" => words + words / 10,
        _ => words,
    }
}

/// The grade that a band's text is written for, below its students' own, so that all of them can
/// read it; none where it is read aloud.
const fn grade(band: Band) -> Option<u32> {
    match band {
        Band::K2 => None,
        Band::Three5 => Some(3),
        Band::Six8 => Some(6),
        Band::Nine10 => Some(7),
        Band::Eleven12 => Some(8),
    }
}

fn check(nodes: &[Node], limits: &Limits, page: &Page, notes: &mut Notes) {
    let blocks = blocks(nodes);
    let found: Vec<(&Running, Sentence)> = blocks
        .iter()
        .flat_map(|block| {
            sentences(&block.text)
                .into_iter()
                .map(move |one| (block, one))
        })
        .collect();
    for (block, sentence) in &found {
        let count = sentence.words.len();
        if let Some(most) = limits.longest.filter(|most| count > *most) {
            let message = format!("the sentence has {count} words, at most {most} are read well");
            let help = "Make it two, or say it more plainly.";
            notes.warning("W003", &block.place(&sentence.range), message, help);
        }
    }
    let formula = Formula::of(page.world.lang);
    if let (Some(grade), Some(formula)) = (limits.grade, formula) {
        check_level(nodes, &found, grade, &formula, limits.taught, notes);
    }
}

fn check_level(
    nodes: &[Node],
    found: &[(&Running, Sentence)],
    grade: u32,
    formula: &Formula,
    taught: &[lesson::Word],
    notes: &mut Notes,
) {
    let mut known = Known::of(found, taught);
    let measured: Vec<(Range<usize>, Count)> = found
        .iter()
        .filter(|(_, sentence)| sentence.whole && sentence.words.len() >= SHORTEST)
        .map(|(block, sentence)| {
            let count = known.count(&sentence.words, formula);
            (block.place(&sentence.range), count)
        })
        .collect();
    let mut whole = Count::default();
    for (_, count) in &measured {
        whole.add(count);
    }
    if whole.words < SAMPLE {
        return;
    }
    let Some(message) = formula.too_hard(&whole, grade) else {
        return;
    };
    let mut hardest: Vec<_> = measured.iter().collect();
    hardest.sort_by_key(|(_, count)| Reverse((formula.hardness(count) * 1000.0) as i64));
    let mut lines: Vec<_> = hardest
        .iter()
        .take(3)
        .map(|(span, _)| notes.source.place(span.start).0)
        .collect();
    lines.sort_unstable();
    lines.dedup();
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
    let lines = lines.join(", ");
    let help =
        format!("Shorten sentences and use plainer words; the hardest stand in {noun} {lines}.");
    notes.warning("W003", &title_span(nodes), message, help);
}

/// The running text of every block but titles; of a check's heading, what stands behind its keyword.
fn blocks(nodes: &[Node]) -> Vec<Running> {
    let mut blocks = Vec::new();
    for node in nodes {
        node.walk(&mut |node| {
            if node
                .heading()
                .is_some_and(|level| level <= HeadingLevel::H2)
            {
                return;
            }
            for text in texts(node) {
                let mut running = Running::of(text);
                if node.heading() == Some(HeadingLevel::H3)
                    && let Some((keyword, _)) = running.text.split_once(':')
                    && keyword.split_whitespace().count() <= LONGEST_KEYWORD
                {
                    running.skip(keyword.len() + 1);
                }
                blocks.push(running);
            }
        });
    }
    blocks
}

/// Words that do not make a text harder.
struct Known<'t> {
    /// Words with a capital where only names have one.
    names: HashSet<&'t str>,
    /// What the forms of taught words begin with.
    taught: Vec<String>,
    /// Syllables of the words so far; 0 of one that does not count.
    counted: HashMap<&'t str, usize>,
}

impl<'t> Known<'t> {
    fn of(found: &[(&Running, Sentence<'t>)], taught: &[lesson::Word]) -> Self {
        let words = found.iter().flat_map(|(_, sentence)| &sentence.words);
        let names = words.filter(|word| !word.opens && word.text.starts_with(char::is_uppercase));
        let terms = taught.iter().flat_map(|word| word.term.split([' ', '-']));
        let terms = terms.filter(|term| term.chars().count() > 3);
        Self {
            names: names.map(|word| base(word.text)).collect(),
            taught: terms.map(stem).collect(),
            counted: HashMap::new(),
        }
    }

    fn count(&mut self, words: &[Word<'t>], formula: &Formula) -> Count {
        let mut count = Count {
            sentences: 1,
            words: words.len(),
            ..Count::default()
        };
        for word in words {
            let syllables = match self.counted.get(word.text) {
                Some(syllables) => *syllables,
                None if self.has(word.text) => 0,
                None => (formula.syllables)(word.text),
            };
            self.counted.insert(word.text, syllables);
            count.syllables += syllables;
            count.rated += usize::from(syllables > 0);
        }
        count
    }

    fn has(&self, word: &str) -> bool {
        if self.names.contains(base(word)) {
            return true;
        }
        let word = word.to_lowercase();
        let mut parts = word.split('-');
        parts.any(|part| {
            let fits = |stem: &String| part.starts_with(&**stem) && part.len() <= stem.len() + 4;
            self.taught.iter().any(fits)
        })
    }
}

/// A name without its possessive.
fn base(word: &str) -> &str {
    let word = word
        .strip_suffix('s')
        .map_or(word, |stem| stem.strip_suffix(['\'', '’']).unwrap_or(word));
    word.trim_end_matches(['\'', '’'])
}

/// What the forms of a word have in common: `boundar` of boundary, `isolat` of isolation.
fn stem(term: &str) -> String {
    let term = term.to_lowercase();
    let stem = term.strip_suffix("ion");
    let stem = stem.or_else(|| term.strip_suffix(['a', 'e', 'o', 's', 'y']));
    stem.unwrap_or(&term).to_owned()
}

/// What is counted of a sentence, or of many.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    sentences: usize,
    words: usize,
    syllables: usize,
    /// The words whose syllables were counted.
    rated: usize,
}

impl Count {
    fn add(&mut self, other: &Self) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.syllables += other.syllables;
        self.rated += other.rated;
    }

    fn words_of_a_sentence(&self) -> f64 {
        self.words as f64 / self.sentences.max(1) as f64
    }

    fn syllables_of_a_word(&self) -> f64 {
        self.syllables as f64 / self.rated.max(1) as f64
    }
}

/// How the level of a language is measured.
struct Formula {
    syllables: fn(&str) -> usize,
    /// What a word more in a sentence weighs, and a syllable more in a word.
    weights: (f64, f64),
    scale: Scale,
}

enum Scale {
    Grade,
    Inflesz,
}

impl Formula {
    fn of(lang: &str) -> Option<Self> {
        match lang {
            "en" => Some(Self {
                syllables: syllables::english,
                weights: (0.39, 11.8),
                scale: Scale::Grade,
            }),
            "es" => Some(Self {
                syllables: syllables::spanish,
                weights: (1.0, 62.3),
                scale: Scale::Inflesz,
            }),
            _ => None,
        }
    }

    fn hardness(&self, count: &Count) -> f64 {
        let (word, syllable) = self.weights;
        word * count.words_of_a_sentence() + syllable * count.syllables_of_a_word()
    }

    /// What is said of a text that is above `grade`. Grade 3 ends where grade 4 begins.
    fn too_hard(&self, count: &Count, grade: u32) -> Option<String> {
        let hardness = self.hardness(count);
        match self.scale {
            Scale::Grade => {
                let measured = hardness - 15.59;
                (measured >= f64::from(grade + 1)).then(|| {
                    format!("the text reads at grade {measured:.1}, and is meant for grade {grade}")
                })
            }
            Scale::Inflesz => {
                let (measured, wanted) = (206.835 - hardness, ease(grade));
                (measured < wanted).then(|| {
                    format!(
                        "the text has {measured:.0} points on the INFLESZ scale; for grade {grade} it is {wanted:.0} or more"
                    )
                })
            }
        }
    }
}

/// Points of ease on the INFLESZ scale: “very easy” for the lower half of primary school, “quite
/// easy” for the upper one, “normal” from then on.
const fn ease(grade: u32) -> f64 {
    match grade {
        0..=3 => 80.0,
        4..=6 => 65.0,
        _ => 55.0,
    }
}
