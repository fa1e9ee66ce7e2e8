//! P6 and P8: thirty classes with an open stream for every student, led by their teachers.

use std::time::Duration;

use tokio::time::sleep;

use crate::{
    class::{Class, Length, Round, Written},
    process::Process,
    student::Student,
};

/// How often all classes go on at once.
const ROUNDS: usize = 3;
/// Between the clicks of two teachers who all go on in the same few seconds.
const APART: Duration = Duration::from_millis(100);

pub async fn measure(server: &Process, written: &[Written], length: Length) -> Vec<Class> {
    let mut classes = Vec::new();
    for written in written {
        let mut class = Class::begin(written, length, server.port, server.port).await;
        // One after another, so that what is kept of them is no crowd's connections.
        for student in &mut class.students {
            student.come_in().await;
        }
        classes.push(class);
    }
    let before = server.resident();
    watch(&mut classes).await;
    let after = server.resident();
    let streams: usize = classes.iter().map(|class| class.students.len()).sum();
    let each = after.saturating_sub(before) as f64 / streams as f64;
    println!("\nP8 memory of the server's own process");
    println!("  before streams      {before} kB resident, everybody has had the lesson's page");
    println!("  {streams} streams        {after} kB resident: {each:.1} kB a stream");
    for class in &mut classes {
        class.open_console().await;
    }

    println!("\nP6 teacher's click → students, one server, {streams} streams and their teachers’");
    let classes = rounds(classes).await;
    println!("  after all steps     {} kB resident", server.resident());
    classes
}

/// One class after another, then all in three seconds, and then all in the same instant.
pub async fn rounds(mut classes: Vec<Class>) -> Vec<Class> {
    let mut single = Round::default();
    for place in 0..classes.len() {
        let class = classes.remove(place);
        let (class, round) = class.go().await;
        classes.insert(place, class);
        single = single.with(round);
    }
    single.print("one class at a time");
    for (apart, when) in [
        (APART, "each 100 ms after another"),
        (Duration::ZERO, "at once"),
    ] {
        let mut all = Round::default();
        for _ in 0..ROUNDS {
            let round;
            (classes, round) = together(classes, apart).await;
            all = all.with(round);
        }
        all.print(&format!("all classes, {when}, {ROUNDS} times"));
    }
    classes
}

/// All classes go on, each so much later than the one before.
async fn together(classes: Vec<Class>, apart: Duration) -> (Vec<Class>, Round) {
    let going = classes.into_iter().zip(0..).map(|(class, place)| {
        tokio::spawn(async move {
            sleep(apart * place).await;
            class.go().await
        })
    });
    let going: Vec<_> = going.collect();
    let (mut classes, mut all) = (Vec::new(), Round::default());
    for one in going {
        let (class, round) = one.await.unwrap();
        classes.push(class);
        all = all.with(round);
    }
    (classes, all)
}

/// Opens everybody's stream at once and waits for its first event.
pub async fn watch(classes: &mut [Class]) {
    let mut watching = Vec::new();
    for class in &mut *classes {
        let students = class.students.drain(..).map(|mut student| {
            tokio::spawn(async move {
                student.watch().await;
                student
            })
        });
        watching.push(students.collect::<Vec<_>>());
    }
    for (class, watching) in classes.iter_mut().zip(watching) {
        for one in watching {
            let student: Student = one.await.unwrap();
            class.students.push(student);
        }
    }
}
