//! What the calls of the index and of forward agreements read and write, on the real runtime: the
//! table of docs/performance.md.

use headroom_primitives::{period::HOUR_MS, Moment, Period, Price, Quantity, SeriesId, UnitId};
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
    // A reporter's first of an hour also writes the reporter, which says for which hour it has reported
    // last: so long it can't leave.
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

/// The last hour of a day, of which the day's trades alone make a value: all inputs are looked at, and
/// what is too old of a whole day goes with it.
#[test]
fn the_dearest_hour_to_close() {
    let trie = with_index();
    let day = SeriesId { product: 0, zone: 0, period: Period::Day(FIRST / 24 + 1) };
    for n in 0..5 {
        let (operator, buyer) = (trie.operator(n, &day), trie.account(100 + n));
        trie.cost(&operator, pallet_capacity::Call::issue { series: day, quantity: 2 });
        let seller = operator.clone();
        trie.cost(&seller, place(day, pallet_spot::Side::Ask { operator }, 2));
        trie.cost(&buyer, place(day, pallet_spot::Side::Bid, 2));
    }
    let last = day.period.first_hour() + 23;
    trie.at(Moment::from(last + 1) * HOUR_MS + 90 * 60_000);
    let anyone = Person::PARALLAX.account();
    let costs: Vec<_> = (FIRST..=last).map(|_| trie.cost(&anyone, close(0))).collect();
    assert_eq!(costs[costs.len() - 2..], [cost(5, 4), cost(5, 5)]);
    let value = trie.run(|| Values::<headroom_runtime::Runtime>::get(0, last)).unwrap();
    assert_eq!(value.rung, Rung::Day);
}

fn place(
    series: SeriesId,
    side: pallet_spot::Side<AccountId>,
    quantity: Quantity,
) -> pallet_spot::Call<headroom_runtime::Runtime> {
    pallet_spot::Call::place_order {
        series,
        side,
        price: PRICE,
        quantity,
        time_in_force: TimeInForce::GoodTillCancelled,
        max_fills: 8,
    }
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
    let operator = helios.clone();
    trie.cost(&helios, place(series, pallet_spot::Side::Ask { operator }, 20));
    let first = trie.cost(&lumen, place(series, pallet_spot::Side::Bid, 2));
    let next = trie.cost(&lumen, place(series, pallet_spot::Side::Bid, 2));
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

/// What it costs to settle a loss of more than the margin: the rest is a debt, first of an operator, whose
/// units leave the books, and then of somebody who is none.
#[test]
fn a_settlement_with_a_debt() {
    use pallet_forward::Call;
    let trie = with_index();
    let (lumen, helios) = (Person::LUMEN.account(), Person::HELIOS.account());
    report_and_close(&trie, FIRST, PRICE);
    let now = Moment::from(FIRST + 1) * HOUR_MS + 90 * 60_000;
    let hour = FIRST + 6;
    for (n, seller) in [helios, Person::PARALLAX.account()].iter().enumerate() {
        trie.cost(&lumen, offer(Side::Buyer, Period::Hour(hour), now));
        trie.cost(seller, Call::accept { offer: n as u64 });
    }
    // The index closes every hour in turn; the last is dearer by a half.
    for other in FIRST + 1..=hour {
        report_and_close(&trie, other, if other == hour { PRICE * 3 / 2 } else { PRICE });
    }
    let anyone = Person::BOREALIS.account();
    let found = [0, 1].map(|agreement| trie.cost(&anyone, Call::settle { agreement }));
    // On top of 6 / 3 the claim, and the record that it would have as an operator.
    assert_eq!(found, [cost(8, 5), cost(8, 5)]);
}

/// Whose units are delivered.
#[derive(Clone, Copy)]
enum Of {
    /// The seller's own: it has issued them.
    Seller,
    /// So many other operators'.
    Others(u32),
}

/// What it costs to settle in units, two of each operator. `nominated` where the buyer has said where to.
fn settling_in_units(of: Of, nominated: bool) -> Cost {
    use pallet_forward::Call;
    let trie = with_index();
    let day = SeriesId { product: 0, zone: 0, period: Period::Day(FIRST / 24 + 1) };
    let buyer = Person::LUMEN.account();
    let (seller, operators) = match of {
        Of::Seller => {
            let seller = trie.operator(0, &day);
            (seller.clone(), vec![seller])
        },
        Of::Others(count) => {
            (Person::PARALLAX.account(), (0..count).map(|n| trie.operator(n, &day)).collect())
        },
    };
    let terms = Terms {
        settlement: Settlement::Physical,
        quantity: 2 * operators.len() as Quantity,
        ..terms(day.period)
    };
    let (side, valid_until) = (Side::Buyer, BEGIN + HOUR_MS);
    trie.cost(&buyer, Call::offer { terms, side, counterparty: None, valid_until });
    trie.cost(&seller, Call::accept { offer: 0 });
    if nominated {
        trie.cost(&buyer, Call::instruct { agreement: 0, instructions: Some([7; 32]) });
    }
    for operator in operators {
        trie.cost(&operator, pallet_capacity::Call::issue { series: day, quantity: 2 });
        let unit = UnitId { series: day, operator: operator.clone() };
        if operator != seller {
            let (unit, to) = (unit.clone(), seller.clone());
            trie.cost(&operator, pallet_capacity::Call::transfer { unit, to, quantity: 2 });
        }
        trie.cost(&seller, Call::commit { agreement: 0, unit, quantity: 2 });
    }
    trie.at(trie.run(|| headroom_runtime::Forward::commit_stop(&day)));
    let found = trie.cost(&Person::BOREALIS.account(), Call::settle { agreement: 0 });
    let left = trie.run(|| pallet_forward::Agreements::<headroom_runtime::Runtime>::get(0));
    assert_eq!(left, None);
    found
}

#[test]
fn settlement_in_units() {
    // The agreement, and the cash of both.
    let base = cost(3, 3);
    let each = |of, nominated, count: u32| {
        let found = settling_in_units(of, nominated);
        cost((found.reads - base.reads) / count, (found.writes - base.writes) / count)
    };
    for count in [1, 3] {
        // The operator's standing, and the holdings of the seller and of the buyer.
        assert_eq!(each(Of::Others(count), false, count), cost(3, 2));
        // And the unit, which numbers its deliveries, and the delivery.
        assert_eq!(each(Of::Others(count), true, count), cost(4, 4));
    }
    // Of its own units the seller's lie in the unit.
    assert_eq!(each(Of::Seller, false, 1), cost(3, 2));
    assert_eq!(each(Of::Seller, true, 1), cost(3, 3));
}
