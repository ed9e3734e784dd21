//! Forgetting blocks that are not on the best chain any more.

use super::{behind, schema, trades, Error};
use rusqlite::Connection;

/// Puts everything back to what it was behind a block.
pub fn behind_block(db: &Connection, block: u32) -> Result<(), Error> {
    let from = behind(block);
    let hours = trades::hours_since(db, from)?;
    // Hours have no `at`: they are added up anew below.
    for table in schema::TABLES.into_iter().filter(|table| *table != "hourly") {
        db.execute(&format!("DELETE FROM {table} WHERE at >= ?1"), [from])?;
    }
    for (table, column) in
        [("orders", "ended"), ("agreements", "accepted"), ("agreements", "ended")]
    {
        let sql = format!("UPDATE {table} SET {column} = NULL WHERE {column} >= ?1");
        db.execute(&sql, [from])?;
    }
    for (series, hour) in hours {
        trades::add_up(db, series, hour)?;
    }
    db.execute("DELETE FROM events WHERE at >= ?1", [from])?;
    db.execute("DELETE FROM blocks WHERE number > ?1", [block])?;
    Ok(())
}
