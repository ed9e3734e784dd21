//! Forward agreements of an account that have ended, newest first.

use super::{account, json, page, Arguments, Fault};
use rusqlite::{Connection, Row};
use serde::Serialize;
use serde_json::value::RawValue;

#[derive(Serialize)]
struct Page {
    agreements: Vec<Agreement>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Agreement {
    id: u64,
    buyer: String,
    seller: String,
    terms: Box<RawValue>,
    outcome: Box<RawValue>,
    price: String,
    gain: String,
    debt: String,
    time: u64,
    #[serde(skip)]
    at: i64,
}

pub fn answer(db: &Connection, mut arguments: Arguments) -> Result<String, Fault> {
    let address = arguments.needed_account()?;
    let before = arguments.before()?;
    let limit = arguments.limit("limit", page::MOST)?;
    arguments.end()?;
    let mut agreements = Vec::new();
    if let Some(account) = account(db, &address)? {
        // Nobody agrees with itself, so none is in both.
        agreements = read(db, "buyer", account, before, limit)?;
        agreements.extend(read(db, "seller", account, before, limit)?);
        agreements.sort_by_key(|agreement| std::cmp::Reverse(agreement.at));
    }
    let next = page::next_of(&mut agreements, limit, |agreement| agreement.at);
    json(&Page { agreements, next })
}

/// A page and one more.
fn read(
    db: &Connection,
    side: &str,
    account: i64,
    before: i64,
    limit: u32,
) -> Result<Vec<Agreement>, Fault> {
    let sql = format!(
        "SELECT settlements.at, agreement, buyers.address, sellers.address, terms, outcome, price,
         gain, debt, time
         FROM settlements JOIN agreements ON agreements.id = agreement
         JOIN accounts AS buyers ON buyers.id = buyer
         JOIN accounts AS sellers ON sellers.id = seller
         JOIN blocks ON blocks.number = settlements.at >> 20
         WHERE {side} = ?1 AND settlements.at < ?2 ORDER BY settlements.at DESC LIMIT ?3"
    );
    let mut found = db.prepare_cached(&sql)?;
    let rows = found.query_map((account, before, limit + 1), agreement)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn agreement(row: &Row<'_>) -> rusqlite::Result<Agreement> {
    Ok(Agreement {
        at: row.get(0)?,
        id: row.get(1)?,
        buyer: row.get(2)?,
        seller: row.get(3)?,
        terms: super::raw(row.get(4)?, 4)?,
        outcome: super::raw(row.get(5)?, 5)?,
        price: row.get(6)?,
        gain: row.get(7)?,
        debt: row.get(8)?,
        time: row.get(9)?,
    })
}
