//! Series and units, as events name them and as the history writes them: `0/1/2027-03`.

use super::Account;
use headroom_client::Period;
use serde::Deserialize;
use std::{fmt, str::FromStr};

/// product × zone × period.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Series {
    pub product: u16,
    pub zone: u16,
    #[serde(with = "PeriodAsTold")]
    pub period: Period,
}

/// A series issued by one operator.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Unit {
    pub series: Series,
    pub operator: Account,
}

#[derive(Deserialize)]
#[serde(remote = "Period")]
enum PeriodAsTold {
    Hour(u32),
    Day(u32),
    Month { year: u16, month: u8 },
    Quarter { year: u16, quarter: u8 },
    Year(u16),
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.product, self.zone, self.period)
    }
}

impl FromStr for Series {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "'{text}' is no series: write product, zone and period, such as 0/1/2027-03, with \
                 periods as 2027, 2027-Q1, 2027-03, 2027-03-01 or 2027-03-01T14 (UTC)"
            )
        };
        let mut parts = text.splitn(3, '/');
        let mut number = || parts.next().and_then(|part| part.parse().ok()).ok_or_else(wrong);
        let (product, zone) = (number()?, number()?);
        let period = parts.next().and_then(|part| part.parse().ok()).ok_or_else(wrong)?;
        Ok(Series { product, zone, period })
    }
}

/// The next smaller periods that one is made of, in order; none for an hour.
pub fn children(period: Period) -> Vec<Period> {
    let (first, hours) = (period.first_hour(), period.hours());
    match period {
        Period::Hour(_) => Vec::new(),
        Period::Day(_) => (first..first + hours).map(Period::Hour).collect(),
        Period::Month { .. } => (first / 24..(first + hours) / 24).map(Period::Day).collect(),
        Period::Quarter { year, quarter } => {
            (1..=3).map(|n| Period::Month { year, month: (quarter - 1) * 3 + n }).collect()
        },
        Period::Year(year) => (1..=4).map(|quarter| Period::Quarter { year, quarter }).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn series_are_read_as_they_are_told_and_as_they_are_written() {
        for (period, text) in [
            (json!({"Hour": 501_072 + 14}), "0/1/2027-03-01T14"),
            (json!({"Day": 20_878}), "0/1/2027-03-01"),
            (json!({"Month": {"year": 2027, "month": 3}}), "0/1/2027-03"),
            (json!({"Quarter": {"year": 2027, "quarter": 1}}), "0/1/2027-Q1"),
            (json!({"Year": 2027}), "0/1/2027"),
        ] {
            let told = json!({"product": 0, "zone": 1, "period": period});
            let series: Series = serde_json::from_value(told).unwrap();
            assert_eq!(series.to_string(), text);
            assert_eq!(text.parse(), Ok(series));
        }
        assert_eq!("0/1/2027-03-01T14:00".parse(), "0/1/2027-03-01T14".parse::<Series>());
    }

    #[test]
    fn what_is_no_series_is_refused() {
        for text in
            ["", "0", "0/1", "0/1/", "0/1/2027-13", "a/1/2027", "0/70000/2027", "0/1/2027/1"]
        {
            assert!(text.parse::<Series>().unwrap_err().contains("such as 0/1/2027-03"), "{text}");
        }
    }

    #[test]
    fn children_tile_their_parent() {
        for (text, count) in [("2027", 4), ("2027-Q4", 3), ("2028-02", 29), ("2027-03-01", 24)] {
            let parent: Period = text.parse().unwrap();
            let children = children(parent);
            assert_eq!(children.len(), count);
            let mut hour = parent.first_hour();
            for child in children {
                assert_eq!((child.parent(), child.first_hour()), (Some(parent), hour));
                hour += child.hours();
            }
            assert_eq!(hour, parent.first_hour() + parent.hours());
        }
        assert!(children(Period::Hour(500_000)).is_empty());
    }
}
