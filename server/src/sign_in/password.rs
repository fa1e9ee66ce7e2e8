//! Staff passwords: hashed slowly, on the cores there are, and no more at a time.

use std::{num::NonZero, sync::Arc, thread, time::Duration};

use app::error::Error as Told;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::{sync::Semaphore, task, time};

use crate::error::{Error, Result};

/// Memory in KiB, rounds and lanes: 35 ms on one core.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// Whoever would wait longer for a free core is asked to come back.
const QUEUE: Duration = Duration::from_secs(8);
const COME_BACK_SECONDS: u32 = 5;

/// A hash that no password has, verified in place of an unknown account's: it takes as long.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$\
                       Z3JvdW5kd29yay1uby1vbmU$q6YQF1c2TzmIYcpHxjnWzN3l0vI0m8lFq0fGxN3mXvE";

/// Hashes and verifies.
pub struct Passwords {
    cores: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        Self {
            cores: Arc::new(Semaphore::new(cores)),
        }
    }
}

impl Passwords {
    /// The hash to keep.
    pub async fn hash(&self, password: String) -> Result<Vec<u8>> {
        self.compute(move || {
            let hash = argon2()?
                .hash_password(password.as_bytes())
                .map_err(|error| Error::broken(format!("a password was not hashed: {error}")))?;
            Ok(hash.to_string().into_bytes())
        })
        .await
    }

    /// Whether the password is the one that was hashed; takes as long when there is none.
    pub async fn verify(&self, password: String, kept: Option<Vec<u8>>) -> Result<bool> {
        self.compute(move || {
            let is_somebodys = kept.is_some();
            let kept = kept.and_then(|kept| String::from_utf8(kept).ok());
            let kept = kept.as_deref().unwrap_or(NOBODYS);
            let hash = PasswordHash::new(kept)
                .map_err(|error| Error::broken(format!("a kept password is damaged: {error}")))?;
            let fits = argon2()?
                .verify_password(password.as_bytes(), &hash)
                .is_ok();
            Ok(fits && is_somebodys)
        })
        .await
    }

    /// Runs it where it holds up nothing else, once a core is free.
    async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let waiting = time::timeout(QUEUE, Arc::clone(&self.cores).acquire_owned());
        let core = waiting.await.map_err(|_| Told::Wait {
            seconds: COME_BACK_SECONDS,
        })?;
        let working = task::spawn_blocking(move || {
            let _core = core;
            work()
        });
        working
            .await
            .map_err(|error| Error::broken(format!("hashing broke off: {error}")))?
    }
}

fn argon2() -> Result<Argon2<'static>> {
    let (memory, rounds, lanes) = COST;
    let params = Params::new(memory, rounds, lanes, None)
        .map_err(|error| Error::broken(format!("argon2 refuses its settings: {error}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nobody_can_be_read() {
        assert!(PasswordHash::new(NOBODYS).is_ok());
    }

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let passwords = Passwords::default();
        let kept = passwords.hash("correct horse".into()).await.unwrap();
        let fits = |typed: &str, kept| passwords.verify(typed.into(), kept);
        assert!(fits("correct horse", Some(kept.clone())).await.unwrap());
        assert!(!fits("correct horsf", Some(kept)).await.unwrap());
        assert!(!fits("correct horse", None).await.unwrap());
    }
}
