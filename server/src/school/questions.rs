//! Reading the question box: a class's teachers all of it, the counselor whom the school has named
//! as well, and by themselves what was sent to them.

use app::{
    error::Error as Told,
    school::{
        Answer,
        questions::{
            BoxChoice, ClassQuestions, Question, QuestionBox, QuestionState, Questions,
            QuestionsPage, RoutedQuestions,
        },
    },
};
use async_trait::async_trait;
use uuid::Uuid;

use super::{
    administering::question_box::{self, counselor},
    asking,
    teaching::{lesson_of, name},
};
use crate::{
    entity::{live_class, org, person, question, section, word::OrgKind},
    error::Result,
    visit::Visit,
};

#[async_trait]
impl Questions for Visit {
    async fn question_box(&self, section: &str, number: u32) -> Answer<QuestionBox> {
        Ok(asking::question_box(self, section, number).await?)
    }

    async fn ask(&self, section: &str, number: u32, question: &str) -> Answer<()> {
        Ok(asking::ask(self, section, number, question).await?)
    }

    async fn questions(&self, section: &str, number: u32) -> Answer<QuestionsPage> {
        Ok(page(self, section, number).await?)
    }

    async fn mark_question(&self, question: Uuid, route: bool) -> Answer<()> {
        Ok(mark(self, question, route).await?)
    }

    async fn take_up_question(&self, question: Uuid) -> Answer<()> {
        Ok(take_up(self, question).await?)
    }

    async fn routed_questions(&self, org: &str) -> Answer<RoutedQuestions> {
        Ok(routed(self, org).await?)
    }

    async fn routed_count(&self, org: &str) -> Answer<Option<u32>> {
        Ok(routed_count(self, org).await?)
    }

    async fn question_box_choice(&self, org: &str) -> Answer<BoxChoice> {
        Ok(question_box::choice(self, org).await?)
    }

    async fn choose_question_box(&self, org: &str, counselor: Option<Uuid>) -> Answer<()> {
        Ok(question_box::choose(self, org, counselor).await?)
    }
}

async fn page(visit: &Visit, slug: &str, number: u32) -> Result<QuestionsPage> {
    let reading = visit.reader_of(slug).await?;
    let school = &reading.school;
    let counselor = counselor(visit.shared(), school.id, school.district_id()).await?;
    let me = visit.staff()?.id;
    let is_named = counselor.as_ref().is_some_and(|named| named.id == me);
    if !(reading.teaches || is_named) {
        return Err(Told::NotFound.into());
    }
    let lesson = lesson_of(visit.curriculum(), &reading.section, number)?;
    let db = visit.db().read();
    let live = live_class::of_section(db, reading.section.id).await?;
    let live = live.iter().filter(|live| live.lesson == lesson.id);
    let live: Vec<&live_class::Model> = live.collect();
    let last = live.last();
    let runs = last.is_some_and(|live| live.begun_at.is_some() && live.finished_at.is_none());
    let live: Vec<Uuid> = live.iter().map(|live| live.id).collect();
    let questions = question::of_live_classes(db, &live).await?;
    // Who teaches the class is told of the counselor, and the counselor of who has sent it.
    let told = is_named && !reading.teaches;
    let senders = if told {
        senders(visit, &questions).await?
    } else {
        Vec::new()
    };
    let questions = questions.into_iter();
    let questions = questions.map(|row| unsealed(visit, row, &senders));
    Ok(QuestionsPage {
        counselor: counselor.map(|named| named.name.clone()),
        teaches: reading.teaches,
        runs,
        of: ClassQuestions {
            lesson: name(lesson),
            class: reading.section.name,
            slug: reading.section.slug,
            questions: questions.collect::<Result<_>>()?,
        },
    })
}

/// Who has sent these to the counselor.
async fn senders(visit: &Visit, questions: &[question::Model]) -> Result<Vec<person::Model>> {
    let by: Vec<Uuid> = questions.iter().filter_map(|row| row.routed_by).collect();
    person::by_ids(visit.db().read(), &by).await
}

/// One question; who has sent it, if they are among `senders`.
fn unsealed(visit: &Visit, row: question::Model, senders: &[person::Model]) -> Result<Question> {
    let mut senders = senders.iter();
    let sender = senders.find(|person| Some(person.id) == row.routed_by);
    Ok(Question {
        sent_by: sender.map(|person| person.name.clone()),
        text: visit.keys().unseal(row.id, &row.sealed)?,
        id: row.id,
        on: row.asked_on,
        state: match (row.read_by, row.routed_by) {
            (_, Some(_)) => match row.taken_up_on {
                Some(on) => QuestionState::TakenUp(on),
                None => QuestionState::Routed,
            },
            (Some(_), None) => QuestionState::Read,
            (None, None) => QuestionState::Unread,
        },
    })
}

async fn mark(visit: &Visit, id: Uuid, route: bool) -> Result<()> {
    let me = visit.staff()?.id;
    let db = visit.db().read();
    let question = question::by_id(db, id).await?.ok_or(Told::NotFound)?;
    let live = live_class::by_id(db, question.live_class_id).await?;
    let reading = visit.reader_of_id(live.ok_or(Told::NotFound)?.section_id);
    let reading = reading.await?;
    if !reading.teaches {
        return Err(Told::NotFound.into());
    }
    let school = &reading.school;
    let counselor = counselor(visit.shared(), school.id, school.district_id()).await?;
    if route && counselor.is_none() {
        let reason = "The school has named no counselor for its question box.";
        return Err(Told::invalid("counselor", reason).into());
    }
    let write = visit.db().write(move |tx| async move {
        question::read(&tx, id, me).await?;
        if route {
            question::route(&tx, id, me).await?;
        }
        Ok(())
    });
    write.await?;
    visit.shared().live.worked(reading.section.id);
    Ok(())
}

async fn take_up(visit: &Visit, id: Uuid) -> Result<()> {
    let db = visit.db().read();
    let question = question::by_id(db, id).await?;
    let question = question.filter(|row| row.routed_by.is_some());
    let question = question.ok_or(Told::NotFound)?;
    let live = live_class::by_id(db, question.live_class_id).await?;
    let section = section::by_ids(db, &[live.ok_or(Told::NotFound)?.section_id]).await?;
    let section = section.into_iter().next().ok_or(Told::NotFound)?;
    let me = visit.staff()?;
    let named = counselor(visit.shared(), section.school_id, me.district).await?;
    if named.is_none_or(|named| named.id != me.id) {
        return Err(Told::NotFound.into());
    }
    let today = visit.day();
    let write = visit
        .db()
        .write(move |tx| async move { question::take_up(&tx, id, today).await });
    write.await?;
    visit.shared().live.worked(section.id);
    Ok(())
}

/// Unread questions of a live class at `school`; nothing where nobody could ask one and none is left.
pub async fn unread(visit: &Visit, school: Uuid, live: &live_class::Model) -> Result<Option<u32>> {
    let unread = question::unread(visit.db().read(), live.id).await?;
    let counselor = counselor(visit.shared(), school, visit.staff()?.district).await?;
    let takes = live.devices && counselor.is_some();
    Ok((takes || unread > 0).then(|| u32::try_from(unread).unwrap_or(u32::MAX)))
}

/// The school with this slug, if it has named the visitor.
async fn named_at(visit: &Visit, slug: &str) -> Result<Option<org::Model>> {
    let me = visit.staff()?.id;
    let school = org::by_slug(visit.db().read(), slug).await?;
    let Some(school) = school.filter(|school| school.kind == OrgKind::School) else {
        return Ok(None);
    };
    let named = counselor(visit.shared(), school.id, school.district_id()).await?;
    Ok(named.filter(|named| named.id == me).map(|_| school))
}

async fn routed_count(visit: &Visit, org: &str) -> Result<Option<u32>> {
    let Some(school) = named_at(visit, org).await? else {
        return Ok(None);
    };
    let routed = question::routed_at(visit.db().read(), school.id).await?;
    let waiting = routed.iter().filter(|(row, _)| row.taken_up_on.is_none());
    Ok(Some(u32::try_from(waiting.count()).unwrap_or(u32::MAX)))
}

async fn routed(visit: &Visit, org: &str) -> Result<RoutedQuestions> {
    let school = named_at(visit, org).await?.ok_or(Told::NotFound)?;
    let db = visit.db().read();
    let routed = question::routed_at(db, school.id).await?;
    let questions: Vec<question::Model> = routed.iter().map(|(row, _)| row.clone()).collect();
    let senders = senders(visit, &questions).await?;
    let sections: Vec<Uuid> = routed.iter().map(|(_, live)| live.section_id).collect();
    let mut classes: Vec<ClassQuestions> = Vec::new();
    for section in section::by_ids(db, &sections).await? {
        let unit = visit.curriculum().unit(section.band.into());
        for lesson in unit.map_or(&[][..], |unit| &unit.lessons) {
            let here = routed
                .iter()
                .filter(|(_, live)| live.section_id == section.id && live.lesson == lesson.id);
            let questions = here.map(|(row, _)| unsealed(visit, row.clone(), &senders));
            let questions: Vec<Question> = questions.collect::<Result<_>>()?;
            if !questions.is_empty() {
                classes.push(ClassQuestions {
                    class: section.name.clone(),
                    slug: section.slug.clone(),
                    lesson: name(lesson),
                    questions,
                });
            }
        }
    }
    Ok(RoutedQuestions {
        classes,
        school: school.name,
        org: school.slug,
    })
}
