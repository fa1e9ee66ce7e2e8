//! The demo: a believable small district that does not exist, for anybody to look around in.
//!
//! The same seed gives the same people, codes and stories every time; only the days move, so that
//! the term is always around today. It lives in a folder of its own and touches no other.

use std::path::Path;

use app::school::accounts::DemoSignIn;
use chrono::{DateTime, NaiveDate, Utc};

use crate::{db::Refusal, error::Result, shared::Shared};

mod answers;
mod calendar;
mod cast;
mod dice;
mod folder;
mod names;
mod plan;
mod seed;
mod story;

/// A folder that holds the demo, or is about to.
pub struct Demo {
    folder: folder::Folder,
}

/// Makes `folder` the demo's own; `database` is the file in it. What stands there is kept while
/// its term is running, and cleared away otherwise or with `fresh`.
///
/// # Errors
/// A sentence, when the folder holds something else or is in use.
pub fn claim(
    folder: &Path,
    database: &Path,
    fresh: bool,
    now: DateTime<Utc>,
) -> Result<Demo, Refusal> {
    let folder = folder::Folder::claim(folder, database, fresh, today(now))?;
    Ok(Demo { folder })
}

impl Demo {
    /// Fills the database, or, where that was done on an earlier start, opens again what is always
    /// open in the demo. Tells whether it was filled now.
    pub async fn fill(self, shared: &Shared) -> Result<bool> {
        if self.folder.is_filled() {
            seed::reopen(shared).await?;
            return Ok(false);
        }
        let now = shared.now();
        let term = seed::fill(shared, today(now)).await?;
        self.folder.filled(term)?;
        Ok(true)
    }
}

/// The sign-ins that the demo offers, by role.
pub fn sign_ins() -> Vec<DemoSignIn> {
    cast::Cast::new().sign_ins()
}

fn today(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&plan::TIME_ZONE).date_naive()
}
