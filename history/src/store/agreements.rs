//! Offers, agreements, and how they end.

use super::{derive::At, names, units, whole, Error};
use crate::{
    agreement::{Standing, UnitMove},
    facts::{
        forward::{self, Accepted, Fact, Offered, Settled, Terms},
        series::{Series, Unit},
    },
};
use rusqlite::OptionalExtension;
use serde_json::Value;

/// Milliseconds in an hour.
const HOUR: u64 = 3_600_000;

pub fn happened(at: &At, fact: &Fact) -> Result<(), Error> {
    match fact {
        Fact::Offered(offered) => keep_offer(at, offered),
        Fact::OfferCancelled(id) => end(at, *id),
        Fact::Accepted(id, accepted) => begin(at, *id, accepted),
        Fact::Changed(id, change) => {
            let Some((mut standing, series)) = standing(at, *id)? else { return Ok(()) };
            match standing.change(change) {
                Ok(moves) => {
                    move_units(at, series, moves)?;
                    keep(at, *id, &standing)
                },
                Err(why) => at.doubt(&format!("agreement {id}: {why}")),
            }
        },
        Fact::Settled(id, settled) => {
            let Some((mut standing, series)) = standing(at, *id)? else { return Ok(()) };
            move_units(at, series, standing.end())?;
            keep_settlement(at, *id, settled, &standing)?;
            end(at, *id)
        },
    }
}

fn text<T: serde::Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::wrong(error.to_string()))
}

fn keep_offer(at: &At, offered: &Offered) -> Result<(), Error> {
    // They have to be understood once it is accepted.
    forward::terms(&offered.terms)?;
    at.db
        .prepare_cached(
            "INSERT INTO agreements
             (id, at, maker, side, terms, counterparty, valid_until, index_id, margin)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute((
            whole(offered.id)?,
            at.at,
            &offered.maker,
            format!("{:?}", offered.side),
            offered.terms.to_string(),
            &offered.counterparty,
            offered.valid_until.to_string(),
            offered.index,
            offered.margin.to_string(),
        ))?;
    Ok(())
}

fn end(at: &At, id: u64) -> Result<(), Error> {
    let ended = at
        .db
        .prepare_cached("UPDATE agreements SET ended = ?2 WHERE id = ?1 AND ended IS NULL")?
        .execute((whole(id)?, at.at))?;
    match ended {
        1 => Ok(()),
        _ => at.doubt(&format!("agreement {id} ended, and there is none")),
    }
}

fn begin(at: &At, id: u64, accepted: &Accepted) -> Result<(), Error> {
    let Some(terms) = terms(at, id)? else { return Ok(()) };
    let accept = "UPDATE agreements SET accepted = ?2 WHERE id = ?1 AND accepted IS NULL";
    if at.db.prepare_cached(accept)?.execute((whole(id)?, at.at))? != 1 {
        at.doubt(&format!("agreement {id} was accepted twice"))?;
    }
    let hour = u32::try_from(at.time / HOUR).unwrap_or(u32::MAX);
    keep(at, id, &Standing::new(accepted, &terms, hour))
}

fn terms(at: &At, id: u64) -> Result<Option<Terms>, Error> {
    let mut found = at.db.prepare_cached("SELECT terms FROM agreements WHERE id = ?1")?;
    let terms: Option<String> = found.query_row([whole(id)?], |row| row.get(0)).optional()?;
    let Some(terms) = terms else {
        at.doubt(&format!("agreement {id} was never offered"))?;
        return Ok(None);
    };
    let terms: Value = serde_json::from_str(&terms).map_err(|error| error.to_string())?;
    Ok(Some(forward::terms(&terms)?))
}

fn standing(at: &At, id: u64) -> Result<Option<(Standing, Series)>, Error> {
    let Some(terms) = terms(at, id)? else { return Ok(None) };
    let mut found = at.db.prepare_cached(
        "SELECT state FROM standings WHERE agreement = ?1 ORDER BY at DESC LIMIT 1",
    )?;
    let state: Option<String> = found.query_row([whole(id)?], |row| row.get(0)).optional()?;
    let Some(state) = state else {
        at.doubt(&format!("agreement {id} was never accepted"))?;
        return Ok(None);
    };
    let standing = serde_json::from_str(&state).map_err(|error| error.to_string())?;
    Ok(Some((standing, terms.series)))
}

fn keep(at: &At, id: u64, standing: &Standing) -> Result<(), Error> {
    at.db
        .prepare_cached(
            "INSERT OR REPLACE INTO standings (agreement, at, state) VALUES (?1, ?2, ?3)",
        )?
        .execute((whole(id)?, at.at, text(standing)?))?;
    Ok(())
}

fn move_units(at: &At, series: Series, moves: Vec<UnitMove>) -> Result<(), Error> {
    let unit = |operator| Unit { series, operator };
    for moved in moves {
        match moved {
            UnitMove::PutIn { operator, seller, quantity } => {
                units::into_orders(at, &unit(operator), &seller, quantity)?;
            },
            UnitMove::Delivered { operator, seller, buyer, quantity } => {
                units::sold(at, &unit(operator), &seller, &buyer, quantity)?;
            },
            UnitMove::GivenBack { operator, seller, quantity } => {
                units::out_of_orders(at, &unit(operator), &seller, quantity)?;
            },
        }
    }
    Ok(())
}

fn keep_settlement(at: &At, id: u64, settled: &Settled, standing: &Standing) -> Result<(), Error> {
    let buyer = names::account(at, &standing.buyer.account)?;
    let seller = names::account(at, &standing.seller.account)?;
    at.db
        .prepare_cached(
            "INSERT INTO settlements (at, agreement, buyer, seller, outcome, price, gain, debt)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute((
            at.at,
            whole(id)?,
            buyer,
            seller,
            settled.outcome.to_string(),
            settled.price.to_string(),
            settled.gain.to_string(),
            settled.debt.to_string(),
        ))?;
    Ok(())
}
