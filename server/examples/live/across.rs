//! P6 with two servers on one PostgreSQL: teachers ask one, students watch the other; then one dies.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use futures_util::future::join_all;
use tokio::time::timeout;

use crate::{
    CLASSES, class::Class, follow, length, process::Process, spread::Spread, student::PATIENCE,
    write,
};

pub async fn measure(folder: &Path, url: &str) {
    let (written, _) = write(folder, Some(url)).await;
    let (one, other) = (
        Process::start(folder, Some(url)),
        Process::start(folder, Some(url)),
    );
    let mut classes = Vec::new();
    for written in &written[..CLASSES] {
        let mut class = Class::begin(written, length(), one.port, other.port).await;
        for student in &mut class.students {
            student.come_in().await;
        }
        classes.push(class);
    }
    follow::watch(&mut classes).await;
    println!("\nP6 teachers ask one server, students watch another, on PostgreSQL");
    let classes = follow::rounds(classes).await;
    dies(classes, one, &other).await;
}

/// Half of the classes watch the server that is killed, and so do all teachers; nobody waits
/// before asking the other one.
async fn dies(mut classes: Vec<Class>, dying: Process, other: &Process) {
    let half = classes.len() / 2;
    for student in classes[..half]
        .iter_mut()
        .flat_map(|class| &mut class.students)
    {
        student.browser.moves_to(dying.port);
    }
    follow::watch(&mut classes[..half]).await;
    let mut following = Vec::new();
    for (place, class) in classes.iter_mut().enumerate() {
        let (step, port) = (class.next_step(), other.port);
        class.teacher.moves_to(port);
        following.extend(class.students.drain(..).map(|mut student| {
            tokio::spawn(async move {
                let shown = async {
                    if place < half {
                        student.come_back(port, step).await
                    } else {
                        student.follow(step).await.map(|followed| followed.shown)
                    }
                };
                (place < half, timeout(PATIENCE, shown).await.ok().flatten())
            })
        }));
    }
    let killed = Instant::now();
    drop(dying);
    join_all(classes.iter_mut().map(Class::click)).await;
    let clicked = killed.elapsed();
    let (mut moved, mut stayed, mut stranded) = (Spread::default(), Spread::default(), 0);
    for one in following {
        let (was_there, shown) = one.await.unwrap();
        let spread = if was_there { &mut moved } else { &mut stayed };
        match shown.map(|shown| shown.saturating_duration_since(killed)) {
            Some(took) => spread.add(took),
            None => stranded += 1,
        }
    }
    let all = Duration::max(moved.longest(), stayed.longest());
    println!(
        "a server is killed and {CLASSES} teachers click; the last was answered after {clicked:.1?}"
    );
    println!("  all follow again after {all:.1?}; {stranded} stranded");
    println!("  its students        {moved}");
    println!("  the other server’s  {stayed}");
    println!("  a browser waits some seconds more before it opens a stream anew");
}
