//! What a lesson author is told: one problem, where it stands, and how to mend it.

use std::fmt;

/// One thing wrong in one file. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path below the lessons folder.
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub code: &'static str,
    pub level: Level,
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The line it stands in, and how many characters of it are meant.
    pub excerpt: String,
    pub width: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Error,
    Warning,
}

/// The problem as text for a terminal: `path:line:col: level[code] message`, the line with carets
/// below what is meant, and the help.
pub fn render(problem: &Problem) -> String {
    let Problem {
        file,
        line,
        column,
        code,
        level,
        message,
        help,
        excerpt,
        width,
    } = problem;
    let mut text = format!("{file}:{line}:{column}: {level}[{code}] {message}\n");
    let length = excerpt.chars().count();
    if length > 0 {
        let number = line.to_string();
        text += &format!("  {number} | {excerpt}\n");
        let before = column.saturating_sub(1);
        if before <= length {
            // A tab in the line is repeated below it, so that the caret stands under its character.
            let indent: String = excerpt
                .chars()
                .take(before)
                .map(|c| if c == '\t' { '\t' } else { ' ' })
                .collect();
            let carets = "^".repeat((*width).clamp(1, (length - before).max(1)));
            text += &format!("  {} | {indent}{carets}\n", " ".repeat(number.len()));
        }
    }
    if !help.is_empty() {
        text += &format!("  help: {help}\n");
    }
    text
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}
