//! The small strict YAML of front matter: decoded by serde-saphyr into keys and values that know
//! their places. No anchors, no aliases, lists of scalars at most.

use std::{fmt, ops::Range};

use serde::{Deserialize, Deserializer, de};
use serde_saphyr::{Location, Spanned};

use super::{front_matter::At, source::Source};

/// One line of front matter.
#[derive(Debug)]
pub(super) struct Entry {
    pub key: String,
    pub key_span: Range<usize>,
    pub value: Value,
    pub span: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    Number(i64),
    Flag(bool),
    /// Texts; an entry that is none is empty.
    List(Vec<At<String>>),
    Other,
}

/// Every entry of the YAML text at `yaml`, in order, also those that stand there twice.
///
/// # Errors
/// The parser's reason and its place, if this is no YAML mapping within the limits.
pub(super) fn decode(source: &Source, yaml: &Range<usize>) -> Result<Vec<Entry>, At<String>> {
    let text = source.slice(yaml);
    let pairs: Pairs = serde_saphyr::from_str_with_options(text, options()).map_err(|fault| {
        let fault = fault.without_snippet();
        At {
            value: reason(&fault.to_string()),
            span: fault
                .location()
                .map_or(0..3, |at| span_of(at, yaml, source)),
        }
    })?;
    let entries = pairs.0.into_iter().map(|(key, value)| Entry {
        key: key.value,
        key_span: span_of(key.referenced, yaml, source),
        span: span_of(value.referenced, yaml, source),
        value: match value.value {
            Raw::Text(text) => Value::Text(text),
            Raw::Number(number) => Value::Number(number),
            Raw::Flag(flag) => Value::Flag(flag),
            Raw::List(items) => Value::List(
                items
                    .into_iter()
                    .map(|item| item_at(item, yaml, source))
                    .collect(),
            ),
            Raw::Other => Value::Other,
        },
    });
    Ok(entries.collect())
}

fn item_at(item: Spanned<Raw>, yaml: &Range<usize>, source: &Source) -> At<String> {
    let span = span_of(item.referenced, yaml, source);
    let value = match item.value {
        Raw::Text(text) => text.trim().to_owned(),
        Raw::Number(_) | Raw::Flag(_) => source.slice(&span).to_owned(),
        Raw::List(_) | Raw::Other => String::new(),
    };
    At { value, span }
}

/// The parser's reason on one line, without the place, which is counted from another line.
fn reason(fault: &str) -> String {
    let line = fault.lines().next().unwrap_or_default();
    if line.starts_with("budget breached") {
        return "anchors, aliases and deep nesting have no place there".to_owned();
    }
    let end = line.find(" at line ").unwrap_or(line.len());
    line[..end].to_owned()
}

fn options() -> serde_saphyr::Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_anchors: 0,
            max_aliases: 0,
            max_depth: 4,
            max_documents: 1,
            max_nodes: 512,
            max_events: 2048,
        },
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::PassThrough,
        merge_keys: serde_saphyr::MergeKeyPolicy::AsOrdinary,
        strict_booleans: true,
        with_snippet: false,
    }
}

/// Where a node of the YAML text stands in the file; never outside the front matter.
fn span_of(at: Location, yaml: &Range<usize>, source: &Source) -> Range<usize> {
    let span = at.span();
    let offset = span
        .byte_offset()
        .and_then(|offset| usize::try_from(offset).ok());
    let length = span
        .byte_len()
        .and_then(|length| usize::try_from(length).ok());
    let offset = offset.unwrap_or_else(|| offset_of(at, source.slice(yaml)));
    let start = (yaml.start + offset).min(yaml.end);
    let end = (start + length.unwrap_or(1)).min(yaml.end);
    let floor = |mut at: usize| {
        while !source.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (floor(start), floor(end));
    let text = &source.text[start..end];
    start..start + text.trim_end().len()
}

/// The byte offset of a line and column, for places that have no other.
fn offset_of(at: Location, yaml: &str) -> usize {
    let line = usize::try_from(at.line()).unwrap_or(usize::MAX).max(1);
    let column = usize::try_from(at.column()).unwrap_or(usize::MAX).max(1);
    let before: usize = yaml
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let in_line = yaml[before..].split('\n').next().unwrap_or_default();
    let letters = in_line.char_indices().map(|(at, _)| at);
    before + letters.take(column).last().unwrap_or(0)
}

/// Every key with its value, in the order of the file, twice if it stands there twice.
struct Pairs(Vec<(Spanned<String>, Spanned<Raw>)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("lines of the form `key: value`")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

enum Raw {
    Text(String),
    Number(i64),
    Flag(bool),
    List(Vec<Spanned<Raw>>),
    Other,
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Raw;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a number, true, false or a list")
            }
            fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
                Ok(Raw::Flag(value))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
                Ok(Raw::Number(value))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
                Ok(i64::try_from(value).map_or(Raw::Other, Raw::Number))
            }
            fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
                Ok(Raw::Other)
            }
            fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
                Ok(Raw::Text(value.to_owned()))
            }
            fn visit_unit<E>(self) -> Result<Raw, E> {
                Ok(Raw::Other)
            }
            fn visit_none<E>(self) -> Result<Raw, E> {
                Ok(Raw::Other)
            }
            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
                Raw::deserialize(deserializer)
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Raw::List(items))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
                while map
                    .next_entry::<de::IgnoredAny, de::IgnoredAny>()?
                    .is_some()
                {}
                Ok(Raw::Other)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}
