//! Fills, newest first: all, of a series, of an account, or both.

use super::{account, json, page, series, Arguments, Fault};
use crate::store;
use rusqlite::{Connection, Row};
use serde::Serialize;

#[derive(Serialize)]
struct Page {
    trades: Vec<Trade>,
    next: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Trade {
    block: i64,
    event: i64,
    time: u64,
    series: String,
    price: String,
    quantity: u32,
    value: String,
    buyer: String,
    seller: String,
    operator: String,
    taker_bids: bool,
    maker: u64,
    taker: u64,
    buyer_fee: String,
    seller_fee: String,
    #[serde(skip)]
    at: i64,
}

const COLUMNS: &str = "fills.at, fills.time, series.name, price, quantity, value, buyers.address,
    sellers.address, operators.address, taker_bids, maker, taker, buyer_fee, seller_fee";

const NAMES: &str = "JOIN series ON series.id = fills.series
    JOIN accounts AS buyers ON buyers.id = buyer
    JOIN accounts AS sellers ON sellers.id = seller
    JOIN accounts AS operators ON operators.id = operator";

pub fn answer(db: &Connection, mut arguments: Arguments) -> Result<String, Fault> {
    let named_series = arguments.series()?;
    let named_account = arguments.account()?;
    let before = arguments.before()?;
    let limit = arguments.limit("limit", page::MOST)?;
    arguments.end()?;
    let number = |found: Option<Option<i64>>| match found {
        // It is named, and nobody has ever heard of it: nothing is found.
        Some(None) => Some(-1),
        Some(id) => id,
        None => None,
    };
    let of_series = number(named_series.map(|name| series(db, &name)).transpose()?);
    let of_account = number(named_account.map(|address| account(db, &address)).transpose()?);

    let mut trades = match (of_series, of_account) {
        (series, Some(account)) => {
            // Nobody trades with itself, so no fill is in both.
            let mut trades = read(db, Some(("buyer", account)), series, before, limit)?;
            trades.extend(read(db, Some(("seller", account)), series, before, limit)?);
            trades.sort_by_key(|trade| std::cmp::Reverse(trade.at));
            trades
        },
        (Some(series), None) => read(db, Some(("fills.series", series)), None, before, limit)?,
        (None, None) => read(db, None, None, before, limit)?,
    };
    let next = page::next_of(&mut trades, limit, |trade| trade.at);
    json(&Page { trades, next })
}

/// A page and one more, of whom a column names; `series` leaves out those of others.
fn read(
    db: &Connection,
    of: Option<(&str, i64)>,
    series: Option<i64>,
    before: i64,
    limit: u32,
) -> Result<Vec<Trade>, Fault> {
    let (column, id) = of.unwrap_or(("1", 1));
    let sql = format!(
        "SELECT {COLUMNS} FROM fills {NAMES}
         WHERE {column} = ?1 AND fills.at < ?2 AND (?3 IS NULL OR fills.series = ?3)
         ORDER BY fills.at DESC LIMIT ?4"
    );
    let mut found = db.prepare_cached(&sql)?;
    let rows = found.query_map((id, before, series, limit + 1), trade)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn trade(row: &Row<'_>) -> rusqlite::Result<Trade> {
    let at = row.get(0)?;
    let (block, event) = store::block_of(at);
    Ok(Trade {
        block,
        event,
        time: row.get(1)?,
        series: row.get(2)?,
        price: row.get::<_, u64>(3)?.to_string(),
        quantity: row.get(4)?,
        value: row.get(5)?,
        buyer: row.get(6)?,
        seller: row.get(7)?,
        operator: row.get(8)?,
        taker_bids: row.get(9)?,
        maker: row.get(10)?,
        taker: row.get(11)?,
        buyer_fee: row.get(12)?,
        seller_fee: row.get(13)?,
        at,
    })
}
