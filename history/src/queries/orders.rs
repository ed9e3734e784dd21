//! The orders of an account, newest first.

use super::{account, json, page, Arguments, Fault};
use crate::store;
use rusqlite::{Connection, Row};
use serde::Serialize;
use serde_json::{json, value::RawValue, Value};

#[derive(Serialize)]
struct Page {
    orders: Vec<Order>,
    next: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Order {
    series: String,
    seq: u64,
    side: Value,
    price: String,
    quantity: u32,
    left: i64,
    filled: i64,
    state: &'static str,
    reason: Option<String>,
    time_in_force: Box<RawValue>,
    time: u64,
    block: i64,
    #[serde(skip)]
    at: i64,
}

pub fn answer(db: &Connection, mut arguments: Arguments) -> Result<String, Fault> {
    let address = arguments.needed_account()?;
    let open = arguments.flag("open")?;
    let before = arguments.before()?;
    let limit = arguments.limit("limit", page::MOST)?;
    arguments.end()?;
    let mut orders = match account(db, &address)? {
        Some(account) => read(db, account, open, before, limit)?,
        None => Vec::new(),
    };
    let next = page::next_of(&mut orders, limit, |order| order.at);
    json(&Page { orders, next })
}

/// A page and one more.
fn read(
    db: &Connection,
    account: i64,
    open: bool,
    before: i64,
    limit: u32,
) -> Result<Vec<Order>, Fault> {
    let only = if open { "AND orders.ended IS NULL" } else { "" };
    let sql = format!(
        "SELECT orders.at, series.name, seq, address, price, orders.quantity,
         coalesce(changes.filled, 0), coalesce(changes.cancelled, 0), changes.reason,
         time_in_force, blocks.time
         FROM orders JOIN series ON series.id = orders.series
         JOIN blocks ON blocks.number = orders.at >> 20
         LEFT JOIN accounts ON accounts.id = orders.operator
         LEFT JOIN order_changes AS changes ON changes.placed = orders.at AND changes.at =
         (SELECT max(at) FROM order_changes WHERE placed = orders.at)
         WHERE orders.account = ?1 AND orders.at < ?2 {only} ORDER BY orders.at DESC LIMIT ?3"
    );
    let mut found = db.prepare_cached(&sql)?;
    let rows = found.query_map((account, before, limit + 1), order)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn order(row: &Row<'_>) -> rusqlite::Result<Order> {
    let at = row.get(0)?;
    let operator: Option<String> = row.get(3)?;
    let quantity: u32 = row.get(5)?;
    let (filled, cancelled): (i64, i64) = (row.get(6)?, row.get(7)?);
    let left = i64::from(quantity) - filled - cancelled;
    let time_in_force: String = row.get(9)?;
    Ok(Order {
        series: row.get(1)?,
        seq: row.get(2)?,
        side: operator.map_or(json!("Bid"), |operator| json!({ "Ask": { "operator": operator } })),
        price: row.get::<_, u64>(4)?.to_string(),
        quantity,
        left,
        filled,
        state: match (left, cancelled) {
            (1.., _) => "open",
            (_, 0) => "filled",
            _ => "cancelled",
        },
        reason: row.get(8)?,
        time_in_force: super::raw(time_in_force, 9)?,
        time: row.get(10)?,
        block: store::block_of(at).0,
        at,
    })
}
