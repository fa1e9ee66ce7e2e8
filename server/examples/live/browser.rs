//! A browser: its cookies, a connection that it keeps, and streams on connections of their own.

use std::collections::BTreeMap;

use axum::{
    body::Bytes,
    http::{HeaderValue, Request, header},
};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;

use crate::ask::{Connection, Job, Port};

const ENCODINGS: &str = "gzip, deflate, br, zstd";

pub struct Browser {
    port: Port,
    cookies: BTreeMap<String, String>,
    connection: Option<Connection>,
}

pub struct Reply {
    pub status: u16,
    pub body: Bytes,
}

impl Reply {
    #[track_caller]
    pub fn is(&self, status: u16) {
        let said = || String::from_utf8_lossy(&self.body).into_owned();
        assert_eq!(self.status, status, "{}", said());
    }
}

impl Browser {
    pub fn new(port: Port) -> Self {
        Self {
            port,
            cookies: BTreeMap::new(),
            connection: None,
        }
    }

    /// One that has signed in already.
    pub fn of(port: Port, session: &str) -> Self {
        let mut browser = Self::new(port);
        browser
            .cookies
            .insert("__Host-session".into(), session.into());
        browser
    }

    /// Another one with the same cookies.
    pub fn twin(&self) -> Self {
        Self {
            port: self.port,
            cookies: self.cookies.clone(),
            connection: None,
        }
    }

    /// Asks another server from now on.
    pub fn moves_to(&mut self, port: Port) {
        self.port = port;
        self.connection = None;
    }

    /// What can be read here: a browser would take it compressed, too.
    pub async fn get(&mut self, address: &str) -> Reply {
        self.ask(&Job::get(address, &self.cookie()), "identity")
            .await
    }

    /// A page, compressed as browsers ask for it.
    pub async fn page(&mut self, address: &str) -> Reply {
        self.ask(&Job::get(address, &self.cookie()), ENCODINGS)
            .await
    }

    pub async fn post(&mut self, address: &str, form: &str) -> Reply {
        self.ask(&Job::post(address, &self.cookie(), form), "identity")
            .await
    }

    /// Lets the kept connection go.
    pub fn hang_up(&mut self) {
        self.connection = None;
    }

    pub async fn stream(&self, address: &str) -> Stream {
        let mut connection = self.port.connect().await;
        let request = Job::get(address, &self.cookie()).request(self.port);
        let answer = connection.send(request).await.unwrap();
        assert_eq!(answer.status().as_u16(), 200, "{address}");
        Stream {
            body: answer.into_body(),
            heard: String::new(),
            _connection: connection,
        }
    }

    fn cookie(&self) -> String {
        let pairs = self.cookies.iter();
        let pairs: Vec<_> = pairs
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    fn request(&self, job: &Job, encodings: &'static str) -> Request<Full<Bytes>> {
        let mut request = job.request(self.port);
        let encodings = HeaderValue::from_static(encodings);
        request
            .headers_mut()
            .insert(header::ACCEPT_ENCODING, encodings);
        request
    }

    async fn ask(&mut self, job: &Job, encodings: &'static str) -> Reply {
        let kept = match self.connection.take() {
            Some(mut kept) => kept
                .send(self.request(job, encodings))
                .await
                .ok()
                .map(|answer| (kept, answer)),
            None => None,
        };
        // The server lets a connection go on which it has heard nothing for a while.
        let (connection, answer) = match kept {
            Some(answered) => answered,
            None => {
                let mut new = self.port.connect().await;
                let answer = new.send(self.request(job, encodings)).await.unwrap();
                (new, answer)
            }
        };
        let (head, body) = answer.into_parts();
        for line in head.headers.get_all(header::SET_COOKIE) {
            let pair = line.to_str().unwrap().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.into(), value.into());
            }
        }
        let body = body.collect().await.unwrap().to_bytes();
        self.connection = Some(connection);
        Reply {
            status: head.status.as_u16(),
            body,
        }
    }
}

/// Events as they come.
pub struct Stream {
    body: Incoming,
    heard: String,
    _connection: Connection,
}

impl Stream {
    /// The next revision; nothing once the stream has ended.
    pub async fn next(&mut self) -> Option<i64> {
        loop {
            while let Some((event, rest)) = self.heard.split_once("\n\n") {
                let data = event.lines().find_map(|line| line.strip_prefix("data: "));
                let revision = data.and_then(|data| data.parse().ok());
                self.heard = rest.to_owned();
                if revision.is_some() {
                    return revision;
                }
            }
            let frame = self.body.frame().await?.ok()?;
            if let Ok(data) = frame.into_data() {
                self.heard.push_str(&String::from_utf8_lossy(&data));
            }
        }
    }
}
