//! Orders and fills.

use super::{plain, series::Series, Account};
use serde::Deserialize;
use serde_json::Value;

/// An order, by owner, book and number in it.
#[derive(Clone, Debug, Deserialize)]
pub struct OrderId {
    pub owner: Account,
    pub series: Series,
    #[serde(with = "plain")]
    pub seq: u64,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum Side {
    Bid,
    Ask { operator: Account },
}

#[derive(Debug, Deserialize)]
pub struct Placed {
    pub id: OrderId,
    pub side: Side,
    #[serde(with = "plain")]
    pub price: u64,
    pub quantity: u32,
    /// As it is told: it is only shown.
    pub time_in_force: Value,
}

#[derive(Debug, Deserialize)]
pub struct Filled {
    pub maker: OrderId,
    pub taker: OrderId,
    pub taker_bids: bool,
    pub operator: Account,
    pub buyer: Account,
    pub seller: Account,
    #[serde(with = "plain")]
    pub price: u64,
    pub quantity: u32,
    #[serde(with = "plain")]
    pub value: u128,
    #[serde(with = "plain")]
    pub maker_fee: u128,
    #[serde(with = "plain")]
    pub taker_fee: u128,
}

impl Filled {
    /// What the buyer and the seller paid.
    pub fn fees(&self) -> (u128, u128) {
        if self.taker_bids {
            (self.taker_fee, self.maker_fee)
        } else {
            (self.maker_fee, self.taker_fee)
        }
    }
}

#[derive(Debug, Deserialize)]
pub struct Cancelled {
    pub id: OrderId,
    pub quantity: u32,
    pub reason: String,
}
