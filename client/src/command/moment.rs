//! Moments and spans of time as people write them, in chain time and UTC.

use chrono::{NaiveDate, NaiveTime};
use headroom_client::{period::HOUR, Error};

const MINUTE: u64 = 60_000;
const DAY: u64 = 24 * HOUR;

/// A moment, and whether it was written as one of the clock or as so much from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Unix milliseconds.
    pub at: u64,
    /// It depends on when it was said, so it begins nothing in particular.
    pub from_now: bool,
}

/// `now`, `today 14:00`, `tomorrow 14:00`, `2027-03-01 14:00` or `+3h`.
pub fn parse(text: &str, now: u64) -> Result<Moment, Error> {
    let wrong = || {
        Error::usage(format!(
            "'{text}' is no moment: write now, 'today 14:00', 'tomorrow 14:00', '2027-03-01 14:00' \
             or +3h (UTC)"
        ))
    };
    let text = text.trim();
    if text.eq_ignore_ascii_case("now") {
        return Ok(Moment { at: now, from_now: true });
    }
    if let Some(span) = text.strip_prefix('+') {
        let at = now.checked_add(duration(span)?).ok_or_else(wrong)?;
        return Ok(Moment { at, from_now: true });
    }
    // The T of "Tomorrow" parts nothing.
    let by_letter = || text.split_once('T').filter(|(day, _)| !day.is_empty());
    let (day, time) = match text.split_once(' ').or_else(by_letter) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    };
    let begins = match day.to_ascii_lowercase().as_str() {
        "today" => now - now % DAY,
        "tomorrow" => now - now % DAY + DAY,
        date => {
            let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").map_err(|_| wrong())?;
            u64::try_from(date.to_epoch_days()).map_err(|_| wrong())? * DAY
        },
    };
    let into_it = time.map_or(Ok(0), |time| time_of_day(time).ok_or_else(wrong))?;
    Ok(Moment { at: begins + into_it, from_now: false })
}

fn time_of_day(text: &str) -> Option<u64> {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let whole = match text.len() {
        1 | 2 => format!("{text}:00"),
        _ => text.to_string(),
    };
    let time = ["%H:%M", "%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(&whole, format).ok())?;
    Some(u64::from(chrono::Timelike::num_seconds_from_midnight(&time)) * 1_000)
}

/// `3h`, `90m`, `2d`, `1w` or `1d12h`, in milliseconds.
pub fn duration(text: &str) -> Result<u64, Error> {
    let wrong = || Error::usage(format!("'{text}' is no span of time: write 3h, 90m, 2d or 1d12h"));
    let mut sum: u64 = 0;
    let mut digits = String::new();
    for letter in text.trim().chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        let unit = match letter {
            's' => 1_000,
            'm' => MINUTE,
            'h' => HOUR,
            'd' => DAY,
            'w' => 7 * DAY,
            _ => return Err(wrong()),
        };
        let count: u64 = digits.parse().map_err(|_| wrong())?;
        sum = count.checked_mul(unit).and_then(|span| sum.checked_add(span)).ok_or_else(wrong)?;
        digits.clear();
    }
    if sum == 0 || !digits.is_empty() {
        return Err(wrong());
    }
    Ok(sum)
}

/// The first full hour from a moment on.
pub fn next_hour(moment: u64) -> u64 {
    moment.div_ceil(HOUR) * HOUR
}

#[cfg(test)]
mod tests {
    use super::*;
    use headroom_client::period::show_moment;

    /// 2027-03-01 14:05:09.
    const NOW: u64 = 1_803_909_909_000;

    fn shown(text: &str) -> String {
        show_moment(parse(text, NOW).unwrap().at)
    }

    #[test]
    fn moments_are_read() {
        for (text, moment) in [
            ("now", "2027-03-01 14:05:09"),
            ("today", "2027-03-01 00:00:00"),
            ("today 14:00", "2027-03-01 14:00:00"),
            ("Tomorrow 14:00", "2027-03-02 14:00:00"),
            ("tomorrow 9", "2027-03-02 09:00:00"),
            ("tomorrow", "2027-03-02 00:00:00"),
            ("2027-03-05", "2027-03-05 00:00:00"),
            ("2027-03-05 23:59:58", "2027-03-05 23:59:58"),
            ("2027-03-05T14", "2027-03-05 14:00:00"),
            ("2027-03-05T14:00Z", "2027-03-05 14:00:00"),
            ("+3h", "2027-03-01 17:05:09"),
            ("+1d12h", "2027-03-03 02:05:09"),
        ] {
            assert_eq!(shown(text), moment, "{text}");
        }
        assert!(parse("now", NOW).unwrap().from_now);
        assert!(!parse("today", NOW).unwrap().from_now);
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "soon",
            "14:00",
            "today 25:00",
            "today 14:00:00:00",
            "2027-02-29",
            "2027-03",
            "+3",
            "+",
            "-3h",
            "tomorrow14:00",
            "1969-01-01",
        ] {
            assert!(parse(text, NOW).is_err(), "{text}");
        }
    }

    #[test]
    fn spans_are_read() {
        assert_eq!(duration("90m").unwrap(), 90 * MINUTE);
        assert_eq!(duration("1d12h").unwrap(), 36 * HOUR);
        assert_eq!(duration("1w").unwrap(), 7 * DAY);
        for text in ["", "h", "3", "3y", "0h", "1.5h", "99999999999999999999h"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn hours_begin_where_they_begin() {
        assert_eq!(show_moment(next_hour(NOW)), "2027-03-01 15:00:00");
        assert_eq!(next_hour(2 * HOUR), 2 * HOUR);
    }
}
