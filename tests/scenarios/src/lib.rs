//! A chain in memory: the real runtime from the dev preset, whole blocks with Aura's digest and the
//! timestamp inherent, transactions with real signatures. After every block each pallet's
//! invariants are checked.

mod chain;
mod people;
mod trie;

pub use chain::{Chain, Outcome, BEGIN};
pub use people::Person;
pub use trie::{Cost, Trie};

/// Milliseconds in an hour.
pub const HOUR: u64 = 3_600_000;

/// One unit of cash, in millionths.
pub const CASH: u128 = 1_000_000;
