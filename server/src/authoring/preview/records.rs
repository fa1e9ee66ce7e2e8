//! The records behind a preview: one invented teacher with one class for each grade band, in a
//! folder of their own that goes when the preview does.

use std::{fs, io, path::PathBuf};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use lessons::course::Band;
use uuid::Uuid;

use crate::{
    db::{Db, Openness, Refusal},
    entity::{
        Tx, enrollment, org, person, section, session, staff_role, term,
        word::{EnrollmentRole, OrgKind, PersonKind, Role},
    },
    error::Result,
    keys::Keys,
    serve::{Place, told},
    sign_in::code,
    visit,
};

/// Longer than any preview runs.
const FOR_LONG: TimeDelta = TimeDelta::days(3650);

pub struct Records {
    pub db: Db,
    pub keys: Keys,
    /// By which the invented teacher is signed in; it leaves this process for no browser.
    pub token: String,
    _folder: Folder,
}

impl Records {
    /// # Errors
    /// A sentence, when the system's folder for passing files cannot be written.
    pub async fn open() -> Result<Self, Refusal> {
        let folder = Folder::new().map_err(|error| {
            Refusal(format!(
                "A folder for the preview cannot be made in {} ({error}).",
                std::env::temp_dir().display()
            ))
        })?;
        let place = Place::new(folder.0.clone(), None, Openness::default())?;
        let (db, keys) = place.open().await?;
        let now = Utc::now();
        let token = db
            .write(move |tx| async move { fill(&tx, now).await })
            .await;
        Ok(Self {
            token: token.map_err(told)?,
            db,
            keys,
            _folder: folder,
        })
    }

    /// Lets go of the database, so that its folder can be removed.
    pub async fn close(&self) {
        if let Err(error) = self.db.clone().close().await {
            tracing::warn!(%error, "the preview's records were not closed in order");
        }
    }
}

/// The address of a band's class: the band's own name.
pub const fn class(band: Band) -> &'static str {
    band.slug()
}

async fn fill(tx: &Tx, now: DateTime<Utc>) -> Result<String> {
    let district = org::add(tx, organisation(OrgKind::District, None)).await?;
    let school = org::add(tx, organisation(OrgKind::School, Some(district.id))).await?;
    let term = term::Model {
        id: Uuid::new_v4(),
        district_id: district.id,
        name: "Preview".into(),
        first_on: NaiveDate::default(),
        last_on: (now + FOR_LONG).date_naive(),
        holidays: term::Holidays::default(),
    };
    term::add(tx, term.clone()).await?;
    let teacher = person::Model {
        id: Uuid::new_v4(),
        district_id: district.id,
        kind: PersonKind::Staff,
        name: "Teacher".into(),
        email: None,
    };
    person::add(tx, vec![teacher.clone()]).await?;
    staff_role::add(tx, teacher.id, school.id, Role::Teacher).await?;
    for band in Band::ALL {
        let section = section_of(&school, &term, band);
        section::add(tx, section.clone()).await?;
        let teaches = enrollment::Model {
            section_id: section.id,
            person_id: teacher.id,
            role: EnrollmentRole::Teacher,
            begins_on: term.first_on,
            ends_on: None,
        };
        enrollment::add(tx, vec![teaches]).await?;
    }
    let (token, begun) = visit::session::begin(teacher.id, None, now);
    // An author who comes back after a night finds the pages as they were.
    let lasting = session::Model {
        seen_at: now + FOR_LONG,
        ends_at: now + FOR_LONG,
        ..begun
    };
    session::add(tx, lasting).await?;
    Ok(token)
}

fn organisation(kind: OrgKind, parent_id: Option<Uuid>) -> org::Model {
    org::Model {
        id: Uuid::new_v4(),
        kind,
        parent_id,
        name: "Preview".into(),
        slug: code::slug(),
        time_zone: "UTC".into(),
    }
}

fn section_of(school: &org::Model, term: &term::Model, band: Band) -> section::Model {
    let (first_grade, last_grade) = band.grades();
    section::Model {
        id: Uuid::new_v4(),
        school_id: school.id,
        term_id: term.id,
        band: band.into(),
        name: format!("Grades {}", band.title()),
        first_grade,
        last_grade,
        slug: class(band).into(),
        join_code: code::join_code(),
    }
}

/// A folder that only its user may look into, until it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> io::Result<Self> {
        let name = format!("groundwork-preview-{}", code::slug());
        let path = std::env::temp_dir().join(name);
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
