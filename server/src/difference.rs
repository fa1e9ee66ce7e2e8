//! Two versions of a text, line by line: for the terminal and for the browser alike.

use app::school::administering::{ChangedLine, FileChange, Hunk, Mark};
use similar::{ChangeTag, TextDiff};

/// How many lines that stayed the same are shown around a change.
const CONTEXT: usize = 3;

/// What has changed from `before` to `after`; nothing if they are the same.
pub fn between(file: &str, before: &str, after: &str) -> Option<FileChange> {
    let diff = TextDiff::from_lines(before, after);
    let mut unified = diff.unified_diff();
    let hunks = unified.context_radius(CONTEXT).iter_hunks().map(|hunk| {
        let lines = hunk.iter_changes().map(|change| ChangedLine {
            mark: match change.tag() {
                ChangeTag::Equal => Mark::Same,
                ChangeTag::Delete => Mark::Removed,
                ChangeTag::Insert => Mark::Added,
            },
            text: change.value().trim_end_matches(['\r', '\n']).to_owned(),
        });
        Hunk {
            header: hunk.header().to_string(),
            lines: lines.collect(),
        }
    });
    let hunks: Vec<Hunk> = hunks.collect();
    (!hunks.is_empty()).then(|| FileChange {
        file: file.to_owned(),
        hunks,
    })
}

/// The change as a unified diff.
pub fn unified(change: &FileChange) -> String {
    let mut text = format!("--- a/{0}\n+++ b/{0}\n", change.file);
    for hunk in &change.hunks {
        text += &format!("{}\n", hunk.header.trim_end());
        for line in &hunk.lines {
            let sign = match line.mark {
                Mark::Same => ' ',
                Mark::Added => '+',
                Mark::Removed => '-',
            };
            text += &format!("{sign}{}\n", line.text);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_shown_with_the_lines_around_it() {
        let before: String = (1..=20).map(|line| format!("line {line}\n")).collect();
        let after = before.replace("line 10\n", "line ten\nand more\n");
        let change = between("lesson.md", &before, &after).unwrap();
        assert_eq!(
            unified(&change),
            "--- a/lesson.md\n+++ b/lesson.md\n@@ -7,7 +7,8 @@\n line 7\n line 8\n line 9\n\
             -line 10\n+line ten\n+and more\n line 11\n line 12\n line 13\n"
        );
    }

    #[test]
    fn the_same_text_has_no_difference() {
        assert_eq!(between("lesson.md", "one\ntwo\n", "one\ntwo\n"), None);
    }
}
