//! How a price is made of many: the capped, winsorised mean by quantity. No storage here.
//!
//! 1. **Cap.** No account may stand behind more than a share of the weight, be it as issuer, as
//!    buyer or as seller; a reporter stands in all three places of what it reports.
//! 2. **Winsorise.** A price further from the weighted median than a share of it counts as one that
//!    is just as far.
//! 3. **Mean** of the prices by weight.
//! 4. **Limit**, where there was a value before: [`limited`].
//!
//! ## The cap
//!
//! Let qᵢ be an input's quantity, and Mᵢ the largest quantity of any account behind it. Every
//! account is cut down to the same level c: wᵢ = qᵢ × min(1, c ÷ Mᵢ). Then no account has more than
//! c, since each of its inputs is cut at least as much as it needs. The level is the largest for
//! which c is at most a share s of all weight T(c) = Σ wᵢ.
//!
//! T(c) ÷ c never rises as c grows, so that level is where T(c) = c ÷ s. With A = Σ qᵢ of inputs with
//! Mᵢ ≤ c, and B = Σ qᵢ ÷ Mᵢ of all others, it is c = A ÷ (1/s − B). Where all are cut (A = 0), the
//! level does not matter, because weights are relative; then B is 1/s at least.
//!
//! Σ qᵢ ÷ Mᵢ over all inputs is the **effective number of contributors**: n accounts of one size,
//! each in its own inputs, count as n, and one of them beside dust counts as little more than one.
//! Where it is under 1/s there is no level, and the hour has no value by this method.

use crate::{Price, Quantity};
use alloc::vec::Vec;

/// Weights and counts are in parts of this.
pub const ONE: u128 = 1 << 32;
const HALF: u32 = 40;
/// All weights together are this, or a little less.
pub const WHOLE: u128 = 1 << HALF;

/// Who stands behind an input.
pub type Behind<AccountId> = [AccountId; 3];

/// One price for some quantity, and the accounts behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed<AccountId> {
    /// Cash per unit and hour, in millionths.
    pub price: Price,
    /// Units.
    pub quantity: Quantity,
    /// The issuer, the buyer and the seller; the reporter thrice.
    pub behind: Behind<AccountId>,
}

/// What the method is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The least effective number of contributors: 1 ÷ the greatest share of one.
    pub contributors: u32,
    /// How far from the median a price counts, in thousandths of the median.
    pub band: u32,
    /// The least quantity, in units.
    pub quantity: u64,
}

/// A value, and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The mean, rounded down.
    pub price: Price,
    /// The median by weight: the middle of two where both are as good, rounded down.
    pub median: Price,
    /// The effective number of contributors, in thousandths, rounded down.
    pub contributors: u32,
    /// All quantity, in units.
    pub quantity: u64,
    /// What each input counts, of [`WHOLE`].
    pub weights: Vec<u128>,
}

/// The value of these inputs; `None` where they are too few, too little, or come from too few.
pub fn value<AccountId: Ord>(inputs: &[Weighed<AccountId>], rules: &Rules) -> Option<Found> {
    let quantity: u64 = inputs.iter().map(|input| u64::from(input.quantity)).sum();
    if quantity < rules.quantity.max(1) {
        return None;
    }
    let (weights, effective) = capped(inputs, rules.contributors)?;
    let total: u128 = weights.iter().sum();
    // At most 2^38 × 2^32 × 2^40.
    let weights: Vec<u128> = weights.into_iter().map(|w| w * WHOLE / total).collect();
    let median = median(inputs, &weights)?;
    let reach = (u128::from(median) * u128::from(rules.band) / 1_000) as u64;
    let (low, high) = (median.saturating_sub(reach), median.saturating_add(reach));
    let total: u128 = weights.iter().sum();
    let sum: u128 = inputs
        .iter()
        .zip(&weights)
        .map(|(input, weight)| u128::from(input.price.clamp(low, high)) * weight)
        .sum();
    let price = u64::try_from(sum / total).ok()?;
    let contributors = u32::try_from(effective * 1_000 / ONE).unwrap_or(u32::MAX);
    Some(Found { price, median, contributors, quantity, weights })
}

/// Weights after the cap, in parts of [`ONE`] unit, and the effective number of contributors in
/// parts of [`ONE`].
fn capped<AccountId: Ord>(
    inputs: &[Weighed<AccountId>],
    contributors: u32,
) -> Option<(Vec<u128>, u128)> {
    let largest = largest(inputs);
    // Rounded up, so that as many equal contributors as there have to be are enough.
    let shares: Vec<u128> = inputs
        .iter()
        .zip(&largest)
        .map(|(input, largest)| (u128::from(input.quantity) * ONE).div_ceil((*largest).max(1)))
        .collect();
    let effective: u128 = shares.iter().sum();
    let needed = u128::from(contributors) * ONE;
    if effective < needed {
        return None;
    }
    match level(inputs, &largest, &shares, needed) {
        None => Some((shares, effective)),
        Some(level) => {
            let weigh = |((input, largest), share): ((&Weighed<AccountId>, &u128), &u128)| {
                if largest * ONE <= level {
                    u128::from(input.quantity) * ONE
                } else {
                    share * level / ONE
                }
            };
            Some((inputs.iter().zip(&largest).zip(&shares).map(weigh).collect(), effective))
        },
    }
}

/// For each input, the largest quantity of an account behind it.
fn largest<AccountId: Ord>(inputs: &[Weighed<AccountId>]) -> Vec<u128> {
    let of = |who: &AccountId| -> u128 {
        inputs
            .iter()
            .filter(|input| input.behind.contains(who))
            .map(|input| u128::from(input.quantity))
            .sum()
    };
    inputs.iter().map(|input| input.behind.iter().map(of).max().unwrap_or_default()).collect()
}

/// The level that accounts are cut down to, in parts of [`ONE`] unit; `None` where all are cut.
fn level<AccountId>(
    inputs: &[Weighed<AccountId>],
    largest: &[u128],
    shares: &[u128],
    needed: u128,
) -> Option<u128> {
    let mut order: Vec<usize> = (0..inputs.len()).collect();
    order.sort_by_key(|n| core::cmp::Reverse(largest[*n]));
    // From none cut to all cut, one size of account after the other.
    let mut whole: u128 = inputs.iter().map(|input| u128::from(input.quantity)).sum();
    let mut cut = 0u128;
    let mut last = None;
    for (at, n) in order.iter().enumerate() {
        let first_of_its_size = at == 0 || largest[order[at - 1]] != largest[*n];
        if first_of_its_size {
            let Some(rest) = needed.checked_sub(cut).filter(|rest| *rest > 0) else {
                // Only by rounding: the size before would have done.
                return last;
            };
            let level = whole * ONE * ONE / rest;
            if level >= largest[*n] * ONE {
                return Some(level);
            }
        }
        last = Some(largest[*n] * ONE);
        whole -= u128::from(inputs[*n].quantity);
        cut += shares[*n];
    }
    None
}

/// `price`, but no further from `last` than `limit` thousandths of it (rounded down) for each of
/// `hours`, and never 0.
pub fn limited(price: Price, last: Price, hours: u32, limit: u32) -> Price {
    let reach = u128::from(last) * u128::from(limit) / 1_000 * u128::from(hours);
    let reach = Price::try_from(reach).unwrap_or(Price::MAX);
    price.clamp(last.saturating_sub(reach).max(1), last.saturating_add(reach))
}

/// The price below which lies half of the weight. Where exactly half of it lies at or below one
/// price, that is the middle between it and the next, so that neither side needs less than the other
/// to move it.
fn median<AccountId>(inputs: &[Weighed<AccountId>], weights: &[u128]) -> Option<Price> {
    let mut order: Vec<(Price, u128)> =
        inputs.iter().zip(weights).map(|(input, weight)| (input.price, *weight)).collect();
    // Dust that rounds to no weight has no say in what lies next.
    order.retain(|(_, weight)| *weight > 0);
    order.sort();
    let total: u128 = weights.iter().sum();
    let mut below = 0;
    let mut lower = None;
    for (price, weight) in order {
        if let Some(lower) = lower {
            // Without overflow, rounded down.
            return Some(lower + (price - lower) / 2);
        }
        below += weight;
        if below * 2 > total {
            return Some(price);
        }
        if below * 2 == total {
            lower = Some(price);
        }
    }
    lower
}
