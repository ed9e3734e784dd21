//! The picture that the history has.

use super::{Facts, Picture, Things};
use crate::{
    agreement::{Party, Standing},
    facts::series::Series,
    store::Error,
};
use rusqlite::{Connection, Row};
use serde::Deserialize;
use serde_json::Value;

/// Milliseconds in an hour.
const HOUR: u64 = 3_600_000;

/// The latest row of each of some things.
const LATEST_PLACE: &str = "places.at = (SELECT max(at) FROM places AS p WHERE p.unit = places.unit
     AND p.account = places.account)";

/// Everything, at a moment of the chain.
pub fn read(db: &Connection, now: u64) -> Result<Picture, Error> {
    Ok(Picture {
        orders: orders(db)?,
        units: units(db)?,
        holdings: holdings(db)?,
        sold: sold(db, now)?,
        values: values(db)?,
        offers: offers(db)?,
        agreements: agreements(db)?,
    })
}

fn things(
    db: &Connection,
    sql: &str,
    mut thing: impl FnMut(&Row<'_>) -> Result<(String, Facts), Error>,
) -> Result<Things, Error> {
    let mut found = db.prepare(sql)?;
    let mut rows = found.query([])?;
    let mut things = Things::new();
    while let Some(row) = rows.next()? {
        let (name, facts) = thing(row)?;
        things.insert(name, facts);
    }
    Ok(things)
}

fn text(row: &Row<'_>, column: usize) -> Result<String, Error> {
    let number: Result<i64, _> = row.get(column);
    Ok(match number {
        Ok(number) => number.to_string(),
        Err(_) => row.get(column)?,
    })
}

fn optional(row: &Row<'_>, column: usize) -> Result<String, Error> {
    Ok(row.get::<_, Option<String>>(column)?.unwrap_or_else(|| "none".into()))
}

fn orders(db: &Connection) -> Result<Things, Error> {
    let sql = "SELECT owners.address, series.name, seq, operators.address, price,
        orders.quantity - coalesce((SELECT filled + cancelled FROM order_changes
            WHERE placed = orders.at ORDER BY at DESC LIMIT 1), 0), time_in_force
        FROM orders JOIN series ON series.id = series
        JOIN accounts AS owners ON owners.id = account
        LEFT JOIN accounts AS operators ON operators.id = operator WHERE ended IS NULL";
    things(db, sql, |row| {
        let time_in_force: Value = json(&text(row, 6)?)?;
        let until = time_in_force.get("GoodTillTime").and_then(Value::as_str).unwrap_or("none");
        let name = format!("order {} in {}", text(row, 2)?, text(row, 1)?);
        let facts = Facts::from([
            ("owner", text(row, 0)?),
            ("issuer of what it sells", optional(row, 3)?),
            ("price", text(row, 4)?),
            ("left", text(row, 5)?),
            ("until", until.into()),
        ]);
        Ok((name, facts))
    })
}

fn units(db: &Connection) -> Result<Things, Error> {
    let sql = format!(
        "SELECT series.name, address, supply, coalesce(free, 0), coalesce(in_orders, 0), nominated,
         settled, expired FROM units
         JOIN series ON series.id = units.series JOIN accounts ON accounts.id = units.operator
         JOIN totals ON totals.unit = units.id
         AND totals.at = (SELECT max(at) FROM totals AS t WHERE t.unit = units.id)
         LEFT JOIN places ON places.unit = units.id AND places.account = units.operator
         AND {LATEST_PLACE}
         WHERE nominated != 0 OR supply != nominated + settled + expired"
    );
    things(db, &sql, |row| {
        let names =
            ["supply", "own", "own in orders", "nominated", "settled", "expired"].into_iter();
        let facts = names.enumerate().map(|(n, name)| Ok((name, text(row, n + 2)?)));
        Ok((unit(&text(row, 0)?, &text(row, 1)?), facts.collect::<Result<_, Error>>()?))
    })
}

/// How a unit is called here.
pub fn unit(series: &str, operator: &str) -> String {
    format!("{series} of {operator}")
}

fn holdings(db: &Connection) -> Result<Things, Error> {
    let sql = format!(
        "SELECT series.name, operators.address, owners.address, free, in_orders FROM places
         JOIN units ON units.id = places.unit JOIN series ON series.id = units.series
         JOIN accounts AS operators ON operators.id = units.operator
         JOIN accounts AS owners ON owners.id = places.account
         WHERE places.account != units.operator AND (free != 0 OR in_orders != 0)
         AND {LATEST_PLACE}"
    );
    things(db, &sql, |row| {
        let unit = unit(&text(row, 0)?, &text(row, 1)?);
        let facts = Facts::from([("free", text(row, 3)?), ("in orders", text(row, 4)?)]);
        Ok((format!("{unit} in the hands of {}", text(row, 2)?), facts))
    })
}

fn sold(db: &Connection, now: u64) -> Result<Things, Error> {
    let begun = now / HOUR;
    let sql = format!(
        "SELECT name, (SELECT units FROM sold WHERE series = id ORDER BY at DESC LIMIT 1) AS units
         FROM series WHERE first > {begun} AND units != 0"
    );
    things(db, &sql, |row| Ok((text(row, 0)?, Facts::from([("units", text(row, 1)?)]))))
}

fn values(db: &Connection) -> Result<Things, Error> {
    let sql = "SELECT index_id, hour, price, rung, method, limited, contributors, quantity, inputs,
        sum, missing FROM hour_values";
    things(db, sql, |row| {
        let names = [
            "price",
            "rung",
            "method",
            "limited",
            "contributors",
            "quantity",
            "inputs",
            "sum",
            "missing",
        ];
        let facts = names.into_iter().enumerate().map(|(n, name)| Ok((name, text(row, n + 2)?)));
        let name = value(&text(row, 0)?, &text(row, 1)?);
        Ok((name, facts.collect::<Result<_, Error>>()?))
    })
}

/// How an hour's value is called here.
pub fn value(index: &str, hour: &str) -> String {
    format!("index {index} in hour {hour}")
}

fn json<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::wrong(format!("'{text}': {error}")))
}

fn offers(db: &Connection) -> Result<Things, Error> {
    let sql = "SELECT id, maker, side, terms, counterparty, valid_until, index_id, margin
        FROM agreements WHERE ended IS NULL AND accepted IS NULL";
    things(db, sql, |row| {
        let mut facts = terms(&json(&text(row, 3)?)?)?;
        facts.extend([
            ("maker", text(row, 1)?),
            ("side", text(row, 2)?),
            ("counterparty", optional(row, 4)?),
            ("valid until", text(row, 5)?),
            ("index", text(row, 6)?),
            ("margin", text(row, 7)?),
        ]);
        Ok((format!("offer {}", text(row, 0)?), facts))
    })
}

fn agreements(db: &Connection) -> Result<Things, Error> {
    let sql = "SELECT id, terms, index_id, (SELECT state FROM standings WHERE agreement = id
        ORDER BY at DESC LIMIT 1) FROM agreements WHERE ended IS NULL AND accepted IS NOT NULL";
    things(db, sql, |row| {
        let mut facts = terms(&json(&text(row, 1)?)?)?;
        facts.insert("index", text(row, 2)?);
        let standing: Standing = json(&text(row, 3)?)?;
        standing_facts(&standing, &mut facts);
        Ok((format!("agreement {}", text(row, 0)?), facts))
    })
}

fn standing_facts(standing: &Standing, facts: &mut Facts) {
    let committed: Vec<_> =
        standing.committed.iter().map(|one| (one.operator.as_str(), one.quantity)).collect();
    let side = |side: Option<_>| side.map_or_else(|| "none".into(), |side| format!("{side:?}"));
    let assignment = standing.assignment.as_ref().map(|one| {
        let consents = (one.other_consents, one.to_consents);
        format!("{:?} to {}, consents {consents:?}", one.side, one.to)
    });
    let none = || "none".to_string();
    facts.extend([
        ("units left", standing.quantity.to_string()),
        ("at fault", side(standing.fault)),
        ("deliverable", standing.deliverable.to_string()),
        ("committed", format!("{committed:?}")),
        ("instructions", standing.instructions.clone().unwrap_or_else(none)),
        ("moved", standing.moved.to_string()),
        ("last mark", format!("{} in hour {}", standing.mark, standing.marked)),
        ("assignment", assignment.unwrap_or_else(none)),
        ("buyer", standing.buyer.account.clone()),
        ("seller", standing.seller.account.clone()),
        ("buyer's call", call(&standing.buyer)),
        ("seller's call", call(&standing.seller)),
    ]);
    let margins = [("buyer's margin", &standing.buyer), ("seller's margin", &standing.seller)];
    for (name, party) in margins {
        facts.insert(name, party.margin.to_string());
    }
}

fn call(party: &Party) -> String {
    match &party.call {
        Some(call) => format!("{} until {}", call.level, call.deadline),
        None => "none".into(),
    }
}

/// The terms' values, by the names that they are told by.
const TERMS: [&str; 10] = [
    "quantity",
    "price",
    "settlement",
    "initial",
    "maintenance",
    "call_window",
    "penalty",
    "wait",
    "least_hours",
    "instalments",
];

fn terms(terms: &Value) -> Result<Facts, Error> {
    let missing = |what: &str| Error::wrong(format!("terms without {what}"));
    let series = terms.get("series").ok_or_else(|| missing("series"))?;
    let series = Series::deserialize(series).map_err(|error| Error::wrong(error.to_string()))?;
    let mut facts = Facts::from([("series", series.to_string())]);
    for name in TERMS {
        let value = terms.get(name).ok_or_else(|| missing(name))?;
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_string);
        facts.insert(name, value);
    }
    Ok(facts)
}
