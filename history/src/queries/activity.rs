//! What happened to an account, newest first: every event that names it.

use super::{account, json, page, Arguments, Fault};
use crate::store;
use rusqlite::{Connection, Row};
use serde::Serialize;
use serde_json::value::RawValue;

#[derive(Serialize)]
struct Page {
    events: Vec<Event>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Event {
    block: i64,
    event: i64,
    time: u64,
    name: String,
    fields: Box<RawValue>,
    #[serde(skip)]
    at: i64,
}

pub fn answer(db: &Connection, mut arguments: Arguments) -> Result<String, Fault> {
    let address = arguments.needed_account()?;
    let before = arguments.before()?;
    let limit = arguments.limit("limit", page::MOST)?;
    arguments.end()?;
    let mut events = match account(db, &address)? {
        Some(account) => read(db, account, before, limit)?,
        None => Vec::new(),
    };
    let next = page::next_of(&mut events, limit, |event| event.at);
    json(&Page { events, next })
}

/// A page and one more.
fn read(db: &Connection, account: i64, before: i64, limit: u32) -> Result<Vec<Event>, Fault> {
    let mut found = db.prepare_cached(
        "SELECT mentions.at, time, name, fields FROM mentions
         JOIN events ON events.at = mentions.at
         JOIN blocks ON blocks.number = mentions.at >> 20
         WHERE mentions.account = ?1 AND mentions.at < ?2 ORDER BY mentions.at DESC LIMIT ?3",
    )?;
    let rows = found.query_map((account, before, limit + 1), event)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    let at = row.get(0)?;
    let (block, event) = store::block_of(at);
    Ok(Event {
        block,
        event,
        time: row.get(1)?,
        name: row.get(2)?,
        fields: super::raw(row.get(3)?, 3)?,
        at,
    })
}
