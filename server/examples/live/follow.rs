//! P6 and P8: thirty classes with an open stream for every student, led by their teachers.

use crate::{
    class::{Class, Length, Round, Written},
    process::Process,
    student::Student,
};

/// How often all classes go on at once.
const ROUNDS: usize = 3;

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

/// One class after another, and then all at once.
pub async fn rounds(mut classes: Vec<Class>) -> Vec<Class> {
    let mut single = Round::default();
    for place in 0..classes.len() {
        let class = classes.remove(place);
        let (class, round) = class.go().await;
        classes.insert(place, class);
        single = single.with(round);
    }
    single.print("one class at a time");
    let mut at_once = Round::default();
    for _ in 0..ROUNDS {
        let going: Vec<_> = classes
            .into_iter()
            .map(|class| tokio::spawn(class.go()))
            .collect();
        classes = Vec::new();
        for one in going {
            let (class, round) = one.await.unwrap();
            classes.push(class);
            at_once = at_once.with(round);
        }
    }
    at_once.print(&format!("all classes at once, {ROUNDS} times"));
    classes
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
