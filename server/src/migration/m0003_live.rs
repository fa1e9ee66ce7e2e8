//! A class taught live: who leads it and where it is, its projector, its question box, its roll,
//! and how faithfully the lesson was taught.

use sea_orm::DbBackend;
use sea_orm_migration::{
    prelude::{ForeignKeyAction::*, *},
    schema::*,
};

use super::{NewTable, Reference, bytes, create, reference};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "0003_live"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in live_class() {
            add(manager, "live_class", column).await?;
        }
        forget_defaults(manager).await?;
        add_lead(manager).await?;
        add(manager, "teaching", date_null("next_on")).await?;
        let tables = [
            projector(),
            question(),
            absence(),
            make_up(),
            segment_taught(),
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

fn live_class() -> Vec<ColumnDef> {
    vec![
        big_integer("revision").default(0).take(),
        boolean("devices").default(true).take(),
        timestamp_with_time_zone_null("begun_at"),
        integer("step").default(0).take(),
        timestamp_with_time_zone_null("step_at"),
        string("pace").default("own").take(),
        integer("from_step").default(1).take(),
        integer_null("to_step"),
        timestamp_with_time_zone_null("paused_at"),
        timestamp_with_time_zone_null("blanked_at"),
        string_null("shown_check"),
        timestamp_with_time_zone_null("finished_at"),
    ]
}

async fn add(manager: &SchemaManager<'_>, table: &str, column: ColumnDef) -> Result<(), DbErr> {
    let mut change = Table::alter();
    change.table(table.to_owned()).add_column(column);
    manager.alter_table(change).await
}

/// Rows that are there already have got their values; new ones bring their own. SQLite cannot take a
/// default away, and nothing is read from it there.
async fn forget_defaults(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Sqlite {
        return Ok(());
    }
    for column in ["revision", "devices", "step", "pace", "from_step"] {
        let forget = format!("ALTER TABLE \"live_class\" ALTER COLUMN \"{column}\" DROP DEFAULT");
        manager.get_connection().execute_unprepared(&forget).await?;
    }
    Ok(())
}

/// A column that points to a person. SQLite takes the reference only together with its column.
async fn add_lead(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let kind = match manager.get_database_backend() {
        DbBackend::Sqlite => "uuid_text",
        _ => "uuid",
    };
    let column = format!(
        "ALTER TABLE \"live_class\" ADD COLUMN \"led_by\" {kind} NULL \
         REFERENCES \"person\" (\"id\") ON DELETE RESTRICT"
    );
    let connection = manager.get_connection();
    connection.execute_unprepared(&column).await?;
    let index = "CREATE INDEX \"idx-live_class-led_by\" ON \"live_class\" (\"led_by\")";
    connection.execute_unprepared(index).await?;
    Ok(())
}

fn projector() -> NewTable {
    NewTable {
        name: "projector",
        columns: vec![
            pk_uuid("id"),
            uuid("live_class_id"),
            bytes("code_hash").unique_key().take(),
            timestamp_with_time_zone("code_ends_at"),
            bytes("token_hash").null().unique_key().take(),
            timestamp_with_time_zone("ends_at"),
        ],
        references: vec![reference("live_class_id", "live_class", Cascade)],
        indexed: &["live_class_id"],
        ..NewTable::default()
    }
}

/// Its rows lie in the order of a random id, so that they do not tell who asked first.
fn question() -> NewTable {
    NewTable {
        name: "question",
        columns: vec![
            uuid("id"),
            uuid("live_class_id"),
            bytes("sealed"),
            date("asked_on"),
            uuid_null("read_by"),
            uuid_null("routed_by"),
        ],
        key: &["id"],
        references: vec![
            reference("live_class_id", "live_class", Cascade),
            reference("read_by", "person", Restrict),
            reference("routed_by", "person", Restrict),
        ],
        indexed: &["live_class_id", "read_by", "routed_by"],
        ..NewTable::default()
    }
}

fn absence() -> NewTable {
    NewTable {
        name: "absence",
        columns: vec![
            uuid("live_class_id"),
            uuid("student_id"),
            date("on"),
            uuid("by"),
        ],
        key: &["live_class_id", "student_id"],
        references: vec![
            reference("live_class_id", "live_class", Cascade),
            reference("student_id", "person", Cascade),
            reference("by", "person", Restrict),
        ],
        indexed: &["student_id", "by"],
        ..NewTable::default()
    }
}

fn make_up() -> NewTable {
    NewTable {
        name: "make_up",
        columns: vec![
            pk_uuid("id"),
            uuid("section_id"),
            string("lesson"),
            string("version"),
            uuid("student_id"),
            uuid("adult_id"),
            uuid("opened_by"),
            timestamp_with_time_zone("opened_at"),
            timestamp_with_time_zone("closes_at"),
            timestamp_with_time_zone_null("closed_at"),
        ],
        references: vec![
            reference("section_id", "section", Cascade),
            Reference {
                column: "version",
                table: "lesson_version",
                to: "hash",
                on_delete: Restrict,
            },
            reference("student_id", "person", Cascade),
            reference("adult_id", "person", Restrict),
            reference("opened_by", "person", Restrict),
        ],
        indexed: &[
            "section_id",
            "version",
            "student_id",
            "adult_id",
            "opened_by",
        ],
        ..NewTable::default()
    }
}

fn segment_taught() -> NewTable {
    NewTable {
        name: "segment_taught",
        columns: vec![
            uuid("teaching_id"),
            string("step"),
            string("how"),
            string_null("reason"),
        ],
        key: &["teaching_id", "step"],
        references: vec![reference("teaching_id", "teaching", Cascade)],
        ..NewTable::default()
    }
}
