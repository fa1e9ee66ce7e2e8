//! The readiness gate: eight items, and whom to call.

use app::{
    error::Error as Told,
    school::administering::{Contacts, ReadinessPage, Tick},
};

use super::{event, overseer_of};
use crate::{
    entity::{audit_event, readiness, setting},
    error::{Error, Result},
    visit::Visit,
};

/// What has to be done before a sensitive lesson opens, in the order it is done.
pub const ITEMS: [&str; 8] = [
    "reporting_path",
    "staff_briefed",
    "counselor_available",
    "families_told",
    "private_plans",
    "supports_arranged",
    "substitute_plan",
    "day_chosen",
];

const LONGEST: usize = 200;

/// How many of the items have no tick among one school's.
pub fn missing<'a>(ticks: impl IntoIterator<Item = &'a readiness::Model>) -> u32 {
    let ticked = ticks.into_iter().filter(|tick| ITEMS.contains(&&*tick.key));
    super::count(ITEMS).saturating_sub(super::count(ticked))
}

/// For the school's administrators, who may change it, and its counselors, who may not.
pub async fn page(visit: &Visit, org: &str) -> Result<ReadinessPage> {
    let school = overseer_of(visit, org).await?;
    let ticks = readiness::of_schools(visit.db().read(), &[school.id]).await?;
    let ticks = ITEMS.map(|key| {
        let tick = ticks.iter().find(|tick| tick.key == key);
        Tick {
            key: key.to_owned(),
            ticked: tick.map(|tick| (tick.on, tick.role.into())),
        }
    });
    Ok(ReadinessPage {
        ticks: ticks.into(),
        contacts: visit.contacts(school.id).await?,
        may_change: visit.staff()?.administers(&school),
        org: school.slug,
        school: school.name,
    })
}

/// Ticks or unticks an item, with the day and the visitor's role; no name.
pub async fn tick(visit: &Visit, org: &str, key: &str, done: bool) -> Result<()> {
    let school = visit.administrator_of(org).await?;
    let role = visit.staff()?.role_at(&school).ok_or(Told::NotFound)?;
    let item = ITEMS.into_iter().find(|item| *item == key);
    let item = item.ok_or(Told::NotFound)?;
    let what = match done {
        true => "readiness_ticked",
        false => "readiness_unticked",
    };
    let event = event(visit, &school, what, item)?;
    let tick = readiness::Model {
        school_id: school.id,
        key: item.to_owned(),
        on: visit.day(),
        role,
    };
    let write = visit.db().write(move |tx| async move {
        match done {
            true => readiness::tick(&tx, tick).await?,
            false => readiness::untick(&tx, tick.school_id, item).await?,
        }
        audit_event::add(&tx, event).await
    });
    write.await
}

/// Keeps whom to call, and where *Leave this page* goes.
pub async fn keep_contacts(visit: &Visit, org: &str, contacts: Contacts) -> Result<()> {
    let school = visit.administrator_of(org).await?;
    let contacts = checked(contacts)?;
    let event = event(visit, &school, "contacts_kept", &school.slug)?;
    let value =
        serde_json::to_value(&contacts).map_err(|error| Error::broken(error.to_string()))?;
    let write = visit.db().write(move |tx| async move {
        setting::keep(&tx, school.id, setting::CONTACTS, value).await?;
        audit_event::add(&tx, event).await
    });
    write.await
}

fn checked(contacts: Contacts) -> Result<Contacts> {
    let contacts = Contacts {
        designated_agent: text("designated_agent", &contacts.designated_agent)?,
        deputy: text("deputy", &contacts.deputy)?,
        intake_number: text("intake_number", &contacts.intake_number)?,
        counselor: text("counselor", &contacts.counselor)?,
        district_attorney: text("district_attorney", &contacts.district_attorney)?,
        title_ix: text("title_ix", &contacts.title_ix)?,
        leave_to: text("leave_to", &contacts.leave_to)?,
    };
    if !contacts.leave_to.is_empty() && !is_https(&contacts.leave_to) {
        let reason = "Write an address that begins with https://, such as https://www.google.com.";
        return Err(Told::invalid("leave_to", reason).into());
    }
    Ok(contacts)
}

fn text(field: &str, text: &str) -> Result<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if text.chars().count() > LONGEST {
        return Err(Told::invalid(field, "Please write at most 200 characters.").into());
    }
    Ok(text)
}

/// An address with a host and without anything that could mean another one.
fn is_https(address: &str) -> bool {
    let Ok(address) = address.parse::<axum::http::Uri>() else {
        return false;
    };
    let host = address.host().unwrap_or_default();
    let plain = address
        .authority()
        .is_some_and(|authority| !authority.as_str().contains('@'));
    address.scheme_str() == Some("https") && plain && host.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::word::Role;

    #[test]
    fn leave_this_page_goes_to_an_encrypted_address_or_nowhere() {
        let kept = |leave_to: &str| {
            let contacts = Contacts {
                leave_to: leave_to.to_owned(),
                ..Contacts::default()
            };
            checked(contacts).map(|contacts| contacts.leave_to)
        };
        assert_eq!(kept("").unwrap(), "");
        assert_eq!(
            kept(" https://www.weather.gov/ ").unwrap(),
            "https://www.weather.gov/"
        );
        for bad in [
            "http://www.weather.gov",
            "www.weather.gov",
            "https://",
            "https://user@www.weather.gov",
            "javascript:alert(1)",
            "https:\\\\www.weather.gov",
        ] {
            assert!(kept(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_gate_counts_only_items_it_knows() {
        let tick = |key: &str| readiness::Model {
            school_id: uuid::Uuid::nil(),
            key: key.to_owned(),
            on: chrono::NaiveDate::default(),
            role: Role::SchoolAdministrator,
        };
        assert_eq!(missing(&[]), 8);
        assert_eq!(missing(&[tick("day_chosen"), tick("something_older")]), 7);
        assert_eq!(missing(&ITEMS.map(tick)), 0);
    }
}
