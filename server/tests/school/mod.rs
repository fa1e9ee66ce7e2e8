//! The one small world that every test shares: a district of two schools, a few classes, and the
//! people in them. See [`world`] for who they are.

use std::{collections::BTreeMap, io::Write, path::Path, sync::Arc, time::Duration};

use app::school::administering::AdaptedLesson;
use axum::Router;
use chrono::TimeDelta;
use lessons::{
    course::{Band, Curriculum},
    lesson::Lesson,
    read::Files,
};
use server::{
    content::Content,
    db::{Db, Openness},
    entrance::Entrance,
    keys::Keys,
    router::router,
    shared::{Parts, Shared},
    visit::{Visit, session},
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

mod client;
mod database;
pub mod world;

pub use client::{Browser, Reply};
pub use database::{Database, is_postgres};

/// A server with the world in its database.
pub struct TestSchool {
    pub shared: Arc<Shared>,
    router: Router,
    // Last, so that the database goes after those who use it.
    database: Database,
}

impl TestSchool {
    pub async fn open() -> Self {
        Self::reached_by(Entrance::Local { port: 8080 }).await
    }

    /// As [`Self::open`], under another address.
    pub async fn reached_by(entrance: Entrance) -> Self {
        Self::serving(Database::of_the_world().await, entrance, shipped().await).await
    }

    /// The same records, served by a server that was started again.
    pub async fn restarted(self) -> Self {
        let entrance = self.shared.entrance.clone();
        Self::serving(self.close().await, entrance, shipped().await).await
    }

    /// The same records, served by a server that was started with other lessons.
    pub async fn restarted_with(self, content: Content) -> Self {
        let entrance = self.shared.entrance.clone();
        // Whether they are without an error is not asked: a test changes what it needs, no more.
        let (curriculum, _) = content.read();
        let lessons = Lessons {
            adapted: content.adapted(&curriculum).unwrap(),
            curriculum,
            files: content.files,
        };
        Self::serving(self.close().await, entrance, lessons).await
    }

    /// Another server on the same records.
    pub async fn second_server(&self) -> Self {
        assert!(is_postgres(), "a SQLite file has one server");
        let entrance = self.shared.entrance.clone();
        Self::serving(self.database.again(), entrance, shipped().await).await
    }

    async fn serving(database: Database, entrance: Entrance, lessons: Lessons) -> Self {
        let db = Db::open(&database.address, Openness::default())
            .await
            .unwrap();
        let parts = Parts {
            db,
            keys: keys(),
            entrance,
            assets: server::http::files::manifest(),
            curriculum: lessons.curriculum,
            files: lessons.files,
            adapted: lessons.adapted,
            demo: Vec::new(),
        };
        let shared = Shared::open(parts).await.unwrap();
        Self {
            router: router(Arc::clone(&shared)),
            shared,
            database,
        }
    }

    /// Somebody who has not signed in.
    pub fn nobody(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A student, signed in to their class.
    pub async fn student(&self, name: &str) -> Browser {
        let class = world::class_of(name);
        self.signed_in(name, Some(world::id(class))).await
    }

    /// One more class at Birch, taught by grace, with its students signed in.
    pub async fn add_class(&self, slug: &str, band: Band, students: usize) -> Vec<Browser> {
        let names = world::add_class(&self.shared.db, slug, band.into(), students).await;
        let mut browsers = Vec::new();
        for name in names {
            browsers.push(self.signed_in(&name, Some(world::id(slug))).await);
        }
        browsers
    }

    /// A member of staff, signed in.
    pub async fn staff(&self, name: &str) -> Browser {
        self.signed_in(name, None).await
    }

    async fn signed_in(&self, name: &str, section: Option<uuid::Uuid>) -> Browser {
        let (token, row) = session::begin(world::id(name), section, self.shared.now());
        self.shared
            .db
            .write(|tx| async move { server::entity::session::add(&tx, row).await })
            .await
            .unwrap();
        let browser = self.nobody();
        let secure = self.shared.entrance.has_secure_cookies();
        browser.keep(if secure { "__Host-session" } else { "session" }, &token);
        browser
    }

    /// Somebody's own handle on the School, to ask it without a page.
    pub async fn visit(&self, name: &str) -> Visit {
        let section = world::is_student(name).then(|| world::id(world::class_of(name)));
        let (token, row) = session::begin(world::id(name), section, self.shared.now());
        self.shared
            .db
            .write(|tx| async move { server::entity::session::add(&tx, row).await })
            .await
            .unwrap();
        session::visit(&self.shared, Some(&token)).await.unwrap()
    }

    /// Lets time pass.
    pub fn later(&self, by: TimeDelta) {
        self.shared.clock.advance(by);
        self.shared.sessions.forget();
    }

    pub fn folder(&self) -> std::path::PathBuf {
        self.database.folder()
    }

    pub fn address(&self) -> server::db::Address {
        self.database.address.clone()
    }

    /// Stops the server; the records stay as long as the folder that is answered.
    pub async fn close(self) -> Database {
        let Self {
            shared,
            router,
            database,
        } = self;
        drop(router);
        let db = shared.db.clone();
        drop(shared);
        db.close().await.unwrap();
        database
    }

    pub fn curriculum(&self) -> &Curriculum {
        &self.shared.curriculum
    }

    /// The lesson that most tests are about: grades 6–8, and not sensitive.
    pub fn lesson(&self) -> &Lesson {
        self.curriculum().lesson(world::LESSON).unwrap()
    }

    /// A sensitive one of the same unit.
    pub fn sensitive_lesson(&self) -> &Lesson {
        self.curriculum().lesson(world::SENSITIVE).unwrap()
    }

    /// Ticks everything that has to be done before a sensitive lesson opens.
    pub async fn make_ready(&self, administrator: &str, org: &str) {
        use app::school::administering::Administering;
        let visit = self.visit(administrator).await;
        let page = visit.readiness(org).await.unwrap();
        for tick in page.ticks {
            visit.tick_readiness(org, &tick.key, true).await.unwrap();
        }
    }

    /// Opens a lesson to a class, as its teacher does.
    pub async fn open_lesson(&self, teacher: &str, class: &str, lesson: &str) {
        use app::school::teaching::Teaching;
        let visit = self.visit(teacher).await;
        visit.open_lesson(class, lesson).await.unwrap();
    }
}

/// What a test server teaches from.
struct Lessons {
    curriculum: Curriculum,
    files: Files,
    adapted: Vec<AdaptedLesson>,
}

/// The repository's own.
async fn shipped() -> Lessons {
    let (content, curriculum) = content().await;
    Lessons {
        curriculum: curriculum.clone(),
        files: content.files.clone(),
        adapted: Vec::new(),
    }
}

/// The keys of every test server: so codes can be written down.
pub fn keys() -> Keys {
    Keys::from_secret(&[42; 32])
}

/// The repository's lessons, read once.
pub async fn content() -> &'static (Content, Curriculum) {
    static CONTENT: OnceCell<(Content, Curriculum)> = OnceCell::const_new();
    let read = || async {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../lessons");
        let content = Content::open(Some(folder.as_ref())).unwrap();
        let curriculum = content.checked().unwrap();
        (content, curriculum)
    };
    CONTENT.get_or_init(read).await
}

/// The repository's lessons in a folder of their own, where a test can change them.
pub async fn lessons_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in &content().await.0.files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

/// Replaces `find`, which stands in the file exactly once.
#[track_caller]
pub fn change(folder: &Path, file: &str, find: &str, replace: &str) {
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches(find).count(), 1, "in {file}: {find}");
    std::fs::write(path, text.replace(find, replace)).unwrap();
}

/// The names of the site's files; where there is none, the test has nothing to look at and says so.
#[expect(
    clippy::explicit_write,
    reason = "what eprintln! says is shown for failing tests only"
)]
pub fn site(skipped: &str) -> Option<BTreeMap<String, String>> {
    let names = server::http::files::manifest().0;
    if names.is_empty() {
        let how = "no site has been built; `cargo xtask site` builds it";
        writeln!(std::io::stderr(), "{skipped}: skipped, {how}").unwrap();
        return None;
    }
    Some(names.as_ref().clone())
}

/// Waits until `done` says so, without waiting longer than it takes.
pub async fn until(mut done: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !done().await {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), waiting)
        .await
        .expect("it did not come about");
}
