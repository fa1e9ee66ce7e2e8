//! What a lesson has for paper: posters, cards, boards and sheets. They are handed to students.

/// One thing to print.
#[derive(Clone, Debug, PartialEq)]
pub struct Printable {
    /// Plain text.
    pub title: String,
    pub body: Printed,
}

/// The four kinds, each with what stands on it. HTML is blocks.
#[derive(Clone, Debug, PartialEq)]
pub enum Printed {
    /// A sheet in very large type, for a wall.
    Poster(String),
    /// To be cut apart, several a sheet.
    Cards(Vec<Card>),
    /// Cells on one sheet that stays whole, to point at.
    Board(Vec<Card>),
    /// Anything else on a sheet of its own.
    Sheet(String),
}

/// The kinds by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Poster,
    Cards,
    Board,
    Sheet,
}

/// One card, or one cell of a board; it has a picture, a text, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// An `<svg class="picture">`.
    pub picture: Option<String>,
    /// Inline HTML.
    pub text: String,
    /// Blocks of HTML for the other side.
    pub back: Option<String>,
}

impl Printable {
    pub const fn kind(&self) -> Kind {
        match self.body {
            Printed::Poster(_) => Kind::Poster,
            Printed::Cards(_) => Kind::Cards,
            Printed::Board(_) => Kind::Board,
            Printed::Sheet(_) => Kind::Sheet,
        }
    }

    /// The cards or cells; none of what is one text.
    pub fn cards(&self) -> &[Card] {
        match &self.body {
            Printed::Cards(cards) | Printed::Board(cards) => cards,
            Printed::Poster(_) | Printed::Sheet(_) => &[],
        }
    }

    /// The text of what is one; nothing of cards.
    pub fn html(&self) -> &str {
        match &self.body {
            Printed::Poster(html) | Printed::Sheet(html) => html,
            Printed::Cards(_) | Printed::Board(_) => "",
        }
    }
}
