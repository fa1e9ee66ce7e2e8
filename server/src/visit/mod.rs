//! One visitor's handle on the school: who is asking, and what they may touch.
//!
//! Every method of the School begins by asking one of `student`, `staff`, `teacher_of`,
//! `reader_of` or `administrator_of`. What a visitor may not see is *not found*.

use std::sync::Arc;

use app::{error::Error as Told, school::administering::Contacts, text::Language};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use lessons::{course::Curriculum, lesson::Lesson, lint::translation::fits};
use uuid::Uuid;

use crate::{
    db::Db,
    entity::{
        enrollment, org, section, setting,
        word::{EnrollmentRole, OrgKind, Role},
    },
    error::{Error, Result},
    keys::Keys,
    shared::Shared,
};

pub mod cookie;
pub mod session;

/// A visitor and the server they visit.
#[derive(Clone)]
pub struct Visit {
    shared: Arc<Shared>,
    who: Arc<Who>,
    time_zone: Tz,
    language: Language,
    /// The live class that this machine projects.
    paired: Option<Uuid>,
}

/// Whoever sent the request.
#[derive(Debug)]
pub enum Who {
    Nobody,
    Student(Student),
    Staff(Staff),
}

/// A student, signed in to one section.
#[derive(Clone, Debug)]
pub struct Student {
    pub session: Uuid,
    pub id: Uuid,
    pub name: String,
    pub district: Uuid,
    pub section: section::Model,
}

/// A member of staff.
#[derive(Clone, Debug)]
pub struct Staff {
    pub session: Uuid,
    pub id: Uuid,
    pub name: String,
    pub district: Uuid,
    /// With the school or district of each, by its name.
    pub roles: Vec<(Role, org::Model)>,
}

impl Staff {
    fn holds(&self, role: Role, org: Uuid) -> bool {
        self.roles
            .iter()
            .any(|(held, at)| *held == role && at.id == org)
    }

    /// Whether they administer this school, or the district above it.
    pub fn administers(&self, org: &org::Model) -> bool {
        let district = self.holds(Role::DistrictAdministrator, org.district_id());
        district || self.holds(Role::SchoolAdministrator, org.id)
    }

    /// Whether they are a counselor of this school, or of the district above it.
    pub fn counsels(&self, org: &org::Model) -> bool {
        let at = |org| self.holds(Role::Counselor, org);
        at(org.id) || at(org.district_id())
    }

    /// The role by which they act at this organisation, the widest first.
    pub fn role_at(&self, org: &org::Model) -> Option<Role> {
        let district = org.district_id();
        [
            (Role::DistrictAdministrator, district),
            (Role::SchoolAdministrator, org.id),
            (Role::Counselor, org.id),
            (Role::Counselor, district),
            (Role::Teacher, org.id),
            (Role::Teacher, district),
        ]
        .into_iter()
        .find(|(role, at)| self.holds(*role, *at))
        .map(|(role, _)| role)
    }
}

/// A section that the visitor may read, and as what.
#[derive(Clone, Debug)]
pub struct Reading {
    pub section: section::Model,
    pub school: org::Model,
    /// They teach it, and do not only look in.
    pub teaches: bool,
    pub administers: bool,
    pub counsels: bool,
}

impl Visit {
    pub fn new(shared: Arc<Shared>, who: Arc<Who>, time_zone: Tz) -> Self {
        Self {
            shared,
            who,
            time_zone,
            language: Language::default(),
            paired: None,
        }
    }

    /// The same visitor, on a machine that projects this live class.
    pub fn paired_with(self, live_class: Option<Uuid>) -> Self {
        Self {
            paired: live_class,
            ..self
        }
    }

    pub const fn paired(&self) -> Option<Uuid> {
        self.paired
    }

    /// The same visitor, answered in `language`.
    pub fn in_language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    pub const fn language(&self) -> &Language {
        &self.language
    }

    /// The curriculum in the language of the answer; the original where nothing is translated.
    pub fn translation(&self) -> &Curriculum {
        let curriculum = self.curriculum();
        let translation = curriculum.translation(&self.language.code());
        translation.unwrap_or(curriculum)
    }

    /// The lesson in the language of the answer, where it is translated step by step.
    pub fn translated<'a>(&'a self, lesson: &'a Lesson) -> &'a Lesson {
        if self.language.code() == lesson.lang {
            return lesson;
        }
        let translation = self.curriculum().translation(&self.language.code());
        translation
            .and_then(|curriculum| curriculum.lesson(&lesson.id))
            .filter(|translation| fits(lesson, translation))
            .unwrap_or(lesson)
    }

    pub fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    pub fn db(&self) -> &Db {
        &self.shared.db
    }

    pub fn keys(&self) -> &Keys {
        &self.shared.keys
    }

    pub fn curriculum(&self) -> &Curriculum {
        &self.shared.curriculum
    }

    /// A lesson as it stood in `version`: today's text, or the one it was taught from.
    pub async fn lesson_version(&self, lesson: &str, version: &str) -> Result<Arc<Lesson>> {
        self.shared.lesson_version(lesson, version).await
    }

    /// The same in the language of the answer, where it was translated.
    pub async fn lesson_version_translated(
        &self,
        lesson: &str,
        version: &str,
    ) -> Result<Arc<Lesson>> {
        let language = &self.language;
        self.shared
            .lesson_version_in(language, lesson, version)
            .await
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.shared.now()
    }

    /// Today where the visitor's district is.
    pub fn day(&self) -> NaiveDate {
        self.now().with_timezone(&self.time_zone).date_naive()
    }

    pub const fn time_zone(&self) -> Tz {
        self.time_zone
    }

    pub fn who(&self) -> &Who {
        &self.who
    }

    /// The session this request came with.
    pub fn session(&self) -> Option<Uuid> {
        match &*self.who {
            Who::Nobody => None,
            Who::Student(student) => Some(student.session),
            Who::Staff(staff) => Some(staff.session),
        }
    }

    /// # Errors
    /// `SignedOut`, and `NotFound` for staff.
    pub fn student(&self) -> Result<&Student> {
        match &*self.who {
            Who::Student(student) => Ok(student),
            Who::Staff(_) => Err(Told::NotFound.into()),
            Who::Nobody => Err(Told::SignedOut.into()),
        }
    }

    /// # Errors
    /// `SignedOut`, and `NotFound` for students.
    pub fn staff(&self) -> Result<&Staff> {
        match &*self.who {
            Who::Staff(staff) => Ok(staff),
            Who::Student(_) => Err(Told::NotFound.into()),
            Who::Nobody => Err(Told::SignedOut.into()),
        }
    }

    /// The section with this slug, which the visitor teaches.
    ///
    /// # Errors
    /// `NotFound` unless they do.
    pub async fn teacher_of(&self, slug: &str) -> Result<section::Model> {
        let reading = self.reader_of(slug).await?;
        match reading.teaches {
            true => Ok(reading.section),
            false => Err(Told::NotFound.into()),
        }
    }

    /// The section with this slug, whose progress the visitor may see: as its teacher, or as a
    /// counselor or administrator of its school.
    ///
    /// # Errors
    /// `NotFound` unless they may.
    pub async fn reader_of(&self, slug: &str) -> Result<Reading> {
        self.staff()?;
        let section = section::by_slug(self.db().read(), slug).await?;
        self.reading(section).await
    }

    /// As [`Self::reader_of`], by the section's id.
    ///
    /// # Errors
    /// `NotFound` unless they may.
    pub async fn reader_of_id(&self, id: Uuid) -> Result<Reading> {
        self.staff()?;
        let section = section::by_id(self.db().read(), id).await?;
        self.reading(section).await
    }

    async fn reading(&self, section: Option<section::Model>) -> Result<Reading> {
        let staff = self.staff()?;
        let db = self.db().read();
        let section = section.ok_or(Told::NotFound)?;
        let school = org::by_id(db, section.school_id).await?;
        let school = school.ok_or(Told::NotFound)?;
        let role = EnrollmentRole::Teacher;
        let teaches = enrollment::holds(db, section.id, staff.id, role, self.day()).await?;
        let administers = staff.administers(&school);
        let counsels = staff.counsels(&school);
        if !(teaches || administers || counsels) {
            return Err(Told::NotFound.into());
        }
        Ok(Reading {
            section,
            school,
            teaches,
            administers,
            counsels,
        })
    }

    /// The school with this slug, which the visitor administers: at the school or the district.
    ///
    /// # Errors
    /// `NotFound` unless they do, and for a district's slug.
    pub async fn administrator_of(&self, slug: &str) -> Result<org::Model> {
        let staff = self.staff()?;
        let school = org::by_slug(self.db().read(), slug).await?;
        school
            .filter(|school| school.kind == OrgKind::School && staff.administers(school))
            .ok_or_else(|| Told::NotFound.into())
    }

    /// The section with this slug, whose school the visitor administers.
    ///
    /// # Errors
    /// `NotFound` unless they do.
    pub async fn administrator_of_section(&self, slug: &str) -> Result<Reading> {
        let reading = self.reader_of(slug).await?;
        match reading.administers {
            true => Ok(reading),
            false => Err(Told::NotFound.into()),
        }
    }

    /// Every school that the visitor administers or counsels, by name.
    pub async fn schools(&self) -> Result<Vec<org::Model>> {
        let staff = self.staff()?;
        let mut schools = org::schools(self.db().read(), staff.district).await?;
        schools.retain(|school| staff.administers(school) || staff.counsels(school));
        Ok(schools)
    }

    /// What a school has said about whom to call; empty where it has said nothing.
    pub async fn contacts(&self, school: Uuid) -> Result<Contacts> {
        let kept = setting::find(self.db().read(), school, setting::CONTACTS).await?;
        let Some(kept) = kept else {
            return Ok(Contacts::default());
        };
        serde_json::from_value(kept)
            .map_err(|error| Error::broken(format!("a school's contacts cannot be read: {error}")))
    }
}
