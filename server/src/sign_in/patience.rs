//! How often somebody may try: counted for an account or class together with the browser.
//!
//! A browser that fails waits longer and longer, and only there. Browsers that never got in are
//! also counted together, far above what a class mistypes, so that a new cookie for every try is
//! no way round. One that got in before is not touched by that: nobody can be locked out by
//! somebody else's tries. Addresses are not looked at; a school is one address.

use app::error::Error as Told;
use chrono::{DateTime, TimeDelta, Utc};

use super::browser::Browser;
use crate::{
    entity::{Tx, throttle},
    error::Result,
    shared::Shared,
};

/// What is tried.
#[derive(Clone, Debug)]
pub enum Door {
    /// An e-mail address, in lowercase.
    Account(String),
    /// A class code.
    Class(String),
}

impl Door {
    pub fn name(&self) -> (&'static str, &str) {
        match self {
            Self::Account(email) => ("account", email),
            Self::Class(code) => ("class", code),
        }
    }

    /// How many tries in an hour all new browsers have together.
    const fn tries_of_strangers(&self) -> i32 {
        match self {
            Self::Account(_) => 100,
            Self::Class(_) => 1000,
        }
    }
}

/// Tries that cost no waiting.
const FREE_TRIES: i32 = 5;
const FIRST_WAIT_SECONDS: i64 = 5;
const LONGEST_WAIT_SECONDS: i64 = 300;
/// A count is forgotten after this long without another wrong try.
const MEMORY: TimeDelta = TimeDelta::hours(1);

/// The counts that one try at a door goes by.
pub struct Patience {
    own: Option<String>,
    strangers: Option<String>,
    strangers_tries: i32,
}

impl Patience {
    pub fn new(shared: &Shared, door: &Door, browser: &Browser) -> Self {
        let (kind, name) = door.name();
        let own = browser
            .id()
            .map(|id| shared.keys.counted(&["browser", kind, name, id]));
        let is_known = browser.has_been_in(&shared.keys, door);
        let strangers = (!is_known).then(|| shared.keys.counted(&["strangers", kind, name]));
        Self {
            own,
            strangers,
            strangers_tries: door.tries_of_strangers(),
        }
    }

    /// # Errors
    /// `Wait` while there have been too many wrong tries.
    pub async fn check(&self, shared: &Shared) -> Result<()> {
        let now = shared.now();
        let keys: Vec<String> = self.own.iter().chain(&self.strangers).cloned().collect();
        let counts = throttle::find(shared.db.read(), &keys).await?;
        let until = counts.iter().map(|count| count.until).max();
        match until.filter(|until| *until > now) {
            Some(until) => Err(Told::Wait {
                seconds: seconds(until - now),
            }
            .into()),
            None => Ok(()),
        }
    }

    /// Counts a wrong try.
    pub async fn failed(self, shared: &Shared) -> Result<()> {
        let now = shared.now();
        shared
            .db
            .write(move |tx| async move {
                if let Some(key) = self.own {
                    count(&tx, key, now, |failures| wait(failures - FREE_TRIES)).await?;
                }
                if let Some(key) = self.strangers {
                    let free = self.strangers_tries;
                    count(&tx, key, now, |failures| wait(failures - free)).await?;
                }
                Ok(())
            })
            .await
    }

    /// Forgets the browser's own wrong tries: it got in.
    pub async fn passed(&self, db: &Tx) -> Result<()> {
        match &self.own {
            Some(key) => throttle::forget(db, key).await,
            None => Ok(()),
        }
    }
}

async fn count(
    db: &Tx,
    key: String,
    now: DateTime<Utc>,
    wait: impl Fn(i32) -> TimeDelta,
) -> Result<()> {
    let before = throttle::find(db, std::slice::from_ref(&key)).await?.pop();
    let before = before.filter(|count| count.ends_at > now);
    let failures = before.map_or(0, |count| count.failures).saturating_add(1);
    let count = throttle::Model {
        key,
        failures,
        until: now + wait(failures),
        ends_at: now + MEMORY,
    };
    throttle::keep(db, count).await
}

/// Nothing at first, then 5 s, and twice as long each time, up to five minutes.
fn wait(beyond: i32) -> TimeDelta {
    let Ok(doublings) = u32::try_from(beyond) else {
        return TimeDelta::zero();
    };
    let seconds = FIRST_WAIT_SECONDS
        .checked_shl(doublings.min(16))
        .unwrap_or(LONGEST_WAIT_SECONDS);
    TimeDelta::seconds(seconds.min(LONGEST_WAIT_SECONDS))
}

/// Whole seconds, at least one.
fn seconds(left: TimeDelta) -> u32 {
    u32::try_from(left.num_milliseconds().div_euclid(1000) + 1).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_and_has_an_end() {
        let seconds: Vec<i64> = (-1..9).map(|beyond| wait(beyond).num_seconds()).collect();
        assert_eq!(seconds, [0, 5, 10, 20, 40, 80, 160, 300, 300, 300]);
        assert_eq!(wait(i32::MAX).num_seconds(), 300);
    }
}
