
//! What each call of `pallet_index` costs, measured by `./scripts/bench`. Do not edit.
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
    /// `create_index` at its worst.
    fn create_index() -> Weight;
    /// `retire_index` at its worst.
    fn retire_index() -> Weight;
    /// `register_reporter` at its worst.
    fn register_reporter() -> Weight;
    /// `deregister_reporter` at its worst.
    fn deregister_reporter() -> Weight;
    /// `observe` at its worst.
    fn observe() -> Weight;
    /// `close_hour` at its worst.
    /// `n` is from 0 to 64.
    fn close_hour(n: u32, ) -> Weight;
    /// `close_basket` at its worst.
    /// `n` is from 1 to 8.
    fn close_basket(n: u32, ) -> Weight;
    /// `challenge` at its worst.
    fn challenge() -> Weight;
    /// `rule` at its worst.
    fn rule() -> Weight;
    /// `lapse_challenge` at its worst.
    fn lapse_challenge() -> Weight;
    /// `on_trade` at its worst.
    fn on_trade() -> Weight;
}

/// The weights of a chain: storage costs what its database says.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `MarketAdmins::Members` (r:1 w:0)
    // Proof: `MarketAdmins::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Index::NextIndex` (r:1 w:1)
    // Proof: `Index::NextIndex` (`max_values`: Some(1), `max_size`: Some(2), added: 497, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:8 w:1)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Index::Values` (r:0 w:1)
    // Proof: `Index::Values` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    fn create_index() -> Weight {
        // Proof size in bytes: measured 652
        // At least 58_546_000 picoseconds.
        Weight::from_parts(102_602_000, 21670)
            .saturating_add(T::DbWeight::get().reads(10_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `MarketAdmins::Members` (r:1 w:0)
    // Proof: `MarketAdmins::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:1 w:1)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Markets` (r:1 w:1)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    fn retire_index() -> Weight {
        // Proof size in bytes: measured 571
        // At least 26_640_000 picoseconds.
        Weight::from_parts(46_959_000, 3575)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    // Storage: `Reporters::Members` (r:1 w:0)
    // Proof: `Reporters::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Index::Reporters` (r:1 w:1)
    // Proof: `Index::Reporters` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
    fn register_reporter() -> Weight {
        // Proof size in bytes: measured 806
        // At least 42_353_000 picoseconds.
        Weight::from_parts(53_499_000, 3690)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    // Storage: `Index::Reporters` (r:1 w:1)
    // Proof: `Index::Reporters` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn deregister_reporter() -> Weight {
        // Proof size in bytes: measured 614
        // At least 37_986_000 picoseconds.
        Weight::from_parts(44_836_000, 3690)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    // Storage: `Reporters::Members` (r:1 w:0)
    // Proof: `Reporters::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Index::Reporters` (r:1 w:1)
    // Proof: `Index::Reporters` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:1 w:0)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Index::Inputs` (r:1 w:1)
    // Proof: `Index::Inputs` (`max_values`: None, `max_size`: Some(7017), added: 9492, mode: `MaxEncodedLen`)
    fn observe() -> Weight {
        // Proof size in bytes: measured 7503
        // At least 50_685_000 picoseconds.
        Weight::from_parts(59_758_000, 10482)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    // Storage: `Index::Indexes` (r:1 w:1)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Index::Inputs` (r:2 w:1)
    // Proof: `Index::Inputs` (`max_values`: None, `max_size`: Some(7017), added: 9492, mode: `MaxEncodedLen`)
    // Storage: `Index::Values` (r:1 w:1)
    // Proof: `Index::Values` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Markets` (r:1 w:1)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    fn close_hour(n: u32, ) -> Weight {
        // Proof size in bytes: measured 713 + n × 221
        // At least 33_710_000 picoseconds.
        Weight::from_parts(57_196_148, 19974)
            // Standard error: 53_200
            .saturating_add(Weight::from_parts(3_842_324, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
            .saturating_add(Weight::from_parts(0, 28).saturating_mul(n.into()))
    }
    // Storage: `Index::Indexes` (r:1 w:1)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Index::Values` (r:8 w:1)
    // Proof: `Index::Values` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    fn close_basket(n: u32, ) -> Weight {
        // Proof size in bytes: measured 274 + n × 129
        // At least 29_654_000 picoseconds.
        Weight::from_parts(35_073_000, 3575)
            // Standard error: 166_908
            .saturating_add(Weight::from_parts(11_033_587, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(2_u64))
            .saturating_add(Weight::from_parts(0, 2588).saturating_mul(n.into()))
    }
    // Storage: `Index::Inputs` (r:1 w:0)
    // Proof: `Index::Inputs` (`max_values`: None, `max_size`: Some(7017), added: 9492, mode: `MaxEncodedLen`)
    // Storage: `Index::Challenges` (r:1 w:1)
    // Proof: `Index::Challenges` (`max_values`: None, `max_size`: Some(142), added: 2617, mode: `MaxEncodedLen`)
    // Storage: `Index::Reporters` (r:1 w:1)
    // Proof: `Index::Reporters` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn challenge() -> Weight {
        // Proof size in bytes: measured 7657
        // At least 57_285_000 picoseconds.
        Weight::from_parts(97_064_000, 10482)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Arbiters::Members` (r:1 w:0)
    // Proof: `Arbiters::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Index::Challenges` (r:1 w:1)
    // Proof: `Index::Challenges` (`max_values`: None, `max_size`: Some(142), added: 2617, mode: `MaxEncodedLen`)
    // Storage: `Index::Reporters` (r:1 w:1)
    // Proof: `Index::Reporters` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:3 w:3)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn rule() -> Weight {
        // Proof size in bytes: measured 1086
        // At least 100_689_000 picoseconds.
        Weight::from_parts(115_861_000, 9090)
            .saturating_add(T::DbWeight::get().reads(6_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    // Storage: `Index::Challenges` (r:1 w:1)
    // Proof: `Index::Challenges` (`max_values`: None, `max_size`: Some(142), added: 2617, mode: `MaxEncodedLen`)
    // Storage: `Index::Reporters` (r:1 w:1)
    // Proof: `Index::Reporters` (`max_values`: None, `max_size`: Some(169), added: 2644, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn lapse_challenge() -> Weight {
        // Proof size in bytes: measured 841
        // At least 46_589_000 picoseconds.
        Weight::from_parts(80_980_000, 3690)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:1 w:0)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Units` (r:1 w:0)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Index::Inputs` (r:1 w:1)
    // Proof: `Index::Inputs` (`max_values`: None, `max_size`: Some(7017), added: 9492, mode: `MaxEncodedLen`)
    fn on_trade() -> Weight {
        // Proof size in bytes: measured 7831
        // At least 72_467_000 picoseconds.
        Weight::from_parts(122_511_000, 10482)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
}

/// The same for a mock, with the costs of RocksDB.
impl WeightInfo for () {
    fn create_index() -> Weight {
        Weight::from_parts(102_602_000, 21670)
            .saturating_add(RocksDbWeight::get().reads(10_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn retire_index() -> Weight {
        Weight::from_parts(46_959_000, 3575)
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn register_reporter() -> Weight {
        Weight::from_parts(53_499_000, 3690)
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn deregister_reporter() -> Weight {
        Weight::from_parts(44_836_000, 3690)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn observe() -> Weight {
        Weight::from_parts(59_758_000, 10482)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn close_hour(n: u32, ) -> Weight {
        Weight::from_parts(57_196_148, 19974)
            .saturating_add(Weight::from_parts(3_842_324, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().writes(4_u64))
            .saturating_add(Weight::from_parts(0, 28).saturating_mul(n.into()))
    }
    fn close_basket(n: u32, ) -> Weight {
        Weight::from_parts(35_073_000, 3575)
            .saturating_add(Weight::from_parts(11_033_587, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(1_u64))
            .saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
            .saturating_add(Weight::from_parts(0, 2588).saturating_mul(n.into()))
    }
    fn challenge() -> Weight {
        Weight::from_parts(97_064_000, 10482)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn rule() -> Weight {
        Weight::from_parts(115_861_000, 9090)
            .saturating_add(RocksDbWeight::get().reads(6_u64))
            .saturating_add(RocksDbWeight::get().writes(5_u64))
    }
    fn lapse_challenge() -> Weight {
        Weight::from_parts(80_980_000, 3690)
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn on_trade() -> Weight {
        Weight::from_parts(122_511_000, 10482)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
}
