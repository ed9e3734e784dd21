//! What a unit and hour to come is worth, what a side gains by it, and what it has to put up. No storage
//! here.
//!
//! Let f be the fixed price, q the quantity, H the hours of the period. Of n of them the index has a
//! price, and these prices sum up to s; the others are marked at m.
//!
//! - The buyer's gain is g = (s + m × (H − n) − f × H) × q, exactly; the seller's is −g.
//! - The notional is m × q × (H − n): what can still change.
//! - A margin is a share of the notional, rounded up: against the party.
//!
//! Gains are moved from one margin to the other as the mark moves. What has been moved and what has
//! been gained differ only while the loser's margin does not reach.

use crate::types::Basis;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use headroom_primitives::{
    amount::{self, THOUSANDTHS},
    Balance, Period, Price, Quantity,
};
use scale_info::TypeInfo;

/// Margin calls go by the mean mark of so many hours.
pub const MEAN_HOURS: u32 = 6;

/// Gains are kept by half days.
pub const GAIN_HOURS: u32 = 12;

/// The marks of the last hours: the hour, and the price. At most one an hour, the last one last.
pub type Marks = BoundedVec<(u32, Price), ConstU32<{ MEAN_HOURS + 1 }>>;

/// What a mark is chosen by, beside trades.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Whether the period has begun.
    pub begun: bool,
    /// Whether the index has closed any hour of it.
    pub closed: bool,
    /// The last price of the index, while it is not stale.
    pub index: Option<Price>,
    /// The mark before.
    pub last: Price,
}

/// What a unit and hour to come of `own` is worth, and by what; `None` where nothing says so.
///
/// Before the period begins, it is the price of the nearest trades: of its own series, of what contains
/// it, and of the first that it contains; no further from the index than `reach` thousandths of that.
/// Else it is the index; and within the period, where that is stale, the mark before.
///
/// `traded` is asked for one period after the other, and for none that is not needed: each is a read.
pub fn fresh(
    own: Period,
    known: Known,
    reach: u32,
    traded: impl Fn(Period) -> Option<Price>,
) -> Option<(Price, Basis)> {
    let Known { begun, closed, index, last } = known;
    if begun {
        let by_last = closed.then_some((last, Basis::Last));
        return index.map(|price| (price, Basis::Index)).or(by_last);
    }
    let near = |price: Price| match index {
        None => price,
        Some(index) => {
            let reach = u128::from(index) * u128::from(reach) / u128::from(THOUSANDTHS);
            let reach = Price::try_from(reach).unwrap_or(Price::MAX);
            price.clamp(index.saturating_sub(reach), index.saturating_add(reach))
        },
    };
    let nearest: [Option<Period>; 3] = [Some(own), own.parent(), own.children().next()];
    nearest
        .into_iter()
        .flatten()
        .find_map(|period| traded(period).map(|price| (near(price), Basis::Trades(period))))
        .or(index.map(|price| (price, Basis::Index)))
}

/// What the buyer has gained. `sum` are the prices of `priced` hours, all others are marked.
pub fn gain(
    sum: u128,
    priced: u32,
    mark: Price,
    fixed: Price,
    quantity: Quantity,
    hours: u32,
) -> i128 {
    let left = hours.saturating_sub(priced);
    // Prices are below 2^64, hours below 2^14, quantities below 2^32.
    let worth = sum.saturating_add(u128::from(mark) * u128::from(left));
    let cost = u128::from(fixed) * u128::from(hours);
    let per_unit = if worth >= cost { (worth - cost) as i128 } else { -((cost - worth) as i128) };
    per_unit.saturating_mul(i128::from(quantity))
}

/// What the buyer has gained where the mean of `priced` hours stands for all. Rounded down, against
/// the buyer: by less than a millionth in all.
pub fn gain_of_mean(sum: u128, priced: u32, fixed: Price, quantity: Quantity, hours: u32) -> i128 {
    let (sum, priced) = (sum as i128, i128::from(priced.max(1)));
    let (hours, quantity) = (i128::from(hours), i128::from(quantity));
    // The sum is at most 2^78, so this stays below 2^124.
    let scaled = sum
        .saturating_mul(hours)
        .saturating_sub(i128::from(fixed).saturating_mul(hours).saturating_mul(priced))
        .saturating_mul(quantity);
    scaled.div_euclid(priced)
}

/// A share of the notional, in thousandths, rounded up.
pub fn share(price: Price, quantity: Quantity, hours: u32, thousandths: u32) -> Balance {
    amount::thousandths_up(amount::total(price, quantity, hours), thousandths)
}

/// The first mark: the fixed price, as of the hour before, so that it can move at once.
pub fn first_mark(hour: u32, price: Price) -> Marks {
    BoundedVec::truncate_from([(hour.saturating_sub(1), price)].to_vec())
}

/// The last mark.
pub fn last_mark(marks: &Marks) -> Price {
    marks.last().map_or(0, |(_, price)| *price)
}

/// Marks at `price`, but no further from the mark before this hour than `step` thousandths of that
/// for each hour since.
pub fn mark(marks: &mut Marks, hour: u32, price: Price, step: u32) -> Price {
    while marks.len() > 1 && marks.last().is_some_and(|(at, _)| *at >= hour) {
        marks.pop();
    }
    let Some((at, base)) = marks.last().copied() else { return price };
    let since = u128::from(hour.saturating_sub(at));
    let reach = u128::from(base)
        .saturating_mul(since)
        .saturating_mul(step.into())
        .checked_div(THOUSANDTHS.into())
        .unwrap_or_default();
    let reach = Price::try_from(reach).unwrap_or(Price::MAX);
    let marked = price.clamp(base.saturating_sub(reach).max(1), base.saturating_add(reach));
    // What no hour of the mean needs any more goes: all but the newest of what is older.
    let oldest = hour.saturating_sub(MEAN_HOURS - 1);
    while marks.get(1).is_some_and(|(at, _)| *at <= oldest) || marks.is_full() {
        marks.remove(0);
    }
    // There is room: what is left lies in different hours of the last six, and one before.
    let _ = marks.try_push((hour, marked));
    marked
}

/// The mean mark of the last six hours up to `hour`, rounded down. An hour without a mark has that
/// of the hour before.
pub fn mean_mark(marks: &Marks, hour: u32) -> Price {
    let of = |at: u32| {
        let found = marks.iter().rev().find(|(marked, _)| *marked <= at).or(marks.first());
        found.map_or(0, |(_, price)| u128::from(*price))
    };
    let sum: u128 = (0..MEAN_HOURS).map(|back| of(hour.saturating_sub(back))).sum();
    (sum / u128::from(MEAN_HOURS)) as Price
}

/// What came in of late, by half days: of this one, and of the two before.
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
pub struct Gains {
    /// The half day of the last change, since 1970-01-01T00:00Z.
    pub at: u32,
    /// Of that half day, and of the two before it, in millionths of cash.
    pub amounts: [Balance; 3],
}

impl Gains {
    /// As they are at an hour.
    pub fn at(self, hour: u32) -> Self {
        let now = hour / GAIN_HOURS;
        let [last, before, _] = self.amounts;
        let amounts = match now.saturating_sub(self.at) {
            0 => self.amounts,
            1 => [0, last, before],
            2 => [0, 0, last],
            _ => [0; 3],
        };
        Self { at: now.max(self.at), amounts }
    }

    /// With so much more.
    pub fn add(self, hour: u32, amount: Balance) -> Self {
        let mut gains = self.at(hour);
        gains.amounts[0] = gains.amounts[0].saturating_add(amount);
        gains
    }

    /// With so much less, the newest first.
    pub fn take(self, hour: u32, mut amount: Balance) -> Self {
        let mut gains = self.at(hour);
        for kept in gains.amounts.iter_mut() {
            let taken = amount.min(*kept);
            *kept = kept.saturating_sub(taken);
            amount = amount.saturating_sub(taken);
        }
        gains
    }

    /// All of it: what is at most 24 hours old, and a part of what is at most 36.
    pub fn total(self, hour: u32) -> Balance {
        self.at(hour).amounts.iter().fold(0, |sum, amount| sum.saturating_add(*amount))
    }
}
