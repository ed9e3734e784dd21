//! What each call costs.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// What each call costs.
pub trait WeightInfo {
    fn rest_bid() -> Weight;
    fn rest_ask() -> Weight;
    fn place_bid(f: u32, l: u32) -> Weight;
    fn place_ask(f: u32, l: u32) -> Weight;
    fn cancel_order() -> Weight;
    /// `n` orders are cancelled.
    fn cancel_orders(n: u32) -> Weight;
    /// `n` orders are removed.
    fn remove_expired(n: u32) -> Weight;
    fn close_book() -> Weight;
}

impl WeightInfo for () {
    fn rest_bid() -> Weight {
        Weight::from_parts(60_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(8, 6))
    }
    fn rest_ask() -> Weight {
        Self::rest_bid()
    }
    fn place_bid(f: u32, l: u32) -> Weight {
        Weight::from_parts(60_000_000, 0)
            .saturating_add(RocksDbWeight::get().reads_writes(11, 8))
            .saturating_add(RocksDbWeight::get().reads_writes(5, 4).saturating_mul(f.into()))
            .saturating_add(RocksDbWeight::get().reads_writes(7, 6).saturating_mul(l.into()))
    }
    fn place_ask(f: u32, l: u32) -> Weight {
        Self::place_bid(f, l)
    }
    fn cancel_order() -> Weight {
        Weight::from_parts(40_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(7, 6))
    }
    fn cancel_orders(n: u32) -> Weight {
        Self::cancel_order().saturating_mul(n.into())
    }
    fn remove_expired(n: u32) -> Weight {
        Self::cancel_order().saturating_mul(n.into())
    }
    fn close_book() -> Weight {
        Weight::from_parts(20_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(1, 1))
    }
}
