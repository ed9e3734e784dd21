
//! What each call of `pallet_capacity` costs, measured by `./scripts/bench`. Do not edit.
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
    /// `create_product` at its worst.
    fn create_product() -> Weight;
    /// `retire_product` at its worst.
    fn retire_product() -> Weight;
    /// `create_zone` at its worst.
    fn create_zone() -> Weight;
    /// `open_market` at its worst.
    fn open_market() -> Weight;
    /// `set_reference` at its worst.
    fn set_reference() -> Weight;
    /// `pause_market` at its worst.
    fn pause_market() -> Weight;
    /// `register_operator` at its worst.
    fn register_operator() -> Weight;
    /// `deregister_operator` at its worst.
    /// `n` is from 0 to 64.
    fn deregister_operator(n: u32, ) -> Weight;
    /// `attest` at its worst.
    fn attest() -> Weight;
    /// `flag` at its worst.
    fn flag() -> Weight;
    /// `issue` at its worst.
    fn issue() -> Weight;
    /// `retire` at its worst.
    fn retire() -> Weight;
    /// `transfer` at its worst.
    fn transfer() -> Weight;
    /// `split` at its worst.
    /// `n` is from 1 to 31.
    fn split(n: u32, ) -> Weight;
    /// `join` at its worst.
    /// `n` is from 1 to 31.
    fn join(n: u32, ) -> Weight;
    /// `sweep` at its worst.
    /// `n` is from 1 to 32.
    fn sweep(n: u32, ) -> Weight;
}

/// The weights of a chain: storage costs what its database says.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `MarketAdmins::Members` (r:1 w:0)
    // Proof: `MarketAdmins::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Capacity::NextProduct` (r:1 w:1)
    // Proof: `Capacity::NextProduct` (`max_values`: Some(1), `max_size`: Some(2), added: 497, mode: `MaxEncodedLen`)
    // Storage: `Capacity::LatestVersion` (r:1 w:1)
    // Proof: `Capacity::LatestVersion` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Products` (r:0 w:1)
    // Proof: `Capacity::Products` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
    fn create_product() -> Weight {
        // Proof size in bytes: measured 406
        // At least 28_352_000 picoseconds.
        Weight::from_parts(30_405_000, 3535)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `MarketAdmins::Members` (r:1 w:0)
    // Proof: `MarketAdmins::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Products` (r:1 w:1)
    // Proof: `Capacity::Products` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
    fn retire_product() -> Weight {
        // Proof size in bytes: measured 485
        // At least 18_328_000 picoseconds.
        Weight::from_parts(30_285_000, 3605)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    // Storage: `MarketAdmins::Members` (r:1 w:0)
    // Proof: `MarketAdmins::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Capacity::NextZone` (r:1 w:1)
    // Proof: `Capacity::NextZone` (`max_values`: Some(1), `max_size`: Some(2), added: 497, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Zones` (r:0 w:1)
    // Proof: `Capacity::Zones` (`max_values`: None, `max_size`: Some(86), added: 2561, mode: `MaxEncodedLen`)
    fn create_zone() -> Weight {
        // Proof size in bytes: measured 295
        // At least 18_358_000 picoseconds.
        Weight::from_parts(20_120_000, 3535)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    // Storage: `MarketAdmins::Members` (r:1 w:0)
    // Proof: `MarketAdmins::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Products` (r:1 w:0)
    // Proof: `Capacity::Products` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Zones` (r:1 w:0)
    // Proof: `Capacity::Zones` (`max_values`: None, `max_size`: Some(86), added: 2561, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Markets` (r:1 w:1)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    fn open_market() -> Weight {
        // Proof size in bytes: measured 747
        // At least 28_782_000 picoseconds.
        Weight::from_parts(32_709_000, 3605)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    // Storage: `MarketAdmins::Members` (r:1 w:0)
    // Proof: `MarketAdmins::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Markets` (r:1 w:1)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    fn set_reference() -> Weight {
        // Proof size in bytes: measured 397
        // At least 18_798_000 picoseconds.
        Weight::from_parts(22_524_000, 3535)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    // Storage: `MarketAdmins::Members` (r:1 w:0)
    // Proof: `MarketAdmins::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Markets` (r:1 w:1)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    fn pause_market() -> Weight {
        // Proof size in bytes: measured 397
        // At least 18_007_000 picoseconds.
        Weight::from_parts(20_410_000, 3535)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    // Storage: `Capacity::Operators` (r:1 w:1)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn register_operator() -> Weight {
        // Proof size in bytes: measured 696
        // At least 39_028_000 picoseconds.
        Weight::from_parts(43_013_000, 4397)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    // Storage: `Capacity::Operators` (r:1 w:1)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Lines` (r:64 w:64)
    // Proof: `Capacity::Lines` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
    // Storage: `Index::Tallies` (r:384 w:384)
    // Proof: `Index::Tallies` (`max_values`: None, `max_size`: Some(1034), added: 3509, mode: `MaxEncodedLen`)
    fn deregister_operator(n: u32, ) -> Weight {
        // Proof size in bytes: measured 7476 + n × 289
        // At least 78_907_000 picoseconds.
        Weight::from_parts(253_116_147, 4397)
            // Standard error: 668_559
            .saturating_add(Weight::from_parts(71_507_942, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().reads((7_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(2_u64))
            .saturating_add(T::DbWeight::get().writes((7_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 21054).saturating_mul(n.into()))
    }
    // Storage: `Attestors::Members` (r:1 w:0)
    // Proof: `Attestors::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Products` (r:1 w:0)
    // Proof: `Capacity::Products` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Lines` (r:1 w:1)
    // Proof: `Capacity::Lines` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
    // Storage: `Capacity::DayNodes` (r:1 w:0)
    // Proof: `Capacity::DayNodes` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
    // Storage: `Capacity::MonthNodes` (r:1 w:0)
    // Proof: `Capacity::MonthNodes` (`max_values`: None, `max_size`: Some(327), added: 2802, mode: `MaxEncodedLen`)
    // Storage: `Capacity::YearNodes` (r:6 w:0)
    // Proof: `Capacity::YearNodes` (`max_values`: None, `max_size`: Some(206), added: 2681, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:1 w:1)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Index::Tallies` (r:8 w:8)
    // Proof: `Index::Tallies` (`max_values`: None, `max_size`: Some(1034), added: 3509, mode: `MaxEncodedLen`)
    fn attest() -> Weight {
        // Proof size in bytes: measured 6949
        // At least 267_336_000 picoseconds.
        Weight::from_parts(299_904_000, 29062)
            .saturating_add(T::DbWeight::get().reads(21_u64))
            .saturating_add(T::DbWeight::get().writes(10_u64))
    }
    // Storage: `Capacity::Lines` (r:1 w:0)
    // Proof: `Capacity::Lines` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
    // Storage: `Capacity::DayNodes` (r:1 w:0)
    // Proof: `Capacity::DayNodes` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
    // Storage: `Capacity::MonthNodes` (r:1 w:0)
    // Proof: `Capacity::MonthNodes` (`max_values`: None, `max_size`: Some(327), added: 2802, mode: `MaxEncodedLen`)
    // Storage: `Capacity::YearNodes` (r:6 w:0)
    // Proof: `Capacity::YearNodes` (`max_values`: None, `max_size`: Some(206), added: 2681, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:1 w:1)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    fn flag() -> Weight {
        // Proof size in bytes: measured 3647
        // At least 111_205_000 picoseconds.
        Weight::from_parts(129_942_000, 17076)
            .saturating_add(T::DbWeight::get().reads(10_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    // Storage: `Capacity::Products` (r:1 w:0)
    // Proof: `Capacity::Products` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:1 w:0)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Lines` (r:1 w:1)
    // Proof: `Capacity::Lines` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
    // Storage: `Capacity::YearNodes` (r:1 w:1)
    // Proof: `Capacity::YearNodes` (`max_values`: None, `max_size`: Some(206), added: 2681, mode: `MaxEncodedLen`)
    // Storage: `Capacity::MonthNodes` (r:1 w:1)
    // Proof: `Capacity::MonthNodes` (`max_values`: None, `max_size`: Some(327), added: 2802, mode: `MaxEncodedLen`)
    // Storage: `Capacity::DayNodes` (r:1 w:1)
    // Proof: `Capacity::DayNodes` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Units` (r:1 w:1)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Index::Tallies` (r:1 w:1)
    // Proof: `Index::Tallies` (`max_values`: None, `max_size`: Some(1034), added: 3509, mode: `MaxEncodedLen`)
    fn issue() -> Weight {
        // Proof size in bytes: measured 5750
        // At least 173_588_000 picoseconds.
        Weight::from_parts(198_514_000, 4499)
            .saturating_add(T::DbWeight::get().reads(10_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    // Storage: `Capacity::Units` (r:1 w:1)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Capacity::YearNodes` (r:1 w:1)
    // Proof: `Capacity::YearNodes` (`max_values`: None, `max_size`: Some(206), added: 2681, mode: `MaxEncodedLen`)
    // Storage: `Capacity::MonthNodes` (r:1 w:1)
    // Proof: `Capacity::MonthNodes` (`max_values`: None, `max_size`: Some(327), added: 2802, mode: `MaxEncodedLen`)
    // Storage: `Capacity::DayNodes` (r:1 w:1)
    // Proof: `Capacity::DayNodes` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Lines` (r:1 w:1)
    // Proof: `Capacity::Lines` (`max_values`: None, `max_size`: Some(328), added: 2803, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Index::Tallies` (r:1 w:1)
    // Proof: `Index::Tallies` (`max_values`: None, `max_size`: Some(1034), added: 3509, mode: `MaxEncodedLen`)
    fn retire() -> Weight {
        // Proof size in bytes: measured 4439
        // At least 156_161_000 picoseconds.
        Weight::from_parts(185_585_000, 4499)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    // Storage: `Capacity::Operators` (r:1 w:0)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Units` (r:1 w:1)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:1 w:1)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    fn transfer() -> Weight {
        // Proof size in bytes: measured 1999
        // At least 98_015_000 picoseconds.
        Weight::from_parts(122_170_000, 4397)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Capacity::Units` (r:32 w:32)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:32 w:32)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    // Storage: `Capacity::YearNodes` (r:1 w:1)
    // Proof: `Capacity::YearNodes` (`max_values`: None, `max_size`: Some(206), added: 2681, mode: `MaxEncodedLen`)
    // Storage: `Capacity::MonthNodes` (r:1 w:1)
    // Proof: `Capacity::MonthNodes` (`max_values`: None, `max_size`: Some(327), added: 2802, mode: `MaxEncodedLen`)
    // Storage: `Capacity::DayNodes` (r:31 w:31)
    // Proof: `Capacity::DayNodes` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
    fn split(n: u32, ) -> Weight {
        // Proof size in bytes: measured 1145
        // At least 85_397_000 picoseconds.
        Weight::from_parts(60_042_625, 3792)
            // Standard error: 409_116
            .saturating_add(Weight::from_parts(41_644_029, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(4_u64))
            .saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 2747).saturating_mul(n.into()))
    }
    // Storage: `Capacity::Units` (r:32 w:32)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:32 w:32)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    // Storage: `Capacity::YearNodes` (r:1 w:1)
    // Proof: `Capacity::YearNodes` (`max_values`: None, `max_size`: Some(206), added: 2681, mode: `MaxEncodedLen`)
    // Storage: `Capacity::MonthNodes` (r:1 w:1)
    // Proof: `Capacity::MonthNodes` (`max_values`: None, `max_size`: Some(327), added: 2802, mode: `MaxEncodedLen`)
    // Storage: `Capacity::DayNodes` (r:31 w:31)
    // Proof: `Capacity::DayNodes` (`max_values`: None, `max_size`: Some(272), added: 2747, mode: `MaxEncodedLen`)
    fn join(n: u32, ) -> Weight {
        // Proof size in bytes: measured 3262 + n × 139
        // At least 124_495_000 picoseconds.
        Weight::from_parts(39_986_437, 3792)
            // Standard error: 795_090
            .saturating_add(Weight::from_parts(56_773_455, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(4_u64))
            .saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 2747).saturating_mul(n.into()))
    }
    // Storage: `Capacity::Units` (r:32 w:0)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:32 w:32)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    fn sweep(n: u32, ) -> Weight {
        // Proof size in bytes: measured 473 + n × 134
        // At least 82_452_000 picoseconds.
        Weight::from_parts(50_425_684, 990)
            // Standard error: 352_506
            .saturating_add(Weight::from_parts(23_608_105, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads((2_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 2630).saturating_mul(n.into()))
    }
}

/// The same for a mock, with the costs of RocksDB.
impl WeightInfo for () {
    fn create_product() -> Weight {
        Weight::from_parts(30_405_000, 3535)
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn retire_product() -> Weight {
        Weight::from_parts(30_285_000, 3605)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn create_zone() -> Weight {
        Weight::from_parts(20_120_000, 3535)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn open_market() -> Weight {
        Weight::from_parts(32_709_000, 3605)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn set_reference() -> Weight {
        Weight::from_parts(22_524_000, 3535)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn pause_market() -> Weight {
        Weight::from_parts(20_410_000, 3535)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn register_operator() -> Weight {
        Weight::from_parts(43_013_000, 4397)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn deregister_operator(n: u32, ) -> Weight {
        Weight::from_parts(253_116_147, 4397)
            .saturating_add(Weight::from_parts(71_507_942, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().reads((7_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
            .saturating_add(RocksDbWeight::get().writes((7_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 21054).saturating_mul(n.into()))
    }
    fn attest() -> Weight {
        Weight::from_parts(299_904_000, 29062)
            .saturating_add(RocksDbWeight::get().reads(21_u64))
            .saturating_add(RocksDbWeight::get().writes(10_u64))
    }
    fn flag() -> Weight {
        Weight::from_parts(129_942_000, 17076)
            .saturating_add(RocksDbWeight::get().reads(10_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn issue() -> Weight {
        Weight::from_parts(198_514_000, 4499)
            .saturating_add(RocksDbWeight::get().reads(10_u64))
            .saturating_add(RocksDbWeight::get().writes(7_u64))
    }
    fn retire() -> Weight {
        Weight::from_parts(185_585_000, 4499)
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().writes(7_u64))
    }
    fn transfer() -> Weight {
        Weight::from_parts(122_170_000, 4397)
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn split(n: u32, ) -> Weight {
        Weight::from_parts(60_042_625, 3792)
            .saturating_add(Weight::from_parts(41_644_029, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(4_u64))
            .saturating_add(RocksDbWeight::get().writes((3_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 2747).saturating_mul(n.into()))
    }
    fn join(n: u32, ) -> Weight {
        Weight::from_parts(39_986_437, 3792)
            .saturating_add(Weight::from_parts(56_773_455, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(4_u64))
            .saturating_add(RocksDbWeight::get().writes((3_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 2747).saturating_mul(n.into()))
    }
    fn sweep(n: u32, ) -> Weight {
        Weight::from_parts(50_425_684, 990)
            .saturating_add(Weight::from_parts(23_608_105, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads((2_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 2630).saturating_mul(n.into()))
    }
}
