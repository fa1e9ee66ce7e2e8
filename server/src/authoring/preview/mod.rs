//! `groundwork lessons preview [DIR]`: the lessons as students, teachers and families will see
//! them, on the author's own machine, a moment after each save.
//!
//! The pages are the product's own: its router answers for them, over an invented class in records
//! that go when the preview does. What stands here is what follows the files, and the desk that
//! the pages lie on.

mod desk;
mod events;
mod follow;
mod frame;
mod index;
mod lesson;
mod marks;
mod pane;
mod paper;
mod place;
mod problems;
mod reading;
mod records;
mod rewrite;
mod web;

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
};

use axum::{Router, serve::ListenerExt};
use clap::Args;

use self::desk::Desk;
use crate::{db::Refusal, say::say, serve::told_to_stop};

/// Look at lessons while you write them: the pages follow the files as they are saved
#[derive(Debug, Args)]
pub struct Preview {
    /// The folder that holds en/ and registry/
    #[arg(default_value = "lessons")]
    folder: PathBuf,
    /// The port to answer on, on this computer only
    #[arg(long, default_value_t = 4000)]
    port: u16,
}

impl Preview {
    /// Answers until it is told to stop.
    ///
    /// # Errors
    /// A sentence, when the folder cannot be read or the port is taken.
    pub async fn run(self) -> Result<ExitCode, Refusal> {
        let open = Open::new(self.folder, self.port).await?;
        say(&format!(
            "Your lessons are at {}. The pages follow your files as you save them. Stop with Ctrl-C.",
            open.address()
        ))?;
        open.serve().await?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A preview that has its port and its lessons.
pub struct Open {
    desk: Arc<Desk>,
    listener: TcpListener,
    _following: follow::Following,
}

impl Open {
    /// Takes the port, reads the lessons, and follows the files from then on.
    ///
    /// # Errors
    /// A sentence that says what stands in the way and what to do.
    pub async fn new(folder: PathBuf, port: u16) -> Result<Self, Refusal> {
        let files = reading::files(&folder)?;
        let listener = listen(port)?;
        let port = listener.local_addr().map_or(port, |address| address.port());
        let desk = Arc::new(Desk::open(folder, port, files).await?);
        Ok(Self {
            _following: follow::follow(&desk)?,
            desk,
            listener,
        })
    }

    /// Where it can be visited.
    pub fn address(&self) -> String {
        self.desk.entrance.address()
    }

    /// Everything that it answers with.
    pub fn router(&self) -> Router {
        web::router(Arc::clone(&self.desk))
    }

    async fn serve(self) -> Result<(), Refusal> {
        let router = self.router();
        let listener = tokio::net::TcpListener::from_std(self.listener).map_err(stopped)?;
        let listener = listener.tap_io(|stream| {
            // Without it small answers wait for company on some systems; with it nothing is lost.
            let _ = stream.set_nodelay(true);
        });
        tokio::select! {
            served = axum::serve(listener, router).into_future() => served.map_err(stopped)?,
            () = told_to_stop() => {}
        }
        self.desk.records.close().await;
        Ok(())
    }
}

fn listen(port: u16) -> Result<TcpListener, Refusal> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).and_then(|listener| {
        listener.set_nonblocking(true)?;
        Ok(listener)
    });
    listener.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Refusal(format!(
            "Something else answers on port {port} already. Stop it, or choose another with --port."
        )),
        _ => Refusal(format!(
            "The preview cannot answer on port {port} ({error}). Choose another with --port."
        )),
    })
}

fn stopped(error: io::Error) -> Refusal {
    Refusal(format!("The preview has stopped: {error}."))
}
