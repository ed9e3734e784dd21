//! Fills, and what they add up to hour by hour.

use super::{derive::At, names, whole, Error};
use crate::facts::spot::Filled;
use rusqlite::{Connection, OptionalExtension, Row};

/// Milliseconds in an hour.
const HOUR: u64 = 3_600_000;

/// What was traded in some time: a fill, an hour, a candle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// When, in Unix milliseconds; of an hour or a candle, when it begins.
    pub time: u64,
    pub open: u64,
    pub high: u64,
    pub low: u64,
    pub close: u64,
    /// Units.
    pub volume: u64,
    /// Millionths of cash.
    pub value: u128,
    pub trades: u64,
}

impl Bar {
    /// One fill, of a row with time, price, quantity and value.
    pub fn of_fill(row: &Row<'_>) -> Result<Self, Error> {
        let price = row.get(1)?;
        Ok(Bar {
            time: row.get(0)?,
            open: price,
            high: price,
            low: price,
            close: price,
            volume: row.get(2)?,
            value: cash(&row.get::<_, String>(3)?)?,
            trades: 1,
        })
    }

    /// An hour, of a row of [`HOURLY`].
    pub fn of_hour(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Bar {
            time: row.get::<_, u64>(0)?.saturating_mul(HOUR),
            open: row.get(1)?,
            high: row.get(2)?,
            low: row.get(3)?,
            close: row.get(4)?,
            volume: row.get(5)?,
            value: cash(&row.get::<_, String>(6)?)?,
            trades: row.get(7)?,
        })
    }

    /// Adds what came right after it.
    pub fn then(&mut self, later: &Bar) {
        self.high = self.high.max(later.high);
        self.low = self.low.min(later.low);
        self.close = later.close;
        self.volume = self.volume.saturating_add(later.volume);
        self.value = self.value.saturating_add(later.value);
        self.trades = self.trades.saturating_add(later.trades);
    }

    /// Adds what came right before it.
    pub fn after(&mut self, earlier: &Bar) {
        let close = self.close;
        self.open = earlier.open;
        self.then(earlier);
        self.close = close;
    }
}

/// The columns of [`Bar::of_hour`].
pub const HOURLY: &str = "hour, open, high, low, close, volume, value, trades";

fn cash(text: &str) -> Result<u128, Error> {
    text.parse().map_err(|_| Error::wrong(format!("'{text}' is no amount of cash")))
}

/// Keeps a fill.
pub fn filled(at: &At, filled: &Filled) -> Result<(), Error> {
    let series = names::series(at, &filled.maker.series)?;
    let buyer = names::account(at, &filled.buyer)?;
    let seller = names::account(at, &filled.seller)?;
    let operator = names::account(at, &filled.operator)?;
    let (buyer_fee, seller_fee) = filled.fees();
    at.db
        .prepare_cached(
            "INSERT INTO fills (at, series, time, price, quantity, value, buyer, seller, operator,
             taker_bids, maker, taker, buyer_fee, seller_fee)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute((
            at.at,
            series,
            whole(at.time)?,
            whole(filled.price)?,
            filled.quantity,
            filled.value.to_string(),
            buyer,
            seller,
            operator,
            filled.taker_bids,
            whole(filled.maker.seq)?,
            whole(filled.taker.seq)?,
            buyer_fee.to_string(),
            seller_fee.to_string(),
        ))?;
    let hour = whole(at.time / HOUR)?;
    let fill = Bar {
        time: at.time,
        open: filled.price,
        high: filled.price,
        low: filled.price,
        close: filled.price,
        volume: filled.quantity.into(),
        value: filled.value,
        trades: 1,
    };
    let bar = match hourly(at.db, series, hour)? {
        Some(mut bar) => {
            bar.then(&fill);
            bar
        },
        None => fill,
    };
    keep_hour(at.db, series, hour, &bar, at.at)
}

fn hourly(db: &Connection, series: i64, hour: i64) -> Result<Option<Bar>, Error> {
    let sql = format!("SELECT {HOURLY} FROM hourly WHERE series = ?1 AND hour = ?2");
    let mut found = db.prepare_cached(&sql)?;
    let bar = found.query_row((series, hour), |row| Ok(Bar::of_hour(row))).optional()?;
    bar.transpose()
}

fn keep_hour(db: &Connection, series: i64, hour: i64, bar: &Bar, last: i64) -> Result<(), Error> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO hourly
         (series, hour, open, high, low, close, volume, value, trades, last)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute((
        series,
        hour,
        whole(bar.open)?,
        whole(bar.high)?,
        whole(bar.low)?,
        whole(bar.close)?,
        whole(bar.volume)?,
        bar.value.to_string(),
        whole(bar.trades)?,
        last,
    ))?;
    Ok(())
}

/// Hours with fills from `from` on.
pub fn hours_since(db: &Connection, from: i64) -> Result<Vec<(i64, i64)>, Error> {
    let mut found = db.prepare_cached("SELECT series, hour FROM hourly WHERE last >= ?1")?;
    let rows = found.query_map([from], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds an hour up anew, from the fills that there are.
pub fn add_up(db: &Connection, series: i64, hour: i64) -> Result<(), Error> {
    db.prepare_cached("DELETE FROM hourly WHERE series = ?1 AND hour = ?2")?
        .execute((series, hour))?;
    let mut found = db.prepare_cached(
        "SELECT time, price, quantity, value, at FROM fills
         WHERE series = ?1 AND at >= (SELECT number FROM blocks WHERE time >= ?2 ORDER BY time LIMIT 1) << 20
         AND time < ?3 ORDER BY at",
    )?;
    let begins = hour.saturating_mul(whole(HOUR)?);
    let mut rows = found.query((series, begins, begins.saturating_add(whole(HOUR)?)))?;
    let mut sum: Option<(Bar, i64)> = None;
    while let Some(row) = rows.next()? {
        let (fill, at) = (Bar::of_fill(row)?, row.get(4)?);
        match &mut sum {
            Some((bar, last)) => {
                bar.then(&fill);
                *last = at;
            },
            None => sum = Some((fill, at)),
        }
    }
    match sum {
        Some((bar, last)) => keep_hour(db, series, hour, &bar, last),
        None => Ok(()),
    }
}
