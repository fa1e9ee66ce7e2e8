//! What a teacher may do in a class taught live.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// What a teacher does in a live class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// The class goes to `step`.
    Go,
    /// Every device shows the class's step.
    CallBack,
    /// Students go at their own pace, between `from` and `to`.
    LetGo,
    Pause,
    Resume,
    /// Nothing is on the projector.
    Darken,
    Lighten,
    /// The projector goes one screen further down a long step.
    Down,
    /// One screen back.
    Up,
    /// And back to its beginning.
    Top,
    /// The visitor leads from now on.
    TakeLead,
    /// The tally of `check` is on the projector.
    Show,
    Hide,
}

/// One act, as a form posts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    pub section: String,
    pub lesson: String,
    pub act: Act,
    #[serde(default)]
    pub step: u32,
    #[serde(default)]
    pub from: u32,
    #[serde(default)]
    pub to: u32,
    #[serde(default)]
    pub check: String,
}

/// The text names no act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownAct;

impl Act {
    /// Every act, for tests that try them all.
    pub const ALL: [Self; 13] = [
        Self::Go,
        Self::CallBack,
        Self::LetGo,
        Self::Pause,
        Self::Resume,
        Self::Darken,
        Self::Lighten,
        Self::Down,
        Self::Up,
        Self::Top,
        Self::TakeLead,
        Self::Show,
        Self::Hide,
    ];

    /// As forms post it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Go => "go",
            Self::CallBack => "call-back",
            Self::LetGo => "let-go",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Darken => "darken",
            Self::Lighten => "lighten",
            Self::Down => "down",
            Self::Up => "up",
            Self::Top => "top",
            Self::TakeLead => "take-lead",
            Self::Show => "show",
            Self::Hide => "hide",
        }
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Act {
    type Err = UnknownAct;

    fn from_str(text: &str) -> Result<Self, UnknownAct> {
        Self::ALL
            .into_iter()
            .find(|act| act.name() == text)
            .ok_or(UnknownAct)
    }
}
