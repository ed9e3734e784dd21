//! Indexes and their values.

use super::{derive::At, Error};
use crate::facts::index::{Closed, Created, HourValue};

/// An index begins, with the hour before its first.
pub fn created(at: &At, created: &Created) -> Result<(), Error> {
    at.db
        .prepare_cached("INSERT INTO indexes (id, definition, first, at) VALUES (?1, ?2, ?3, ?4)")?
        .execute((created.index, created.definition.to_string(), created.first, at.at))?;
    keep(at, created.index, created.first.saturating_sub(1), &HourValue::beginning())
}

/// An hour has its value.
pub fn closed(at: &At, closed: &Closed) -> Result<(), Error> {
    keep(at, closed.index, closed.hour, &closed.value)
}

fn keep(at: &At, index: u16, hour: u32, value: &HourValue) -> Result<(), Error> {
    at.db
        .prepare_cached(
            "INSERT INTO hour_values (index_id, hour, price, rung, method, limited, contributors,
             quantity, inputs, sum, missing, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute((
            index,
            hour,
            value.price.to_string(),
            &value.rung,
            value.method,
            value.limited,
            value.contributors,
            value.quantity.to_string(),
            &value.inputs,
            value.sum.to_string(),
            value.missing,
            at.at,
        ))?;
    Ok(())
}
