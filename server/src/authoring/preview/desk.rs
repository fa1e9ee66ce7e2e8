//! What a preview's answers share: the folder, the records, and what the folder says just now.

use std::{path::PathBuf, sync::Arc};

use app::parts::assets::Assets;
use lessons::read::Files;
use tokio::sync::watch;

use super::{reading::Reading, records::Records};
use crate::{db::Refusal, entrance::Entrance, http::files::manifest};

pub struct Desk {
    pub folder: PathBuf,
    pub port: u16,
    pub entrance: Entrance,
    pub assets: Assets,
    pub records: Records,
    readings: watch::Sender<Arc<Reading>>,
}

impl Desk {
    /// # Errors
    /// A sentence, when the records cannot be made.
    pub async fn open(folder: PathBuf, port: u16, files: Files) -> Result<Self, Refusal> {
        let records = Records::open().await?;
        let entrance = Entrance::Local { port };
        let first = Reading::of(files, None, &records, &entrance);
        Ok(Self {
            folder,
            port,
            entrance,
            assets: manifest(),
            records,
            readings: watch::Sender::new(Arc::new(first)),
        })
    }

    /// What the folder says just now.
    pub fn now(&self) -> Arc<Reading> {
        Arc::clone(&self.readings.borrow())
    }

    /// Hears of everything that the folder says from now on.
    pub fn listen(&self) -> watch::Receiver<Arc<Reading>> {
        self.readings.subscribe()
    }

    /// Reads the folder again, and tells whoever listens if anything is different.
    pub fn read_again(&self) {
        let before = self.now();
        let next = match super::reading::files(&self.folder) {
            Ok(files) if files == before.files && before.fault.is_none() => return,
            Ok(files) => Reading::of(files, Some(&before), &self.records, &self.entrance),
            Err(refusal) => before.at_fault(refusal.0),
        };
        self.readings.send_replace(Arc::new(next));
    }
}
