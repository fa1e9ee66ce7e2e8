//! The visible words that give a lesson its structure, by language: one table a language.

use crate::{check::Kind, guide::Label, printable};

/// The language that lessons are written in first, and guides in always.
pub(crate) const ORIGINAL: &str = "en";

/// What headings, labels and arrows are called in one language.
#[derive(Debug)]
pub(crate) struct Keywords {
    pub objectives: &'static str,
    /// How every objective begins.
    pub i_can: &'static str,
    pub words: &'static str,
    /// In `(5 min)`.
    pub minutes: &'static str,
    /// Title of every lesson's last step.
    pub help_step: &'static str,
    pub kinds: [(&'static str, Kind); 7],
    pub truth: [&'static str; 2],
    /// What a scenario's branch says after the arrow when it goes nowhere.
    pub end: &'static str,
    /// Words by which a scenario shows that somebody is told or helps; lowercase.
    pub help_words: &'static [&'static str],
    pub guide: GuideKeywords,
    /// The headings of a letter to families, in order.
    pub letter: [&'static str; 4],
    /// Opens each heading of what is printed: `Poster: …`.
    pub print: [(&'static str, printable::Kind); 4],
}

/// The words of a guide.
#[derive(Debug)]
pub(crate) struct GuideKeywords {
    /// The sections before the segments, in order.
    pub before: [&'static str; 5],
    /// Opens each segment's heading: `Segment: …`.
    pub segment: &'static str,
    /// The sections after the segments, in order.
    pub after: [&'static str; 9],
    /// The parts of "Adapting".
    pub adapting: [&'static str; 7],
    pub make_up: &'static str,
    pub alternative: &'static str,
    pub labels: [(&'static str, Label); 6],
}

/// Places in [`GuideKeywords::before`].
pub(crate) mod before {
    pub(crate) const PURPOSE: usize = 0;
    pub(crate) const CHECKLIST: usize = 1;
    pub(crate) const MATERIALS: usize = 2;
    pub(crate) const WORDS: usize = 3;
    pub(crate) const PACING: usize = 4;
}

/// Places in [`GuideKeywords::after`].
pub(crate) mod after {
    pub(crate) const SENSITIVE: usize = 0;
    pub(crate) const DISCLOSURE: usize = 1;
    pub(crate) const ADAPTING: usize = 2;
    pub(crate) const MAKE_UP: usize = 3;
    pub(crate) const UNDERSTANDING: usize = 4;
    pub(crate) const HOME: usize = 5;
    pub(crate) const GOING_FURTHER: usize = 6;
    pub(crate) const AFTERWARDS: usize = 7;
    pub(crate) const FIDELITY: usize = 8;
}

impl Keywords {
    /// The table of a language, if there is one yet.
    pub fn of(lang: &str) -> Option<&'static Self> {
        match lang {
            ORIGINAL => Some(&ENGLISH),
            "es" => Some(&SPANISH),
            _ => None,
        }
    }
}

static ENGLISH: Keywords = Keywords {
    objectives: "What you'll be able to do",
    i_can: "I can",
    words: "Words",
    minutes: "min",
    help_step: "Help and calm",
    kinds: [
        ("Choose one", Kind::ChooseOne),
        ("Choose all", Kind::ChooseAll),
        ("True or false", Kind::TrueOrFalse),
        ("Match", Kind::Match),
        ("Put in order", Kind::PutInOrder),
        ("Scenario", Kind::Scenario),
        ("Reflect", Kind::Reflect),
    ],
    truth: ["True", "False"],
    end: "end",
    help_words: &[
        "adult",
        "adults",
        "advocate",
        "aunt",
        "coach",
        "counselor",
        "friend",
        "grandma",
        "grandpa",
        "grown-up",
        "grown-ups",
        "help",
        "helper",
        "helpers",
        "helpline",
        "helps",
        "listens",
        "nurse",
        "parent",
        "principal",
        "support",
        "teacher",
        "tell",
        "tells",
        "told",
        "uncle",
    ],
    guide: ENGLISH_GUIDE,
    letter: [
        "What we're learning",
        "Words we use",
        "What you can do at home",
        "If your child tells you something worrying",
    ],
    print: [
        ("Poster", printable::Kind::Poster),
        ("Cards", printable::Kind::Cards),
        ("Board", printable::Kind::Board),
        ("Sheet", printable::Kind::Sheet),
    ],
};

const ENGLISH_GUIDE: GuideKeywords = GuideKeywords {
    before: [
        "Purpose",
        "Before you teach",
        "Materials and room",
        "Words to use and avoid",
        "Pacing",
    ],
    segment: "Segment",
    after: [
        "Sensitive moments",
        "If a student tells you",
        "Adapting",
        "Make-up and alternative",
        "Check understanding",
        "Home connection",
        "Going further",
        "Afterwards",
        "Fidelity card",
    ],
    adapting: [
        "Multilingual learners",
        "Special education",
        "Hearing, vision and motor",
        "Neurodivergent students",
        "Culture and faith",
        "LGBTQ+ and diverse families",
        "Trauma",
    ],
    make_up: "Make-up",
    alternative: "Alternative",
    labels: [
        ("Say", Label::Say),
        ("Do", Label::Do),
        ("Ask", Label::Ask),
        ("Listen for", Label::ListenFor),
        ("If", Label::If),
        ("Move on", Label::MoveOn),
    ],
};

static SPANISH: Keywords = Keywords {
    objectives: "Lo que vas a poder hacer",
    i_can: "Puedo",
    words: "Palabras",
    minutes: "min",
    help_step: "Ayuda y calma",
    kinds: [
        ("Elige una", Kind::ChooseOne),
        ("Elige todas", Kind::ChooseAll),
        ("Verdadero o falso", Kind::TrueOrFalse),
        ("Une", Kind::Match),
        ("Pon en orden", Kind::PutInOrder),
        ("Situación", Kind::Scenario),
        ("Piensa", Kind::Reflect),
    ],
    truth: ["Verdadero", "Falso"],
    end: "fin",
    help_words: &[
        "abuela",
        "abuelo",
        "adulta",
        "adultas",
        "amiga",
        "amigo",
        "apoyo",
        "ayuda",
        "ayudan",
        "ayudar",
        "busca",
        "conductora",
        "consejera",
        "consejero",
        "contar",
        "contarle",
        "contarlo",
        "contárselo",
        "cuéntalo",
        "cuenta",
        "cuentan",
        "enfermera",
        "enfermero",
        "entrenador",
        "entrenadora",
        "escucha",
        "maestra",
        "maestro",
        "tía",
        "tío",
    ],
    guide: ENGLISH_GUIDE,
    letter: [
        "Lo que estamos aprendiendo",
        "Palabras que usamos",
        "Lo que pueden hacer en casa",
        "Si su hijo o hija les cuenta algo preocupante",
    ],
    print: [
        ("Cartel", printable::Kind::Poster),
        ("Tarjetas", printable::Kind::Cards),
        ("Tablero", printable::Kind::Board),
        ("Hoja", printable::Kind::Sheet),
    ],
};
