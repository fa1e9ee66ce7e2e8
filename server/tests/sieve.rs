//! Finds text that does not belong in an answer: any run of words that a secret text has and no
//! public one, however it is marked up, escaped or put into an attribute.

use std::{
    collections::{HashMap, HashSet, hash_map::RandomState},
    hash::BuildHasher,
};

/// So many words in a row are no chance.
pub const RUN: usize = 6;

type Run = [u64; RUN];

/// Tags that stand inside a sentence; all others end it.
const INLINE: [&str; 7] = ["a", "b", "button", "code", "em", "i", "strong"];

const ENTITIES: [(&str, &str); 8] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&nbsp;", " "),
    ("\\n", " "),
    ("&amp;", "&"),
];

/// Runs of words that must not be sent, each with where it comes from.
#[derive(Default)]
pub struct Sieve {
    hasher: RandomState,
    secrets: HashMap<Run, Secret>,
    public: HashSet<Run>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Whose it is and what: `6-8.my-lesson Say`.
    pub of: String,
    pub words: String,
}

impl Sieve {
    /// Text that anybody may read. Where a secret text repeats it, it is none.
    pub fn allow(&mut self, html: &str) {
        let runs = self.runs(html);
        for run in &runs {
            self.secrets.remove(run);
        }
        self.public.extend(runs);
    }

    /// Adds a secret text; answers how many runs of it are nowhere public.
    pub fn add(&mut self, of: &str, html: &str) -> usize {
        let mut added = 0;
        for block in blocks(html) {
            let words = words(&block);
            for (run, words) in self.hashed(&words).zip(words.windows(RUN)) {
                if self.public.contains(&run) {
                    continue;
                }
                let secret = || Secret {
                    of: of.to_owned(),
                    words: words.join(" "),
                };
                self.secrets.entry(run).or_insert_with(secret);
                added += 1;
            }
        }
        added
    }

    /// Every secret in an answer, but for what `allowed` holds.
    pub fn caught(&self, answer: &str, allowed: &str) -> HashSet<&str> {
        let allowed = self.runs(allowed);
        let mut caught = HashSet::new();
        for run in self.runs(answer) {
            if let Some(secret) = self.secrets.get(&run)
                && !allowed.contains(&run)
            {
                caught.insert(secret.words.as_str());
            }
        }
        caught
    }

    /// How many secrets there are of whom `is_theirs` says so, and how many of them are `caught`.
    pub fn share(
        &self,
        is_theirs: impl Fn(&str) -> bool,
        caught: &HashSet<&str>,
    ) -> (usize, usize) {
        let theirs = self.secrets.values().filter(|secret| is_theirs(&secret.of));
        let of = theirs.clone().count();
        let found = theirs.filter(|secret| caught.contains(secret.words.as_str()));
        (found.count(), of)
    }

    /// The runs of what is read, paragraph by paragraph, and of what stands in tags and attributes.
    fn runs(&self, html: &str) -> HashSet<Run> {
        let mut runs = HashSet::new();
        for block in blocks(html) {
            runs.extend(self.hashed(&words(&block)));
        }
        runs.extend(self.hashed(&words(&decoded(&decoded(html)))));
        runs
    }

    fn hashed(&self, words: &[String]) -> impl Iterator<Item = Run> + use<> {
        let words: Vec<u64> = words
            .iter()
            .map(|word| self.hasher.hash_one(word))
            .collect();
        let count = words.len().saturating_sub(RUN - 1);
        (0..count).filter_map(move |at| words.get(at..at + RUN)?.try_into().ok())
    }
}

/// Words in lowercase; apostrophes, straight or not, do not cut one.
fn words(text: &str) -> Vec<String> {
    let text: String = text
        .chars()
        .filter(|letter| !matches!(letter, '\'' | '’' | '\u{ad}'))
        .flat_map(char::to_lowercase)
        .collect();
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The text of each paragraph, heading, row and item.
fn blocks(html: &str) -> Vec<String> {
    let cut = without_tags(html, |tag| match INLINE.contains(&tag) {
        true => " ",
        false => "\u{0}",
    });
    cut.split('\u{0}').map(decoded).collect()
}

/// The text, with something else in the place of each tag, by the tag's name.
fn without_tags(html: &str, instead: impl Fn(&str) -> &'static str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.trim_start_matches('/');
        let name = name
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .next();
        text += before;
        text += instead(name.unwrap_or_default());
        rest = after;
    }
    text + rest
}

fn decoded(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, letter) in ENTITIES {
        if text.contains(entity) {
            text = text.replace(entity, letter);
        }
    }
    text
}

#[test]
fn a_secret_is_found_however_it_is_written_down() {
    let mut sieve = Sieve::default();
    sieve.allow("<p>Kofi has a bucket that is quite full.</p>");
    let said = "<p>Don’t <em>collect</em> the maps, \"they\" go home.</p><p>Too short to tell</p>\
        <p>Kofi has a bucket that is quite full.</p>";
    assert_eq!(sieve.add("lesson", said), 2);
    for answer in [
        "<p>don't collect the <b>maps</b>, they go home</p>",
        "<x-y data-props=\"{&quot;say&quot;:&quot;Don&#x27;t collect the maps, \\&quot;they\\&quot; go home.&quot;}\">",
        "const text = \"Don’t collect the maps, they go home.\";",
        "<p title='Don’t collect the maps, they go'></p>",
    ] {
        assert!(!sieve.caught(answer, "").is_empty(), "{answer}");
        assert!(sieve.caught(answer, said).is_empty(), "{answer}");
    }
    let harmless = "<p>Don’t collect the cards, they go home. Kofi has a bucket that is full.</p>";
    assert!(sieve.caught(harmless, "").is_empty());
}
