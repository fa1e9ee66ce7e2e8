//! A page of the product as a pane shows it: without its doors, its links leading to their panes,
//! and with a mark where something wants mending. What the lesson says is left as it is.

use std::collections::BTreeMap;

use lol_html::{
    RewriteStrSettings, element,
    html_content::{ContentType, Element},
    rewrite_str,
};

use super::{pane::Pane, paper, problems::parts};
use crate::db::Refusal;

/// Ways out of a pane that lead to no pane.
const DOORS: &str = ".masthead, .crumbs, .languages, .skip, a[href^='/teach/classes/'], \
                     body[data-audience='staff'] .foot, body[data-audience='family'] .foot";

/// What a pane does to a page.
pub struct Rewrite<'a> {
    /// Nothing for the original.
    pub lang: Option<&'a str>,
    /// As a printer will have it.
    pub on_paper: bool,
    /// CSS selector of a place in the page → what wants mending there.
    pub faults: BTreeMap<String, Vec<String>>,
}

impl Rewrite<'_> {
    /// # Errors
    /// A sentence, if the page is none.
    pub fn page(&self, html: &str) -> Result<String, Refusal> {
        let mut settings = RewriteStrSettings::new()
            .append_element_content_handler(element!(DOORS, |element| {
                element.remove();
                Ok(())
            }))
            .append_element_content_handler(element!("head", |element| {
                let link = "<link rel=\"stylesheet\" href=\"/preview/pane.css\">";
                element.append(link, ContentType::Html);
                Ok(())
            }))
            .append_element_content_handler(element!("link[rel='stylesheet']", |element| {
                if self.on_paper {
                    element.set_attribute("href", paper::STYLE)?;
                }
                Ok(())
            }))
            .append_element_content_handler(element!("form[action]", |element| {
                let action = element.get_attribute("action").unwrap_or_default();
                element.set_attribute("action", &self.with_lang(&action))?;
                Ok(())
            }))
            .append_element_content_handler(element!("a[href^='/']", |element| self.link(element)));
        for (place, faults) in &self.faults {
            let marks: String = faults.iter().map(|fault| mark(fault)).collect();
            let place = place.parse().map_err(|error| broken(&format!("{error}")))?;
            settings = settings.append_element_content_handler((
                std::borrow::Cow::Owned(place),
                lol_html::ElementContentHandlers::default().element(
                    move |element: &mut Element<'_, '_>| {
                        element.prepend(&marks, ContentType::Html);
                        Ok(())
                    },
                ),
            ));
        }
        rewrite_str(html, settings).map_err(|error| broken(&error.to_string()))
    }

    fn link(
        &self,
        element: &mut Element<'_, '_>,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let href = element.get_attribute("href").unwrap_or_default();
        let path = href.split(['?', '#']).next().unwrap_or_default();
        let Some(pane) = Pane::of(path) else {
            return Ok(());
        };
        let mut href = self.with_lang(&href);
        if pane == Pane::Print {
            let with = if href.contains('?') { '&' } else { '?' };
            href = format!("{href}{with}{}", paper::PAPER);
        }
        element.set_attribute("href", &href)?;
        if !self.on_paper {
            element.set_attribute("target", pane.name())?;
        }
        Ok(())
    }

    fn with_lang(&self, href: &str) -> String {
        match self.lang {
            Some(lang) if href.starts_with('/') => {
                let (page, part) = href.split_at(href.find('#').unwrap_or(href.len()));
                let with = if page.contains('?') { '&' } else { '?' };
                format!("{page}{with}lang={lang}{part}")
            }
            _ => href.to_owned(),
        }
    }
}

fn mark(fault: &str) -> String {
    let escaped = |text: &str| {
        let text = text.replace('&', "&amp;");
        text.replace('<', "&lt;").replace('>', "&gt;")
    };
    let parts = parts(fault).map(|(is_code, part)| match is_code {
        true => format!("<code>{}</code>", escaped(part)),
        false => escaped(part),
    });
    let fault: String = parts.collect();
    format!("<p class=\"message preview-mark\" data-kind=\"problem\">{fault}</p>")
}

fn broken(why: &str) -> Refusal {
    Refusal(format!("A page of the preview could not be made ({why})."))
}
