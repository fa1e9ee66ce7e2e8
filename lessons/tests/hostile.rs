//! Whatever stands in a file: reading ends, does not panic, lets no script out, and never leaves a
//! lesson out in silence.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;

use lessons::{
    check::{Body, Choice},
    course::Curriculum,
    guide::SectionBody,
    lesson::{Block, Lesson},
    read::{Files, files, read},
};
use proptest::{collection::vec, prelude::*, sample::select};

const LESSON: &str = "en/k-2/05-surprises-and-secrets/lesson.md";

/// What attackers and slips of the keyboard are made of.
const PIECES: [&str; 63] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<!-- id: x -->",
    "<!--",
    "-->",
    "<b",
    "&lt;script&gt;",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](java\tscript:alert(1))",
    "![a b c](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[a](data:text/html,<script>)",
    "[a](word:x\" onclick=\"y)",
    "[a](picture:x)",
    "[a]",
    "[a]: javascript:alert(1)\n",
    "[a](\"onmouseover=x)",
    "![\" onload=\"x](../../../pictures/pictures.svg#box)",
    "![<script> & \"b\" c](../../../pictures/pictures.svg#box)",
    "[x](../../glossary.md#secret)",
    "[x](../../glossary.md#\"><script>)",
    "[x](//evil.example)",
    "[x](../../../../../etc/passwd)",
    "[^1]",
    "\n[^1]: note\n",
    "[^<script>]",
    "\n[^\"onload=x]: y\n",
    "`",
    "```\n",
    "```<script>\n",
    "~~~",
    "\n> ",
    "\n> > ",
    "\n- ",
    "\n- [ ] ",
    "\n1. [x] ",
    "\n   > ",
    "\n\n",
    "\n## ",
    "\n## A (3 min) <!-- id: a -->\n",
    "\n### Choose one: x <!-- id: y -->\n",
    "\n### Scenario: x <!-- id: z -->\n",
    "\n#### A\n",
    "→ [A](#a)",
    "→ end",
    "[![a b c](../../../pictures/pictures.svg#box)](../../glossary.md#secret)",
    "\n| a | b |\n| - | - |\n",
    "| c |",
    "\n---\n",
    "\n***\n",
    "**",
    "_",
    "~~",
    "\u{0}",
    "\u{202e}é👩‍👧",
    "\r\n",
    "\\",
    "{{school.x}}",
];

fn valid() -> Files {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/valid");
    files(Path::new(folder)).unwrap()
}

fn garbage() -> impl Strategy<Value = String> {
    vec(
        prop_oneof![3 => select(PIECES.to_vec()).prop_map(str::to_owned), 1 => ".{0,12}"],
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

fn any_path() -> impl Strategy<Value = String> {
    select(valid().into_keys().collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn garbage_in_a_file_lets_nothing_out(path in any_path(), at in 0.0..1.0_f64, garbage in garbage()) {
        let mut files = valid();
        let mut text = String::from_utf8(files[&path].clone()).unwrap();
        let lines: Vec<_> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        let line = (at * lines.len() as f64) as usize;
        text.insert_str(lines[line.min(lines.len() - 1)], &garbage);
        files.insert(path, text.into_bytes());
        is_harmless(&files);
    }

    #[test]
    fn garbage_in_the_place_of_a_word_lets_nothing_out(path in any_path(), nth in 0..200_usize, garbage in garbage()) {
        let mut files = valid();
        let text = String::from_utf8(files[&path].clone()).unwrap();
        let words: Vec<_> = text.split(' ').collect();
        let nth = nth % words.len();
        let text = [&words[..nth], &[garbage.as_str()], &words[nth + 1..]].concat().join(" ");
        files.insert(path, text.into_bytes());
        is_harmless(&files);
    }

    #[test]
    fn a_file_of_any_bytes_is_read(path in any_path(), bytes in vec(any::<u8>(), 0..400)) {
        let mut files = valid();
        files.insert(path, bytes);
        is_harmless(&files);
    }

    #[test]
    fn a_file_cut_anywhere_is_read(path in any_path(), at in 0.0..1.0_f64) {
        let mut files = valid();
        let bytes = files.get_mut(&path).unwrap();
        bytes.truncate((at * bytes.len() as f64) as usize);
        is_harmless(&files);
    }
}

#[test]
fn what_makes_parsers_slow_is_read() {
    let deep = |opening: &str| opening.repeat(24_000 / opening.len());
    let patterns = [
        deep("> "),
        deep("- "),
        deep("1. "),
        deep("["),
        deep("!["),
        deep("*a "),
        deep("**a_ "),
        deep("`"),
        deep("a`b``"),
        deep("<"),
        deep("<b>\n\n"),
        deep("&"),
        deep("|"),
        deep("| a "),
        deep("- a\n  "),
        deep("\n"),
        deep("> a\n\n"),
        deep("[a](#a) "),
        deep("[a]: b\n"),
        deep("[^a] "),
        deep("## a\n"),
        deep("### b: c\n"),
        deep("## Segment: x\n"),
        deep("\n#### d\n\n→ [a](#a)\n"),
        deep("[s](../../glossary.md#sekret) "),
        deep("have you ever "),
        deep("never a kid's "),
        deep("victim "),
        deep("word "),
        deep("Word, "),
        deep("somesome"),
        deep("\"…"),
        format!(
            "| {}\n| {}\n{}",
            deep("a | "),
            "- | ".repeat(8_000),
            "|\n".repeat(1000)
        ),
        format!("{}\n{}", "- ".repeat(31), "\n".repeat(24_000)),
        (0..150)
            .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
            .collect(),
    ];
    for path in [
        LESSON,
        "en/k-2/05-surprises-and-secrets/guide.md",
        "en/glossary.md",
    ] {
        for pattern in &patterns {
            let mut files = valid();
            let bytes = files.get_mut(path).unwrap();
            bytes.extend_from_slice(b"\n\n");
            bytes.extend_from_slice(pattern.as_bytes());
            is_harmless(&files);
        }
    }
}

/// Reads the tree and checks everything that comes out.
fn is_harmless(files: &Files) {
    let (curriculum, problems) = read(files, "en");
    for problem in &problems {
        assert!(problem.line > 0 && problem.column > 0, "{problem:?}");
        assert!(
            problem.excerpt.len() < 2000 && !problem.message.is_empty(),
            "{problem:?}"
        );
    }
    assert!(problems.len() < 500);
    assert!(curriculum.lessons().count() == 1 || !problems.is_empty());
    let mut pieces = Vec::new();
    everything(&curriculum, &mut pieces);
    for html in pieces {
        is_clean(html);
    }
}

/// Only known elements with known attributes, whose addresses stay within the school.
fn is_clean(html: &str) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at..];
        let mut quoted = false;
        let end = tag
            .find(|letter| {
                quoted ^= letter == '"';
                letter == '>' && !quoted
            })
            .unwrap_or_else(|| panic!("an open tag in {html}"));
        let inner = tag[1..end].trim_start_matches('/');
        let (name, attributes) = inner.split_once(' ').unwrap_or((inner, ""));
        let known = [
            "a",
            "blockquote",
            "br",
            "button",
            "code",
            "del",
            "div",
            "em",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "li",
            "ol",
            "p",
            "pre",
            "span",
            "strong",
            "sup",
            "svg",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
            "use",
        ];
        assert!(known.contains(&name), "<{name}> in {html}");
        let mut parts = attributes.split('"');
        while let (Some(attribute), Some(value)) = (parts.next(), parts.next()) {
            let attribute = attribute.trim().trim_end_matches('=');
            let fits = match attribute {
                "href" => ["/", "#", "https://", "http://", "mailto:", "tel:"]
                    .iter()
                    .any(|start| value.starts_with(start)),
                "class" | "type" | "popovertarget" | "role" | "aria-label" | "aria-hidden"
                | "start" | "scope" | "data-kind" => true,
                _ => false,
            };
            assert!(fits, "{attribute}={value} in {html}");
        }
        rest = &tag[end + 1..];
    }
}

/// Every piece of HTML of a curriculum.
fn everything<'c>(curriculum: &'c Curriculum, pieces: &mut Vec<&'c str>) {
    let shared = &curriculum.shared;
    pieces.extend([
        &*shared.disclosure_card,
        &shared.ground_rules,
        &shared.pre_brief,
    ]);
    pieces.extend(curriculum.glossary.iter().map(|term| &*term.meaning));
    pieces.extend(curriculum.units.iter().map(|unit| &*unit.html));
    for lesson in curriculum.lessons() {
        of_lesson(lesson, pieces);
    }
}

fn of_lesson<'c>(lesson: &'c Lesson, pieces: &mut Vec<&'c str>) {
    pieces.extend(
        lesson
            .notice
            .iter()
            .chain(&lesson.objectives)
            .map(String::as_str),
    );
    pieces.extend(lesson.words.iter().map(|word| &*word.meaning));
    pieces.extend([&*lesson.family.html, &lesson.guide.alternative]);
    pieces.extend(lesson.guide.fidelity.iter().map(String::as_str));
    for section in &lesson.guide.sections {
        match &section.body {
            SectionBody::Html(html) => pieces.push(html),
            SectionBody::Segment { parts, .. } => {
                pieces.extend(parts.iter().map(|part| &*part.html))
            }
        }
    }
    for pace in &lesson.guide.pacing {
        pieces.extend([&*pace.how, &pace.shorten]);
    }
    for block in lesson.steps.iter().flat_map(|step| &step.blocks) {
        match block {
            Block::Prose(html) | Block::Callout(_, html) => pieces.push(html),
            Block::Check(check) => {
                pieces.push(&check.prompt);
                of_check(&check.body, pieces);
            }
        }
    }
}

fn of_check<'c>(body: &'c Body, pieces: &mut Vec<&'c str>) {
    let choices = |choices: &'c [Choice], pieces: &mut Vec<&'c str>| {
        pieces.extend(
            choices
                .iter()
                .flat_map(|choice| [&*choice.text, &choice.feedback]),
        );
    };
    match body {
        Body::ChooseOne(list) | Body::ChooseAll(list) | Body::TrueOrFalse(list) => {
            choices(list, pieces)
        }
        Body::Match {
            headings,
            pairs,
            feedback,
        } => {
            pieces.push(feedback);
            for (left, right) in pairs.iter().chain([headings]) {
                pieces.extend([&**left, right]);
            }
        }
        Body::PutInOrder { items, feedback } => {
            pieces.push(feedback);
            pieces.extend(items.iter().map(String::as_str));
        }
        Body::Scenario { opening, branches } => {
            pieces.push(opening);
            pieces.extend(branches.iter().map(|branch| &*branch.html));
        }
        Body::Reflect(prompts) => pieces.extend(prompts.iter().map(String::as_str)),
    }
}
