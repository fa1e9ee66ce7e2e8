//! The database as it is described and the database as it is reached are the same one.

use std::collections::BTreeSet;

use sea_orm::{
    ConnectionTrait, Database as Connect, DatabaseConnection, DbBackend, Schema, Statement,
};
use server::{
    db::{Db, Openness},
    entity::*,
};

use crate::school::{Database, is_postgres};

/// What the entities' format has no words for.
const ONLY_MIGRATED: [&str; 1] =
    ["unique index live_class (section_id, lesson) where closed_at is null"];

#[tokio::test]
async fn migrated_from_empty_equals_built_from_the_entities() {
    let (migrated, built) = (Database::empty().await, Database::empty().await);
    let db = Db::open(&migrated.address, Openness::default())
        .await
        .unwrap();
    db.close().await.unwrap();
    let migrated = Connect::connect(migrated.url()).await.unwrap();
    let described = Connect::connect(built.url()).await.unwrap();
    build(&described).await;
    let mut is = describe(&migrated).await;
    for only in ONLY_MIGRATED {
        assert!(is.remove(only), "{only} is missing in {is:#?}");
    }
    let should = describe(&described).await;
    let missing: Vec<_> = should.difference(&is).collect();
    let surplus: Vec<_> = is.difference(&should).collect();
    assert!(
        missing.is_empty() && surplus.is_empty(),
        "missing {missing:#?} surplus {surplus:#?}"
    );
    assert!(is.len() > 150, "{}", is.len());
    migrated.close().await.unwrap();
    described.close().await.unwrap();
}

async fn build(db: &DatabaseConnection) {
    let schema = Schema::new(db.get_database_backend());
    sea_orm::SchemaBuilder::new(schema)
        .register(org::Entity)
        .register(term::Entity)
        .register(setting::Entity)
        .register(person::Entity)
        .register(staff_role::Entity)
        .register(credential::Entity)
        .register(session::Entity)
        .register(throttle::Entity)
        .register(invitation::Entity)
        .register(section::Entity)
        .register(enrollment::Entity)
        .register(lesson_version::Entity)
        .register(live_class::Entity)
        .register(completion::Entity)
        .register(answered::Entity)
        .register(tally::Entity)
        .register(teaching::Entity)
        .register(readiness::Entity)
        .register(opt_out::Entity)
        .register(audit_event::Entity)
        .register(projector::Entity)
        .register(question::Entity)
        .register(absence::Entity)
        .register(make_up::Entity)
        .register(segment_taught::Entity)
        .apply(db)
        .await
        .unwrap();
}

/// Every column, key and index in a line each, without the names of keys and indexes.
async fn describe(db: &DatabaseConnection) -> BTreeSet<String> {
    match is_postgres() {
        true => describe_postgres(db).await,
        false => describe_sqlite(db).await,
    }
}

async fn rows<const N: usize>(db: &DatabaseConnection, sql: &str) -> Vec<[String; N]> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(statement).await.unwrap();
    let text = |row: &sea_orm::QueryResult, at| {
        let text: Option<String> = row.try_get_by_index(at).unwrap();
        text.unwrap_or_default()
    };
    rows.iter()
        .map(|row| std::array::from_fn(|at| text(row, at)))
        .collect()
}

async fn describe_sqlite(db: &DatabaseConnection) -> BTreeSet<String> {
    assert_eq!(db.get_database_backend(), DbBackend::Sqlite);
    let mut lines = BTreeSet::new();
    let tables = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' \
                  and name <> 'seaql_migrations'";
    for [table] in rows(db, tables).await {
        let columns = format!(
            "select name, lower(type), cast(\"notnull\" as text), cast(pk as text) \
             from pragma_table_info('{table}')"
        );
        for [name, kind, filled, key] in rows(db, &columns).await {
            lines.insert(format!(
                "column {table}.{name} {kind} filled {filled} key {key}"
            ));
        }
        let keys = format!(
            "select \"from\", \"table\", \"to\", on_delete from pragma_foreign_key_list('{table}')"
        );
        for [from, other, to, on_delete] in rows(db, &keys).await {
            lines.insert(format!("key {table}.{from} → {other}.{to} {on_delete}"));
        }
        let indexes = format!(
            "select name, cast(\"unique\" as text), cast(partial as text) \
             from pragma_index_list('{table}') where origin <> 'pk'"
        );
        for [index, unique, partial] in rows(db, &indexes).await {
            let columns = format!("select name from pragma_index_info('{index}')");
            let columns = rows::<1>(db, &columns).await.concat().join(", ");
            let unique = if unique == "1" { "unique " } else { "" };
            let partial = match partial.as_str() {
                "1" => " where closed_at is null",
                _ => "",
            };
            lines.insert(format!("{unique}index {table} ({columns}){partial}"));
        }
    }
    lines
}

async fn describe_postgres(db: &DatabaseConnection) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    let columns = "select table_name::text, column_name::text, udt_name::text, is_nullable::text, \
                   coalesce(column_default, '') from information_schema.columns \
                   where table_schema = 'public' and table_name <> 'seaql_migrations'";
    for [table, name, kind, empty, default] in rows(db, columns).await {
        lines.insert(format!(
            "column {table}.{name} {kind} empty {empty} {default}"
        ));
    }
    let keys = "select conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint \
                where connamespace = 'public'::regnamespace and contype in ('f', 'p') \
                and conrelid <> 'seaql_migrations'::regclass";
    let any_keys = "select conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint \
                    where connamespace = 'public'::regnamespace and contype in ('f', 'p')";
    let migrated = rows::<1>(
        db,
        "select 'x' from pg_class where relname = 'seaql_migrations'",
    )
    .await;
    let keys = if migrated.is_empty() { any_keys } else { keys };
    for [table, key] in rows(db, keys).await {
        lines.insert(format!("key {table} {key}"));
    }
    let indexes = "select tablename::text, indexdef from pg_indexes where schemaname = 'public' \
                   and tablename <> 'seaql_migrations'";
    for [table, index] in rows(db, indexes).await {
        let unique = if index.contains("UNIQUE") {
            "unique "
        } else {
            ""
        };
        let (_, rest) = index.split_once(" USING btree ").unwrap();
        let (columns, condition) = rest.split_once(')').unwrap();
        let columns = columns.trim_start_matches('(').replace('"', "");
        let condition = match condition.contains("closed_at IS NULL") {
            true => " where closed_at is null",
            false => "",
        };
        lines.insert(format!("{unique}index {table} ({columns}){condition}"));
    }
    lines
}

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    let database = Database::empty().await;
    for _ in 0..2 {
        let db = Db::open(&database.address, Openness::default())
            .await
            .unwrap();
        db.close().await.unwrap();
    }
}

#[tokio::test]
async fn two_servers_that_start_at_once_wait_for_each_other() {
    if !is_postgres() {
        return;
    }
    let database = Database::empty().await;
    let open = || Db::open(&database.address, Openness::default());
    let (one, two, three) = tokio::join!(open(), open(), open());
    for db in [one, two, three] {
        db.unwrap().close().await.unwrap();
    }
}

#[tokio::test]
async fn a_database_of_a_newer_groundwork_is_refused_and_left_alone() {
    let database = Database::empty().await;
    let db = Db::open(&database.address, Openness::default())
        .await
        .unwrap();
    db.close().await.unwrap();
    let plain = Connect::connect(database.url()).await.unwrap();
    let newer = "insert into seaql_migrations (version, applied_at) values ('9999_newer', 1)";
    plain.execute_unprepared(newer).await.unwrap();
    plain.close().await.unwrap();
    let refusal = Db::open(&database.address, Openness::default())
        .await
        .unwrap_err();
    assert!(
        refusal.to_string().contains("newer Groundwork"),
        "{refusal}"
    );
    assert!(refusal.to_string().contains("9999_newer"), "{refusal}");
}

#[tokio::test]
async fn a_read_path_cannot_write() {
    let database = Database::of_the_world().await;
    let db = Db::open(&database.address, Openness::default())
        .await
        .unwrap();
    let write = "update person set name = 'x'";
    assert!(db.read().execute_unprepared(write).await.is_err());
    let backend = db.read().get_database_backend();
    let sneaky = Statement::from_string(backend, "update person set name = 'x' returning name");
    assert!(db.read().query_all_raw(sneaky).await.is_err());
    db.close().await.unwrap();
}
