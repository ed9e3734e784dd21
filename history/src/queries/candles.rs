//! Candles: what was traded in each stretch of time.

use super::{first_at, json, series, Arguments, Fault};
use crate::store::{Bar, HOURLY};
use rusqlite::Connection;
use serde::Serialize;

/// How long a candle can be, in seconds.
const LENGTHS: [u64; 6] = [60, 300, 900, 3_600, 14_400, 86_400];

/// From so many on, hours are added up in place of fills.
const HOUR: u64 = 3_600;

/// Most candles in an answer.
const MOST: usize = 1_000;

#[derive(Serialize)]
struct Candle {
    time: u64,
    open: String,
    high: String,
    low: String,
    close: String,
    volume: u64,
    value: String,
    trades: u64,
}

pub fn answer(db: &Connection, mut arguments: Arguments) -> Result<String, Fault> {
    let Some(name) = arguments.series()? else {
        return Err(Fault::Bad("'series' is missing, such as 0/1/2027-03".into()));
    };
    let every = arguments.number("every")?.filter(|every| LENGTHS.contains(every));
    let Some(every) = every else {
        return Err(Fault::Bad(format!("'every' is one of {LENGTHS:?}, in seconds")));
    };
    let from: u64 = arguments.number("from")?.unwrap_or(0);
    let to: u64 = arguments.number("to")?.unwrap_or(u64::MAX);
    arguments.end()?;
    let length = every * 1_000;
    // Whole candles only: the one that `from` lies in, and the last that begins before `to`.
    let from = from / length * length;
    let to = to.div_ceil(length).saturating_mul(length);
    let candles = match series(db, &name)? {
        Some(series) if from < to => newest_first(db, series, length, from, to)?,
        _ => Vec::new(),
    };
    let shown: Vec<Candle> = candles.into_iter().rev().map(Candle::of).collect();
    json(&shown)
}

/// The newest candles that begin in a span of time, the newest first.
fn newest_first(
    db: &Connection,
    series: i64,
    length: u64,
    from: u64,
    to: u64,
) -> Result<Vec<Bar>, Fault> {
    let by_the_hour = length >= HOUR * 1_000;
    let sql = if by_the_hour {
        format!(
            "SELECT {HOURLY} FROM hourly WHERE series = ?1 AND hour >= ?2 AND hour < ?3
             ORDER BY hour DESC"
        )
    } else {
        "SELECT time, price, quantity, value FROM fills
         WHERE series = ?1 AND at >= ?2 AND at < ?3 ORDER BY at DESC"
            .into()
    };
    let bounds = if by_the_hour {
        let hour = |moment: u64| i64::try_from(moment / HOUR / 1_000).unwrap_or(i64::MAX);
        (hour(from), hour(to))
    } else {
        (first_at(db, from)?, first_at(db, to)?)
    };
    let mut found = db.prepare_cached(&sql)?;
    let mut rows = found.query((series, bounds.0, bounds.1))?;
    let mut candles: Vec<Bar> = Vec::new();
    while let Some(row) = rows.next()? {
        let bar = if by_the_hour { Bar::of_hour(row)? } else { Bar::of_fill(row)? };
        let begins = bar.time / length * length;
        let full = candles.len() == MOST;
        match candles.last_mut() {
            Some(candle) if candle.time == begins => candle.after(&bar),
            _ if full => break,
            _ => candles.push(Bar { time: begins, ..bar }),
        }
    }
    Ok(candles)
}

impl Candle {
    fn of(bar: Bar) -> Self {
        Candle {
            time: bar.time,
            open: bar.open.to_string(),
            high: bar.high.to_string(),
            low: bar.low.to_string(),
            close: bar.close.to_string(),
            volume: bar.volume,
            value: bar.value.to_string(),
            trades: bar.trades,
        }
    }
}
