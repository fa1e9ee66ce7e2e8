//! What a school's network does to streams: all gone at once, read late, or broken off.

use std::time::{Duration, Instant};

use tokio::time::{sleep, timeout};

use crate::{
    browser::{Browser, Stream},
    class::Class,
    follow,
    process::Process,
    spread::Spread,
    student::PATIENCE,
};

const SLOW: usize = 50;
const CHANGES: usize = 5;
const DYING: usize = 200;
/// Sockets that a server has for itself, at most.
const OWN: usize = 8;
/// How often the server's connections are counted while they go.
const LOOK: Duration = Duration::from_millis(50);

pub async fn measure(server: &Process, mut classes: Vec<Class>) {
    storm(&mut classes).await;
    classes = slow(classes).await;
    // Only streams are left, so that nothing else comes and goes while they are counted.
    for class in &mut classes {
        class.teacher.hang_up();
        for student in &mut class.students {
            student.browser.hang_up();
        }
    }
    let streams: usize = classes.iter().map(|class| class.students.len() + 1).sum();
    until_sockets(server, streams + OWN).await;
    dying(server, &classes).await;
    drop(classes);
    let gone = until_sockets(server, OWN).await;
    println!("all streams closed: {gone}");
}

/// Every stream is dropped, and all are opened again at once.
async fn storm(classes: &mut [Class]) {
    for student in classes.iter_mut().flat_map(|class| &mut class.students) {
        student.stream = None;
    }
    let began = Instant::now();
    follow::watch(classes).await;
    let streams: usize = classes.iter().map(|class| class.students.len()).sum();
    let took = began.elapsed();
    println!("\nstorm: {streams} streams dropped and opened again, all told after {took:.1?}");
}

/// Streams that nobody reads while the class goes on, and then somebody does.
async fn slow(mut classes: Vec<Class>) -> Vec<Class> {
    let mut class = classes.remove(0);
    let mut unread = streams(&class, SLOW).await;
    for _ in 0..CHANGES {
        class = class.go().await.0;
    }
    let newest = class.students[0].revision;
    let (began, mut took) = (Instant::now(), Spread::default());
    let (mut events, mut missed) = (0, 0);
    for stream in &mut unread {
        let reading = async {
            loop {
                events += 1;
                match stream.next().await {
                    Some(revision) if revision < newest => {}
                    newest => return newest,
                }
            }
        };
        match timeout(PATIENCE, reading).await {
            Ok(Some(_)) => took.add(began.elapsed()),
            _ => missed += 1,
        }
    }
    println!(
        "slow: {SLOW} streams unread during {CHANGES} steps; {} then got the newest version within {:.1?}, \
         in {events} events; {missed} did not",
        took.count(),
        took.longest()
    );
    classes.insert(0, class);
    classes
}

/// Connections that break off in the middle of their streams.
async fn dying(server: &Process, classes: &[Class]) {
    let before = server.sockets();
    let mut open = Vec::new();
    for class in classes {
        open.extend(streams(class, DYING.div_ceil(classes.len())).await);
    }
    open.truncate(DYING);
    let during = server.sockets();
    let began = Instant::now();
    drop(open);
    let gone = until_sockets(server, before).await;
    let mut device = Browser::new(server.port);
    let health = device.get("/health").await.status;
    println!(
        "dying: {DYING} streams broken off at once; connections {before}, with them {during}; {gone}; \
         the server answers {health} after {:.1?}",
        began.elapsed()
    );
}

/// More streams of a class's students.
async fn streams(class: &Class, count: usize) -> Vec<Stream> {
    let mut open = Vec::new();
    for student in class.students.iter().cycle().take(count) {
        let mut stream = student.browser.twin().stream(&student.changes()).await;
        stream.next().await.unwrap();
        open.push(stream);
    }
    open
}

/// Says when the server holds no more than so many connections.
async fn until_sockets(server: &Process, most: usize) -> String {
    let began = Instant::now();
    while server.sockets() > most && began.elapsed() < PATIENCE {
        sleep(LOOK).await;
    }
    let (left, took) = (server.sockets(), began.elapsed());
    format!("{left} connections left after {took:.1?}")
}
