//! The front matter of a file: split off by hand at byte 0, decoded with the place of every key
//! and value, so that all its problems are reported together.
//!
//! pulldown-cmark's own metadata blocks are not used: they are recognised anywhere in a file.

use std::ops::{Range, RangeInclusive};

use super::{
    near::did_you_mean,
    source::{Notes, Source},
    yaml::{Entry, Value, decode},
};

/// A longer front matter is not read.
const LONGEST: usize = 8 * 1024;

/// The keys of one front matter, to be taken one by one.
#[derive(Debug)]
pub(crate) struct FrontMatter {
    entries: Vec<Entry>,
    /// Where missing keys are reported: the opening `---`.
    opening: Range<usize>,
    /// Byte offset of the first line after it.
    pub body: usize,
}

/// What a key holds, with where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct At<T> {
    pub value: T,
    pub span: Range<usize>,
}

impl FrontMatter {
    /// Splits and decodes; `known` are the keys that this kind of file may have.
    ///
    /// `None`, with a note, if there is no front matter or it cannot be understood at all.
    pub fn read(source: &Source, known: &[&str], notes: &mut Notes) -> Option<Self> {
        let (yaml, body) = split(source, notes)?;
        let entries = match decode(source, &yaml) {
            Ok(entries) => entries,
            Err(fault) => {
                notes.error(
                    "F001",
                    &fault.span,
                    format!("the front matter cannot be read: {}", fault.value),
                    "Write `key: value` or `key: [a, b]`, and put texts with a colon in quotes.",
                );
                return None;
            }
        };
        let mut front = Self {
            entries: Vec::new(),
            opening: 0..3,
            body,
        };
        for entry in entries {
            front.add(entry, known, notes);
        }
        Some(front)
    }

    fn add(&mut self, entry: Entry, known: &[&str], notes: &mut Notes) {
        if !known.contains(&entry.key.as_str()) {
            let otherwise = format!("The keys here are: {}.", known.join(", "));
            notes.error(
                "F002",
                &entry.key_span,
                format!("unknown key `{}`", entry.key),
                did_you_mean(&entry.key, known.iter().copied(), otherwise),
            );
        } else if self.entries.iter().any(|other| other.key == entry.key) {
            notes.error(
                "F002",
                &entry.key_span,
                format!("the key `{}` stands here twice", entry.key),
                "Keep one of the two.",
            );
        } else {
            self.entries.push(entry);
        }
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    fn required(&self, key: &str, notes: &mut Notes) -> Option<&Entry> {
        let entry = self.entry(key);
        if entry.is_none() {
            notes.error(
                "F003",
                &self.opening,
                format!("the key `{key}` is missing"),
                format!("Add a line `{key}: …` to the front matter."),
            );
        }
        entry
    }

    /// Whether the key is there at all.
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// Where a key's value stands.
    pub fn span(&self, key: &str) -> Range<usize> {
        self.entry(key)
            .map_or(self.opening.clone(), |entry| entry.span.clone())
    }

    /// A text that may not be empty, nor longer than `longest` characters.
    pub fn text(&self, key: &str, longest: usize, notes: &mut Notes) -> Option<At<String>> {
        let entry = self.required(key, notes)?;
        let value = match &entry.value {
            Value::Text(text) => text.trim().to_owned(),
            Value::Number(_) | Value::Flag(_) => notes.source.slice(&entry.span).to_owned(),
            Value::List(_) | Value::Other => String::new(),
        };
        let length = value.chars().count();
        if length == 0 {
            notes.error(
                "F003",
                &entry.span,
                format!("`{key}` has to be a text"),
                format!("Write `{key}: …` on one line."),
            );
            return None;
        }
        if length > longest {
            notes.error(
                "F003",
                &entry.span,
                format!("`{key}` has {length} characters, at most {longest} are allowed"),
                "Shorten it.",
            );
        }
        Some(At {
            value,
            span: entry.span.clone(),
        })
    }

    /// A whole number in a range.
    pub fn number(
        &self,
        key: &str,
        range: RangeInclusive<u32>,
        notes: &mut Notes,
    ) -> Option<At<u32>> {
        let entry = self.required(key, notes)?;
        let number = match entry.value {
            Value::Number(number) => u32::try_from(number).ok(),
            _ => None,
        };
        match number {
            Some(value) if range.contains(&value) => Some(At {
                value,
                span: entry.span.clone(),
            }),
            _ => {
                let (least, most) = (range.start(), range.end());
                notes.error(
                    "F003",
                    &entry.span,
                    format!("`{key}` has to be a whole number from {least} to {most}"),
                    format!("Write it in digits, such as `{key}: {least}`."),
                );
                None
            }
        }
    }

    /// `true` or `false`.
    pub fn flag(&self, key: &str, notes: &mut Notes) -> Option<bool> {
        let entry = self.required(key, notes)?;
        if let Value::Flag(flag) = entry.value {
            return Some(flag);
        }
        notes.error(
            "F003",
            &entry.span,
            format!("`{key}` has to be `true` or `false`"),
            format!("Write `{key}: true` or `{key}: false`, without quotes."),
        );
        None
    }

    /// A list of texts with at least one entry.
    pub fn list(&self, key: &str, notes: &mut Notes) -> Option<Vec<At<String>>> {
        let entry = self.required(key, notes)?;
        if let Value::List(items) = &entry.value
            && !items.is_empty()
            && items.iter().all(|item| !item.value.is_empty())
        {
            return Some(items.clone());
        }
        notes.error(
            "F003",
            &entry.span,
            format!("`{key}` has to be a list of texts"),
            format!("Write `{key}: [one, two]`."),
        );
        None
    }

    /// One of the allowed words.
    pub fn one_of<T: Copy>(
        &self,
        key: &str,
        allowed: &[(&str, T)],
        notes: &mut Notes,
    ) -> Option<At<T>> {
        let text = self.text(key, 200, notes)?;
        if let Some(&(_, value)) = allowed.iter().find(|(word, _)| *word == text.value) {
            return Some(At {
                value,
                span: text.span,
            });
        }
        let words: Vec<_> = allowed.iter().map(|(word, _)| *word).collect();
        let otherwise = format!("Write one of: {}.", words.join(", "));
        notes.error(
            "F004",
            &text.span,
            format!("`{key}: {}` is none of the allowed values", text.value),
            did_you_mean(&text.value, words, otherwise),
        );
        None
    }
}

/// Where a text's body begins; nothing if it has no front matter.
pub(crate) fn body(text: &str) -> Option<usize> {
    let source = Source::new("", text.as_bytes()).ok()?;
    split(&source, &mut Notes::new(&source)).map(|(_, body)| body)
}

/// Every key and value, wherever it stands; nothing if they cannot be read.
pub(crate) fn said(front: &str) -> Option<Vec<(String, String)>> {
    let source = Source::new("", front.as_bytes()).ok()?;
    let (yaml, _) = split(&source, &mut Notes::new(&source))?;
    let entries = decode(&source, &yaml).ok()?;
    let said = entries.into_iter().map(|entry| {
        let value = match entry.value {
            Value::List(items) => {
                let items: Vec<_> = items.into_iter().map(|item| item.value).collect();
                format!("{items:?}")
            }
            other => format!("{other:?}"),
        };
        (entry.key, value)
    });
    Some(said.collect())
}

/// The offsets of the YAML text and of the body behind it.
fn split(source: &Source, notes: &mut Notes) -> Option<(Range<usize>, usize)> {
    let text = &*source.text;
    let first = text.split('\n').next().unwrap_or_default();
    if first.trim_end() != "---" {
        notes.error(
            "F001",
            &(0..first.len()),
            "the front matter is missing",
            "Open the file with a line `---`, the keys, and another line `---`.",
        );
        return None;
    }
    let start = (first.len() + 1).min(text.len());
    let mut offset = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((start..offset, offset + line.len()));
        }
        offset += line.len();
        if offset - start > LONGEST {
            break;
        }
    }
    notes.error(
        "F001",
        &(0..3),
        format!(
            "the front matter is not closed within {} KB",
            LONGEST / 1024
        ),
        "Put a line `---` below its last key.",
    );
    None
}
