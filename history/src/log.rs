//! One line for each thing that happens: the moment, what, and named values. On standard output, so
//! that whatever runs the history keeps it.

use headroom_client::period::show_moment;
use std::{
    io::Write,
    time::{SystemTime, UNIX_EPOCH},
};

/// Longest value: what a node says may be anything.
const MOST: usize = 300;

/// `2026-11-23T14:00:00Z undone to=1203`.
pub fn line(what: &str, values: &[(&str, &str)]) {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now = show_moment(u64::try_from(since.as_millis()).unwrap_or(u64::MAX));
    let text = format(&format!("{}Z", now.replacen(' ', "T", 1)), what, values);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_line_whatever_is_in_it() {
        let text = format("t", "lost", &[("why", "a\n\"b\"\u{1b}[31m"), ("n", "1"), ("e", "")]);
        assert_eq!(text, r#"t lost why="a\n\"b\"\u{1b}[31m" n=1 e="""#);
        assert_eq!(format("t", "x", &[("v", &"y".repeat(9_999))]).len(), "t x v=".len() + MOST);
    }
}
