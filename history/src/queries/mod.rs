//! What is asked over HTTP, each group of questions in a file of its own. Every answer is of one
//! moment: a question reads in one transaction.

mod activity;
mod agreements;
mod arguments;
mod candles;
mod orders;
mod page;
mod sold;
mod tickers;
mod trades;

#[cfg(test)]
mod tests;

use crate::store::{self, Error};
pub use arguments::Arguments;
use rusqlite::{types::Type, Connection, OptionalExtension};
use serde::Serialize;
use serde_json::value::RawValue;

/// Why there is no answer.
#[derive(Debug)]
pub enum Fault {
    /// The question makes no sense: a sentence about it.
    Bad(String),
    /// The database could not answer.
    Store(Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Fault::Store(error)
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Fault::Store(error.into())
    }
}

/// The answer to a question, as JSON; nothing where there is no such question.
pub fn answer(db: &Connection, path: &str, query: &str) -> Option<Result<String, Fault>> {
    let ask = match path {
        "/tickers" => tickers::answer,
        "/candles" => candles::answer,
        "/trades" => trades::answer,
        "/orders" => orders::answer,
        "/activity" => activity::answer,
        "/agreements" => agreements::answer,
        "/sold" => sold::answer,
        _ => return None,
    };
    Some(Arguments::read(query).and_then(|arguments| ask(db, arguments)))
}

fn json<T: Serialize>(answer: &T) -> Result<String, Fault> {
    serde_json::to_string(answer).map_err(|error| Error::wrong(error.to_string()).into())
}

/// The number of an account; nothing where no event has named it.
fn account(db: &Connection, address: &str) -> Result<Option<i64>, Fault> {
    let mut found = db.prepare_cached("SELECT id FROM accounts WHERE address = ?1")?;
    Ok(found.query_row([address], |row| row.get(0)).optional()?)
}

/// The number of a series; nothing where no event has named it.
fn series(db: &Connection, name: &str) -> Result<Option<i64>, Fault> {
    let mut found = db.prepare_cached("SELECT id FROM series WHERE name = ?1")?;
    Ok(found.query_row([name], |row| row.get(0)).optional()?)
}

/// The chain's time, in Unix milliseconds.
fn now(db: &Connection) -> Result<u64, Fault> {
    Ok(store::best(db)?.map_or(0, |best| best.time))
}

/// The first event of the first block that is not earlier than a moment.
fn first_at(db: &Connection, moment: u64) -> Result<i64, Fault> {
    let moment = i64::try_from(moment).unwrap_or(i64::MAX);
    let mut found =
        db.prepare_cached("SELECT number FROM blocks WHERE time >= ?1 ORDER BY time LIMIT 1")?;
    let block: Option<i64> = found.query_row([moment], |row| row.get(0)).optional()?;
    // Later than all there is.
    Ok(block.map_or(i64::MAX, |block| block << 20))
}

/// JSON that was stored as text, to be given as it is.
fn raw(text: String, column: usize) -> rusqlite::Result<Box<RawValue>> {
    RawValue::from_string(text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
    })
}
