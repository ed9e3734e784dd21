//! The endpoint: `/health` and `/metrics`, for whoever watches the feeder.

use crate::status::Status;
use http_body_util::Full;
use hyper::{
    body::{Bytes, Incoming},
    header,
    server::conn::http1,
    service::service_fn,
    Method, Request, Response, StatusCode,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::Semaphore};

/// Most connections at once: who watches comes once every few seconds.
const MOST: usize = 32;
/// How long a request may take to arrive.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a connection may stay.
const STAY: Duration = Duration::from_secs(60);

/// Opens the port.
pub async fn bind(listen: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(listen).await.map_err(|error| {
        format!(
            "{listen} can't be opened for health and metrics: {error}. Give another with --listen"
        )
    })
}

/// Answers for ever.
pub async fn serve(listener: TcpListener, status: Arc<Status>) -> Infallible {
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
        let status = status.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request| {
                let response = respond(&request, &status);
                async move { Ok::<_, Infallible>(response) }
            });
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE)
                .serve_connection(TokioIo::new(stream), service);
            // A watcher that hangs up is no event.
            let _ = tokio::time::timeout(STAY, connection).await;
            drop(place);
        });
    }
}

fn respond(request: &Request<Incoming>, status: &Status) -> Response<Full<Bytes>> {
    answer(request.method(), request.uri().path(), status)
}

fn answer(method: &Method, path: &str, status: &Status) -> Response<Full<Bytes>> {
    const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
    let (code, kind, body) = match (method, path) {
        (&Method::GET | &Method::HEAD, "/health") => {
            let health = status.health();
            let code =
                if health.healthy { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
            let body = serde_json::to_string(&health).unwrap_or_default() + "\n";
            (code, "application/json", body)
        },
        (&Method::GET | &Method::HEAD, "/metrics") => match status.metrics.text() {
            Ok(text) => (StatusCode::OK, TEXT, text),
            Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, TEXT, error),
        },
        (_, "/health" | "/metrics") => (StatusCode::METHOD_NOT_ALLOWED, TEXT, "only GET\n".into()),
        _ => (StatusCode::NOT_FOUND, TEXT, "there are /health and /metrics\n".into()),
    };
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = code;
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn health_is_the_status_code() {
        let status = Status::new(PATIENCE, &[]).unwrap();
        let code = |method: Method, path: &str| answer(&method, path, &status).status().as_u16();
        assert_eq!(code(Method::GET, "/health"), 503);
        status.round(1, None);
        assert_eq!(code(Method::GET, "/health"), 200);
        assert_eq!(code(Method::HEAD, "/metrics"), 200);
        assert_eq!(code(Method::POST, "/health"), 405);
        assert_eq!(code(Method::GET, "/"), 404);
    }
}
