//! What follows from an event, put into the tables.

use super::{agreements, at, behind, names, orders, trades, units, values, Error};
use crate::facts::{self, Fact};
use rusqlite::Connection;
use serde_json::Value;

/// An event that is being kept: where, and when on the chain.
pub struct At<'a> {
    pub db: &'a Connection,
    pub at: i64,
    /// Unix milliseconds.
    pub time: u64,
}

impl At<'_> {
    /// Keeps that something did not add up. What the events say is kept all the same.
    pub fn doubt(&self, what: &str) -> Result<(), Error> {
        self.db
            .prepare_cached("INSERT INTO doubts (at, what) VALUES (?1, ?2)")?
            .execute((self.at, what))?;
        Ok(())
    }
}

/// One event.
pub fn event(db: &Connection, at: i64, time: u64, name: &str, fields: &Value) -> Result<(), Error> {
    let at = &At { db, at, time };
    names::mention(at, &facts::accounts(fields))?;
    match facts::read(name, fields)? {
        None => Ok(()),
        Some(Fact::Placed(placed)) => orders::placed(at, &placed),
        Some(Fact::Filled(filled)) => {
            trades::filled(at, &filled)?;
            orders::filled(at, &filled)?;
            units::filled(at, &filled)
        },
        Some(Fact::Cancelled(cancelled)) => orders::cancelled(at, &cancelled),
        Some(Fact::Issued(issued)) => units::issued(at, &issued.unit, issued.quantity.into()),
        Some(Fact::Retired(retired)) => {
            units::issued(at, &retired.unit, -i64::from(retired.quantity))
        },
        Some(Fact::Transferred(transferred)) => units::transferred(at, &transferred),
        Some(Fact::Split(split)) => units::cut(at, &split, 1),
        Some(Fact::Joined(joined)) => units::cut(at, &joined, -1),
        Some(Fact::Swept(swept)) => units::swept(at, &swept),
        Some(Fact::Nominated(nominated)) => units::nominated(at, &nominated),
        Some(Fact::DeliverySettled(settled)) => units::settled(at, &settled),
        Some(Fact::Expired(expired)) => units::expired(at, &expired),
        Some(Fact::IndexCreated(created)) => values::created(at, &created),
        Some(Fact::HourClosed(closed)) => values::closed(at, &closed),
        Some(Fact::Forward(fact)) => agreements::happened(at, &fact),
    }
}

/// All events of some blocks, from the first to the last.
pub fn blocks(db: &Connection, first: u32, last: u32) -> Result<(), Error> {
    let mut found = db.prepare_cached(
        "SELECT at, time, name, fields FROM events JOIN blocks ON number = at >> 20
         WHERE at >= ?1 AND at < ?2 ORDER BY at",
    )?;
    let mut rows = found.query((at(first, 0), behind(last)))?;
    while let Some(row) = rows.next()? {
        let (name, fields): (String, String) = (row.get(2)?, row.get(3)?);
        let fields: Value = serde_json::from_str(&fields)
            .map_err(|error| format!("a kept {name} can't be read: {error}"))?;
        event(db, row.get(0)?, row.get(1)?, &name, &fields)?;
    }
    Ok(())
}
