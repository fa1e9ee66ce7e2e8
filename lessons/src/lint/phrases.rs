//! Finds registered phrases in running text: whole words, any case, across inline markup, and never
//! across the end of a sentence.

use std::{collections::HashMap, ops::Range};

use super::running::Running;
use crate::{
    course::Band,
    markdown::tree::Node,
    registry::{Phrase, Words},
};

/// One block's words, each with its place in the file.
#[derive(Debug, Default)]
pub(crate) struct Passage {
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    /// Lowercase, with straight apostrophes.
    text: String,
    span: Range<usize>,
    /// Whether a sentence or clause ends before it.
    opens: bool,
}

/// Every registered phrase by its first word.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    banned: Index,
    prefer: Index,
    never_fault: Index,
    own_history: Index,
}

/// First word → the other words of a phrase, and the phrase's row.
type Index = HashMap<String, Vec<(Vec<String>, usize)>>;

/// A registered phrase found in a text.
#[derive(Debug)]
pub(crate) struct Hit {
    /// Row of the registry.
    pub row: usize,
    pub span: Range<usize>,
}

impl Phrases {
    pub fn new(words: &Words, lang: &str) -> Self {
        let of_lang = |phrases: &[Phrase]| {
            let own = phrases.iter().enumerate();
            index(own.filter_map(|(row, phrase)| {
                (phrase.lang == lang).then_some((row, &*phrase.phrase))
            }))
        };
        let banned = words.banned.iter().enumerate();
        let banned = banned.filter(|(_, banned)| banned.lang == lang);
        let prefer = words.prefer.iter().enumerate();
        let prefer = prefer.filter(|(_, prefer)| prefer.lang == lang);
        Self {
            banned: index(banned.map(|(row, banned)| (row, &*banned.phrase))),
            prefer: index(prefer.map(|(row, prefer)| (row, &*prefer.phrase))),
            never_fault: of_lang(&words.never_fault),
            own_history: of_lang(&words.own_history),
        }
    }

    pub fn banned(&self, words: &Words, band: Option<Band>, passage: &Passage) -> Vec<Hit> {
        let mut hits = passage.find(&self.banned);
        hits.retain(|hit| {
            let bands = &words.banned[hit.row].bands;
            bands.is_empty() || band.is_some_and(|band| bands.contains(&band))
        });
        hits
    }

    /// Phrases for which there is a better one; not where one of the `banned` is found already.
    pub fn prefer(&self, passage: &Passage, banned: &[Hit]) -> Vec<Hit> {
        let mut hits = passage.find(&self.prefer);
        hits.retain(|hit| {
            let apart =
                |other: &Hit| hit.span.end <= other.span.start || other.span.end <= hit.span.start;
            banned.iter().all(apart)
        });
        hits
    }

    pub fn never_fault(&self, passage: &Passage) -> bool {
        !passage.find(&self.never_fault).is_empty()
    }

    pub fn own_history(&self, passage: &Passage) -> Vec<Hit> {
        passage.find(&self.own_history)
    }
}

fn index<'w>(phrases: impl Iterator<Item = (usize, &'w str)>) -> Index {
    let mut index = Index::new();
    for (row, phrase) in phrases {
        let mut words = words_of(phrase).into_iter().map(|(word, _)| word);
        if let Some(first) = words.next() {
            index.entry(first).or_default().push((words.collect(), row));
        }
    }
    index
}

impl Passage {
    /// The words of one block's inlines.
    pub fn of(nodes: &[Node]) -> Self {
        let running = Running::of(nodes);
        Self::new(&running.text, |range| running.place(&range))
    }

    /// The words of a text that stands at `span` of the file, such as a value of front matter.
    pub fn of_text(text: &str, span: &Range<usize>) -> Self {
        Self::new(text, |_| span.clone())
    }

    fn new(text: &str, place: impl Fn(Range<usize>) -> Range<usize>) -> Self {
        let mut end = 0;
        let mut words = Vec::new();
        for (word, range) in words_of(text) {
            let gap = &text[end..range.start];
            words.push(Word {
                text: word,
                opens: gap.contains(['.', '?', '!', ':', ';']),
                span: place(range.clone()),
            });
            end = range.end;
        }
        Self { words }
    }

    fn find(&self, index: &Index) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (at, first) in self.words.iter().enumerate() {
            let following = &self.words[at + 1..];
            for (rest, row) in index.get(&first.text).into_iter().flatten() {
                let found = following.len() >= rest.len()
                    && rest
                        .iter()
                        .zip(following)
                        .all(|(wanted, word)| *wanted == word.text && !word.opens);
                if found {
                    let last = &self.words[at + rest.len()];
                    hits.push(Hit {
                        row: *row,
                        span: first.span.start..last.span.end.max(first.span.end),
                    });
                }
            }
        }
        hits
    }
}

/// The words of a text in lowercase, with their bytes. An apostrophe belongs to a word only inside it.
fn words_of(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let belongs = letter.is_alphanumeric() || matches!(letter, '\'' | '’');
        match (start, belongs) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                start = None;
                let raw = &text[from..at];
                let word = raw.trim_matches(['\'', '’']);
                if !word.is_empty() {
                    let from = from + (raw.len() - raw.trim_start_matches(['\'', '’']).len());
                    words.push((
                        word.to_lowercase().replace('’', "'"),
                        from..from + word.len(),
                    ));
                }
            }
            _ => {}
        }
    }
    words
}
