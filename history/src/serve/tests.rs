//! Real requests, through a real socket.

use super::*;
use crate::{
    store::{self, Store},
    testing::*,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A server on a port of its own.
struct Served {
    address: SocketAddr,
    server: Arc<Server>,
    _store: Store,
    _folder: Folder,
}

async fn served() -> Served {
    let folder = Folder::new();
    let mut store = Store::open(folder.path()).unwrap();
    let mut chain = MadeUpChain::new();
    let (maker, taker) = (order(HELIOS, &march(), 0), order(LUMEN, &march(), 1));
    store.apply(&chain.grow(vec![filled(&maker, &taker, HELIOS, 2_000_000, 3)])).unwrap();
    let readers = Readers::open(&store::file_in(folder.path())).unwrap();
    let status = Arc::new(Status::new().unwrap());
    let server = Arc::new(Server { readers, status });
    let listener = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, server.clone()));
    Served { address, server, _store: store, _folder: folder }
}

/// Sends text, and reads all that comes back.
async fn exchange(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

async fn get(served: &Served, path: &str) -> (u16, String, String) {
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    let answer = exchange(served.address, &request).await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head[9..12].parse().unwrap(), head.to_lowercase(), body.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_are_answered_as_json_for_every_origin() {
    let served = served().await;
    let (code, head, body) = get(&served, "/trades?series=0%2F1%2F2027-03&limit=1").await;
    assert_eq!(code, 200);
    assert!(head.contains("access-control-allow-origin: *"), "{head}");
    assert!(head.contains("content-type: application/json"), "{head}");
    assert!(body.contains(r#""price":"2000000""#), "{body}");
    for (path, begins) in
        [("/tickers", "[{"), ("/status", "{\"genesis\""), ("/metrics", "# HELP headroom_history_")]
    {
        let (code, _, body) = get(&served, path).await;
        assert!(code == 200 && body.starts_with(begins), "{path}: {code} {body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_has_a_code_and_a_sentence() {
    let served = served().await;
    let long = format!("/trades?series={}", "1".repeat(LONGEST));
    for (path, code, said) in [
        ("/trades?limit=0", 400, r#"{"error":"'limit' is at least 1"}"#),
        ("/trades?limit=%zz", 400, "in the form of a URL"),
        ("/", 404, "there are /status"),
        ("/../etc/passwd", 404, "there are /status"),
        (long.as_str(), 414, "too long"),
    ] {
        let (found, _, body) = get(&served, path).await;
        assert!(found == code && body.contains(said), "{path}: {found} {body}");
    }
    let post = "POST /trades HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    assert!(exchange(served.address, post).await.starts_with("HTTP/1.1 405"));
    let options = "OPTIONS /trades HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    assert!(exchange(served.address, options).await.starts_with("HTTP/1.1 204"));
    assert!(exchange(served.address, "nonsense\r\n\r\n").await.starts_with("HTTP/1.1 400"));
    // Paths that anybody can think of are no labels.
    let (_, _, metrics) = get(&served, "/metrics").await;
    assert!(metrics.contains(r#"requests_total{code="404",path="other"} 2"#), "{metrics}");
    assert!(!metrics.contains("passwd"));
}

#[tokio::test(flavor = "multi_thread")]
async fn health_says_why() {
    let served = served().await;
    let (code, _, body) = get(&served, "/health").await;
    assert!(code == 503 && body.contains("no connection to the node yet"), "{code} {body}");
    served.server.status.node(Some(1), None);
    assert_eq!(get(&served, "/health").await.0, 200);
    served.server.status.node(None, Some("connection refused"));
    let (code, _, body) = get(&served, "/health").await;
    assert!(code == 503 && body.contains("connection refused"), "{code} {body}");
    // What is kept is answered all the same.
    assert_eq!(get(&served, "/tickers").await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_never_finishes_its_request_is_hung_up_on() {
    let served = served().await;
    let began = Instant::now();
    let answer = exchange(served.address, "GET /status HTTP/1.1\r\nhost: ").await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(began.elapsed() >= PATIENCE && began.elapsed() < 2 * PATIENCE);
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_beyond_the_cap_wait_for_their_turn() {
    let served = served().await;
    let mut open = Vec::new();
    for _ in 0..MOST {
        open.push(TcpStream::connect(served.address).await.unwrap());
    }
    let asked = tokio::time::timeout(Duration::from_millis(500), get(&served, "/status"));
    assert!(asked.await.is_err(), "it was answered beyond the cap");
    assert_eq!(served.server.status.metrics.connections.get(), MOST as i64);
    drop(open);
    assert_eq!(get(&served, "/status").await.0, 200);
}
