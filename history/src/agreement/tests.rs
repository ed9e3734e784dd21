//! Agreements by their events, from the JSON that the chain tells.

use super::*;
use crate::{
    facts::{self, forward::Fact, Fact as Any},
    testing::{self, BOREALIS, HELIOS, LUMEN, PARALLAX},
};
use serde_json::{json, Value};

fn begun(settlement: &str) -> Standing {
    let terms = facts::forward::terms(&testing::terms(settlement, 6)).unwrap();
    let (name, fields) = testing::accepted(7, LUMEN, HELIOS);
    match facts::read(name, &fields).unwrap() {
        Some(Any::Forward(Fact::Accepted(7, accepted))) => {
            Standing::new(&accepted, &terms, 498_720)
        },
        other => panic!("{other:?}"),
    }
}

fn change(standing: &mut Standing, name: &str, fields: Value) -> Result<Vec<UnitMove>, String> {
    match facts::read(&format!("forward.{name}"), &fields)? {
        Some(Any::Forward(Fact::Changed(7, change))) => standing.change(&change),
        other => panic!("{other:?}"),
    }
}

fn marked(moved: &str) -> Value {
    json!({"id": "7", "hour": 498_725, "mark": "2100000", "basis": {"Trades": {"Year": 2027}},
        "moved": moved, "gain": "500", "hours_left": 744})
}

fn margins(standing: &Standing) -> (u128, u128) {
    (standing.buyer.margin, standing.seller.margin)
}

#[test]
fn marks_move_margin_and_calls_come_and_go() {
    let mut standing = begun("Cash");
    assert_eq!((standing.marked, standing.mark), (498_719, 2_000_000));
    let none = change(&mut standing, "Marked", marked("600")).unwrap();
    assert!(none.is_empty());
    assert_eq!((margins(&standing), standing.moved), ((1_600, 400), 600));
    change(&mut standing, "Marked", marked("-700")).unwrap();
    assert_eq!((margins(&standing), standing.moved), ((900, 1_100), -100));
    assert_eq!((standing.marked, standing.mark), (498_725, 2_100_000));

    let called = json!({"id": "7", "side": "Buyer", "level": "1000", "deadline": "5"});
    change(&mut standing, "MarginCalled", called).unwrap();
    assert_eq!(standing.buyer.call, Some(Call { level: 1_000, deadline: 5 }));
    let topped_up = json!({"id": "7", "side": "Buyer", "amount": "200", "margin": "1100"});
    change(&mut standing, "ToppedUp", topped_up).unwrap();
    change(&mut standing, "CallLifted", json!({"id": "7", "side": "Buyer"})).unwrap();
    assert_eq!((margins(&standing), standing.buyer.call.clone()), ((1_100, 1_100), None));
    let withdrawn = json!({"id": "7", "side": "Seller", "amount": "50", "margin": "1050"});
    change(&mut standing, "Withdrawn", withdrawn).unwrap();
    let freed = json!({"id": "7", "hours_left": 5, "buyer": "100", "seller": "0"});
    change(&mut standing, "Freed", freed).unwrap();
    assert_eq!(margins(&standing), (1_000, 1_050));
    assert!(change(&mut standing, "Marked", marked("9000")).unwrap_err().contains("below 0"));
}

#[test]
fn a_side_is_handed_over_once_both_consent() {
    let mut standing = begun("Cash");
    let side = |more: Value| {
        let mut fields = json!({"id": "7", "side": "Buyer", "to": PARALLAX});
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        fields
    };
    change(&mut standing, "AssignmentProposed", side(json!({}))).unwrap();
    let by = |who: &str| side(json!({"by": who}));
    change(&mut standing, "AssignmentConsented", by(PARALLAX)).unwrap();
    let assignment = standing.assignment.clone().unwrap();
    assert_eq!((assignment.to_consents, assignment.other_consents), (true, false));
    change(&mut standing, "AssignmentConsented", by(HELIOS)).unwrap();
    let assigned = side(json!({"from": LUMEN, "freed": "1000", "margin": "1300"}));
    change(&mut standing, "Assigned", assigned).unwrap();
    assert_eq!(standing.assignment, None);
    assert_eq!((standing.buyer.account.as_str(), margins(&standing)), (PARALLAX, (1_300, 1_000)));
}

fn commit(standing: &mut Standing, operator: &str, quantity: u32) {
    let unit = testing::unit(&testing::march(), operator);
    let fields = json!({"id": "7", "unit": unit, "quantity": quantity});
    let moves = change(standing, "Committed", fields).unwrap();
    let (operator, seller) = (operator.to_string(), HELIOS.to_string());
    assert_eq!(moves, [UnitMove::PutIn { operator, seller, quantity }]);
}

/// What is delivered by operator, what is left, and the margins after it.
fn delivered(units: &[(&str, u32)], left: u32, fault: Value, margins: (u128, u128)) -> Value {
    let units: Vec<_> = units
        .iter()
        .map(|(operator, quantity)| json!({"operator": operator, "quantity": quantity}))
        .collect();
    let quantity: u64 = units.iter().filter_map(|one| one["quantity"].as_u64()).sum();
    json!({"id": "7", "units": units, "quantity": quantity, "left": left, "fault": fault,
        "seller_penalty": "0", "buyer_penalty": "0", "moved": "200",
        "buyer_margin": margins.0.to_string(), "seller_margin": margins.1.to_string()})
}

#[test]
fn units_change_hands_as_the_event_says_and_the_rest_goes_back() {
    let mut standing = begun("Physical");
    assert!(standing.deliverable);
    commit(&mut standing, HELIOS, 2);
    commit(&mut standing, BOREALIS, 3);
    commit(&mut standing, HELIOS, 1);
    // Not in the order in which they were put in: an operator may be passed over.
    let fields = delivered(&[(BOREALIS, 3), (HELIOS, 1)], 2, json!("Buyer"), (900, 0));
    let moves = change(&mut standing, "Delivered", fields).unwrap();
    let (buyer, seller) = (LUMEN.to_string(), HELIOS.to_string());
    let (helios, borealis) = (HELIOS.to_string(), BOREALIS.to_string());
    assert_eq!(
        moves,
        [
            UnitMove::Delivered {
                operator: borealis,
                seller: seller.clone(),
                buyer: buyer.clone(),
                quantity: 3
            },
            UnitMove::Delivered {
                operator: helios.clone(),
                seller: seller.clone(),
                buyer,
                quantity: 1
            },
            UnitMove::GivenBack { operator: helios, seller, quantity: 2 },
        ]
    );
    assert_eq!((standing.quantity, standing.moved, standing.deliverable), (2, 200, false));
    assert_eq!(margins(&standing), (900, 0));
    assert!(standing.end().is_empty());
}

#[test]
fn where_nothing_is_delivered_all_goes_back() {
    let mut standing = begun("Physical");
    commit(&mut standing, HELIOS, 2);
    let fields = delivered(&[], 6, json!("Seller"), (0, 700));
    assert_eq!(change(&mut standing, "Delivered", fields).unwrap().len(), 1);
    assert_eq!((margins(&standing), standing.fault), ((0, 700), Some(Side::Seller)));
}

#[test]
fn more_than_there_is_cannot_be_delivered() {
    let mut standing = begun("Physical");
    commit(&mut standing, HELIOS, 2);
    for units in [(HELIOS, 3), (BOREALIS, 1)] {
        let fields = delivered(&[units], 3, Value::Null, (0, 0));
        let error = change(&mut standing.clone(), "Delivered", fields).unwrap_err();
        assert!(error.contains("less were put in"), "{error}");
    }
    assert_eq!(standing.end().len(), 1);
}

#[test]
fn a_standing_is_read_as_it_is_kept() {
    let mut standing = begun("Physical");
    commit(&mut standing, HELIOS, 2);
    standing.buyer.margin = u128::MAX;
    standing.moved = i128::MIN;
    let text = serde_json::to_string(&standing).unwrap();
    assert_eq!(serde_json::from_str::<Standing>(&text).unwrap(), standing);
}
