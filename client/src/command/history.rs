//! Trades of long ago, from a headroom-history: one plain HTTP request.

use super::{desk::Desk, trades::Trade};
use headroom_client::{Error, Period, SeriesId};
use serde_json::{json, Value};
use std::{str::FromStr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A history that takes longer is as good as gone.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// Trades of one page are about 100 KiB.
const MOST: u64 = 4 << 20;
/// The most that it gives at once.
const PAGE: usize = 200;

/// The last trades, newest first.
pub async fn trades(
    desk: &Desk,
    url: &str,
    series: Option<SeriesId>,
    limit: usize,
) -> Result<Vec<Trade>, Error> {
    let of = series.map_or_else(String::new, |series| {
        format!("&series={}/{}/{}", series.product, series.zone, series.period)
    });
    let mut found = Vec::new();
    let mut before = String::new();
    while found.len() < limit {
        let page = PAGE.min(limit - found.len());
        let answer = get(url, &format!("/trades?limit={page}{of}{before}")).await?;
        let unlike = || Error::Incompatible(format!("{url} does not answer as a history does"));
        for told in answer["trades"].as_array().ok_or_else(unlike)? {
            let series = told["series"].as_str().and_then(by_numbers).ok_or_else(unlike)?;
            let time = told["time"].as_u64().ok_or_else(unlike)?;
            let mut json = told.clone();
            json["series"] = json!(desk.names.show(&series));
            found.push(Trade::new(desk, &series, time, told, json));
        }
        match &answer["next"] {
            Value::Null => break,
            Value::String(next) => before = format!("&before={next}"),
            next => before = format!("&before={next}"),
        }
    }
    Ok(found)
}

/// `0/1/2027-03`, as programs write a series.
fn by_numbers(text: &str) -> Option<SeriesId> {
    let mut parts = text.splitn(3, '/');
    Some(SeriesId {
        product: parts.next()?.parse().ok()?,
        zone: parts.next()?.parse().ok()?,
        period: Period::from_str(parts.next()?).ok()?,
    })
}

async fn get(url: &str, path: &str) -> Result<Value, Error> {
    let address = url
        .strip_prefix("http://")
        .map(|rest| rest.trim_end_matches('/'))
        .filter(|rest| !rest.is_empty() && !rest.contains('/'))
        .ok_or_else(|| {
            Error::usage(format!("'{url}' is no history: write http://127.0.0.1:9710"))
        })?;
    let host = if address.contains(':') { address.to_string() } else { format!("{address}:80") };
    let asked = tokio::time::timeout(ANSWER_WITHIN, ask(&host, address, path)).await;
    let answer = match asked {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => return Err(Error::Unreachable(format!("{url}: {error}"))),
        Err(_) => return Err(Error::Unreachable(format!("{url} does not answer"))),
    };
    let (status, body) = parted(&answer)
        .ok_or_else(|| Error::Incompatible(format!("{url} does not answer as a history does")))?;
    if status != 200 {
        let why = body["error"].as_str().unwrap_or("no reason is given");
        return Err(Error::Refused(format!("{url} answers {status}: {why}")));
    }
    Ok(body)
}

/// HTTP/1.0: the answer ends where the connection does, and comes in one piece.
async fn ask(host: &str, name: &str, path: &str) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(host).await?;
    let request = format!("GET {path} HTTP/1.0\r\nHost: {name}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(MOST).read_to_end(&mut answer).await?;
    Ok(answer)
}

/// The status of an answer, and what it says.
fn parted(answer: &[u8]) -> Option<(u16, Value)> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&answer[..end]).ok()?;
    let status = head.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()?;
    Some((status, serde_json::from_slice(&answer[end + 4..]).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_taken_apart() {
        let answer = b"HTTP/1.0 400 Bad Request\r\ncontent-length: 15\r\n\r\n{\"error\":\"why\"}";
        assert_eq!(parted(answer), Some((400, json!({ "error": "why" }))));
        for other in [&b"HTTP/1.1 200 OK\r\n\r\n<html>"[..], b"SSH-2.0\r\n\r\n{}", b"", b"{}"] {
            assert_eq!(parted(other), None);
        }
    }

    #[test]
    fn series_are_numbers_and_a_period() {
        let series = by_numbers("0/1/2027-03").unwrap();
        assert_eq!((series.product, series.zone), (0, 1));
        assert_eq!(series.period.to_string(), "2027-03");
        assert!(by_numbers("0/1").is_none() && by_numbers("a/1/2027").is_none());
    }
}
