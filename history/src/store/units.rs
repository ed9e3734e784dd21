//! Where units are: who has them, and how many there are. A sale, a gift, a delivery and an end each
//! move some from one place to another.

use super::{
    derive::At,
    names::{self, UnitNumbers},
    Error,
};
use crate::facts::{
    capacity::{Cut, Item, Swept, Transferred},
    delivery::{Expired, Nominated, Settled},
    series::{children, Series, Unit},
    spot::Filled,
    Account,
};
use rusqlite::OptionalExtension;

/// What an account has of a unit.
#[derive(Clone, Copy, Default)]
struct Place {
    free: i64,
    in_orders: i64,
}

/// How many of a unit there are.
#[derive(Clone, Copy, Default)]
struct Total {
    supply: i64,
    nominated: i64,
    settled: i64,
    expired: i64,
}

impl Total {
    /// Neither in delivery nor ended.
    fn open(&self) -> i64 {
        self.supply - self.nominated - self.settled - self.expired
    }
}

/// New units in their issuer's hands; taken back where it is negative.
pub fn issued(at: &At, unit: &Unit, change: i64) -> Result<(), Error> {
    let unit = names::unit(at, unit)?;
    move_units(at, unit, unit.operator, change, 0)?;
    count(at, unit, |total| total.supply += change)
}

/// Units were given away.
pub fn transferred(at: &At, transferred: &Transferred) -> Result<(), Error> {
    let unit = names::unit(at, &transferred.unit)?;
    let (from, to) = (&transferred.from, &transferred.to);
    let (from, to) = (names::account(at, from)?, names::account(at, to)?);
    let quantity = i64::from(transferred.quantity);
    move_units(at, unit, from, -quantity, 0)?;
    change_hands(at, unit, from, to, quantity)
}

/// Units were sold, out of an order.
pub fn filled(at: &At, filled: &Filled) -> Result<(), Error> {
    let unit = Unit { series: filled.maker.series, operator: filled.operator.clone() };
    sold(at, &unit, &filled.seller, &filled.buyer, filled.quantity)
}

/// What `seller` had in orders is `buyer`'s.
pub fn sold(
    at: &At,
    unit: &Unit,
    seller: &Account,
    buyer: &Account,
    quantity: u32,
) -> Result<(), Error> {
    let unit = names::unit(at, unit)?;
    let (seller, buyer) = (names::account(at, seller)?, names::account(at, buyer)?);
    move_units(at, unit, seller, 0, -i64::from(quantity))?;
    change_hands(at, unit, seller, buyer, quantity.into())
}

/// They are free in the hands of whoever got them.
fn change_hands(
    at: &At,
    unit: UnitNumbers,
    from: i64,
    to: i64,
    quantity: i64,
) -> Result<(), Error> {
    move_units(at, unit, to, quantity, 0)?;
    match (from == unit.operator, to == unit.operator) {
        (true, false) => leave_issuer(at, unit.series, quantity),
        (false, true) => leave_issuer(at, unit.series, -quantity),
        _ => Ok(()),
    }
}

/// An ask, or a forward agreement, holds units of its owner.
pub fn into_orders(at: &At, unit: &Unit, owner: &Account, quantity: u32) -> Result<(), Error> {
    let unit = names::unit(at, unit)?;
    let owner = names::account(at, owner)?;
    move_units(at, unit, owner, -i64::from(quantity), quantity.into())
}

/// It holds them no more.
pub fn out_of_orders(at: &At, unit: &Unit, owner: &Account, quantity: u32) -> Result<(), Error> {
    let unit = names::unit(at, unit)?;
    let owner = names::account(at, owner)?;
    // What expired in an issuer's order is its no more: nothing is left to give back.
    if owner == unit.operator && total(at, unit)?.open() == 0 {
        return Ok(());
    }
    move_units(at, unit, owner, quantity.into(), -i64::from(quantity))
}

/// Units became as many of each next smaller period (`sign` 1), or were made of them (-1).
pub fn cut(at: &At, cut: &Cut, sign: i64) -> Result<(), Error> {
    let who = names::account(at, &cut.who)?;
    let quantity = sign * i64::from(cut.quantity);
    let Series { product, zone, period } = cut.unit.series;
    let larger = (cut.unit.series, -quantity);
    let smaller =
        children(period).into_iter().map(|period| (Series { product, zone, period }, quantity));
    for (series, change) in std::iter::once(larger).chain(smaller) {
        let unit = names::unit(at, &Unit { series, operator: cut.unit.operator.clone() })?;
        move_units(at, unit, who, change, 0)?;
        count(at, unit, |total| total.supply += change)?;
        if who != unit.operator {
            leave_issuer(at, unit.series, change)?;
        }
    }
    Ok(())
}

/// What was left of ended units is gone.
pub fn swept(at: &At, swept: &Swept) -> Result<(), Error> {
    for item in &swept.items {
        if let Item::Holding { owner, unit } = item {
            let unit = names::unit(at, unit)?;
            let owner = names::account(at, owner)?;
            keep(at, unit, owner, Place::default())?;
        }
    }
    Ok(())
}

/// Units are to be delivered.
pub fn nominated(at: &At, nominated: &Nominated) -> Result<(), Error> {
    let unit = names::unit(at, &nominated.delivery.unit)?;
    let buyer = names::account(at, &nominated.buyer)?;
    let quantity = i64::from(nominated.quantity);
    at.db
        .prepare_cached(
            "INSERT INTO deliveries (unit, number, quantity, at) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((unit.id, nominated.delivery.index, quantity, at.at))?;
    move_units(at, unit, buyer, -quantity, 0)?;
    count(at, unit, |total| total.nominated += quantity)
}

/// A delivery was paid for; its units have ended once it is over.
pub fn settled(at: &At, settled: &Settled) -> Result<(), Error> {
    if !settled.finished {
        return Ok(());
    }
    let unit = names::unit(at, &settled.delivery.unit)?;
    let mut found =
        at.db.prepare_cached("SELECT quantity FROM deliveries WHERE unit = ?1 AND number = ?2")?;
    let quantity = found.query_row((unit.id, settled.delivery.index), |row| row.get(0));
    match quantity.optional()? {
        Some::<i64>(quantity) => count(at, unit, |total| {
            total.nominated -= quantity;
            total.settled += quantity;
        }),
        None => at.doubt("a delivery is over that was never nominated"),
    }
}

/// Units that nobody nominated are over. Those in the issuer's hands are gone; what others own of
/// them stays until it is swept.
pub fn expired(at: &At, expired: &Expired) -> Result<(), Error> {
    let unit = names::unit(at, &expired.unit)?;
    let open = total(at, unit)?.open();
    if open != i64::from(expired.quantity) {
        at.doubt(&format!("{} units expired, and there were {open}", expired.quantity))?;
    }
    keep(at, unit, unit.operator, Place::default())?;
    count(at, unit, |total| total.expired += i64::from(expired.quantity))
}

fn place(at: &At, unit: UnitNumbers, account: i64) -> Result<Place, Error> {
    let mut found = at.db.prepare_cached(
        "SELECT free, in_orders FROM places WHERE unit = ?1 AND account = ?2
         ORDER BY at DESC LIMIT 1",
    )?;
    let place = found.query_row((unit.id, account), |row| {
        Ok(Place { free: row.get(0)?, in_orders: row.get(1)? })
    });
    Ok(place.optional()?.unwrap_or_default())
}

fn move_units(
    at: &At,
    unit: UnitNumbers,
    account: i64,
    free: i64,
    in_orders: i64,
) -> Result<(), Error> {
    let mut place = place(at, unit, account)?;
    place.free += free;
    place.in_orders += in_orders;
    if place.free < 0 || place.in_orders < 0 {
        at.doubt(&format!("account {account} used more of unit {} than it had", unit.id))?;
    }
    keep(at, unit, account, place)
}

fn keep(at: &At, unit: UnitNumbers, account: i64, place: Place) -> Result<(), Error> {
    at.db
        .prepare_cached(
            "INSERT OR REPLACE INTO places (unit, account, at, free, in_orders)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((unit.id, account, at.at, place.free, place.in_orders))?;
    Ok(())
}

fn total(at: &At, unit: UnitNumbers) -> Result<Total, Error> {
    let mut found = at.db.prepare_cached(
        "SELECT supply, nominated, settled, expired FROM totals WHERE unit = ?1
         ORDER BY at DESC LIMIT 1",
    )?;
    let total = found.query_row([unit.id], |row| {
        Ok(Total {
            supply: row.get(0)?,
            nominated: row.get(1)?,
            settled: row.get(2)?,
            expired: row.get(3)?,
        })
    });
    Ok(total.optional()?.unwrap_or_default())
}

fn count(at: &At, unit: UnitNumbers, change: impl FnOnce(&mut Total)) -> Result<(), Error> {
    let mut total = total(at, unit)?;
    change(&mut total);
    if total.open() < 0 {
        at.doubt(&format!("more of unit {} has ended than there was", unit.id))?;
    }
    at.db
        .prepare_cached(
            "INSERT OR REPLACE INTO totals (unit, at, supply, nominated, settled, expired)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((unit.id, at.at, total.supply, total.nominated, total.settled, total.expired))?;
    Ok(())
}

fn leave_issuer(at: &At, series: i64, change: i64) -> Result<(), Error> {
    let mut found = at
        .db
        .prepare_cached("SELECT units FROM sold WHERE series = ?1 ORDER BY at DESC LIMIT 1")?;
    let before: Option<i64> = found.query_row([series], |row| row.get(0)).optional()?;
    at.db
        .prepare_cached("INSERT OR REPLACE INTO sold (series, at, units) VALUES (?1, ?2, ?3)")?
        .execute((series, at.at, before.unwrap_or(0) + change))?;
    Ok(())
}
