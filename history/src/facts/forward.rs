//! Forward agreements: from the offer to the end.

use super::{
    parse, plain,
    series::{Series, Unit},
    Account,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    Buyer,
    Seller,
}

impl Side {
    pub fn other(self) -> Self {
        match self {
            Side::Buyer => Side::Seller,
            Side::Seller => Side::Buyer,
        }
    }
}

/// Of the terms, what the course of an agreement depends on.
#[derive(Clone, Debug, Deserialize)]
pub struct Terms {
    pub series: Series,
    pub quantity: u32,
    #[serde(with = "plain")]
    pub price: u64,
    pub settlement: Settlement,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Settlement {
    Cash,
    Physical,
}

#[derive(Debug, Deserialize)]
pub struct Offered {
    #[serde(with = "plain")]
    pub id: u64,
    pub maker: Account,
    pub side: Side,
    /// As they are told: they are shown as a whole.
    pub terms: Value,
    pub counterparty: Option<Account>,
    #[serde(with = "plain")]
    pub valid_until: u64,
    pub index: u16,
    #[serde(with = "plain")]
    pub margin: u128,
}

#[derive(Debug, Deserialize)]
pub struct Accepted {
    pub buyer: Account,
    pub seller: Account,
    #[serde(with = "plain")]
    pub margin: u128,
}

#[derive(Debug, Deserialize)]
pub struct Marked {
    pub hour: u32,
    #[serde(with = "plain")]
    pub mark: u64,
    #[serde(with = "plain")]
    pub moved: i128,
}

/// What a party's margin is now.
#[derive(Debug, Deserialize)]
pub struct MarginChanged {
    pub side: Side,
    #[serde(with = "plain")]
    pub margin: u128,
}

#[derive(Debug, Deserialize)]
pub struct Called {
    pub side: Side,
    #[serde(with = "plain")]
    pub level: u128,
    #[serde(with = "plain")]
    pub deadline: u64,
}

#[derive(Debug, Deserialize)]
pub struct Lifted {
    pub side: Side,
}

#[derive(Debug, Deserialize)]
pub struct Proposed {
    pub side: Side,
    pub to: Account,
}

#[derive(Debug, Deserialize)]
pub struct Consented {
    pub to: Account,
    pub by: Account,
}

#[derive(Debug, Deserialize)]
pub struct Assigned {
    pub side: Side,
    pub to: Account,
    #[serde(with = "plain")]
    pub margin: u128,
}

#[derive(Debug, Deserialize)]
pub struct Committed {
    pub unit: Unit,
    pub quantity: u32,
}

#[derive(Debug, Deserialize)]
pub struct Instructed {
    pub instructions: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Delivered {
    pub units: Vec<Handed>,
    pub left: u32,
    pub fault: Option<Side>,
    #[serde(with = "plain")]
    pub moved: i128,
    #[serde(with = "plain")]
    pub buyer_margin: u128,
    #[serde(with = "plain")]
    pub seller_margin: u128,
}

/// Units of an operator that changed hands.
#[derive(Debug, Deserialize)]
pub struct Handed {
    pub operator: Account,
    pub quantity: u32,
}

#[derive(Debug, Deserialize)]
pub struct Freed {
    #[serde(with = "plain")]
    pub buyer: u128,
    #[serde(with = "plain")]
    pub seller: u128,
}

#[derive(Debug, Deserialize)]
pub struct Settled {
    pub outcome: Value,
    #[serde(with = "plain")]
    pub price: u64,
    #[serde(with = "plain")]
    pub gain: i128,
    #[serde(with = "plain")]
    pub debt: u128,
}

/// What an event says of an offer or an agreement.
#[derive(Debug)]
pub enum Fact {
    Offered(Offered),
    OfferCancelled(u64),
    Accepted(u64, Accepted),
    Changed(u64, Change),
    Settled(u64, Settled),
}

/// What changes an agreement between its beginning and its end.
#[derive(Debug)]
pub enum Change {
    Marked(Marked),
    MarginChanged(MarginChanged),
    Called(Called),
    Lifted(Lifted),
    Proposed(Proposed),
    Consented(Consented),
    Assigned(Assigned),
    Committed(Committed),
    Instructed(Instructed),
    Delivered(Delivered),
    Freed(Freed),
}

#[derive(Deserialize)]
struct Of {
    #[serde(with = "plain")]
    id: u64,
}

/// Nothing where there is no such event.
pub fn read(name: &str, fields: &Value) -> Result<Option<Fact>, String> {
    let change = match name {
        "forward.Offered" => return Ok(Some(Fact::Offered(parse(name, fields)?))),
        "forward.OfferCancelled" => {
            return Ok(Some(Fact::OfferCancelled(parse::<Of>(name, fields)?.id)))
        },
        "forward.Accepted" => {
            let of: Of = parse(name, fields)?;
            return Ok(Some(Fact::Accepted(of.id, parse(name, fields)?)));
        },
        "forward.Settled" => {
            let of: Of = parse(name, fields)?;
            return Ok(Some(Fact::Settled(of.id, parse(name, fields)?)));
        },
        "forward.Marked" => Change::Marked(parse(name, fields)?),
        "forward.ToppedUp" | "forward.Withdrawn" => Change::MarginChanged(parse(name, fields)?),
        "forward.MarginCalled" => Change::Called(parse(name, fields)?),
        "forward.CallLifted" => Change::Lifted(parse(name, fields)?),
        "forward.AssignmentProposed" => Change::Proposed(parse(name, fields)?),
        "forward.AssignmentConsented" => Change::Consented(parse(name, fields)?),
        "forward.Assigned" => Change::Assigned(parse(name, fields)?),
        "forward.Committed" => Change::Committed(parse(name, fields)?),
        "forward.Instructed" => Change::Instructed(parse(name, fields)?),
        "forward.Delivered" => Change::Delivered(parse(name, fields)?),
        "forward.Freed" => Change::Freed(parse(name, fields)?),
        _ => return Ok(None),
    };
    Ok(Some(Fact::Changed(parse::<Of>(name, fields)?.id, change)))
}

/// The terms, as far as they matter here.
pub fn terms(terms: &Value) -> Result<Terms, String> {
    parse("forward.Offered", terms)
}
