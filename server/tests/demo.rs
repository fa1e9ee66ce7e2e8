//! The demo: a whole district, the same every time, and every sign-in works.

use std::{path::Path, sync::Arc};

use app::school::{
    accounts::{DemoFields, DemoSignIn},
    administering::{Administering, CompletionFilter, Pace},
    live::Live,
    questions::Questions,
    teaching::Teaching,
};
use lessons::course::Band;
use server::{
    db::{Db, Openness},
    demo,
    entity::{credential, live_class, person, session, word::CredentialKind},
    entrance::Entrance,
    keys::Keys,
    router::router,
    shared::{Parts, Shared},
    visit::{Visit, session as sessions},
};
use tempfile::TempDir;

use crate::school::{Browser, Database, content};

/// A demo that has just been filled.
struct Demo {
    shared: Arc<Shared>,
    folder: TempDir,
    _database: Database,
}

impl Demo {
    async fn open() -> Self {
        let (database, folder) = (Database::empty().await, tempfile::tempdir().unwrap());
        let parts = Parts {
            db: Db::open(&database.address, Openness::default())
                .await
                .unwrap(),
            keys: Keys::from_secret(&[9; 32]),
            entrance: Entrance::Local { port: 8080 },
            assets: server::http::files::manifest(),
            curriculum: content().await.1.clone(),
            files: content().await.0.files.clone(),
            adapted: Vec::new(),
            demo: demo::sign_ins(),
        };
        let shared = Shared::open(parts).await.unwrap();
        let claim = claim(folder.path(), &shared);
        assert!(claim.fill(&shared).await.unwrap());
        Self {
            shared,
            folder,
            _database: database,
        }
    }

    /// The handle of the member of staff with this address.
    async fn visit(&self, email: &str) -> Visit {
        let db = self.shared.db.read();
        let kept = credential::find(db, CredentialKind::Password, email)
            .await
            .unwrap()
            .unwrap();
        let (token, row) = sessions::begin(kept.person_id, None, self.shared.now());
        let write = self
            .shared
            .db
            .write(|tx| async move { session::add(&tx, row).await });
        write.await.unwrap();
        sessions::visit(&self.shared, Some(&token)).await.unwrap()
    }
}

fn claim(folder: &Path, shared: &Shared) -> demo::Demo {
    let database = folder.join("groundwork.db");
    demo::claim(folder, &database, false, shared.now()).unwrap()
}

#[tokio::test]
async fn everybody_can_sign_in_and_sees_their_first_page() {
    let demo = Demo::open().await;
    for DemoSignIn { who, fields, .. } in demo::sign_ins() {
        let browser = Browser::new(router(Arc::clone(&demo.shared)));
        let came = match &fields {
            DemoFields::Staff { email, password } => {
                let fields = [("email", email), ("password", password)];
                browser.post("/sign-in", &fields).await
            }
            DemoFields::Student {
                class_code,
                own_code,
            } => {
                let fields = [("class_code", class_code), ("own_code", own_code)];
                browser.post("/s/sign-in", &fields).await
            }
        };
        let home = came.is(303).location().to_owned();
        // Whoever has one school only is sent straight on to it.
        let mut page = browser.get(&home).await;
        if page.status.as_u16() == 302 {
            page = browser.get(page.location()).await;
        }
        page.is(200).shows(who.trim_end_matches('.'));
    }
}

#[tokio::test]
async fn two_schools_have_a_dozen_classes_of_250_students() {
    let demo = Demo::open().await;
    let district = demo.visit("marchetti@demo.invalid").await;
    let schools = Administering::schools(&district).await.unwrap();
    let sections: u32 = schools.iter().map(|school| school.sections).sum();
    let students: u32 = schools.iter().map(|school| school.students).sum();
    assert_eq!((schools.len(), sections, students), (2, 12, 250));
    let ready: Vec<bool> = schools.iter().map(|school| school.ready).collect();
    assert_eq!(ready, [true, false]);
    for school in schools {
        let page = district.readiness(&school.slug).await.unwrap();
        assert!(page.ticks.iter().any(|tick| tick.ticked.is_some()));
        assert!(!page.contacts.designated_agent.is_empty());
    }
}

#[tokio::test]
async fn classes_stand_at_every_pace() {
    let demo = Demo::open().await;
    let district = demo.visit("marchetti@demo.invalid").await;
    let mut paces = Vec::new();
    for school in Administering::schools(&district).await.unwrap() {
        let completion = district
            .completion(&school.slug, CompletionFilter::default())
            .await;
        let completion = completion.unwrap();
        assert!(
            (0.4..0.6).contains(&completion.elapsed),
            "{}",
            completion.elapsed
        );
        let sections = completion.bands.iter().flat_map(|band| &band.sections);
        paces.extend(sections.map(|section| section.pace));
    }
    for pace in [Pace::NotStarted, Pace::Late, Pace::OnPace, Pace::Finished] {
        assert!(paces.contains(&pace), "no class is {pace:?}");
    }
}

#[tokio::test]
async fn a_teacher_finds_a_lesson_open_and_somebody_missing_it() {
    let demo = Demo::open().await;
    let bennett = demo.visit("bennett@demo.invalid").await;
    let classes = bennett.classes().await.unwrap();
    assert!(classes.iter().any(|class| class.open.is_some()));
    let mut missing = 0;
    let mut alternatives = Vec::new();
    for class in classes {
        let page = bennett.class(&class.slug).await.unwrap();
        missing += page
            .lessons
            .iter()
            .map(|lesson| lesson.missing.len())
            .sum::<usize>();
        let cells = page.grid.rows.iter().flat_map(|row| &row.cells);
        let cells = cells.filter(|cell| cell.alternative);
        alternatives.extend(cells.map(|cell| cell.progress.done > 0));
    }
    assert!(missing >= 3, "{missing} missing");
    assert!(alternatives.contains(&true) && alternatives.contains(&false));
}

#[tokio::test]
async fn some_tallies_can_be_shown_and_some_are_too_small() {
    let demo = Demo::open().await;
    let first = demo.shared.curriculum.unit(Band::Six8).unwrap().lessons[0].order;
    for (teacher, shown) in [("bennett", true), ("salazar", false)] {
        let visit = demo.visit(&format!("{teacher}@demo.invalid")).await;
        let class = visit.classes().await.unwrap().remove(0);
        let tally = visit.tally(&class.slug, first).await.unwrap();
        assert!(!tally.checks.is_empty());
        assert!(
            tally
                .checks
                .iter()
                .all(|check| check.counts.is_some() == shown),
            "{teacher}"
        );
    }
}

#[tokio::test]
async fn a_demo_is_filled_once_and_what_was_open_opens_again() {
    let demo = Demo::open().await;
    let shared = &demo.shared;
    let bennett = demo.visit("bennett@demo.invalid").await;
    let open = |classes: Vec<app::school::teaching::ClassCard>| {
        classes.into_iter().find_map(|class| class.open)
    };
    let live = open(bennett.classes().await.unwrap()).unwrap();
    bennett.close_lesson(live.live_class).await.unwrap();
    assert!(open(bennett.classes().await.unwrap()).is_none());
    // The file that a demo on SQLite would have.
    std::fs::write(demo.folder.path().join("groundwork.db"), "").unwrap();
    let again = claim(demo.folder.path(), shared);
    assert!(!again.fill(shared).await.unwrap());
    let reopened = open(bennett.classes().await.unwrap()).unwrap();
    assert_eq!(reopened.number, live.number);
    let row = live_class::by_id(shared.db.read(), reopened.live_class)
        .await
        .unwrap()
        .unwrap();
    let opener = person::by_id(shared.db.read(), row.opened_by)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(opener.name, "Ms. Bennett");
    assert_eq!(row.begun_at, Some(row.opened_at));
}

#[tokio::test]
async fn a_class_is_being_taught_and_its_question_box_is_read() {
    let demo = Demo::open().await;
    let duval = demo.visit("duval@demo.invalid").await;
    let school = Administering::schools(&duval).await.unwrap().remove(0).slug;
    let running = duval.running(&school).await.unwrap().classes.remove(0);
    assert_eq!(running.lead, "Ms. Bennett");
    let bennett = demo.visit("bennett@demo.invalid").await;
    let number = running.lesson.number;
    let console = bennett.console(&running.slug, number).await.unwrap();
    assert_eq!((console.step, console.unread), (3, Some(1)));
    let asked = bennett.questions(&running.slug, number).await.unwrap();
    assert_eq!(asked.counselor.as_deref(), Some("Ms. Haddad"));
    let haddad = demo.visit("haddad@demo.invalid").await;
    let routed = haddad.routed_questions(&school).await.unwrap();
    let routed = routed.classes.iter().flat_map(|of| &of.questions);
    assert_eq!(routed.count(), 1);
}
