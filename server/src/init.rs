//! The first start: a district, its first school and term, and a one-time link for the person who
//! administers them. There is no account that everybody knows.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use crate::{
    db::{Db, Refusal},
    entity::{
        audit_event, invitation, org, staff_role, term,
        word::{OrgKind, Role},
    },
    error::Result,
    keys::token_hash,
    serve::told,
    sign_in::{code, typed_email},
};

/// How long the link can be used.
const LINK_LIFE: TimeDelta = TimeDelta::days(7);

/// What the first start is told.
#[derive(Clone, Debug)]
pub struct First {
    pub district: String,
    pub school: String,
    pub time_zone: String,
    pub name: String,
    pub email: String,
    /// First and last day; nothing: the school year around today.
    pub term: Option<(NaiveDate, NaiveDate)>,
}

/// Sets the district up and answers the link's token. Where it is set up already but nobody
/// administers it yet, because the link was lost, only a new link is made.
///
/// # Errors
/// A sentence; nothing is half-written.
pub async fn run(db: &Db, first: First, now: DateTime<Utc>) -> Result<String, Refusal> {
    let zone: Tz = first.time_zone.parse().map_err(|_| {
        Refusal(format!(
            "There is no time zone \"{}\". Write one like America/New_York with --time-zone.",
            first.time_zone
        ))
    })?;
    for (what, value) in [
        ("--district", &first.district),
        ("--school", &first.school),
        ("--name", &first.name),
    ] {
        if value.trim().is_empty() {
            return Err(Refusal(format!("{what} must not be empty.")));
        }
    }
    if !first.email.contains('@') {
        return Err(Refusal(format!(
            "\"{}\" is no e-mail address. Write one like grace@example.org with --email.",
            first.email
        )));
    }
    let today = now.with_timezone(&zone).date_naive();
    let (first_on, last_on) = first.term.unwrap_or_else(|| school_year(today));
    if first_on >= last_on {
        return Err(Refusal(
            "The term must begin before it ends: look at --first-day and --last-day.".into(),
        ));
    }
    let known = org::district(db.read()).await.map_err(told)?;
    if let Some(district) = &known
        && is_administered(db, district).await.map_err(told)?
    {
        return Err(Refusal(format!(
            "{} is set up already. Whoever administers it invites others under School › Staff.",
            district.name
        )));
    }
    let (token, now_ms) = (code::token(), now);
    let hash = token_hash(&token);
    db.write(move |tx| async move {
        let district = match known {
            Some(district) => district,
            None => {
                let district = place(OrgKind::District, None, &first.district, zone);
                let district = org::add(&tx, district).await?;
                let school = place(OrgKind::School, Some(district.id), &first.school, zone);
                org::add(&tx, school).await?;
                let name = term_name(first_on, last_on);
                term::add(&tx, term_of(district.id, name, first_on, last_on)).await?;
                district
            }
        };
        let invited = invitation::Model {
            id: Uuid::new_v4(),
            token_hash: hash,
            org_id: district.id,
            role: Role::DistrictAdministrator,
            name: first.name.trim().to_owned(),
            email: typed_email(&first.email),
            invited_by: None,
            created_at: now_ms,
            expires_at: now_ms + LINK_LIFE,
            used_at: None,
        };
        let event = audit_event::Model {
            id: Uuid::now_v7(),
            org_id: district.id,
            person_id: None,
            what: "set_up".into(),
            subject: invited.id.to_string(),
            at: now_ms,
        };
        invitation::add(&tx, invited).await?;
        audit_event::add(&tx, event).await
    })
    .await
    .map_err(told)?;
    Ok(token)
}

async fn is_administered(db: &Db, district: &org::Model) -> Result<bool> {
    let staff = staff_role::at(db.read(), &[district.id]).await?;
    Ok(staff
        .iter()
        .any(|(role, _)| role.role == Role::DistrictAdministrator))
}

fn place(kind: OrgKind, parent_id: Option<Uuid>, name: &str, zone: Tz) -> org::Model {
    org::Model {
        id: Uuid::new_v4(),
        kind,
        parent_id,
        name: name.trim().to_owned(),
        slug: code::slug(),
        time_zone: zone.name().to_owned(),
    }
}

fn term_of(
    district_id: Uuid,
    name: String,
    first_on: NaiveDate,
    last_on: NaiveDate,
) -> term::Model {
    term::Model {
        id: Uuid::new_v4(),
        district_id,
        name,
        first_on,
        last_on,
        holidays: term::Holidays::default(),
    }
}

/// From the first of August to the last of July.
fn school_year(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let year = if today.month() >= 8 {
        today.year()
    } else {
        today.year() - 1
    };
    let first = NaiveDate::from_ymd_opt(year, 8, 1).unwrap_or(today);
    let last = NaiveDate::from_ymd_opt(year + 1, 7, 31).unwrap_or(today);
    (first, last)
}

fn term_name(first: NaiveDate, last: NaiveDate) -> String {
    match first.year() == last.year() {
        true => first.year().to_string(),
        false => format!("{}–{:02}", first.year(), last.year() % 100),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{school_year, term_name};

    #[test]
    fn the_school_year_is_the_one_around_today() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let year = (day(2025, 8, 1), day(2026, 7, 31));
        assert_eq!(school_year(day(2025, 8, 1)), year);
        assert_eq!(school_year(day(2026, 7, 31)), year);
        assert_eq!(term_name(year.0, year.1), "2025–26");
    }
}
