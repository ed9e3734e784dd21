//! Cash. Amount = price × quantity × hours, in millionths of the settlement asset: exact.
//!
//! Where a share has to be rounded, the function's name says which way. The caller rounds
//! against the party that chose the amount.

/// Cash in millionths of the settlement asset: 1_000_000 is 1.000000.
pub type Balance = u128;

/// Cash per unit and hour, in millionths: 2_345_678 is 2.345678 for a GPU-hour or for a million
/// standard tokens.
pub type Price = u64;

/// A number of units.
pub type Quantity = u32;

/// Ten thousand basis points are the whole.
pub const BASIS_POINTS: u32 = 10_000;

/// Thousandths: of a unit-hour, of a GPU, of a share.
pub const THOUSANDTHS: u32 = 1_000;

/// What `quantity` units cost at `price` over `hours`. Exact, and below 2^110.
///
/// ```
/// // 8 GPUs for a day at 2.345678 a GPU-hour.
/// assert_eq!(headroom_primitives::amount::total(2_345_678, 8, 24), 450_370_176);
/// ```
pub const fn total(price: Price, quantity: Quantity, hours: u32) -> Balance {
    price as Balance * quantity as Balance * hours as Balance
}

/// `part` basis points of `of`, rounded up: against the party that owes it.
///
/// Saturates only for amounts beyond 2^113, which no order can reach.
pub const fn basis_points_up(of: Balance, part: u32) -> Balance {
    of.saturating_mul(part as Balance).div_ceil(BASIS_POINTS as Balance)
}

/// `part` thousandths of `of`, rounded up.
pub const fn thousandths_up(of: Balance, part: u32) -> Balance {
    of.saturating_mul(part as Balance).div_ceil(THOUSANDTHS as Balance)
}

/// What `milli` thousandths of a unit-hour cost at `price`, rounded down.
pub const fn metered_down(price: Price, milli: u64) -> Balance {
    price as Balance * milli as Balance / THOUSANDTHS as Balance
}

/// What `milli` thousandths of a unit-hour cost at `price`, rounded up.
pub const fn metered_up(price: Price, milli: u64) -> Balance {
    (price as Balance * milli as Balance).div_ceil(THOUSANDTHS as Balance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_amount_fits() {
        let largest = total(Price::MAX, Quantity::MAX, 8_784);
        assert!(largest < 1 << 110);
        assert_eq!(basis_points_up(largest, BASIS_POINTS), largest);
    }

    #[test]
    fn shares_round_as_named() {
        assert_eq!(basis_points_up(1, 5), 1);
        assert_eq!(basis_points_up(0, 5), 0);
        assert_eq!(basis_points_up(20_000, 5), 10);
        assert_eq!(thousandths_up(1_001, 500), 501);
        assert_eq!(metered_down(3, 500), 1);
        assert_eq!(metered_up(3, 500), 2);
        assert_eq!(metered_up(3, 1_000), 3);
    }
}
