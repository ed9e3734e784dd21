//! What a delivery, and what is missing of it, comes to in cash. No storage here.
//!
//! Delivered and lost are in thousandths of a unit-hour, from the beginning of the period.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use headroom_primitives::{
    amount::{self, THOUSANDTHS},
    Balance, Discharge, Price, Quantity,
};
use scale_info::TypeInfo;

/// What is decided of a delivery.
#[derive(
    Clone,
    Copy,
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
pub struct Outcome {
    /// Delivered, in thousandths of a unit-hour.
    pub delivered: u64,
    /// Owed and not delivered, in thousandths of a unit-hour.
    pub lost: u64,
}

impl Outcome {
    /// Both.
    pub fn decided(&self) -> u64 {
        self.delivered.saturating_add(self.lost)
    }
}

/// What a delivery is owed as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Units.
    pub quantity: Quantity,
    /// Hours of the period.
    pub hours: u32,
    /// Cover per unit and hour.
    pub cover_rate: Price,
}

impl Owed {
    /// Thousandths of a unit-hour in `hours` hours: at most 2³² × 2¹⁴ × 2¹⁰.
    pub fn entitled(&self, hours: u32) -> u64 {
        u64::from(self.quantity) * u64::from(hours) * u64::from(THOUSANDTHS)
    }

    /// All of it.
    pub fn whole(&self) -> u64 {
        self.entitled(self.hours)
    }

    /// The cover paid out once `outcome` is decided: to the operator for what was delivered, and to
    /// the buyer for what was not. Each rounds down until all is decided; what is left then is the
    /// buyer's, so rounding is against the operator, who reports.
    pub fn cover(&self, outcome: Outcome) -> (Balance, Balance) {
        let released = amount::metered_down(self.cover_rate, outcome.delivered);
        let refunded = if outcome.decided() >= self.whole() {
            amount::total(self.cover_rate, self.quantity, self.hours).saturating_sub(released)
        } else {
            amount::metered_down(self.cover_rate, outcome.lost)
        };
        (released, refunded)
    }
}

/// Damages for each unit-hour that was not delivered, on top of the cover that is paid back: what
/// replacing it costs above the cover, and a penalty.
pub fn damage_rate(average: Price, cover_rate: Price, penalty_share: u32) -> Balance {
    let replacement = average.saturating_sub(cover_rate);
    let penalty = amount::thousandths_up(average.into(), penalty_share);
    Balance::from(replacement).saturating_add(penalty)
}

/// What settling pays when `paid` has been paid for and `stands` is decided: the discharge, and the
/// damages that the bond does not reach.
pub fn settle(
    owed: &Owed,
    paid: Outcome,
    stands: Outcome,
    damage_rate: Balance,
    bond_left: Balance,
) -> (Discharge, Balance) {
    let (released_before, refunded_before) = owed.cover(paid);
    let (released, refunded) = owed.cover(stands);
    let lost = Balance::from(stands.lost.saturating_sub(paid.lost));
    // Rounded up: against the operator.
    let damages = damage_rate.saturating_mul(lost).div_ceil(THOUSANDTHS.into());
    let bond_paid = damages.min(bond_left);
    let finished = stands.decided() >= owed.whole();
    let discharge = Discharge {
        cover_released: released.saturating_sub(released_before),
        cover_paid: refunded.saturating_sub(refunded_before),
        bond_released: if finished { bond_left.saturating_sub(bond_paid) } else { 0 },
        bond_paid,
        ended: if finished { owed.quantity } else { 0 },
    };
    (discharge, damages.saturating_sub(bond_paid))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_worked_example() {
        // 10 units for 24 hours, cover 1.6, bond 0.4; a quarter is missing; capacity costs 2.
        let owed = Owed { quantity: 10, hours: 24, cover_rate: 1_600_000 };
        let stands = Outcome { delivered: 180_000, lost: 60_000 };
        let rate = damage_rate(2_000_000, 1_600_000, 100);
        assert_eq!(rate, 600_000);
        let (discharge, debt) = settle(&owed, Outcome::default(), stands, rate, 96_000_000);
        assert_eq!(
            discharge,
            Discharge {
                cover_released: 288_000_000,
                cover_paid: 96_000_000,
                bond_released: 60_000_000,
                bond_paid: 36_000_000,
                ended: 10,
            }
        );
        assert_eq!(debt, 0);
    }

    #[test]
    fn a_bond_that_is_too_small_leaves_a_debt() {
        let owed = Owed { quantity: 1, hours: 1, cover_rate: 10 };
        let stands = Outcome { delivered: 0, lost: 1_000 };
        let (discharge, debt) = settle(&owed, Outcome::default(), stands, 7, 5);
        assert_eq!((discharge.bond_paid, discharge.bond_released, debt), (5, 0, 2));
    }

    proptest! {
        #[test]
        fn cover_is_paid_out_to_the_last_millionth(
            quantity in 1..1_000u32,
            hours in 1..800u32,
            cover_rate in 1..10_000_000u64,
            steps in proptest::collection::vec((0..1_000u64, 0..1_000u64), 1..20),
            damage in 0..5_000_000u128,
            bond in 0..1_000_000_000u128,
        ) {
            let owed = Owed { quantity, hours, cover_rate };
            let (mut paid, mut bond_left) = (Outcome::default(), bond);
            let (mut cover, mut from_bond, mut debt, mut ended) = (0, 0, 0, 0);
            let mut parts: Vec<Outcome> = Vec::new();
            let mut stands = Outcome::default();
            for (some, share) in steps {
                let left = owed.whole() - stands.decided();
                let part = (left as u128 * some as u128 / 1_000) as u64;
                let lost = (part as u128 * share as u128 / 1_000) as u64;
                stands = Outcome {
                    delivered: stands.delivered + part - lost,
                    lost: stands.lost + lost,
                };
                parts.push(stands);
            }
            stands.delivered += owed.whole() - stands.decided();
            parts.push(stands);
            for stands in parts {
                let (discharge, more_debt) = settle(&owed, paid, stands, damage, bond_left);
                cover += discharge.cover_released + discharge.cover_paid;
                from_bond += discharge.bond_released + discharge.bond_paid;
                bond_left -= discharge.bond_paid;
                ended += discharge.ended;
                debt += more_debt;
                paid = stands;
            }
            prop_assert_eq!(cover, amount::total(cover_rate, quantity, hours));
            prop_assert_eq!(from_bond, bond);
            // A settlement that changes nothing comes last at the earliest when all is decided.
            prop_assert!(ended >= quantity);
            prop_assert!(debt == 0 || bond_left == 0);
        }
    }
}
