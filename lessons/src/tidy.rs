//! Spacing put in order, and nothing else: whatever is read from a file stays the same.
//!
//! Every edit is tried out: one after which the text would be read differently is not made. So a
//! line's two blanks stay where they break it, and nothing in fenced code is touched but the ends
//! of its lines.

use std::{borrow::Cow, collections::BTreeSet, ops::Range};

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use crate::{
    markdown::tree,
    read::{front_matter, source::LARGEST_FILE},
};

/// How often one kind of edit is tried at most, so that no text takes long.
const MOST_TRIALS: usize = 48;

/// Rounds after which a text is left as it is; two are enough for what people write.
const MOST_ROUNDS: usize = 8;

/// What a change of one line is.
#[derive(Clone, Debug)]
enum Edit {
    /// The line becomes this.
    Line(usize, String),
    Remove(usize),
    /// An empty line before this one.
    Insert(usize),
}

/// The file with its spacing in order: lines end with `\n` and without blanks, one empty line where
/// there were more, and one before headings and around lists and tables; in lists blanks in place of
/// tabs.
///
/// `None` if there is nothing to do, or if this is no text that [`crate::read::read`] takes.
pub fn tidy(bytes: &[u8]) -> Option<String> {
    if bytes.len() > LARGEST_FILE {
        return None;
    }
    let given = std::str::from_utf8(bytes).ok()?;
    let text = given.strip_prefix('\u{feff}').unwrap_or(given);
    let mark = &given[..given.len() - text.len()];
    let text = unix(text);
    let body = front_matter::body(&text)?;
    let (front, body) = text.split_at(body);
    let tidied = format!("{mark}{}{}", tidy_front(front), tidy_body(body));
    (tidied != given).then_some(tidied)
}

fn unix(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n").into(),
        false => text.into(),
    }
}

/// The front matter without blanks at the ends of its lines, unless its values would change.
fn tidy_front(front: &str) -> String {
    let lines = front.split_inclusive('\n').map(|line| {
        let end = if line.ends_with('\n') { "\n" } else { "" };
        format!("{}{end}", line.trim_end_matches(['\n', ' ', '\t']))
    });
    let tidied: String = lines.collect();
    let said = front_matter::said(front);
    match said.is_some() && said == front_matter::said(&tidied) {
        true => tidied,
        false => front.to_owned(),
    }
}

fn tidy_body(body: &str) -> String {
    if tree::is_overly_nested(body) {
        return body.to_owned();
    }
    let mut text = body.to_owned();
    for _ in 0..MOST_ROUNDS {
        let before = text.clone();
        for pass in [tabs, trailing, surplus, missing, last_end] {
            let edits = pass(&text);
            let kept = kept(&text, &edits);
            if !kept.is_empty() {
                text = apply(&text, &kept);
            }
        }
        if text == before {
            break;
        }
    }
    text
}

/// What a text says, wherever it stands: its events, with texts that follow each other put together.
fn says(text: &str) -> Vec<Event<'_>> {
    let mut events: Vec<Event> = Vec::new();
    for event in Parser::new_ext(text, tree::options()) {
        match (events.last_mut(), event) {
            (Some(Event::Text(last)), Event::Text(next)) => {
                *last = format!("{last}{next}").into();
            }
            (_, event) => events.push(event),
        }
    }
    events
}

/// Those edits after which the text still says the same.
fn kept(text: &str, edits: &[Edit]) -> Vec<Edit> {
    let mut kept = Vec::new();
    if edits.is_empty() {
        return kept;
    }
    let wanted = says(text);
    let mut waiting = vec![edits];
    let mut trials = 0;
    while let Some(edits) = waiting.pop() {
        if edits.is_empty() {
            continue;
        }
        if trials == MOST_TRIALS {
            break;
        }
        trials += 1;
        let tried = [&kept, edits].concat();
        if says(&apply(text, &tried)) == wanted {
            kept = tried;
        } else if edits.len() > 1 {
            let (first, rest) = edits.split_at(edits.len() / 2);
            waiting.extend([rest, first]);
        }
    }
    kept
}

/// The text with every edit made; their lines are those of `text`.
fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edits = edits.iter().peekable();
    let mut edited = String::with_capacity(text.len());
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    for (at, line) in lines.iter().enumerate() {
        let mut line = Cow::Borrowed(*line);
        while let Some(edit) = edits.next_if(|edit| edit.line() == at) {
            match edit {
                Edit::Line(_, text) => line = text.as_str().into(),
                Edit::Remove(_) => line = "".into(),
                Edit::Insert(_) => edited.push('\n'),
            }
        }
        edited.push_str(&line);
    }
    edited
}

impl Edit {
    const fn line(&self) -> usize {
        match self {
            Self::Line(at, _) | Self::Remove(at) | Self::Insert(at) => *at,
        }
    }
}

/// A tab in the indent of a list's line becomes as many blanks as it stands for.
fn tabs(text: &str) -> Vec<Edit> {
    if !text.contains('\t') {
        return Vec::new();
    }
    let map = Map::of(text);
    let lines = text.split_inclusive('\n').enumerate();
    let listed = lines.filter(|(at, _)| map.lists.contains(at) && !map.code.contains(at));
    listed
        .filter_map(|(at, line)| Some(Edit::Line(at, without_tabs(line)?)))
        .collect()
}

/// Widens the tabs before a line's first word and behind the markers of its items.
fn without_tabs(line: &str) -> Option<String> {
    let marks = [' ', '\t', '>', '-', '+', '*', '.', ')'];
    let is_indent = |c: char| marks.contains(&c) || c.is_ascii_digit();
    let length = line.find(|c| !is_indent(c)).unwrap_or(line.len());
    let (indent, words) = line.split_at(length);
    if !indent.contains('\t') {
        return None;
    }
    let mut widened = String::new();
    for c in indent.chars() {
        match c {
            '\t' => widened.push_str(&" ".repeat(4 - widened.len() % 4)),
            c => widened.push(c),
        }
    }
    Some(widened + words)
}

/// Blanks at the ends of lines go, but for the two that break a line.
fn trailing(text: &str) -> Vec<Edit> {
    let is_trailed = |line: &str| line.trim_end_matches('\n').ends_with([' ', '\t']);
    if !text.split_inclusive('\n').any(is_trailed) {
        return Vec::new();
    }
    let map = Map::of(text);
    let lines = text.split_inclusive('\n').enumerate();
    let trailed = lines.filter(|(at, line)| is_trailed(line) && !map.code.contains(at));
    trailed
        .filter_map(|(at, line)| {
            let end = if line.ends_with('\n') { "\n" } else { "" };
            let words = line.trim_end_matches(['\n', ' ', '\t']);
            let keeps = map.breaks.contains(&at) && !words.is_empty();
            let own = format!("{words}{}{end}", if keeps { "  " } else { "" });
            (own != line).then_some(Edit::Line(at, own))
        })
        .collect()
}

/// The second empty line and those after it go, and every one at the end.
fn surplus(text: &str) -> Vec<Edit> {
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let full = lines.iter().rposition(|line| !is_empty(line));
    let end = full.map_or(0, |at| at + 1);
    let second = |at: usize| at > 0 && is_empty(lines[at]) && is_empty(lines[at - 1]);
    let surplus: Vec<_> = (0..lines.len())
        .filter(|&at| at >= end || second(at))
        .collect();
    if surplus.is_empty() {
        return Vec::new();
    }
    let map = Map::of(text);
    let outside = surplus.into_iter().filter(|at| !map.code.contains(at));
    outside.map(Edit::Remove).collect()
}

fn is_empty(line: &str) -> bool {
    line.trim_matches(['\n', ' ', '\t']).is_empty()
}

/// An empty line before headings, and before and behind lists and tables that stand at the margin.
/// What a heading is about may follow it on the next line.
fn missing(text: &str) -> Vec<Edit> {
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let map = Map::of(text);
    let mut edits = Vec::new();
    let mut before = Block::Listed;
    for (at, block) in map.blocks {
        let follows = at == 0 || !is_empty(lines[at - 1]);
        if follows && (before == Block::Listed || block != Block::Other) {
            edits.push(Edit::Insert(at));
        }
        before = block;
    }
    edits
}

/// The last line ends as the others do.
fn last_end(text: &str) -> Vec<Edit> {
    let count = text.split_inclusive('\n').count();
    match text.split_inclusive('\n').next_back() {
        Some(line) if !line.ends_with('\n') => vec![Edit::Line(count - 1, format!("{line}\n"))],
        _ => Vec::new(),
    }
}

/// What stands at the margin of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Block {
    Heading,
    /// A list or a table.
    Listed,
    Other,
}

/// Which lines of a text are what; they count from 0.
#[derive(Debug, Default)]
struct Map {
    /// Lines of code blocks and of raw HTML.
    code: BTreeSet<usize>,
    lists: BTreeSet<usize>,
    /// Lines that break before their paragraph ends.
    breaks: BTreeSet<usize>,
    /// Where the blocks at the margin begin.
    blocks: Vec<(usize, Block)>,
}

impl Map {
    fn of(text: &str) -> Self {
        let starts: Vec<usize> = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let line = |at: usize| starts.partition_point(|&start| start <= at) - 1;
        let lines = |span: &Range<usize>| line(span.start)..line(span.end.max(1) - 1) + 1;
        let mut map = Self::default();
        let mut depth = 0_usize;
        for (event, span) in Parser::new_ext(text, tree::options()).into_offset_iter() {
            match &event {
                Event::Start(tag) => {
                    match tag {
                        Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented)
                        | Tag::HtmlBlock => map.code.extend(lines(&span)),
                        Tag::List(_) => map.lists.extend(lines(&span)),
                        _ => {}
                    }
                    if depth == 0 {
                        let block = match tag {
                            Tag::Heading { .. } => Block::Heading,
                            Tag::List(_) | Tag::Table(_) => Block::Listed,
                            _ => Block::Other,
                        };
                        map.blocks.push((line(span.start), block));
                    }
                    depth += 1;
                }
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::HardBreak => drop(map.breaks.insert(line(span.start))),
                _ => {}
            }
        }
        map
    }
}
