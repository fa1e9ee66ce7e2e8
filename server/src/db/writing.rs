//! Where writes run: in tasks of their own, so that a visitor who leaves cannot cancel one half-way.
//!
//! A SQLite file is written by one after another. What one of them waits for, all of them wait for;
//! and among a thousand requests of one moment every wait is a long one. So they have a thread, where
//! nothing else has a turn. On PostgreSQL they go side by side, and need none.

use tokio::{
    runtime::{Builder, Runtime},
    task::JoinHandle,
};

use super::Refusal;

#[derive(Debug)]
pub struct Writing(Option<Runtime>);

impl Writing {
    /// One after another.
    ///
    /// # Errors
    /// A sentence, where the system gives no thread.
    pub fn on_a_thread() -> Result<Self, Refusal> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("writes")
            .enable_all()
            .build();
        let no_thread = |error| Refusal(format!("The server can start no thread ({error})."));
        Ok(Self(Some(runtime.map_err(no_thread)?)))
    }

    pub const fn among_requests() -> Self {
        Self(None)
    }

    pub fn spawn<T: Send + 'static>(
        &self,
        write: impl Future<Output = T> + Send + 'static,
    ) -> JoinHandle<T> {
        match &self.0 {
            Some(runtime) => runtime.spawn(write),
            None => tokio::spawn(write),
        }
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        // Whoever closes the database has waited for what was being written.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
