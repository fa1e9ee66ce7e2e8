//! One file's text with its line table, and the notes that are taken about it.

use std::{borrow::Cow, ops::Range};

use crate::problem::{Level, Problem};

/// No file of a curriculum is larger; the limit keeps reading time bounded.
pub(crate) const LARGEST_FILE: usize = 128 * 1024;

/// No file is told more errors than this at once, nor more warnings; the ones never crowd out the
/// others.
const MOST_PROBLEMS: usize = 60;

/// Longer lines are cut in excerpts.
const LONGEST_EXCERPT: usize = 240;

/// A file that is text: UTF-8, without a byte order mark, every line ended by `\n`.
#[derive(Debug)]
pub(crate) struct Source<'f> {
    /// Path below the lessons folder.
    pub path: &'f str,
    pub text: Cow<'f, str>,
    /// Byte offset of each line's first character.
    lines: Vec<usize>,
}

/// The problems found in one source.
#[derive(Debug)]
pub(crate) struct Notes<'s> {
    pub source: &'s Source<'s>,
    found: Vec<Problem>,
    left_out: Vec<Level>,
}

impl<'f> Source<'f> {
    /// # Errors
    /// F008 if the bytes are too many or not UTF-8.
    pub fn new(path: &'f str, bytes: &'f [u8]) -> Result<Self, Box<Problem>> {
        if bytes.len() > LARGEST_FILE {
            let message = format!("the file is larger than {} KB", LARGEST_FILE / 1024);
            let help = "Split it, or take out what is no text.";
            return Err(Box::new(whole_file(path, "F008", message, help)));
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::from_text(path, text)),
            Err(fault) => {
                let (before, _) = bytes.split_at(fault.valid_up_to());
                let readable = String::from_utf8_lossy(before);
                let source = Source::from_text(path, &readable);
                let end = source.text.len();
                Err(Box::new(source.problem(
                    "F008",
                    &(end..end),
                    "the file is not UTF-8 text from here on".into(),
                    "Save it again as UTF-8.".into(),
                )))
            }
        }
    }

    fn from_text(path: &'f str, text: &'f str) -> Self {
        let text = if text.contains('\r') {
            Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
        } else {
            Cow::Borrowed(text)
        };
        let lines = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self { path, text, lines }
    }

    /// Line and column of a byte offset, from 1, the column in characters.
    pub fn place(&self, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= offset);
        let start = self.lines[line - 1];
        let column = self.text[start..]
            .char_indices()
            .take_while(|(at, _)| start + at < offset)
            .count();
        (line, column + 1)
    }

    /// The first line that holds `mark`, else the file's first.
    pub fn line_with(&self, mark: &str) -> Range<usize> {
        let at = self.text.find(mark).unwrap_or_default();
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |end| at + end);
        start..end
    }

    pub fn slice(&self, span: &Range<usize>) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    fn line(&self, number: usize) -> &str {
        let start = self.lines[number - 1];
        let end = self
            .lines
            .get(number)
            .map_or(self.text.len(), |next| next - 1);
        &self.text[start..end]
    }

    fn problem(
        &self,
        code: &'static str,
        span: &Range<usize>,
        message: String,
        help: String,
    ) -> Problem {
        let (line, column) = self.place(span.start);
        let excerpt: String = self.line(line).chars().take(LONGEST_EXCERPT).collect();
        let meant = self.slice(span);
        let width = meant.lines().next().unwrap_or_default().trim_end();
        Problem {
            file: self.path.to_owned(),
            line,
            column,
            code,
            level: Level::Error,
            message,
            help,
            width: width.chars().count().clamp(1, LONGEST_EXCERPT),
            excerpt,
        }
    }
}

impl<'s> Notes<'s> {
    pub fn new(source: &'s Source<'s>) -> Self {
        Self {
            source,
            found: Vec::new(),
            left_out: Vec::new(),
        }
    }

    pub fn error(
        &mut self,
        code: &'static str,
        span: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(Level::Error, code, span, message.into(), help.into());
    }

    pub fn warning(
        &mut self,
        code: &'static str,
        span: &Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(Level::Warning, code, span, message.into(), help.into());
    }

    fn add(
        &mut self,
        level: Level,
        code: &'static str,
        span: &Range<usize>,
        message: String,
        help: String,
    ) {
        if self.count(level) >= MOST_PROBLEMS {
            self.left_out.push(level);
            return;
        }
        let problem = self.source.problem(code, span, message, help);
        self.found.push(Problem { level, ..problem });
    }

    fn count(&self, level: Level) -> usize {
        let of_level = self.found.iter().filter(|problem| problem.level == level);
        of_level.count()
    }

    /// Whether something was found that has to be mended before anything else can be judged.
    pub fn has_errors(&self) -> bool {
        self.count(Level::Error) > 0
    }

    /// Whether further errors would only be counted; then looking for them is not worth the time.
    pub fn is_full(&self) -> bool {
        self.count(Level::Error) >= MOST_PROBLEMS
    }

    /// Everything found, with a last line about what was left out.
    pub fn into_problems(self) -> Vec<Problem> {
        let Self {
            source,
            mut found,
            left_out,
        } = self;
        // What is left out is as grave as the gravest of it.
        if let Some(&level) = left_out.iter().min() {
            let mut last = whole_file(
                source.path,
                "F008",
                format!(
                    "{} further problems in this file are not listed",
                    left_out.len()
                ),
                "Mend these first, then check again.",
            );
            last.line = source.lines.len();
            found.push(Problem { level, ..last });
        }
        found
    }
}

/// A problem of a file that is missing or cannot be read.
pub(crate) fn whole_file(
    path: &str,
    code: &'static str,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Problem {
    Problem {
        file: path.to_owned(),
        line: 1,
        column: 1,
        code,
        level: Level::Error,
        message: message.into(),
        help: help.into(),
        excerpt: String::new(),
        width: 0,
    }
}
