//! What SQLite can keep at best: one durable insert a transaction, one after another.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use sea_orm::{ConnectOptions, ConnectionTrait, Database};

use crate::ask::Figures;

/// As many durable inserts into a new file as there are.
pub async fn durable_inserts(file: &Path, count: usize) -> Figures {
    let address = format!("sqlite://{}?mode=rwc", file.display());
    let mut options = ConnectOptions::new(address);
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.unwrap();
    let begin = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                 CREATE TABLE done (student BLOB, step TEXT, day TEXT, PRIMARY KEY (student, step))";
    db.execute_unprepared(begin).await.unwrap();
    let began = Instant::now();
    let mut took: Vec<Duration> = Vec::with_capacity(count);
    for number in 0..count {
        let asked = Instant::now();
        let insert = format!(
            "INSERT INTO done VALUES (x'{number:032x}', '6-8.my-mind-my-toolbox/settle', '2026-01-01')"
        );
        db.execute_unprepared(&insert).await.unwrap();
        took.push(asked.elapsed());
    }
    let all = began.elapsed();
    db.close().await.unwrap();
    Figures::new(took, all)
}
