//! UTC calendar periods as people write them: `2027`, `2027-Q1`, `2027-03`, `2027-03-01` and
//! `2027-03-01T14`. Hours and days are counted from 1970-01-01.

use crate::{types::Period, Error};
use chrono::{DateTime, Datelike, NaiveDate};
use std::{cmp::Ordering, fmt, str::FromStr};

/// Milliseconds in an hour.
pub const HOUR: u64 = 3_600_000;

fn day_number(year: u16, month: u8, day: u8) -> Option<u32> {
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?;
    u32::try_from(date.to_epoch_days()).ok()
}

/// A moment as `2027-03-01 14:05:09`, in UTC.
pub fn show_moment(moment: u64) -> String {
    i64::try_from(moment)
        .ok()
        .and_then(DateTime::from_timestamp_millis)
        .map(|at| at.format("%Y-%m-%d %H:%M:%S").to_string())
        .unwrap_or_else(|| moment.to_string())
}

impl Period {
    /// First hour and number of hours; none where there is no such period.
    fn span(&self) -> Option<(u32, u32)> {
        let months = |year: u16, month: u8, count: u8| {
            let first = day_number(year, month, 1)?;
            let (end_year, end_month) = match month + count {
                after @ 1..=12 => (year, after),
                after => (year + 1, after - 12),
            };
            Some((first * 24, (day_number(end_year, end_month, 1)? - first) * 24))
        };
        match *self {
            Period::Hour(hour) => Some((hour, 1)),
            Period::Day(day) => Some((day.checked_mul(24)?, 24)),
            Period::Month { year, month } => months(year, month, 1),
            Period::Quarter { year, quarter } if (1..=4).contains(&quarter) => {
                months(year, (quarter - 1) * 3 + 1, 3)
            },
            Period::Quarter { .. } => None,
            Period::Year(year) => months(year, 1, 12),
        }
    }

    /// Hours since 1970 at which it begins.
    pub fn first_hour(&self) -> u32 {
        self.span().unwrap_or_default().0
    }

    /// How many hours it has: 1 to 8784.
    pub fn hours(&self) -> u32 {
        self.span().unwrap_or_default().1
    }

    /// When it begins, in Unix milliseconds.
    pub fn start(&self) -> u64 {
        u64::from(self.first_hour()) * HOUR
    }

    /// When it is over, in Unix milliseconds.
    pub fn end(&self) -> u64 {
        self.start() + u64::from(self.hours()) * HOUR
    }

    /// "hour", "day", "month", "quarter" or "year".
    pub fn kind(&self) -> &'static str {
        match self {
            Period::Hour(_) => "hour",
            Period::Day(_) => "day",
            Period::Month { .. } => "month",
            Period::Quarter { .. } => "quarter",
            Period::Year(_) => "year",
        }
    }

    /// The hour that a moment lies in.
    pub fn hour_of(moment: u64) -> Self {
        Period::Hour((moment / HOUR) as u32)
    }

    /// The day that a moment lies in.
    pub fn day_of(moment: u64) -> Self {
        Period::Day((moment / HOUR / 24) as u32)
    }

    /// The next larger period that contains it; none for a year.
    pub fn parent(&self) -> Option<Self> {
        let date = || DateTime::from_timestamp_millis(i64::try_from(self.start()).ok()?);
        match *self {
            Period::Hour(hour) => Some(Period::Day(hour / 24)),
            Period::Day(_) => {
                let date = date()?;
                Some(Period::Month {
                    year: u16::try_from(date.year()).ok()?,
                    month: u8::try_from(date.month()).ok()?,
                })
            },
            Period::Month { year, month } => {
                Some(Period::Quarter { year, quarter: (month.max(1) - 1) / 3 + 1 })
            },
            Period::Quarter { year, .. } => Some(Period::Year(year)),
            Period::Year(_) => None,
        }
    }
}

impl FromStr for Period {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        parse(text).ok_or_else(|| {
            Error::usage(format!(
                "'{text}' is no period: write 2027, 2027-Q1, 2027-03, 2027-03-01 or 2027-03-01T14 \
                 (UTC)"
            ))
        })
    }
}

fn parse(text: &str) -> Option<Period> {
    let number = |text: &str, digits: usize| -> Option<u16> {
        let fits = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
        if fits {
            text.parse().ok()
        } else {
            None
        }
    };
    let small = |text: &str| number(text, 2).and_then(|number| u8::try_from(number).ok());
    let (date, hour) = match text.split_once(['T', ' ']) {
        Some((date, hour)) => (date, Some(hour.strip_suffix(":00").unwrap_or(hour))),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let year = number(parts.next()?, 4)?;
    let period = match (parts.next(), parts.next(), parts.next()) {
        (None, None, None) => Period::Year(year),
        (Some(quarter), None, None) if quarter.starts_with(['Q', 'q']) => {
            Period::Quarter { year, quarter: u8::try_from(number(&quarter[1..], 1)?).ok()? }
        },
        (Some(month), None, None) => Period::Month { year, month: small(month)? },
        (Some(month), Some(day), None) => {
            Period::Day(day_number(year, small(month)?, small(day)?)?)
        },
        _ => return None,
    };
    let period = match (hour, period) {
        (None, period) => period,
        (Some(hour), Period::Day(day)) => match small(hour)? {
            hour @ 0..=23 => Period::Hour(day * 24 + u32::from(hour)),
            _ => return None,
        },
        (Some(_), _) => return None,
    };
    period.span().map(|_| period)
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = DateTime::from_timestamp_millis(i64::try_from(self.start()).unwrap_or_default())
            .unwrap_or_default();
        match self {
            Period::Hour(_) => write!(f, "{}", date.format("%Y-%m-%dT%H")),
            Period::Day(_) => write!(f, "{}", date.format("%Y-%m-%d")),
            Period::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Period::Quarter { year, quarter } => write!(f, "{year:04}-Q{quarter}"),
            Period::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// By when it begins; of two that begin together, the shorter first.
impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        self.span().cmp(&other.span())
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_they_are_shown() {
        for text in ["2027", "2027-Q4", "2027-03", "2028-02-29", "2027-03-01T00", "2027-03-01T23"] {
            let period: Period = text.parse().unwrap();
            assert_eq!(period.to_string(), text);
        }
        let hour: Period = "2027-03-01 14:00".parse().unwrap();
        assert_eq!(hour.to_string(), "2027-03-01T14");
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "",
            "27",
            "2027-",
            "2027-13",
            "2027-00",
            "2027-Q0",
            "2027-Q5",
            "2027-3",
            "2027-02-29",
            "2027-03-01T24",
            "2027-03T01",
            "2027-03-01T14:30",
            "2027-03-01-01",
            "next month",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn known_spans() {
        let march: Period = "2027-03".parse().unwrap();
        assert_eq!(march.start(), 1_803_859_200_000);
        assert_eq!(march.hours(), 744);
        let year: Period = "2028".parse().unwrap();
        assert_eq!(year.hours(), 8_784);
        let last: Period = "2027-Q4".parse().unwrap();
        assert_eq!(last.end(), year.start());
        assert_eq!(show_moment(1_803_859_200_000), "2027-03-01 00:00:00");
    }

    #[test]
    fn parents_contain_their_children() {
        let mut period: Period = "2027-03-31T23".parse().unwrap();
        for text in ["2027-03-31", "2027-03", "2027-Q1", "2027"] {
            let parent = period.parent().unwrap();
            assert_eq!(parent.to_string(), text);
            assert!(parent.start() <= period.start() && period.end() <= parent.end());
            period = parent;
        }
        assert_eq!(period.parent(), None);
    }
}
