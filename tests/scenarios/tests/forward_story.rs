//! What capacity will cost, from the offer to the last millionth: a month that is fixed ahead and on which
//! somebody fails, and a day whose units are delivered. Every invariant holds after each block.

use headroom_primitives::{
    period::HOUR_MS, Balance, DeliveryId, Metered, Period, Price, Quantity, SeriesId, UnitId,
};
use headroom_runtime::{AccountId, Index, Runtime, RuntimeCall, RuntimeEvent};
use headroom_tests::{Chain, Outcome, Person, BEGIN, CASH, HOUR};
use pallet_forward::{Event, Settlement, Side, Terms};
use pallet_index::Definition;

/// What each trader starts with.
const START: Balance = 10_000_000 * CASH;
/// What a reporter and an operator have on hold.
const BOND: Balance = 10_000 * CASH;
const FIXED: Price = 2_000_000;

fn chain_at(begin: u64) -> Chain {
    let mut chain = Chain::new();
    chain.jump_to(begin);
    let definition = Definition::Market { product: 0, zone: 0 };
    chain.send(Person::ALICE, pallet_index::Call::create_index { definition }).unwrap();
    for who in Person::REPORTERS {
        chain.send(who, pallet_index::Call::register_reporter { bond: BOND }).unwrap();
    }
    chain
}

/// Five reporters say what an hour cost, and what can be closed is closed: to the end of its day, the
/// hours after it have its price.
fn price(chain: &mut Chain, hour: u32, price: Price) {
    let report = |n: usize| pallet_index::Call::observe {
        index: 0,
        hour,
        price,
        quantity: 10,
        buyer_seller_digest: [n as u8; 32],
    };
    let all = Person::REPORTERS.into_iter().enumerate();
    let sent = chain.send_all(all.map(|(n, who)| (who, report(n).into())).collect());
    assert!(sent.into_iter().all(|outcome| outcome.is_ok()));
}

fn close_before(chain: &mut Chain, hour: u32) {
    let next = |chain: &mut Chain| chain.read(|| Index::last_value(0)).map_or(0, |(at, _)| at + 1);
    while next(chain) < hour {
        let close = |_| (Person::PARALLAX, pallet_index::Call::close_hour { index: 0 }.into());
        assert!(chain.send_all((0..24).map(close).collect()).iter().any(|outcome| outcome.is_ok()));
    }
}

fn terms(period: Period, settlement: Settlement) -> Terms {
    Terms {
        series: SeriesId { product: 0, zone: 0, period },
        quantity: 10,
        price: FIXED,
        settlement,
        initial: 100,
        maintenance: 60,
        call_window: 6 * HOUR,
        penalty: 50,
        wait: 0,
        least_hours: 1,
        instalments: false,
    }
}

/// Lumen buys ahead. Returns what each side has put in.
fn agree(chain: &mut Chain, seller: Person, terms: Terms) -> Balance {
    let valid_until = chain.now() + HOUR;
    let offer =
        pallet_forward::Call::offer { terms, side: Side::Buyer, counterparty: None, valid_until };
    chain.send(Person::LUMEN, offer).unwrap();
    let events = chain.send(seller, pallet_forward::Call::accept { offer: 0 }).unwrap();
    told(&events, |event| match event {
        Event::Accepted { margin, .. } => Some(*margin),
        _ => None,
    })
}

/// What an event of forward says.
fn told<R>(events: &[RuntimeEvent], of: impl Fn(&Event<Runtime>) -> Option<R>) -> R {
    let found = events.iter().find_map(|event| match event {
        RuntimeEvent::Forward(event) => of(event),
        _ => None,
    });
    found.expect("it is told")
}

fn settle() -> RuntimeCall {
    pallet_forward::Call::settle { agreement: 0 }.into()
}

fn error(outcome: Outcome) -> &'static str {
    outcome.expect_err("it fails").into()
}

fn cash(chain: &mut Chain, who: Person) -> (Balance, Balance) {
    chain.cash(&who.account())
}

#[test]
fn a_month_is_fixed_ahead_and_the_seller_owes_more_than_its_margin() {
    let month = Period::Month { year: 2027, month: 1 };
    let (lumen, borealis, anyone) = (Person::LUMEN, Person::BOREALIS, Person::PARALLAX);
    let mut chain = chain_at(month.start() - 12 * HOUR);
    let margin = agree(&mut chain, borealis, terms(month, Settlement::Cash));
    // A tenth of 2.00 × 10 × 744.
    assert_eq!(margin, 1_488 * CASH);

    // Ten days at 2.00, and 21 at 2.60; at the end of each day anybody marks.
    let (first, mark) = (month.first_hour(), pallet_forward::Call::mark { agreement: 0 });
    let mut moved = 0;
    for day in 0..31 {
        let hour = first + 24 * day;
        chain.jump_to(u64::from(hour + 1) * HOUR_MS);
        price(&mut chain, hour, if day < 10 { FIXED } else { 2_600_000 });
        chain.jump_to(u64::from(hour + 24) * HOUR_MS + 31 * 60_000);
        close_before(&mut chain, hour + 23);
        let events = chain.send(anyone, mark.clone()).unwrap();
        moved += told(&events, |event| match event {
            Event::Marked { moved, .. } => Some(*moved),
            _ => None,
        });
        let expected = if day < 10 { 0 } else { margin as i128 };
        assert_eq!(moved, expected, "on day {day}");
    }
    assert_eq!(cash(&mut chain, borealis), (START - BOND - margin, BOND));

    // The average of the month decides: 0.60 × 10 × 504 hours. What the margin lacks is owed.
    chain.jump_to(month.end() + 95 * 60_000);
    close_before(&mut chain, first + 744);
    let (gain, debt) = (3_024 * CASH, 1_536 * CASH);
    let events = chain.send(anyone, settle()).unwrap();
    let said = told(&events, |event| match event {
        Event::Settled { price, gain, debt, .. } => Some((*price, *gain, *debt)),
        _ => None,
    });
    assert_eq!(said, (2_406_451, gain as i128, debt));
    assert_eq!(cash(&mut chain, lumen), (START + margin, 0));

    // Until it has paid, the debtor can do nothing that others would have to rely on.
    let next = terms(Period::Month { year: 2027, month: 3 }, Settlement::Cash);
    let valid_until = chain.now() + HOUR;
    let offer: RuntimeCall = pallet_forward::Call::offer {
        terms: next.clone(),
        side: Side::Seller,
        counterparty: None,
        valid_until,
    }
    .into();
    let withdraw = pallet_cash::Call::withdraw { amount: 1 };
    let issue = pallet_capacity::Call::issue { series: next.series, quantity: 1 };
    assert_eq!(error(chain.send(borealis, offer.clone())), "InDebt");
    assert_eq!(error(chain.send(borealis, withdraw)), "InDebt");
    assert_eq!(error(chain.send(borealis, issue)), "InDebt");
    let (debtor, creditor) = (borealis.account(), lumen.account());
    let pay = pallet_cash::Call::pay_claim { debtor, creditor, amount: Balance::MAX };
    chain.send(anyone, pay).unwrap();
    assert_eq!(cash(&mut chain, lumen), (START + gain, 0));
    assert_eq!(cash(&mut chain, borealis), (START - BOND - gain, BOND));
    chain.send(borealis, offer).unwrap();
}

const DAY: Period = Period::Day(20_790); // 2026-12-03

/// Helios sells a day ahead, issues it, and puts in so many units.
fn day_ahead(quantity: Quantity) -> (Chain, UnitId<AccountId>, Balance) {
    let mut chain = chain_at(BEGIN + HOUR);
    let helios = Person::HELIOS;
    let terms = terms(DAY, Settlement::Physical);
    let unit = UnitId { series: terms.series, operator: helios.account() };
    let margin = agree(&mut chain, helios, terms);
    chain.send(helios, pallet_capacity::Call::issue { series: unit.series, quantity: 10 }).unwrap();
    let (agreement, instructions) = (0, Some([7; 32]));
    chain.send(Person::LUMEN, pallet_forward::Call::instruct { agreement, instructions }).unwrap();
    let commit = pallet_forward::Call::commit { agreement, unit: unit.clone(), quantity };
    chain.send(helios, commit).unwrap();
    (chain, unit, margin)
}

/// From half an hour before the gate anybody settles. Returns what changed hands, what did not, and what
/// the seller paid for that.
fn settle_at_the_gate(chain: &mut Chain) -> (Quantity, Quantity, Balance) {
    chain.jump_to(DAY.start() - HOUR - HOUR / 2);
    let events = chain.send(Person::PARALLAX, settle()).unwrap();
    told(&events, |event| match event {
        Event::Delivered { quantity, left, seller_penalty, .. } => {
            Some((*quantity, *left, *seller_penalty))
        },
        _ => None,
    })
}

#[test]
fn a_day_is_sold_ahead_goes_into_escrow_and_is_delivered() {
    let (mut chain, unit, _) = day_ahead(10);
    let (helios, lumen) = (Person::HELIOS, Person::LUMEN);
    assert_eq!(settle_at_the_gate(&mut chain), (10, 0, 0));
    // 2.00 × 10 × 24 are paid. Of that 1.60 a unit and hour lie in escrow, beside the bond of 0.40.
    let (value, cover, bond) = (480 * CASH, 384 * CASH, 96 * CASH);
    assert_eq!(cash(&mut chain, lumen), (START - value, 0));
    let held = BOND + cover + bond;
    assert_eq!(cash(&mut chain, helios), (START + value - held, held));

    // It is nominated already. The operator delivers, the buyer accepts, and the escrow is free.
    let delivery = DeliveryId { unit, index: 0 };
    chain.jump_to(DAY.end() + 60_000);
    let (of, metered) = (delivery.clone(), Metered::UnitHours(240_000));
    chain.send(helios, pallet_delivery::Call::report { delivery: of, metered }).unwrap();
    let (of, reported) = (delivery.clone(), 240_000);
    chain.send(lumen, pallet_delivery::Call::accept { delivery: of, reported }).unwrap();
    chain.send(Person::PARALLAX, pallet_delivery::Call::settle { delivery }).unwrap();
    assert_eq!(cash(&mut chain, helios), (START + value - BOND, BOND));
    assert_eq!(cash(&mut chain, lumen), (START - value, 0));
}

/// What was put in at a good tier is looked at again when it is settled.
#[test]
fn units_of_a_tier_that_the_product_does_not_take_are_missing_at_the_gate() {
    let (mut chain, unit, margin) = day_ahead(10);
    let (helios, lumen) = (Person::HELIOS, Person::LUMEN);
    let attest = pallet_capacity::Call::attest {
        operator: helios.account(),
        product: 0,
        zone: 0,
        pool: 0,
        quantity: 512,
        milli_gpus: 1_000,
        tier: 1,
        valid_until: DAY.end() + HOUR,
    };
    chain.send(Person::ATTESTOR, attest).unwrap();
    // 50 thousandths of 480.
    let penalty = 24 * CASH;
    assert_eq!(settle_at_the_gate(&mut chain), (0, 10, penalty));
    // The buyer can't lose any more; the units are the operator's again, and it can take them back.
    assert_eq!(cash(&mut chain, lumen), (START + penalty, 0));
    assert_eq!(cash(&mut chain, helios).1, BOND + 96 * CASH + margin - penalty);
    chain.send(helios, pallet_capacity::Call::retire { unit, quantity: 10 }).unwrap();
}
