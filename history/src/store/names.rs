//! Numbers in place of addresses and series: a fill names five.

use super::{derive::At, Error};
use crate::facts::series::{Series, Unit};
use rusqlite::{CachedStatement, OptionalExtension, Params};

fn known(mut found: CachedStatement<'_>, key: impl Params) -> Result<Option<i64>, Error> {
    Ok(found.query_row(key, |row| row.get(0)).optional()?)
}

/// An account's number; it gets one where it has none.
pub fn account(at: &At, address: &str) -> Result<i64, Error> {
    let found = at.db.prepare_cached("SELECT id FROM accounts WHERE address = ?1")?;
    if let Some(id) = known(found, [address])? {
        return Ok(id);
    }
    at.db
        .prepare_cached("INSERT INTO accounts (address, at) VALUES (?1, ?2)")?
        .execute((address, at.at))?;
    Ok(at.db.last_insert_rowid())
}

/// The same of a series.
pub fn series(at: &At, series: &Series) -> Result<i64, Error> {
    let name = series.to_string();
    let found = at.db.prepare_cached("SELECT id FROM series WHERE name = ?1")?;
    if let Some(id) = known(found, [&name])? {
        return Ok(id);
    }
    let first = series.period.first_hour();
    let hours = series.period.hours();
    if hours == 0 {
        return Err(Error::wrong(format!("the calendar has no period of the series {series:?}")));
    }
    at.db
        .prepare_cached(
            "INSERT INTO series (name, product, zone, first, ends, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((&name, series.product, series.zone, first, first + hours, at.at))?;
    Ok(at.db.last_insert_rowid())
}

/// A unit, by numbers.
#[derive(Clone, Copy, Debug)]
pub struct UnitNumbers {
    pub id: i64,
    pub series: i64,
    pub operator: i64,
}

/// The same of a unit.
pub fn unit(at: &At, unit: &Unit) -> Result<UnitNumbers, Error> {
    let operator = account(at, &unit.operator)?;
    let series = series(at, &unit.series)?;
    let found = at.db.prepare_cached("SELECT id FROM units WHERE series = ?1 AND operator = ?2")?;
    let id = match known(found, (series, operator))? {
        Some(id) => id,
        None => {
            at.db
                .prepare_cached("INSERT INTO units (series, operator, at) VALUES (?1, ?2, ?3)")?
                .execute((series, operator, at.at))?;
            at.db.last_insert_rowid()
        },
    };
    Ok(UnitNumbers { id, series, operator })
}

/// Keeps which accounts an event names.
pub fn mention(at: &At, accounts: &[&str]) -> Result<(), Error> {
    for address in accounts {
        let account = account(at, address)?;
        at.db
            .prepare_cached("INSERT INTO mentions (account, at) VALUES (?1, ?2)")?
            .execute((account, at.at))?;
    }
    Ok(())
}
