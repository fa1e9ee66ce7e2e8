//! A student's device in a live class: it does what the page's script does, and times it.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::{
    ask::Port,
    browser::{Browser, Stream},
};

/// Who is not where the class is after this long is stranded.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub struct Student {
    pub browser: Browser,
    /// Of the lesson.
    address: String,
    /// Of the page on the screen.
    at: String,
    /// The newest that was heard of.
    pub revision: i64,
    pub stream: Option<Stream>,
}

/// When a device heard of a step, knew where it is and had its page.
#[derive(Clone, Copy)]
pub struct Followed {
    pub told: Instant,
    pub seated: Instant,
    pub shown: Instant,
}

impl Student {
    pub fn new(browser: Browser, address: String) -> Self {
        Self {
            browser,
            at: address.clone(),
            address,
            revision: 0,
            stream: None,
        }
    }

    /// Puts the lesson on the screen, and keeps no connection.
    pub async fn come_in(&mut self) {
        self.browser.page(&self.address).await.is(200);
        self.browser.hang_up();
    }

    pub fn changes(&self) -> String {
        format!("{}/changes", self.address)
    }

    /// Opens the page's stream and waits for its first event.
    pub async fn watch(&mut self) {
        self.stream = None;
        let mut stream = self.browser.stream(&self.changes()).await;
        self.revision = stream.next().await.unwrap();
        self.stream = Some(stream);
    }

    /// Waits until the class is at `step`, with that page on the screen and a stream of its own;
    /// nothing if the stream ends.
    pub async fn follow(&mut self, step: u32) -> Option<Followed> {
        let wanted = format!("{}/{step}", self.address);
        loop {
            self.revision = self.stream.as_mut()?.next().await?;
            let told = Instant::now();
            let Some((seated, shown)) = self.settle().await else {
                continue;
            };
            // The new page has a stream. Its first event says what the page was made from, unless
            // the class has gone on meanwhile.
            let made_from = self.revision;
            self.watch().await;
            if self.revision != made_from {
                self.settle().await;
            }
            if self.at == wanted {
                return Some(Followed {
                    told,
                    seated,
                    shown,
                });
            }
        }
    }

    /// Goes to another server once this one is gone, and on to `step`.
    pub async fn come_back(&mut self, port: Port, step: u32) -> Option<Instant> {
        let wanted = format!("{}/{step}", self.address);
        while self.stream.as_mut()?.next().await.is_some() {}
        self.browser.moves_to(port);
        self.watch().await;
        if let Some((_, shown)) = self.settle().await {
            self.watch().await;
            if self.at == wanted {
                return Some(shown);
            }
        }
        self.follow(step).await.map(|followed| followed.shown)
    }

    /// Asks where the device belongs and goes there; nothing where it is already.
    async fn settle(&mut self) -> Option<(Instant, Instant)> {
        let step = self.at.strip_prefix(&self.address).unwrap_or_default();
        let seat = match step.strip_prefix('/') {
            Some(step) => format!("{}/seat?step={step}", self.address),
            None => format!("{}/seat", self.address),
        };
        let reply = self.browser.get(&seat).await;
        reply.is(200);
        let seated = Instant::now();
        let seat: Value = serde_json::from_slice(&reply.body).unwrap();
        let at = seat["at"].as_str().unwrap();
        if at == self.at {
            return None;
        }
        self.browser.page(at).await.is(200);
        self.at = at.to_owned();
        Some((seated, Instant::now()))
    }
}
