//! What calls read and write, on the real runtime: the table of docs/performance.md.
//!
//! An ask and a maker each cost a read more than in a book without standing: whether the issuer is
//! impaired is looked up whenever its units are offered or filled. An issuer's ask costs another,
//! for the reference price that its cover rate is compared with.

use headroom_primitives::{DeliveryId, Metered, Period, Price, Quantity, SeriesId, UnitId};
use headroom_runtime::{AccountId, Runtime, RuntimeCall};
use headroom_tests::{Cost, Person, Trie};
use pallet_spot::{OrderId, Side, TimeInForce};

/// 2027-03.
const MARCH: Period = Period::Month { year: 2027, month: 3 };
const SERIES: SeriesId = SeriesId { product: 0, zone: 0, period: MARCH };
/// Under the cover of what is issued.
const PRICE: Price = 1_500_000;
const TICK: Price = 1_000;
/// Between prices of neighbouring leaves of the book's bitmap.
const LEAF: Price = 2_048 * TICK;

fn cost(reads: u32, writes: u32) -> Cost {
    Cost { reads, writes }
}

fn less(a: Cost, b: Cost) -> Cost {
    cost(a.reads - b.reads, a.writes - b.writes)
}

fn unit(operator: Person) -> UnitId<AccountId> {
    UnitId { series: SERIES, operator: operator.account() }
}

fn issue(period: Period, quantity: Quantity) -> RuntimeCall {
    pallet_capacity::Call::issue { series: SeriesId { period, ..SERIES }, quantity }.into()
}

fn place(side: Side<AccountId>, price: Price, quantity: Quantity) -> RuntimeCall {
    pallet_spot::Call::place_order {
        series: SERIES,
        side,
        price,
        quantity,
        time_in_force: TimeInForce::GoodTillCancelled,
        max_fills: 64,
    }
    .into()
}

fn bid(price: Price, quantity: Quantity) -> RuntimeCall {
    place(Side::Bid, price, quantity)
}

fn ask(operator: Person, price: Price, quantity: Quantity) -> RuntimeCall {
    place(Side::Ask { operator: operator.account() }, price, quantity)
}

/// Hands `quantity` of an operator's units to a holder.
fn give(trie: &Trie, operator: Person, to: &AccountId, quantity: Quantity) {
    let call = pallet_capacity::Call::transfer { unit: unit(operator), to: to.clone(), quantity };
    trie.cost(&operator.account(), call);
}

/// The newest order of the book.
fn newest(trie: &Trie, owner: &AccountId) -> OrderId<AccountId> {
    let seq = trie
        .run(|| pallet_spot::Books::<Runtime>::get(SERIES))
        .map(|book| book.next_seq - 1)
        .expect("there is a book");
    OrderId { owner: owner.clone(), series: SERIES, seq }
}

fn cancel(id: OrderId<AccountId>) -> RuntimeCall {
    pallet_spot::Call::cancel_order { id }.into()
}

#[test]
fn orders_that_rest() {
    let trie = Trie::new();
    let (lumen, parallax) = (Person::LUMEN.account(), Person::PARALLAX.account());
    let helios = Person::HELIOS.account();

    // The first order of a book also reads the product's tick and lot.
    assert_eq!(trie.cost(&lumen, bid(PRICE, 1)), cost(7, 5));
    // A price that somebody else has bid, and one in a leaf of its own.
    assert_eq!(trie.cost(&parallax, bid(PRICE, 1)), cost(6, 5));
    assert_eq!(trie.cost(&parallax, bid(PRICE - LEAF / 2, 1)), cost(6, 5));

    trie.cost(&helios, issue(MARCH, 10));
    give(&trie, Person::HELIOS, &lumen, 5);
    assert_eq!(trie.cost(&lumen, ask(Person::HELIOS, PRICE + TICK, 2)), cost(8, 5));
    assert_eq!(trie.cost(&helios, ask(Person::HELIOS, PRICE + TICK, 2)), cost(8, 6));
    assert_eq!(trie.cost(&helios, ask(Person::HELIOS, PRICE + 2 * TICK, 2)), cost(8, 6));
}

/// An operator of this number, with a unit of its own.
fn operator(trie: &Trie, n: u32) -> AccountId {
    let who = trie.operator(n, &SERIES);
    trie.cost(&who, issue(MARCH, 1));
    who
}

/// What a bid costs that is filled by so many holders' asks, of as many operators' units: all of
/// them at one price, where one more is left, or each at its own.
fn filling(makers: u32, one_price: bool) -> Cost {
    let trie = Trie::new();
    for n in 0..=makers {
        let (operator, seller) = (operator(&trie, n), trie.account(1_000 + n));
        let unit = UnitId { series: SERIES, operator: operator.clone() };
        let to = seller.clone();
        trie.cost(&operator, pallet_capacity::Call::transfer { unit, to, quantity: 1 });
        let price = PRICE + if one_price { 0 } else { Price::from(n) * LEAF };
        trie.cost(&seller, place(Side::Ask { operator }, price, 1));
    }
    trie.cost(&trie.account(2_000), bid(100 * LEAF, makers))
}

#[test]
fn fills() {
    // The market, the book, a level, the tape, and the cash of the buyer and of who gets the fees;
    // and a maker's orders and cash, its holding and the buyer's, and its issuer's standing.
    let [base, maker] = [cost(6, 5), cost(5, 4)];
    assert_eq!(filling(1, true), cost(base.reads + maker.reads, base.writes + maker.writes));
    let [few, many] = [filling(2, true), filling(12, true)];
    assert_eq!(less(many, few), cost(10 * maker.reads, 10 * maker.writes));
    // A level and its leaf.
    let [few, many] = [filling(2, false), filling(12, false)];
    assert_eq!(less(many, few), cost(10 * (maker.reads + 2), 10 * (maker.writes + 2)));
}

#[test]
fn cancelling() {
    let trie = Trie::new();
    let helios = Person::HELIOS.account();
    let all: Vec<AccountId> = (0..3).map(|n| trie.account(n)).collect();
    let mut ids = vec![];
    for who in &all {
        trie.cost(who, bid(PRICE, 1));
        ids.push(newest(&trie, who));
    }
    // Between two others of its price, and the last of it.
    assert_eq!(trie.cost(&all[1], cancel(ids[1].clone())), cost(6, 5));
    trie.cost(&all[2], cancel(ids[2].clone()));
    assert_eq!(trie.cost(&all[0], cancel(ids[0].clone())), cost(5, 5));

    trie.cost(&helios, issue(MARCH, 10));
    for who in &all {
        give(&trie, Person::HELIOS, who, 1);
    }
    trie.cost(&all[0], ask(Person::HELIOS, PRICE, 1));
    trie.cost(&helios, ask(Person::HELIOS, PRICE, 1));
    let id = newest(&trie, &helios);
    trie.cost(&all[1], ask(Person::HELIOS, PRICE, 1));
    assert_eq!(trie.cost(&helios, cancel(id)), cost(7, 6));
}

#[test]
fn issuing() {
    let trie = Trie::new();
    let helios = Person::HELIOS.account();
    for period in [
        Period::Year(2027),
        Period::Quarter { year: 2027, quarter: 1 },
        MARCH,
        Period::Day(MARCH.first_hour() / 24),
        Period::Hour(MARCH.first_hour()),
    ] {
        // The first, and more of the same.
        for _ in 0..2 {
            let found = trie.cost(&helios, issue(period, 1));
            assert!(found.reads <= 10 && found.writes <= 7, "{period:?}: {found:?}");
        }
    }
    let longest = trie.cost(&helios, issue(Period::Hour(MARCH.first_hour()), 1));
    // One of them is the capacity index's.
    assert_eq!(longest, cost(10, 7));
}

#[test]
fn delivering() {
    let trie = Trie::new();
    let (helios, lumen) = (Person::HELIOS.account(), Person::LUMEN.account());
    let whole = 744 * 1_000;
    trie.cost(&helios, issue(MARCH, 10));
    give(&trie, Person::HELIOS, &lumen, 10);
    let nominate = |quantity| -> RuntimeCall {
        let unit = unit(Person::HELIOS);
        pallet_delivery::Call::nominate { unit, quantity, instructions: [7; 32] }.into()
    };
    assert_eq!(trie.cost(&lumen, nominate(1)), cost(2, 3));
    assert_eq!(trie.cost(&lumen, nominate(1)), cost(2, 3));
    let [good, bad] = [0, 1].map(|index| DeliveryId { unit: unit(Person::HELIOS), index });

    trie.at(MARCH.end());
    let report = |delivery: &DeliveryId<AccountId>, milli: u64| -> RuntimeCall {
        let metered = Metered::UnitHours(milli);
        pallet_delivery::Call::report { delivery: delivery.clone(), metered }.into()
    };
    let accept = |delivery: &DeliveryId<AccountId>, reported: u64| -> RuntimeCall {
        pallet_delivery::Call::accept { delivery: delivery.clone(), reported }.into()
    };
    let settle = |delivery: &DeliveryId<AccountId>| -> RuntimeCall {
        pallet_delivery::Call::settle { delivery: delivery.clone() }.into()
    };
    assert_eq!(trie.cost(&helios, report(&good, whole)), cost(2, 1));
    assert_eq!(trie.cost(&helios, report(&bad, whole * 3 / 4)), cost(2, 1));
    assert_eq!(trie.cost(&lumen, accept(&good, whole)), cost(1, 1));
    assert_eq!(trie.cost(&lumen, accept(&bad, whole * 3 / 4)), cost(1, 1));
    assert_eq!(trie.cost(&helios, settle(&good)), cost(4, 4));
    assert_eq!(trie.cost(&helios, settle(&bad)), cost(6, 5));
}
