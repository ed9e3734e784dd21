
//! What each call of `pallet_delivery` costs, measured by `./scripts/bench`. Do not edit.
//!
//! Benchmark tool 64.0.0, 2026-11-23, AMD EPYC; 32 steps, 20 repeats.
//! Proof sizes assume maps of 1000000 items.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(unused_parens, unused_imports, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{
    traits::Get,
    weights::{constants::RocksDbWeight, Weight},
};

/// What each call costs.
pub trait WeightInfo {
    /// `heartbeat` at its worst.
    fn heartbeat() -> Weight;
    /// `nominate` at its worst.
    fn nominate() -> Weight;
    /// `report` at its worst.
    fn report() -> Weight;
    /// `accept` at its worst.
    fn accept() -> Weight;
    /// `object` at its worst.
    fn object() -> Weight;
    /// `answer` at its worst.
    fn answer() -> Weight;
    /// `resolve` at its worst.
    fn resolve() -> Weight;
    /// `settle` at its worst.
    fn settle() -> Weight;
    /// `expire` at its worst.
    fn expire() -> Weight;
}

/// The weights of a chain: storage costs what its database says.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `Delivery::Heart` (r:1 w:1)
    // Proof: `Delivery::Heart` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
    fn heartbeat() -> Weight {
        // Proof size in bytes: measured 71
        // At least 4_988_000 picoseconds.
        Weight::from_parts(8_302_000, 1525)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    // Storage: `Delivery::Heart` (r:1 w:0)
    // Proof: `Delivery::Heart` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:1 w:1)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Units` (r:1 w:1)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Delivery::Deliveries` (r:0 w:1)
    // Proof: `Delivery::Deliveries` (`max_values`: None, `max_size`: Some(310), added: 2785, mode: `MaxEncodedLen`)
    fn nominate() -> Weight {
        // Proof size in bytes: measured 637
        // At least 71_276_000 picoseconds.
        Weight::from_parts(108_330_000, 3620)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Delivery::Deliveries` (r:1 w:1)
    // Proof: `Delivery::Deliveries` (`max_values`: None, `max_size`: Some(310), added: 2785, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Products` (r:1 w:0)
    // Proof: `Capacity::Products` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
    // Storage: `Delivery::Heart` (r:1 w:0)
    // Proof: `Delivery::Heart` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
    fn report() -> Weight {
        // Proof size in bytes: measured 869
        // At least 73_299_000 picoseconds.
        Weight::from_parts(111_896_000, 3775)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    // Storage: `Delivery::Deliveries` (r:1 w:1)
    // Proof: `Delivery::Deliveries` (`max_values`: None, `max_size`: Some(310), added: 2785, mode: `MaxEncodedLen`)
    fn accept() -> Weight {
        // Proof size in bytes: measured 286
        // At least 49_504_000 picoseconds.
        Weight::from_parts(75_092_000, 3775)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    // Storage: `Delivery::Deliveries` (r:1 w:1)
    // Proof: `Delivery::Deliveries` (`max_values`: None, `max_size`: Some(310), added: 2785, mode: `MaxEncodedLen`)
    // Storage: `Delivery::Heart` (r:1 w:0)
    // Proof: `Delivery::Heart` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn object() -> Weight {
        // Proof size in bytes: measured 802
        // At least 79_638_000 picoseconds.
        Weight::from_parts(131_014_000, 3775)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    // Storage: `Delivery::Deliveries` (r:1 w:1)
    // Proof: `Delivery::Deliveries` (`max_values`: None, `max_size`: Some(310), added: 2785, mode: `MaxEncodedLen`)
    // Storage: `Delivery::Heart` (r:1 w:0)
    // Proof: `Delivery::Heart` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn answer() -> Weight {
        // Proof size in bytes: measured 878
        // At least 84_275_000 picoseconds.
        Weight::from_parts(129_612_000, 3775)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    // Storage: `Arbiters::Members` (r:1 w:0)
    // Proof: `Arbiters::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Delivery::Deliveries` (r:1 w:1)
    // Proof: `Delivery::Deliveries` (`max_values`: None, `max_size`: Some(310), added: 2785, mode: `MaxEncodedLen`)
    // Storage: `Delivery::Heart` (r:1 w:0)
    // Proof: `Delivery::Heart` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:2 w:2)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn resolve() -> Weight {
        // Proof size in bytes: measured 1070
        // At least 147_909_000 picoseconds.
        Weight::from_parts(232_895_000, 6390)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Delivery::Deliveries` (r:1 w:1)
    // Proof: `Delivery::Deliveries` (`max_values`: None, `max_size`: Some(310), added: 2785, mode: `MaxEncodedLen`)
    // Storage: `Delivery::Heart` (r:1 w:0)
    // Proof: `Delivery::Heart` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:2 w:2)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Index::Values` (r:3 w:0)
    // Proof: `Index::Values` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:1 w:0)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Units` (r:1 w:1)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Cash::Claims` (r:1 w:1)
    // Proof: `Cash::Claims` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:1 w:1)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Index::Tallies` (r:1 w:1)
    // Proof: `Index::Tallies` (`max_values`: None, `max_size`: Some(1034), added: 3509, mode: `MaxEncodedLen`)
    fn settle() -> Weight {
        // Proof size in bytes: measured 4426
        // At least 257_010_000 picoseconds.
        Weight::from_parts(380_934_000, 8754)
            .saturating_add(T::DbWeight::get().reads(13_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    // Storage: `Capacity::Units` (r:1 w:1)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn expire() -> Weight {
        // Proof size in bytes: measured 974
        // At least 90_344_000 picoseconds.
        Weight::from_parts(138_345_000, 3690)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
}

/// The same for a mock, with the costs of RocksDB.
impl WeightInfo for () {
    fn heartbeat() -> Weight {
        Weight::from_parts(8_302_000, 1525)
            .saturating_add(RocksDbWeight::get().reads(1_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn nominate() -> Weight {
        Weight::from_parts(108_330_000, 3620)
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn report() -> Weight {
        Weight::from_parts(111_896_000, 3775)
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn accept() -> Weight {
        Weight::from_parts(75_092_000, 3775)
            .saturating_add(RocksDbWeight::get().reads(1_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn object() -> Weight {
        Weight::from_parts(131_014_000, 3775)
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn answer() -> Weight {
        Weight::from_parts(129_612_000, 3775)
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn resolve() -> Weight {
        Weight::from_parts(232_895_000, 6390)
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn settle() -> Weight {
        Weight::from_parts(380_934_000, 8754)
            .saturating_add(RocksDbWeight::get().reads(13_u64))
            .saturating_add(RocksDbWeight::get().writes(7_u64))
    }
    fn expire() -> Weight {
        Weight::from_parts(138_345_000, 3690)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
}
