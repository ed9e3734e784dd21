//! The UTC calendar: Hour ⊂ Day ⊂ Month ⊂ Quarter ⊂ Year.
//!
//! Hours and days are counted from 1970-01-01T00:00Z, so an hour's number is its Unix time divided
//! by 3600. Leap seconds do not exist in chain time (Unix time has none).

use chrono::{DateTime, Datelike, NaiveDate};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Chain time: Unix time in milliseconds, UTC.
pub type Moment = u64;

/// Milliseconds in an hour.
pub const HOUR_MS: Moment = 3_600_000;

/// Hours in a day.
pub const HOURS_PER_DAY: u32 = 24;

/// The first year that a period may lie in.
pub const FIRST_YEAR: u16 = 2020;

/// The last year that a period may lie in.
pub const LAST_YEAR: u16 = 2199;

/// Most periods that the next larger one is made of: the days of a month.
pub const MAX_CHILDREN: u32 = 31;

/// A UTC calendar period.
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
    Serialize,
    Deserialize,
)]
pub enum Period {
    /// Hours since 1970-01-01T00:00Z: Unix seconds / 3600.
    Hour(u32),
    /// Days since 1970-01-01: Unix seconds / 86400.
    Day(u32),
    /// A calendar month.
    Month {
        /// Such as 2027.
        year: u16,
        /// 1 to 12.
        month: u8,
    },
    /// A calendar quarter.
    Quarter {
        /// Such as 2027.
        year: u16,
        /// 1 to 4.
        quarter: u8,
    },
    /// A calendar year.
    Year(u16),
}

/// Why a period is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// It lies outside [`FIRST_YEAR`]..=[`LAST_YEAR`].
    OutOfRange,
    /// There is no such month or quarter.
    NoSuchPeriod,
}

/// Where a period lies in the calendar: the indexes that a tree of the year needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Such as 2027.
    pub year: u16,
    /// 0 to 3; `None` for a year.
    pub quarter: Option<u8>,
    /// 0 to 11; `None` for a quarter and longer.
    pub month: Option<u8>,
    /// 0 to 30; `None` for a month and longer.
    pub day: Option<u8>,
    /// 0 to 23; `None` for a day and longer.
    pub hour: Option<u8>,
}

/// Days from 1970-01-01 to the first of a month. `month` is 1 to 12, the year in range.
fn first_of_month(year: u16, month: u8) -> u32 {
    NaiveDate::from_ymd_opt(year as i32, month as u32, 1)
        .map(|date| date.to_epoch_days().max(0) as u32)
        .unwrap_or_default()
}

fn date_of_day(day: u32) -> Option<NaiveDate> {
    DateTime::from_timestamp(day as i64 * 86_400, 0).map(|time| time.date_naive())
}

impl Period {
    /// The hour that `moment` lies in.
    pub fn hour_of(moment: Moment) -> Period {
        Period::Hour((moment / HOUR_MS).min(u32::MAX as u64) as u32)
    }

    /// Whether there is such a period, and in the years that the chain knows.
    pub fn validate(&self) -> Result<(), PeriodError> {
        let in_range = |year: u16| (FIRST_YEAR..=LAST_YEAR).contains(&year);
        let year = match self {
            Period::Hour(hour) => self.year_of_day(hour / HOURS_PER_DAY)?,
            Period::Day(day) => self.year_of_day(*day)?,
            Period::Month { year, month } => {
                if !(1..=12).contains(month) {
                    return Err(PeriodError::NoSuchPeriod);
                }
                *year
            },
            Period::Quarter { year, quarter } => {
                if !(1..=4).contains(quarter) {
                    return Err(PeriodError::NoSuchPeriod);
                }
                *year
            },
            Period::Year(year) => *year,
        };
        in_range(year).then_some(()).ok_or(PeriodError::OutOfRange)
    }

    fn year_of_day(&self, day: u32) -> Result<u16, PeriodError> {
        date_of_day(day)
            .and_then(|date| u16::try_from(date.year()).ok())
            .ok_or(PeriodError::OutOfRange)
    }

    /// First hour and number of hours. A period that does not [`Self::validate`] is empty.
    fn span(&self) -> (u32, u32) {
        if self.validate().is_err() {
            return (0, 0);
        }
        let months = |year: u16, month: u8, count: u8| {
            let first = first_of_month(year, month);
            let (end_year, end_month) = match month + count {
                after @ 1..=12 => (year, after),
                after => (year + 1, after - 12),
            };
            (first * HOURS_PER_DAY, (first_of_month(end_year, end_month) - first) * HOURS_PER_DAY)
        };
        match *self {
            Period::Hour(hour) => (hour, 1),
            Period::Day(day) => (day * HOURS_PER_DAY, HOURS_PER_DAY),
            Period::Month { year, month } => months(year, month, 1),
            Period::Quarter { year, quarter } => months(year, (quarter - 1) * 3 + 1, 3),
            Period::Year(year) => months(year, 1, 12),
        }
    }

    /// Hours since 1970 at which it begins.
    pub fn first_hour(&self) -> u32 {
        self.span().0
    }

    /// How many hours it has: 1 to 8784; 0 where there is no such period.
    pub fn hours(&self) -> u32 {
        self.span().1
    }

    /// When it begins.
    pub fn start(&self) -> Moment {
        self.first_hour() as Moment * HOUR_MS
    }

    /// When it is over: the first moment after it.
    pub fn end(&self) -> Moment {
        let (first, hours) = self.span();
        (first as Moment + hours as Moment) * HOUR_MS
    }

    /// Whole hours of it that are over at `now`: 0 to [`Self::hours`].
    pub fn hours_over(&self, now: Moment) -> u32 {
        let (first, hours) = self.span();
        let over = (now / HOUR_MS).saturating_sub(first as Moment);
        over.min(hours as Moment) as u32
    }

    /// Hours of one metering block: a day for a month and longer, an hour for a day and an hour.
    pub fn block_hours(&self) -> u32 {
        match self {
            Period::Hour(_) | Period::Day(_) => 1,
            Period::Month { .. } | Period::Quarter { .. } | Period::Year(_) => HOURS_PER_DAY,
        }
    }

    /// Hours in the metering blocks that are over at `now`: 0 to [`Self::hours`].
    pub fn metered_hours(&self, now: Moment) -> u32 {
        let block = self.block_hours();
        self.hours_over(now) / block * block
    }

    /// Where it lies in the calendar; `None` where there is no such period.
    pub fn place(&self) -> Option<Place> {
        self.validate().ok()?;
        let of_day = |day: u32, hour: Option<u8>| {
            let date = date_of_day(day)?;
            let month = date.month0() as u8;
            Some(Place {
                year: u16::try_from(date.year()).ok()?,
                quarter: Some(month / 3),
                month: Some(month),
                day: Some(date.day0() as u8),
                hour,
            })
        };
        match *self {
            Period::Hour(hour) => of_day(hour / HOURS_PER_DAY, Some((hour % HOURS_PER_DAY) as u8)),
            Period::Day(day) => of_day(day, None),
            Period::Month { year, month } => Some(Place {
                year,
                quarter: Some((month - 1) / 3),
                month: Some(month - 1),
                day: None,
                hour: None,
            }),
            Period::Quarter { year, quarter } => {
                Some(Place { year, quarter: Some(quarter - 1), month: None, day: None, hour: None })
            },
            Period::Year(year) => {
                Some(Place { year, quarter: None, month: None, day: None, hour: None })
            },
        }
    }

    /// The next larger period that contains it; `None` for a year.
    pub fn parent(&self) -> Option<Period> {
        let place = self.place()?;
        match self {
            Period::Hour(hour) => Some(Period::Day(hour / HOURS_PER_DAY)),
            Period::Day(_) => Some(Period::Month { year: place.year, month: place.month? + 1 }),
            Period::Month { .. } => {
                Some(Period::Quarter { year: place.year, quarter: place.quarter? + 1 })
            },
            Period::Quarter { year, .. } => Some(Period::Year(*year)),
            Period::Year(_) => None,
        }
    }

    /// The next smaller periods that it is made of, in order: 4, 3, 28 to 31, or 24 of them; none
    /// for an hour.
    pub fn children(&self) -> impl Iterator<Item = Period> {
        let (first, hours) = self.span();
        let period = *self;
        let count = match period {
            Period::Hour(_) => 0,
            Period::Day(_) => hours,
            Period::Month { .. } => hours / HOURS_PER_DAY,
            Period::Quarter { .. } => 3,
            Period::Year(_) => 4,
        };
        (0..if hours == 0 { 0 } else { count }).map(move |n| match period {
            Period::Hour(hour) => Period::Hour(hour),
            Period::Day(_) => Period::Hour(first + n),
            Period::Month { .. } => Period::Day(first / HOURS_PER_DAY + n),
            Period::Quarter { year, quarter } => {
                Period::Month { year, month: (quarter - 1) * 3 + 1 + n as u8 }
            },
            Period::Year(year) => Period::Quarter { year, quarter: 1 + n as u8 },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MARCH: Period = Period::Month { year: 2027, month: 3 };

    fn any_period() -> impl Strategy<Value = Period> {
        let years = FIRST_YEAR..=LAST_YEAR;
        let first = Period::Year(FIRST_YEAR).first_hour();
        let last = Period::Year(LAST_YEAR).first_hour() + 8_759;
        prop_oneof![
            (first..=last).prop_map(Period::Hour),
            (first / 24..=last / 24).prop_map(Period::Day),
            (years.clone(), 1..=12u8).prop_map(|(year, month)| Period::Month { year, month }),
            (years.clone(), 1..=4u8).prop_map(|(year, quarter)| Period::Quarter { year, quarter }),
            years.prop_map(Period::Year),
        ]
    }

    #[test]
    fn known_dates() {
        // 2027-03-01T00:00Z is 1_803_859_200.
        assert_eq!(MARCH.start(), 1_803_859_200_000);
        assert_eq!(MARCH.hours(), 744);
        assert_eq!(Period::Month { year: 2028, month: 2 }.hours(), 29 * 24);
        assert_eq!(Period::Month { year: 2100, month: 2 }.hours(), 28 * 24);
        assert_eq!(Period::Year(2028).hours(), 8_784);
        assert_eq!(Period::Quarter { year: 2027, quarter: 4 }.hours(), 92 * 24);
        assert_eq!(Period::Year(2027).end(), Period::Year(2028).start());
    }

    #[test]
    fn what_does_not_exist_is_refused() {
        use PeriodError::*;
        for (period, error) in [
            (Period::Month { year: 2027, month: 0 }, NoSuchPeriod),
            (Period::Month { year: 2027, month: 13 }, NoSuchPeriod),
            (Period::Quarter { year: 2027, quarter: 0 }, NoSuchPeriod),
            (Period::Quarter { year: 2027, quarter: 5 }, NoSuchPeriod),
            (Period::Year(2019), OutOfRange),
            (Period::Year(2200), OutOfRange),
            (Period::Hour(0), OutOfRange),
            (Period::Hour(u32::MAX), OutOfRange),
            (Period::Day(u32::MAX), OutOfRange),
        ] {
            assert_eq!(period.validate(), Err(error));
            assert_eq!(period.hours(), 0);
            assert_eq!(period.children().count(), 0);
            assert_eq!(period.parent(), None);
            assert_eq!(period.place(), None);
        }
    }

    #[test]
    fn hours_over_stops_at_the_end() {
        assert_eq!(MARCH.hours_over(0), 0);
        assert_eq!(MARCH.hours_over(MARCH.start() + HOUR_MS - 1), 0);
        assert_eq!(MARCH.hours_over(MARCH.start() + 30 * HOUR_MS), 30);
        assert_eq!(MARCH.metered_hours(MARCH.start() + 30 * HOUR_MS), 24);
        assert_eq!(MARCH.hours_over(Moment::MAX), 744);
        assert_eq!(MARCH.metered_hours(Moment::MAX), 744);
    }

    proptest! {
        #[test]
        fn children_tile_their_parent(period in any_period()) {
            let children: Vec<_> = period.children().collect();
            if let Period::Hour(_) = period {
                prop_assert!(children.is_empty());
                return Ok(());
            }
            prop_assert!(children.len() <= MAX_CHILDREN as usize);
            prop_assert_eq!(children[0].start(), period.start());
            prop_assert_eq!(children[children.len() - 1].end(), period.end());
            for pair in children.windows(2) {
                prop_assert_eq!(pair[0].end(), pair[1].start());
            }
            for child in children {
                prop_assert_eq!(child.parent(), Some(period));
                prop_assert_eq!(child.validate(), Ok(()));
            }
        }

        #[test]
        fn an_hour_lies_in_itself(period in any_period(), part in 0u32..8_784) {
            let hour = Period::Hour(period.first_hour() + part % period.hours());
            prop_assert_eq!(Period::hour_of(hour.start()), hour);
            let mut at = hour;
            while at.hours() < period.hours() {
                at = at.parent().unwrap();
            }
            prop_assert!(at == period || at.hours() == period.hours());
        }

        #[test]
        fn a_place_agrees_with_the_calendar(period in any_period()) {
            let place = period.place().unwrap();
            let date = DateTime::from_timestamp_millis(period.start() as i64).unwrap();
            prop_assert_eq!(place.year as i32, date.year());
            prop_assert!(place.month.is_none_or(|month| month as u32 == date.month0()));
            prop_assert!(place.day.is_none_or(|day| day as u32 == date.day0()));
        }
    }
}
