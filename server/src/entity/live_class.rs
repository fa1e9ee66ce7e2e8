//! A lesson open to a class now, and when it was.

use chrono::TimeDelta;
use lessons::lesson::Lesson;
use sea_orm::{
    Condition, DbBackend, IntoActiveModel, QueryOrder, QuerySelect, Statement,
    entity::prelude::*,
    sea_query::{Expr, OnConflict},
};

use super::{Tx, word::Pace};
use crate::error::Result;

/// A step that a student finishes this long after the lesson has closed still counts.
pub const GRACE_MINUTES: i64 = 10;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "live_class")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: Uuid,
    #[sea_orm(indexed)]
    pub section_id: Uuid,
    pub lesson: String,
    #[sea_orm(indexed)]
    pub version: String,
    #[sea_orm(indexed)]
    pub opened_by: Uuid,
    pub opened_at: DateTimeUtc,
    /// When it closes by itself; nothing: when the teacher closes it.
    pub closes_at: Option<DateTimeUtc>,
    /// When the teacher closed it, or opened the lesson anew after it had closed by itself.
    pub closed_at: Option<DateTimeUtc>,
    /// Grows with every change of what follows; whoever watches the class waits for it.
    pub revision: i64,
    /// Students have it on their devices, and not only on the projector.
    pub devices: bool,
    /// When a teacher began to lead it; until then it is only open.
    pub begun_at: Option<DateTimeUtc>,
    #[sea_orm(indexed)]
    pub led_by: Option<Uuid>,
    /// Where the class is, from 1; 0 while it comes in.
    pub step: i32,
    pub step_at: Option<DateTimeUtc>,
    /// The last step at which the class has stayed and that it has left; or, at students' own pace,
    /// that was open to them.
    pub furthest: i32,
    /// The step that it left last after a while, since when it had been there, and when it left.
    pub left_step: Option<i32>,
    pub left_since: Option<DateTimeUtc>,
    pub left_at: Option<DateTimeUtc>,
    pub pace: Pace,
    /// The steps that are open at students' own pace; nothing: to the last.
    pub from_step: i32,
    pub to_step: Option<i32>,
    pub paused_at: Option<DateTimeUtc>,
    /// When the projector was darkened.
    pub blanked_at: Option<DateTimeUtc>,
    /// How far the projector has gone down this step's page, in screens.
    pub screens_down: i32,
    /// The check whose tally is on the projector, once the lesson is closed.
    pub shown_check: Option<String>,
    /// Keys of the checks whose tally could be seen before the class went on, with spaces between:
    /// a later answer would stand out, so none is added to them.
    pub told: Option<String>,
    /// When it was closed with its card; nothing while somebody has to do that yet.
    pub finished_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "section_id", to = "id", on_delete = "Cascade")]
    pub section: BelongsTo<super::section::Entity>,
    #[sea_orm(belongs_to, from = "version", to = "hash", on_delete = "Restrict")]
    pub lesson_version: BelongsTo<super::lesson_version::Entity>,
    #[sea_orm(
        belongs_to,
        relation_enum = "Opener",
        from = "opened_by",
        to = "id",
        on_delete = "Restrict"
    )]
    pub opener: BelongsTo<super::person::Entity>,
    #[sea_orm(
        belongs_to,
        relation_enum = "Lead",
        from = "led_by",
        to = "id",
        on_delete = "Restrict"
    )]
    pub lead: BelongsTo<Option<super::person::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// A lesson opened to a section's devices, and led by nobody yet.
    pub fn opened(section_id: Uuid, lesson: &Lesson, by: Uuid, at: DateTimeUtc) -> Self {
        Self {
            id: Uuid::now_v7(),
            section_id,
            lesson: lesson.id.clone(),
            version: lesson.hash.clone(),
            opened_by: by,
            opened_at: at,
            closes_at: None,
            closed_at: None,
            revision: 0,
            devices: true,
            begun_at: None,
            led_by: None,
            step: 0,
            step_at: None,
            furthest: 0,
            left_step: None,
            left_since: None,
            left_at: None,
            pace: Pace::Own,
            from_step: 1,
            to_step: None,
            paused_at: None,
            blanked_at: None,
            screens_down: 0,
            shown_check: None,
            told: None,
            finished_at: None,
        }
    }

    /// When it closed, or will.
    pub fn end(&self) -> Option<DateTimeUtc> {
        match (self.closed_at, self.closes_at) {
            (Some(closed), Some(closes)) => Some(closed.min(closes)),
            (closed, closes) => closed.or(closes),
        }
    }

    pub fn is_open(&self, now: DateTimeUtc) -> bool {
        self.end().is_none_or(|end| end > now)
    }

    /// Whether students may work on it on their devices.
    pub fn is_open_to_devices(&self, now: DateTimeUtc) -> bool {
        self.devices && self.is_open(now)
    }

    /// Whether the tally of the check with this key could be seen already.
    pub fn has_told(&self, check: &str) -> bool {
        let told = self.told.as_deref().unwrap_or_default();
        told.split(' ').any(|told| told == check)
    }

    /// Whether a step that is finished now still counts.
    pub fn takes_steps(&self, now: DateTimeUtc) -> bool {
        let grace = TimeDelta::minutes(GRACE_MINUTES);
        self.devices && self.end().is_none_or(|end| end + grace > now)
    }
}

fn open_at(now: DateTimeUtc) -> Condition {
    Condition::all().add(Column::ClosedAt.is_null()).add(
        Condition::any()
            .add(Column::ClosesAt.is_null())
            .add(Column::ClosesAt.gt(now)),
    )
}

pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// What is open to these sections.
pub async fn open(
    db: &impl ConnectionTrait,
    sections: &[Uuid],
    now: DateTimeUtc,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::SectionId.is_in(sections.iter().copied()))
        .filter(open_at(now))
        .order_by_asc(Column::OpenedAt)
        .all(db)
        .await?)
}

/// The last time that a lesson was opened to a section, whether or not it has closed since.
pub async fn latest(
    db: &impl ConnectionTrait,
    section: Uuid,
    lesson: &str,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::SectionId.eq(section))
        .filter(Column::Lesson.eq(lesson))
        .order_by_desc(Column::OpenedAt)
        .one(db)
        .await?)
}

/// The last time that a lesson was taught live to a section, closed or not.
pub async fn latest_led(
    db: &impl ConnectionTrait,
    section: Uuid,
    lesson: &str,
) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::SectionId.eq(section))
        .filter(Column::Lesson.eq(lesson))
        .filter(Column::BegunAt.is_not_null())
        .order_by_desc(Column::OpenedAt)
        .one(db)
        .await?)
}

/// Every time any lesson was opened to a section, the oldest first.
pub async fn of_section(db: &impl ConnectionTrait, section: Uuid) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::SectionId.eq(section))
        .order_by_asc(Column::OpenedAt)
        .all(db)
        .await?)
}

/// Opens a lesson. Where it is open already, nothing changes.
pub async fn add(db: &Tx, live_class: Model) -> Result<()> {
    close_overdue(db, live_class.section_id, live_class.opened_at).await?;
    // Whatever stands in the way: the one that is open is found by its section and lesson.
    Entity::insert(live_class.into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Writes down that what should have closed by itself has closed, so that the lesson can be
/// opened anew: only one live class a section and lesson may stand without `closed_at`.
async fn close_overdue(db: &Tx, section: Uuid, now: DateTimeUtc) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::ClosedAt, Expr::col(Column::ClosesAt))
        .filter(Column::SectionId.eq(section))
        .filter(Column::ClosedAt.is_null())
        .filter(Column::ClosesAt.lte(now))
        .exec(db)
        .await?;
    Ok(())
}

/// The row, which nobody else changes until this write is over.
pub async fn locked(db: &Tx, id: Uuid) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).lock_exclusive().one(db).await?)
}

/// Keeps what a class taught live has become, and tells the other servers.
pub async fn keep(db: &Tx, live_class: Model) -> Result<()> {
    let (id, revision) = (live_class.id, live_class.revision);
    Entity::update(live_class.into_active_model().reset_all())
        .exec(db)
        .await?;
    tell(db, id, revision).await
}

/// The channel on which servers tell each other of live classes that have changed.
pub const CHANNEL: &str = "groundwork_live";

async fn tell(db: &Tx, id: Uuid, revision: i64) -> Result<()> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let told = [CHANNEL.into(), format!("{id} {revision}").into()];
    let tell =
        Statement::from_sql_and_values(DbBackend::Postgres, "SELECT pg_notify($1, $2)", told);
    db.execute_raw(tell).await?;
    Ok(())
}

/// The newest revision of each of these.
pub async fn revisions(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<(Uuid, i64)>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::Id)
        .column(Column::Revision)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?)
}

/// What is being taught live in these sections now.
pub async fn led(db: &impl ConnectionTrait, sections: &[Uuid]) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::SectionId.is_in(sections.iter().copied()))
        .filter(Column::BegunAt.is_not_null())
        .filter(Column::FinishedAt.is_null())
        .order_by_asc(Column::BegunAt)
        .all(db)
        .await?)
}
