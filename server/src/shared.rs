//! What every request shares: the database, the keys, the curriculum, and how the server is reached.

use std::{
    borrow::Borrow,
    collections::{BTreeMap, HashMap},
    hash::Hash,
    sync::{Arc, PoisonError, RwLock},
};

use app::{
    parts::assets::Assets,
    school::{accounts::DemoSignIn, administering::AdaptedLesson},
    text::Language,
};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use lessons::{course::Curriculum, lesson::Lesson, lint::translation::fits, read::Files};
use uuid::Uuid;

use crate::{
    clock::Clock,
    content::LANGUAGE,
    db::{Db, gather::Gather, memory::Memory},
    entity::{lesson_version, org, person},
    entrance::Entrance,
    error::{Error, Result},
    http::step::Rendered,
    keys::Keys,
    live::{Live, askers::Askers},
    reports::standing::{Standing, Where},
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
    pub standings: Memory<Where, Arc<Standing>>,
    pub standings_asked: Gather<Where, Arc<Standing>>,
    /// Who reads the question box of each school; nobody while it is off.
    pub question_boxes: Memory<Uuid, Option<Arc<person::Model>>>,
    /// School and district.
    pub question_boxes_asked: Gather<(Uuid, Uuid), Option<Arc<person::Model>>>,
    /// Those who watch live classes.
    pub live: Live,
    /// How often students have asked in live classes.
    pub askers: Askers,
    /// Step pages that a classmate has been shown already.
    pub rendered: Rendered,
    /// Those that lessons are written in and pages can speak, the original's first.
    languages: Vec<Language>,
    /// Empty in a real school.
    pub demo: Vec<DemoSignIn>,
    /// What the school has adapted.
    pub adapted: Vec<AdaptedLesson>,
    files: Files,
    /// Content version → lesson: the curriculum's own, and older ones once they were asked for.
    versions: RwLock<HashMap<String, Arc<Version>>>,
    time_zones: RwLock<HashMap<Uuid, Tz>>,
}

/// A lesson as it stood in one content version.
struct Version {
    lesson: Arc<Lesson>,
    /// By language, where they are translated step by step.
    translations: HashMap<String, Arc<Lesson>>,
}

impl Version {
    fn of(curriculum: &Curriculum, lesson: Lesson) -> Self {
        let translated = curriculum.translations.iter().filter_map(|tree| {
            let translation = tree.lesson(&lesson.id)?;
            let fits = fits(&lesson, translation);
            fits.then(|| (tree.lang.clone(), Arc::new(translation.clone())))
        });
        Self {
            translations: translated.collect(),
            lesson: Arc::new(lesson),
        }
    }
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
    pub adapted: Vec<AdaptedLesson>,
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
            standings_asked: Gather::default(),
            question_boxes_asked: Gather::default(),
            question_boxes: Memory::default(),
            live: Live::default(),
            askers: Askers::default(),
            rendered: Rendered::default(),
            demo: parts.demo,
            adapted: parts.adapted,
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
                files: lesson_version::LessonFiles(self.texts(lesson)),
            })
            .collect();
        if versions.is_empty() {
            return Ok(());
        }
        self.db
            .write(|tx| async move { lesson_version::add(&tx, versions).await })
            .await
    }

    /// The texts of a lesson and of its translations.
    fn texts(&self, lesson: &Lesson) -> BTreeMap<String, String> {
        let translations = self.curriculum.translations.iter();
        let translated = translations.filter_map(|tree| tree.lesson(&lesson.id));
        let folders = std::iter::once(lesson).chain(translated);
        folders
            .flat_map(|lesson| texts(&self.files, &lesson.folder))
            .collect()
    }

    /// A lesson as it stood in `version`: today's text, or the one it was taught from.
    pub async fn lesson_version(&self, lesson: &str, version: &str) -> Result<Arc<Lesson>> {
        let version = self.version(lesson, version).await?;
        Ok(Arc::clone(&version.lesson))
    }

    /// As [`Self::lesson_version`], in `language` where it was translated.
    pub async fn lesson_version_in(
        &self,
        language: &Language,
        lesson: &str,
        version: &str,
    ) -> Result<Arc<Lesson>> {
        let version = self.version(lesson, version).await?;
        let translation = version.translations.get(&language.code());
        Ok(Arc::clone(translation.unwrap_or(&version.lesson)))
    }

    async fn version(&self, lesson: &str, version: &str) -> Result<Arc<Version>> {
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
    fn read_version(&self, lesson: &str, kept: lesson_version::Model) -> Option<Version> {
        let mut files = self.files.clone();
        if let Some(today) = self.curriculum.lesson(lesson) {
            let today = self.texts(today);
            files.retain(|path, _| !today.contains_key(path));
        }
        let kept = kept.files.0.into_iter();
        files.extend(kept.map(|(path, text)| (path, text.into_bytes())));
        let (curriculum, _) = lessons::read::read(&files, LANGUAGE);
        // Its place in the unit, and so its address, is today's.
        let order = self.curriculum.lesson(lesson).map(|today| today.order);
        let mut read = curriculum.lesson(lesson).cloned()?;
        read.order = order.unwrap_or(read.order);
        let mut version = Version::of(&curriculum, read);
        for translation in version.translations.values_mut() {
            Arc::make_mut(translation).order = version.lesson.order;
        }
        Some(version)
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

fn by_version(curriculum: &Curriculum) -> HashMap<String, Arc<Version>> {
    let lessons = curriculum.lessons();
    let versions = lessons.map(|lesson| {
        let version = Version::of(curriculum, lesson.clone());
        (lesson.hash.clone(), Arc::new(version))
    });
    versions.collect()
}

fn languages(curriculum: &Curriculum) -> Vec<Language> {
    let translations = curriculum.translations.iter();
    let codes = std::iter::once(&curriculum.lang).chain(translations.map(|other| &other.lang));
    codes.filter_map(|code| Language::of(code)).collect()
}

/// The texts of one lesson's folder.
fn texts(files: &Files, folder: &str) -> BTreeMap<String, String> {
    let folder = format!("{folder}/");
    files
        .iter()
        .filter(|(path, _)| path.starts_with(&folder))
        .map(|(path, bytes)| (path.clone(), String::from_utf8_lossy(bytes).into_owned()))
        .collect()
}
