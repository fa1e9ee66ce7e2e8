//! What every request shares: the database, the keys, the curriculum, and how the server is reached.

use std::{
    borrow::Borrow,
    collections::HashMap,
    hash::Hash,
    sync::{Arc, PoisonError, RwLock},
};

use app::{parts::assets::Assets, school::accounts::DemoSignIn, text::Language};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use lessons::{course::Curriculum, lesson::Lesson, read::Files};
use uuid::Uuid;

use crate::{
    clock::Clock,
    content::LANGUAGE,
    db::{Db, memory::Memory},
    entity::{lesson_version, live_class, org},
    entrance::Entrance,
    error::{Error, Result},
    http::step::Rendered,
    keys::Keys,
    sign_in::password::Passwords,
    visit::session::Sessions,
};

/// One server's belongings.
pub struct Shared {
    pub db: Db,
    pub keys: Keys,
    pub clock: Clock,
    pub entrance: Entrance,
    pub assets: Assets,
    pub curriculum: Arc<Curriculum>,
    pub passwords: Passwords,
    pub sessions: Sessions,
    /// How students stand in lessons, by class, lesson and student.
    pub standings: Memory<(Uuid, String, Uuid), Option<Arc<live_class::Standing>>>,
    /// Step pages that a classmate has been shown already.
    pub rendered: Rendered,
    /// Those that lessons are written in and pages can speak, the original's first.
    languages: Vec<Language>,
    /// Empty in a real school.
    pub demo: Vec<DemoSignIn>,
    files: Files,
    /// Content version → lesson: the curriculum's own, and older ones once they were asked for.
    versions: RwLock<HashMap<String, Arc<Lesson>>>,
    time_zones: RwLock<HashMap<Uuid, Tz>>,
}

/// What a server is made of.
pub struct Parts {
    pub db: Db,
    pub keys: Keys,
    pub entrance: Entrance,
    pub assets: Assets,
    pub curriculum: Curriculum,
    /// The folder that the curriculum was read from.
    pub files: Files,
    pub demo: Vec<DemoSignIn>,
}

impl Shared {
    /// Keeps the lessons' texts, so that what was taught from them can always be shown.
    pub async fn open(parts: Parts) -> Result<Arc<Self>> {
        let shared = Self::passing(parts);
        shared.keep_versions().await?;
        Ok(Arc::new(shared))
    }

    /// A server whose lessons nobody is taught from: their texts are not kept.
    pub fn passing(parts: Parts) -> Self {
        let curriculum = parts.curriculum;
        Self {
            versions: RwLock::new(by_version(&curriculum)),
            languages: languages(&curriculum),
            curriculum: Arc::new(curriculum),
            db: parts.db,
            keys: parts.keys,
            clock: Clock::default(),
            entrance: parts.entrance,
            assets: parts.assets,
            passwords: Passwords::default(),
            sessions: Sessions::default(),
            standings: Memory::default(),
            rendered: Rendered::default(),
            demo: parts.demo,
            files: parts.files,
            time_zones: RwLock::default(),
        }
    }

    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    async fn keep_versions(&self) -> Result<()> {
        let versions: Vec<_> = self
            .curriculum
            .lessons()
            .map(|lesson| lesson_version::Model {
                hash: lesson.hash.clone(),
                lesson: lesson.id.clone(),
                files: lesson_version::LessonFiles(texts(&self.files, &lesson.folder)),
            })
            .collect();
        if versions.is_empty() {
            return Ok(());
        }
        self.db
            .write(|tx| async move { lesson_version::add(&tx, versions).await })
            .await
    }

    /// A lesson as it stood in `version`: today's text, or the one it was taught from.
    pub async fn lesson_version(&self, lesson: &str, version: &str) -> Result<Arc<Lesson>> {
        if let Some(lesson) = recall(&self.versions, version) {
            return Ok(lesson);
        }
        let missing = || Error::broken(format!("no text of {lesson} in version {version}"));
        let kept = lesson_version::by_hash(self.db.read(), version)
            .await?
            .ok_or_else(missing)?;
        let read = Arc::new(self.read_version(lesson, kept).ok_or_else(missing)?);
        remember(&self.versions, version.to_owned(), Arc::clone(&read));
        Ok(read)
    }

    /// Reads an older text among today's glossary and registries.
    fn read_version(&self, lesson: &str, kept: lesson_version::Model) -> Option<Lesson> {
        let mut files = self.files.clone();
        if let Some(today) = self.curriculum.lesson(lesson) {
            let folder = format!("{}/", today.folder);
            files.retain(|path, _| !path.starts_with(&folder));
        }
        let kept = kept.files.0.into_iter();
        files.extend(kept.map(|(path, text)| (path, text.into_bytes())));
        let (curriculum, _) = lessons::read::read(&files, LANGUAGE);
        curriculum.lesson(lesson).cloned()
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Today where the district is; without a district, where the first one is.
    pub async fn today(&self, district: Option<Uuid>) -> Result<NaiveDate> {
        let zone = self.time_zone(district).await?;
        Ok(self.now().with_timezone(&zone).date_naive())
    }

    /// The district's time zone; asked of the database once.
    pub async fn time_zone(&self, district: Option<Uuid>) -> Result<Tz> {
        let key = district.unwrap_or_default();
        if let Some(zone) = recall(&self.time_zones, &key) {
            return Ok(zone);
        }
        let org = match district {
            Some(id) => org::by_id(self.db.read(), id).await?,
            None => org::district(self.db.read()).await?,
        };
        let Some(org) = org else {
            return Ok(Tz::UTC);
        };
        let zone = org.time_zone.parse().unwrap_or(Tz::UTC);
        remember(&self.time_zones, key, zone);
        Ok(zone)
    }
}

/// What is known under `key`; the lock is let go before anything else is done.
fn recall<K, V, Q>(known: &RwLock<HashMap<K, V>>, key: &Q) -> Option<V>
where
    K: Borrow<Q> + Eq + Hash,
    V: Clone,
    Q: Eq + Hash + ?Sized,
{
    let known = known.read().unwrap_or_else(PoisonError::into_inner);
    known.get(key).cloned()
}

fn remember<K: Eq + Hash, V>(known: &RwLock<HashMap<K, V>>, key: K, value: V) {
    let mut known = known.write().unwrap_or_else(PoisonError::into_inner);
    known.insert(key, value);
}

fn by_version(curriculum: &Curriculum) -> HashMap<String, Arc<Lesson>> {
    let translated = curriculum.translations.iter().flat_map(Curriculum::lessons);
    curriculum
        .lessons()
        .chain(translated)
        .map(|lesson| (lesson.hash.clone(), Arc::new(lesson.clone())))
        .collect()
}

fn languages(curriculum: &Curriculum) -> Vec<Language> {
    let translations = curriculum.translations.iter();
    let codes = std::iter::once(&curriculum.lang).chain(translations.map(|other| &other.lang));
    codes.filter_map(|code| Language::of(code)).collect()
}

/// The texts of one lesson's folder.
fn texts(files: &Files, folder: &str) -> std::collections::BTreeMap<String, String> {
    let folder = format!("{folder}/");
    files
        .iter()
        .filter(|(path, _)| path.starts_with(&folder))
        .map(|(path, bytes)| (path.clone(), String::from_utf8_lossy(bytes).into_owned()))
        .collect()
}
