//! What each call costs.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// What each call costs.
pub trait WeightInfo {
    fn create_product() -> Weight;
    fn retire_product() -> Weight;
    fn create_zone() -> Weight;
    fn open_market() -> Weight;
    fn set_reference() -> Weight;
    fn pause_market() -> Weight;
    fn register_operator() -> Weight;
    fn deregister_operator(n: u32) -> Weight;
    fn attest() -> Weight;
    fn flag() -> Weight;
    fn issue() -> Weight;
    fn retire() -> Weight;
    fn transfer() -> Weight;
    fn split(n: u32) -> Weight;
    fn join(n: u32) -> Weight;
    fn sweep(n: u32) -> Weight;
}

fn costs(reads: u64, writes: u64) -> Weight {
    Weight::from_parts(20_000_000, 0)
        .saturating_add(RocksDbWeight::get().reads_writes(reads, writes))
}

impl WeightInfo for () {
    fn create_product() -> Weight {
        costs(2, 3)
    }
    fn retire_product() -> Weight {
        costs(1, 1)
    }
    fn create_zone() -> Weight {
        costs(1, 2)
    }
    fn open_market() -> Weight {
        costs(3, 1)
    }
    fn set_reference() -> Weight {
        costs(1, 1)
    }
    fn pause_market() -> Weight {
        costs(1, 1)
    }
    fn register_operator() -> Weight {
        costs(2, 2)
    }
    fn deregister_operator(n: u32) -> Weight {
        costs(2 + n as u64, 2 + n as u64)
    }
    fn attest() -> Weight {
        costs(13, 2)
    }
    fn flag() -> Weight {
        costs(10, 1)
    }
    fn issue() -> Weight {
        costs(9, 6)
    }
    fn retire() -> Weight {
        costs(6, 6)
    }
    fn transfer() -> Weight {
        costs(5, 3)
    }
    fn split(n: u32) -> Weight {
        costs(4 + 4 * n as u64, 4 + 4 * n as u64)
    }
    fn join(n: u32) -> Weight {
        costs(4 + 4 * n as u64, 4 + 4 * n as u64)
    }
    fn sweep(n: u32) -> Weight {
        costs(2 * n as u64, n as u64)
    }
}
