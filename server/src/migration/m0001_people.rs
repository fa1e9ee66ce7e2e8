//! Organisations, the people in them, their classes, and how they sign in.

use sea_orm_migration::{
    prelude::{ForeignKeyAction::*, *},
    schema::*,
};

use super::{NewTable, bytes, create, reference};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "0001_people"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            org(),
            term(),
            setting(),
            person(),
            staff_role(),
            section(),
            enrollment(),
            credential(),
            session(),
            throttle(),
            invitation(),
            audit_event(),
        ];
        for table in tables {
            create(manager, table).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn org() -> NewTable {
    NewTable {
        name: "org",
        columns: vec![
            pk_uuid("id"),
            string("kind"),
            uuid_null("parent_id"),
            string("name"),
            string_uniq("slug"),
            string("time_zone"),
        ],
        references: vec![reference("parent_id", "org", Restrict)],
        indexed: &["parent_id"],
        ..NewTable::default()
    }
}

fn term() -> NewTable {
    NewTable {
        name: "term",
        columns: vec![
            pk_uuid("id"),
            uuid("district_id"),
            string("name"),
            date("first_on"),
            date("last_on"),
            json("holidays"),
        ],
        references: vec![reference("district_id", "org", Cascade)],
        indexed: &["district_id"],
        ..NewTable::default()
    }
}

fn setting() -> NewTable {
    NewTable {
        name: "setting",
        columns: vec![uuid("org_id"), string("key"), json("value")],
        key: &["org_id", "key"],
        references: vec![reference("org_id", "org", Cascade)],
        ..NewTable::default()
    }
}

fn person() -> NewTable {
    NewTable {
        name: "person",
        columns: vec![
            pk_uuid("id"),
            uuid("district_id"),
            string("kind"),
            string("name"),
            string_null("email"),
        ],
        references: vec![reference("district_id", "org", Cascade)],
        indexed: &["district_id"],
        ..NewTable::default()
    }
}

fn staff_role() -> NewTable {
    NewTable {
        name: "staff_role",
        columns: vec![uuid("person_id"), uuid("org_id"), string("role")],
        key: &["person_id", "org_id", "role"],
        references: vec![
            reference("person_id", "person", Cascade),
            reference("org_id", "org", Cascade),
        ],
        indexed: &["org_id"],
        ..NewTable::default()
    }
}

fn section() -> NewTable {
    NewTable {
        name: "section",
        columns: vec![
            pk_uuid("id"),
            uuid("school_id"),
            uuid("term_id"),
            string("band"),
            string("name"),
            integer("first_grade"),
            integer("last_grade"),
            string_uniq("slug"),
            string_uniq("join_code"),
        ],
        references: vec![
            reference("school_id", "org", Cascade),
            reference("term_id", "term", Cascade),
        ],
        indexed: &["term_id"],
        unique: &[("name", &["school_id", "term_id", "name"])],
        ..NewTable::default()
    }
}

fn enrollment() -> NewTable {
    NewTable {
        name: "enrollment",
        columns: vec![
            uuid("section_id"),
            uuid("person_id"),
            string("role"),
            date("begins_on"),
            date_null("ends_on"),
        ],
        key: &["section_id", "person_id"],
        references: vec![
            reference("section_id", "section", Cascade),
            reference("person_id", "person", Cascade),
        ],
        indexed: &["person_id"],
        ..NewTable::default()
    }
}

fn credential() -> NewTable {
    NewTable {
        name: "credential",
        columns: vec![
            pk_uuid("id"),
            uuid("person_id"),
            uuid_null("section_id"),
            string("kind"),
            string("lookup"),
            bytes("secret"),
        ],
        references: vec![
            reference("person_id", "person", Cascade),
            reference("section_id", "section", Cascade),
        ],
        indexed: &["person_id", "section_id"],
        unique: &[("lookup", &["kind", "lookup"])],
        ..NewTable::default()
    }
}

fn session() -> NewTable {
    NewTable {
        name: "session",
        columns: vec![
            pk_uuid("id"),
            bytes("token_hash").unique_key().take(),
            uuid("person_id"),
            uuid_null("section_id"),
            timestamp_with_time_zone("created_at"),
            timestamp_with_time_zone("seen_at"),
            timestamp_with_time_zone("ends_at"),
        ],
        references: vec![
            reference("person_id", "person", Cascade),
            reference("section_id", "section", Cascade),
        ],
        indexed: &["person_id", "section_id", "ends_at"],
        ..NewTable::default()
    }
}

fn throttle() -> NewTable {
    NewTable {
        name: "throttle",
        columns: vec![
            string("key").primary_key().take(),
            integer("failures"),
            timestamp_with_time_zone("until"),
            timestamp_with_time_zone("ends_at"),
        ],
        indexed: &["ends_at"],
        ..NewTable::default()
    }
}

fn invitation() -> NewTable {
    NewTable {
        name: "invitation",
        columns: vec![
            pk_uuid("id"),
            bytes("token_hash").unique_key().take(),
            uuid("org_id"),
            string("role"),
            string("name"),
            string("email"),
            uuid_null("invited_by"),
            timestamp_with_time_zone("created_at"),
            timestamp_with_time_zone("expires_at"),
            timestamp_with_time_zone_null("used_at"),
        ],
        references: vec![
            reference("org_id", "org", Cascade),
            reference("invited_by", "person", SetNull),
        ],
        indexed: &["org_id", "invited_by"],
        ..NewTable::default()
    }
}

fn audit_event() -> NewTable {
    NewTable {
        name: "audit_event",
        columns: vec![
            pk_uuid("id"),
            uuid("org_id"),
            uuid_null("person_id"),
            string("what"),
            string("subject"),
            timestamp_with_time_zone("at"),
        ],
        references: vec![
            reference("org_id", "org", Cascade),
            reference("person_id", "person", SetNull),
        ],
        indexed: &["org_id", "person_id", "at"],
        ..NewTable::default()
    }
}
