//! A school's completion by band → class → lesson, against the pace that the term expects.

use app::{
    error::Error as Told,
    school::administering::{
        BandCompletion, Completion, CompletionFilter, Pace, SchoolCard, SectionCompletion,
    },
};
use lessons::{course::Band, progress};
use uuid::Uuid;

use super::{count, gate::missing, overseer_of};
use crate::{
    entity::{org, readiness, term},
    error::Result,
    reports::{
        editions::{Editions, Whose},
        school::{SectionReport, school_completion, school_sizes},
        titles,
    },
    visit::Visit,
};

/// The schools that the visitor administers or counsels, by name; there is nothing to see for
/// whoever has none.
pub async fn schools(visit: &Visit) -> Result<Vec<SchoolCard>> {
    let staff = visit.staff()?;
    let schools = visit.schools().await?;
    if schools.is_empty() {
        return Err(Told::NotFound.into());
    }
    let ids: Vec<Uuid> = schools.iter().map(|school| school.id).collect();
    let db = visit.db().read();
    let ticks = readiness::of_schools(db, &ids).await?;
    let sizes = match term::running(db, staff.district, visit.day()).await? {
        Some(term) => school_sizes(db, term.id, visit.day()).await?,
        None => Default::default(),
    };
    let cards = schools.into_iter().map(|school| {
        let size = sizes.get(&school.id).copied().unwrap_or_default();
        let ticks = ticks.iter().filter(|tick| tick.school_id == school.id);
        SchoolCard {
            slug: school.slug,
            name: school.name,
            sections: size.sections,
            students: size.students,
            ready: missing(ticks) == 0,
        }
    });
    Ok(cards.collect())
}

/// The report of one term: the running one, unless the filter names another.
pub async fn page(visit: &Visit, org: &str, filter: CompletionFilter) -> Result<Completion> {
    let school = overseer_of(visit, org).await?;
    let db = visit.db().read();
    let terms = term::of_district(db, school.district_id()).await?;
    let term = term_of(visit, &school, &filter).await?;
    let elapsed = term.elapsed(visit.day());
    let day = visit.day().min(term.last_on);
    let curriculum = visit.curriculum();
    let whose = Whose::School(school.id, term.id);
    let editions = Editions::of(visit.shared(), whose, visit.now()).await?;
    let place = (school.id, term.id);
    let mut sections = school_completion(db, curriculum, &editions, place, day).await?;
    sections.retain(|section| is_wanted(section, &filter));
    let ticks = readiness::of_schools(db, &[school.id]).await?;

    let bands = Band::ALL.into_iter().filter_map(|band| {
        let (of_band, rest) = std::mem::take(&mut sections)
            .into_iter()
            .partition(|section: &SectionReport| section.band == band);
        sections = rest;
        let of_band: Vec<SectionReport> = of_band;
        let unit = curriculum.unit(band);
        (!of_band.is_empty()).then(|| BandCompletion {
            band,
            lessons: unit.map_or_else(Vec::new, |unit| titles(&unit.lessons)),
            sections: of_band
                .into_iter()
                .map(|section| against_pace(section, elapsed))
                .collect(),
        })
    });
    Ok(Completion {
        bands: bands.collect(),
        school: school.name,
        org: school.slug,
        terms: terms.into_iter().map(|term| (term.id, term.name)).collect(),
        term: term.id,
        term_name: term.name,
        elapsed,
        filter,
        readiness_missing: missing(&ticks),
    })
}

async fn term_of(
    visit: &Visit,
    school: &org::Model,
    filter: &CompletionFilter,
) -> Result<term::Model> {
    let (db, district) = (visit.db().read(), school.district_id());
    let term = match filter.term {
        Some(id) => term::by_id(db, id).await?,
        None => term::running(db, district, visit.day()).await?,
    };
    let term = term.filter(|term| term.district_id == district);
    term.ok_or_else(|| Told::NotFound.into())
}

fn is_wanted(section: &SectionReport, filter: &CompletionFilter) -> bool {
    let (first, last) = section.grades;
    let has_grade = |grade| (first..=last).contains(&grade);
    filter.band.is_none_or(|band| band == section.band) && filter.grade.is_none_or(has_grade)
}

fn against_pace(section: SectionReport, elapsed: f64) -> SectionCompletion {
    let lessons = count(&section.lessons);
    let taught = section
        .lessons
        .iter()
        .filter(|lesson| lesson.taught_on.is_some());
    let expected = progress::expected(lessons, elapsed);
    SectionCompletion {
        pace: pace(count(taught), expected, lessons),
        slug: section.slug,
        name: section.name,
        teachers: section.teachers,
        students: section.students,
        lessons: section.lessons,
        expected,
    }
}

/// How a class stands that has been `taught` so many of its `lessons`.
const fn pace(taught: u32, expected: u32, lessons: u32) -> Pace {
    if taught >= lessons && lessons > 0 {
        Pace::Finished
    } else if taught >= expected {
        Pace::OnPace
    } else if taught == 0 {
        Pace::NotStarted
    } else {
        Pace::Late
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_late_only_when_lessons_that_should_be_taught_are_not() {
        assert_eq!(pace(0, 0, 6), Pace::OnPace);
        assert_eq!(pace(0, 1, 6), Pace::NotStarted);
        assert_eq!(pace(1, 2, 6), Pace::Late);
        assert_eq!(pace(2, 2, 6), Pace::OnPace);
        assert_eq!(pace(5, 2, 6), Pace::OnPace);
        assert_eq!(pace(6, 2, 6), Pace::Finished);
        assert_eq!(pace(0, 0, 0), Pace::OnPace);
    }
}
