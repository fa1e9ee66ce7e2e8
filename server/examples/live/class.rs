//! Classes of 35 with their teachers: written down before the servers start, and led by HTTP.

use std::time::{Duration, Instant};

use server::{
    db::Db,
    entity::{
        credential, session as sessions,
        word::{Band, CredentialKind},
    },
    visit::session,
};
use tokio::time::timeout;
use uuid::Uuid;

use crate::{
    ask::Port,
    browser::{Browser, Stream},
    keys,
    spread::Spread,
    student::{Followed, PATIENCE, Student},
    world,
};

pub const SIZE: usize = 35;

/// A lesson's place and length.
#[derive(Clone, Copy)]
pub struct Length {
    pub number: u32,
    pub steps: u32,
}

/// A class that was written down: its address and code, and everybody's session.
pub struct Written {
    pub slug: String,
    teacher: String,
    students: Vec<String>,
}

/// Writes one more class down, with everybody signed in.
pub async fn write(db: &Db, slug: &str) -> Written {
    let names = world::add_class(db, slug, Band::Six8, SIZE).await;
    let now = server::clock::Clock::default().now();
    let class = Some(world::id(slug));
    let (teacher, row) = session::begin(world::id("grace"), None, now);
    let mut rows = vec![row];
    let mut students = Vec::new();
    for name in names {
        let (token, row) = session::begin(world::id(&name), class, now);
        rows.push(row);
        students.push(token);
    }
    let write = db.write(|tx| async move {
        for row in rows {
            sessions::add(&tx, row).await?;
        }
        Ok(())
    });
    write.await.unwrap();
    Written {
        slug: slug.into(),
        teacher,
        students,
    }
}

/// Gives every student of a class a code of their own; answers with the codes.
pub async fn give_codes(db: &Db, slug: &str) -> Vec<String> {
    let keys = keys();
    let class = world::id(slug);
    let codes: Vec<_> = (1..=SIZE).map(|number| format!("kfm{number:03}")).collect();
    let row = |(code, number): (&String, usize)| {
        let person = world::id(&format!("{slug} {number}"));
        credential::Model {
            id: Uuid::new_v4(),
            person_id: person,
            section_id: Some(class),
            kind: CredentialKind::OwnCode,
            lookup: keys.own_code(class, code),
            secret: keys.seal(person, code).unwrap(),
        }
    };
    let rows = codes.iter().zip(1..).map(row).collect();
    let write = db.write(|tx| async move { credential::add(&tx, rows).await });
    write.await.unwrap();
    codes
}

pub struct Class {
    pub students: Vec<Student>,
    pub teacher: Browser,
    slug: String,
    length: Length,
    /// Where it is; 0 while it comes in.
    pub step: u32,
    /// The console's, which is open all the time.
    _console: Option<Stream>,
}

impl Class {
    /// Its teacher begins the lesson, and asks one server; its students ask another or the same.
    pub async fn begin(written: &Written, length: Length, teacher: Port, students: Port) -> Self {
        let slug = written.slug.clone();
        let address = format!("/s/{slug}/{}", length.number);
        let student =
            |session: &String| Student::new(Browser::of(students, session), address.clone());
        let mut class = Self {
            students: written.students.iter().map(student).collect(),
            teacher: Browser::of(teacher, &written.teacher),
            slug,
            length,
            step: 0,
            _console: None,
        };
        let form = format!(
            "section={}&lesson={}&devices=true",
            class.slug,
            world::LESSON
        );
        class.teacher.post("/api/begin_class", &form).await.is(200);
        class
    }

    /// Opens the teacher's own stream.
    pub async fn open_console(&mut self) {
        let (slug, number) = (&self.slug, self.length.number);
        let changes = format!("/teach/classes/{slug}/{number}/changes");
        self._console = Some(self.teacher.stream(&changes).await);
    }

    pub fn next_step(&self) -> u32 {
        self.step % self.length.steps + 1
    }

    /// The teacher's click, and nothing else.
    pub async fn click(&mut self) {
        self.step = self.next_step();
        let form = format!(
            "lead[section]={}&lead[lesson]={}&lead[act]=go&lead[step]={}",
            self.slug,
            world::LESSON,
            self.step
        );
        self.teacher.post("/api/lead_class", &form).await.is(200);
    }

    /// The class goes one step on, and everybody follows.
    pub async fn go(mut self) -> (Self, Round) {
        let step = self.next_step();
        let following = self.students.drain(..).map(|mut student| {
            tokio::spawn(async move {
                let followed = timeout(PATIENCE, student.follow(step)).await;
                (student, followed.ok().flatten())
            })
        });
        let following: Vec<_> = following.collect();
        let mut round = Round::default();
        let from = Instant::now();
        self.click().await;
        round.clicked.add(from.elapsed());
        for one in following {
            let (student, followed) = one.await.unwrap();
            self.students.push(student);
            round.add(from, followed);
        }
        (self, round)
    }
}

/// How long it took until the students had followed.
#[derive(Default)]
pub struct Round {
    clicked: Spread,
    told: Spread,
    seated: Spread,
    shown: Spread,
    stranded: usize,
}

impl Round {
    fn add(&mut self, from: Instant, followed: Option<Followed>) {
        let Some(followed) = followed else {
            self.stranded += 1;
            return;
        };
        let since = |at: Instant| -> Duration { at - from };
        self.told.add(since(followed.told));
        self.seated.add(since(followed.seated));
        self.shown.add(since(followed.shown));
    }

    pub fn with(mut self, other: Self) -> Self {
        self.clicked.extend(other.clicked);
        self.told.extend(other.told);
        self.seated.extend(other.seated);
        self.shown.extend(other.shown);
        self.stranded += other.stranded;
        self
    }

    pub fn print(&self, what: &str) {
        println!("{what}; {} stranded", self.stranded);
        println!("  teacher answered    {}", self.clicked);
        println!("  students told       {}", self.told);
        println!("  new address known   {}", self.seated);
        println!("  new step's page     {}", self.shown);
    }
}
