//! Tells an open page when its lesson is another one than it shows. No text goes along: only marks,
//! by which the page finds out what to ask for again.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::{Query, State},
    response::sse::{Event, KeepAlive, Sse},
};
use serde::Deserialize;
use tokio_stream::{Stream, StreamExt, wrappers::WatchStream};

use super::{desk::Desk, marks::marks};

const STILL_HERE: Duration = Duration::from_secs(15);

#[derive(Deserialize)]
pub struct Asked {
    /// Its id; without one, everything is meant.
    lesson: Option<String>,
}

/// The marks now, and again whenever the folder is read anew.
pub async fn follow(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<Asked>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = WatchStream::new(desk.listen()).map(move |reading| {
        let marks = marks(&reading, asked.lesson.as_deref());
        let data = serde_json::to_string(&marks).unwrap_or_default();
        Ok(Event::default().data(data))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(STILL_HERE))
}
