//! A check: a question with feedback inside a step, and how an answer to it is judged.
//!
//! The right answer and the feedback of options that nobody has chosen never leave the server.

/// A question with feedback inside a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Permanent, and unique in the lesson.
    pub id: String,
    /// Inline HTML, without the keyword.
    pub prompt: String,
    pub body: Body,
}

/// The seven kinds of check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    ChooseOne,
    ChooseAll,
    TrueOrFalse,
    Match,
    PutInOrder,
    Scenario,
    Reflect,
}

/// What is asked, by kind. Options, cells, items and prompts are inline HTML; feedback, openings and
/// what follows from a choice are blocks. Labels are plain text.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    ChooseOne(Vec<Choice>),
    ChooseAll(Vec<Choice>),
    /// `True` first, then `False`.
    TrueOrFalse(Vec<Choice>),
    Match {
        /// Column headings, left and right.
        headings: (String, String),
        /// As written, every row is a right pair.
        pairs: Vec<(String, String)>,
        feedback: String,
    },
    PutInOrder {
        /// As written, the order is right.
        items: Vec<String>,
        feedback: String,
    },
    Scenario {
        opening: String,
        branches: Vec<Branch>,
    },
    /// Prompts without an input, ever.
    Reflect(Vec<String>),
}

/// One option, with what is said to whoever chooses it.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub text: String,
    pub right: bool,
    pub feedback: String,
}

/// One choice of a scenario and what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// Slug of the label; what `next` of another branch points to.
    pub anchor: String,
    pub label: String,
    pub html: String,
    pub next: Next,
    /// Whether the reader chooses it first (`true`), or only arrives from another branch.
    pub first: bool,
}

/// Where a scenario goes on.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    End,
    /// To the branch with this anchor; the link's own words.
    Branch {
        anchor: String,
        label: String,
    },
}

impl Check {
    pub const fn kind(&self) -> Kind {
        match self.body {
            Body::ChooseOne(_) => Kind::ChooseOne,
            Body::ChooseAll(_) => Kind::ChooseAll,
            Body::TrueOrFalse(_) => Kind::TrueOrFalse,
            Body::Match { .. } => Kind::Match,
            Body::PutInOrder { .. } => Kind::PutInOrder,
            Body::Scenario { .. } => Kind::Scenario,
            Body::Reflect(_) => Kind::Reflect,
        }
    }
}
