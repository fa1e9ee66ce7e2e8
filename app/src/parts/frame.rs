//! What stands around a page, by who reads it: students, staff, families, a projector.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;
use leptos_meta::Title;
use lessons::course::Band;

use super::{disclosure::DisclosureCard, icon::Icon};
use crate::{
    school::{
        accounts::{Role, Visitor},
        school,
    },
    text::{language, text, text_with},
};

/// What the page's outermost elements say about it. The server writes it into `<html>` and
/// `<body>` once the page is rendered: a page that has waited for its answer can no longer.
#[derive(Clone, Debug)]
pub struct Around {
    pub lang: String,
    pub dir: String,
    /// `student`, `staff`, `family` or `projector`.
    pub audience: &'static str,
    pub band: Option<Band>,
}

impl Around {
    /// A page in the language that this request is answered in.
    pub fn here(audience: &'static str, band: Option<Band>) -> Self {
        let language = language();
        Self {
            lang: language.code(),
            dir: language.dir().into(),
            audience,
            band,
        }
    }
}

/// The language that a lesson is written in, where it may not be the page's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub lang: String,
    pub dir: String,
}

impl Written {
    /// As staff text is.
    pub fn english() -> Self {
        Self {
            lang: "en".into(),
            dir: "ltr".into(),
        }
    }

    /// `lang` and `dir` of what stands in another language than the page, and a line that says so.
    fn beside(written: Option<Self>) -> (Option<String>, Option<String>, Option<AnyView>) {
        match written.and_then(|written| Some((written.note()?, written))) {
            Some((note, Self { lang, dir })) => (Some(lang), Some(dir), Some(note)),
            None => (None, None, None),
        }
    }

    /// A line that says that this is not in the language that was asked for.
    pub fn note(&self) -> Option<AnyView> {
        let (lang, dir) = (language().code(), language().dir());
        (self.lang != lang).then(|| {
            view! {
                <p class="message" data-kind="note" lang=lang dir=dir><Icon name="info" /><span>{text("not-translated")}</span></p>
            }
            .into_any()
        })
    }
}

/// The same page in every other language, each under its own name.
#[component]
pub fn Languages() -> impl IntoView {
    let here = language();
    let languages = school()
        .map(|school| school.languages())
        .unwrap_or_default();
    let others = languages.into_iter().filter(|other| *other != here);
    let links = others.map(|other| {
        let code = other.code();
        view! {
            <a href=format!("?lang={code}") lang=code.clone() hreflang=code.clone() rel="nofollow" data-replace>
                {other.own_name()}
            </a>
        }
    });
    let links: Vec<_> = links.collect();
    (!links.is_empty()).then(|| {
        view! {
            <nav class="languages" aria-label=text("languages")>{links}</nav>
        }
    })
}

impl Default for Around {
    fn default() -> Self {
        Self {
            lang: "en".into(),
            dir: "ltr".into(),
            audience: "student",
            band: None,
        }
    }
}

/// Where a page leaves what stands around it; the server gives it into each request's context.
#[derive(Clone, Debug, Default)]
pub struct Slot(pub Arc<Mutex<Around>>);

/// Says what stands around this page.
pub fn around(around: Around) {
    if let Some(Slot(slot)) = use_context::<Slot>() {
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = around;
    }
}

/// Every student page: help at the top start, *Leave this page* at the top end, one column.
#[component]
pub fn StudentFrame(
    /// Neutral: the browser's history shows it.
    title: String,
    #[prop(optional)] band: Option<Band>,
    /// Of the lesson that the page shows, if it does.
    #[prop(optional)]
    written: Option<Written>,
    /// The page has its way on at the foot of the window.
    #[prop(optional)]
    fill: bool,
    /// A form alone on its page.
    #[prop(optional)]
    narrow: bool,
    children: Children,
) -> impl IntoView {
    around(Around::here("student", band));
    let (lang, dir, note) = Written::beside(written);
    let name = match school().map(|school| school.visitor()) {
        Ok(Visitor::Student { name, .. }) => Some(name),
        _ => None,
    };
    let signed_in = name.is_some();
    view! {
        <Title text=title />
        <a class="skip" href="#page">{text("skip-to-content")}</a>
        <header class="topbar">
            <a class="topbar-link" href="/help"><Icon name="help" />{text("help")}</a>
            {signed_in.then(|| view! {
                <a class="topbar-link" href="/s" data-replace><Icon name="home" />{text("my-lessons")}</a>
            })}
            <LeaveLink />
        </header>
        <main class=if narrow { "narrow" } else { "page" } id="page" data-fill=fill tabindex="-1" lang=lang dir=dir>{note}{children()}</main>
        <footer class="foot">
            {name.map(|name| view! {
                <span>{text_with("signed-in-as", [("name", name.into())])}</span>
                <form method="post" action="/sign-out">
                    <button class="link">{text("sign-out")}</button>
                </form>
            })}
            <span>{text("leave-foot")}</span>
            <Languages />
        </footer>
    }
}

/// The way out. It works without JavaScript; `leave.js` makes it instant.
#[component]
fn LeaveLink() -> impl IntoView {
    // On a narrow screen the first word is enough to see; a reader hears all of them.
    let words = text("leave");
    let short = text("leave-short");
    let words = match words.strip_prefix(&short) {
        Some(rest) => {
            view! { {short} <span class="leave-rest">{rest.to_owned()}</span> }.into_any()
        }
        None => words.into_any(),
    };
    view! {
        <a
            class="leave"
            href="/bye"
            rel="nofollow"
            data-leave
            data-two-more=text("leave-more-2")
            data-one-more=text("leave-more-1")
            data-stay=text("leave-stay")
            data-loading=text("leave-loading")
            data-unreached=text("unreached")
        >
            <Icon name="leave" turns=true />
            <span>{words}</span>
        </a>
    }
}

/// Pages that anybody may read: families, and the doors to everything else.
#[component]
pub fn FamilyFrame(
    title: String,
    /// Of the lesson that the page shows, if it does.
    #[prop(optional)]
    written: Option<Written>,
    children: Children,
) -> impl IntoView {
    around(Around::here("family", None));
    let (lang, dir, note) = Written::beside(written);
    view! {
        <Title text=title />
        <a class="skip" href="#page">{text("skip-to-content")}</a>
        <header class="masthead">
            <a class="wordmark" href="/"><Icon name="mark" />"Groundwork"</a>
            <nav class="masthead-nav" aria-label=text("family-nav")>
                <a href="/families">{text("family-lessons")}</a>
                <a href="/help">{text("help")}</a>
            </nav>
            <Languages />
        </header>
        <main class="page" id="page" tabindex="-1" lang=lang dir=dir>{note}{children()}</main>
        <footer class="foot"><p>{text("family-foot")}</p></footer>
    }
}

/// The way back from a family page; below a lesson, its address and title.
#[component]
pub fn FamilyCrumbs(#[prop(optional)] lesson: Option<(String, String)>) -> impl IntoView {
    let lesson = lesson.map(|(href, title)| view! { <li><a href=href>{title}</a></li> });
    view! {
        <nav class="crumbs" aria-label=text("family-crumbs")>
            <ol role="list">
                <li><a href="/families">{text("family-lessons")}</a></li>
                {lesson}
            </ol>
        </nav>
    }
}

/// Every staff page: where the visitor may go by role, and the page itself.
#[component]
pub fn StaffFrame(
    #[prop(into)] title: String,
    /// `page` for reading, `desk` for tables, `narrow` for a form alone.
    #[prop(default = "desk")]
    width: &'static str,
    children: Children,
) -> impl IntoView {
    around(Around {
        audience: "staff",
        ..Around::default()
    });
    let (name, roles, insecure) = match school() {
        Ok(school) => match school.visitor() {
            Visitor::Staff { name, roles } => (Some(name), roles, school.insecure()),
            Visitor::Student { .. } | Visitor::SignedOut => (None, Vec::new(), school.insecure()),
        },
        Err(_) => (None, Vec::new(), false),
    };
    let signed_in = name.is_some();
    let may = |wanted: &[Role]| roles.iter().any(|role| wanted.contains(&role.role));
    let teaches = may(&[Role::Teacher]);
    let administers = may(&[
        Role::SchoolAdministrator,
        Role::DistrictAdministrator,
        Role::Counselor,
    ]);
    view! {
        <Title text=format!("{title} – Groundwork") />
        <a class="skip" href="#page">"Skip to the page"</a>
        <header class="masthead">
            <a class="wordmark" href="/"><Icon name="mark" />"Groundwork"</a>
            <nav class="masthead-nav" aria-label="Main">
                {teaches.then(|| view! { <a href="/teach">"My classes"</a> })}
                {administers.then(|| view! { <a href="/school">"School"</a> })}
                <a href="/families">"Lessons"</a>
            </nav>
            {name.map(|name| view! {
                <div class="masthead-end">
                    <button class="button masthead-card" type="button" popovertarget="disclosure-card">
                        <Icon name="help" />
                        "If a student tells you"
                    </button>
                    <a href="/account">{name}</a>
                    <form method="post" action="/sign-out">
                        <button class="link">"Sign out"</button>
                    </form>
                </div>
            })}
        </header>
        {insecure.then(|| view! {
            <p class="message" data-kind="note">
                <Icon name="unlock" />
                "This school runs without encryption on its own network. Ask IT for a certificate before using it elsewhere."
            </p>
        })}
        <main class=width id="page" tabindex="-1">{children()}</main>
        {signed_in.then(|| view! { <DisclosureCard /> })}
        <footer class="foot">
            <p>"Lessons are drafts until a health teacher, a counselor and a survivor-advisor have signed them."</p>
        </footer>
    }
}
