//! Pages, newest first, and the cursors between them.

use crate::store;

/// Most things on a page.
pub const MOST: u32 = 200;

/// Where a page ended: "1203-7" of the event 7 in block 1203.
pub fn cursor(at: i64) -> String {
    let (block, event) = store::block_of(at);
    format!("{block}-{event}")
}

/// Reads what [`cursor`] wrote.
pub fn read_cursor(text: &str) -> Option<i64> {
    let (block, event) = text.split_once('-')?;
    let event = event.parse().ok().filter(|event| *event < 1 << 20)?;
    Some(store::at(block.parse().ok()?, event))
}

/// One row more than a page was read: whether there is a next one, and where it begins.
pub fn next_of<T>(rows: &mut Vec<T>, limit: u32, at: impl Fn(&T) -> i64) -> Option<String> {
    if rows.len() <= limit as usize {
        return None;
    }
    rows.truncate(limit as usize);
    rows.last().map(|row| cursor(at(row)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_are_read_as_they_are_written() {
        let at = store::at(1_203, 7);
        assert_eq!(cursor(at), "1203-7");
        assert_eq!(read_cursor("1203-7"), Some(at));
        for wrong in ["", "1203", "-7", "1203-", "1203-1048576", "99999999999-1", "1-2-3", "1--2"] {
            assert_eq!(read_cursor(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_page_that_is_not_full_is_the_last() {
        let mut rows = vec![30, 20, 10];
        assert_eq!(next_of(&mut rows, 3, |at| *at), None);
        assert_eq!(next_of(&mut rows, 2, |at| *at), Some("0-20".into()));
        assert_eq!(rows, [30, 20]);
    }
}
