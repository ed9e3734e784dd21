//! What each call costs.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// What each call costs.
pub trait WeightInfo {
    /// What every block costs.
    fn heartbeat() -> Weight;
    fn nominate() -> Weight;
    fn report() -> Weight;
    fn accept() -> Weight;
    fn object() -> Weight;
    fn answer() -> Weight;
    fn resolve() -> Weight;
    fn settle() -> Weight;
    fn expire() -> Weight;
}

fn costs(reads: u64, writes: u64) -> Weight {
    Weight::from_parts(30_000_000, 0)
        .saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
    fn heartbeat() -> Weight {
        costs(1, 1)
    }
    fn nominate() -> Weight {
        costs(3, 3)
    }
    fn report() -> Weight {
        costs(3, 1)
    }
    fn accept() -> Weight {
        costs(1, 1)
    }
    fn object() -> Weight {
        costs(3, 2)
    }
    fn answer() -> Weight {
        costs(3, 2)
    }
    fn resolve() -> Weight {
        costs(4, 3)
    }
    fn settle() -> Weight {
        costs(9, 7)
    }
    fn expire() -> Weight {
        costs(2, 2)
    }
}
