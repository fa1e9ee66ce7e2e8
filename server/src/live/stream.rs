//! The stream that tells a browser that its live class has changed: a number and nothing else.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    http::{HeaderName, HeaderValue},
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use chrono::{DateTime, Utc};
use futures_util::stream;
use tokio::{
    sync::watch,
    time::{Instant, sleep_until},
};

use crate::{entity::live_class, shared::Shared};

/// A browser that hears nothing for longer asks anew, so it hears something more often.
const PING: Duration = Duration::from_secs(10);
/// Whoever watches what students do is not woken more often than this.
const WORK: Duration = Duration::from_secs(1);

/// One browser that watches one live class.
struct Watcher {
    revision: watch::Receiver<i64>,
    /// Also what students do, for their teachers.
    work: Option<watch::Receiver<u64>>,
    stop: watch::Receiver<bool>,
    /// When the lesson closes by itself.
    closes: Option<Instant>,
    work_told: Instant,
    is_first: bool,
}

/// Answers with the stream of `live`'s revisions; for its teachers also whenever the class has
/// done something.
pub fn of(shared: &Arc<Shared>, live: &live_class::Model, for_teachers: bool) -> Response {
    let now = shared.now();
    let watcher = Watcher {
        revision: shared.live.watch(live.id, live.revision),
        work: for_teachers.then(|| shared.live.watch_work(live.section_id)),
        stop: shared.live.stopping(),
        closes: live.closes_at.and_then(|at| instant(at, now)),
        work_told: Instant::now(),
        is_first: true,
    };
    let events = stream::unfold(watcher, |mut watcher| async move {
        let event = watcher.next().await?;
        Some((Ok::<_, Infallible>(event), watcher))
    });
    let mut response = Sse::new(events).into_response();
    // A proxy that gathers a whole answer first would never pass this one on.
    let name = HeaderName::from_static("x-accel-buffering");
    response
        .headers_mut()
        .insert(name, HeaderValue::from_static("no"));
    response
}

impl Watcher {
    async fn next(&mut self) -> Option<Event> {
        if *self.stop.borrow() {
            return None;
        }
        if std::mem::take(&mut self.is_first) {
            return Some(self.version());
        }
        let ping = Instant::now() + PING;
        let closes = self.closes.unwrap_or(ping + PING);
        let work_from = self.work_told + WORK;
        tokio::select! {
            changed = self.revision.changed() => changed.is_ok().then(|| self.version()),
            () = worked(self.work.as_mut(), work_from) => {
                self.work_told = Instant::now();
                Some(self.version())
            }
            _ = self.stop.changed() => None,
            () = sleep_until(closes) => {
                self.closes = None;
                Some(self.version())
            }
            () = sleep_until(ping) => Some(Event::default().event("ping").data("")),
        }
    }

    fn version(&mut self) -> Event {
        let revision = *self.revision.borrow_and_update();
        Event::default().event("version").data(revision.to_string())
    }
}

/// Waits until something was done, and not before `from`; for ever where nobody asks. The wait
/// comes first, so that a waker who is turned away in between is not forgotten.
async fn worked(work: Option<&mut watch::Receiver<u64>>, from: Instant) {
    sleep_until(from).await;
    let done = match work {
        Some(work) => work.changed().await.is_ok(),
        None => false,
    };
    if !done {
        std::future::pending::<()>().await;
    }
}

fn instant(at: DateTime<Utc>, now: DateTime<Utc>) -> Option<Instant> {
    let wait = (at - now).to_std().ok()?;
    Some(Instant::now() + wait)
}
