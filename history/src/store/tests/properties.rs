//! Random blocks, with random undos: what is left is as if the surviving blocks alone had been.

use super::*;
use crate::testing::*;
use proptest::prelude::*;
use serde_json::{json, Value};

const PEOPLE: [&str; 3] = [HELIOS, LUMEN, PARALLAX];

/// Something that happens; whether it can happen does not matter here.
#[derive(Clone, Debug)]
struct Act {
    kind: u8,
    who: usize,
    seq: u64,
    quantity: u32,
}

#[derive(Clone, Debug)]
enum Step {
    /// A block, so many seconds after the last.
    Grow(Vec<Act>, u64),
    /// So many blocks are undone.
    Undo(u32),
    /// All are final but so many.
    Finalise(u32),
    /// What is derived is made anew.
    Rebuild,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = (0..17u8, 0..3usize, 0..6u64, 1..9u32).prop_map(|(kind, who, seq, quantity)| Act {
        kind,
        who,
        seq,
        quantity,
    });
    proptest::collection::vec(act, 0..6)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (acts(), 1..3_000u64).prop_map(|(acts, later)| Step::Grow(acts, later)),
        2 => (0..5u32).prop_map(Step::Undo),
        1 => (0..6u32).prop_map(Step::Finalise),
        1 => Just(Step::Rebuild),
    ];
    proptest::collection::vec(step, 1..30)
}

/// Each order and agreement has a number of its own, as on the chain: it is counted on.
struct Numbers {
    orders: u64,
    agreements: u64,
    deliveries: u32,
    hours: u32,
}

fn event(act: &Act, next: &mut Numbers) -> (&'static str, Value) {
    let who = PEOPLE[act.who];
    let other = PEOPLE[(act.who + 1) % 3];
    let series = if act.seq.is_multiple_of(2) { march() } else { hour(500_000) };
    let named = |number: u64| order(who, &series, number);
    let quantity = act.quantity;
    let unit = unit(&series, HELIOS);
    match act.kind {
        0 => issued(&series, HELIOS, quantity),
        1 | 2 => {
            next.orders += 1;
            let operator = (act.kind == 1).then_some(HELIOS);
            placed(&named(next.orders), operator, 1_000 * u64::from(quantity), quantity)
        },
        3 | 4 => {
            let (maker, taker) = (act.seq.min(next.orders), next.orders);
            let price = 2_000_000 + u64::from(quantity);
            filled(&named(maker), &order(other, &series, taker + 100), HELIOS, price, quantity)
        },
        5 => cancelled(&named(act.seq), quantity, "Owner"),
        6 => transferred(&unit, who, other, quantity),
        7 => ("capacity.Split", json!({"unit": unit, "who": who, "quantity": quantity})),
        8 => {
            next.deliveries += 1;
            let delivery = json!({"unit": unit, "index": next.deliveries});
            let fields = json!({"delivery": delivery, "buyer": who, "quantity": quantity});
            ("delivery.Nominated", fields)
        },
        9 => {
            let delivery = json!({"unit": unit, "index": act.seq});
            ("delivery.Settled", json!({"delivery": delivery, "finished": true}))
        },
        10 => ("delivery.Expired", json!({"unit": unit, "quantity": quantity})),
        11 => {
            next.hours += 1;
            let value = json!({"price": "1", "rung": "Hour", "method": 1, "limited": false,
                "contributors": 5000, "quantity": "10", "inputs": "0x00", "sum": "1", "missing": 0});
            ("index.HourClosed", json!({"index": 0, "hour": next.hours, "value": value}))
        },
        12 => {
            next.agreements += 1;
            offered(next.agreements, who, "Buyer", terms("Physical", quantity))
        },
        13 => accepted(act.seq, who, other),
        14 => {
            let marked = json!({"id": act.seq.to_string(), "hour": 500_000, "mark": "2000000",
                "basis": "Index", "moved": quantity.to_string(), "gain": "5", "hours_left": 1});
            ("forward.Marked", marked)
        },
        15 => {
            let fields = json!({"id": act.seq.to_string(), "unit": unit, "quantity": quantity});
            ("forward.Committed", fields)
        },
        _ => forward_settled(act.seq, 5),
    }
}

proptest! {
    #[test]
    fn undone_blocks_leave_nothing_behind(steps in steps()) {
        let mut chain = MadeUpChain::new();
        let mut store = Store::in_memory().unwrap();
        let mut next = Numbers { orders: 0, agreements: 0, deliveries: 0, hours: 0 };
        let mut last_final = 0;
        let mut time = MONDAY;
        for step in steps {
            let best = chain.blocks.len() as u32;
            match step {
                Step::Grow(acts, later) => {
                    time += later * 1_000;
                    let events = acts.iter().map(|act| event(act, &mut next)).collect();
                    let block = chain.grow_at(time, events);
                    store.apply(&block).unwrap();
                },
                Step::Undo(blocks) => {
                    let to = best.saturating_sub(blocks).max(last_final);
                    store.undo(chain.id(to)).unwrap();
                    chain.cut(to);
                },
                Step::Finalise(but) => {
                    last_final = last_final.max(best.saturating_sub(but));
                    store.finalise(last_final).unwrap();
                },
                Step::Rebuild => {
                    store.forget_derived().unwrap();
                    while store.derive().unwrap() < best {}
                },
            }
        }
        let mut straight = Store::in_memory().unwrap();
        for block in &chain.blocks {
            straight.apply(block).unwrap();
        }
        prop_assert_eq!(everything(&store), everything(&straight));
    }
}
