//! From the cookie to the visitor: looks the session up, and remembers it for a moment.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{Staff, Student, Visit, Who};
use crate::{
    db::{Db, gather::Gather},
    entity::{enrollment, person, section, session, staff_role, word::PersonKind},
    error::Result,
    keys::token_hash,
    shared::Shared,
};

/// A session that nobody uses ends after this long: a student's outlasts a lesson, and no more.
const STUDENT_IDLE: TimeDelta = TimeDelta::minutes(60);
const STAFF_IDLE: TimeDelta = TimeDelta::hours(8);
/// However much it is used, it ends after this long.
const STUDENT_LIFE: TimeDelta = TimeDelta::hours(12);
const STAFF_LIFE: TimeDelta = TimeDelta::days(7);
/// How often its use is written down.
const TOUCH: TimeDelta = TimeDelta::minutes(1);

/// How long a session is remembered; another server's revoke takes this long to arrive.
const REMEMBERED: Duration = Duration::from_millis(900);
const REMEMBERED_AT_MOST: usize = 20_000;

type TokenHash = Vec<u8>;

/// Since when it is remembered, and whose session it is.
type Remembered = (Instant, Arc<Who>);

/// Sessions that were looked up a moment ago, and those that are looked up now.
#[derive(Default)]
pub struct Sessions {
    recent: Mutex<HashMap<TokenHash, Remembered>>,
    asked: Gather<TokenHash, Option<Found>>,
}

/// A session, whose it is, and a student's place in its section.
type Found = (
    session::Model,
    person::Model,
    Option<(enrollment::Model, section::Model)>,
);

impl Sessions {
    fn recall(&self, hash: &[u8]) -> Option<Arc<Who>> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, who) = recent.get(hash)?;
        (since.elapsed() < REMEMBERED).then(|| Arc::clone(who))
    }

    fn remember(&self, hash: Vec<u8>, who: &Arc<Who>) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.len() >= REMEMBERED_AT_MOST {
            recent.retain(|_, (since, _)| since.elapsed() < REMEMBERED);
        }
        recent.insert(hash, (Instant::now(), Arc::clone(who)));
    }

    /// Forgets all that is remembered: somebody's session or rights have changed.
    pub fn forget(&self) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.clear();
    }
}

/// The visitor with this token; nobody, if it is unknown, over or made up.
pub async fn visit(shared: &Arc<Shared>, token: Option<&str>) -> Result<Visit> {
    let who = match token {
        Some(token) => who(shared, token_hash(token)).await?,
        None => Arc::new(Who::Nobody),
    };
    let district = match &*who {
        Who::Nobody => None,
        Who::Student(student) => Some(student.district),
        Who::Staff(staff) => Some(staff.district),
    };
    let time_zone = shared.time_zone(district).await?;
    Ok(Visit::new(Arc::clone(shared), who, time_zone))
}

async fn who(shared: &Arc<Shared>, hash: Vec<u8>) -> Result<Arc<Who>> {
    if let Some(who) = shared.sessions.recall(&hash) {
        return Ok(who);
    }
    let who = Arc::new(look_up(shared, &hash).await?);
    if !matches!(*who, Who::Nobody) {
        shared.sessions.remember(hash, &who);
    }
    Ok(who)
}

async fn look_up(shared: &Arc<Shared>, hash: &[u8]) -> Result<Who> {
    let now = shared.now();
    let db = shared.db.clone();
    let found = shared.sessions.asked.ask(hash.to_vec(), move |hashes| {
        let db = db.clone();
        async move { find(&db, hashes).await }
    });
    let Some((session, person, place)) = found.await? else {
        return Ok(Who::Nobody);
    };
    let idle = match person.kind {
        PersonKind::Student => STUDENT_IDLE,
        PersonKind::Staff => STAFF_IDLE,
    };
    if now >= session.ends_at || now >= session.seen_at + idle {
        return Ok(Who::Nobody);
    }
    let who = match session.section_id {
        Some(_) => student(shared, &session, person, place).await?,
        None => staff(shared, &session, person).await?,
    };
    if now >= session.seen_at + TOUCH && !matches!(who, Who::Nobody) {
        touch(shared, session.id, now);
    }
    Ok(who)
}

/// What there is about each of these tokens: two queries, however many they are.
async fn find(db: &Db, hashes: Vec<TokenHash>) -> Result<HashMap<TokenHash, Option<Found>>> {
    let found = session::by_token_hashes(db.read(), hashes.clone()).await?;
    let of_students = found
        .iter()
        .filter_map(|(session, person)| Some((session.section_id?, person.id)));
    let (sections, people): (Vec<Uuid>, Vec<Uuid>) = of_students.unzip();
    let places = match people.is_empty() {
        true => Vec::new(),
        false => enrollment::of_students(db.read(), &sections, &people).await?,
    };
    let mut all: HashMap<TokenHash, Option<Found>> =
        hashes.into_iter().map(|hash| (hash, None)).collect();
    for (session, person) in found {
        let is_theirs = |(place, _): &&(enrollment::Model, section::Model)| {
            place.person_id == person.id && Some(place.section_id) == session.section_id
        };
        let place = places.iter().find(is_theirs).cloned();
        all.insert(session.token_hash.clone(), Some((session, person, place)));
    }
    Ok(all)
}

async fn student(
    shared: &Shared,
    session: &session::Model,
    person: person::Model,
    place: Option<(enrollment::Model, section::Model)>,
) -> Result<Who> {
    let today = shared.today(Some(person.district_id)).await?;
    let Some((_, section)) = place.filter(|(place, _)| place.is_running(today)) else {
        return Ok(Who::Nobody);
    };
    Ok(Who::Student(Student {
        session: session.id,
        id: person.id,
        name: person.name,
        district: person.district_id,
        section,
    }))
}

async fn staff(shared: &Shared, session: &session::Model, person: person::Model) -> Result<Who> {
    let roles = staff_role::of_person(shared.db.read(), person.id).await?;
    Ok(Who::Staff(Staff {
        session: session.id,
        id: person.id,
        name: person.name,
        district: person.district_id,
        roles,
    }))
}

/// Writes down that the session is in use, without holding up the answer.
fn touch(shared: &Arc<Shared>, session: Uuid, now: DateTime<Utc>) {
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        let touched = shared
            .db
            .write(move |tx| async move { session::touch(&tx, session, now).await });
        if let Err(error) = touched.await {
            tracing::warn!(%error, "a session's use was not written down");
        }
    });
}

/// A new session and its token, which nothing but the cookie will hold.
pub fn begin(person: Uuid, section: Option<Uuid>, now: DateTime<Utc>) -> (String, session::Model) {
    let token = crate::sign_in::code::token();
    let life = match section {
        Some(_) => STUDENT_LIFE,
        None => STAFF_LIFE,
    };
    let session = session::Model {
        // Random: an id in the order of time would keep a student's clock time.
        id: Uuid::new_v4(),
        token_hash: token_hash(&token),
        person_id: person,
        section_id: section,
        created_at: now,
        seen_at: now,
        ends_at: now + life,
    };
    (token, session)
}
