//! Whom a school names to read its question box, beside the teachers. It is off until somebody is
//! named, and as soon as they no longer counsel the school.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use app::{error::Error as Told, school::questions::BoxChoice};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{event, overseer_of};
use crate::{
    db::Db,
    entity::{Tx, audit_event, person, setting, staff_role},
    error::{Error, Result},
    shared::Shared,
    visit::Visit,
};

/// The setting, as it is kept.
#[derive(Debug, Deserialize, Serialize)]
struct Named {
    counselor: Uuid,
}

/// Whoever `school` has named, as long as they are a counselor of it or of its `district`.
pub async fn counselor(
    shared: &Shared,
    school: Uuid,
    district: Uuid,
) -> Result<Option<Arc<person::Model>>> {
    let db = shared.db.clone();
    let key = (school, district);
    let ask = shared.question_boxes_asked.ask(key, move |asked| {
        let db = db.clone();
        async move {
            // Those who ask at once are students of one school, or of a few.
            let mut all = HashMap::new();
            for (school, district) in asked {
                if let Entry::Vacant(other) = all.entry((school, district)) {
                    other.insert(find(&db, school, district).await?);
                }
            }
            Ok(all)
        }
    });
    shared.question_boxes.or_ask(&shared.db, school, ask).await
}

async fn find(db: &Db, school: Uuid, district: Uuid) -> Result<Option<Arc<person::Model>>> {
    let db = db.read();
    let Some(kept) = setting::find(db, school, setting::QUESTION_BOX).await? else {
        return Ok(None);
    };
    let Named { counselor } = serde_json::from_value(kept).map_err(unreadable)?;
    let counselors = staff_role::counselors(db, &[school, district]).await?;
    let named = counselors.into_iter().find(|other| other.id == counselor);
    Ok(named.map(Arc::new))
}

fn unreadable(error: serde_json::Error) -> Error {
    Error::broken(format!("who reads a question box cannot be read: {error}"))
}

/// For the school's administrators, who may change it, and its counselors, who may not.
pub async fn choice(visit: &Visit, org: &str) -> Result<BoxChoice> {
    let school = overseer_of(visit, org).await?;
    let district = school.district_id();
    let counselors = staff_role::counselors(visit.db().read(), &[school.id, district]).await?;
    let chosen = counselor(visit.shared(), school.id, district).await?;
    Ok(BoxChoice {
        counselors: counselors
            .into_iter()
            .map(|person| (person.id, person.name))
            .collect(),
        chosen: chosen.map(|person| person.id),
    })
}

/// Turns the box on for a counselor, or off.
pub async fn choose(visit: &Visit, org: &str, named: Option<Uuid>) -> Result<()> {
    let school = visit.administrator_of(org).await?;
    let orgs = [school.id, school.district_id()];
    let counselors = staff_role::counselors(visit.db().read(), &orgs).await?;
    if named.is_some_and(|named| counselors.iter().all(|person| person.id != named)) {
        let reason = "Choose somebody who is a counselor of this school.";
        return Err(Told::invalid("counselor", reason).into());
    }
    let event = match named {
        Some(counselor) => event(visit, &school, "question_box_on", counselor)?,
        None => event(visit, &school, "question_box_off", &school.slug)?,
    };
    let write = visit.db().write(move |tx| async move {
        match named {
            Some(counselor) => keep(&tx, school.id, counselor).await?,
            None => setting::forget(&tx, school.id, setting::QUESTION_BOX).await?,
        }
        audit_event::add(&tx, event).await
    });
    write.await
}

/// Keeps whom `school` has named.
pub async fn keep(tx: &Tx, school: Uuid, counselor: Uuid) -> Result<()> {
    let named = serde_json::to_value(Named { counselor }).map_err(unreadable)?;
    setting::keep(tx, school, setting::QUESTION_BOX, named).await
}
