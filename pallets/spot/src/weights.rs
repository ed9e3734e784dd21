
//! What each call of `pallet_spot` costs, measured by `./scripts/bench`. Do not edit.
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
    /// `rest_bid` at its worst.
    fn rest_bid() -> Weight;
    /// `rest_ask` at its worst.
    fn rest_ask() -> Weight;
    /// `bid_within` at its worst.
    /// `n` is from 1 to 64.
    fn bid_within(n: u32, ) -> Weight;
    /// `bid_levels` at its worst.
    /// `n` is from 1 to 64.
    fn bid_levels(n: u32, ) -> Weight;
    /// `ask_within` at its worst.
    /// `n` is from 1 to 64.
    fn ask_within(n: u32, ) -> Weight;
    /// `ask_levels` at its worst.
    /// `n` is from 1 to 64.
    fn ask_levels(n: u32, ) -> Weight;
    /// `cancel_order` at its worst.
    fn cancel_order() -> Weight;
    /// `cancel_orders` at its worst.
    /// `n` is from 1 to 32.
    fn cancel_orders(n: u32, ) -> Weight;
    /// `remove_expired` at its worst.
    /// `n` is from 1 to 32.
    fn remove_expired(n: u32, ) -> Weight;
    /// `close_book` at its worst.
    fn close_book() -> Weight;
}

/// The weights of a chain: storage costs what its database says.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:1)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:1 w:1)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Spot::Orders` (r:2 w:2)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    fn rest_bid() -> Weight {
        // Proof size in bytes: measured 10946
        // At least 92_547_000 picoseconds.
        Weight::from_parts(97_765_000, 15688)
            .saturating_add(T::DbWeight::get().reads(6_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:1)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:1 w:0)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Units` (r:1 w:1)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:1 w:1)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Spot::Orders` (r:2 w:2)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    fn rest_ask() -> Weight {
        // Proof size in bytes: measured 12236
        // At least 128_100_000 picoseconds.
        Weight::from_parts(134_750_000, 15688)
            .saturating_add(T::DbWeight::get().reads(8_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:1)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:66 w:66)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:1 w:1)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Spot::Orders` (r:64 w:64)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:64 w:0)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:128 w:128)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    // Storage: `Forward::Tapes` (r:1 w:1)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    fn bid_within(n: u32, ) -> Weight {
        // Proof size in bytes: measured 2496 + n × 5200
        // At least 169_661_000 picoseconds.
        Weight::from_parts(48_032_514, 6390)
            // Standard error: 1_733_398
            .saturating_add(Weight::from_parts(115_841_286, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(6_u64))
            .saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(5_u64))
            .saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:1)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:66 w:66)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:65 w:65)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Spot::Orders` (r:65 w:65)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:64 w:0)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:128 w:128)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    // Storage: `Forward::Tapes` (r:1 w:1)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    // Storage: `Spot::Leaves` (r:65 w:65)
    // Proof: `Spot::Leaves` (`max_values`: None, `max_size`: Some(299), added: 2774, mode: `MaxEncodedLen`)
    fn bid_levels(n: u32, ) -> Weight {
        // Proof size in bytes: measured 7205 + n × 5295
        // At least 213_977_000 picoseconds.
        Weight::from_parts(42_926_642, 8339)
            // Standard error: 337_449
            .saturating_add(Weight::from_parts(132_251_660, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(8_u64))
            .saturating_add(T::DbWeight::get().reads((7_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(7_u64))
            .saturating_add(T::DbWeight::get().writes((6_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:1)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:66 w:66)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:1 w:0)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Units` (r:1 w:1)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:1 w:1)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Spot::Orders` (r:64 w:64)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:64 w:64)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    // Storage: `Forward::Tapes` (r:1 w:1)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    fn ask_within(n: u32, ) -> Weight {
        // Proof size in bytes: measured 2838 + n × 4930
        // At least 198_454_000 picoseconds.
        Weight::from_parts(202_750_000, 6390)
            // Standard error: 767_093
            .saturating_add(Weight::from_parts(119_599_652, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(8_u64))
            .saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(6_u64))
            .saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:1)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:66 w:66)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:1 w:0)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Units` (r:1 w:1)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:65 w:65)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Spot::Orders` (r:65 w:65)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:64 w:64)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    // Storage: `Forward::Tapes` (r:1 w:1)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    // Storage: `Spot::Leaves` (r:65 w:65)
    // Proof: `Spot::Leaves` (`max_values`: None, `max_size`: Some(299), added: 2774, mode: `MaxEncodedLen`)
    fn ask_levels(n: u32, ) -> Weight {
        // Proof size in bytes: measured 7613 + n × 5046
        // At least 260_286_000 picoseconds.
        Weight::from_parts(526_787_021, 8339)
            // Standard error: 2_578_398
            .saturating_add(Weight::from_parts(146_403_821, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(10_u64))
            .saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(8_u64))
            .saturating_add(T::DbWeight::get().writes((5_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    // Storage: `Spot::Books` (r:1 w:0)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Spot::Orders` (r:3 w:3)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:1 w:1)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Units` (r:1 w:1)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    fn cancel_order() -> Weight {
        // Proof size in bytes: measured 16194
        // At least 114_549_000 picoseconds.
        Weight::from_parts(126_167_000, 23037)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    // Storage: `Spot::Orders` (r:65 w:65)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:0)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:32 w:32)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:32 w:32)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    fn cancel_orders(n: u32, ) -> Weight {
        // Proof size in bytes: measured 1252 + n × 10017
        // At least 86_137_000 picoseconds.
        Weight::from_parts(91_416_000, 8339)
            // Standard error: 679_651
            .saturating_add(Weight::from_parts(73_643_582, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(1_u64))
            .saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 14698).saturating_mul(n.into()))
    }
    // Storage: `Spot::Orders` (r:96 w:96)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:32 w:32)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:32 w:0)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:32 w:0)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:32 w:32)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Units` (r:32 w:32)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    fn remove_expired(n: u32, ) -> Weight {
        // Proof size in bytes: measured 1906 + n × 15424
        // At least 146_247_000 picoseconds.
        Weight::from_parts(146_878_000, 3521)
            // Standard error: 671_100
            .saturating_add(Weight::from_parts(138_915_684, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().reads((8_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes((6_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 22047).saturating_mul(n.into()))
    }
    // Storage: `Spot::Books` (r:1 w:1)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    fn close_book() -> Weight {
        // Proof size in bytes: measured 473
        // At least 18_237_000 picoseconds.
        Weight::from_parts(19_779_000, 3776)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
}

/// The same for a mock, with the costs of RocksDB.
impl WeightInfo for () {
    fn rest_bid() -> Weight {
        Weight::from_parts(97_765_000, 15688)
            .saturating_add(RocksDbWeight::get().reads(6_u64))
            .saturating_add(RocksDbWeight::get().writes(5_u64))
    }
    fn rest_ask() -> Weight {
        Weight::from_parts(134_750_000, 15688)
            .saturating_add(RocksDbWeight::get().reads(8_u64))
            .saturating_add(RocksDbWeight::get().writes(6_u64))
    }
    fn bid_within(n: u32, ) -> Weight {
        Weight::from_parts(48_032_514, 6390)
            .saturating_add(Weight::from_parts(115_841_286, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(6_u64))
            .saturating_add(RocksDbWeight::get().reads((5_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(5_u64))
            .saturating_add(RocksDbWeight::get().writes((4_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    fn bid_levels(n: u32, ) -> Weight {
        Weight::from_parts(42_926_642, 8339)
            .saturating_add(Weight::from_parts(132_251_660, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(8_u64))
            .saturating_add(RocksDbWeight::get().reads((7_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(7_u64))
            .saturating_add(RocksDbWeight::get().writes((6_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    fn ask_within(n: u32, ) -> Weight {
        Weight::from_parts(202_750_000, 6390)
            .saturating_add(Weight::from_parts(119_599_652, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(8_u64))
            .saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(6_u64))
            .saturating_add(RocksDbWeight::get().writes((3_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    fn ask_levels(n: u32, ) -> Weight {
        Weight::from_parts(526_787_021, 8339)
            .saturating_add(Weight::from_parts(146_403_821, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(10_u64))
            .saturating_add(RocksDbWeight::get().reads((5_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(8_u64))
            .saturating_add(RocksDbWeight::get().writes((5_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    fn cancel_order() -> Weight {
        Weight::from_parts(126_167_000, 23037)
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().writes(6_u64))
    }
    fn cancel_orders(n: u32, ) -> Weight {
        Weight::from_parts(91_416_000, 8339)
            .saturating_add(Weight::from_parts(73_643_582, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().reads((4_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
            .saturating_add(RocksDbWeight::get().writes((4_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 14698).saturating_mul(n.into()))
    }
    fn remove_expired(n: u32, ) -> Weight {
        Weight::from_parts(146_878_000, 3521)
            .saturating_add(Weight::from_parts(138_915_684, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(1_u64))
            .saturating_add(RocksDbWeight::get().reads((8_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes((6_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 22047).saturating_mul(n.into()))
    }
    fn close_book() -> Weight {
        Weight::from_parts(19_779_000, 3776)
            .saturating_add(RocksDbWeight::get().reads(1_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
}
