//! Runs the server: opens what it needs, answers until it is told to stop, and lets go in order.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use app::school::accounts::DemoSignIn;
use axum_server::{Handle, accept::NoDelayAcceptor};
use tokio::{net::TcpSocket, signal, task::JoinHandle, time};

use crate::{
    content::Content,
    db::{Address, Db, Openness, Refusal},
    entity::{credential, projector, question, session, throttle},
    entrance::Entrance,
    error::Result,
    http::files,
    keys::Keys,
    live::across,
    router::router,
    shared::{Parts, Shared},
};

/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(10);
/// Connections that may wait to be taken. A whole school's streams come back in the same instant,
/// and whoever finds no room is heard again a second later.
const WAITING: u32 = 4096;
/// How long requests that are under way may take once the server is told to stop.
const FAREWELL: Duration = Duration::from_secs(8);
const HOUR: Duration = Duration::from_secs(3600);

/// Where one server's records lie.
#[derive(Clone, Debug)]
pub struct Place {
    pub folder: PathBuf,
    pub database: Address,
    pub openness: Openness,
}

impl Place {
    /// `database` instead of the file in `folder`, if one is given.
    ///
    /// # Errors
    /// An address that Groundwork does not know.
    pub fn new(
        folder: PathBuf,
        database: Option<&str>,
        openness: Openness,
    ) -> Result<Self, Refusal> {
        let database = match database {
            Some(address) => address.parse()?,
            None => Address::Sqlite(folder.join("groundwork.db")),
        };
        Ok(Self {
            folder,
            database,
            openness,
        })
    }

    pub fn key_file(&self) -> PathBuf {
        self.folder.join("groundwork.key")
    }

    /// The database and the keys that belong to it.
    ///
    /// # Errors
    /// A sentence that says what stands in the way. A lost key file is not replaced: the codes
    /// that were made with it could never be found or printed again.
    pub async fn open(&self) -> Result<(Db, Keys), Refusal> {
        let db = Db::open(&self.database, self.openness).await?;
        let file = self.key_file();
        let exists = file.try_exists().unwrap_or(true);
        if exists {
            return Ok((db, Keys::read(&file).map_err(Refusal)?));
        }
        if credential::has_own_codes(db.read()).await.map_err(told)? {
            return Err(Refusal(format!(
                "The key file {} is missing, and without it no student’s code works. Put its copy \
                 back there.",
                file.display()
            )));
        }
        std::fs::create_dir_all(&self.folder).map_err(|error| {
            Refusal(format!(
                "{} cannot be written ({error}). Choose another folder with --data.",
                self.folder.display()
            ))
        })?;
        Ok((db, Keys::make(&file).map_err(Refusal)?))
    }
}

/// What a database answers while the server starts, for whoever has started it.
pub fn told(error: crate::error::Error) -> Refusal {
    Refusal(format!("The records could not be opened: {error}."))
}

/// How a server is reached.
#[derive(Clone, Debug)]
pub struct Reach {
    pub listen: SocketAddr,
    pub origin: Option<String>,
    pub insecure_lan: bool,
}

/// A server that has its port and its records, and does not answer yet.
pub struct Server {
    pub shared: Arc<Shared>,
    listener: TcpListener,
}

impl Server {
    /// Reads the lessons, takes the port, opens the records.
    ///
    /// # Errors
    /// A sentence that says what stands in the way and what to do.
    pub async fn open(
        place: &Place,
        reach: &Reach,
        content: Content,
        demo: Vec<DemoSignIn>,
    ) -> Result<Self, Refusal> {
        let curriculum = content.checked()?;
        let adapted = content.adapted(&curriculum)?;
        let listener = listen(reach.listen)?;
        let port = listener.local_addr().map_or(0, |address| address.port());
        let origin = reach.origin.as_deref();
        let entrance =
            Entrance::new(reach.listen.ip(), port, origin, reach.insecure_lan).map_err(Refusal)?;
        let (db, keys) = place.open().await?;
        let parts = Parts {
            db,
            keys,
            entrance,
            assets: files::manifest(),
            curriculum,
            files: content.files,
            adapted,
            demo,
        };
        let shared = Shared::open(parts).await.map_err(told)?;
        Ok(Self { shared, listener })
    }

    /// Where it can be visited.
    pub fn address(&self) -> String {
        self.shared.entrance.address()
    }

    /// Answers until the process is told to stop; what is under way is finished.
    ///
    /// # Errors
    /// What the operating system says of the port.
    pub async fn run(self) -> io::Result<()> {
        let Self { shared, listener } = self;
        let handle = Handle::new();
        let housekeeping = keep_house(Arc::clone(&shared));
        let across = tokio::spawn(across::listen(Arc::clone(&shared)));
        tokio::spawn(stop_when_told(Arc::clone(&shared), handle.clone()));
        let mut server = axum_server::from_tcp(listener)?
            .acceptor(NoDelayAcceptor::new())
            .handle(handle);
        server
            .http_builder()
            .http1()
            .timer(hyper_util::rt::TokioTimer::new())
            .header_read_timeout(HEAD);
        server
            .serve(router(Arc::clone(&shared)).into_make_service())
            .await?;
        housekeeping.abort();
        across.abort();
        if let Err(error) = shared.db.clone().close().await {
            tracing::error!(%error, "the records were not closed in order");
        }
        Ok(())
    }
}

fn listen(address: SocketAddr) -> Result<TcpListener, Refusal> {
    take_port(address).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => Refusal(format!(
            "Something else answers on {address} already. Stop it, or choose another port with \
             --listen."
        )),
        io::ErrorKind::PermissionDenied => Refusal(format!(
            "This user may not answer on {address}. Choose a port above 1023 with --listen."
        )),
        _ => Refusal(format!(
            "Groundwork cannot answer on {address} ({error}). Choose another address with --listen."
        )),
    })
}

fn take_port(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // So that a server that is started again has its port at once; elsewhere it means less good.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(WAITING)?.into_std()
}

async fn stop_when_told(shared: Arc<Shared>, handle: Handle<SocketAddr>) {
    told_to_stop().await;
    tracing::info!("stopping");
    shared.live.stop();
    handle.graceful_shutdown(Some(FAREWELL));
}

/// Waits for Ctrl-C, or for the signal by which services are stopped.
pub async fn told_to_stop() {
    #[cfg(unix)]
    let terminated = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => terminate.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<Option<()>>();
    tokio::select! {
        _ = signal::ctrl_c() => {}
        _ = terminated => {}
    }
}

/// Forgets every hour what is over, and keeps the file quick once a day.
fn keep_house(shared: Arc<Shared>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut hours = time::interval(HOUR);
        for hour in 0_u64.. {
            hours.tick().await;
            let tidied = tidy(&shared, hour % 24 == 0).await;
            if let Err(error) = tidied {
                tracing::error!(%error, "the house was not kept");
            }
        }
    })
}

/// Forgets what is over; `also_optimize` keeps the file quick, too.
pub async fn tidy(shared: &Shared, also_optimize: bool) -> Result<()> {
    let now = shared.now();
    let today = shared.today(None).await?;
    shared
        .db
        .write(move |tx| async move {
            session::forget_ended(&tx, now).await?;
            projector::forget_ended(&tx, now).await?;
            question::forget_old(&tx, today).await?;
            throttle::forget_ended(&tx, now).await
        })
        .await?;
    if also_optimize {
        shared.db.optimize().await?;
    }
    Ok(())
}
