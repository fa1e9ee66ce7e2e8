//! Nodes of the tree to sanitised HTML.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd, html};

use super::{
    clean::{PICTURE, WORD, clean, escape},
    links::{Target, resolve},
    tree::{Node, text_of},
};
use crate::{
    lesson::Callout,
    read::world::{Audience, Page},
};

/// HTML of whole blocks, or of inlines, whichever the nodes are.
pub(crate) fn render(nodes: &[Node], page: &Page) -> String {
    let mut events = Vec::with_capacity(nodes.len() * 8);
    for node in nodes {
        emit(node, page, &mut events);
    }
    let mut text = String::with_capacity(events.len() * 24);
    html::push_html(&mut text, events.into_iter());
    clean(text.trim())
}

/// Inline HTML of one block: of what stands inside it.
pub(crate) fn inline(node: &Node, page: &Page) -> String {
    render(&node.children, page)
}

fn emit<'t>(node: &Node<'t>, page: &Page, events: &mut Vec<Event<'t>>) {
    match &node.event {
        Event::Start(Tag::Link { dest_url, .. }) => emit_link(node, dest_url, page, events),
        Event::Start(Tag::Image { dest_url, .. }) => {
            let alt = text_of(&node.children);
            match resolve(dest_url, page.source, page.world) {
                Target::Picture(name) => {
                    let (name, alt) = (escape(&name), escape(&alt));
                    let image = format!("<img src=\"{PICTURE}{name}\" alt=\"{alt}\">");
                    events.push(Event::InlineHtml(image.into()));
                }
                _ => events.push(Event::Text(alt.into())),
            }
        }
        Event::Start(Tag::FootnoteDefinition(label)) => {
            let opening = format!("<div class=\"footnote\"><sup>{}</sup>", escape(label));
            events.push(Event::Html(opening.into()));
            emit_all(&node.children, page, events);
            events.push(Event::Html("</div>".into()));
        }
        Event::Start(Tag::BlockQuote(Some(kind))) => {
            let kind = Callout::from(*kind).name();
            let opening = format!("<blockquote class=\"callout\" data-kind=\"{kind}\">");
            events.push(Event::Html(opening.into()));
            emit_all(&node.children, page, events);
            events.push(Event::Html("</blockquote>\n".into()));
        }
        Event::Start(tag) => {
            events.push(Event::Start(tag.clone()));
            emit_all(&node.children, page, events);
            events.push(Event::End(tag.to_end()));
        }
        Event::FootnoteReference(label) => {
            events.push(Event::InlineHtml(
                format!("<sup>{}</sup>", escape(label)).into(),
            ));
        }
        Event::TaskListMarker(done) => {
            let sign = if *done { '☑' } else { '☐' };
            let sign = format!("<span class=\"box\" aria-hidden=\"true\">{sign}</span> ");
            events.push(Event::InlineHtml(sign.into()));
        }
        Event::Html(_) | Event::InlineHtml(_) => {}
        leaf => events.push(leaf.clone()),
    }
}

fn emit_all<'t>(nodes: &[Node<'t>], page: &Page, events: &mut Vec<Event<'t>>) {
    for node in nodes {
        emit(node, page, events);
    }
}

/// A link that leads nowhere keeps its words and loses its address.
fn emit_link<'t>(node: &Node<'t>, link: &CowStr<'t>, page: &Page, events: &mut Vec<Event<'t>>) {
    let address: CowStr = match resolve(link, page.source, page.world) {
        Target::Word(id) => format!("{WORD}{id}").into(),
        Target::Help(_) => "/help".into(),
        Target::Page(address) => address.into(),
        Target::Anchor(anchor) => format!("#{anchor}").into(),
        Target::Web if !page.audience.is_student() => link.clone(),
        Target::Print(address) if page.audience == Audience::Staff => address.into(),
        Target::Web
        | Target::Print(_)
        | Target::Picture(_)
        | Target::UnknownWord(_)
        | Target::Missing
        | Target::Forbidden => return emit_all(&node.children, page, events),
    };
    events.push(Event::Start(Tag::Link {
        link_type: LinkType::Inline,
        dest_url: address,
        title: CowStr::Borrowed(""),
        id: CowStr::Borrowed(""),
    }));
    emit_all(&node.children, page, events);
    events.push(Event::End(TagEnd::Link));
}
