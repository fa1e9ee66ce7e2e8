//! The style sheet: one small file out of the layered ones, with the addresses of fonts filled in.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};
use lightningcss::values::url::Url;
use lightningcss::visit_types;
use lightningcss::visitor::{Visit, VisitTypes, Visitor};

/// Bundles and minifies `main` with all that it imports, layers in their order.
///
/// `names` leads from the name of an asset (`fonts/lexend.woff2`) to the one it is served under.
///
/// # Errors
/// A mistake in the CSS, with file and line; a file that cannot be read; an unknown `url()`.
pub fn bundle(main: &Path, names: &BTreeMap<String, String>) -> Result<String> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(main).map_err(mistake)?;
    sheet.visit(&mut Addresses { names })?;
    let targets = oldest_browsers();
    sheet
        .minify(MinifyOptions {
            targets,
            ..Default::default()
        })
        .map_err(mistake)?;
    let minified = PrinterOptions {
        minify: true,
        targets,
        ..Default::default()
    };
    Ok(sheet.to_css(minified).map_err(mistake)?.code)
}

/// Owned: the original borrows from the files that were read.
fn mistake(error: impl Display) -> anyhow::Error {
    anyhow!("the style sheet: {error}")
}

/// The first browsers that know layers and oklch; what is newer is rewritten where it can be.
fn oldest_browsers() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    Targets::from(Browsers {
        chrome: version(111, 0),
        edge: version(111, 0),
        firefox: version(113, 0),
        safari: version(15, 4),
        ios_saf: version(15, 4),
        ..Default::default()
    })
}

struct Addresses<'a> {
    names: &'a BTreeMap<String, String>,
}

impl<'i> Visitor<'i> for Addresses<'_> {
    type Error = anyhow::Error;

    fn visit_types(&self) -> VisitTypes {
        visit_types!(URLS)
    }

    fn visit_url(&mut self, url: &mut Url<'i>) -> Result<()> {
        if url.url.starts_with("data:") || url.url.starts_with('#') {
            return Ok(());
        }
        let (path, fragment) = url.url.split_at(url.url.find('#').unwrap_or(url.url.len()));
        let Some(name) = self.names.get(path.trim_start_matches(['.', '/'])) else {
            return Err(mistake(format!("url({path}) names no file of style/")));
        };
        url.url = format!("{name}{fragment}").into();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled(name: &str, files: &[(&str, &str)]) -> Result<String> {
        let folder = std::env::temp_dir().join(format!("groundwork-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        for (file, text) in files {
            std::fs::write(folder.join(file), text)?;
        }
        let names =
            BTreeMap::from([("fonts/a.woff2".to_owned(), "fonts/a.01234.woff2".to_owned())]);
        let css = bundle(&folder.join("main.css"), &names);
        std::fs::remove_dir_all(&folder)?;
        css
    }

    #[test]
    fn imports_keep_the_order_of_the_layers() -> Result<()> {
        let main = "@layer base, late; @import 'late.css'; @import 'base.css';";
        let late = "@layer late { a { color: red } }";
        let base = "@layer base { a { color: blue } }";
        let css = bundled(
            "css",
            &[("main.css", main), ("late.css", late), ("base.css", base)],
        )?;
        assert_eq!(css, "@layer base{a{color:#00f}}@layer late{a{color:red}}");
        Ok(())
    }

    #[test]
    fn fonts_get_the_names_they_are_served_under() -> Result<()> {
        let font = "@font-face { font-family: A; src: url('../fonts/a.woff2') }";
        let css = bundled("fonts", &[("main.css", font)])?;
        assert!(css.contains("url(fonts/a.01234.woff2)"), "{css}");
        Ok(())
    }

    #[test]
    fn an_address_that_names_no_asset_is_a_mistake() {
        let css = bundled("gone", &[("main.css", "a { background: url(gone.png) }")]);
        assert!(css.is_err_and(|error| error.to_string().contains("gone.png")));
    }
}
