//! Where units are after each kind of event, as the pallets say.

use super::*;
use crate::testing::*;
use serde_json::{json, Value};

/// A store, fed event by event.
struct Fed {
    chain: MadeUpChain,
    store: Store,
}

impl Fed {
    fn new() -> Self {
        Fed { chain: MadeUpChain::new(), store: Store::in_memory().unwrap() }
    }

    fn feed(&mut self, events: Vec<(&str, Value)>) {
        self.store.apply(&self.chain.grow(events)).unwrap();
        assert_eq!(doubts_of(&self.store), [""; 0]);
    }

    /// Free and in orders.
    fn place(&self, series: &str, operator: &str, who: &str) -> (i64, i64) {
        let sql = "SELECT free, in_orders FROM places JOIN units ON units.id = unit
            JOIN series ON series.id = series JOIN accounts AS o ON o.id = operator
            JOIN accounts AS w ON w.id = account
            WHERE name = ?1 AND o.address = ?2 AND w.address = ?3 ORDER BY places.at DESC LIMIT 1";
        let found = self
            .store
            .db
            .query_row(sql, (series, operator, who), |row| Ok((row.get(0)?, row.get(1)?)));
        found.optional().unwrap().unwrap_or_default()
    }

    /// Supply, nominated, settled, expired.
    fn total(&self, series: &str) -> [i64; 4] {
        let sql = "SELECT supply, nominated, settled, expired FROM totals
            JOIN units ON units.id = unit JOIN series ON series.id = series
            WHERE name = ?1 ORDER BY totals.at DESC LIMIT 1";
        let mut found = self.store.db.prepare(sql).unwrap();
        let row =
            |row: &rusqlite::Row<'_>| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]);
        found.query_row([series], row).optional().unwrap().unwrap_or_default()
    }

    fn sold(&self, series: &str) -> i64 {
        let sql = "SELECT units FROM sold JOIN series ON series.id = series WHERE name = ?1
            ORDER BY sold.at DESC LIMIT 1";
        let found = self.store.db.query_row(sql, [series], |row| row.get(0));
        found.optional().unwrap().unwrap_or_default()
    }
}

const MARCH: &str = "0/1/2027-03";

/// Helios has issued 10, asks for 8 of them, and Lumen has bought 3.
fn sold_three() -> Fed {
    let mut fed = Fed::new();
    let (ask, bid) = (order(HELIOS, &march(), 0), order(LUMEN, &march(), 1));
    fed.feed(vec![issued(&march(), HELIOS, 10), placed(&ask, Some(HELIOS), 2_000_000, 8)]);
    fed.feed(vec![placed(&bid, None, 2_000_000, 3), filled(&ask, &bid, HELIOS, 2_000_000, 3)]);
    fed
}

#[test]
fn a_sale_moves_units_out_of_the_order_into_the_buyers_hands() {
    let mut fed = sold_three();
    assert_eq!(fed.place(MARCH, HELIOS, HELIOS), (2, 5));
    assert_eq!(fed.place(MARCH, HELIOS, LUMEN), (3, 0));
    assert_eq!((fed.total(MARCH), fed.sold(MARCH)), ([10, 0, 0, 0], 3));
    // What is cancelled is free again, and can be retired.
    fed.feed(vec![cancelled(&order(HELIOS, &march(), 0), 5, "Owner")]);
    assert_eq!(fed.place(MARCH, HELIOS, HELIOS), (7, 0));
    let retired = json!({"unit": unit(&march(), HELIOS), "quantity": 7, "bond": "1"});
    fed.feed(vec![("capacity.Retired", retired)]);
    assert_eq!(fed.place(MARCH, HELIOS, HELIOS), (0, 0));
    assert_eq!((fed.total(MARCH), fed.sold(MARCH)), ([3, 0, 0, 0], 3));
}

#[test]
fn a_resale_and_a_gift_stay_outside_until_the_issuer_has_them_again() {
    let mut fed = sold_three();
    let march_of_helios = unit(&march(), HELIOS);
    fed.feed(vec![transferred(&march_of_helios, LUMEN, PARALLAX, 2)]);
    assert_eq!((fed.place(MARCH, HELIOS, PARALLAX), fed.sold(MARCH)), ((2, 0), 3));
    let (ask, bid) = (order(PARALLAX, &march(), 2), order(HELIOS, &march(), 3));
    fed.feed(vec![placed(&ask, Some(HELIOS), 1_900_000, 2)]);
    assert_eq!(fed.place(MARCH, HELIOS, PARALLAX), (0, 2));
    fed.feed(vec![placed(&bid, None, 1_900_000, 1), filled(&ask, &bid, HELIOS, 1_900_000, 1)]);
    assert_eq!((fed.place(MARCH, HELIOS, HELIOS), fed.sold(MARCH)), ((3, 5), 2));
    fed.feed(vec![transferred(&march_of_helios, LUMEN, HELIOS, 1)]);
    assert_eq!((fed.place(MARCH, HELIOS, HELIOS), fed.sold(MARCH)), ((4, 5), 1));
}

#[test]
fn what_is_split_is_as_much_of_each_smaller_period_and_joined_again() {
    let mut fed = sold_three();
    let cut = |who| json!({"unit": unit(&march(), HELIOS), "who": who, "quantity": 2});
    fed.feed(vec![("capacity.Split", cut(LUMEN)), ("capacity.Split", cut(HELIOS))]);
    assert_eq!((fed.total(MARCH), fed.sold(MARCH)), ([6, 0, 0, 0], 1));
    for day in ["0/1/2027-03-01", "0/1/2027-03-31"] {
        assert_eq!(
            (fed.place(day, HELIOS, LUMEN), fed.place(day, HELIOS, HELIOS)),
            ((2, 0), (2, 0))
        );
        assert_eq!((fed.total(day), fed.sold(day)), ([4, 0, 0, 0], 2));
    }
    assert_eq!(number(&fed.store, "SELECT count(*) FROM units"), 32);
    fed.feed(vec![("capacity.Joined", cut(LUMEN)), ("capacity.Joined", cut(HELIOS))]);
    assert_eq!((fed.total(MARCH), fed.sold(MARCH)), ([10, 0, 0, 0], 3));
    assert_eq!(fed.place(MARCH, HELIOS, HELIOS), (2, 5));
    assert_eq!((fed.total("0/1/2027-03-31"), fed.sold("0/1/2027-03-31")), ([0; 4], 0));
}

#[test]
fn what_is_delivered_and_what_is_not_both_end() {
    let mut fed = sold_three();
    let delivery = json!({"unit": unit(&march(), HELIOS), "index": 0});
    let nominated = json!({"delivery": delivery, "buyer": LUMEN, "quantity": 2,
        "instructions": "0x00", "cover_rate": "1", "bond": "1"});
    fed.feed(vec![("delivery.Nominated", nominated)]);
    assert_eq!((fed.place(MARCH, HELIOS, LUMEN), fed.total(MARCH)), ((1, 0), [10, 2, 0, 0]));
    let settled = |finished| {
        let fields = json!({"delivery": delivery, "delivered": "1", "lost": "0", "released": "1",
            "refunded": "0", "damages": "0", "debt": "0", "finished": finished});
        ("delivery.Settled", fields)
    };
    fed.feed(vec![settled(false)]);
    assert_eq!(fed.total(MARCH), [10, 2, 0, 0]);
    fed.feed(vec![settled(true)]);
    assert_eq!(fed.total(MARCH), [10, 0, 2, 0]);

    let expired = json!({"unit": unit(&march(), HELIOS), "quantity": 8, "cover": "1"});
    fed.feed(vec![("delivery.Expired", expired)]);
    // The issuer's are gone, also those in its ask; what Lumen did not use is there until swept.
    assert_eq!(fed.place(MARCH, HELIOS, HELIOS), (0, 0));
    assert_eq!((fed.place(MARCH, HELIOS, LUMEN), fed.total(MARCH)), ((1, 0), [10, 0, 2, 8]));
    fed.feed(vec![cancelled(&order(HELIOS, &march(), 0), 5, "TradingStopped")]);
    assert_eq!(fed.place(MARCH, HELIOS, HELIOS), (0, 0));
    let items = json!([{"Holding": {"owner": LUMEN, "unit": unit(&march(), HELIOS)}},
        {"Day": {"pool": {"operator": HELIOS, "zone": 1, "pool": 0}, "day": 20_878}}]);
    fed.feed(vec![("capacity.Swept", json!({"items": items}))]);
    assert_eq!(fed.place(MARCH, HELIOS, LUMEN), (0, 0));
    // They were sold for that month all the same.
    assert_eq!(fed.sold(MARCH), 3);
}

fn physical(fed: &mut Fed) {
    fed.feed(vec![offered(7, HELIOS, "Seller", terms("Physical", 6)), accepted(7, LUMEN, HELIOS)]);
}

fn committed(operator: &str, quantity: u32) -> (&'static str, Value) {
    let fields = json!({"id": "7", "unit": unit(&march(), operator), "quantity": quantity});
    ("forward.Committed", fields)
}

fn delivered(units: &[(&str, u32)], left: u32, fault: Value) -> (&'static str, Value) {
    let units: Vec<_> = units
        .iter()
        .map(|(operator, quantity)| json!({"operator": operator, "quantity": quantity}))
        .collect();
    let quantity: u64 = units.iter().filter_map(|one| one["quantity"].as_u64()).sum();
    let fields = json!({"id": "7", "units": units, "quantity": quantity, "left": left,
        "fault": fault, "seller_penalty": "10", "buyer_penalty": "0", "moved": "0",
        "buyer_margin": "1010", "seller_margin": "990"});
    ("forward.Delivered", fields)
}

#[test]
fn units_of_a_forward_agreement_are_put_in_and_change_hands() {
    let mut fed = Fed::new();
    fed.feed(vec![issued(&march(), HELIOS, 10), issued(&march(), BOREALIS, 10)]);
    fed.feed(vec![transferred(&unit(&march(), BOREALIS), BOREALIS, HELIOS, 4)]);
    physical(&mut fed);
    fed.feed(vec![committed(HELIOS, 2), committed(BOREALIS, 2), committed(HELIOS, 2)]);
    assert_eq!(fed.place(MARCH, HELIOS, HELIOS), (6, 4));
    assert_eq!(fed.place(MARCH, BOREALIS, HELIOS), (2, 2));
    fed.feed(vec![delivered(&[(HELIOS, 4), (BOREALIS, 2)], 0, Value::Null), forward_settled(7, 0)]);
    assert_eq!(fed.place(MARCH, HELIOS, HELIOS), (6, 0));
    assert_eq!(fed.place(MARCH, HELIOS, LUMEN), (4, 0));
    assert_eq!(fed.place(MARCH, BOREALIS, LUMEN), (2, 0));
    assert_eq!(fed.sold(MARCH), 8);
}

#[test]
fn units_that_are_not_delivered_are_given_back() {
    let mut fed = Fed::new();
    fed.feed(vec![issued(&march(), HELIOS, 10)]);
    physical(&mut fed);
    fed.feed(vec![committed(HELIOS, 5), delivered(&[(HELIOS, 3)], 3, json!("Buyer"))]);
    assert_eq!(fed.place(MARCH, HELIOS, HELIOS), (7, 0));
    assert_eq!((fed.place(MARCH, HELIOS, LUMEN), fed.sold(MARCH)), ((3, 0), 3));

    // The same where it ends before its units are delivered.
    let mut fed = Fed::new();
    fed.feed(vec![issued(&march(), HELIOS, 10)]);
    physical(&mut fed);
    fed.feed(vec![committed(HELIOS, 5), forward_settled(7, 0)]);
    assert_eq!((fed.place(MARCH, HELIOS, HELIOS), fed.sold(MARCH)), ((10, 0), 0));
}

#[test]
fn what_does_not_add_up_is_kept_and_said() {
    let mut chain = MadeUpChain::new();
    let mut store = Store::in_memory().unwrap();
    let ask = order(HELIOS, &march(), 0);
    let bid = order(LUMEN, &march(), 1);
    let delivery = json!({"delivery": {"unit": unit(&march(), HELIOS), "index": 3}, "delivered": "0",
        "lost": "0", "released": "0", "refunded": "0", "damages": "0", "debt": "0",
        "finished": true});
    let events = vec![
        placed(&ask, Some(HELIOS), 2_000_000, 8),
        filled(&ask, &bid, HELIOS, 2_000_000, 9),
        ("delivery.Settled", delivery),
        ("delivery.Expired", json!({"unit": unit(&march(), HELIOS), "quantity": 1, "cover": "0"})),
        accepted(9, LUMEN, HELIOS),
        forward_settled(8, 0),
    ];
    store.apply(&chain.grow(events)).unwrap();
    let found = doubts_of(&store);
    for said in [
        "used more of unit",
        "order 0 in 0/1/2027-03 lost 1 more than it had",
        "order 1 in 0/1/2027-03 was never placed",
        "never nominated",
        "1 units expired, and there were 0",
        "more of unit 1 has ended",
        "agreement 9 was never offered",
        "agreement 8 was never offered",
    ] {
        assert!(found.iter().any(|doubt| doubt.contains(said)), "{said} is not in {found:?}");
    }
    assert_eq!(number(&store, "SELECT count(*) FROM fills"), 1);
    store.undo(chain.id(0)).unwrap();
    assert_eq!(doubts(&store.db).unwrap(), 0);
}
