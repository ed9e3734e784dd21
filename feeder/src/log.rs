//! One line for each thing that happens: the moment, what, and named values. On standard output, so
//! that whatever runs the feeder keeps it.

use crate::progress;
use std::io::Write;

/// Longest value: what a source wrote may be anything.
const MOST: usize = 300;

/// `2026-11-23T14:00:00Z sent source=argus price=2.35`.
pub fn line(what: &str, values: &[(&str, &str)]) {
    let now = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now());
    let text = format(&now.format("%Y-%m-%dT%H:%M:%SZ").to_string(), what, values);
    // Nobody is left to tell where standard output is closed.
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

fn format(now: &str, what: &str, values: &[(&str, &str)]) -> String {
    let shown = values.iter().map(|(name, value)| format!(" {name}={}", quoted(value)));
    format!("{now} {what}{}", shown.collect::<String>())
}

/// As it is where it is one word; in quotes otherwise. Never more than a line.
fn quoted(value: &str) -> String {
    let cut: String = value.chars().take(MOST).collect();
    let plain = |c: char| c.is_ascii_graphic() && c != '"' && c != '\\' && c != '=';
    if !cut.is_empty() && cut.chars().all(plain) {
        cut
    } else {
        format!("{cut:?}")
    }
}

/// "2027-03-01T14:00Z"
pub fn hour(hour: u32) -> String {
    let seconds = i64::try_from(progress::end(hour) / 1_000).unwrap_or(i64::MAX) - 3_600;
    match chrono::DateTime::from_timestamp(seconds, 0) {
        Some(moment) => moment.format("%Y-%m-%dT%H:%MZ").to_string(),
        None => hour.to_string(),
    }
}

/// "2.345678" of 2_345_678.
pub fn cash(millionths: u64) -> String {
    format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_line_whatever_is_in_it() {
        let text = format("t", "refused", &[("why", "a\n\"b\"\u{1b}[31m"), ("n", "1"), ("e", "")]);
        assert_eq!(text, r#"t refused why="a\n\"b\"\u{1b}[31m" n=1 e="""#);
        assert_eq!(format("t", "x", &[("v", &"y".repeat(9_999))]).len(), "t x v=".len() + MOST);
    }

    #[test]
    fn hours_and_cash_are_shown() {
        assert_eq!(hour(0), "1970-01-01T00:00Z");
        assert_eq!(hour(495_000), "2026-06-21T00:00Z");
        assert!(!hour(u32::MAX).is_empty());
        assert_eq!(cash(2_345_678), "2.345678");
        assert_eq!(cash(1), "0.000001");
    }
}
