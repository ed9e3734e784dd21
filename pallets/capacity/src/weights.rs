//! What each call costs. The benchmarks measure the real ones; these here serve mocks.

use frame_support::weights::{constants::RocksDbWeight, Weight};

/// What each call costs.
pub trait WeightInfo {
    /// [`crate::Pallet::create_product`].
    fn create_product() -> Weight;
    /// [`crate::Pallet::retire_product`].
    fn retire_product() -> Weight;
    /// [`crate::Pallet::create_zone`].
    fn create_zone() -> Weight;
    /// [`crate::Pallet::open_market`].
    fn open_market() -> Weight;
    /// [`crate::Pallet::set_reference`].
    fn set_reference() -> Weight;
    /// [`crate::Pallet::pause_market`].
    fn pause_market() -> Weight;
    /// [`crate::Pallet::register_operator`].
    fn register_operator() -> Weight;
    /// [`crate::Pallet::deregister_operator`], with `n` lines.
    fn deregister_operator(n: u32) -> Weight;
    /// [`crate::Pallet::attest`].
    fn attest() -> Weight;
    /// [`crate::Pallet::flag`].
    fn flag() -> Weight;
    /// [`crate::Pallet::issue`].
    fn issue() -> Weight;
    /// [`crate::Pallet::retire`].
    fn retire() -> Weight;
    /// [`crate::Pallet::transfer`].
    fn transfer() -> Weight;
    /// [`crate::Pallet::split`], with `n` smaller periods.
    fn split(n: u32) -> Weight;
    /// [`crate::Pallet::join`], with `n` smaller periods.
    fn join(n: u32) -> Weight;
    /// [`crate::Pallet::sweep`], with `n` items.
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
        costs(12, 2)
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
