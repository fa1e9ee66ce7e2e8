//! Servers on one PostgreSQL tell each other that a live class has changed.
//!
//! What a server did not hear, because its connection was gone or because the change is a
//! student's work, it finds out by asking every few seconds.

use std::{sync::Arc, time::Duration};

use sea_orm::sqlx::{self, PgPool, postgres::PgListener};
use tokio::time::{MissedTickBehavior, interval, sleep};
use uuid::Uuid;

use crate::{entity::live_class, error::Result, shared::Shared};

/// How long a change that was not heard of may stay unknown here.
const SWEEP: Duration = Duration::from_secs(5);
/// How long to wait before listening again after the database was gone.
const AGAIN: Duration = Duration::from_secs(1);

/// Passes on what other servers do, for as long as this one runs. A SQLite file has one server.
pub async fn listen(shared: Arc<Shared>) {
    let Some(pool) = shared.db.shared_with_others().cloned() else {
        return;
    };
    let hear = async {
        loop {
            if let Err(error) = hear(&shared, &pool).await {
                tracing::warn!(%error, "other servers are not heard");
            }
            sleep(AGAIN).await;
        }
    };
    let sweep = async {
        let mut every = interval(SWEEP);
        every.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            if let Err(error) = sweep(&shared).await {
                tracing::warn!(%error, "live classes were not looked at");
            }
            shared.live.worked_somewhere();
        }
    };
    tokio::join!(hear, sweep);
}

async fn hear(shared: &Shared, pool: &PgPool) -> sqlx::Result<()> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(live_class::CHANNEL).await?;
    loop {
        match listener.try_recv().await? {
            Some(told) => {
                if let Some((live_class, revision)) = read(told.payload()) {
                    shared.live.tell(live_class, revision);
                }
            }
            // The connection was gone for a while, and with it whatever was said meanwhile.
            None => {
                if let Err(error) = sweep(shared).await {
                    tracing::warn!(%error, "live classes were not looked at");
                }
            }
        }
    }
}

/// Asks for the newest revision of everything that is watched here.
async fn sweep(shared: &Shared) -> Result<()> {
    let watched = shared.live.watched();
    if watched.is_empty() {
        return Ok(());
    }
    for (live_class, revision) in live_class::revisions(shared.db.read(), &watched).await? {
        shared.live.tell(live_class, revision);
    }
    Ok(())
}

fn read(told: &str) -> Option<(Uuid, i64)> {
    let (live_class, revision) = told.split_once(' ')?;
    Some((live_class.parse().ok()?, revision.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::read;

    #[test]
    fn what_servers_tell_each_other_is_a_class_and_its_revision() {
        let told = format!("{} 12", Uuid::from_u128(7));
        assert_eq!(read(&told), Some((Uuid::from_u128(7), 12)));
        assert_eq!(read("anything else"), None);
    }
}
