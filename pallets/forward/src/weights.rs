
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
    fn close_out() -> Weight;
    /// `assign` at its worst.
    fn assign() -> Weight;
    /// `consent` at its worst.
    fn consent() -> Weight;
    /// `settle` at its worst.
    fn settle() -> Weight;
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
    // Proof: `Forward::Offers` (`max_values`: None, `max_size`: Some(166), added: 2641, mode: `MaxEncodedLen`)
    fn offer() -> Weight {
        // Proof size in bytes: measured 1119
        // At least 59_418_000 picoseconds.
        Weight::from_parts(73_839_000, 3690)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Forward::Offers` (r:1 w:1)
    // Proof: `Forward::Offers` (`max_values`: None, `max_size`: Some(166), added: 2641, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn cancel_offer() -> Weight {
        // Proof size in bytes: measured 802
        // At least 40_550_000 picoseconds.
        Weight::from_parts(71_316_000, 3690)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    // Storage: `Cash::Accounts` (r:2 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Cash::TotalIssuance` (r:1 w:1)
    // Proof: `Cash::TotalIssuance` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `Forward::Offers` (r:1 w:1)
    // Proof: `Forward::Offers` (`max_values`: None, `max_size`: Some(166), added: 2641, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Markets` (r:1 w:0)
    // Proof: `Capacity::Markets` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
    // Storage: `Forward::Agreements` (r:0 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(495), added: 2970, mode: `MaxEncodedLen`)
    fn accept() -> Weight {
        // Proof size in bytes: measured 1194
        // At least 69_192_000 picoseconds.
        Weight::from_parts(98_426_000, 6390)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(495), added: 2970, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn top_up() -> Weight {
        // Proof size in bytes: measured 976
        // At least 42_903_000 picoseconds.
        Weight::from_parts(62_353_000, 3960)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(2_u64))
    }
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(495), added: 2970, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:2 w:2)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:1 w:0)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Forward::Tapes` (r:3 w:0)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    fn withdraw_excess() -> Weight {
        // Proof size in bytes: measured 4929
        // At least 123_072_000 picoseconds.
        Weight::from_parts(131_715_000, 13869)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(495), added: 2970, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:1 w:0)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Forward::Tapes` (r:3 w:0)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:2 w:2)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn mark() -> Weight {
        // Proof size in bytes: measured 4908
        // At least 100_308_000 picoseconds.
        Weight::from_parts(107_449_000, 13869)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(495), added: 2970, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:1 w:0)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Forward::Tapes` (r:3 w:0)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:2 w:2)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn call_margin() -> Weight {
        // Proof size in bytes: measured 4908
        // At least 104_485_000 picoseconds.
        Weight::from_parts(112_457_000, 13869)
            .saturating_add(T::DbWeight::get().reads(7_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Cash::Accounts` (r:3 w:3)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Cash::TotalIssuance` (r:1 w:1)
    // Proof: `Cash::TotalIssuance` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(495), added: 2970, mode: `MaxEncodedLen`)
    // Storage: `Delivery::Heart` (r:1 w:0)
    // Proof: `Delivery::Heart` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:1 w:0)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Forward::Tapes` (r:3 w:0)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    // Storage: `Cash::Claims` (r:1 w:1)
    // Proof: `Cash::Claims` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:1 w:1)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    fn close_out() -> Weight {
        // Proof size in bytes: measured 5281
        // At least 134_949_000 picoseconds.
        Weight::from_parts(143_453_000, 13869)
            .saturating_add(T::DbWeight::get().reads(12_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(495), added: 2970, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:0)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn assign() -> Weight {
        // Proof size in bytes: measured 976
        // At least 27_580_000 picoseconds.
        Weight::from_parts(47_280_000, 3960)
            .saturating_add(T::DbWeight::get().reads(2_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(495), added: 2970, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:3 w:2)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn consent() -> Weight {
        // Proof size in bytes: measured 1154
        // At least 72_447_000 picoseconds.
        Weight::from_parts(81_090_000, 9090)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Cash::Accounts` (r:3 w:3)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Cash::TotalIssuance` (r:1 w:1)
    // Proof: `Cash::TotalIssuance` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `Forward::Agreements` (r:1 w:1)
    // Proof: `Forward::Agreements` (`max_values`: None, `max_size`: Some(495), added: 2970, mode: `MaxEncodedLen`)
    // Storage: `Index::Indexes` (r:1 w:0)
    // Proof: `Index::Indexes` (`max_values`: None, `max_size`: Some(110), added: 2585, mode: `MaxEncodedLen`)
    // Storage: `Index::Values` (r:2 w:0)
    // Proof: `Index::Values` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
    // Storage: `Cash::Claims` (r:1 w:1)
    // Proof: `Cash::Claims` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:1 w:1)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    fn settle() -> Weight {
        // Proof size in bytes: measured 1781
        // At least 117_864_000 picoseconds.
        Weight::from_parts(127_929_000, 9090)
            .saturating_add(T::DbWeight::get().reads(10_u64))
            .saturating_add(T::DbWeight::get().writes(7_u64))
    }
    // Storage: `MarketAdmins::Members` (r:1 w:0)
    // Proof: `MarketAdmins::Members` (`max_values`: Some(1), `max_size`: Some(2050), added: 2545, mode: `MaxEncodedLen`)
    // Storage: `Forward::Floors` (r:0 w:1)
    // Proof: `Forward::Floors` (`max_values`: None, `max_size`: Some(26), added: 2501, mode: `MaxEncodedLen`)
    fn set_floor() -> Weight {
        // Proof size in bytes: measured 63
        // At least 12_238_000 picoseconds.
        Weight::from_parts(13_500_000, 3535)
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
        // At least 33_810_000 picoseconds.
        Weight::from_parts(39_989_000, 5283)
            .saturating_add(T::DbWeight::get().reads(3_u64))
            .saturating_add(T::DbWeight::get().writes(3_u64))
    }
    // Storage: `Forward::Tapes` (r:1 w:1)
    // Proof: `Forward::Tapes` (`max_values`: None, `max_size`: Some(1818), added: 4293, mode: `MaxEncodedLen`)
    fn on_trade() -> Weight {
        // Proof size in bytes: measured 1884
        // At least 9_694_000 picoseconds.
        Weight::from_parts(11_647_000, 5283)
            .saturating_add(T::DbWeight::get().reads(1_u64))
            .saturating_add(T::DbWeight::get().writes(1_u64))
    }
}

/// The same for a mock, with the costs of RocksDB.
impl WeightInfo for () {
    fn offer() -> Weight {
        Weight::from_parts(73_839_000, 3690)
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn cancel_offer() -> Weight {
        Weight::from_parts(71_316_000, 3690)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn accept() -> Weight {
        Weight::from_parts(98_426_000, 6390)
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().writes(4_u64))
    }
    fn top_up() -> Weight {
        Weight::from_parts(62_353_000, 3960)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(2_u64))
    }
    fn withdraw_excess() -> Weight {
        Weight::from_parts(131_715_000, 13869)
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn mark() -> Weight {
        Weight::from_parts(107_449_000, 13869)
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn call_margin() -> Weight {
        Weight::from_parts(112_457_000, 13869)
            .saturating_add(RocksDbWeight::get().reads(7_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn close_out() -> Weight {
        Weight::from_parts(143_453_000, 13869)
            .saturating_add(RocksDbWeight::get().reads(12_u64))
            .saturating_add(RocksDbWeight::get().writes(7_u64))
    }
    fn assign() -> Weight {
        Weight::from_parts(47_280_000, 3960)
            .saturating_add(RocksDbWeight::get().reads(2_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn consent() -> Weight {
        Weight::from_parts(81_090_000, 9090)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn settle() -> Weight {
        Weight::from_parts(127_929_000, 9090)
            .saturating_add(RocksDbWeight::get().reads(10_u64))
            .saturating_add(RocksDbWeight::get().writes(7_u64))
    }
    fn set_floor() -> Weight {
        Weight::from_parts(13_500_000, 3535)
            .saturating_add(RocksDbWeight::get().reads(1_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
    fn clear_tape() -> Weight {
        Weight::from_parts(39_989_000, 5283)
            .saturating_add(RocksDbWeight::get().reads(3_u64))
            .saturating_add(RocksDbWeight::get().writes(3_u64))
    }
    fn on_trade() -> Weight {
        Weight::from_parts(11_647_000, 5283)
            .saturating_add(RocksDbWeight::get().reads(1_u64))
            .saturating_add(RocksDbWeight::get().writes(1_u64))
    }
}
