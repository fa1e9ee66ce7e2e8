//! Follows the folder: whenever something in it has been written, it is read again.

use std::{sync::Arc, time::Duration};

use notify_debouncer_full::{
    DebounceEventResult, Debouncer, RecommendedCache, new_debouncer,
    notify::{EventKind, RecommendedWatcher, RecursiveMode},
};
use tokio::{
    sync::mpsc,
    task::{self, JoinHandle},
    time::{self, MissedTickBehavior},
};

use super::desk::Desk;
use crate::db::Refusal;

/// An editor's save is several events; they are over within this time.
const QUIET: Duration = Duration::from_millis(40);
const TICK: Duration = Duration::from_millis(10);
/// How often a folder that was taken away is looked for.
const LOST: Duration = Duration::from_secs(1);

type Watcher = Debouncer<RecommendedWatcher, RecommendedCache>;

/// Follows the folder as long as it is held.
pub struct Following(JoinHandle<()>);

impl Drop for Following {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// # Errors
/// A sentence, when the system cannot tell when files are written.
pub fn follow(desk: &Arc<Desk>) -> Result<Following, Refusal> {
    // One place is enough: whoever comes to read reads everything there is.
    let (written, mut wakes) = mpsc::channel(1);
    let watcher = watch(desk, written.clone()).map_err(|error| {
        Refusal(format!(
            "The files in {} cannot be followed ({error}).",
            desk.folder.display()
        ))
    })?;
    let desk = Arc::clone(desk);
    let following = tokio::spawn(async move {
        let mut watcher = Some(watcher);
        // What was written between the first reading and the watching.
        let _ = written.try_send(());
        let mut search = time::interval(LOST);
        search.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let is_lost = desk.now().fault.is_some();
            tokio::select! {
                _ = wakes.recv() => {}
                _ = search.tick(), if is_lost => {
                    // The watching ended with the folder; a new one begins with a new folder.
                    watcher = watch(&desk, written.clone()).ok().or(watcher);
                }
            }
            let desk = Arc::clone(&desk);
            if let Err(error) = task::spawn_blocking(move || desk.read_again()).await {
                tracing::error!(%error, "the lessons could not be read again");
            }
        }
    });
    Ok(Following(following))
}

fn watch(
    desk: &Desk,
    written: mpsc::Sender<()>,
) -> Result<Watcher, notify_debouncer_full::notify::Error> {
    let heard = move |events: DebounceEventResult| {
        let is_written = events.map_or(true, |events| {
            // Reading the files is an event, too, and would go round for ever.
            let mut kinds = events.iter().map(|event| event.kind);
            kinds.any(|kind| !matches!(kind, EventKind::Access(_)))
        });
        if is_written {
            let _ = written.try_send(());
        }
    };
    let mut watcher = new_debouncer(QUIET, Some(TICK), heard)?;
    watcher.watch(&desk.folder, RecursiveMode::Recursive)?;
    Ok(watcher)
}
