//! What it takes to move the index, with the runtime's parameters: the figures of
//! docs/market-rules.md. Honest trades are at 2.00; who lies says half as much again.

mod stage;
mod trades;

use headroom_primitives::{
    mean::{self, Weighed},
    period::HOUR_MS,
    Moment, Price, Quantity,
};
use headroom_runtime::{Index, Runtime};
use headroom_tests::{Chain, Person, CASH};
use pallet_index::{ChallengeId, Inputs, Rung, Slot, Values, WeightInfo};
use stage::*;

/// The value of inputs: price, quantity, and who stands behind each (issuer, buyer, seller).
fn value(inputs: &[(Price, Quantity, [u32; 3])]) -> Option<Price> {
    let inputs: Vec<_> = inputs
        .iter()
        .map(|(price, quantity, behind)| Weighed {
            price: *price,
            quantity: *quantity,
            behind: *behind,
        })
        .collect();
    mean::value(&inputs, &Index::rules()).map(|found| found.price)
}

/// A reporter stands in all three places.
fn said(price: Price, quantity: Quantity, who: u32) -> (Price, Quantity, [u32; 3]) {
    (price, quantity, [who; 3])
}

fn honest(count: u32) -> Vec<(Price, Quantity, [u32; 3])> {
    (0..count).map(|who| said(HONEST, 10, who)).collect()
}

#[test]
fn six_tenths_of_all_count_a_fifth() {
    // Sold to many by one: a fifth, and no further from the median than a tenth.
    let mut inputs = honest(4);
    inputs.extend((0..6).map(|n| (LIE, 10, [90, 100 + n, 90])));
    assert_eq!(value(&inputs), Some(2_040_000));
}

#[test]
fn a_minority_of_reporters_lies() {
    let mut inputs = honest(3);
    inputs.extend([said(LIE, 10, 90), said(LIE, 10, 91)]);
    assert_eq!(value(&inputs), Some(2_080_000));
    // However much they say was traded.
    let mut inputs = honest(3);
    inputs.extend([said(LIE, 900, 90), said(LIE, 900, 91)]);
    assert_eq!(value(&inputs), Some(2_080_000));
}

#[test]
fn a_majority_of_reporters_lies() {
    // Three of five carry the median with them.
    let mut inputs = honest(2);
    inputs.extend((90..93).map(|who| said(LIE, 10, who)));
    assert_eq!(value(&inputs), Some(2_880_000));
    // Half of them move it half way.
    let mut inputs = honest(3);
    inputs.extend((90..93).map(|who| said(LIE, 10, who)));
    assert_eq!(value(&inputs), Some(2_500_000));

    // On the chain an hour moves by a quarter of the one before, so that it takes them two.
    let mut chain = chain();
    for ahead in 0..3 {
        for (n, who) in Person::REPORTERS.into_iter().enumerate() {
            let price = if ahead > 0 && n < 3 { LIE } else { HONEST };
            chain.send(who, observe(FIRST + ahead, price, 10, n as u8)).unwrap();
        }
    }
    at(&mut chain, FIRST + 2);
    let values: Vec<_> = (0..3).map(|_| close(&mut chain)).collect();
    let prices: Vec<_> = values.iter().map(|value| (value.price, value.limited)).collect();
    assert_eq!(prices, [(HONEST, false), (2_500_000, true), (2_880_000, false)]);
    let market = chain.read(|| pallet_capacity::Markets::<Runtime>::get(0, 0)).unwrap();
    assert_eq!(market.reference, (2_000_000 + 2_500_000 + 2_880_000) / 3);

    // For each hour that is challenged, each of them pays half of its bond, and half of that is whose
    // challenge it was. The value stays.
    let (lumen, index, hour) = (Person::LUMEN, 0, FIRST + 1);
    for liar in &Person::REPORTERS[..3] {
        let (reporter, challenger) = (liar.account(), lumen.account());
        let (of, evidence) = (reporter.clone(), [1; 32]);
        let call = pallet_index::Call::challenge { index, hour, reporter: of, evidence };
        chain.send(lumen, call).unwrap();
        let challenge = ChallengeId { index, hour, reporter, challenger };
        let rule = pallet_index::Call::rule { challenge, upheld: true };
        chain.send(Person::ARBITER, rule).unwrap();
        assert_eq!(cash(&mut chain, *liar), (START - 5_000 * CASH, 5_000 * CASH));
    }
    assert_eq!(cash(&mut chain, lumen), (START + 3 * 2_500 * CASH, 0));
    let value = chain.read(|| Values::<Runtime>::get(0, hour)).unwrap();
    assert_eq!(value.price, 2_500_000);
}

#[test]
fn what_goes_by_the_index_follows_slowly() {
    let mut chain = chain();
    report(&mut chain, &Person::REPORTERS, FIRST);
    let (before, false_hour) = (FIRST + 22, FIRST + 23);
    report(&mut chain, &Person::REPORTERS, before);
    for (n, who) in Person::REPORTERS.into_iter().enumerate() {
        let price = if n < 3 { LIE } else { HONEST };
        chain.send(who, observe(false_hour, price, 10, n as u8)).unwrap();
    }
    assert_eq!(close_up_to(&mut chain, false_hour).price, 2_500_000);
    // The reference price by a 24th of what one hour is off.
    let market = chain.read(|| pallet_capacity::Markets::<Runtime>::get(0, 0)).unwrap();
    assert_eq!(market.reference, HONEST + 500_000 / 24);
    // A mark by 2 % for each hour.
    trades::agree(&mut chain, FIRST + 40);
    let mut marks = vec![];
    for _ in 0..3 {
        chain.send(Person::LUMEN, pallet_forward::Call::mark { agreement: 0 }).unwrap();
        let agreement = chain.read(|| pallet_forward::Agreements::<Runtime>::get(0)).unwrap();
        marks.push(pallet_forward::margin::last_mark(&agreement.marks));
        chain.jump_to(chain.now() + HOUR_MS);
    }
    assert_eq!(marks, [2_040_000, 2_080_800, 2_122_416]);
}

#[test]
fn two_that_trade_with_each_other_are_one() {
    // Back and forth among themselves, a hundred times what all others trade.
    let wash = [(LIE, 2_000, [90, 91, 90]), (LIE, 2_000, [90, 90, 91])];
    // (Rounded down.)
    let mut inputs = honest(4);
    inputs.extend(wash);
    assert_eq!(value(&inputs), Some(2_039_999));
    // In a thin hour they are alone, and make no value at all.
    assert_eq!(value(&wash), None);
    // Nor with as many buyers as they like: the issuer stands behind all of it.
    let many: Vec<_> = (0..20).map(|n| (LIE, 10, [90, 100 + n, 90])).collect();
    assert_eq!(value(&many), None);
    // Nor beside three honest ones.
    let mut inputs = honest(3);
    inputs.extend(wash);
    assert_eq!(value(&inputs), None);
}

#[test]
fn a_feed_stops_for_a_day() {
    let mut chain = chain();
    report(&mut chain, &Person::REPORTERS, FIRST);
    at(&mut chain, FIRST + 26);
    let values: Vec<_> = (0..27).map(|_| close(&mut chain)).collect();
    assert_eq!((values[0].rung, values[0].price), (Rung::Hour, HONEST));
    // A day of it the last price stands in; then there is none, and that is said.
    assert!(values[1..25].iter().all(|v| (v.rung, v.price) == (Rung::Last, HONEST)));
    assert!(values[25..].iter().all(|v| (v.rung, v.price) == (Rung::Suspended, 0)));
    // What cover and bond go by stays as it was, and it has cost nobody anything.
    let market = chain.read(|| pallet_capacity::Markets::<Runtime>::get(0, 0)).unwrap();
    assert_eq!(market.reference, HONEST);
    for who in Person::REPORTERS {
        assert_eq!(cash(&mut chain, who), (START, BOND));
    }
}

#[test]
fn one_reporter_floods_the_hour() {
    let mut chain = chain();
    let [flooder, rest @ ..] = Person::REPORTERS;
    // As much as its bond allows: a thousand units in all.
    for n in 0..62 {
        chain.send(flooder, observe(FIRST, LIE, 16, 100 + n)).unwrap();
    }
    assert!(chain.send(flooder, observe(FIRST, LIE, 16, 200)).is_err());
    for (n, who) in rest.into_iter().enumerate() {
        chain.send(who, observe(FIRST, HONEST, 10, n as u8)).unwrap();
    }
    let inputs = chain.read(|| Inputs::<Runtime>::get(0, Slot::Hour(FIRST)));
    assert_eq!(inputs.len(), 64);
    assert_eq!(inputs.iter().filter(|one| one.price == HONEST).count(), 4);
    at(&mut chain, FIRST);
    let value = close(&mut chain);
    assert_eq!((value.rung, value.price), (Rung::Hour, 2_040_000));
    assert_eq!(cash(&mut chain, flooder), (START, BOND));
    assert!(chain.read(|| Values::<Runtime>::contains_key(0, FIRST)));
}

#[test]
fn the_chain_stands_still_for_a_week() {
    let mut chain = chain();
    report(&mut chain, &Person::REPORTERS, FIRST);
    // Whatever an hour has, closing it fits in a tenth of a block.
    let weights = <Runtime as pallet_index::Config>::WeightInfo::close_hour(64);
    let block = <Runtime as frame_system::Config>::BlockWeights::get().max_block;
    assert!(weights.all_lte(block / 10), "{weights:?} of {block:?}");
    // Afterwards the hours are closed one by one, by whoever likes, as many as fit in a block.
    chain.jump_to(Moment::from(FIRST + 7 * 24) * HOUR_MS + 95 * 60_000);
    let mut blocks = 0;
    let next =
        |chain: &mut Chain| chain.read(|| pallet_index::Indexes::<Runtime>::get(0)).unwrap().next;
    while next(&mut chain) < FIRST + 7 * 24 {
        let close = || (Person::LUMEN, pallet_index::Call::close_hour { index: 0 }.into());
        let calls = (0..40).map(|_| close()).collect();
        let closed = chain.send_all(calls).iter().filter(|outcome| outcome.is_ok()).count();
        assert!(closed > 0);
        blocks += 1;
    }
    assert!(blocks <= 5, "{blocks}");
    let average = chain.read(|| Index::average(0, FIRST, FIRST + 7 * 24)).unwrap();
    // An hour of its own, a day of the last price, and the rest is missing.
    assert_eq!((average.price, average.hours, average.missing), (HONEST, 168, 143));
}
