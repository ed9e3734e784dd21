//! Orders, and what becomes of them.

use super::{derive::At, names, units, whole, Error};
use crate::facts::{
    series::Unit,
    spot::{Cancelled, Filled, OrderId, Placed, Side},
};
use rusqlite::OptionalExtension;

/// Keeps an order. What an ask sells is in orders from then on.
pub fn placed(at: &At, placed: &Placed) -> Result<(), Error> {
    let account = names::account(at, &placed.id.owner)?;
    let series = names::series(at, &placed.id.series)?;
    let operator = match &placed.side {
        Side::Bid => None,
        Side::Ask { operator } => Some(names::account(at, operator)?),
    };
    at.db
        .prepare_cached(
            "INSERT INTO orders
             (at, account, series, seq, operator, price, quantity, time_in_force)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute((
            at.at,
            account,
            series,
            whole(placed.id.seq)?,
            operator,
            whole(placed.price)?,
            placed.quantity,
            placed.time_in_force.to_string(),
        ))?;
    if let Side::Ask { operator } = &placed.side {
        let unit = Unit { series: placed.id.series, operator: operator.clone() };
        units::into_orders(at, &unit, &placed.id.owner, placed.quantity)?;
    }
    Ok(())
}

/// Both orders of a fill.
pub fn filled(at: &At, filled: &Filled) -> Result<(), Error> {
    for id in [&filled.maker, &filled.taker] {
        change(at, id, filled.quantity, 0, None)?;
    }
    Ok(())
}

/// What will not be filled. The units of an ask are its owner's to use again.
pub fn cancelled(at: &At, cancelled: &Cancelled) -> Result<(), Error> {
    let operator = change(at, &cancelled.id, 0, cancelled.quantity, Some(&cancelled.reason))?;
    if let Some(operator) = operator {
        let unit = Unit { series: cancelled.id.series, operator };
        units::out_of_orders(at, &unit, &cancelled.id.owner, cancelled.quantity)?;
    }
    Ok(())
}

/// Returns who issued what the order sells.
fn change(
    at: &At,
    id: &OrderId,
    filled: u32,
    cancelled: u32,
    reason: Option<&str>,
) -> Result<Option<String>, Error> {
    let series = names::series(at, &id.series)?;
    let mut found = at.db.prepare_cached(
        "SELECT orders.at, quantity, address FROM orders
         LEFT JOIN accounts ON accounts.id = operator WHERE series = ?1 AND seq = ?2",
    )?;
    let order = found.query_row((series, whole(id.seq)?), |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, Option<String>>(2)?))
    });
    let Some((placed, quantity, operator)) = order.optional()? else {
        at.doubt(&format!("order {} in {} was never placed", id.seq, id.series))?;
        return Ok(None);
    };
    let mut found = at.db.prepare_cached(
        "SELECT filled, cancelled FROM order_changes WHERE placed = ?1 ORDER BY at DESC LIMIT 1",
    )?;
    let before =
        found.query_row([placed], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
    let (filled_before, cancelled_before) = before.optional()?.unwrap_or_default();
    let filled = filled_before + i64::from(filled);
    let cancelled = cancelled_before + i64::from(cancelled);
    at.db
        .prepare_cached(
            "INSERT INTO order_changes (placed, at, filled, cancelled, reason)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((placed, at.at, filled, cancelled, reason))?;
    let left = quantity - filled - cancelled;
    if left < 0 {
        let more = -left;
        at.doubt(&format!("order {} in {} lost {more} more than it had", id.seq, id.series))?;
    }
    if left <= 0 {
        at.db
            .prepare_cached("UPDATE orders SET ended = ?2 WHERE at = ?1 AND ended IS NULL")?
            .execute((placed, at.at))?;
    }
    Ok(operator)
}
