//! What the projector of a live class shows, in a second window or on a machine of its own.

use std::sync::Arc;

use app::{
    error::Error as Told,
    school::{
        live::{Pairing, Scene, Stage},
        teaching::CheckTally,
    },
};
use lessons::lesson::Lesson;

use super::{
    history::day,
    live::{Taught, elapsed_seconds},
    pages,
    pages::StepFrame,
    roll, tallies,
};
use crate::{
    entity::{live_class, projector, section},
    error::Result,
    keys::token_hash,
    live::state::Led,
    sign_in::code::{self, grouped},
    visit::Visit,
};

/// A new code by which another machine becomes the projector.
pub async fn pairing_code(visit: &Visit, section: &str, number: u32) -> Result<Pairing> {
    let class = Taught::find_number(visit, section, number).await?;
    let code = code::own_code().to_ascii_uppercase();
    let row = projector::Model::of_code(class.live.id, token_hash(&code), visit.now());
    visit
        .db()
        .write(|tx| async move { projector::add(&tx, row).await })
        .await?;
    Ok(Pairing {
        code: grouped(&code),
        address: visit.shared().entrance.address(),
    })
}

/// The projector of the class that a machine is paired with.
pub async fn paired_stage(visit: &Visit, live: live_class::Model) -> Result<Stage> {
    let section = section::by_id(visit.db().read(), live.section_id).await?;
    let section = section.ok_or(Told::NotFound)?;
    let lesson = visit.lesson_version(&live.lesson, &live.version).await?;
    stage(visit, &section, &live, &lesson).await
}

/// The class whose projector is asked for: one that is taught, or was closed today, so that the wall
/// says goodbye and nothing else.
///
/// # Errors
/// `NotFound` unless the visitor teaches it.
pub async fn find(visit: &Visit, section: &str, number: u32) -> Result<Taught> {
    let class = roll::held_number(visit, section, number).await?;
    let is_over = class.live.finished_at.is_some();
    match is_over && day(visit, &class.live) != visit.day() {
        true => Err(Told::NotFound.into()),
        false => Ok(class),
    }
}

/// What the projector shows of this class now.
pub async fn stage(
    visit: &Visit,
    section: &section::Model,
    live: &live_class::Model,
    original: &Arc<Lesson>,
) -> Result<Stage> {
    let lesson = visit.translated(original);
    let open = live.is_open(visit.now()) && live.devices && lesson.band.students_sign_in();
    Ok(Stage {
        number: lesson.order,
        title: lesson.title.clone(),
        band: lesson.band,
        lang: lesson.lang.clone(),
        dir: lesson.dir.clone(),
        class: section.name.clone(),
        scene: scene(visit, section, live, lesson).await?,
        code: open.then(|| grouped(&section.join_code)),
        address: visit.shared().entrance.address(),
    })
}

async fn scene(
    visit: &Visit,
    section: &section::Model,
    live: &live_class::Model,
    lesson: &Lesson,
) -> Result<Scene> {
    if live.finished_at.is_some() {
        return Ok(Scene::Over);
    }
    if live.blanked_at.is_some() {
        return Ok(Scene::Dark);
    }
    if let Some(check) = &live.shown_check {
        let tally = tally_of(visit, live, lesson, check).await?;
        return Ok(tally.map_or(Scene::Dark, Scene::Tally));
    }
    let led = Led {
        live,
        steps: u32::try_from(lesson.steps.len()).unwrap_or(u32::MAX),
    };
    if led.step() == 0 {
        return Ok(Scene::Lobby);
    }
    let place = format!("{}/{}", section.slug, lesson.id);
    let opaque = |text: &str| visit.keys().opaque(&place, text);
    let frame = StepFrame {
        curriculum: visit.translation(),
        lesson,
        address: String::new(),
        steps: pages::steps(lesson, |_| false),
        keeps: false,
        opaque: &opaque,
    };
    let page = frame.render(led.step(), &[]).ok_or(Told::NotFound)?.page;
    let minutes = page.steps.iter().find(|step| step.number == page.number);
    Ok(Scene::Step {
        minutes: minutes.map_or(0, |step| step.minutes),
        elapsed_seconds: elapsed_seconds(visit, live),
        screens_down: live.screens_down.try_into().unwrap_or_default(),
        page: Box::new(page),
    })
}

/// How the class answered a check; nothing for one that the lesson does not have.
async fn tally_of(
    visit: &Visit,
    live: &live_class::Model,
    lesson: &Lesson,
    check: &str,
) -> Result<Option<CheckTally>> {
    let Some((_, check)) = lesson.check(check) else {
        return Ok(None);
    };
    let counts = tallies::counts(visit.db().read(), live.id).await?;
    Ok(Some(tallies::check_tally(
        &lesson.id,
        check,
        &counts,
        visit.language(),
    )))
}
