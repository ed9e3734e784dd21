//! Attacks by trades in our own books: what they cost who makes them, and what settles over them.

use crate::stage::*;
use headroom_primitives::{period::HOUR_MS, Balance, Period, Price, Quantity, SeriesId, UnitId};
use headroom_runtime::{AccountId, Capacity, RuntimeCall, RuntimeEvent};
use headroom_tests::{Chain, Person, CASH};
use pallet_forward::{Settlement, Terms};
use pallet_index::{Rung, Value};
use pallet_spot::{Side, TimeInForce};

const CHARLIE: Person = Person("//Charlie");
const DAVE: Person = Person("//Dave");
const ARGUS: Person = Person::REPORTERS[0];
const BEACON: Person = Person::REPORTERS[1];
const CENSUS: Person = Person::REPORTERS[2];
const DATUM: Person = Person::REPORTERS[3];
const ECHO: Person = Person::REPORTERS[4];

fn series(hour: u32) -> SeriesId {
    SeriesId { product: 0, zone: 0, period: Period::Hour(hour) }
}

fn unit(operator: Person, hour: u32) -> UnitId<AccountId> {
    UnitId { series: series(hour), operator: operator.account() }
}

fn issue(chain: &mut Chain, operator: Person, hour: u32, quantity: Quantity) {
    let issue = pallet_capacity::Call::issue { series: series(hour), quantity };
    chain.send(operator, issue).unwrap();
}

fn place(hour: u32, side: Side<AccountId>, quantity: Quantity) -> RuntimeCall {
    pallet_spot::Call::place_order {
        series: series(hour),
        side,
        price: LIE,
        quantity,
        time_in_force: TimeInForce::GoodTillCancelled,
        max_fills: 8,
    }
    .into()
}

/// Units of an operator change hands at the false price.
fn sell(chain: &mut Chain, hour: u32, issuer: Person, [from, to]: [Person; 2], quantity: Quantity) {
    let operator = issuer.account();
    chain.send(from, place(hour, Side::Ask { operator }, quantity)).unwrap();
    chain.send(to, place(hour, Side::Bid, quantity)).unwrap();
}

/// Cover and bond on hold for the units of an hour.
fn locked(chain: &mut Chain, hour: u32, operators: &[Person]) -> (Balance, Balance) {
    let units: Vec<_> = operators.iter().map(|operator| unit(*operator, hour)).collect();
    chain.read(|| {
        units.iter().filter_map(Capacity::unit).fold((0, 0), |(cover, bond), record| {
            (cover + record.cover_held, bond + record.bond_held)
        })
    })
}

/// Nobody has taken what was sold: it expires, and cover and bond are free.
fn expire(chain: &mut Chain, hour: u32, operators: &[Person]) {
    for operator in operators {
        let unit = unit(*operator, hour);
        chain.send(Person::LUMEN, pallet_delivery::Call::expire { unit }).unwrap();
    }
    assert_eq!(locked(chain, hour, operators), (0, 0));
}

#[test]
fn one_seller_with_most_of_the_volume() {
    let mut chain = chain();
    let (helios, hour) = (Person::HELIOS, FIRST + 2);
    report(&mut chain, &[ARGUS, BEACON, CENSUS, DATUM], hour);
    issue(&mut chain, helios, hour, 60);
    let buyers = [Person::LUMEN, Person::PARALLAX, Person::BOREALIS, CHARLIE, DAVE, ECHO];
    for buyer in buyers {
        sell(&mut chain, hour, helios, [helios, buyer], 10);
    }
    assert_eq!(locked(&mut chain, hour, &[helios]), (96 * CASH, 24 * CASH));
    assert_eq!(fees(&mut chain), 90_000);
    let value = close_up_to(&mut chain, hour);
    assert_eq!((value.rung, value.contributors, value.price), (Rung::Hour, 5_000, 2_040_000));
    // With buyers of its own, the fee is all that it has lost in the end.
    expire(&mut chain, hour, &[helios]);
    assert_eq!(cash(&mut chain, helios), (START + 180 * CASH, BOND));
    let paid: Balance = buyers.iter().map(|who| START - cash(&mut chain, *who).0).sum();
    assert_eq!(paid, 180 * CASH + 90_000);
}

#[test]
fn two_accounts_trade_with_each_other() {
    let mut chain = chain();
    let (helios, lumen, hour) = (Person::HELIOS, Person::LUMEN, FIRST + 2);
    report(&mut chain, &[ARGUS, BEACON, CENSUS, DATUM], hour);
    // Back and forth, 4,000 units in all: a hundred times what the others have traded.
    issue(&mut chain, helios, hour, 500);
    for _ in 0..4 {
        sell(&mut chain, hour, helios, [helios, lumen], 500);
        assert_eq!(locked(&mut chain, hour, &[helios]), (800 * CASH, 200 * CASH));
        sell(&mut chain, hour, helios, [lumen, helios], 500);
        assert_eq!(locked(&mut chain, hour, &[helios]), (0, 200 * CASH));
    }
    assert_eq!(fees(&mut chain), 6 * CASH);
    // No more counts than has left the issuer's hands at one time, but it counts for good.
    let retire = pallet_capacity::Call::retire { unit: unit(helios, hour), quantity: 500 };
    chain.send(helios, retire).unwrap();
    assert_eq!(cash(&mut chain, helios).1, BOND);
    let value = close_up_to(&mut chain, hour);
    assert_eq!((value.rung, value.quantity, value.price), (Rung::Hour, 540, 2_040_000));
    let left = cash(&mut chain, helios).0 + cash(&mut chain, lumen).0;
    assert_eq!(2 * START - left, 6 * CASH);
}

/// Lumen, who attacks, has bought an hour ahead from Echo, who does not: 64 units at the honest price.
pub fn agree(chain: &mut Chain, hour: u32) {
    let terms = Terms {
        series: series(hour),
        quantity: 64,
        price: HONEST,
        settlement: Settlement::Cash,
        initial: 100,
        maintenance: 60,
        call_window: HOUR_MS,
        penalty: 50,
        wait: 0,
        least_hours: 1,
        instalments: false,
    };
    let valid_until = chain.now() + HOUR_MS;
    let side = pallet_forward::Side::Buyer;
    let offer = pallet_forward::Call::offer { terms, side, counterparty: None, valid_until };
    chain.send(Person::LUMEN, offer).unwrap();
    chain.send(ECHO, pallet_forward::Call::accept { offer: 0 }).unwrap();
}

/// The hour's value, and what Lumen has gained by the agreement on it.
fn settled(chain: &mut Chain, hour: u32) -> (Value, i128) {
    let value = close_up_to(chain, hour);
    let events = chain.send(ECHO, pallet_forward::Call::settle { agreement: 0 }).unwrap();
    let gain = events.into_iter().find_map(|event| match event {
        RuntimeEvent::Forward(pallet_forward::Event::Settled { gain, .. }) => Some(gain),
        _ => None,
    });
    (value, gain.expect("it is settled"))
}

#[test]
fn one_seller_in_a_thin_hour_before_settlement() {
    let mut chain = chain();
    let (helios, hour) = (Person::HELIOS, FIRST + 10);
    report(&mut chain, &Person::REPORTERS, hour - 1);
    agree(&mut chain, hour);
    issue(&mut chain, helios, hour, 100);
    for buyer in [Person::LUMEN, Person::PARALLAX, Person::BOREALIS, CHARLIE, DAVE] {
        sell(&mut chain, hour, helios, [helios, buyer], 20);
    }
    assert_eq!(locked(&mut chain, hour, &[helios]), (160 * CASH, 40 * CASH));
    assert_eq!(fees(&mut chain), 150_000);
    let (value, gain) = settled(&mut chain, hour);
    assert_eq!((value.rung, value.price, gain), (Rung::Last, HONEST, 0));
}

const OPERATORS: [Person; 5] = [Person::HELIOS, Person::BOREALIS, CHARLIE, DAVE, DATUM];
const THEIR_BUYERS: [Person; 5] = [Person::LUMEN, Person::PARALLAX, ARGUS, BEACON, CENSUS];

/// The last three are no operators yet.
fn register(chain: &mut Chain, hour: u32) {
    for operator in &OPERATORS[2..] {
        let name = b"one of five".to_vec().try_into().unwrap();
        chain.send(*operator, pallet_capacity::Call::register_operator { name }).unwrap();
        let attest = pallet_capacity::Call::attest {
            operator: operator.account(),
            product: 0,
            zone: 0,
            pool: 0,
            quantity: 2,
            milli_gpus: 1_000,
            tier: 2,
            valid_until: series(hour).period.end(),
        };
        chain.send(Person::ATTESTOR, attest).unwrap();
    }
}

/// Five operators act as one, with a buyer each, in an hour that has no other trade. `reported` is the
/// last hour that had a price. Returns the hour's price, and what Lumen has gained.
fn five_as_one(reported: u32, hour: u32) -> (Price, i128) {
    let mut chain = chain();
    report(&mut chain, &Person::REPORTERS, reported);
    agree(&mut chain, hour);
    register(&mut chain, hour);
    let registered: Balance =
        OPERATORS.iter().map(|operator| cash(&mut chain, *operator).1).sum::<Balance>() - BOND;
    // (Datum has a bond as a reporter besides.)
    assert_eq!(registered, 50_000 * CASH);
    for (operator, buyer) in OPERATORS.into_iter().zip(THEIR_BUYERS) {
        issue(&mut chain, operator, hour, 2);
        sell(&mut chain, hour, operator, [operator, buyer], 2);
    }
    assert_eq!(locked(&mut chain, hour, &OPERATORS), (16 * CASH, 4 * CASH));
    let (value, gain) = settled(&mut chain, hour);
    assert_eq!((value.rung, value.contributors, value.quantity), (Rung::Hour, 5_000, 10));
    // Afterwards they leave with all that was theirs, but for the fee.
    expire(&mut chain, hour, &OPERATORS);
    for operator in &OPERATORS[2..] {
        chain.send(*operator, pallet_capacity::Call::deregister_operator {}).unwrap();
    }
    assert_eq!(fees(&mut chain), 15_000);
    (value.price, gain)
}

#[test]
fn five_operators_act_as_one_in_a_thin_hour() {
    let million = CASH as i128;
    // Right after an hour with a price, it is a quarter off; ten hours later nothing holds it.
    assert_eq!(five_as_one(FIRST + 9, FIRST + 10), (2_500_000, 32 * million));
    assert_eq!(five_as_one(FIRST, FIRST + 10), (LIE, 64 * million));
}
