//! The words that the rooms of Headroom share, and the traits by which they meet.
//!
//! | module | what it fixes |
//! |---|---|
//! | [`period`] | the UTC calendar: Hour ⊂ Day ⊂ Month ⊂ Quarter ⊂ Year |
//! | [`series`] | what has an order book, and what one operator issues of it |
//! | [`product`] | what a unit delivers, and how its delivery is measured |
//! | [`amount`] | cash from price, quantity and time: exact, or rounded where it is said |
//! | [`mean`] | how a price is made of many, so that none of them makes it alone |
//! | [`traits`] | what each pallet offers the others |
//!
//! Nothing here touches storage, and nothing here can overflow: quantities are 32 bits wide,
//! prices 64, a year has fewer than 2¹⁴ hours, and amounts are 128 bits wide.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod amount;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
pub mod mean;
pub mod period;
pub mod product;
pub mod series;
pub mod traits;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;

pub use amount::{Balance, Price, Quantity};
pub use period::{Moment, Period, PeriodError};
pub use product::{Deliverable, Metered, Metering, ProductId, TokenWeights, TradingRules, ZoneId};
pub use series::{DeliveryId, PoolId, SeriesId, Tier, UnitId};
pub use traits::*;

/// Names a capacity index.
pub type IndexId = u16;
