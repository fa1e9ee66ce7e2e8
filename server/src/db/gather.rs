//! The same question about many, asked at one moment, is one query.
//!
//! When a class goes on, thirty-five devices ask at once who they are and where they belong. Whoever
//! asks while a query is under way waits for the next one, which answers all who wait. Nobody waits
//! for company, and every answer was read after its question came: nothing is remembered.

use std::{
    collections::HashMap,
    hash::Hash,
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::oneshot::{Sender, channel};

use crate::error::{Error, Result};

/// Queries under way at once.
const AT_ONCE: usize = 2;
/// Questions in one query.
const MOST: usize = 128;

/// Those who ask one kind of question.
pub struct Gather<K, V>(Arc<Mutex<Asked<K, V>>>);

struct Asked<K, V> {
    waiting: Vec<(K, Sender<V>)>,
    under_way: usize,
}

impl<K, V> Default for Gather<K, V> {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Asked {
            waiting: Vec::new(),
            under_way: 0,
        })))
    }
}

impl<K, V> Gather<K, V>
where
    K: Clone + Eq + Hash + Send + 'static,
    V: Clone + Send + 'static,
{
    /// What `answer` says about `key`, among others. It is given as many keys as some power of two,
    /// the last of them again and again, so that there are few different queries; every caller
    /// means the same by it.
    ///
    /// # Errors
    /// `Broken` if the query fails, or leaves a key out.
    pub async fn ask<F>(&self, key: K, answer: impl Fn(Vec<K>) -> F + Send + 'static) -> Result<V>
    where
        F: Future<Output = Result<HashMap<K, V>>> + Send,
    {
        let (tell, told) = channel();
        let goes_to_ask = {
            let mut asked = lock(&self.0);
            asked.waiting.push((key, tell));
            let is_free = asked.under_way < AT_ONCE;
            asked.under_way += usize::from(is_free);
            is_free
        };
        if goes_to_ask {
            let asking = Asking {
                asked: Arc::clone(&self.0),
                is_over: false,
            };
            // Whoever leaves does not take the others' answer along.
            tokio::spawn(async move { asking.all(answer).await });
        }
        let missing = |_| Error::broken("a question among many was not answered");
        told.await.map_err(missing)
    }
}

/// One of those who ask for all.
struct Asking<K, V> {
    asked: Arc<Mutex<Asked<K, V>>>,
    is_over: bool,
}

/// However it ends, others may ask; if it broke off, nobody waits for it.
impl<K, V> Drop for Asking<K, V> {
    fn drop(&mut self) {
        if !self.is_over {
            let mut asked = lock(&self.asked);
            asked.under_way -= 1;
            asked.waiting.clear();
        }
    }
}

impl<K: Clone + Eq + Hash, V: Clone> Asking<K, V> {
    async fn all<F>(mut self, answer: impl Fn(Vec<K>) -> F)
    where
        F: Future<Output = Result<HashMap<K, V>>>,
    {
        while let Some(waiting) = self.next() {
            let mut keys: Vec<K> = waiting.iter().map(|(key, _)| key.clone()).collect();
            if let Some(last) = keys.last().cloned() {
                keys.resize(keys.len().next_power_of_two(), last);
            }
            match answer(keys).await {
                Ok(answers) => {
                    for (key, tell) in waiting {
                        if let Some(answer) = answers.get(&key) {
                            // Who has left needs no answer.
                            let _ = tell.send(answer.clone());
                        }
                    }
                }
                Err(error) => tracing::error!(%error, "questions were not answered"),
            }
        }
    }

    /// Those who wait. When nobody does, it is over: whoever comes from then on asks anew.
    fn next(&mut self) -> Option<Vec<(K, Sender<V>)>> {
        let mut asked = lock(&self.asked);
        if asked.waiting.is_empty() {
            asked.under_way -= 1;
            self.is_over = true;
            return None;
        }
        let together = asked.waiting.len().min(MOST);
        let rest = asked.waiting.split_off(together);
        Some(mem::replace(&mut asked.waiting, rest))
    }
}

fn lock<K, V>(asked: &Mutex<Asked<K, V>>) -> MutexGuard<'_, Asked<K, V>> {
    asked.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::{
        collections::HashMap,
        sync::{
            Arc,
            atomic::{AtomicUsize, Ordering},
        },
    };

    use futures_util::future::join_all;

    use super::{AT_ONCE, Gather};
    use crate::error::Error;

    fn doubled(keys: Vec<u32>) -> HashMap<u32, u32> {
        keys.into_iter().map(|key| (key, 2 * key)).collect()
    }

    #[tokio::test]
    async fn a_hundred_who_ask_at_once_are_answered_by_a_few_queries() {
        let gather = Gather::<u32, u32>::default();
        let queries = Arc::new(AtomicUsize::new(0));
        let asking = (0..100).map(|key| {
            let queries = Arc::clone(&queries);
            gather.ask(key, move |keys| {
                queries.fetch_add(1, Ordering::SeqCst);
                assert!(keys.len().is_power_of_two());
                async move { Ok(doubled(keys)) }
            })
        });
        for (key, answer) in (0..).zip(join_all(asking).await) {
            assert_eq!(answer.unwrap(), 2 * key);
        }
        assert!(queries.load(Ordering::SeqCst) <= AT_ONCE + 1);
    }

    #[tokio::test]
    async fn a_query_that_fails_or_breaks_off_leaves_nobody_waiting() {
        let gather = Gather::<u32, u32>::default();
        for _ in 0..=AT_ONCE {
            let failed = gather.ask(1, |_| async { Err(Error::broken("gone")) });
            assert!(failed.await.is_err());
            let broken_off = gather.ask(1, |_| async { panic!("broken off") });
            assert!(broken_off.await.is_err());
        }
        let answered = gather.ask(7, |keys| async { Ok(doubled(keys)) });
        assert_eq!(answered.await.unwrap(), 14);
    }

    #[tokio::test]
    async fn who_leaves_takes_nobodys_answer_along() {
        let gather = Gather::<u32, u32>::default();
        let answer = |keys| async {
            tokio::task::yield_now().await;
            Ok(doubled(keys))
        };
        let mut leaving = Box::pin(gather.ask(1, answer));
        let left = futures_util::poll!(&mut leaving);
        assert!(left.is_pending());
        drop(leaving);
        assert_eq!(gather.ask(2, answer).await.unwrap(), 4);
    }
}
