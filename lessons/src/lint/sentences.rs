//! Cuts running text into sentences and words, in one pass, for the rules about length and level.

use std::ops::Range;

/// A sentence, or a piece of text that stands for one, such as a cell or an option.
#[derive(Debug, PartialEq)]
pub(crate) struct Sentence<'t> {
    /// Bytes of the text, from its first word to its end mark.
    pub range: Range<usize>,
    pub words: Vec<Word<'t>>,
    /// Whether it ends with a mark; headings, cells and lines that open a list do not.
    pub whole: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Word<'t> {
    /// From its first letter or digit to its last; hyphens and apostrophes inside belong to it.
    pub text: &'t str,
    /// Whether any word would have a capital here, so that a capital says nothing.
    pub opens: bool,
}

/// What ends with a full stop and goes on with a name.
const ABBREVIATIONS: [&str; 14] = [
    "dr", "dra", "jr", "mr", "mrs", "ms", "núm", "prof", "sr", "sra", "srta", "st", "ud", "vs",
];

/// Quotes and brackets that close behind an end mark.
const CLOSING: [char; 9] = ['"', '”', '’', '\'', '»', ')', ']', '*', '_'];

/// The sentences of one block's text. `→` cuts them too: what follows it names the way on.
pub(crate) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut cutter = Cutter::default();
    let mut chunks = chunks(text).peekable();
    while let Some((at, chunk)) = chunks.next() {
        if chunk.contains('→') {
            cutter.finish(false);
            continue;
        }
        let is_first = cutter.words.is_empty();
        cutter.words_of(at, chunk);
        // “1.” and “A.” number what follows.
        if is_first && is_number(chunk) {
            cutter.words.clear();
            continue;
        }
        let next = chunks.peek().map(|(_, next)| *next);
        if ends(chunk, next) {
            cutter.end = at + chunk.len();
            cutter.finish(true);
        }
    }
    cutter.finish(false);
    cutter.sentences
}

/// What stands between spaces, with its place.
fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = 0;
    let pieces = text.split_inclusive(char::is_whitespace).map(move |piece| {
        end += piece.len();
        (end - piece.len(), piece.trim_end())
    });
    pieces.filter(|(_, chunk)| !chunk.is_empty())
}

#[derive(Default)]
struct Cutter<'t> {
    sentences: Vec<Sentence<'t>>,
    words: Vec<Word<'t>>,
    start: usize,
    end: usize,
    /// Whether a quote, a bracket or a colon stands right before the next word.
    opened: bool,
}

impl<'t> Cutter<'t> {
    /// Takes the words of a chunk; a slash or a dash between two makes them two.
    fn words_of(&mut self, at: usize, chunk: &'t str) {
        let mut from = None;
        for (offset, letter) in chunk.char_indices() {
            if letter.is_alphanumeric() {
                from.get_or_insert(offset);
            } else if !is_inside(letter, &chunk[offset + letter.len_utf8()..]) {
                self.word(at, chunk, from.take(), offset);
                self.opened |= !matches!(letter, ',' | ')' | ']' | '’' | '”' | '»');
            }
        }
        self.word(at, chunk, from, chunk.len());
    }

    fn word(&mut self, at: usize, chunk: &'t str, from: Option<usize>, to: usize) {
        let Some(from) = from else {
            return;
        };
        if self.words.is_empty() {
            self.start = at + from;
        }
        self.end = at + to;
        self.words.push(Word {
            text: &chunk[from..to],
            opens: self.opened || self.words.is_empty(),
        });
        self.opened = false;
    }

    fn finish(&mut self, whole: bool) {
        let words = std::mem::take(&mut self.words);
        if !words.is_empty() {
            let range = self.start..self.end;
            self.sentences.push(Sentence {
                range,
                words,
                whole,
            });
        }
        self.opened = false;
    }
}

/// Whether a letter belongs to the word around it, given what follows.
fn is_inside(letter: char, following: &str) -> bool {
    matches!(letter, '\'' | '’' | '-' | '.' | '\u{ad}')
        && following.starts_with(|next: char| next.is_alphanumeric())
}

/// Whether a sentence ends with this chunk.
fn ends(chunk: &str, next: Option<&str>) -> bool {
    let core = chunk.trim_end_matches(CLOSING);
    let Some(mark) = core.chars().next_back() else {
        return false;
    };
    if !matches!(mark, '.' | '?' | '!' | '…') {
        return false;
    }
    if mark == '.' && core.len() == chunk.len() && is_abbreviation(core) {
        return false;
    }
    // “Stop!” says Ari: the sentence goes on.
    let first = next.and_then(|next| next.chars().find(|letter| letter.is_alphanumeric()));
    !first.is_some_and(char::is_lowercase)
}

fn is_abbreviation(chunk: &str) -> bool {
    let word = chunk.trim_matches(|letter: char| !letter.is_alphanumeric());
    word.len() <= 5 && ABBREVIATIONS.contains(&&*word.to_lowercase())
}

/// A whole number or a capital letter with a full stop.
fn is_number(chunk: &str) -> bool {
    let Some(number) = chunk.strip_suffix('.') else {
        return false;
    };
    let is_letter = number.len() == 1 && number.chars().all(char::is_uppercase);
    is_letter || (!number.is_empty() && number.chars().all(|letter| letter.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::sentences;

    fn cut(text: &str) -> Vec<&str> {
        let sentences = sentences(text);
        sentences
            .iter()
            .map(|one| &text[one.range.clone()])
            .collect()
    }

    fn counts(text: &str) -> Vec<usize> {
        sentences(text).iter().map(|one| one.words.len()).collect()
    }

    #[test]
    fn a_sentence_ends_with_its_mark_and_not_within_a_quote_that_goes_on() {
        assert_eq!(
            cut("Ari waits. Telling later is okay too."),
            ["Ari waits.", "Telling later is okay too."]
        );
        assert_eq!(cut("“Stop!” says Ari. Why?"), ["Stop!” says Ari.", "Why?"]);
        assert_eq!(
            cut("Say, \"I believe you. Thank you.\""),
            ["Say, \"I believe you.", "Thank you.\""]
        );
        assert_eq!(
            cut("Dr. Vega is in at 8 a.m. on Monday."),
            ["Dr. Vega is in at 8 a.m. on Monday."]
        );
        assert_eq!(cut("A. Asks first. 2. Waits."), ["Asks first.", "Waits."]);
        assert_eq!(
            cut("She said no. He hears it."),
            ["She said no.", "He hears it."]
        );
        assert_eq!(cut("¿Quién escucha? ¡Sam!"), ["Quién escucha?", "Sam!"]);
    }

    #[test]
    fn what_has_no_end_mark_is_no_whole_sentence() {
        let whole = |text| -> Vec<bool> {
            let sentences = sentences(text);
            sentences.iter().map(|one| one.whole).collect()
        };
        assert_eq!(whole("Ari tells. → Tell a grown-up"), [true, false]);
        assert_eq!(whole("a grown-up who listens"), [false]);
        assert_eq!(whole("Sort these:"), [false]);
    }

    #[test]
    fn words_are_counted_as_people_count_them() {
        assert_eq!(counts("A grown-up isn't a helper / coach – or is."), [8]);
        assert_eq!(counts("___ … !"), [0; 0]);
        assert_eq!(counts("Teachers/coaches call 207-555-0100."), [4]);
    }

    #[test]
    fn one_endless_sentence_takes_no_endless_time() {
        // Ten megabytes without an end mark, and what else could be gone through again and again.
        let start = Instant::now();
        for piece in ["word ", "word", "Word. a ", "\"…", "a-", "→ "] {
            let text = piece.repeat(1024 * 1024 / piece.len());
            sentences(&text);
        }
        sentences(&"word ".repeat(2 * 1024 * 1024));
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    proptest! {
        #[test]
        fn every_word_stands_in_its_sentence(text in ".{0,80}|[a-zA-Z .?!…:\"“”'’→/é¿1-]{0,80}") {
            let mut end = 0;
            for sentence in sentences(&text) {
                let own = &text[sentence.range.clone()];
                prop_assert!(sentence.range.start >= end && !sentence.words.is_empty());
                prop_assert!(sentence.words.iter().all(|word| own.contains(word.text)));
                end = sentence.range.end;
            }
        }
    }
}
