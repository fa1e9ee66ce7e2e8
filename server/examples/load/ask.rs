//! Asks a server over real connections, and says how long the answers took.

use std::{
    collections::VecDeque,
    fmt,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Bytes,
    http::{Method, Request, Response, StatusCode, header},
};
use axum_server::accept::NoDelayAcceptor;
use http_body_util::{BodyExt, Full};
use hyper::{
    body::Incoming,
    client::conn::http1::{self, SendRequest},
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// A request that can be sent again and again.
#[derive(Clone)]
pub struct Job {
    method: Method,
    address: String,
    cookie: String,
    body: Bytes,
}

impl Job {
    pub fn get(address: &str, cookie: &str) -> Self {
        Self {
            method: Method::GET,
            address: address.into(),
            cookie: cookie.into(),
            body: Bytes::new(),
        }
    }

    pub fn post(address: &str, cookie: &str, form: &str) -> Self {
        Self {
            method: Method::POST,
            body: form.to_owned().into(),
            ..Self::get(address, cookie)
        }
    }

    /// What a browser would send to this port.
    pub fn request(&self, port: Port) -> Request<Full<Bytes>> {
        let host = format!("localhost:{}", port.0);
        Request::builder()
            .method(self.method.clone())
            .uri(&self.address)
            .header(header::ORIGIN, format!("http://{host}"))
            .header(header::HOST, host)
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT, accept(&self.method))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, &self.cookie)
            .body(Full::new(self.body.clone()))
            .unwrap()
    }
}

pub struct Answer {
    pub status: StatusCode,
    pub body: Bytes,
}

impl Answer {
    pub fn is(&self, status: u16) {
        let said = || String::from_utf8_lossy(&self.body).into_owned();
        assert_eq!(self.status.as_u16(), status, "{}", said());
    }
}

/// How many answers came in how long, and how long each took.
pub struct Figures {
    took: Vec<Duration>,
    all: Duration,
}

impl Figures {
    pub fn new(mut took: Vec<Duration>, all: Duration) -> Self {
        took.sort_unstable();
        Self { took, all }
    }

    pub fn each_second(&self) -> f64 {
        let count = u32::try_from(self.took.len()).unwrap();
        f64::from(count) / self.all.as_secs_f64()
    }

    fn percentile(&self, percent: usize) -> f64 {
        let at = (self.took.len() * percent / 100).min(self.took.len() - 1);
        self.took[at].as_secs_f64() * 1000.
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (p50, p99) = (self.percentile(50), self.percentile(99));
        let rate = self.each_second();
        write!(f, "{rate:>7.0}/s   p50 {p50:.2} ms   p99 {p99:.2} ms")
    }
}

/// A port of this machine that something answers on.
#[derive(Clone, Copy)]
pub struct Port(u16);

impl Port {
    pub async fn free() -> (TcpListener, Self) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        (listener, Self::at(port))
    }

    pub const fn at(number: u16) -> Self {
        Self(number)
    }

    pub const fn number(self) -> u16 {
        self.0
    }

    pub async fn ask_once(self, job: &Job) -> Answer {
        self.connect().await.ask(job).await
    }

    /// The same request from many connections at once, for a while.
    pub async fn ask_for(self, job: &Job, connections: usize, spell: Duration) -> Figures {
        let began = Instant::now();
        let asking = (0..connections).map(|_| {
            let job = job.clone();
            tokio::spawn(async move {
                let mut connection = self.connect().await;
                let mut took = Vec::new();
                while began.elapsed() < spell {
                    let asked = Instant::now();
                    connection.ask(&job).await.is(200);
                    took.push(asked.elapsed());
                }
                took
            })
        });
        let took = together(asking.collect()).await;
        Figures::new(took, began.elapsed())
    }

    /// Every request once, shared out among the connections.
    pub async fn ask_all(self, jobs: Vec<Job>, connections: usize) -> Figures {
        let jobs = Arc::new(Mutex::new(VecDeque::from(jobs)));
        let began = Instant::now();
        let asking = (0..connections).map(|_| {
            let jobs = Arc::clone(&jobs);
            tokio::spawn(async move {
                let mut connection = self.connect().await;
                let mut took = Vec::new();
                let next = || jobs.lock().unwrap().pop_front();
                while let Some(job) = next() {
                    let asked = Instant::now();
                    connection.ask(&job).await.is(200);
                    took.push(asked.elapsed());
                }
                took
            })
        });
        let took = together(asking.collect()).await;
        Figures::new(took, began.elapsed())
    }

    pub async fn connect(self) -> Connection {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.0))
            .await
            .unwrap();
        stream.set_nodelay(true).unwrap();
        let (sender, driver) = http1::handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(driver);
        Connection { sender, port: self }
    }
}

async fn together(asking: Vec<tokio::task::JoinHandle<Vec<Duration>>>) -> Vec<Duration> {
    let mut all = Vec::new();
    for one in asking {
        all.extend(one.await.unwrap());
    }
    all
}

/// One browser's connection, kept open.
pub struct Connection {
    sender: SendRequest<Full<Bytes>>,
    port: Port,
}

impl Connection {
    async fn ask(&mut self, job: &Job) -> Answer {
        let answer = self.send(job.request(self.port)).await.unwrap();
        Answer {
            status: answer.status(),
            body: answer.into_body().collect().await.unwrap().to_bytes(),
        }
    }

    /// The head of the answer; its body is still to come.
    pub async fn send(
        &mut self,
        request: Request<Full<Bytes>>,
    ) -> hyper::Result<Response<Incoming>> {
        self.sender.ready().await?;
        self.sender.send_request(request).await
    }
}

/// A form is sent as the pages' script sends it: what was refused is then no redirect.
fn accept(method: &Method) -> &'static str {
    if method == Method::POST {
        "application/json"
    } else {
        "text/html"
    }
}

/// Answers on the port as the real server does.
pub fn serve(listener: TcpListener, router: Router) {
    let server = axum_server::from_tcp(listener).unwrap();
    let serving = server
        .acceptor(NoDelayAcceptor::new())
        .serve(router.into_make_service_with_connect_info::<SocketAddr>());
    tokio::spawn(serving);
}
