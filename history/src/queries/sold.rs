//! How much of a market's capacity is sold, hour by hour.

use super::{json, Arguments, Fault};
use rusqlite::Connection;

/// Most hours in an answer.
const MOST: u32 = 1_000;

/// Hours of the longest period, a leap year.
const LONGEST: i64 = 8_784;

pub fn answer(db: &Connection, mut arguments: Arguments) -> Result<String, Fault> {
    let mut needed = |name: &str| {
        let number = arguments.number::<u32>(name)?;
        number.ok_or_else(|| Fault::Bad(format!("'{name}' is missing, a whole number")))
    };
    let (product, zone, from) = (needed("product")?, needed("zone")?, needed("from")?);
    let count = arguments.limit("count", MOST)?;
    arguments.end()?;
    let (from, count) = (i64::from(from), i64::from(count));
    let to = from + count;
    let mut hours = vec![0i64; MOST.min(u32::try_from(count).unwrap_or(MOST)) as usize];
    let mut found = db.prepare_cached(
        "SELECT first, ends, (SELECT units FROM sold WHERE series = id ORDER BY at DESC LIMIT 1)
         FROM series WHERE product = ?1 AND zone = ?2 AND ends > ?3 AND ends < ?4 AND first < ?5",
    )?;
    let mut rows = found.query((product, zone, from, to + LONGEST, to))?;
    while let Some(row) = rows.next()? {
        let (first, ends): (i64, i64) = (row.get(0)?, row.get(1)?);
        let Some(units) = row.get::<_, Option<i64>>(2)? else { continue };
        for hour in first.max(from)..ends.min(to) {
            if let Some(sum) = usize::try_from(hour - from).ok().and_then(|n| hours.get_mut(n)) {
                *sum += units;
            }
        }
    }
    json(&hours)
}
