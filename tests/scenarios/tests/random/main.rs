//! Random sequences of calls over all pallets, on the real runtime: after every block every
//! invariant holds, and no cash is made or lost. `PROPTEST_CASES` says how many sequences.

mod steps;

use frame_support::traits::{fungible::Inspect, CallMetadata, GetCallMetadata};
use headroom_primitives::{DeliveryId, UnitId};
use headroom_runtime::{Cash, Forward, Runtime, RuntimeCall};
use headroom_tests::{Chain, Outcome, Person, CASH, HOUR};
use pallet_index::Definition;
use proptest::{prelude::*, test_runner::TestRunner};
use std::{cell::RefCell, collections::BTreeMap};
use steps::{calls, series, step, Step, PEOPLE, REPORTERS};

/// An index of what is traded, and who reports to it; units of every series, some of them in buyers'
/// hands and some of those in delivery; an agreement for cash and one for units: so that a few steps
/// get far. A late one begins in the middle of the day that is delivered, in which prices have risen.
fn begin(chain: &mut Chain, late: bool) {
    let definition = Definition::Market { product: 0, zone: 0 };
    let mut all: Vec<(Person, RuntimeCall)> =
        vec![(Person::ALICE, pallet_index::Call::create_index { definition }.into())];
    let register = || pallet_index::Call::register_reporter { bond: 10_000 * CASH }.into();
    all.extend(REPORTERS.into_iter().map(|who| (who, register())));
    for outcome in chain.send_all(all) {
        outcome.expect("the index begins");
    }
    let helios = Person::HELIOS;
    // The first hour of the index has a price.
    let mut all = calls(chain, Step::Observe { ahead: 2, price: 2_000_000 });
    for series in series() {
        all.push((helios, pallet_capacity::Call::issue { series, quantity: 20 }.into()));
        let unit = UnitId { series, operator: helios.account() };
        for who in [Person::LUMEN, Person::PARALLAX] {
            let (unit, to) = (unit.clone(), who.account());
            let give = pallet_capacity::Call::transfer { unit, to, quantity: 6 };
            all.push((helios, give.into()));
        }
        let (unit, instructions) = (unit.clone(), [1; 32]);
        let nominate = pallet_delivery::Call::nominate { unit, quantity: 2, instructions };
        all.push((Person::LUMEN, nominate.into()));
    }
    for (n, physical) in [(0, false), (1, true)] {
        let price = 2_000_000;
        let offer = Step::Offer { who: 2, series: 0, price, quantity: 5, buyer: true, physical };
        all.extend(calls(chain, offer));
        all.push((helios, pallet_forward::Call::accept { offer: n }.into()));
    }
    for outcome in chain.send_all(all) {
        outcome.expect("the market begins");
    }
    if late {
        for _ in 0..3 {
            chain.jump_to(series()[0].period.start().max(chain.now() + 4 * HOUR));
            let mut all = calls(chain, Step::Observe { ahead: 0, price: 2_600_000 });
            all.extend(calls(chain, Step::Observe { ahead: 1, price: 2_600_000 }));
            all.extend(calls(chain, Step::CloseHours { count: 100 }));
            chain.send_all(all);
        }
    }
}

/// At the end everybody does what is left to do, and nothing may stay on hold but registrations.
fn wind_up(chain: &mut Chain, count: &impl Fn(&RuntimeCall, &Outcome)) {
    let end = series()[0].period.end();
    // No more hours will be closed.
    let retire: RuntimeCall = pallet_index::Call::retire_index { index: 0 }.into();
    count(&retire, &chain.send(Person::ALICE, retire.clone()));
    // Past the end, the objections, the answers, the rulings and the last reports.
    for days in [1, 3, 5, 8, 12, 16] {
        let at = (end + days * 24 * HOUR).max(chain.now() + 24 * HOUR);
        chain.jump_to(at);
        // Each jump is a gap that leaves an hour of grace; the third ends that of the first.
        chain.jump_to(at + HOUR + 60_000);
        chain.jump_to(at + 2 * HOUR + 120_000);
        let mut all = vec![];
        for series in 0..series().len() {
            all.extend(calls(chain, Step::RemoveExpired { series }));
        }
        let (deliveries, units) = chain.read(|| {
            let deliveries = pallet_delivery::Deliveries::<Runtime>::iter();
            let units = pallet_capacity::Units::<Runtime>::iter();
            (
                deliveries.map(|(unit, index, _)| DeliveryId { unit, index }).collect::<Vec<_>>(),
                units.map(|(operator, series, _)| UnitId { series, operator }).collect::<Vec<_>>(),
            )
        });
        let settle = |delivery| pallet_delivery::Call::settle { delivery }.into();
        all.extend(deliveries.into_iter().map(|delivery| (Person::LUMEN, settle(delivery))));
        let expire = |unit| pallet_delivery::Call::expire { unit }.into();
        all.extend(units.into_iter().map(|unit| (Person::LUMEN, expire(unit))));
        let (offers, agreements) =
            chain.read(|| (Forward::offers(None, 0).0, Forward::agreements(None, 0).0));
        let challenges =
            chain.read(|| pallet_index::Challenges::<Runtime>::iter_keys().collect::<Vec<_>>());
        let lapse = |challenge| pallet_index::Call::lapse_challenge { challenge }.into();
        all.extend(challenges.into_iter().map(|challenge| (Person::LUMEN, lapse(challenge))));
        let cancel = |offer| pallet_forward::Call::cancel_offer { offer }.into();
        all.extend(offers.into_iter().map(|(offer, _)| (Person::LUMEN, cancel(offer))));
        let settle = |agreement| pallet_forward::Call::settle { agreement }.into();
        // Units that were not delivered first, and then the cash.
        for _ in 0..2 {
            all.extend(agreements.iter().map(|(id, _)| (Person::LUMEN, settle(*id))));
        }
        let outcomes = chain.send_all(all.clone());
        for ((_, call), outcome) in all.iter().zip(&outcomes) {
            count(call, outcome);
        }
    }
    let left = chain.read(|| {
        (
            pallet_delivery::Deliveries::<Runtime>::iter().count(),
            pallet_spot::Orders::<Runtime>::iter().count(),
            pallet_capacity::Units::<Runtime>::iter().count(),
            pallet_forward::Offers::<Runtime>::iter().count(),
            pallet_forward::Agreements::<Runtime>::iter().count(),
        )
    });
    assert_eq!(left, (0, 0, 0, 0, 0), "deliveries, orders, units or agreements are left");
    let registration = headroom_runtime::configs::RegistrationBond::get();
    for (n, who) in PEOPLE.into_iter().enumerate() {
        let held = if n < 2 { registration } else { 0 };
        assert_eq!(chain.cash(&who.account()).1, held, "{who:?} has cash on hold");
    }
}

/// Calls that have to succeed now and then, or the sequences would show little. (Others take more luck,
/// and are reached by the properties of their own pallets.)
const REACHED: [&str; 32] = [
    "Capacity.attest",
    "Capacity.issue",
    "Capacity.retire",
    "Capacity.transfer",
    "Cash.deposit",
    "Cash.withdraw",
    "Delivery.accept",
    "Delivery.answer",
    "Delivery.expire",
    "Delivery.nominate",
    "Delivery.object",
    "Delivery.report",
    "Delivery.settle",
    "Forward.accept",
    "Forward.assign",
    "Forward.call_margin",
    "Forward.cancel_offer",
    "Forward.commit",
    "Forward.consent",
    "Forward.mark",
    "Forward.offer",
    "Forward.settle",
    "Forward.top_up",
    "Index.challenge",
    "Index.close_hour",
    "Index.lapse_challenge",
    "Index.observe",
    "Index.retire_index",
    "Index.rule",
    "Spot.cancel_order",
    "Spot.place_order",
    "Spot.remove_expired",
];

#[test]
fn no_sequence_breaks_an_invariant_or_locks_cash() {
    let done = RefCell::new(BTreeMap::<String, u32>::new());
    // Half as many as elsewhere, and twice as long: what takes several steps is reached by few of the
    // short ones.
    let cases = ProptestConfig::default().cases.div_ceil(2);
    let config = ProptestConfig { cases, max_shrink_iters: 400, ..Default::default() };
    let count = |call: &RuntimeCall, outcome: &Outcome| {
        if outcome.is_ok() {
            let CallMetadata { pallet_name, function_name } = call.get_call_metadata();
            *done.borrow_mut().entry(format!("{pallet_name}.{function_name}")).or_default() += 1;
        }
    };
    TestRunner::new(config)
        .run(&(proptest::collection::vec(step(), 1..80), any::<bool>()), |(steps, late)| {
            let mut chain = Chain::new();
            begin(&mut chain, late);
            let mut total = chain.read(Cash::total_issuance);
            for step in steps {
                let calls = calls(&mut chain, step);
                if calls.is_empty() {
                    continue;
                }
                let outcomes = chain.send_all(calls.clone());
                for ((_, call), outcome) in calls.into_iter().zip(outcomes) {
                    count(&call, &outcome);
                    // Cash comes and goes by the door alone.
                    match call {
                        RuntimeCall::Cash(pallet_cash::Call::deposit { amount })
                            if outcome.is_ok() =>
                        {
                            total += amount
                        },
                        RuntimeCall::Cash(pallet_cash::Call::withdraw { amount })
                            if outcome.is_ok() =>
                        {
                            total -= amount
                        },
                        _ => {},
                    }
                }
            }
            wind_up(&mut chain, &count);
            prop_assert_eq!(chain.read(Cash::total_issuance), total);
            Ok(())
        })
        .unwrap();
    if cases >= 500 {
        let done = done.into_inner();
        let missed: Vec<_> = REACHED.iter().filter(|name| !done.contains_key(**name)).collect();
        assert!(missed.is_empty(), "never succeeded: {missed:?}; {done:?}");
    }
}
