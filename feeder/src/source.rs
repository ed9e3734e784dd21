//! Asking a source: within a time, up to a size, and without being sent elsewhere.

use crate::{
    config::Source,
    refusal::{Reason, Refusal},
};
use reqwest::{redirect, Client, StatusCode};

/// The client that all sources are asked with.
pub fn client() -> Result<Client, String> {
    Client::builder()
        // A venue is where the configuration says. One that moves says so to its readers.
        .redirect(redirect::Policy::none())
        .no_proxy()
        .user_agent(concat!("headroom-feeder/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|error| format!("no HTTP client can be made: {error}"))
}

/// The answer's bytes. What goes wrong is said without the URL, which may have a token in it.
pub async fn fetch(client: &Client, source: &Source, hour: u32) -> Result<Vec<u8>, Refusal> {
    let asked = source.url.is_of_hour().then_some(hour);
    let refusal = |reason, what: String| Refusal::new(reason, asked, what);
    let failed = |error: reqwest::Error| {
        let reason = if error.is_timeout() { Reason::Timeout } else { Reason::Unreachable };
        let what = match reason {
            Reason::Timeout => format!("no answer within {} s", source.timeout.as_secs()),
            _ => causes(&error.without_url()),
        };
        refusal(reason, what)
    };
    let mut request = client.get(source.url.at(hour)).timeout(source.timeout);
    if let Some(name) = &source.bearer_env {
        let token = std::env::var(name).map_err(|_| {
            refusal(Reason::Unreachable, format!("bearer_env: the environment has no {name}"))
        })?;
        request = request.bearer_auth(token);
    }
    let mut response = request.send().await.map_err(failed)?;
    let status = response.status();
    if status != StatusCode::OK {
        return Err(refusal(Reason::Status, format!("status {}", status.as_u16())));
    }
    let too_large = || refusal(Reason::TooLarge, format!("more than {} bytes", source.most_bytes));
    if response.content_length().is_some_and(|length| length > source.most_bytes as u64) {
        return Err(too_large());
    }
    let mut body = Vec::new();
    while let Some(part) = response.chunk().await.map_err(failed)? {
        if body.len() + part.len() > source.most_bytes {
            return Err(too_large());
        }
        body.extend_from_slice(&part);
    }
    Ok(body)
}

/// An error and what it comes from, in one line. Many errors repeat their cause; each part is said
/// once.
pub fn causes(error: &dyn std::error::Error) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut next = Some(error);
    while let Some(error) = next {
        for part in error.to_string().split(": ") {
            if !parts.iter().any(|other| other == part) {
                parts.push(part.into());
            }
        }
        next = error.source();
    }
    parts.join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{
        tests::{text, MAP},
        Config,
    };
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    /// Asks a server that reads a request, writes this and closes; or keeps the connection open.
    async fn asked(answer: &str, keep: bool) -> Result<Vec<u8>, Refusal> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let answer = answer.to_owned();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = [0; 1_024];
            let _ = stream.read(&mut request).await.unwrap();
            let _ = stream.write_all(answer.as_bytes()).await;
            if keep {
                std::future::pending::<()>().await;
            }
        });
        fetch(&ready(), &source(port), 5).await
    }

    fn ready() -> Client {
        let _ = rustls::crypto::ring::default_provider().install_default();
        client().unwrap()
    }

    fn source(port: u16) -> Source {
        let limits = "timeout_seconds = 1\nmost_bytes = 1024";
        let text = text("", limits, MAP).replace("127.0.0.1:1/", &format!("127.0.0.1:{port}/"));
        text.parse::<Config>().unwrap().sources.remove(0)
    }

    fn of_length(length: usize, body: &str) -> String {
        format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}")
    }

    async fn reason(answer: &str, keep: bool) -> Reason {
        asked(answer, keep).await.unwrap_err().reason
    }

    #[tokio::test]
    async fn an_answer_arrives_whole() {
        assert_eq!(asked(&of_length(4, "true"), false).await.unwrap(), b"true");
        let most = "x".repeat(1_024);
        assert_eq!(asked(&of_length(1_024, &most), false).await.unwrap().len(), 1_024);
    }

    #[tokio::test]
    async fn what_is_too_large_is_not_read() {
        assert_eq!(reason(&of_length(1_025, ""), true).await, Reason::TooLarge);
        let chunk = format!("400\r\n{}\r\n", "x".repeat(1_024));
        let chunked =
            format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunk}{chunk}");
        assert_eq!(reason(&chunked, true).await, Reason::TooLarge);
    }

    #[tokio::test]
    async fn what_never_ends_is_ended() {
        assert_eq!(reason("", true).await, Reason::Timeout);
        assert_eq!(reason(&of_length(9, "[1,"), true).await, Reason::Timeout);
    }

    #[tokio::test]
    async fn what_breaks_off_is_refused() {
        assert_eq!(reason("", false).await, Reason::Unreachable);
        assert_eq!(reason(&of_length(9, "[1,"), false).await, Reason::Unreachable);
        assert_eq!(reason("SSH-2.0-x\r\n", false).await, Reason::Unreachable);
    }

    #[tokio::test]
    async fn only_a_plain_ok_is_an_answer() {
        for status in ["301 Moved\r\nlocation: http://127.0.0.1:1/", "204 No", "404 No", "500 No"] {
            let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
            assert_eq!(reason(&answer, false).await, Reason::Status, "{status}");
        }
    }

    #[tokio::test]
    async fn nobody_there_is_said_without_the_url() {
        let refusal = fetch(&ready(), &source(1), 5).await.unwrap_err();
        assert_eq!((refusal.reason, refusal.hour), (Reason::Unreachable, Some(5)));
        assert!(!refusal.what.contains("trades?hour"), "{}", refusal.what);
    }

    #[test]
    fn a_cause_is_said_once() {
        let inner = std::io::Error::other("reset");
        let middle = std::io::Error::other(format!("RPC error: RPC error: {inner}"));
        let outer = std::io::Error::other(format!("can't look: {middle}"));
        assert_eq!(causes(&outer), "can't look: RPC error: reset");
    }

    #[tokio::test]
    async fn a_token_that_is_missing_is_said_by_its_name() {
        let mut source = source(1);
        source.bearer_env = Some("HEADROOM_NO_SUCH_TOKEN".into());
        let refusal = fetch(&ready(), &source, 5).await.unwrap_err();
        assert!(refusal.what.contains("HEADROOM_NO_SUCH_TOKEN"));
    }
}
