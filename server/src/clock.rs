//! What time it is. Tests and the benches move it; nobody else does.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

/// The server's clock: the machine's, cut to milliseconds, plus what a test has moved it by.
#[derive(Debug, Default)]
pub struct Clock {
    ahead_seconds: AtomicI64,
}

impl Clock {
    /// Now, in whole milliseconds, so that both databases give back what they were given.
    pub fn now(&self) -> DateTime<Utc> {
        let ahead = TimeDelta::seconds(self.ahead_seconds.load(Ordering::Relaxed));
        Utc::now().trunc_subsecs(3) + ahead
    }

    /// Lets time pass without waiting for it.
    pub fn advance(&self, by: TimeDelta) {
        self.ahead_seconds
            .fetch_add(by.num_seconds(), Ordering::Relaxed);
    }
}
