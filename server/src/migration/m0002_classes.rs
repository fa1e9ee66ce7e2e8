//! What is taught to a class, and what its students have done.

use sea_orm_migration::{
    prelude::{ForeignKeyAction::*, *},
    schema::*,
};

use super::{NewTable, Reference, create, reference};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "0002_classes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            lesson_version(),
            live_class(),
            teaching(),
            completion(),
            answered(),
            tally(),
            readiness(),
            opt_out(),
        ];
        for table in tables {
            create(manager, table).await?;
        }
        let one_open = "CREATE UNIQUE INDEX \"idx-live_class-open\" ON \"live_class\" \
                        (\"section_id\", \"lesson\") WHERE \"closed_at\" IS NULL";
        manager
            .get_connection()
            .execute_unprepared(one_open)
            .await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// What a class was taught from is kept as long as the class.
const VERSION: Reference = Reference {
    column: "version",
    table: "lesson_version",
    to: "hash",
    on_delete: Restrict,
};

fn lesson_version() -> NewTable {
    NewTable {
        name: "lesson_version",
        columns: vec![
            string("hash").primary_key().take(),
            string("lesson"),
            json("files"),
        ],
        indexed: &["lesson"],
        ..NewTable::default()
    }
}

fn live_class() -> NewTable {
    NewTable {
        name: "live_class",
        columns: vec![
            pk_uuid("id"),
            uuid("section_id"),
            string("lesson"),
            string("version"),
            uuid("opened_by"),
            timestamp_with_time_zone("opened_at"),
            timestamp_with_time_zone_null("closes_at"),
            timestamp_with_time_zone_null("closed_at"),
        ],
        references: vec![
            reference("section_id", "section", Cascade),
            VERSION,
            reference("opened_by", "person", Restrict),
        ],
        indexed: &["section_id", "version", "opened_by"],
        ..NewTable::default()
    }
}

fn teaching() -> NewTable {
    NewTable {
        name: "teaching",
        columns: vec![
            pk_uuid("id"),
            uuid("section_id"),
            string("lesson"),
            string("version"),
            date("on"),
            integer("minutes"),
            uuid("by"),
        ],
        references: vec![
            reference("section_id", "section", Cascade),
            VERSION,
            reference("by", "person", Restrict),
        ],
        indexed: &["version", "by"],
        unique: &[("lesson", &["section_id", "lesson"])],
        ..NewTable::default()
    }
}

fn completion() -> NewTable {
    NewTable {
        name: "completion",
        columns: vec![
            uuid("student_id"),
            string("step"),
            string("lesson"),
            date("on"),
            uuid_null("teaching_id"),
        ],
        key: &["student_id", "step"],
        references: vec![
            reference("student_id", "person", Cascade),
            reference("teaching_id", "teaching", Cascade),
        ],
        indexed: &["teaching_id"],
        ..NewTable::default()
    }
}

fn answered() -> NewTable {
    NewTable {
        name: "answered",
        columns: vec![uuid("student_id"), string("check")],
        key: &["student_id", "check"],
        references: vec![reference("student_id", "person", Cascade)],
        ..NewTable::default()
    }
}

fn tally() -> NewTable {
    NewTable {
        name: "tally",
        columns: vec![
            uuid("live_class_id"),
            string("check"),
            string("option"),
            integer("count"),
        ],
        key: &["live_class_id", "check", "option"],
        references: vec![reference("live_class_id", "live_class", Cascade)],
        ..NewTable::default()
    }
}

fn readiness() -> NewTable {
    NewTable {
        name: "readiness",
        columns: vec![uuid("school_id"), string("key"), date("on"), string("role")],
        key: &["school_id", "key"],
        references: vec![reference("school_id", "org", Cascade)],
        ..NewTable::default()
    }
}

fn opt_out() -> NewTable {
    NewTable {
        name: "opt_out",
        columns: vec![uuid("student_id"), string("lesson"), date("on")],
        key: &["student_id", "lesson"],
        references: vec![reference("student_id", "person", Cascade)],
        ..NewTable::default()
    }
}
