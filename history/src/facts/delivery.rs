//! Units in delivery, and those that ended without it.

use super::{series::Unit, Account};
use serde::Deserialize;

/// The `index`-th nomination of a unit.
#[derive(Debug, Deserialize)]
pub struct DeliveryId {
    pub unit: Unit,
    pub index: u32,
}

#[derive(Debug, Deserialize)]
pub struct Nominated {
    pub delivery: DeliveryId,
    pub buyer: Account,
    pub quantity: u32,
}

/// What stands was paid for. Only the end of a delivery changes where units are.
#[derive(Debug, Deserialize)]
pub struct Settled {
    pub delivery: DeliveryId,
    pub finished: bool,
}

#[derive(Debug, Deserialize)]
pub struct Expired {
    pub unit: Unit,
    pub quantity: u32,
}
