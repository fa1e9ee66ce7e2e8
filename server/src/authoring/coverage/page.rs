//! The matrix as one page: its few styles stand in it, it has no script and asks for nothing.
//!
//! As on every public page, a standard's code is printed only where it is verified; otherwise the
//! framework, the strand and the grades stand in its place.

use lessons::{
    course::Curriculum,
    coverage::{BandCoverage, Coverage, Row},
    registry::{Standard, Verified},
};

use super::{CAUTION, summary};

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:1rem/1.5 system-ui,sans-serif;max-inline-size:70rem;margin:auto;padding:1rem}\
h2{margin-block-start:2.5rem}\
.scroll{overflow-x:auto;position:relative}\
table{border-collapse:collapse;inline-size:100%}\
caption{text-align:start;padding-block:.5rem}caption span{display:block;position:sticky;inset-inline-start:0;inline-size:fit-content;max-inline-size:calc(100vi - 2rem)}\
th,td{border:1px solid GrayText;padding:.375rem .5rem;text-align:start;vertical-align:top}\
thead th+th,td{white-space:nowrap}\
td.mark,th.number{text-align:center;min-inline-size:2rem}\
tr.gap td:last-child{font-weight:bold}\
small{display:block;font-weight:normal}\
.said{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}\
:focus-visible{outline:2px solid;outline-offset:2px}\
@media print{body{max-inline-size:none;font-size:.8rem}tr{break-inside:avoid}}";

pub fn html(coverage: &Coverage, curriculum: &Curriculum) -> String {
    let bands: String = coverage.bands.iter().map(band).collect();
    let unnamed = match coverage.unnamed.as_slice() {
        [] => "<p>Every standard is named by a lesson.</p>".to_owned(),
        rows => {
            let items = rows.iter().map(|row| {
                let meaning = escaped(&row.meaning);
                let sure = row.verified.words();
                format!("<li>{} ({sure}): {meaning}</li>", label(row))
            });
            format!("<ul>{}</ul>", items.collect::<String>())
        }
    };
    let without = match coverage.without.as_slice() {
        [] => "<p>Every lesson names a standard.</p>".to_owned(),
        lessons => {
            let items = lessons.iter().map(|lesson| {
                let grades = lesson.band.title();
                format!("<li>{grades}: {}</li>", escaped(&lesson.title))
            });
            format!("<ul>{}</ul>", items.collect::<String>())
        }
    };
    let summary = summary(coverage, curriculum.registry.standards.len());
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Lessons and standards</title><style>{STYLE}</style></head>\n\
         <body><main><h1>Lessons and standards</h1><p>{summary}</p><p>{CAUTION}</p>\n\
         <p>Where a code is not verified, its framework, strand and grades stand in its place.</p>\n\
         {bands}<section><h2>Standards that no lesson names</h2>{unnamed}</section>\n\
         <section><h2>Lessons without a standard</h2>{without}</section>\n\
         </main></body></html>\n"
    )
}

fn band(band: &BandCoverage) -> String {
    let title = band.band.title();
    let slug = band.band.slug();
    let lessons: String = band
        .lessons
        .iter()
        .map(|lesson| {
            let (order, title) = (lesson.order, escaped(&lesson.title));
            format!("<li value=\"{order}\">{title}</li>")
        })
        .collect();
    let heads: String = band
        .lessons
        .iter()
        .map(|lesson| {
            let (order, title) = (lesson.order, escaped(&lesson.title));
            format!(
                "<th class=\"number\" scope=\"col\">{order}<span class=\"said\"> {title}</span></th>"
            )
        })
        .collect();
    let rows: String = band.rows.iter().map(row).collect();
    let gaps = band.rows.iter().filter(|row| row.is_gap()).count();
    let gaps = match gaps {
        0 => "no gap".to_owned(),
        1 => "1 gap".to_owned(),
        count => format!("{count} gaps"),
    };
    format!(
        "<section><h2 id=\"band-{slug}\">Grades {title}</h2><ol>{lessons}</ol>\n\
         <div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"band-{slug}\">\
         <table><caption><span>Standards for grades {title} and the lessons that name them: {gaps}\
         </span></caption>\n<thead><tr><th scope=\"col\">Standard</th><th scope=\"col\">How sure</th>\
         {heads}<th scope=\"col\">Lessons</th></tr></thead>\n<tbody>{rows}</tbody></table></div>\
         </section>\n"
    )
}

fn row(row: &Row) -> String {
    let Row { standard, named } = row;
    let marks: String = named
        .iter()
        .map(|named| match named {
            true => {
                "<td class=\"mark\"><span aria-hidden=\"true\">●</span>\
                 <span class=\"said\">named</span></td>"
            }
            false => "<td class=\"mark\"></td>",
        })
        .collect();
    let (class, count) = match named.iter().filter(|named| **named).count() {
        0 => (" class=\"gap\"", "none: a gap".to_owned()),
        count => ("", count.to_string()),
    };
    format!(
        "<tr{class}><th scope=\"row\">{}<small>{}</small></th><td>{}</td>{marks}<td>{count}</td>\
         </tr>\n",
        label(standard),
        escaped(&standard.meaning),
        standard.verified.words(),
    )
}

/// What a public page calls a standard.
fn label(standard: &Standard) -> String {
    let code = match standard.key.split_once(':') {
        Some((_, code)) => code,
        None => &standard.key,
    };
    let parts = match standard.verified {
        Verified::Yes => [standard.framework.as_str(), code, ""],
        Verified::Partial | Verified::No => {
            [&*standard.framework, &*standard.strand, &*standard.grades]
        }
    };
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    escaped(&parts.join(", "))
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
