//! The three registries, row by row, so that one bad row hides no other.

use std::{collections::BTreeSet, ops::Range};

use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Files,
    near::did_you_mean,
    source::{Notes, Source, whole_file},
};
use crate::{
    course::Band,
    problem::Problem,
    registry::{Line, LineStatus, Registry, Words},
};

/// Reads all three files; problems go to `problems`.
pub(crate) fn read(files: &Files, problems: &mut Vec<Problem>) -> Registry {
    let mut registry = Registry::default();
    file(
        files,
        "registry/standards.toml",
        problems,
        |source, notes| {
            let mut table = Table::parse(source, &["standard"], notes);
            let rows = table.rows("standard", notes);
            unique(
                rows.iter()
                    .map(|(row, span): &(crate::registry::Standard, _)| (&*row.key, span)),
                notes,
            );
            registry.standards = rows.into_iter().map(|(row, _)| row).collect();
        },
    );
    file(
        files,
        "registry/helplines.toml",
        problems,
        |source, notes| {
            let mut table = Table::parse(source, &["line", "person"], notes);
            let mut rows: Vec<(Line, Range<usize>)> = table.rows("line", notes);
            unique(rows.iter().map(|(row, span)| (&*row.id, span)), notes);
            for (line, span) in &mut rows {
                check_line(line, span, notes);
            }
            registry.helplines = rows.into_iter().map(|(row, _)| row).collect();
            registry.people = table
                .rows("person", notes)
                .into_iter()
                .map(|(row, _)| row)
                .collect();
        },
    );
    file(files, "registry/words.toml", problems, |source, notes| {
        let names = ["banned", "prefer", "never_fault", "own_history"];
        let mut table = Table::parse(source, &names, notes);
        registry.words = Words {
            banned: table
                .rows("banned", notes)
                .into_iter()
                .map(|(row, _)| row)
                .collect(),
            prefer: table
                .rows("prefer", notes)
                .into_iter()
                .map(|(row, _)| row)
                .collect(),
            never_fault: table
                .rows("never_fault", notes)
                .into_iter()
                .map(|(row, _)| row)
                .collect(),
            own_history: table
                .rows("own_history", notes)
                .into_iter()
                .map(|(row, _)| row)
                .collect(),
        };
    });
    registry
}

fn file(
    files: &Files,
    path: &str,
    problems: &mut Vec<Problem>,
    read: impl FnOnce(&Source, &mut Notes),
) {
    let Some((path, bytes)) = files.get_key_value(path) else {
        problems.push(whole_file(
            path,
            "F001",
            "the registry is missing",
            "Put it back.",
        ));
        return;
    };
    match Source::new(path, bytes) {
        Err(problem) => problems.push(*problem),
        Ok(source) => {
            let mut notes = Notes::new(&source);
            read(&source, &mut notes);
            problems.extend(notes.into_problems());
        }
    }
}

/// A registry's top level: names of lists of rows.
struct Table<'s> {
    root: DeTable<'s>,
}

impl<'s> Table<'s> {
    fn parse(source: &'s Source, names: &[&str], notes: &mut Notes) -> Self {
        let (root, faults) = DeTable::parse_recoverable(&source.text);
        let root = root.into_inner();
        // After a slip in the syntax, rows can seem to stand outside their list.
        let trusted = faults.is_empty();
        for fault in faults {
            let span = fault.span().unwrap_or(0..1);
            let message = format!("this is not TOML: {}", first_line(fault.message()));
            notes.error(
                "F001",
                &span,
                message,
                "Compare it with the rows around it.",
            );
        }
        for key in root.keys().filter(|_| trusted) {
            let name: &str = key.get_ref();
            if !names.contains(&name) {
                let help = format!("The lists here are: {}.", names.join(", "));
                let message = format!("unknown list `{name}`");
                notes.error(
                    "F002",
                    &key.span(),
                    message,
                    did_you_mean(name, names.iter().copied(), help),
                );
            }
        }
        Self { root }
    }

    /// The rows of one list, each with its place; a row that does not fit is noted and left out.
    fn rows<T: DeserializeOwned>(
        &mut self,
        name: &str,
        notes: &mut Notes,
    ) -> Vec<(T, Range<usize>)> {
        let Some(list) = self.root.remove(name) else {
            return Vec::new();
        };
        let span = list.span();
        let DeValue::Array(list) = list.into_inner() else {
            let help = format!("Write its rows as `[[{name}]]`.");
            notes.error("F003", &span, format!("`{name}` is no list"), help);
            return Vec::new();
        };
        let mut rows = Vec::with_capacity(list.len());
        for row in list {
            let span = row.span();
            match T::deserialize(Spanned::into_deserializer(row)) {
                Ok(row) => rows.push((row, span)),
                Err(fault) => {
                    let at = fault.span().unwrap_or(span);
                    note_row(first_line(fault.message()), &at, notes);
                }
            }
        }
        rows
    }
}

/// F002 for a key that rows do not have, F003 for everything else that does not fit.
fn note_row(fault: &str, span: &Range<usize>, notes: &mut Notes) {
    let mut quoted = fault.split('`').skip(1).step_by(2);
    if fault.starts_with("unknown field")
        && let Some(key) = quoted.next()
    {
        let known: Vec<_> = quoted.collect();
        let help = format!("The keys here are: {}.", known.join(", "));
        let help = did_you_mean(key, known, help);
        notes.error("F002", span, format!("unknown key `{key}`"), help);
    } else {
        let help = "The top of the file says what a row holds.";
        notes.error("F003", span, format!("the row does not fit: {fault}"), help);
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// F007.
fn unique<'r>(rows: impl Iterator<Item = (&'r str, &'r Range<usize>)>, notes: &mut Notes) {
    let mut taken = BTreeSet::new();
    for (id, span) in rows {
        if !taken.insert(id) {
            notes.error(
                "F007",
                span,
                format!("`{id}` stands here twice"),
                "Keep one of the two.",
            );
        }
    }
}

/// What a helpline's row has to say beyond its types.
fn check_line(line: &mut Line, span: &Range<usize>, notes: &mut Notes) {
    let text = notes.source.text.get(span.start..).unwrap_or_default();
    let at = span.start + text.find("checked_on").unwrap_or(0);
    line.checked_at = notes.source.place(at).0;
    if line.checked_on.date.is_none() {
        let help = "Write the day as `checked_on = 2026-01-31`.";
        notes.error("F003", &(at..at + 10), "`checked_on` is no day", help);
    }
    for band in &line.bands {
        let known = Band::ALL
            .map(Band::slug)
            .into_iter()
            .chain(["staff", "family"]);
        if !known.clone().any(|known| known == band) {
            let help = "Write a band's folder, `staff` or `family`.";
            let message = format!("`{band}` is no band");
            notes.error("F004", span, message, did_you_mean(band, known, help));
        }
    }
    let reachable = line.call.is_some() || line.text.is_some() || line.chat.is_some();
    if line.status == LineStatus::Verified && !reachable {
        let message = format!("the helpline `{}` is verified and has no channel", line.id);
        let help = "Add `call`, `text` or `chat`, or change its status.";
        notes.error("H001", span, message, help);
    }
}
