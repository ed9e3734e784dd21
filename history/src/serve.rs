//! The endpoint: what is asked over HTTP, for the console and for whoever watches the history.

use crate::{
    queries::{self, Fault},
    readers::{Readers, Trouble},
    status::Status,
};
use http_body_util::Full;
use hyper::{
    body::{Bytes, Incoming},
    header::{self, HeaderValue},
    server::conn::http1,
    service::service_fn,
    Method, Request, Response, StatusCode,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::json;
use std::{
    convert::Infallible,
    net::SocketAddr,
    pin::pin,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};

/// Most connections at once. A browser opens six to a page.
const MOST: usize = 128;
/// How long a request may take to arrive.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a connection may stay, and how long after that for what is on its way.
const STAY: Duration = Duration::from_secs(60);
const GRACE: Duration = Duration::from_secs(10);
/// The longest path and query.
const LONGEST: usize = 2_000;

const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";
const METRICS: &str = "text/plain; version=0.0.4; charset=utf-8";

/// What answers.
pub struct Server {
    pub readers: Readers,
    pub status: Arc<Status>,
}

/// Opens the port.
pub async fn bind(listen: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(listen)
        .await
        .map_err(|error| format!("{listen} can't be opened: {error}. Give another with --listen"))
}

/// Answers for ever.
pub async fn serve(listener: TcpListener, server: Arc<Server>) -> Infallible {
    let places = Arc::new(Semaphore::new(MOST));
    loop {
        // Never closed, so there is always a place in the end.
        let place = places.clone().acquire_owned().await.ok();
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(_) => {
                // No file descriptors are left: some will be.
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            },
        };
        let server = server.clone();
        tokio::spawn(async move {
            server.status.metrics.connections.inc();
            talk(stream, server.clone()).await;
            server.status.metrics.connections.dec();
            drop(place);
        });
    }
}

async fn talk(stream: TcpStream, server: Arc<Server>) {
    let service = service_fn(move |request| {
        let server = server.clone();
        async move { Ok::<_, Infallible>(server.respond(&request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    // Whoever hangs up is no event.
    if tokio::time::timeout(STAY, connection.as_mut()).await.is_err() {
        // A browser asks again on another one; only what is on its way is finished.
        connection.as_mut().graceful_shutdown();
        let _ = tokio::time::timeout(GRACE, connection).await;
    }
}

/// An answer: its code, its type, and what is in it.
type Answer = (StatusCode, &'static str, String);

impl Server {
    async fn respond(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        let began = Instant::now();
        let uri = request.uri();
        let (code, kind, body) = if *request.method() == Method::OPTIONS {
            (StatusCode::NO_CONTENT, TEXT, String::new())
        } else if *request.method() != Method::GET && *request.method() != Method::HEAD {
            refusal(StatusCode::METHOD_NOT_ALLOWED, "only GET is understood here")
        } else {
            self.answer(uri.path(), uri.query().unwrap_or_default()).await
        };
        // A path that is not known is not a label: anybody can think of any number of them.
        let path = if code == StatusCode::NOT_FOUND { "other" } else { uri.path() };
        self.status.answered(path, code.as_u16(), began.elapsed());
        let mut response = Response::new(Full::new(Bytes::from(body)));
        *response.status_mut() = code;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        // There is nothing here that is not public.
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        response
    }

    async fn answer(&self, path: &str, query: &str) -> Answer {
        if path.len() + query.len() > LONGEST {
            return refusal(StatusCode::URI_TOO_LONG, "that is too long for a question");
        }
        match path {
            "/status" => match serde_json::to_string(&self.status.shown()) {
                Ok(body) => (StatusCode::OK, JSON, body),
                Err(error) => refusal(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
            },
            "/health" => match self.status.health() {
                Ok(()) => (StatusCode::OK, TEXT, "ok\n".into()),
                Err(why) => (StatusCode::SERVICE_UNAVAILABLE, TEXT, format!("{why}\n")),
            },
            "/metrics" => match self.status.metrics.text() {
                Ok(text) => (StatusCode::OK, METRICS, text),
                Err(error) => refusal(StatusCode::INTERNAL_SERVER_ERROR, &error),
            },
            _ => self.ask(path.to_string(), query.to_string()).await,
        }
    }

    async fn ask(&self, path: String, query: String) -> Answer {
        let answered = self.readers.ask(move |db| queries::answer(db, &path, &query)).await;
        match answered {
            Ok(Some(Ok(body))) => (StatusCode::OK, JSON, body),
            Ok(Some(Err(Fault::Bad(what)))) => refusal(StatusCode::BAD_REQUEST, &what),
            Ok(Some(Err(Fault::Store(error)))) if error.is_interrupted() => {
                refusal(StatusCode::SERVICE_UNAVAILABLE, "that took too long; ask for less")
            },
            Ok(Some(Err(Fault::Store(error)))) => {
                refusal(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string())
            },
            Ok(None) => refusal(
                StatusCode::NOT_FOUND,
                "there are /status, /tickers, /candles, /trades, /orders, /activity, /agreements, \
                 /sold, /health and /metrics",
            ),
            Err(Trouble::Busy) => {
                refusal(StatusCode::SERVICE_UNAVAILABLE, "too much is asked at once; ask again")
            },
            Err(Trouble::Broken) => {
                refusal(StatusCode::INTERNAL_SERVER_ERROR, "the database can't be read")
            },
        }
    }
}

fn refusal(code: StatusCode, what: &str) -> Answer {
    (code, JSON, json!({ "error": what }).to_string())
}

#[cfg(test)]
mod tests;
