//! The panes of a lesson: each is a page of the product in a frame of its own.
//!
//! Frames have names, and links name the frame that they belong to, so that a segment leads to its
//! step, and a step to its segment, without any script.

use app::parts::icon::Icon;
use leptos::prelude::*;

use super::{lesson::Sight, place::segment, records::class};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    Student,
    Guide,
    Projector,
    Letter,
    Print,
}

impl Pane {
    pub const ALL: [Self; 5] = [
        Self::Student,
        Self::Guide,
        Self::Projector,
        Self::Letter,
        Self::Print,
    ];

    /// The pane with this name; students' for any other.
    pub fn named(name: Option<&str>) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|pane| Some(pane.name()) == name)
            .unwrap_or(Self::Student)
    }

    /// In addresses, and the name of its frame.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Guide => "guide",
            Self::Projector => "projector",
            Self::Letter => "letter",
            Self::Print => "print",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Student => "Student",
            Self::Guide => "Guide",
            Self::Projector => "Projector",
            Self::Letter => "Family letter",
            Self::Print => "On paper",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Student => "users",
            Self::Guide => "book-open",
            Self::Projector => "present",
            Self::Letter => "mail",
            Self::Print => "printer",
        }
    }

    /// The texts that it shows: see [`super::marks`].
    const fn follows(self) -> &'static str {
        match self {
            Self::Student | Self::Projector => "text",
            Self::Guide => "text guide",
            Self::Letter => "text family",
            Self::Print => "text guide family",
        }
    }

    /// The pane that a page of the product belongs to, by its path.
    pub fn of(path: &str) -> Option<Self> {
        if path.starts_with("/project/") {
            return Some(Self::Projector);
        }
        if path.starts_with("/families/lessons/") {
            return Some(match path.ends_with("/letter") {
                true => Self::Letter,
                false => Self::Print,
            });
        }
        let rest = path.strip_prefix("/teach/lessons/")?;
        Some(match rest.rsplit('/').next() {
            Some("guide") => Self::Guide,
            Some("print") => Self::Print,
            _ => Self::Student,
        })
    }

    /// Where a page of the lesson stands, without what depends on the step.
    fn stem(self, sight: &Sight) -> String {
        let lesson = sight.lesson;
        let id = &lesson.id;
        match self {
            Self::Student => format!("/teach/lessons/{id}/student/"),
            Self::Projector => format!("/project/{}/{}/", class(lesson.band), lesson.order),
            Self::Guide => format!("/teach/lessons/{id}/guide"),
            Self::Letter => format!("/families/lessons/{id}/letter"),
            Self::Print => format!("/families/lessons/{id}"),
        }
    }

    fn address(self, sight: &Sight) -> String {
        let stem = self.stem(sight);
        let with = |mark: char| match &sight.lang {
            Some(lang) => format!("{mark}lang={lang}"),
            None => String::new(),
        };
        match self {
            Self::Student | Self::Projector => format!("{stem}{}{}", sight.step, with('?')),
            Self::Guide => {
                let anchor = segment(sight.lesson, sight.step).filter(|_| sight.step > 1);
                let anchor = sight.at.as_deref().or(anchor);
                let anchor = anchor.map(|anchor| format!("#{anchor}"));
                stem + &anchor.unwrap_or_default()
            }
            Self::Letter => stem + &with('?'),
            Self::Print => format!("{stem}?paper{}", with('&')),
        }
    }
}

/// All panes, and the links that choose one where the window has room for no more.
pub fn panes(sight: &Sight) -> AnyView {
    let links = Pane::ALL.map(|pane| {
        let current = (pane == sight.show).then_some("true");
        view! {
            <li>
                <a href=sight.address(pane, sight.step) data-pane=pane.name() aria-current=current>
                    <Icon name=pane.icon() />
                    {pane.title()}
                </a>
            </li>
        }
    });
    let panes = Pane::ALL.map(|pane| one(pane, sight));
    view! {
        <nav class="preview-choice" aria-label="Pages"><ul role="list">{links.collect_view()}</ul></nav>
        <div class="panes" id="panes" data-show=sight.show.name()>{panes.collect_view()}</div>
    }
    .into_any()
}

fn one(pane: Pane, sight: &Sight) -> AnyView {
    let heading = format!("pane-{}", pane.name());
    let labelled_by = heading.clone();
    let papers = (pane == Pane::Print).then(|| papers(sight));
    let other = match pane {
        Pane::Letter => Some(other(Pane::Print, sight)),
        Pane::Print => Some(other(Pane::Letter, sight)),
        _ => None,
    };
    let by_step = matches!(pane, Pane::Student | Pane::Projector);
    let lang = sight.lang.as_ref().map(|lang| format!("?lang={lang}"));
    view! {
        <section class="pane" data-pane=pane.name() aria-labelledby=labelled_by>
            <header class="pane-head">
                <h2 id=heading><Icon name=pane.icon() />{pane.title()}</h2>
                {papers}
                {other}
            </header>
            <div class="pane-sheet">
                <iframe
                    name=pane.name()
                    title=pane.title()
                    src=pane.address(sight)
                    data-follows=pane.follows()
                    data-stem=by_step.then(|| pane.stem(sight))
                    data-query=by_step.then_some(lang)
                ></iframe>
            </div>
        </section>
    }
    .into_any()
}

/// The way to the pane that stands in this one's place.
fn other(pane: Pane, sight: &Sight) -> AnyView {
    let href = sight.address(pane, sight.step);
    view! { <a class="pane-other" href=href data-pane=pane.name()>{pane.title()}</a> }.into_any()
}

/// What can be printed of a lesson.
fn papers(sight: &Sight) -> AnyView {
    let papers = [
        (Pane::Print, "Lesson"),
        (Pane::Guide, "Guide"),
        (Pane::Letter, "Letter"),
    ];
    let lang = sight.lang.as_ref().map(|lang| format!("&lang={lang}"));
    let lang = lang.unwrap_or_default();
    let stems = papers.map(|(pane, words)| (pane.stem(sight), words));
    let pack = (
        format!("/teach/lessons/{}/print", sight.lesson.id),
        "Print pack",
    );
    let links = stems.into_iter().chain([pack]).map(|(stem, words)| {
        let href = format!("{stem}?paper{lang}");
        view! { <li><a href=href target=Pane::Print.name()>{words}</a></li> }
    });
    view! { <ul class="pane-papers" role="list">{links.collect_view()}</ul> }.into_any()
}
