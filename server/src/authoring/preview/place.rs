//! Where a problem stands: in which lesson's file, and in which of its steps or segments.
//!
//! Only headings are looked for here, because a file with a problem may not be readable as a
//! lesson; what a lesson is, is read in `lessons` alone.

use lessons::{
    course::Band,
    guide::{Section, SectionBody},
    lesson::Lesson,
    problem::Problem,
};

use super::reading::Reading;

/// A file of a lesson's folder, by its path below the lessons folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonFile<'p> {
    pub lang: &'p str,
    pub band: Band,
    pub number: u32,
    pub slug: &'p str,
    pub name: Name,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    Lesson,
    Guide,
    Family,
}

impl<'p> LessonFile<'p> {
    /// The file at `en/k-2/05-surprises-and-secrets/lesson.md`; nothing for any other.
    pub fn of(path: &'p str) -> Option<Self> {
        let mut parts = path.split('/');
        let (lang, band) = (parts.next()?, parts.next()?.parse().ok()?);
        let (number, slug) = parts.next()?.split_once('-')?;
        let name = match parts.next()? {
            "lesson.md" => Name::Lesson,
            "guide.md" => Name::Guide,
            "family.md" => Name::Family,
            _ => return None,
        };
        if parts.next().is_some() {
            return None;
        }
        Some(Self {
            lang,
            band,
            number: number.parse().ok()?,
            slug,
            name,
        })
    }

    /// The id of the lesson that it belongs to.
    pub fn id(&self) -> String {
        format!("{}.{}", self.band, self.slug)
    }
}

/// Where in a lesson's pages something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A step, from 1.
    Step(u32),
    /// A part of the guide; with its step, if it is the script for one.
    Guide {
        anchor: String,
        step: Option<u32>,
    },
    Letter,
}

/// Where the page shows what this problem is about; nothing for what stands above all parts.
pub fn place(reading: &Reading, problem: &Problem) -> Option<Place> {
    let file = LessonFile::of(&problem.file)?;
    if file.name == Name::Family {
        return Some(Place::Letter);
    }
    let lesson = reading.lesson(file.lang, &file.id())?;
    let text = String::from_utf8_lossy(reading.files.get(&problem.file)?);
    let headings = headings(&text);
    let at = headings
        .iter()
        .rposition(|(line, _)| *line <= problem.line)?;
    let (_, heading) = headings.get(at)?;
    match file.name {
        Name::Guide => section(lesson, heading, at),
        _ => step(lesson, heading).map(Place::Step),
    }
}

/// The second-level headings of a Markdown file, each with its line, from 1.
fn headings(text: &str) -> Vec<(usize, &str)> {
    let mut fenced = false;
    let mut headings = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
        }
        if let Some(heading) = line.strip_prefix("## ")
            && !fenced
        {
            headings.push((number, heading.trim()));
        }
    }
    headings
}

/// The step that a heading opens: by its id, else by its title.
fn step(lesson: &Lesson, heading: &str) -> Option<u32> {
    let id = heading
        .split_once("<!-- id:")
        .and_then(|(_, rest)| rest.split_once("-->"))
        .map(|(id, _)| id.trim());
    let title = heading
        .rsplit_once(" (")
        .map_or(heading, |(title, _)| title);
    let by_id = lesson.steps.iter().position(|step| Some(&*step.id) == id);
    let by_title = || lesson.steps.iter().position(|step| step.title == title);
    let at = by_id.or_else(by_title)?;
    u32::try_from(at + 1).ok()
}

/// The guide's section that a heading opens: by its words, else by how many stand before it.
fn section(lesson: &Lesson, heading: &str, at: usize) -> Option<Place> {
    let sections = &lesson.guide.sections;
    let same = sections
        .iter()
        .position(|section| section.heading == heading);
    let at = same.unwrap_or(at);
    let section = sections.get(at)?;
    Some(Place::Guide {
        anchor: section.anchor.clone(),
        step: step_of(sections, at),
    })
}

fn step_of(sections: &[Section], at: usize) -> Option<u32> {
    let is_segment = |section: &Section| matches!(section.body, SectionBody::Segment { .. });
    sections.get(at).filter(|section| is_segment(section))?;
    let upto = sections.iter().take(at + 1);
    u32::try_from(upto.filter(|section| is_segment(section)).count()).ok()
}

/// Where the guide's script for a step stands.
pub fn segment(lesson: &Lesson, step: u32) -> Option<&str> {
    let segments = lesson.guide.sections.iter();
    let mut segments =
        segments.filter(|section| matches!(section.body, SectionBody::Segment { .. }));
    let at = usize::try_from(step).ok()?.checked_sub(1)?;
    segments.nth(at).map(|section| section.anchor.as_str())
}

#[cfg(test)]
mod tests {
    use lessons::course::Band;

    use super::{LessonFile, Name, headings};

    #[test]
    fn only_the_three_files_of_a_lesson_belong_to_it() {
        let file = LessonFile::of("es/k-2/05-surprises-and-secrets/guide.md");
        let file = file.map(|file| (file.id(), file.lang, file.band, file.number, file.name));
        let known = (
            "k-2.surprises-and-secrets".into(),
            "es",
            Band::K2,
            5,
            Name::Guide,
        );
        assert_eq!(file, Some(known));
        for other in [
            "en/k-2/unit.md",
            "en/k-2/05-surprises-and-secrets/notes.md",
            "en/k-2/surprises/lesson.md",
            "en/k-2/05-a/b/lesson.md",
            "registry/words.toml",
        ] {
            assert_eq!(LessonFile::of(other), None, "{other}");
        }
    }

    #[test]
    fn headings_in_examples_are_none() {
        let text = "# A\n\n## One (3 min)\n\n```\n## Not this\n```\n### Nor this\n## Two\n";
        assert_eq!(headings(text), [(3, "One (3 min)"), (9, "Two")]);
    }
}
