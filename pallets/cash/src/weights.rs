//! What each call costs.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// What each call costs.
pub trait WeightInfo {
    fn deposit() -> Weight;
    fn withdraw() -> Weight;
    fn pay_claim() -> Weight;
}

impl WeightInfo for () {
    fn deposit() -> Weight {
        Weight::from_parts(50_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(5, 5))
    }
    fn withdraw() -> Weight {
        Weight::from_parts(50_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(5, 5))
    }
    fn pay_claim() -> Weight {
        Weight::from_parts(30_000_000, 0).saturating_add(RocksDbWeight::get().reads_writes(4, 4))
    }
}
