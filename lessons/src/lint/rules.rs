//! Every rule in one list: what a report tells of it, and the table in README.md, follow this.

use crate::problem::Level;

/// A rule that a lesson can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub code: &'static str,
    /// What breaking it is, at most.
    pub level: Level,
    /// One sentence: what is wrong then.
    pub meaning: &'static str,
}

const fn error(code: &'static str, meaning: &'static str) -> Rule {
    Rule {
        code,
        level: Level::Error,
        meaning,
    }
}

const fn warning(code: &'static str, meaning: &'static str) -> Rule {
    Rule {
        code,
        level: Level::Warning,
        meaning,
    }
}

/// Every rule, in the order in which README.md lists them.
pub static RULES: &[Rule] = &[
    error(
        "F001",
        "The front matter is missing, not closed, longer than 8 KB or not readable, or a file is missing.",
    ),
    error("F002", "A key is unknown, or stands there twice."),
    error(
        "F003",
        "A key is missing, of the wrong kind or outside its limits, or a registry row is malformed.",
    ),
    error(
        "F004",
        "A value is none of the allowed ones, or a released lesson lacks its reviewers.",
    ),
    error(
        "F005",
        "An id, a band, an order or a language differs from the path, or no file belongs there.",
    ),
    error("F006", "`minutes` is not the sum of the steps' minutes."),
    error("F007", "An id, an order or a word stands twice."),
    error(
        "F008",
        "The file is not UTF-8, too large or nested too deeply, or has more problems than are listed.",
    ),
    error("F009", "A standard, a topic or a word is unknown."),
    error(
        "F010",
        "A rule is written `---`, or raw HTML stands in the text.",
    ),
    error(
        "S001",
        "A section is missing, unknown, empty or out of order: title, notice, objectives, words, steps, help.",
    ),
    error(
        "S002",
        "A step's heading lacks its title, `(n min)` or its id.",
    ),
    error(
        "S003",
        "Something to print is of an unknown kind, or has no title.",
    ),
    error(
        "S004",
        "Something to print is empty, too long, or not one card an item.",
    ),
    error(
        "C001",
        "A check is of an unknown kind, or has no prompt or no id.",
    ),
    error(
        "C002",
        "Options are too many or too few, none or all of them right, empty, repeated, or without feedback.",
    ),
    error(
        "C003",
        "A match or an order is outside its size, without feedback, or its table is not two columns wide.",
    ),
    error(
        "C004",
        "A scenario has a link to nowhere, a block nobody reaches, a circle without an end, or no way to help.",
    ),
    warning(
        "C005",
        "A lesson has fewer than three checks or more than six that want an answer, or its right option is given away by place or length.",
    ),
    error(
        "A001",
        "An alert is of an unknown kind, in the wrong place, or of a staff kind on a student's page.",
    ),
    error(
        "X001",
        "A link leads out of the lessons or to staff text, a picture is not ours or has no description, or a link stands on paper.",
    ),
    error(
        "H001",
        "A phone number stands in a K–2 file, or a helpline is unknown, unverified or too long unchecked.",
    ),
    error(
        "G001",
        "A section of a guide or a letter is missing, out of order or incomplete.",
    ),
    error("G002", "A guide's segments differ from the lesson's steps."),
    error("G003", "A guide's minutes differ from the lesson's."),
    error("G004", "The counselor has to be in the room."),
    error(
        "G005",
        "The lesson touches on harm, and its guide has fewer than five sensitive moments.",
    ),
    error(
        "O001",
        "A file of a school's own does not say which shipped lesson it was made from, or names none.",
    ),
    warning(
        "O002",
        "The shipped lesson has moved on since a school adapted it.",
    ),
    error(
        "O003",
        "An adapted lesson lacks a step or check that was shipped, or its `harm: true`.",
    ),
    warning(
        "O004",
        "The translation of an adapted lesson was not adapted with it.",
    ),
    warning(
        "O005",
        "A shipped lesson has the number of a school's own one, which then comes last in its band.",
    ),
    error(
        "P001",
        "A check or a reflection asks about the student's own life.",
    ),
    error(
        "T001",
        "A translation's structure differs from the original's.",
    ),
    warning("T002", "The original has changed since it was translated."),
    warning("T003", "A text is left untranslated."),
    error("T004", "`dir` is not how the language is written."),
    error("W001", "A banned phrase stands in the text."),
    warning(
        "W002",
        "A word stands in the text for which there is a better one.",
    ),
    warning(
        "W003",
        "A sentence is too long for its readers, or a text is above their reading level.",
    ),
    error(
        "W004",
        "A lesson about harm has no never-fault sentence in its text, or a notice above 40 words.",
    ),
];

/// The rule with this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}
