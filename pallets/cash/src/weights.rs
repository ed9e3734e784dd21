
//! What each call of `pallet_cash` costs, measured by `./scripts/bench`. Do not edit.
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
    /// `deposit` at its worst.
    fn deposit() -> Weight;
    /// `withdraw` at its worst.
    fn withdraw() -> Weight;
    /// `pay_claim` at its worst.
    fn pay_claim() -> Weight;
}

/// The weights of a chain: storage costs what its database says.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `Assets::Asset` (r:1 w:1)
    // Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
    // Storage: `Assets::Account` (r:2 w:2)
    // Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
    // Storage: `Cash::TotalIssuance` (r:1 w:1)
    // Proof: `Cash::TotalIssuance` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    fn deposit() -> Weight {
        // Proof size in bytes: measured 1204
        // At least 80_179_000 picoseconds.
        Weight::from_parts(84_565_000, 6208)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    // Storage: `Cash::Accounts` (r:1 w:1)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Cash::TotalIssuance` (r:1 w:1)
    // Proof: `Cash::TotalIssuance` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `Assets::Asset` (r:1 w:1)
    // Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
    // Storage: `Assets::Account` (r:2 w:2)
    // Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
    fn withdraw() -> Weight {
        // Proof size in bytes: measured 1204
        // At least 74_600_000 picoseconds.
        Weight::from_parts(78_647_000, 6208)
            .saturating_add(T::DbWeight::get().reads(5_u64))
            .saturating_add(T::DbWeight::get().writes(5_u64))
    }
    // Storage: `Cash::Claims` (r:1 w:1)
    // Proof: `Cash::Claims` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
    // Storage: `Cash::Accounts` (r:2 w:2)
    // Proof: `Cash::Accounts` (`max_values`: None, `max_size`: Some(225), added: 2700, mode: `MaxEncodedLen`)
    // Storage: `Capacity::Operators` (r:1 w:1)
    // Proof: `Capacity::Operators` (`max_values`: None, `max_size`: Some(932), added: 3407, mode: `MaxEncodedLen`)
    fn pay_claim() -> Weight {
        // Proof size in bytes: measured 830
        // At least 33_199_000 picoseconds.
        Weight::from_parts(35_232_000, 6390)
            .saturating_add(T::DbWeight::get().reads(4_u64))
            .saturating_add(T::DbWeight::get().writes(4_u64))
    }
}

/// The same for a mock, with the costs of RocksDB.
impl WeightInfo for () {
    fn deposit() -> Weight {
        Weight::from_parts(84_565_000, 6208)
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().writes(5_u64))
    }
    fn withdraw() -> Weight {
        Weight::from_parts(78_647_000, 6208)
            .saturating_add(RocksDbWeight::get().reads(5_u64))
            .saturating_add(RocksDbWeight::get().writes(5_u64))
    }
    fn pay_claim() -> Weight {
        Weight::from_parts(35_232_000, 6390)
            .saturating_add(RocksDbWeight::get().reads(4_u64))
            .saturating_add(RocksDbWeight::get().writes(4_u64))
    }
}
