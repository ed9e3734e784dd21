//! What each call costs.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// What each call costs.
pub trait WeightInfo {
    fn create_index() -> Weight;
    fn retire_index() -> Weight;
    fn register_reporter() -> Weight;
    fn deregister_reporter() -> Weight;
    fn observe() -> Weight;
    /// An hour of `n` inputs.
    fn close_hour(n: u32) -> Weight;
    /// An hour of a basket of `n` components.
    fn close_basket(n: u32) -> Weight;
    fn challenge() -> Weight;
    fn rule() -> Weight;
    fn lapse_challenge() -> Weight;
    /// What a fill costs here.
    fn on_trade() -> Weight;
}

fn costs(reads: u64, writes: u64) -> Weight {
    Weight::from_parts(40_000_000, 0)
        .saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
    fn create_index() -> Weight {
        costs(3, 3)
    }
    fn retire_index() -> Weight {
        costs(1, 2)
    }
    fn register_reporter() -> Weight {
        costs(3, 2)
    }
    fn deregister_reporter() -> Weight {
        costs(2, 2)
    }
    fn observe() -> Weight {
        costs(4, 2)
    }
    fn close_hour(n: u32) -> Weight {
        costs(3, 4).saturating_add(Weight::from_parts(20_000_000, 0).saturating_mul(n.into()))
    }
    fn close_basket(n: u32) -> Weight {
        costs(1, 2).saturating_add(RocksDbWeight::get().reads(2).saturating_mul(n.into()))
    }
    fn challenge() -> Weight {
        costs(4, 3)
    }
    fn rule() -> Weight {
        costs(6, 5)
    }
    fn lapse_challenge() -> Weight {
        costs(3, 3)
    }
    fn on_trade() -> Weight {
        costs(4, 1)
    }
}
