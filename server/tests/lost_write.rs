//! A client that leaves in the middle of a write takes nothing with it, least of all somebody
//! else's write.
//!
//! Behind a slow line, a transaction that is dropped while it begins leaves its session in an open
//! transaction. Whoever gets that session next would "keep" something there that nobody ever sees.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sea_orm::{ConnectionTrait, TransactionTrait};
use serde_json::json;
use server::{
    db::{Address, Db, Openness, postgres},
    entity::setting,
    error::Error,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time,
};

use crate::school::{Database, TestSchool, is_postgres, until, world};

/// A line to the database that holds back what the database answers.
struct SlowLine {
    address: SocketAddr,
    milliseconds: Arc<AtomicU64>,
}

impl SlowLine {
    async fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let milliseconds = Arc::new(AtomicU64::new(0));
        let delay = Arc::clone(&milliseconds);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(&server).await.unwrap();
                let (from_client, to_client) = client.into_split();
                let (from_server, to_server) = server.into_split();
                tokio::spawn(pass(from_client, to_server, Arc::default()));
                tokio::spawn(pass(from_server, to_client, Arc::clone(&delay)));
            }
        });
        Self {
            address,
            milliseconds,
        }
    }

    fn hold_back(&self, milliseconds: u64) {
        self.milliseconds.store(milliseconds, Ordering::SeqCst);
    }
}

async fn pass(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    delay: Arc<AtomicU64>,
) {
    let mut bytes = vec![0; 16 * 1024];
    while let Ok(count) = from.read(&mut bytes).await {
        if count == 0 {
            break;
        }
        time::sleep(Duration::from_millis(delay.load(Ordering::SeqCst))).await;
        if to.write_all(&bytes[..count]).await.is_err() {
            break;
        }
    }
}

/// The database behind a slow line, and the line.
async fn behind_a_slow_line(database: &Database) -> (Db, SlowLine) {
    let server = server_of(database);
    let line = SlowLine::to(server.clone()).await;
    let slow = database.url().replace(&server, &line.address.to_string());
    let db = Db::open(&Address::Postgres(slow), Openness::default())
        .await
        .unwrap();
    (db, line)
}

/// Host and port of the database.
fn server_of(database: &Database) -> String {
    let url = database.url();
    let (_, rest) = url.split_once('@').unwrap();
    rest.split('/').next().unwrap().to_owned()
}

async fn keep(db: &Db, key: String) -> Result<(), Error> {
    db.write(move |tx| async move { setting::keep(&tx, world::id("birch"), &key, json!(1)).await })
        .await
}

#[tokio::test]
async fn writes_of_clients_that_leave_lose_nobody_elses() {
    if !is_postgres() {
        return;
    }
    let database = Database::of_the_world().await;
    let (db, line) = behind_a_slow_line(&database).await;
    line.hold_back(20);
    for round in 0..12 {
        // They leave at every moment: while a connection is found, begun, written or committed.
        for after in [1, 15, 30, 45, 60, 75, 90] {
            let leaving = keep(&db, format!("left-{round}-{after}"));
            let _ = time::timeout(Duration::from_millis(after), leaving).await;
        }
        line.hold_back(0);
        let kept = format!("kept-{round}");
        keep(&db, kept.clone()).await.unwrap();
        let seen = setting::find(db.read(), world::id("birch"), &kept)
            .await
            .unwrap();
        assert!(seen.is_some(), "{kept} was acknowledged and is lost");
        line.hold_back(20);
    }
    line.hold_back(0);
    // What the leaving clients wrote is written too: their tasks went on without them.
    until(async || {
        let key = "left-11-90";
        setting::find(db.read(), world::id("birch"), key)
            .await
            .unwrap()
            .is_some()
    })
    .await;
    db.close().await.unwrap();
}

#[tokio::test]
async fn a_session_left_in_an_open_transaction_is_thrown_away() {
    if !is_postgres() {
        return;
    }
    let database = Database::of_the_world().await;
    let (db, line) = behind_a_slow_line(&database).await;
    let url = database
        .url()
        .replace(&server_of(&database), &line.address.to_string());
    let options = url.parse().unwrap();
    let pool = postgres::pool(&url, options, 2).await.unwrap();
    line.hold_back(20);
    for round in 0..40 {
        // Without a task of its own, so that what is dropped is the transaction's beginning.
        let _ = time::timeout(Duration::from_millis(5 + round), pool.begin()).await;
        let key = format!("kept-{round}");
        let insert = format!(
            "insert into setting values ('{}', '{key}', '1')",
            world::id("birch")
        );
        pool.execute_unprepared(&insert).await.unwrap();
        let seen = setting::find(db.read(), world::id("birch"), &key)
            .await
            .unwrap();
        assert!(seen.is_some(), "{key} was acknowledged and is lost");
    }
    pool.close().await.unwrap();
    db.close().await.unwrap();
}

#[tokio::test]
async fn a_write_goes_on_when_its_visitor_leaves() {
    let school = TestSchool::open().await;
    let db = school.shared.db.clone();
    let writing = db.write(|tx| async move {
        tokio::task::yield_now().await;
        setting::keep(&tx, world::id("birch"), "left", json!(1)).await
    });
    // Polled once, so that it has begun, and dropped.
    let _ = time::timeout(Duration::ZERO, writing).await;
    until(async || {
        let db = school.shared.db.read();
        setting::find(db, world::id("birch"), "left")
            .await
            .unwrap()
            .is_some()
    })
    .await;
}

#[tokio::test]
async fn a_write_that_fails_keeps_nothing() {
    let school = TestSchool::open().await;
    let failing = school.shared.db.write(|tx| async move {
        setting::keep(&tx, world::id("birch"), "half", json!(1)).await?;
        Err::<(), _>(Error::broken("on purpose"))
    });
    assert!(failing.await.is_err());
    let db = school.shared.db.read();
    assert_eq!(
        setting::find(db, world::id("birch"), "half").await.unwrap(),
        None
    );
}

#[tokio::test]
async fn many_writes_at_once_all_arrive() {
    let school = TestSchool::open().await;
    let writes = (0..200).map(|number| {
        let db = school.shared.db.clone();
        tokio::spawn(async move { keep(&db, format!("many-{number}")).await })
    });
    for write in writes.collect::<Vec<_>>() {
        write.await.unwrap().unwrap();
    }
    for number in 0..200 {
        let db = school.shared.db.read();
        let key = format!("many-{number}");
        assert!(
            setting::find(db, world::id("birch"), &key)
                .await
                .unwrap()
                .is_some(),
            "{key}"
        );
    }
}

#[tokio::test]
async fn on_a_file_no_two_writes_read_the_same_before_they_change_it() {
    if is_postgres() {
        return;
    }
    let school = TestSchool::open().await;
    let writes = (0..200).map(|_| {
        let db = school.shared.db.clone();
        tokio::spawn(async move {
            db.write(|tx| async move {
                let org = world::id("birch");
                let count = setting::find(&*tx, org, "count").await?;
                let count = count.and_then(|count| count.as_i64()).unwrap_or_default();
                setting::keep(&tx, org, "count", json!(count + 1)).await
            })
            .await
        })
    });
    for write in writes.collect::<Vec<_>>() {
        write.await.unwrap().unwrap();
    }
    let db = school.shared.db.read();
    let count = setting::find(db, world::id("birch"), "count")
        .await
        .unwrap();
    assert_eq!(count, Some(json!(200)));
}
