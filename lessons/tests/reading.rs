//! What the valid tree becomes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod tree;

use lessons::{
    check::{Body, Next},
    guide::{Label, SectionBody, Send},
    lesson::{Block, Callout, Lesson},
    printable::Printed,
};
use tree::{change, outcome, valid};

const LESSON: &str = "en/k-2/05-surprises-and-secrets/lesson.md";
const GUIDE: &str = "en/k-2/05-surprises-and-secrets/guide.md";

fn lesson() -> Lesson {
    let (curriculum, _) = outcome(&valid());
    curriculum
        .lesson("k-2.surprises-and-secrets")
        .unwrap()
        .clone()
}

fn prose(lesson: &Lesson, step: usize) -> String {
    lesson.steps[step]
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Prose(html) => Some(html.as_str()),
            _ => None,
        })
        .collect()
}

fn body(id: &str) -> Body {
    lesson().check(id).unwrap().1.body.clone()
}

#[test]
fn a_lesson_is_cut_into_its_steps() {
    let lesson = lesson();
    let steps: Vec<_> = lesson
        .steps
        .iter()
        .map(|step| (lesson.step_key(step), step.title.as_str(), step.minutes))
        .collect();
    let key = |step: &str| format!("k-2.surprises-and-secrets/{step}");
    assert_eq!(
        steps,
        [
            (key("box"), "The box", 6),
            (key("practice"), "Practice telling", 9),
            (key("help"), "Help and calm", 5),
        ]
    );
    assert_eq!(lesson.minutes, 20);
    assert!(lesson.harm);
    assert_eq!(lesson.words[2].id, "trusted-adult");
    assert_eq!(lesson.words[2].term, "trusted grown-up");
    assert_eq!(lesson.objectives.len(), 2);
}

#[test]
fn a_glossary_link_becomes_a_button_that_opens_the_word() {
    let lesson = lesson();
    let button =
        r#"<button class="word" type="button" popovertarget="word-surprise">surprise</button>"#;
    assert!(prose(&lesson, 0).contains(button));
    assert_eq!(lesson.steps[0].word_ids, ["surprise"]);
}

#[test]
fn a_picture_is_drawn_from_the_sprite() {
    let picture = r##"<svg class="picture" role="img" aria-label="A box with a big bow"><use href="/pictures.svg#box"></use></svg>"##;
    assert!(prose(&lesson(), 0).contains(picture));
}

#[test]
fn a_help_link_leads_to_the_help_page() {
    assert!(prose(&lesson(), 2).contains(r#"<a href="/help">Help page</a>"#));
}

#[test]
fn links_between_files_lead_to_the_pages_that_show_them() {
    let (curriculum, _) = outcome(&valid());
    let page = "/families/lessons/k-2.surprises-and-secrets";
    let unit = &curriculum.units[0];
    assert!(
        unit.html
            .contains(&format!(r#"<a href="{page}">Surprises and secrets</a>"#))
    );
    assert!(
        unit.html
            .contains(&format!(r#"<a href="{page}/letter">letter</a>"#))
    );
    let guide = format!("{:?}", unit.lessons[0].guide.sections);
    assert!(guide.contains(r##"<a href=\"#disclosure-card\">Disclosure card</a>"##));
    assert!(
        curriculum
            .shared
            .pre_brief
            .contains(r##"href="#disclosure-card""##)
    );
    assert!(
        curriculum
            .shared
            .disclosure_card
            .contains("{{school.counselor}}")
    );
}

#[test]
fn checks_know_what_is_right() {
    let Body::ChooseOne(choices) = body("card") else {
        panic!()
    };
    assert_eq!(
        choices
            .iter()
            .map(|choice| choice.right)
            .collect::<Vec<_>>(),
        [false, true]
    );
    assert_eq!(choices[1].text, "a surprise");
    assert_eq!(choices[1].feedback, "<p>Yes. Soon everyone will know.</p>");

    let Body::ChooseAll(choices) = body("listen") else {
        panic!()
    };
    assert_eq!(choices.iter().filter(|choice| choice.right).count(), 2);

    let Body::Match {
        headings,
        pairs,
        feedback,
    } = body("helpers")
    else {
        panic!()
    };
    assert_eq!(headings, ("Where".into(), "Helper".into()));
    assert_eq!(pairs[0], ("at school".into(), "a nurse".into()));
    assert_eq!(feedback, "<p>Any of these can listen.</p>");

    let Body::PutInOrder { items, .. } = body("tell") else {
        panic!()
    };
    assert_eq!(items[0], "Go to a grown-up.");

    let Body::Reflect(prompts) = body("who") else {
        panic!()
    };
    assert_eq!(prompts, ["Draw a helper for Sam, or just think."]);
}

#[test]
fn true_comes_first_however_it_is_written() {
    let mut files = valid();
    let (yes, no) = (
        "1. [x] True\n   > Yes. Sam may always tell.\n",
        "2. [ ] False\n   > Let's think again. Telling is okay.\n",
    );
    change(
        &mut files,
        LESSON,
        &format!("{yes}{no}"),
        &format!("{no}{yes}"),
    );
    let (curriculum, problems) = outcome(&files);
    assert_eq!(problems, []);
    let lesson = curriculum.lessons().next().unwrap();
    let Body::TrueOrFalse(choices) = &lesson.check("may-tell").unwrap().1.body else {
        panic!()
    };
    assert_eq!((&*choices[0].text, choices[0].right), ("True", true));
}

#[test]
fn a_scenario_leads_from_choice_to_choice() {
    let Body::Scenario { opening, branches } = body("sticker") else {
        panic!()
    };
    assert_eq!(opening, "");
    assert_eq!(
        branches[0].html,
        "<p>The grown-up says, \"Thank you for telling me.\"</p>"
    );
    assert_eq!(branches[0].next, Next::End);
    assert_eq!(
        branches[1].next,
        Next::Branch {
            anchor: "tell-a-grown-up".into(),
            label: "Tell a grown-up".into()
        }
    );
    assert!(branches.iter().all(|branch| branch.first));
}

#[test]
fn a_block_that_an_earlier_one_leads_to_is_no_first_choice() {
    let mut files = valid();
    let later = "#### Try again\n\nThe next grown-up helps. → end\n\n### Match: Who";
    change(&mut files, LESSON, "### Match: Who", later);
    change(
        &mut files,
        LESSON,
        "telling me.\" → end",
        "telling me.\" → [Try](#try-again)",
    );
    let (curriculum, problems) = outcome(&files);
    assert_eq!(problems, []);
    let lesson = curriculum.lessons().next().unwrap();
    let Body::Scenario { branches, .. } = &lesson.check("sticker").unwrap().1.body else {
        panic!()
    };
    assert_eq!(
        branches
            .iter()
            .map(|branch| branch.first)
            .collect::<Vec<_>>(),
        [true, true, false]
    );
}

#[test]
fn callouts_stand_apart_from_prose() {
    let lesson = lesson();
    let tip = Block::Callout(
        Callout::Tip,
        "<p>\"I have something to tell you.\"</p>".into(),
    );
    assert!(lesson.steps[1].blocks.contains(&tip));
    assert!(lesson.notice.unwrap().contains("You can pass any time."));
}

#[test]
fn a_guide_is_a_script_part_by_part() {
    let guide = lesson().guide;
    let headings: Vec<_> = guide
        .sections
        .iter()
        .map(|section| section.anchor.as_str())
        .collect();
    assert_eq!(headings.len(), 17);
    assert_eq!(headings[5], "segment-the-box-6-min");
    let SectionBody::Segment { minutes, parts } = &guide.sections[5].body else {
        panic!()
    };
    assert_eq!(*minutes, 6);
    let parts: Vec<_> = parts
        .iter()
        .map(|part| (part.label, part.html.as_str()))
        .collect();
    assert_eq!(
        parts[..5],
        [
            (Label::Do, "<p>Show the box.</p>"),
            (
                Label::Say,
                "<p>Some things are quiet for a little while.</p>"
            ),
            (Label::Ask, "<p>How can we tell which is which?</p>"),
            (Label::ListenFor, "<p>\"Everybody will know.\"</p>"),
            (Label::If, "<p>it gets quiet, wait.</p>"),
        ]
    );
    assert_eq!(parts[5].0, Label::Callout(Callout::Warning));
    assert_eq!(parts[6], (Label::MoveOn, "<p>Put the box away.</p>"));
    assert_eq!(guide.pacing[1].segment, "Practice telling");
    assert_eq!(guide.fidelity.len(), 6);
    assert_eq!(guide.fidelity[0], "Both words explained");
    assert!(guide.alternative.contains("Draw a kind surprise"));
    assert!(!guide.alternative.contains("Read the box story"));
}

#[test]
fn table_headings_say_that_they_are_columns() {
    let guide = lesson().guide;
    let SectionBody::Html(html) = &guide.sections[3].body else {
        panic!()
    };
    assert!(html.contains(r#"<th scope="col">Use</th>"#));
}

#[test]
fn the_letter_goes_out_before_a_lesson_on_harm() {
    let family = lesson().family;
    assert_eq!(family.send, Send::Before);
    assert!(family.html.starts_with("<h2>What we're learning</h2>"));
}

#[test]
fn what_a_student_may_see_of_a_guide_leads_nowhere_else() {
    let mut files = valid();
    change(
        &mut files,
        GUIDE,
        "2. Write a card (10 min).",
        "2. Write a [card](https://example.org) (10 min).",
    );
    let (curriculum, problems) = outcome(&files);
    assert_eq!(problems[0].code, "X001");
    let lesson = curriculum.lessons().next().unwrap();
    assert!(!lesson.guide.alternative.contains("example.org"));
}

#[test]
fn what_is_for_paper_is_posters_cards_boards_and_sheets() {
    let print = lesson().print;
    let titles: Vec<_> = print.iter().map(|printable| &*printable.title).collect();
    assert_eq!(
        titles,
        [
            "A surprise ends",
            "Two signs",
            "Point board",
            "Words for Fox"
        ]
    );
    let Printed::Poster(poster) = &print[0].body else {
        panic!()
    };
    assert!(poster.contains("<use href=\"/pictures.svg#box\">"));
    let Printed::Cards(cards) = &print[1].body else {
        panic!()
    };
    assert!(cards[0].picture.is_some());
    assert_eq!(cards[0].text.trim(), "surprise");
    assert_eq!(
        cards[0].back.as_deref(),
        Some("<p>Soon everyone knows.</p>")
    );
    assert_eq!((&cards[1].picture, &cards[1].back), (&None, &None));
}

#[test]
fn a_lesson_without_a_print_pack_is_whole_and_of_another_version() {
    let mut files = valid();
    files
        .remove("en/k-2/05-surprises-and-secrets/print.md")
        .unwrap();
    let (curriculum, problems) = outcome(&files);
    assert_eq!(problems, []);
    let without = curriculum.lessons().next().unwrap();
    assert_eq!(without.print, []);
    assert_ne!(without.hash, lesson().hash);
}

#[test]
fn a_guide_leads_to_the_print_pack() {
    let mut files = valid();
    change(
        &mut files,
        GUIDE,
        "Show the box.",
        "Show the [box](print.md).",
    );
    let (curriculum, problems) = outcome(&files);
    assert_eq!(problems, []);
    let guide = format!("{:?}", curriculum.lessons().next().unwrap().guide);
    assert!(guide.contains("/teach/lessons/k-2.surprises-and-secrets/print"));
}
