//! A set of numbers below 2²², as a tree of bits of two levels. No storage here.
//!
//! The upper level, 2,048 bits, says which leaves are not empty; a leaf, 2,048 bits, says which
//! numbers are in the set.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Numbers in a set are below this.
pub const LIMIT: u32 = 1 << 22;

const BITS: u32 = 2_048;
const WORDS: usize = (BITS / 64) as usize;

/// 2,048 bits.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct Bits([u64; WORDS]);

impl Bits {
    /// Whether no bit is set.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Whether bit `at` is set; `at` is taken modulo 2,048.
    pub fn has(&self, at: u32) -> bool {
        self.0[(at % BITS / 64) as usize] & (1 << (at % 64)) != 0
    }

    /// Sets bit `at`, modulo 2,048.
    pub fn set(&mut self, at: u32) {
        self.0[(at % BITS / 64) as usize] |= 1 << (at % 64);
    }

    /// Clears bit `at`, modulo 2,048.
    pub fn clear(&mut self, at: u32) {
        self.0[(at % BITS / 64) as usize] &= !(1 << (at % 64));
    }

    /// The lowest bit that is set, at `from` or above.
    pub fn at_or_above(&self, from: u32) -> Option<u32> {
        if from >= BITS {
            return None;
        }
        let first = (from / 64) as usize;
        (first..WORDS).find_map(|n| {
            let mask = if n == first { u64::MAX << (from % 64) } else { u64::MAX };
            let word = self.0[n] & mask;
            (word != 0).then(|| n as u32 * 64 + word.trailing_zeros())
        })
    }

    /// The highest bit that is set, at `from` or below.
    pub fn at_or_below(&self, from: u32) -> Option<u32> {
        let from = from.min(BITS - 1);
        let last = (from / 64) as usize;
        (0..=last).rev().find_map(|n| {
            let mask = if n == last { u64::MAX >> (63 - from % 64) } else { u64::MAX };
            let word = self.0[n] & mask;
            (word != 0).then(|| n as u32 * 64 + 63 - word.leading_zeros())
        })
    }
}

/// The leaf that a number is in.
pub const fn leaf_of(number: u32) -> u16 {
    (number / BITS) as u16
}

/// The lowest number in the set at `from` or above. `leaf` reads a leaf; at most two are read.
pub fn at_or_above(root: &Bits, from: u32, leaf: impl Fn(u16) -> Bits) -> Option<u32> {
    if from >= LIMIT {
        return None;
    }
    let here = from / BITS;
    if root.has(here) {
        if let Some(bit) = leaf(here as u16).at_or_above(from % BITS) {
            return Some(here * BITS + bit);
        }
    }
    let next = root.at_or_above(here + 1)?;
    leaf(next as u16).at_or_above(0).map(|bit| next * BITS + bit)
}

/// The highest number in the set at `from` or below. `leaf` reads a leaf; at most two are read.
pub fn at_or_below(root: &Bits, from: u32, leaf: impl Fn(u16) -> Bits) -> Option<u32> {
    let from = from.min(LIMIT - 1);
    let here = from / BITS;
    if root.has(here) {
        if let Some(bit) = leaf(here as u16).at_or_below(from % BITS) {
            return Some(here * BITS + bit);
        }
    }
    let next = root.at_or_below(here.checked_sub(1)?)?;
    leaf(next as u16).at_or_below(BITS - 1).map(|bit| next * BITS + bit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    #[derive(Default)]
    struct Set {
        root: Bits,
        leaves: BTreeMap<u16, Bits>,
    }

    impl Set {
        fn leaf(&self, n: u16) -> Bits {
            self.leaves.get(&n).cloned().unwrap_or_default()
        }

        fn insert(&mut self, number: u32) {
            self.leaves.entry(leaf_of(number)).or_default().set(number);
            self.root.set(leaf_of(number).into());
        }

        fn remove(&mut self, number: u32) {
            let leaf = self.leaves.entry(leaf_of(number)).or_default();
            leaf.clear(number);
            if leaf.is_empty() {
                self.root.clear(leaf_of(number).into());
            }
        }
    }

    fn number() -> impl Strategy<Value = u32> {
        prop_oneof![0..300u32, 2_000..2_100u32, 0..LIMIT, Just(LIMIT - 1)]
    }

    proptest! {
        #[test]
        fn it_is_an_ordered_set(
            steps in proptest::collection::vec((number(), any::<bool>()), 1..200),
            asked in proptest::collection::vec(number(), 1..50),
        ) {
            let (mut set, mut naive) = (Set::default(), BTreeSet::new());
            for (number, insert) in steps {
                if insert {
                    set.insert(number);
                    naive.insert(number);
                } else {
                    set.remove(number);
                    naive.remove(&number);
                }
            }
            for from in asked {
                let above = at_or_above(&set.root, from, |n| set.leaf(n));
                let below = at_or_below(&set.root, from, |n| set.leaf(n));
                prop_assert_eq!(above, naive.range(from..).next().copied());
                prop_assert_eq!(below, naive.range(..=from).next_back().copied());
                prop_assert_eq!(set.leaf(leaf_of(from)).has(from), naive.contains(&from));
            }
        }
    }
}
