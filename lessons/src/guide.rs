//! What adults read: the teacher's facilitation guide and the letter to families.

use crate::lesson::{Adapted, Callout, Status};

/// The fifteen-section facilitation guide. Staff text: it reaches no student, projector or family.
#[derive(Clone, Debug, PartialEq)]
pub struct Guide {
    pub minutes: u32,
    /// Adults in the room, at least.
    pub facilitators: u32,
    pub counselor: Counselor,
    pub status: Status,
    /// In the order of the file.
    pub sections: Vec<Section>,
    pub pacing: Vec<Pace>,
    /// The core items of the fidelity card, inline HTML.
    pub fidelity: Vec<String>,
    /// "Make-up and alternative" › "Alternative": addressed to the student who is opted out, and
    /// shown in the lesson's place. The one part of this file that a student may see.
    pub alternative: String,
    /// The shipped lesson whose guide a school has made this one of.
    pub adapted: Option<Adapted>,
}

/// Where the counselor is while the lesson is taught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counselor {
    Available,
    InRoom,
}

/// One H2 of the guide.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub heading: String,
    /// Slug of the heading, unique in the guide.
    pub anchor: String,
    pub body: SectionBody,
}

#[derive(Clone, Debug, PartialEq)]
pub enum SectionBody {
    Html(String),
    /// "Segment: …", the script for the lesson's step of the same title.
    Segment {
        minutes: u32,
        parts: Vec<Part>,
    },
}

/// One labelled part of a segment's script: blocks of HTML, without the label. What is to be said
/// stands in `Say` without its quote.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub label: Label,
    pub html: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Say,
    Do,
    Ask,
    ListenFor,
    /// "If it gets quiet", "If it gets loud": the condition opens the HTML.
    If,
    MoveOn,
    Callout(Callout),
    /// Text without a label.
    Plain,
}

/// One row of the pacing table.
#[derive(Clone, Debug, PartialEq)]
pub struct Pace {
    pub segment: String,
    pub minutes: u32,
    pub how: String,
    pub shorten: String,
}

/// The letter to families about one lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyLetter {
    pub title: String,
    pub send: Send,
    /// HTML below the title.
    pub html: String,
    /// The shipped lesson whose letter a school has made this one of.
    pub adapted: Option<Adapted>,
}

/// When the letter goes home; before the lesson if it touches on harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Send {
    Before,
    After,
}
