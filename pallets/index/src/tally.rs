//! How much capacity there is and what becomes of it, on the calendar tree: whatever the length of
//! a period, it is counted once, and no loop goes over its hours. What holds in an hour is the sum
//! over the periods that contain it. No storage here.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::ops::Range;
use headroom_primitives::{
    period::{FIRST_YEAR, HOURS_PER_DAY, LAST_YEAR, MAX_CHILDREN},
    Period,
};
use scale_info::TypeInfo;

/// Most tallies of a branch.
pub const MAX_TALLIES: u32 = MAX_CHILDREN;

/// What is counted for one period, apart from the longer and the shorter ones.
///
/// Units are taken back in other lengths than they were issued in, since they can be split and
/// joined: of one period alone there may be fewer than none.
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
pub struct Tally {
    /// Units attested in each of its hours.
    pub attested: i64,
    /// Units issued for it, less those taken back.
    pub issued: i64,
    /// Delivered, in thousandths of a unit-hour. 2⁶⁴ of them are two billion units for a year.
    pub delivered: u64,
    /// Owed and not delivered, in thousandths of a unit-hour.
    pub failed: u64,
}

/// Tallies that lie together.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum Branch {
    /// A year: itself, its four quarters, its twelve months.
    Year(u16),
    /// A month (year; 1 to 12): its days.
    Month(u16, u8),
    /// A day since 1970-01-01: its hours.
    Day(u32),
}

/// Where the tally of a period lies; `None` where there is no such period.
pub fn place(period: &Period) -> Option<(Branch, usize)> {
    let at = period.place()?;
    let year = Branch::Year(at.year);
    let month = at.month.map(usize::from);
    Some(match *period {
        Period::Year(_) => (year, 0),
        Period::Quarter { .. } => (year, 1 + usize::from(at.quarter?)),
        Period::Month { .. } => (year, 5 + month?),
        Period::Day(_) => (Branch::Month(at.year, at.month? + 1), usize::from(at.day?)),
        Period::Hour(hour) => (Branch::Day(hour / HOURS_PER_DAY), usize::from(at.hour?)),
    })
}

/// An hour, and the longer periods that contain it.
pub fn path(hour: u32) -> impl Iterator<Item = Period> {
    core::iter::successors(Some(Period::Hour(hour)), Period::parent)
}

/// The fewest hours, days, months and years that make up `hours`, in order, as far as they lie in
/// the calendar: at most 23 hours, 30 days and 11 months at either end, and the years between.
pub fn pieces(hours: Range<u32>) -> Vec<Period> {
    let first = Period::Year(FIRST_YEAR).first_hour();
    let last = Period::Year(LAST_YEAR);
    let end = hours.end.min(last.first_hour().saturating_add(last.hours()));
    let mut from = hours.start.max(first);
    let mut found = Vec::new();
    while from < end {
        let piece = path(from)
            .filter(|period| !matches!(period, Period::Quarter { .. }))
            .take_while(|period| {
                period.first_hour() == from && period.hours() <= end.saturating_sub(from)
            })
            .last();
        let Some(piece) = piece else { break };
        from = from.saturating_add(piece.hours());
        found.push(piece);
    }
    found
}

/// Of all that is counted over a period, what falls to one of its hours, rounded down.
fn an_hour_of(total: u64, period: &Period) -> u64 {
    total.checked_div(period.hours().into()).unwrap_or_default()
}

/// What holds in an hour: `counted` are the tallies of the periods that contain it.
pub fn sum(hour: u32, counted: impl Iterator<Item = (Period, Tally)>) -> Capacity {
    let (mut attested, mut issued) = (0i64, 0i64);
    let (mut delivered, mut failed) = (0u64, 0u64);
    for (period, tally) in counted {
        attested = attested.saturating_add(tally.attested);
        issued = issued.saturating_add(tally.issued);
        delivered = delivered.saturating_add(an_hour_of(tally.delivered, &period));
        failed = failed.saturating_add(an_hour_of(tally.failed, &period));
    }
    // Of all periods together there are never fewer than none.
    let attested = u64::try_from(attested).unwrap_or_default();
    let issued = u64::try_from(issued).unwrap_or_default();
    // A thousandth of a unit of one unit is a thousandth.
    let utilisation =
        delivered.checked_div(attested).map(|part| u32::try_from(part).unwrap_or(u32::MAX));
    Capacity { hour, attested, issued, delivered, failed, utilisation }
}

/// An hour of a product in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Capacity {
    /// The hour, since 1970-01-01T00:00Z.
    pub hour: u32,
    /// Units that operators were attested for at its beginning. Products that share hardware each
    /// count all of it.
    pub attested: u64,
    /// Units issued for it, alone or within longer periods, less those taken back.
    pub issued: u64,
    /// Delivered, in thousandths of a unit: of longer periods the mean over their hours, as far as
    /// they are settled.
    pub delivered: u64,
    /// Owed and not delivered, in thousandths of a unit, counted likewise.
    pub failed: u64,
    /// What of the attested was delivered, in thousandths, rounded down; none where nothing was
    /// attested.
    pub utilisation: Option<u32>,
}
