//! Answers that hold until something is written.
//!
//! A SQLite file has one server, and every write of it goes through [`Db::write`]: so as long as
//! nothing was written, an answer is as good as a query. On PostgreSQL other servers write, too,
//! and every answer is asked for.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use super::Db;
use crate::error::Result;

/// How often this server has written; nothing where it is not the only one that writes.
#[derive(Clone, Debug)]
pub struct Written(Option<Arc<AtomicU64>>);

impl Written {
    pub fn alone() -> Self {
        Self(Some(Arc::default()))
    }

    pub const fn among_others() -> Self {
        Self(None)
    }

    pub(super) fn again(&self) {
        if let Some(count) = &self.0 {
            count.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn count(&self) -> Option<u64> {
        self.0.as_ref().map(|count| count.load(Ordering::SeqCst))
    }
}

/// Answers kept at most.
const AT_MOST: usize = 20_000;

/// The answers to one kind of question, all from after the same write.
#[derive(Debug)]
pub struct Memory<K, V>(Mutex<(u64, HashMap<K, V>)>);

impl<K, V> Default for Memory<K, V> {
    fn default() -> Self {
        Self(Mutex::new((0, HashMap::new())))
    }
}

impl<K: Eq + Hash, V: Clone> Memory<K, V> {
    /// What is remembered, or what `ask` answers now.
    pub async fn or_ask(&self, db: &Db, key: K, ask: impl Future<Output = Result<V>>) -> Result<V> {
        // Counted before asking: what is written meanwhile makes the answer an old one.
        let Some(count) = db.written.count() else {
            return ask.await;
        };
        if let Some(answer) = self.recall(count, &key) {
            return Ok(answer);
        }
        let answer = ask.await?;
        self.remember(count, key, answer.clone());
        Ok(answer)
    }

    fn recall(&self, count: u64, key: &K) -> Option<V> {
        let memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if memory.0 == count {
            memory.1.get(key).cloned()
        } else {
            None
        }
    }

    fn remember(&self, count: u64, key: K, answer: V) {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, answers) = &mut *memory;
        if *since < count || answers.len() >= AT_MOST {
            answers.clear();
            *since = count;
        }
        if *since == count {
            answers.insert(key, answer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Memory;

    #[test]
    fn an_answer_from_before_a_write_is_not_given_after_it() {
        let memory = Memory::<u8, &str>::default();
        memory.remember(3, 1, "old");
        assert_eq!(memory.recall(3, &1), Some("old"));
        assert_eq!(memory.recall(4, &1), None);
        memory.remember(4, 1, "new");
        // Somebody who began to ask before the write comes back late.
        memory.remember(3, 1, "old");
        assert_eq!(memory.recall(4, &1), Some("new"));
    }
}
