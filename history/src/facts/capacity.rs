//! Units: how many there are, and who has them.

use super::{series::Unit, Account};
use serde::Deserialize;

/// So many of a unit, in its issuer's hands.
#[derive(Debug, Deserialize)]
pub struct Counted {
    pub unit: Unit,
    pub quantity: u32,
}

#[derive(Debug, Deserialize)]
pub struct Transferred {
    pub unit: Unit,
    pub from: Account,
    pub to: Account,
    pub quantity: u32,
}

/// Units of a period that became, or were made of, as many of each next smaller one.
#[derive(Debug, Deserialize)]
pub struct Cut {
    pub unit: Unit,
    pub who: Account,
    pub quantity: u32,
}

#[derive(Debug, Deserialize)]
pub struct Swept {
    pub items: Vec<Item>,
}

/// What was removed. Only holdings are kept here; the rest is the calendar of a pool.
#[derive(Debug, Deserialize)]
pub enum Item {
    Holding { owner: Account, unit: Unit },
    Year {},
    Month {},
    Day {},
}
