//! Indexes and their values.

use super::plain;
use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Deserialize)]
pub struct Created {
    pub index: u16,
    pub definition: Value,
    pub first: u32,
}

#[derive(Debug, Deserialize)]
pub struct Closed {
    pub index: u16,
    pub hour: u32,
    pub value: HourValue,
}

/// An hour's value, as the chain keeps it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct HourValue {
    #[serde(with = "plain")]
    pub price: u64,
    pub rung: String,
    pub method: u8,
    pub limited: bool,
    pub contributors: u32,
    #[serde(with = "plain")]
    pub quantity: u64,
    pub inputs: String,
    #[serde(with = "plain")]
    pub sum: u128,
    pub missing: u32,
}

impl HourValue {
    /// What an index has for the hour before its first: sums begin with it.
    pub fn beginning() -> Self {
        HourValue {
            price: 0,
            rung: "Suspended".into(),
            method: 0,
            limited: false,
            contributors: 0,
            quantity: 0,
            inputs: format!("0x{}", "0".repeat(64)),
            sum: 0,
            missing: 0,
        }
    }
}
