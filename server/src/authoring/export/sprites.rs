//! Pictures and icons inside the page: a browser draws none from another file of a folder.

use std::collections::{BTreeMap, BTreeSet};

/// The site's sprites, by their plain names: `icons`, `pictures`.
pub struct Sprites(BTreeMap<String, Sprite>);

struct Sprite {
    /// Before each id, so that none is an id of the page.
    name: String,
    /// Shapes that symbols are made of.
    defs: String,
    symbols: BTreeMap<String, String>,
}

impl Sprites {
    /// The sprites among the files of the site.
    pub fn of(site: &BTreeMap<String, Vec<u8>>) -> Self {
        let sprites = site.iter().filter(|(name, _)| name.ends_with(".svg"));
        let sprites = sprites.map(|(file, bytes)| {
            let svg = String::from_utf8_lossy(bytes);
            (plain(file).to_owned(), Sprite::read(plain(file), &svg))
        });
        Self(sprites.collect())
    }

    /// The id that `/assets/icons.….svg#help` or `/icons.svg#help` has inside a page.
    pub fn id(&self, href: &str) -> Option<String> {
        let (file, id) = href.split_once('#')?;
        let sprite = self.0.get(plain(file))?;
        sprite.symbols.contains_key(id).then(|| sprite.own(id))
    }

    /// What a page has to hold to show these.
    pub fn drawn(&self, used: &BTreeSet<String>) -> String {
        let mut drawn = String::new();
        for (name, sprite) in &self.0 {
            let ids = used.iter().filter_map(|href| {
                let (file, id) = href.split_once('#')?;
                (plain(file) == name).then_some(id)
            });
            let ids: BTreeSet<&str> = ids.collect();
            let symbols: String = ids
                .into_iter()
                .filter_map(|id| sprite.symbols.get(id))
                .cloned()
                .collect();
            if !symbols.is_empty() {
                drawn += &sprite.defs;
                drawn += &symbols;
            }
        }
        if drawn.is_empty() {
            return drawn;
        }
        format!(
            "<svg class=\"visually-hidden\" aria-hidden=\"true\" width=\"0\" height=\"0\">{drawn}</svg>"
        )
    }
}

impl Sprite {
    fn read(name: &str, svg: &str) -> Self {
        let sprite = Self {
            name: name.to_owned(),
            defs: String::new(),
            symbols: BTreeMap::new(),
        };
        let defs = between(svg, "<defs", "</defs>").unwrap_or_default();
        let symbols = svg.match_indices("<symbol").filter_map(|(at, _)| {
            let symbol = between(&svg[at..], "<symbol", "</symbol>")?;
            let id = symbol.split_once(" id=\"")?.1.split('"').next()?;
            Some((id.to_owned(), sprite.renamed(symbol)))
        });
        Self {
            symbols: symbols.collect(),
            defs: sprite.renamed(defs),
            ..sprite
        }
    }

    fn own(&self, id: &str) -> String {
        format!("{}-{id}", self.name)
    }

    fn renamed(&self, svg: &str) -> String {
        let name = &self.name;
        svg.replace(" id=\"", &format!(" id=\"{name}-"))
            .replace(" href=\"#", &format!(" href=\"#{name}-"))
            .replace("url(#", &format!("url(#{name}-"))
    }
}

/// From the first `start` to the end of the `end` that follows it.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let from = text.find(start)?;
    let to = from + text[from..].find(end)? + end.len();
    Some(&text[from..to])
}

/// `/assets/icons.0123.svg` → `icons`.
fn plain(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.split('.').next().unwrap_or(name)
}
