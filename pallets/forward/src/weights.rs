
//! What each call of `pallet_forward` costs, measured by `./scripts/bench`. Do not edit.
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
    /// `offer` at its worst.
    fn offer() -> Weight;
    /// `cancel_offer` at its worst.
    fn cancel_offer() -> Weight;
    /// `accept` at its worst.
    fn accept() -> Weight;
    /// `top_up` at its worst.
    fn top_up() -> Weight;
    /// `withdraw_excess` at its worst.
    fn withdraw_excess() -> Weight;
    /// `mark` at its worst.
    fn mark() -> Weight;
    /// `call_margin` at its worst.
    fn call_margin() -> Weight;
    /// `close_out` at its worst.
    /// `n` is from 0 to 8.
    fn close_out(n: u32, ) -> Weight;
    /// `assign` at its worst.
    fn assign() -> Weight;
    /// `consent` at its worst.
    fn consent() -> Weight;
    /// `settle` at its worst.
    fn settle() -> Weight;
    /// `deliver` at its worst.
    /// `n` is from 0 to 8.
    fn deliver(n: u32, ) -> Weight;
    /// `commit` at its worst.
    fn commit() -> Weight;
    /// `instruct` at its worst.
    fn instruct() -> Weight;
    /// `set_floor` at its worst.
    fn set_floor() -> Weight;
    /// `clear_tape` at its worst.
    fn clear_tape() -> Weight;
    /// `on_trade` at its worst.
    fn on_trade() -> Weight;
}

/// The weights of a chain: storage costs what its database says.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Products` (r:1 w:0)
    // Proof: `Capacity::Products` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
    // Storage: `Forward::Floors` (r:1 w:0)
    // Proof: `Forward::Floors` (`max_values`: None, `max_size`: Some(26), added: 2501, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Forward::NextId` (r:1 w:1)
    // Proof: `Forward::NextId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
    // Storage: `Forward::Offers` (r:0 w:1)
    // Proof: `Forward::Offers` (`max_values`: None, `max_size`: Some(167), added: 2642, mode: `MaxEncodedLen`)
    fn offer() -> Weight {
        // Proof size in bytes: measured 1119
        // At least 89_643_000 picoseconds.
        Weight::from_parts(103_824_000, 3690)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Forward::Offers` (r:1 w:1)
    // Proof: `Forward::Offers` (`max_values`: None, `max_size`: Some(167), added: 2642, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn cancel_offer() -> Weight {
        // Proof size in bytes: measured 803
        // At least 60_229_000 picoseconds.
        Weight::from_parts(72_147_000, 3690)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    // Storage: `Cash::Accounts` (r:2 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Cash::TotalIssuance` (r:1 w:1)
    // Proof: `Cash::TotalIssuance` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `Forward::Offers` (r:1 w:1)
    // Proof: `Forward::Offers` (`max_values`: None, `max_size`: Some(167), added: 2642, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Forward::Agreements` (r:0 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(825), added: 3300, mode: `MaxEncodedLen`)
    fn accept() -> Weight {
        // Proof size in bytes: measured 1195
        // At least 107_249_000 picoseconds.
        Weight::from_parts(117_794_000, 6390)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(825), added: 3300, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn top_up() -> Weight {
        // Proof size in bytes: measured 985
        // At least 68_872_000 picoseconds.
        Weight::from_parts(78_246_000, 4290)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(825), added: 3300, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:2 w:2)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:1 w:0)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Forward::Tapes` (r:3 w:0)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    fn withdraw_excess() -> Weight {
        // Proof size in bytes: measured 4938
        // At least 122_872_000 picoseconds.
        Weight::from_parts(142_952_000, 13869)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(825), added: 3300, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:1 w:0)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Forward::Tapes` (r:3 w:0)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:2 w:2)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn mark() -> Weight {
        // Proof size in bytes: measured 4917
        // At least 98_586_000 picoseconds.
        Weight::from_parts(105_856_000, 13869)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(825), added: 3300, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:1 w:0)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Forward::Tapes` (r:3 w:0)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:2 w:2)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn call_margin() -> Weight {
        // Proof size in bytes: measured 4917
        // At least 103_233_000 picoseconds.
        Weight::from_parts(111_405_000, 13869)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Cash::Accounts` (r:3 w:3)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Cash::TotalIssuance` (r:1 w:1)
    // Proof: `Cash::TotalIssuance` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(825), added: 3300, mode: `MaxEncodedLen`)
    // Storage: `Delivery::Heart` (r:1 w:0)
    // Proof: `Delivery::Heart` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:1 w:0)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Forward::Tapes` (r:3 w:0)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:8 w:8)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    // Storage: `Cash::Claims` (r:1 w:1)
    // Proof: `Cash::Claims` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:1 w:1)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    fn close_out(n: u32, ) -> Weight {
        // Proof size in bytes: measured 5438 + n × 153
        // At least 135_181_000 picoseconds.
        Weight::from_parts(155_999_529, 13869)
            // Standard error: 285_949
            .saturating_add(Weight::from_parts(12_636_250, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(12_u64))
            .saturating_add(T::DbWeight::get().reads((1_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(7_u64))
            .saturating_add(T::DbWeight::get().writes((1_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 2588).saturating_mul(n.into()))
    }
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(825), added: 3300, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:0)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn assign() -> Weight {
        // Proof size in bytes: measured 985
        // At least 27_711_000 picoseconds.
        Weight::from_parts(35_363_000, 4290)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(825), added: 3300, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:3 w:2)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn consent() -> Weight {
        // Proof size in bytes: measured 1163
        // At least 72_668_000 picoseconds.
        Weight::from_parts(80_108_000, 9090)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Cash::Accounts` (r:3 w:3)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Cash::TotalIssuance` (r:1 w:1)
    // Proof: `Cash::TotalIssuance` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(825), added: 3300, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:1 w:0)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Index::Values` (r:2 w:0)
    // Proof: `Index::Values` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
    // Storage: `Cash::Claims` (r:1 w:1)
    // Proof: `Cash::Claims` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:1 w:1)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    fn settle() -> Weight {
        // Proof size in bytes: measured 1790
        // At least 117_965_000 picoseconds.
        Weight::from_parts(126_207_000, 9090)
            .saturating_add(T::DbWeight::get().reads(10_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    // Storage: `Cash::Accounts` (r:3 w:3)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Cash::TotalIssuance` (r:1 w:1)
    // Proof: `Cash::TotalIssuance` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(825), added: 3300, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:8 w:0)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:16 w:16)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Units` (r:8 w:8)
    // Proof: `Capacity::Units` (`max_values`: None, `max_size`: Some(155), added: 2630, mode: `MaxEncodedLen`)
    // Storage: `Delivery::Deliveries` (r:0 w:8)
    // Proof: `Delivery::Deliveries` (`max_values`: None, `max_size`: Some(310), added: 2785, mode: `MaxEncodedLen`)
    fn deliver(n: u32, ) -> Weight {
        // Proof size in bytes: measured 2472 + n × 411
        // At least 64_976_000 picoseconds.
        Weight::from_parts(106_018_310, 9090)
            // Standard error: 1_008_028
            .saturating_add(Weight::from_parts(87_753_161, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().reads((4_u64).saturating_mul(n.into())))
            .saturating_add(T::DbWeight::get().writes(5_u64))
            .saturating_add(T::DbWeight::get().writes((4_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 5176).saturating_mul(n.into()))
    }
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(825), added: 3300, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:0)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:1 w:0)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Holdings` (r:1 w:1)
    // Proof: `Capacity::Holdings` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
    fn commit() -> Weight {
        // Proof size in bytes: measured 3159
        // At least 67_830_000 picoseconds.
        Weight::from_parts(74_810_000, 4397)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(825), added: 3300, mode: `MaxEncodedLen`)
    fn instruct() -> Weight {
        // Proof size in bytes: measured 730
        // At least 29_173_000 picoseconds.
        Weight::from_parts(35_142_000, 4290)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    // Storage: `MarketAdmins::Members` (r:1 w:0)
    // Proof: `MarketAdmins::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Forward::Floors` (r:0 w:1)
    // Proof: `Forward::Floors` (`max_values`: None, `max_size`: Some(26), added: 2501, mode: `MaxEncodedLen`)
    fn set_floor() -> Weight {
        // Proof size in bytes: measured 63
        // At least 12_198_000 picoseconds.
        Weight::from_parts(13_560_000, 3535)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Cash::TotalIssuance` (r:1 w:1)
    // Proof: `Cash::TotalIssuance` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `Forward::Tapes` (r:1 w:1)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    fn clear_tape() -> Weight {
        // Proof size in bytes: measured 527
        // At least 33_049_000 picoseconds.
        Weight::from_parts(35_833_000, 5283)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Forward::Tapes` (r:1 w:1)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    fn on_trade() -> Weight {
        // Proof size in bytes: measured 1884
        // At least 9_193_000 picoseconds.
        Weight::from_parts(10_356_000, 5283)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
}

/// The same for a mock, with the costs of RocksDB.
impl WeightInfo for () {
    fn offer() -> Weight {
        Weight::from_parts(103_824_000, 3690)
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn cancel_offer() -> Weight {
        Weight::from_parts(72_147_000, 3690)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn accept() -> Weight {
        Weight::from_parts(117_794_000, 6390)
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().writes(4_u64))
    }
    fn top_up() -> Weight {
        Weight::from_parts(78_246_000, 4290)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn withdraw_excess() -> Weight {
        Weight::from_parts(142_952_000, 13869)
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn mark() -> Weight {
        Weight::from_parts(105_856_000, 13869)
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn call_margin() -> Weight {
        Weight::from_parts(111_405_000, 13869)
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn close_out(n: u32, ) -> Weight {
        Weight::from_parts(155_999_529, 13869)
            .saturating_add(Weight::from_parts(12_636_250, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(12_u64))
            .saturating_add(RocksDbWeight::get().reads((1_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(7_u64))
            .saturating_add(RocksDbWeight::get().writes((1_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 2588).saturating_mul(n.into()))
    }
    fn assign() -> Weight {
        Weight::from_parts(35_363_000, 4290)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn consent() -> Weight {
        Weight::from_parts(80_108_000, 9090)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn settle() -> Weight {
        Weight::from_parts(126_207_000, 9090)
            .saturating_add(RocksDbWeight::get().reads(10_u64))
            .saturating_add(RocksDbWeight::get().writes(7_u64))
    }
    fn deliver(n: u32, ) -> Weight {
        Weight::from_parts(106_018_310, 9090)
            .saturating_add(Weight::from_parts(87_753_161, 0).saturating_mul(n.into()))
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().reads((4_u64).saturating_mul(n.into())))
            .saturating_add(RocksDbWeight::get().writes(5_u64))
            .saturating_add(RocksDbWeight::get().writes((4_u64).saturating_mul(n.into())))
            .saturating_add(Weight::from_parts(0, 5176).saturating_mul(n.into()))
    }
    fn commit() -> Weight {
        Weight::from_parts(74_810_000, 4397)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn instruct() -> Weight {
        Weight::from_parts(35_142_000, 4290)
            .saturating_add(RocksDbWeight::get().reads(1_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn set_floor() -> Weight {
        Weight::from_parts(13_560_000, 3535)
            .saturating_add(RocksDbWeight::get().reads(1_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn clear_tape() -> Weight {
        Weight::from_parts(35_833_000, 5283)
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn on_trade() -> Weight {
        Weight::from_parts(10_356_000, 5283)
            .saturating_add(RocksDbWeight::get().reads(1_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
}
