//! A page as a file: its links lead to files, its pictures stand in it.

use std::{cell::RefCell, collections::BTreeSet};

use app::text::Language;
use lol_html::{RewriteStrSettings, element, html_content::Element, rewrite_str};

use super::sprites::Sprites;
use crate::{db::Refusal, http::doors::AWAY};

/// A page of the families' site, in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    pub lang: String,
    /// Path and query without the language: `/help?grades=k-2`.
    page: String,
}

/// A page that stands in a file, and where it leads.
pub struct Page {
    pub html: String,
    pub links: Vec<Address>,
}

impl Address {
    /// The list of all lessons.
    pub fn start(language: &Language) -> Self {
        Self {
            lang: language.code(),
            page: "/families".into(),
        }
    }

    /// What the server is asked for.
    pub fn ask(&self) -> String {
        let with = if self.page.contains('?') { '&' } else { '?' };
        format!("{}{with}lang={}", self.page, self.lang)
    }

    /// Where it stands below the folder.
    pub fn file(&self) -> String {
        let name = self.name().unwrap_or_default();
        format!("{}/{name}.html", self.lang)
    }

    /// Its name without language and ending; nothing for a page that is not for families.
    fn name(&self) -> Option<String> {
        let page = &*self.page;
        if let Some(lesson) = page.strip_prefix("/families/lessons/") {
            return Some(match lesson.strip_suffix("/letter") {
                Some(lesson) => format!("letters/{lesson}"),
                None => format!("lessons/{lesson}"),
            });
        }
        if let Some(band) = page.strip_prefix("/families/units/") {
            return Some(format!("units/{band}"));
        }
        if let Some(band) = page.strip_prefix("/help?grades=") {
            return Some(format!("help-{band}"));
        }
        match page {
            "/families" => Some("index".into()),
            "/help" => Some("help".into()),
            _ => None,
        }
    }

    /// What a link on this page leads to, if that is another of the pages.
    fn follow(&self, href: &str) -> Option<Self> {
        let to = match href.strip_prefix("?lang=") {
            Some(lang) => Self {
                lang: lang.to_owned(),
                page: self.page.clone(),
            },
            None => Self {
                lang: self.lang.clone(),
                page: href.to_owned(),
            },
        };
        to.name().map(|_| to)
    }

    /// From this page's folder up to the top.
    fn up(&self) -> String {
        "../".repeat(self.file().matches('/').count())
    }
}

/// Which files of the site a page of families needs; sprites stand in the pages themselves.
pub fn is_needed(name: &str) -> bool {
    let font = name.starts_with("fonts/");
    let part = name.starts_with("style.") || name.starts_with("leave.") || name.contains("favicon");
    (font || part) && !name.ends_with(".br")
}

/// Turns links into names of files, and puts the pictures that are used into the page.
///
/// # Errors
/// A sentence, when the page leads to something that no file holds.
pub fn rewrite(html: &str, address: &Address, sprites: &Sprites) -> Result<Page, Refusal> {
    let links = RefCell::new(Vec::new());
    let used = RefCell::new(BTreeSet::new());
    let lost = RefCell::new(None);
    let up = address.up();
    let file = |href: &str| {
        let (href, fragment) = match href.split_once('#') {
            Some((href, fragment)) => (href, format!("#{fragment}")),
            None => (href, String::new()),
        };
        if href.is_empty() {
            return Some(fragment);
        }
        match href {
            "/" => return Some(format!("{up}index.html")),
            "/bye" => return Some(AWAY.to_owned()),
            _ => {}
        }
        if let Some(name) = href.strip_prefix("/assets/") {
            return Some(format!("{up}assets/{name}"));
        }
        if !href.starts_with(['/', '?']) {
            return Some(format!("{href}{fragment}"));
        }
        let to = address.follow(href)?;
        let file = format!("{up}{}{fragment}", to.file());
        links.borrow_mut().push(to);
        Some(file)
    };
    let attribute = |name: &'static str| {
        let (file, lost) = (&file, &lost);
        move |element: &mut Element<'_, '_>| {
            if let Some(href) = element.get_attribute(name) {
                let href = href.replace("&amp;", "&");
                match file(&href) {
                    Some(file) => element.set_attribute(name, &file)?,
                    None => *lost.borrow_mut() = Some(href),
                }
            }
            Ok(())
        }
    };
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("use[href]", |element| {
            let href = element.get_attribute("href").unwrap_or_default();
            if let Some(id) = sprites.id(&href) {
                element.set_attribute("href", &format!("#{id}"))?;
                used.borrow_mut().insert(href);
            }
            Ok(())
        }))
        .append_element_content_handler(element!("a[href], link[href]", attribute("href")))
        .append_element_content_handler(element!("script[src], img[src]", attribute("src")));
    let result = rewrite_str(html, settings);
    let html = result.map_err(|error| {
        Refusal(format!(
            "The page {} could not be read ({error}).",
            address.ask()
        ))
    })?;
    if let Some(href) = lost.into_inner() {
        return Err(Refusal(format!(
            "The page {} leads to {href}, which no file holds.",
            address.ask()
        )));
    }
    let drawn = sprites.drawn(&used.into_inner());
    Ok(Page {
        html: html.replacen("</body>", &format!("{drawn}</body>"), 1),
        links: links.into_inner(),
    })
}
