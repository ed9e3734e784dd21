//! What it takes to move the index, with the runtime's parameters: the figures of
//! docs/market-rules.md. Honest trades are at 2.00; who lies says half as much again.

use headroom_primitives::{
    mean::{self, Weighed},
    period::HOUR_MS,
    Moment, Period, Price, Quantity, SeriesId,
};
use headroom_runtime::{Index, Runtime, RuntimeCall};
use headroom_tests::{Chain, Person, BEGIN, CASH};
use pallet_index::{Definition, Inputs, Rung, Slot, Values, WeightInfo};

const HONEST: Price = 2_000_000;
const LIE: Price = 3_000_000;
const FIRST: u32 = (BEGIN / HOUR_MS) as u32 + 1;

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
fn report(price: Price, quantity: Quantity, who: u32) -> (Price, Quantity, [u32; 3]) {
    (price, quantity, [who; 3])
}

fn honest(count: u32) -> Vec<(Price, Quantity, [u32; 3])> {
    (0..count).map(|who| report(HONEST, 10, who)).collect()
}

#[test]
fn one_seller_with_most_of_the_volume() {
    // Six tenths of all, sold to many. It counts a fifth, and no further from the median than a tenth.
    let mut inputs = honest(4);
    inputs.extend((0..6).map(|n| (LIE, 10, [90, 100 + n, 90])));
    assert_eq!(value(&inputs), Some(2_040_000));
}

#[test]
fn a_minority_of_reporters_lies() {
    let mut inputs = honest(3);
    inputs.extend([report(LIE, 10, 90), report(LIE, 10, 91)]);
    assert_eq!(value(&inputs), Some(2_080_000));
    // However much they say was traded.
    let mut inputs = honest(3);
    inputs.extend([report(LIE, 900, 90), report(LIE, 900, 91)]);
    assert_eq!(value(&inputs), Some(2_080_000));
}

#[test]
fn a_majority_of_reporters_lies() {
    // Three of five carry the median with them.
    let mut inputs = honest(2);
    inputs.extend((90..93).map(|who| report(LIE, 10, who)));
    assert_eq!(value(&inputs), Some(2_880_000));
    // Half of them move it half way.
    let mut inputs = honest(3);
    inputs.extend((90..93).map(|who| report(LIE, 10, who)));
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
}

#[test]
fn two_accounts_trade_with_each_other() {
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

fn chain() -> Chain {
    let mut chain = Chain::new();
    let definition = Definition::Market { product: 0, zone: 0 };
    chain.send(Person::ALICE, pallet_index::Call::create_index { definition }).unwrap();
    for who in Person::REPORTERS {
        let bond = 10_000 * CASH;
        chain.send(who, pallet_index::Call::register_reporter { bond }).unwrap();
    }
    chain
}

fn observe(hour: u32, price: Price, quantity: Quantity, n: u8) -> RuntimeCall {
    pallet_index::Call::observe { index: 0, hour, price, quantity, buyer_seller_digest: [n; 32] }
        .into()
}

fn close(chain: &mut Chain) -> pallet_index::Value {
    let closed = chain.send(Person::LUMEN, pallet_index::Call::close_hour { index: 0 });
    closed.expect("the hour is over");
    chain.read(|| Index::last_value(0)).expect("it has a value").1
}

/// An hour, and all before it, can be closed.
fn at(chain: &mut Chain, hour: u32) {
    chain.jump_to(Moment::from(hour + 1) * HOUR_MS + 95 * 60_000);
}

#[test]
fn a_feed_stops_for_a_day() {
    let mut chain = chain();
    for (n, who) in Person::REPORTERS.into_iter().enumerate() {
        chain.send(who, observe(FIRST, HONEST, 10, n as u8)).unwrap();
    }
    at(&mut chain, FIRST + 26);
    let values: Vec<_> = (0..27).map(|_| close(&mut chain)).collect();
    assert_eq!((values[0].rung, values[0].price), (Rung::Hour, HONEST));
    // A day of it the last price stands in; then there is none, and that is said.
    assert!(values[1..25].iter().all(|v| (v.rung, v.price) == (Rung::Last, HONEST)));
    assert!(values[25..].iter().all(|v| (v.rung, v.price) == (Rung::Suspended, 0)));
    // What cover and bond go by stays as it was.
    let market = chain.read(|| pallet_capacity::Markets::<Runtime>::get(0, 0)).unwrap();
    assert_eq!(market.reference, HONEST);
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
    assert!(chain.read(|| Values::<Runtime>::contains_key(0, FIRST)));
}

/// Whoever wants to make an hour alone needs five operators, each registered and attested, with units
/// that were really sold.
#[test]
fn a_thin_hour_before_settlement() {
    let mut chain = chain();
    let (helios, lumen) = (Person::HELIOS, Person::LUMEN);
    let series = SeriesId { product: 0, zone: 0, period: Period::Hour(FIRST + 10) };
    chain.send(helios, pallet_capacity::Call::issue { series, quantity: 100 }).unwrap();
    let place = |side| pallet_spot::Call::place_order {
        series,
        side,
        price: LIE,
        quantity: 100,
        time_in_force: pallet_spot::TimeInForce::GoodTillCancelled,
        max_fills: 8,
    };
    let operator = helios.account();
    chain.send(helios, place(pallet_spot::Side::Ask { operator })).unwrap();
    chain.send(lumen, place(pallet_spot::Side::Bid)).unwrap();
    let inputs = chain.read(|| Inputs::<Runtime>::get(0, Slot::Hour(FIRST + 10)));
    assert_eq!(inputs.len(), 1);
    at(&mut chain, FIRST + 10);
    let values: Vec<_> = (0..11).map(|_| close(&mut chain)).collect();
    assert_eq!((values[10].rung, values[10].price), (Rung::Suspended, 0));
}

#[test]
fn the_chain_stands_still_for_a_week() {
    let mut chain = chain();
    for (n, who) in Person::REPORTERS.into_iter().enumerate() {
        chain.send(who, observe(FIRST, HONEST, 10, n as u8)).unwrap();
    }
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
