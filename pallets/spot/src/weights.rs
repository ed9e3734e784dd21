
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
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:1)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(171), added: 2646, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:1 w:1)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Spot::Orders` (r:2 w:2)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    fn rest_bid() -> Weight {
        // Proof size in bytes: measured 10846
        // At least 91_626_000 picoseconds.
        Weight::from_parts(96_783_000, 15688)
            .saturating_add(T::DbWeight::get().reads(6_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:1)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(171), added: 2646, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:1 w:0)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Units` (r:1 w:1)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:1 w:1)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Spot::Orders` (r:2 w:2)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    fn rest_ask() -> Weight {
        // Proof size in bytes: measured 12169
        // At least 126_487_000 picoseconds.
        Weight::from_parts(131_715_000, 15688)
            .saturating_add(T::DbWeight::get().reads(8_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:1)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:66 w:66)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(171), added: 2646, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:1 w:1)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Spot::Orders` (r:64 w:64)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:64 w:0)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:128 w:128)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    fn bid_within(n: u32, ) -> Weight {
        // Proof size in bytes: measured 2393 + n × 5200
        // At least 158_845_000 picoseconds.
        Weight::from_parts(162_040_000, 6282)
            // Standard error: 221_848
            .saturating_add(Weight::from_parts(99_931_269, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(4_u64))
            .saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:1)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:66 w:66)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(171), added: 2646, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:65 w:65)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Spot::Orders` (r:65 w:65)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:64 w:0)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:128 w:128)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    // Storage: `Spot::Leaves` (r:65 w:65)
    // Proof: `Spot::Leaves` (`max_values`: None, `max_size`: Some(299), added: 2774, mode: `MaxEncodedLen`)
    fn bid_levels(n: u32, ) -> Weight {
        // Proof size in bytes: measured 7075 + n × 5294
        // At least 203_642_000 picoseconds.
        Weight::from_parts(49_128_863, 8339)
            // Standard error: 555_825
            .saturating_add(Weight::from_parts(122_348_093, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().reads((7_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(6_u64))
            .saturating_add(T::DbWeight::get().writes((6_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:1)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:66 w:66)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(171), added: 2646, mode: `MaxEncodedLen`)
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
    fn ask_within(n: u32, ) -> Weight {
        // Proof size in bytes: measured 2629 + n × 4930
        // At least 186_937_000 picoseconds.
        Weight::from_parts(74_723_000, 6282)
            // Standard error: 276_149
            .saturating_add(Weight::from_parts(100_909_224, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(5_u64))
            .saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:1)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:66 w:66)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(171), added: 2646, mode: `MaxEncodedLen`)
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
    // Storage: `Spot::Leaves` (r:65 w:65)
    // Proof: `Spot::Leaves` (`max_values`: None, `max_size`: Some(299), added: 2774, mode: `MaxEncodedLen`)
    fn ask_levels(n: u32, ) -> Weight {
        // Proof size in bytes: measured 7406 + n × 5045
        // At least 235_418_000 picoseconds.
        Weight::from_parts(194_959_633, 8339)
            // Standard error: 1_483_323
            .saturating_add(Weight::from_parts(125_962_298, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(9_u64))
            .saturating_add(T::DbWeight::get().reads((5_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(7_u64))
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
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(171), added: 2646, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Units` (r:1 w:1)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    fn cancel_order() -> Weight {
        // Proof size in bytes: measured 16095
        // At least 109_092_000 picoseconds.
        Weight::from_parts(116_713_000, 23037)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(6_u64))
    }
    // Storage: `Spot::Orders` (r:65 w:65)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:0)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:32 w:32)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(171), added: 2646, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Units` (r:1 w:1)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    fn cancel_orders(n: u32, ) -> Weight {
        // Proof size in bytes: measured 1739 + n × 9941
        // At least 113_669_000 picoseconds.
        Weight::from_parts(37_229_000, 8339)
            // Standard error: 597_457
            .saturating_add(Weight::from_parts(78_400_957, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().reads((3_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(3_u64))
            .saturating_add(T::DbWeight::get().writes((3_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 14698).saturating_mul(n.into()))
    }
    // Storage: `Spot::Orders` (r:96 w:96)
    // Proof: `Spot::Orders` (`max_values`: None, `max_size`: Some(4874), added: 7349, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:32 w:0)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Spot::Books` (r:1 w:0)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    // Storage: `Spot::Levels` (r:32 w:32)
    // Proof: `Spot::Levels` (`max_values`: None, `max_size`: Some(137), added: 2612, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:32 w:32)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    fn remove_expired(n: u32, ) -> Weight {
        // Proof size in bytes: measured 1778 + n × 14923
        // At least 100_469_000 picoseconds.
        Weight::from_parts(85_959_337, 3776)
            // Standard error: 1_406_675
            .saturating_add(Weight::from_parts(95_302_906, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().reads((6_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes((5_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 22047).saturating_mul(n.into()))
    }
    // Storage: `Spot::Books` (r:1 w:1)
    // Proof: `Spot::Books` (`max_values`: None, `max_size`: Some(311), added: 2786, mode: `MaxEncodedLen`)
    fn close_book() -> Weight {
        // Proof size in bytes: measured 473
        // At least 18_317_000 picoseconds.
        Weight::from_parts(23_855_000, 3776)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
}

/// The same for a mock, with the costs of RocksDB.
impl WeightInfo for () {
    fn rest_bid() -> Weight {
        Weight::from_parts(96_783_000, 15688)
            .saturating_add(RocksDbWeight::get().reads(6_u64))
            .saturating_add(RocksDbWeight::get().writes(5_u64))
    }
    fn rest_ask() -> Weight {
        Weight::from_parts(131_715_000, 15688)
            .saturating_add(RocksDbWeight::get().reads(8_u64))
            .saturating_add(RocksDbWeight::get().writes(6_u64))
    }
    fn bid_within(n: u32, ) -> Weight {
        Weight::from_parts(162_040_000, 6282)
            .saturating_add(Weight::from_parts(99_931_269, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().reads((5_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(4_u64))
            .saturating_add(RocksDbWeight::get().writes((4_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    fn bid_levels(n: u32, ) -> Weight {
        Weight::from_parts(49_128_863, 8339)
            .saturating_add(Weight::from_parts(122_348_093, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().reads((7_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(6_u64))
            .saturating_add(RocksDbWeight::get().writes((6_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    fn ask_within(n: u32, ) -> Weight {
        Weight::from_parts(74_723_000, 6282)
            .saturating_add(Weight::from_parts(100_909_224, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(5_u64))
            .saturating_add(RocksDbWeight::get().writes((3_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    fn ask_levels(n: u32, ) -> Weight {
        Weight::from_parts(194_959_633, 8339)
            .saturating_add(Weight::from_parts(125_962_298, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(9_u64))
            .saturating_add(RocksDbWeight::get().reads((5_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(7_u64))
            .saturating_add(RocksDbWeight::get().writes((5_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 7349).saturating_mul(n.into()))
    }
    fn cancel_order() -> Weight {
        Weight::from_parts(116_713_000, 23037)
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().writes(6_u64))
    }
    fn cancel_orders(n: u32, ) -> Weight {
        Weight::from_parts(37_229_000, 8339)
            .saturating_add(Weight::from_parts(78_400_957, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().reads((3_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
            .saturating_add(RocksDbWeight::get().writes((3_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 14698).saturating_mul(n.into()))
    }
    fn remove_expired(n: u32, ) -> Weight {
        Weight::from_parts(85_959_337, 3776)
            .saturating_add(Weight::from_parts(95_302_906, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(1_u64))
            .saturating_add(RocksDbWeight::get().reads((6_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes((5_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 22047).saturating_mul(n.into()))
    }
    fn close_book() -> Weight {
        Weight::from_parts(23_855_000, 3776)
            .saturating_add(RocksDbWeight::get().reads(1_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
}
