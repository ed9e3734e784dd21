//! Random agreements through random indexes, gaps and defaults, to the end of each: with every
//! invariant after each step, and everybody paid out at last.

use super::ledger::Ledger;
use crate::{mock::*, *};
use frame_support::traits::fungible::{Inspect, Mutate};
use headroom_primitives::{period::HOUR_MS, Period, SeriesId, UnitId};
use proptest::{prelude::*, test_runner::TestRunner};
use sp_runtime::DispatchResult;
use std::cell::RefCell;

#[derive(Clone, Debug)]
enum Step {
    Offer { who: usize, hours: u32, price: u64, terms: (u32, u32, u32, u32, bool) },
    Cancel(usize),
    Accept { who: usize, nth: usize },
    Mark(usize),
    Call(usize),
    CloseOut(usize),
    TopUp { nth: usize, buyer: bool, part: u128 },
    Withdraw { nth: usize, buyer: bool, part: u128 },
    Assign { nth: usize, buyer: bool, to: usize },
    Settle(usize),
    Commit { nth: usize, operator: u64, quantity: u32 },
    Deliver(usize),
    Trade { from: u64, price: u64 },
    Hours { count: u32, price: Option<u64>, closed: bool },
}

const NAMES: [&str; 14] = [
    "offer",
    "cancel",
    "accept",
    "mark",
    "call",
    "close_out",
    "top_up",
    "withdraw",
    "assign",
    "settle",
    "trade",
    "hours",
    "commit",
    "deliver",
];

fn any_step() -> impl Strategy<Value = Step> {
    let who = || 0..4usize;
    let nth = || 0..8usize;
    let price = || prop_oneof![6 => 1_800..2_200u64, 1 => 1..6_000u64].prop_map(|p| p * 1_000);
    let terms = || (100..400u32, 60..100u32, 0..60u32, 1..30u32, any::<bool>());
    prop_oneof![
        3 => (who(), 2..60u32, price(), terms())
            .prop_map(|(who, hours, price, terms)| Step::Offer { who, hours, price, terms }),
        1 => nth().prop_map(Step::Cancel),
        4 => (who(), nth()).prop_map(|(who, nth)| Step::Accept { who, nth }),
        3 => nth().prop_map(Step::Mark),
        3 => nth().prop_map(Step::Call),
        3 => nth().prop_map(Step::CloseOut),
        2 => (nth(), any::<bool>(), 1..1_500u128)
            .prop_map(|(nth, buyer, part)| Step::TopUp { nth, buyer, part }),
        2 => (nth(), any::<bool>(), 1..1_500u128)
            .prop_map(|(nth, buyer, part)| Step::Withdraw { nth, buyer, part }),
        1 => (nth(), any::<bool>(), who())
            .prop_map(|(nth, buyer, to)| Step::Assign { nth, buyer, to }),
        2 => nth().prop_map(Step::Settle),
        3 => (nth(), 100..104u64, 1..11u32)
            .prop_map(|(nth, operator, quantity)| Step::Commit { nth, operator, quantity }),
        2 => nth().prop_map(Step::Deliver),
        1 => (100..110u64, price()).prop_map(|(from, price)| Step::Trade { from, price }),
        5 => (1..12u32, proptest::option::weighted(0.8, price()), any::<bool>())
            .prop_map(|(count, price, closed)| Step::Hours { count, price, closed }),
    ]
}

/// The hour of the chain.
fn now() -> u32 {
    (Now::get() / HOUR_MS) as u32
}

/// The index closes what it can: all hours that are over, at one price.
fn close_up(price: Option<u64>) {
    let behind = now().saturating_sub(HOUR + Closed::get().len() as u32);
    let last = Last::get();
    close((0..behind).map(|_| price));
    if price.is_none() {
        Last::set(&last.filter(|_| behind < 24));
    }
}

fn nth<K: Ord + Copy>(keys: impl Iterator<Item = K>, n: usize) -> Option<K> {
    let mut keys: Vec<_> = keys.collect();
    keys.sort();
    (!keys.is_empty()).then(|| keys[n % keys.len()])
}

fn take(step: Step) -> (usize, DispatchResult) {
    let agreed = |n| nth(Agreements::<Test>::iter_keys(), n).unwrap_or(AgreementId::MAX);
    let party = |id, buyer: bool| {
        let side = if buyer { Side::Buyer } else { Side::Seller };
        Agreements::<Test>::get(id).map_or(STRANGER, |found| found.party(side).account)
    };
    match step {
        Step::Offer {
            who,
            hours,
            price,
            terms: (initial, maintenance, penalty, wait, instalments),
        } => {
            // A day that begins after the next, or hours that are near.
            let hour = now() + hours;
            let period =
                if hours % 2 == 0 { Period::Hour(hour) } else { Period::Day(hour / 24 + 1) };
            let terms = Terms {
                series: SeriesId { period, ..SERIES },
                price,
                initial,
                maintenance,
                penalty,
                wait,
                least_hours: wait.min(period.hours()),
                instalments,
                settlement: if hours % 5 < 3 { Settlement::Cash } else { Settlement::Physical },
                ..terms()
            };
            let side = if hours % 3 == 0 { Side::Buyer } else { Side::Seller };
            (0, offer(PEOPLE[who], terms, side))
        },
        Step::Cancel(n) => {
            let id = nth(Offers::<Test>::iter_keys(), n).unwrap_or(AgreementId::MAX);
            let maker = Offers::<Test>::get(id).map_or(STRANGER, |offer| offer.maker);
            (1, call(|| Forward::cancel_offer(signed(maker), id)))
        },
        Step::Accept { who, nth: n } => {
            let id = nth(Offers::<Test>::iter_keys(), n).unwrap_or(AgreementId::MAX);
            (2, accept(PEOPLE[who], id))
        },
        Step::Mark(n) => (3, mark(agreed(n))),
        Step::Call(n) => (4, call_margin(agreed(n))),
        Step::CloseOut(n) => {
            let called = Agreements::<Test>::iter()
                .filter(|(_, found)| found.buyer.call.is_some() || found.seller.call.is_some())
                .map(|(id, _)| id);
            let id = nth(called, n).unwrap_or(AgreementId::MAX);
            if n % 2 == 0 && id < AgreementId::MAX {
                wait(7);
            }
            (5, close_out(id))
        },
        Step::TopUp { nth, buyer, part } => {
            let id = agreed(nth);
            (6, top_up(party(id, buyer), id, INITIAL * part / 1_000))
        },
        Step::Withdraw { nth, buyer, part } => {
            let id = agreed(nth);
            (7, withdraw(party(id, buyer), id, INITIAL * part / 10_000))
        },
        Step::Assign { nth, buyer, to } => {
            let (id, to) = (agreed(nth), PEOPLE[to]);
            let side = if buyer { Side::Buyer } else { Side::Seller };
            let done = call(|| {
                Forward::assign(signed(party(id, buyer)), id, to)?;
                Forward::consent(signed(to), id, side, to)?;
                Forward::consent(signed(party(id, !buyer)), id, side, to)
            });
            (8, done)
        },
        Step::Settle(n) => (9, settle(agreed(n))),
        Step::Commit { nth: n, operator, quantity } => {
            let open = Agreements::<Test>::iter().filter(|(_, found)| found.deliverable);
            let id = nth(open.map(|(id, _)| id), n).unwrap_or(AgreementId::MAX);
            let series = Agreements::<Test>::get(id).map_or(SERIES, |found| found.terms.series);
            let seller = party(id, false);
            // Sometimes an operator's own.
            let operator = if operator == 103 { seller } else { operator };
            issue(operator, seller, quantity);
            let unit = UnitId { series, operator };
            (12, call(|| Forward::commit(signed(seller), id, unit, quantity)))
        },
        Step::Deliver(n) => {
            let open = Agreements::<Test>::iter().filter(|(_, found)| found.deliverable);
            let id = nth(open.map(|(id, _)| id), n).unwrap_or(AgreementId::MAX);
            if let Some(found) = Agreements::<Test>::get(id) {
                let stop = Forward::commit_stop(&found.terms.series);
                Now::set(&Now::get().max(stop));
            }
            (13, settle(id))
        },
        Step::Trade { from, price } => {
            fill(DAY, from, price, 10);
            (10, Ok(()))
        },
        Step::Hours { count, price, closed } => {
            wait(count);
            if closed {
                close_up(price);
            }
            (11, Ok(()))
        },
    }
}

/// Time goes on until nothing is open.
fn to_the_end(retired: bool) {
    Retired::set(&retired);
    if !retired {
        // An hour that is over can be closed by anybody.
        wait(24 * 5 + 31);
        close_up(Some(PRICE));
    }
    wait(24 * 5 + 31);
    for id in Offers::<Test>::iter_keys().collect::<Vec<_>>() {
        call(|| Forward::cancel_offer(signed(STRANGER), id)).expect("a lapsed offer goes back");
    }
    for id in Agreements::<Test>::iter_keys().collect::<Vec<_>>() {
        if agreement(id).deliverable {
            settle(id).expect("units that were not delivered are settled in cash");
        }
        settle(id).expect("no agreement stays open for ever");
    }
    for ((operator, owner), (_, committed)) in Units::get() {
        assert_eq!(committed, 0, "units of {operator} are locked for {owner}");
    }
    for who in PEOPLE {
        assert_eq!(cash(who).1, 0, "margin of {who} is on hold for nothing");
    }
}

/// Debts are paid as far as free cash reaches, or nobody could go on.
fn pay_debts() {
    let left = Debts::get().into_iter().filter_map(|(debtor, creditor, amount)| {
        let paid = amount.min(Balances::balance(&debtor).saturating_sub(1));
        let moved = Balances::transfer(
            &debtor,
            &creditor,
            paid,
            frame_support::traits::tokens::Preservation::Preserve,
        );
        let left = if moved.is_ok() { amount - paid } else { amount };
        (left > 0).then_some((debtor, creditor, left))
    });
    let left: Vec<_> = left.collect();
    Debts::set(&left);
}

#[test]
fn no_case_locks_money_for_ever() {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000);
    let done = RefCell::new([0u32; NAMES.len()]);
    let config = ProptestConfig { cases, ..Default::default() };
    TestRunner::new(config)
        .run(&(proptest::collection::vec(any_step(), 1..60), any::<bool>()), |(steps, retired)| {
            build_and_execute(|| {
                let before = PEOPLE.map(|who| cash(who).0 as i128);
                for step in steps {
                    let (name, result) = take(step);
                    done.borrow_mut()[name] += u32::from(result.is_ok());
                    Forward::do_try_state().unwrap();
                    pay_debts();
                }
                to_the_end(retired);
                // Everybody has what the events say that it got. (And no cash was made or lost: each
                // test of this pallet ends with that.)
                let ledger = Ledger::of_events();
                for (who, before) in PEOPLE.into_iter().zip(before) {
                    let (free, held) = cash(who);
                    assert_eq!((free as i128, held), (before + ledger.got(who), 0), "{who}");
                }
            });
            Ok(())
        })
        .unwrap();
    // A sequence that never gets anywhere would show nothing.
    for (name, done) in NAMES.iter().zip(done.into_inner()) {
        assert!(done >= cases / 100, "{name} succeeded {done} times in {cases} sequences");
    }
}
