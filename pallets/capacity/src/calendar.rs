//! The calendar tree of one hardware pool: what is committed in each hour, without a loop over
//! hours. No storage here.
//!
//! A year's node keeps what is committed for the whole year, for each quarter, and for each month
//! with everything below it: the month's own commitments and the highest sum of its days. A
//! month's node keeps the same of its days, a day's of its hours. The highest commitment in any
//! hour of a period is then what its ancestors commit, and the highest sum in its own subtree.
//!
//! Commitments are in thousandths of a GPU.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use headroom_primitives::period::Place;
use scale_info::TypeInfo;

/// Thousandths of a GPU.
pub type Milli = u64;

/// A year of a pool.
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
pub struct YearNode {
    /// Committed for the whole year.
    pub own: Milli,
    /// Committed for a whole quarter.
    pub quarters: [Milli; 4],
    /// The month's own commitments and the highest sum of its days.
    pub months: [Milli; 12],
}

/// A month of a pool.
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
pub struct MonthNode {
    /// Committed for the whole month.
    pub own: Milli,
    /// The day's own commitments and the highest of its hours.
    pub days: [Milli; 31],
}

/// A day of a pool.
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
pub struct DayNode {
    /// Committed for the whole day.
    pub own: Milli,
    /// Committed for an hour.
    pub hours: [Milli; 24],
}

/// An index comes from a calendar's place, so it is always in range; 0 if it were not.
fn at(of: &[Milli], index: usize) -> Milli {
    of.get(index).copied().unwrap_or_default()
}

fn highest(of: &[Milli]) -> Milli {
    of.iter().copied().max().unwrap_or_default()
}

impl YearNode {
    /// Whether nothing is committed in it.
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }

    /// The highest commitment in any hour of quarter `quarter` (0 to 3), the year's own included.
    pub fn quarter_peak(&self, quarter: usize) -> Milli {
        let months = self.months.get(quarter * 3..quarter * 3 + 3).map_or(0, highest);
        self.own.saturating_add(at(&self.quarters, quarter)).saturating_add(months)
    }

    /// The highest commitment in any hour of the year.
    pub fn peak(&self) -> Milli {
        (0..4).map(|quarter| self.quarter_peak(quarter)).max().unwrap_or_default()
    }

    /// The highest commitment in any hour of the months `from` (0 to 11) and later, with the month
    /// `from` taken as `of_from`, the highest sum of what is left of it.
    pub fn peak_from(&self, from: usize, of_from: Milli) -> Milli {
        (from..12)
            .map(|month| {
                let below = if month == from { of_from } else { at(&self.months, month) };
                self.own.saturating_add(at(&self.quarters, month / 3)).saturating_add(below)
            })
            .max()
            .unwrap_or_default()
    }
}

impl MonthNode {
    /// Whether nothing is committed in it.
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }

    /// The highest sum in any of its hours, of its own and below.
    pub fn peak(&self) -> Milli {
        self.own.saturating_add(highest(&self.days))
    }

    /// The same for the days `from` (0 to 30) and later, with day `from` taken as `of_from`.
    pub fn peak_from(&self, from: usize, of_from: Milli) -> Milli {
        let later = self.days.get(from + 1..).map_or(0, highest);
        self.own.saturating_add(of_from.max(later))
    }
}

impl DayNode {
    /// Whether nothing is committed in it.
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }

    /// The highest sum in any of its hours.
    pub fn peak(&self) -> Milli {
        self.own.saturating_add(highest(&self.hours))
    }

    /// The same for the hours `from` (0 to 23) and later.
    pub fn peak_from(&self, from: usize) -> Milli {
        self.own.saturating_add(self.hours.get(from..).map_or(0, highest))
    }
}

/// The nodes on the way from a year to a period: what a call reads and writes back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    /// Always there.
    pub year: YearNode,
    /// For a month and shorter.
    pub month: MonthNode,
    /// For a day and shorter.
    pub day: DayNode,
}

/// Which of a [`Path`]'s nodes a period has.
pub fn depth(place: &Place) -> u8 {
    match (place.month, place.day) {
        (None, _) => 1,
        (Some(_), None) => 2,
        (Some(_), Some(_)) => 3,
    }
}

impl Path {
    /// The highest commitment in any hour of the period.
    pub fn peak(&self, place: &Place) -> Milli {
        let Some(quarter) = place.quarter.map(usize::from) else { return self.year.peak() };
        if place.month.is_none() {
            return self.year.quarter_peak(quarter);
        }
        let above = self.year.own.saturating_add(at(&self.year.quarters, quarter));
        let below = match (place.day, place.hour) {
            (None, _) => self.month.peak(),
            (Some(_), None) => self.month.own.saturating_add(self.day.peak()),
            (Some(_), Some(hour)) => self
                .month
                .own
                .saturating_add(self.day.own)
                .saturating_add(at(&self.day.hours, hour.into())),
        };
        above.saturating_add(below)
    }

    /// Changes what is committed for the period by `change`, and every sum above it.
    /// `None` where it would overflow, or release what is not committed.
    pub fn commit(&mut self, place: &Place, change: Change) -> Option<()> {
        let Some(quarter) = place.quarter.map(usize::from) else {
            return change.apply(&mut self.year.own);
        };
        let Some(month) = place.month.map(usize::from) else {
            return change.apply(self.year.quarters.get_mut(quarter)?);
        };
        match place.day.map(usize::from) {
            None => change.apply(&mut self.month.own)?,
            Some(day) => {
                match place.hour.map(usize::from) {
                    None => change.apply(&mut self.day.own)?,
                    Some(hour) => change.apply(self.day.hours.get_mut(hour)?)?,
                }
                *self.month.days.get_mut(day)? = self.day.peak();
            },
        }
        *self.year.months.get_mut(month)? = self.month.peak();
        Some(())
    }
}

/// A change of a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// More of it.
    Add(Milli),
    /// Less of it.
    Release(Milli),
}

impl Change {
    fn apply(self, to: &mut Milli) -> Option<()> {
        *to = match self {
            Change::Add(amount) => to.checked_add(amount)?,
            Change::Release(amount) => to.checked_sub(amount)?,
        };
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use headroom_primitives::Period;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// The same by a list of every hour of the year.
    struct Naive {
        hours: Vec<Milli>,
        first: u32,
    }

    impl Naive {
        fn new(year: u16) -> Self {
            let year = Period::Year(year);
            Self { hours: vec![0; year.hours() as usize], first: year.first_hour() }
        }

        fn span(&self, period: &Period) -> std::ops::Range<usize> {
            let from = (period.first_hour() - self.first) as usize;
            from..from + period.hours() as usize
        }

        fn peak(&self, period: &Period) -> Milli {
            highest(&self.hours[self.span(period)])
        }

        fn add(&mut self, period: &Period, amount: i64) {
            let span = self.span(period);
            for hour in &mut self.hours[span] {
                *hour = hour.checked_add_signed(amount).unwrap();
            }
        }
    }

    /// The tree with its nodes in maps, as storage keeps them.
    #[derive(Default)]
    struct Tree {
        year: YearNode,
        months: BTreeMap<u8, MonthNode>,
        days: BTreeMap<(u8, u8), DayNode>,
    }

    impl Tree {
        fn path(&self, at: &Place) -> Path {
            let mut path = Path { year: self.year.clone(), ..Default::default() };
            if let Some(month) = at.month {
                path.month = self.months.get(&month).cloned().unwrap_or_default();
                if let Some(day) = at.day {
                    path.day = self.days.get(&(month, day)).cloned().unwrap_or_default();
                }
            }
            path
        }

        fn put(&mut self, at: &Place, path: Path) {
            self.year = path.year;
            if let Some(month) = at.month {
                self.months.insert(month, path.month);
                if let Some(day) = at.day {
                    self.days.insert((month, day), path.day);
                }
            }
        }
    }

    fn period() -> impl Strategy<Value = Period> {
        let first = Period::Year(2028).first_hour();
        // Few periods, so that they meet.
        prop_oneof![
            (0..100u32).prop_map(move |n| Period::Hour(first + n)),
            (0..40u32).prop_map(move |n| Period::Day(first / 24 + n)),
            (1..=12u8).prop_map(|month| Period::Month { year: 2028, month }),
            (1..=4u8).prop_map(|quarter| Period::Quarter { year: 2028, quarter }),
            Just(Period::Year(2028)),
        ]
    }

    proptest! {
        #[test]
        fn the_tree_is_the_list_of_hours(
            steps in proptest::collection::vec((period(), 1..1_000u64, any::<bool>()), 1..60),
            from in 0..8_784u32,
        ) {
            let mut tree = Tree::default();
            let mut naive = Naive::new(2028);
            let mut committed: Vec<(Period, Milli)> = Vec::new();
            for (period, amount, release) in steps {
                let (period, change) = match committed.pop() {
                    Some((period, amount)) if release => (period, Change::Release(amount)),
                    last => {
                        committed.extend(last);
                        committed.push((period, amount));
                        (period, Change::Add(amount))
                    },
                };
                let at = period.place().unwrap();
                let mut path = tree.path(&at);
                prop_assert_eq!(path.peak(&at), naive.peak(&period));
                path.commit(&at, change).unwrap();
                match change {
                    Change::Add(amount) => naive.add(&period, amount as i64),
                    Change::Release(amount) => naive.add(&period, -(amount as i64)),
                }
                prop_assert_eq!(path.peak(&at), naive.peak(&period));
                tree.put(&at, path);
            }
            // The highest from some hour of the year on.
            let at = Period::Hour(naive.first + from).place().unwrap();
            let path = tree.path(&at);
            let day = path.day.peak_from(at.hour.unwrap().into());
            let month = path.month.peak_from(at.day.unwrap().into(), day);
            let peak = path.year.peak_from(at.month.unwrap().into(), month);
            prop_assert_eq!(peak, highest(&naive.hours[from as usize..]));
        }
    }

    #[test]
    fn what_is_not_committed_cannot_be_released() {
        let mut path = Path::default();
        let at = Period::Day(21_184).place().unwrap();
        assert_eq!(path.commit(&at, Change::Release(1)), None);
        assert_eq!(path.commit(&at, Change::Add(Milli::MAX)), Some(()));
        assert_eq!(path.commit(&at, Change::Add(1)), None);
    }
}
