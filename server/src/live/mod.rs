//! A class taught live: versioned state in the database, and whoever watches it.
//!
//! The row's revision is the truth. What goes out to watchers is only that number; whoever is
//! woken by it asks the same authorised question again.

pub mod across;
pub mod askers;
pub mod state;
pub mod stream;

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use tokio::sync::watch;
use uuid::Uuid;

/// Those who watch live classes of this server.
pub struct Live {
    /// Newest revision of each live class that somebody watches.
    revisions: Mutex<HashMap<Uuid, watch::Sender<i64>>>,
    /// How often something was done in each section that somebody watches.
    works: Mutex<HashMap<Uuid, watch::Sender<u64>>>,
    stop: watch::Sender<bool>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            revisions: Mutex::default(),
            works: Mutex::default(),
            stop: watch::Sender::new(false),
        }
    }
}

impl Live {
    /// Waits for newer revisions than `revision` of a live class.
    pub fn watch(&self, live_class: Uuid, revision: i64) -> watch::Receiver<i64> {
        let mut revisions = self
            .revisions
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let sender = revisions
            .entry(live_class)
            .or_insert_with(|| watch::Sender::new(revision));
        newer(sender, revision);
        sender.subscribe()
    }

    /// Wakes whoever watches a live class, if this revision is news.
    pub fn tell(&self, live_class: Uuid, revision: i64) {
        let mut revisions = self
            .revisions
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = revisions.get(&live_class) {
            newer(sender, revision);
            if sender.is_closed() {
                revisions.remove(&live_class);
            }
        }
    }

    /// Every live class that somebody watches here.
    pub fn watched(&self) -> Vec<Uuid> {
        let mut revisions = self
            .revisions
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        revisions.retain(|_, sender| !sender.is_closed());
        revisions.keys().copied().collect()
    }

    /// Waits for students of a section to do something.
    pub fn watch_work(&self, section: Uuid) -> watch::Receiver<u64> {
        let mut works = self.works.lock().unwrap_or_else(PoisonError::into_inner);
        works
            .entry(section)
            .or_insert_with(|| watch::Sender::new(0))
            .subscribe()
    }

    /// Wakes whoever watches a section's work.
    pub fn worked(&self, section: Uuid) {
        let mut works = self.works.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = works.get(&section) {
            sender.send_modify(|count| *count += 1);
            if sender.is_closed() {
                works.remove(&section);
            }
        }
    }

    /// Wakes whoever watches work anywhere: it may have been done on another server.
    pub fn worked_somewhere(&self) {
        let mut works = self.works.lock().unwrap_or_else(PoisonError::into_inner);
        works.retain(|_, sender| !sender.is_closed());
        for sender in works.values() {
            sender.send_modify(|count| *count += 1);
        }
    }

    /// Ends every stream: the server stops.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Waits until the server stops.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }
}

fn newer(sender: &watch::Sender<i64>, revision: i64) {
    sender.send_if_modified(|known| {
        let is_news = revision > *known;
        *known = revision.max(*known);
        is_news
    });
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::Live;

    #[test]
    fn an_older_revision_wakes_nobody() {
        let live = Live::default();
        let class = Uuid::from_u128(1);
        let mut watcher = live.watch(class, 3);
        live.tell(class, 5);
        assert!(watcher.has_changed().unwrap());
        assert_eq!(*watcher.borrow_and_update(), 5);
        live.tell(class, 4);
        assert!(!watcher.has_changed().unwrap());
        assert_eq!(*watcher.borrow(), 5);
    }

    #[test]
    fn a_class_that_nobody_watches_is_forgotten() {
        let live = Live::default();
        let class = Uuid::from_u128(1);
        let watcher = live.watch(class, 1);
        assert_eq!(live.watched(), [class]);
        drop(watcher);
        assert!(live.watched().is_empty());
    }
}
