//! What the calls of the index and of forward agreements read and write, on the real runtime: the
//! table of docs/performance.md.

use headroom_primitives::{period::HOUR_MS, Moment, Period, Price, SeriesId};
use headroom_runtime::{AccountId, RuntimeCall};
use headroom_tests::{Cost, Person, Trie, BEGIN, CASH};
use pallet_forward::{Settlement, Side, Terms};
use pallet_index::{Component, Definition, IndexId, Rung, Values};
use pallet_spot::TimeInForce;

const REPORTERS: [Person; 5] = Person::REPORTERS;
const PRICE: Price = 2_000_000;
/// The first hour of an index that is made at once.
const FIRST: u32 = (BEGIN / HOUR_MS) as u32 + 1;

fn cost(reads: u32, writes: u32) -> Cost {
    Cost { reads, writes }
}

fn at(trie: &Trie, hour: u32) {
    trie.at(Moment::from(hour) * HOUR_MS);
}

fn observe(hour: u32, price: Price, n: u8) -> RuntimeCall {
    pallet_index::Call::observe {
        index: 0,
        hour,
        price,
        quantity: 10,
        buyer_seller_digest: [n; 32],
    }
    .into()
}

fn close(index: IndexId) -> RuntimeCall {
    pallet_index::Call::close_hour { index }.into()
}

/// A chain with an index of the first market, and reporters.
fn with_index() -> Trie {
    let trie = Trie::new();
    let definition = Definition::Market { product: 0, zone: 0 };
    trie.cost(&Person::ALICE.account(), pallet_index::Call::create_index { definition });
    for reporter in REPORTERS {
        let bond = 10_000 * CASH;
        trie.cost(&reporter.account(), pallet_index::Call::register_reporter { bond });
    }
    trie
}

/// Every reporter reports an hour, and it is closed.
fn report_and_close(trie: &Trie, hour: u32, price: Price) {
    at(trie, hour + 1);
    for (n, reporter) in REPORTERS.iter().enumerate() {
        trie.cost(&reporter.account(), observe(hour, price, n as u8));
    }
    trie.at(Moment::from(hour + 1) * HOUR_MS + 90 * 60_000);
    trie.cost(&Person::PARALLAX.account(), close(0));
}

#[test]
fn reports_and_values() {
    let trie = with_index();
    let [argus, beacon] = [REPORTERS[0].account(), REPORTERS[1].account()];
    at(&trie, FIRST + 1);
    // The first of an hour also writes the reporter.
    assert_eq!(trie.cost(&argus, observe(FIRST, PRICE, 0)), cost(4, 2));
    assert_eq!(trie.cost(&argus, observe(FIRST, PRICE, 10)), cost(4, 1));
    assert_eq!(trie.cost(&beacon, observe(FIRST, PRICE, 1)), cost(4, 2));
    for (n, reporter) in REPORTERS.iter().enumerate().skip(2) {
        trie.cost(&reporter.account(), observe(FIRST, PRICE, n as u8));
    }
    let anyone = Person::PARALLAX.account();
    at(&trie, FIRST + 30);
    assert_eq!(trie.cost(&anyone, close(0)), cost(4, 4));
    let value = trie.run(|| Values::<headroom_runtime::Runtime>::get(0, FIRST)).unwrap();
    assert_eq!(value.rung, Rung::Hour);
    // Without inputs it looks at those of the day, and leaves the market alone.
    assert_eq!(trie.cost(&anyone, close(0)), cost(3, 3));
}

#[test]
fn a_basket() {
    let trie = with_index();
    let alice = Person::ALICE.account();
    for zone in [1, 2] {
        let open = pallet_capacity::Call::open_market { product: 0, zone, reference: PRICE };
        // Some are open from the beginning.
        trie.run(|| {
            use sp_runtime::traits::Dispatchable;
            let open: RuntimeCall = open.into();
            let _ = open.dispatch(headroom_runtime::RuntimeOrigin::signed(alice.clone()));
        });
        let definition = Definition::Market { product: 0, zone };
        trie.cost(&alice, pallet_index::Call::create_index { definition });
    }
    let components: Vec<_> = [(0, 500), (1, 300), (2, 200)]
        .into_iter()
        .map(|(index, weight)| Component { index, weight })
        .collect();
    let definition = Definition::Basket(components.try_into().unwrap());
    trie.cost(&alice, pallet_index::Call::create_index { definition });
    at(&trie, FIRST + 3);
    for index in 0..3 {
        trie.cost(&alice, close(index));
    }
    // Itself, and a value of each.
    assert_eq!(trie.cost(&alice, close(3)), cost(4, 2));
}

#[test]
fn a_fill_that_counts() {
    let trie = with_index();
    let (helios, lumen) = (Person::HELIOS.account(), Person::LUMEN.account());
    let series = SeriesId { product: 0, zone: 0, period: Period::Hour(FIRST + 10) };
    trie.cost(&helios, pallet_capacity::Call::issue { series, quantity: 20 });
    let place = |side, quantity| pallet_spot::Call::place_order {
        series,
        side,
        price: PRICE,
        quantity,
        time_in_force: TimeInForce::GoodTillCancelled,
        max_fills: 8,
    };
    let operator = helios.clone();
    trie.cost(&helios, place(pallet_spot::Side::Ask { operator }, 20));
    let first = trie.cost(&lumen, place(pallet_spot::Side::Bid, 2));
    let next = trie.cost(&lumen, place(pallet_spot::Side::Bid, 2));
    let inputs = trie.run(|| {
        let slot = pallet_index::Slot::Hour(FIRST + 10);
        pallet_index::Inputs::<headroom_runtime::Runtime>::get(0, slot).len()
    });
    assert_eq!(inputs, 1);
    // The index, its inputs and the tape, on top of 10 / 8 of a primary sale.
    assert_eq!((first, next), (cost(13, 10), cost(13, 10)));
}

fn terms(period: Period) -> Terms {
    Terms {
        series: SeriesId { product: 0, zone: 0, period },
        quantity: 10,
        price: PRICE,
        settlement: Settlement::Cash,
        initial: 100,
        maintenance: 60,
        call_window: 6 * HOUR_MS,
        penalty: 50,
        wait: 0,
        least_hours: 1,
        instalments: false,
    }
}

fn offer(side: Side, period: Period, now: Moment) -> RuntimeCall {
    pallet_forward::Call::offer {
        terms: terms(period),
        side,
        counterparty: None,
        valid_until: now + HOUR_MS,
    }
    .into()
}

fn on(who: &AccountId, trie: &Trie, call: pallet_forward::Call<headroom_runtime::Runtime>) -> Cost {
    trie.cost(who, call)
}

#[test]
fn forward_agreements() {
    use pallet_forward::Call;
    let trie = with_index();
    let (lumen, helios) = (Person::LUMEN.account(), Person::HELIOS.account());
    let anyone = Person::PARALLAX.account();
    report_and_close(&trie, FIRST, PRICE);
    let now = Moment::from(FIRST + 1) * HOUR_MS + 90 * 60_000;
    // A day of 24 hours that begins after more than six.
    let day = Period::Day(FIRST / 24 + 1);
    assert_eq!(trie.cost(&lumen, offer(Side::Buyer, day, now)), cost(5, 3));
    assert_eq!(on(&helios, &trie, Call::accept { offer: 0 }), cost(4, 3));
    trie.cost(&lumen, offer(Side::Buyer, day, now));
    assert_eq!(on(&lumen, &trie, Call::cancel_offer { offer: 1 }), cost(2, 2));

    assert_eq!(on(&anyone, &trie, Call::mark { agreement: 0 }), cost(5, 1));
    for hour in FIRST + 1..FIRST + 4 {
        report_and_close(&trie, hour, PRICE + 100_000);
    }
    // The agreement, three tapes, the index, and cash of both.
    assert_eq!(on(&anyone, &trie, Call::mark { agreement: 0 }), cost(7, 3));
    assert_eq!(on(&helios, &trie, Call::top_up { agreement: 0, amount: CASH }), cost(2, 2));
    at(&trie, FIRST + 12);
    on(&anyone, &trie, Call::call_margin { agreement: 0 });

    // Over the whole day, and a little before.
    for hour in FIRST + 4..day.first_hour() + 2 {
        report_and_close(&trie, hour, PRICE + 10_000);
    }
    assert_eq!(on(&anyone, &trie, Call::mark { agreement: 0 }), cost(6, 3));
    for hour in day.first_hour() + 2..day.first_hour() + 24 {
        report_and_close(&trie, hour, PRICE + 10_000);
    }
    assert_eq!(on(&anyone, &trie, Call::settle { agreement: 0 }), cost(6, 3));
}
