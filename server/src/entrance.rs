//! How visitors reach the server: under which address, and whether the way there is encrypted.

use std::net::IpAddr;

/// The server's address as browsers know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entrance {
    /// Only this machine, over plain HTTP; browsers take `localhost` for safe.
    Local { port: u16 },
    /// Behind something that encrypts: `https://groundwork.example.org`.
    Encrypted { origin: String },
    /// Plain HTTP on a school's own network, which somebody has decided for with `--insecure-lan`.
    Insecure { origin: Option<String>, port: u16 },
}

impl Entrance {
    /// # Errors
    /// A sentence that says why the server would not be safe to reach that way.
    pub fn new(
        listens_on: IpAddr,
        port: u16,
        origin: Option<&str>,
        insecure_lan: bool,
    ) -> Result<Self, String> {
        let origin = origin.map(Self::checked_origin).transpose()?;
        let encrypted = origin
            .as_deref()
            .is_some_and(|origin| origin.starts_with("https://"));
        match origin {
            Some(origin) if encrypted => Ok(Self::Encrypted { origin }),
            origin if insecure_lan => Ok(Self::Insecure { origin, port }),
            None if listens_on.is_loopback() => Ok(Self::Local { port }),
            Some(origin) if is_localhost(&origin) && listens_on.is_loopback() => {
                Ok(Self::Local { port })
            }
            _ => Err(format!(
                "Groundwork would answer unencrypted on {listens_on}:{port}, where passwords could \
                 be read along the way. Put a server with a certificate in front and pass --origin \
                 https://…, or pass --insecure-lan on a network that is the school's own."
            )),
        }
    }

    /// The origin in lowercase: a scheme and a host, and nothing after it.
    ///
    /// # Errors
    /// A sentence that says how to write it.
    pub fn checked_origin(origin: &str) -> Result<String, String> {
        let bad = || {
            format!(
                "--origin {origin} is no address: write it like https://groundwork.example.org."
            )
        };
        let trimmed = origin.trim_end_matches('/');
        let (scheme, host) = trimmed.split_once("://").ok_or_else(bad)?;
        let is_host = !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']);
        if matches!(scheme, "http" | "https") && is_host {
            return Ok(trimmed.to_ascii_lowercase());
        }
        Err(bad())
    }

    /// What is printed, sent out in links and shown on login cards.
    pub fn address(&self) -> String {
        match self {
            Self::Local { port }
            | Self::Insecure {
                origin: None, port, ..
            } => format!("http://localhost:{port}"),
            Self::Encrypted { origin }
            | Self::Insecure {
                origin: Some(origin),
                ..
            } => origin.clone(),
        }
    }

    /// Whether cookies are kept to encrypted ways; browsers take `localhost` for one.
    pub const fn has_secure_cookies(&self) -> bool {
        !matches!(self, Self::Insecure { .. })
    }

    pub const fn is_encrypted(&self) -> bool {
        matches!(self, Self::Encrypted { .. })
    }

    /// Whether a page of this origin may post to the server that was asked for as `host`.
    pub fn takes_posts_from(&self, origin: &str, host: &str) -> bool {
        match self {
            Self::Encrypted { origin: own }
            | Self::Insecure {
                origin: Some(own), ..
            } => origin.eq_ignore_ascii_case(own),
            Self::Local { .. } => {
                is_localhost(origin) && origin.strip_prefix("http://") == Some(host)
            }
            Self::Insecure { origin: None, .. } => origin.strip_prefix("http://") == Some(host),
        }
    }
}

fn is_localhost(origin: &str) -> bool {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::Entrance;

    const ANYWHERE: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn plain_http_beyond_this_machine_is_refused_unless_somebody_says_so() {
        let refusal = Entrance::new(ANYWHERE, 80, None, false).unwrap_err();
        assert!(refusal.contains("--insecure-lan"), "{refusal}");
        assert!(Entrance::new(ANYWHERE, 80, Some("http://school.lan"), false).is_err());
        assert!(Entrance::new(ANYWHERE, 80, None, true).is_ok());
        assert!(Entrance::new(ANYWHERE, 80, Some("https://gw.example.org"), false).is_ok());
        assert!(Entrance::new(HERE, 8080, None, false).is_ok());
    }

    #[test]
    fn only_pages_of_the_server_itself_may_post() {
        let local = Entrance::new(HERE, 8080, None, false).unwrap();
        assert!(local.takes_posts_from("http://localhost:8080", "localhost:8080"));
        assert!(!local.takes_posts_from("http://localhost:9090", "localhost:8080"));
        assert!(!local.takes_posts_from("http://evil.example", "evil.example"));
        let origin = Some("https://GW.example.org/");
        let public = Entrance::new(ANYWHERE, 8080, origin, false).unwrap();
        assert!(public.takes_posts_from("https://gw.example.org", "10.0.0.7:8080"));
        assert!(!public.takes_posts_from("https://evil.example", "gw.example.org"));
        assert!(!public.takes_posts_from("null", "gw.example.org"));
    }

    #[test]
    fn an_origin_is_a_scheme_and_a_host() {
        for bad in [
            "groundwork.example.org",
            "https://",
            "https://a/b",
            "ftp://a",
            "https://u@a",
        ] {
            assert!(
                Entrance::new(ANYWHERE, 80, Some(bad), true).is_err(),
                "{bad}"
            );
        }
    }
}
