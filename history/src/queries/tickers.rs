//! What each series was traded at, and how that has changed in a day.

use super::{first_at, json, now, Arguments, Fault};
use crate::store::{Bar, HOURLY};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

/// Milliseconds in an hour, and in the day that is looked at.
const HOUR: u64 = 3_600_000;
const DAY: u64 = 24 * HOUR;

/// Most series in an answer.
const MOST: usize = 5_000;

#[derive(Serialize)]
struct Ticker {
    series: String,
    last: String,
    open: String,
    high: String,
    low: String,
    volume: u64,
    value: String,
    trades: u64,
    time: u64,
}

pub fn answer(db: &Connection, mut arguments: Arguments) -> Result<String, Fault> {
    let all = arguments.flag("all")?;
    arguments.end()?;
    let now = now(db)?;
    let ends_behind = if all { 0 } else { now / HOUR };
    let since = now.saturating_sub(DAY);
    let first = first_at(db, since)?;
    // The latest to end first: where there are too many, it is the oldest that are left out.
    let mut found =
        db.prepare_cached("SELECT id, name FROM series WHERE ends > ?1 ORDER BY ends DESC, id")?;
    let mut rows = found.query([ends_behind])?;
    let mut tickers = Vec::new();
    while let Some(row) = rows.next()? {
        // Most series that are named are never traded.
        if let Some(ticker) = of_series(db, row.get(0)?, row.get(1)?, since, first)? {
            tickers.push(ticker);
        }
        if tickers.len() == MOST {
            break;
        }
    }
    json(&tickers)
}

fn of_series(
    db: &Connection,
    id: i64,
    series: String,
    since: u64,
    first: i64,
) -> Result<Option<Ticker>, Fault> {
    let Some(last) = last_before(db, id, i64::MAX)? else { return Ok(None) };
    let mut day: Option<Bar> = None;
    if last.time >= since {
        day = within(db, id, since, first)?;
    }
    let before = if day.is_some() { last_before(db, id, first)? } else { None };
    // Without a trade in the day, its price is the last one all along.
    let shown = day.as_ref().unwrap_or(&last);
    Ok(Some(Ticker {
        series,
        last: last.close.to_string(),
        open: before.as_ref().map_or(shown.open, |before| before.close).to_string(),
        high: shown.high.to_string(),
        low: shown.low.to_string(),
        volume: day.as_ref().map_or(0, |day| day.volume),
        value: day.as_ref().map_or(0, |day| day.value).to_string(),
        trades: day.as_ref().map_or(0, |day| day.trades),
        time: last.time,
    }))
}

/// The last fill before an event.
fn last_before(db: &Connection, series: i64, at: i64) -> Result<Option<Bar>, Fault> {
    let mut found = db.prepare_cached(
        "SELECT time, price, quantity, value FROM fills WHERE series = ?1 AND at < ?2
         ORDER BY at DESC LIMIT 1",
    )?;
    let bar = found.query_row((series, at), |row| Ok(Bar::of_fill(row))).optional()?;
    Ok(bar.transpose()?)
}

/// What was traded from a moment on: fill by fill up to the full hour, and by the hour from there.
fn within(db: &Connection, series: i64, since: u64, first: i64) -> Result<Option<Bar>, Fault> {
    let full_hour = since.div_ceil(HOUR);
    let mut sum: Option<Bar> = None;
    let mut add = |bar: Bar| match &mut sum {
        Some(sum) => sum.then(&bar),
        None => sum = Some(bar),
    };
    let mut found = db.prepare_cached(
        "SELECT time, price, quantity, value FROM fills
         WHERE series = ?1 AND at >= ?2 AND at < ?3 ORDER BY at",
    )?;
    let until = first_at(db, full_hour.saturating_mul(HOUR))?;
    let mut rows = found.query((series, first, until))?;
    while let Some(row) = rows.next()? {
        add(Bar::of_fill(row)?);
    }
    let sql = format!("SELECT {HOURLY} FROM hourly WHERE series = ?1 AND hour >= ?2 ORDER BY hour");
    let mut found = db.prepare_cached(&sql)?;
    let mut rows = found.query((series, full_hour))?;
    while let Some(row) = rows.next()? {
        add(Bar::of_hour(row)?);
    }
    Ok(sum)
}
