//! The store, without a node.

mod blocks;
mod places;
mod properties;
mod speed;

use super::*;
use rusqlite::types::Value as Cell;

/// Every row of every table, so that two stores can be compared.
pub fn everything(store: &Store) -> Vec<(String, Vec<Vec<Cell>>)> {
    let tables = ["blocks", "events"].into_iter().chain(schema::TABLES);
    tables
        .map(|table| {
            let mut found =
                store.db.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
            let columns = found.column_count();
            let rows = found.query_map([], |row| (0..columns).map(|n| row.get(n)).collect());
            (table.to_string(), rows.unwrap().map(Result::unwrap).collect())
        })
        .collect()
}

/// One number from the database.
pub fn number(store: &Store, sql: &str) -> i64 {
    store.db.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// What did not add up.
pub fn doubts_of(store: &Store) -> Vec<String> {
    let mut found = store.db.prepare("SELECT what FROM doubts ORDER BY at").unwrap();
    let rows = found.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}
