//! Who is in the world, written down in the database once.
//!
//! *Pine County* has two schools. At **Birch** grace teaches 7C, 4A and 1B, and omar teaches 8A;
//! carol is the counselor and alan the administrator. At **Cedar** tim teaches 7D and ann is the
//! administrator. dora administers the district. Everybody's id comes from their name; classes'
//! addresses are their names in lowercase.

use chrono::{NaiveDate, TimeDelta, Utc};
use server::{
    db::Db,
    entity::{
        Tx, credential, enrollment, org, person, section, staff_role, term,
        word::{Band, CredentialKind, EnrollmentRole, OrgKind, PersonKind, Role},
    },
    error::Result,
    sign_in::password::Passwords,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub const LESSON: &str = "6-8.my-mind-my-toolbox";
pub const SENSITIVE: &str = "6-8.too-much-too-soon";

/// Every member of staff has this password.
pub const PASSWORD: &str = "correct horse battery";

/// School, class, band, grade and join code. The class's name in lowercase is its slug.
const CLASSES: [(&str, &str, Band, i32, &str); 5] = [
    ("birch", "7c", Band::Six8, 7, "CCC777"),
    ("birch", "8a", Band::Six8, 8, "XXX222"),
    ("birch", "4a", Band::Three5, 4, "BBB444"),
    ("birch", "1b", Band::K2, 1, "KKK999"),
    ("cedar", "7d", Band::Six8, 7, "DDD777"),
];

/// Student, class and own code; the youngest have none.
const STUDENTS: [(&str, &str, &str); 13] = [
    ("ada", "7c", "kfm7rt"),
    ("ben", "7c", "bnb2nb"),
    ("cleo", "7c", "cbc3cb"),
    ("dina", "7c", "dcd4dc"),
    ("emil", "7c", "fdf5fd"),
    ("finn", "7c", "gfg6gf"),
    ("gus", "8a", "hgh7hg"),
    ("hana", "4a", "jhj2jh"),
    ("ivo", "4a", "kjk3kj"),
    ("june", "1b", ""),
    ("kai", "1b", ""),
    ("lou", "7d", "mkm4mk"),
    ("mia", "7d", "nmn5nm"),
];

/// Member of staff, role and where.
const STAFF: [(&str, Role, &str); 7] = [
    ("grace", Role::Teacher, "birch"),
    ("omar", Role::Teacher, "birch"),
    ("carol", Role::Counselor, "birch"),
    ("alan", Role::SchoolAdministrator, "birch"),
    ("tim", Role::Teacher, "cedar"),
    ("ann", Role::SchoolAdministrator, "cedar"),
    ("dora", Role::DistrictAdministrator, "pine"),
];

const TEACHES: [(&str, &str); 5] = [
    ("grace", "7c"),
    ("grace", "4a"),
    ("grace", "1b"),
    ("omar", "8a"),
    ("tim", "7d"),
];

/// The id of whoever or whatever has this name.
pub fn id(name: &str) -> Uuid {
    let hash: [u8; 32] = Sha256::digest(name.as_bytes()).into();
    let (bytes, _) = hash.split_first_chunk::<16>().unwrap();
    Uuid::from_bytes(*bytes)
}

pub fn is_student(name: &str) -> bool {
    STUDENTS.iter().any(|(student, ..)| *student == name)
}

/// Slug of a student's class.
pub fn class_of(student: &str) -> &'static str {
    find(STUDENTS.iter().find(|(name, ..)| *name == student), student).1
}

fn find<'a, T>(found: Option<&'a T>, name: &str) -> &'a T {
    found.unwrap_or_else(|| panic!("there is no {name} in the world"))
}

pub fn email(staff: &str) -> String {
    format!("{staff}@pine.example")
}

pub fn today() -> NaiveDate {
    Utc::now()
        .with_timezone(&chrono_tz::America::New_York)
        .date_naive()
}

/// One more class at Birch, taught by grace. Its students are named after it: `9b 1`, `9b 2` …
pub async fn add_class(db: &Db, slug: &str, band: Band, students: usize) -> Vec<String> {
    let names: Vec<String> = (1..=students)
        .map(|number| format!("{slug} {number}"))
        .collect();
    let (first_grade, last_grade) = lessons::course::Band::from(band).grades();
    let section = section::Model {
        id: id(slug),
        school_id: id("birch"),
        term_id: id("term"),
        band,
        name: slug.to_uppercase(),
        first_grade,
        last_grade,
        slug: slug.into(),
        join_code: slug.to_uppercase(),
    };
    let people = names.iter().map(|name| somebody(name, None)).collect();
    let mut enrolled_now = vec![enrolled(slug, "grace", EnrollmentRole::Teacher)];
    enrolled_now.extend(
        names
            .iter()
            .map(|name| enrolled(slug, name, EnrollmentRole::Student)),
    );
    db.write(|tx| async move {
        section::add(&tx, section).await?;
        person::add(&tx, people).await?;
        enrollment::add(&tx, enrolled_now).await
    })
    .await
    .unwrap();
    names
}

/// Writes the world down.
pub async fn write(db: &Db) {
    let hash = Passwords::default().hash(PASSWORD.into()).await.unwrap();
    db.write(|tx| async move {
        organisations(&tx).await?;
        classes(&tx).await?;
        staff(&tx, &hash).await?;
        students(&tx).await
    })
    .await
    .unwrap();
}

async fn organisations(tx: &Tx) -> Result<()> {
    let places = [
        ("pine", "Pine County", OrgKind::District),
        ("birch", "Birch School", OrgKind::School),
        ("cedar", "Cedar School", OrgKind::School),
    ];
    for (slug, name, kind) in places {
        let place = org::Model {
            id: id(slug),
            kind,
            parent_id: (kind == OrgKind::School).then(|| id("pine")),
            name: name.into(),
            slug: slug.into(),
            time_zone: "America/New_York".into(),
        };
        org::add(tx, place).await?;
    }
    let term = term::Model {
        id: id("term"),
        district_id: id("pine"),
        name: "This year".into(),
        first_on: today() - TimeDelta::days(60),
        last_on: today() + TimeDelta::days(120),
        holidays: term::Holidays::default(),
    };
    term::add(tx, term).await
}

async fn classes(tx: &Tx) -> Result<()> {
    for (school, slug, band, grade, join_code) in CLASSES {
        let section = section::Model {
            id: id(slug),
            school_id: id(school),
            term_id: id("term"),
            band,
            name: slug.to_uppercase(),
            first_grade: grade,
            last_grade: grade,
            slug: slug.into(),
            join_code: join_code.into(),
        };
        section::add(tx, section).await?;
    }
    Ok(())
}

async fn staff(tx: &Tx, hash: &[u8]) -> Result<()> {
    let people = STAFF.map(|(name, ..)| somebody(name, Some(email(name))));
    person::add(tx, people.into()).await?;
    for (name, role, place) in STAFF {
        staff_role::add(tx, id(name), id(place), role).await?;
        let password = credential::Model {
            id: Uuid::new_v4(),
            person_id: id(name),
            section_id: None,
            kind: CredentialKind::Password,
            lookup: email(name),
            secret: hash.to_vec(),
        };
        credential::add(tx, vec![password]).await?;
    }
    let rows = TEACHES.map(|(name, class)| enrolled(class, name, EnrollmentRole::Teacher));
    enrollment::add(tx, rows.into()).await
}

async fn students(tx: &Tx) -> Result<()> {
    let keys = super::keys();
    let people = STUDENTS.map(|(name, ..)| somebody(name, None));
    person::add(tx, people.into()).await?;
    let rows = STUDENTS.map(|(name, class, _)| enrolled(class, name, EnrollmentRole::Student));
    enrollment::add(tx, rows.into()).await?;
    for (name, class, code) in STUDENTS {
        if code.is_empty() {
            continue;
        }
        let own_code = credential::Model {
            id: Uuid::new_v4(),
            person_id: id(name),
            section_id: Some(id(class)),
            kind: CredentialKind::OwnCode,
            lookup: keys.own_code(id(class), code),
            secret: keys.seal(id(name), code)?,
        };
        credential::add(tx, vec![own_code]).await?;
    }
    Ok(())
}

/// Their name with a capital.
fn somebody(name: &str, email: Option<String>) -> person::Model {
    let (first, rest) = name.split_at(1);
    let kind = match email {
        Some(_) => PersonKind::Staff,
        None => PersonKind::Student,
    };
    person::Model {
        id: id(name),
        district_id: id("pine"),
        kind,
        name: first.to_uppercase() + rest,
        email,
    }
}

fn enrolled(class: &str, name: &str, role: EnrollmentRole) -> enrollment::Model {
    enrollment::Model {
        section_id: id(class),
        person_id: id(name),
        role,
        begins_on: today() - TimeDelta::days(30),
        ends_on: None,
    }
}
