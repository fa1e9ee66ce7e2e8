//! Staff text and answer keys reach no student, projector or family: every page of every lesson is
//! asked for, every check is answered, and each answer is searched for what must not be in it.

use std::collections::HashSet;

use app::school::administering::Administering;
use lessons::{
    check::{Body, Check},
    lesson::Lesson,
};

use crate::{
    checks::{answers, keys_beside_the_chosen, keys_read, keys_shown},
    school::{Browser, Reply, TestSchool, content, site, world},
    secrets::{feedback, guides, ways},
    sieve::Sieve,
};

/// How many lessons have been written; there are never fewer.
const LESSONS_AT_LEAST: usize = 31;

/// A walk through the school that remembers what it has found.
struct Crawl {
    school: TestSchool,
    guides: Sieve,
    feedback: Sieve,
    visited: usize,
    problems: Vec<String>,
}

/// The people who visit the pages of one unit, and its class.
struct Visitors {
    class: String,
    student: Browser,
    opted_out: Browser,
    teacher: Browser,
}

impl Crawl {
    async fn open() -> Self {
        let school = TestSchool::open().await;
        school.make_ready("alan", "birch").await;
        let guides = guides(school.curriculum());
        let feedback = feedback(school.curriculum());
        Self {
            school,
            guides,
            feedback,
            visited: 0,
            problems: Vec::new(),
        }
    }

    /// A class of the unit with all its lessons open, and two students: one is opted out of all.
    async fn visitors(&self, unit: usize) -> Visitors {
        let unit = &self.school.curriculum().units[unit];
        let class = format!("crawl-{}", unit.band);
        let mut students = self.school.add_class(&class, unit.band, 2).await;
        let carol = self.school.visit("carol").await;
        for lesson in &unit.lessons {
            self.school.open_lesson("grace", &class, &lesson.id).await;
            let student = world::id(&format!("{class} 2"));
            carol.set_opt_out(student, &lesson.id, true).await.unwrap();
        }
        Visitors {
            class,
            opted_out: students.pop().unwrap(),
            student: students.pop().unwrap(),
            teacher: self.school.staff("grace").await,
        }
    }

    /// Asks for a page that has to be there and to show something of its own.
    async fn page(&mut self, who: &Browser, address: &str, shows: &str) -> Reply {
        let reply = who.get(address).await;
        reply.is(200).shows(shows);
        self.search(address, &reply, "");
        reply
    }

    /// Searches one answer; `chosen` is feedback that may be in it.
    fn search(&mut self, address: &str, reply: &Reply, chosen: &str) {
        self.visited += 1;
        let text = reply.text();
        for secret in self.guides.caught(&text, chosen) {
            let problem = format!("{address}: of a guide: {secret}");
            self.problems.push(problem);
        }
        for secret in self.feedback.caught(&text, chosen) {
            let problem = format!("{address}: feedback of what was not chosen: {secret}");
            self.problems.push(problem);
        }
        if text.contains("__RESOLVED_RESOURCES") {
            self.problems.push(format!("{address}: resources"));
        }
    }

    /// Says what was found, after as many pages as there must be.
    #[track_caller]
    fn finish(self, expected: usize) {
        let count = self.problems.len();
        let shown: Vec<String> = self.problems.into_iter().take(20).collect();
        assert!(count == 0, "{count} finds, among them {shown:#?}");
        assert_eq!(self.visited, expected, "pages");
    }

    /// Every page of one lesson as its student sees it, with every check answered in every way.
    async fn lesson(&mut self, visitors: &Visitors, lesson: &Lesson) {
        let Visitors { class, student, .. } = visitors;
        let address = format!("/s/{class}/{}", lesson.order);
        self.page(student, &address, &lesson.title).await;
        for (step, number) in lesson.steps.iter().zip(1..) {
            let address = format!("{address}/{number}");
            let page = self.page(student, &address, &step.title).await.text();
            self.note(&address, keys_shown(&page, step.checks()));
            for check in step.checks() {
                for answer in answers(&page, check) {
                    let fields: Vec<(&str, &str)> = answer
                        .fields
                        .iter()
                        .map(|(name, value)| (name.as_str(), value.as_str()))
                        .collect();
                    let reply = student.post(&address, &fields).await;
                    reply.is(200).shows(&step.title).shows(&answer.told);
                    self.search(&address, &reply, &answer.told);
                    let text = reply.text();
                    let keys = keys_beside_the_chosen(&text, check, &answer, step.checks());
                    self.note(&address, keys);
                }
            }
        }
        self.page(student, &format!("{address}/done"), &lesson.title)
            .await;
    }

    /// The two pages in the lesson's place. The one part of a guide that is for students may be
    /// in the second, and nowhere else.
    async fn alternative(&mut self, visitors: &Visitors, lesson: &Lesson) {
        let Visitors {
            class, opted_out, ..
        } = visitors;
        let address = format!("/s/{class}/{}", lesson.order);
        self.page(opted_out, &address, &lesson.title).await;
        let address = format!("{address}/1");
        let reply = opted_out.get(&address).await;
        let alternative = &lesson.guide.alternative;
        reply.is(200).shows(alternative);
        self.search(&address, &reply, alternative);
        assert!(!self.guides.caught(&reply.text(), "").is_empty());
    }

    fn note(&mut self, address: &str, problems: Vec<String>) {
        let problems = problems.into_iter();
        self.problems
            .extend(problems.map(|problem| format!("{address}: {problem}")));
    }
}

/// The unit's number and its lessons, apart from the crawl that goes through them.
fn units(crawl: &Crawl) -> Vec<(usize, Vec<Lesson>)> {
    let units = crawl.school.curriculum().units.iter().enumerate();
    units.map(|(at, unit)| (at, unit.lessons.clone())).collect()
}

/// The sum over every lesson that has a guide on disk; there is one lesson for each.
async fn sum(pages: impl Fn(&Lesson) -> usize) -> usize {
    let (content, curriculum) = content().await;
    let guides = content
        .files
        .keys()
        .filter(|path| path.starts_with("en/") && path.ends_with("/guide.md"));
    let guides: HashSet<&str> = guides
        .map(|path| path.trim_end_matches("/guide.md"))
        .collect();
    assert!(guides.len() >= LESSONS_AT_LEAST, "{}", guides.len());
    let lessons: Vec<&Lesson> = curriculum.lessons().collect();
    let read: HashSet<&str> = lessons.iter().map(|lesson| &*lesson.folder).collect();
    assert_eq!(read, guides);
    lessons.into_iter().map(pages).sum()
}

#[tokio::test]
async fn no_page_of_a_student_holds_staff_text_or_a_key() {
    let mut crawl = Crawl::open().await;
    let units = units(&crawl);
    for (at, lessons) in &units {
        let visitors = crawl.visitors(*at).await;
        for lesson in lessons {
            crawl.lesson(&visitors, lesson).await;
            crawl.alternative(&visitors, lesson).await;
        }
        for student in [&visitors.student, &visitors.opted_out] {
            crawl.page(student, "/s", &lessons[0].title).await;
            crawl.page(student, "/help", "<h1>").await;
        }
    }
    let per_lesson = |lesson: &Lesson| {
        let checks = lesson.steps.iter().flat_map(|step| step.checks());
        1 + lesson.steps.len() + checks.map(ways).sum::<usize>() + 1 + 2
    };
    crawl.finish(sum(per_lesson).await + 4 * units.len());
}

#[tokio::test]
async fn no_translated_page_holds_staff_text_or_a_key() {
    let mut crawl = Crawl::open().await;
    let spanish = crawl.school.curriculum().translation("es").unwrap().clone();
    crawl.feedback = feedback(&spanish);
    let units = units(&crawl);
    let mut expected = 0;
    for unit in &spanish.units {
        let original = units
            .iter()
            .find(|(_, lessons)| lessons[0].band == unit.band);
        let visitors = crawl.visitors(original.unwrap().0).await;
        let Visitors {
            class,
            teacher,
            student,
            ..
        } = &visitors;
        student.get("/s?lang=es").await.is(200).shows("lang=\"es\"");
        for lesson in &unit.lessons {
            crawl.lesson(&visitors, lesson).await;
            let address = format!("/project/{class}/{}/1?lang=es", lesson.order);
            crawl.page(teacher, &address, &lesson.steps[0].title).await;
            let address = format!("/families/lessons/{}", lesson.id);
            let page = crawl.page(student, &address, &lesson.title).await;
            let checks = || lesson.steps.iter().flat_map(|step| step.checks());
            crawl.note(&address, keys_read(&page.text(), checks()));
            let letter = format!("{address}/letter");
            crawl.page(student, &letter, &lesson.family.title).await;
            expected += 2 + lesson.steps.len() + checks().map(ways).sum::<usize>() + 3;
        }
    }
    assert!(expected > 200, "{expected}");
    crawl.finish(expected);
}

#[tokio::test]
async fn no_projector_holds_staff_text_or_a_key() {
    let mut crawl = Crawl::open().await;
    for (at, lessons) in units(&crawl) {
        let Visitors { class, teacher, .. } = crawl.visitors(at).await;
        for lesson in lessons {
            let address = format!("/project/{class}/{}", lesson.order);
            for (step, number) in lesson.steps.iter().zip(1..) {
                let address = format!("{address}/{number}");
                let page = crawl.page(&teacher, &address, &step.title).await;
                // What sends nothing works on the projector, too; the rest is read.
                let is_read = |check: &&Check| {
                    !matches!(check.body, Body::Scenario { .. } | Body::Reflect(_))
                };
                let (read, worked): (Vec<_>, Vec<_>) = step.checks().partition(is_read);
                crawl.note(&address, keys_read(&page.text(), read));
                crawl.note(&address, keys_shown(&page.text(), worked));
            }
            let join = format!("{address}/1?join");
            crawl.page(&teacher, &join, "<h1>").await;
        }
    }
    crawl.finish(sum(|lesson| lesson.steps.len() + 1).await);
}

#[tokio::test]
async fn no_page_of_a_family_holds_staff_text_or_a_key() {
    let mut crawl = Crawl::open().await;
    let family = crawl.school.nobody();
    let units = units(&crawl);
    for (at, lessons) in &units {
        let unit = crawl.school.curriculum().units[*at].clone();
        let address = format!("/families/units/{}", unit.band);
        crawl.page(&family, &address, &unit.title).await;
        for lesson in lessons {
            let address = format!("/families/lessons/{}", lesson.id);
            let page = crawl.page(&family, &address, &lesson.title).await;
            let checks = lesson.steps.iter().flat_map(|step| step.checks());
            crawl.note(&address, keys_read(&page.text(), checks));
            let letter = format!("{address}/letter");
            crawl.page(&family, &letter, &lesson.family.title).await;
        }
    }
    let doors = ["/", "/families", "/help", "/s/sign-in", "/sign-in", "/bye"];
    for door in doors {
        crawl.page(&family, door, "</html>").await;
    }
    crawl.finish(sum(|_| 2).await + units.len() + doors.len());
}

#[tokio::test]
async fn no_file_of_the_site_holds_staff_text_or_a_key() {
    let mut crawl = Crawl::open().await;
    let Some(site) = site("the files of the site") else {
        return;
    };
    let nobody = crawl.school.nobody();
    for name in site.values() {
        let address = format!("/assets/{name}");
        let reply = nobody.get(&address).await;
        reply.is(200);
        crawl.visited += 1;
        let text = reply.text();
        for sieve in [&crawl.guides, &crawl.feedback] {
            let caught = sieve.caught(&text, "");
            let problems = caught.iter().map(|secret| format!("{address}: {secret}"));
            crawl.problems.extend(problems);
        }
    }
    // It was read as it is, and not in a compressed form.
    let wasm = format!("/assets/{}", site["groundwork_bg.wasm"]);
    let wasm = nobody.get(&wasm).await;
    assert!(wasm.bytes.starts_with(b"\0asm"));
    wasm.shows("/api/watch_section").shows("not yet");
    crawl.finish(site.len());
}

#[tokio::test]
async fn the_search_finds_a_guide_where_it_is_shown_and_a_key_where_it_is_told() {
    let crawl = Crawl::open().await;
    let grace = crawl.school.staff("grace").await;
    for lesson in crawl.school.curriculum().lessons() {
        let page = grace
            .get(&format!("/teach/lessons/{}/guide", lesson.id))
            .await;
        let text = page.is(200).text();
        let caught = crawl.guides.caught(&text, "");
        let begins = format!("{} ", lesson.id);
        let (found, of) = crawl
            .guides
            .share(|whose| whose.starts_with(&begins), &caught);
        assert!(
            of > 500 && found * 100 >= of * 98,
            "{found} of {of}: {}",
            lesson.id
        );
    }
    let lesson = crawl.school.lesson();
    let steps = lesson.steps.iter().zip(1..);
    for (step, number) in steps {
        let address = format!("/teach/lessons/{}/student/{number}", lesson.id);
        for check in step.checks().filter(|check| ways(check) > 2) {
            let fields = [("check", check.id.as_str()), ("choice", "0")];
            let text = grace.post(&address, &fields).await.is(200).text();
            let whose = format!("{}/{}", lesson.id, check.id);
            let caught = crawl.feedback.caught(&text, "");
            let (found, _) = crawl.feedback.share(|other| other == whose, &caught);
            assert!(found > 0, "{whose}");
            assert!(!keys_shown(&text, [check]).is_empty(), "{whose}");
        }
    }
}
