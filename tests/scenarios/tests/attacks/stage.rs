//! A chain with an index and reporters, and what is done to them.

use headroom_primitives::{period::HOUR_MS, Balance, Moment, Price, Quantity};
use headroom_runtime::{configs::FeeAccount, Index, RuntimeCall};
use headroom_tests::{Chain, Person, BEGIN, CASH};
use pallet_index::{Definition, Value};

pub const HONEST: Price = 2_000_000;
pub const LIE: Price = 3_000_000;
/// The first hour of the index.
pub const FIRST: u32 = (BEGIN / HOUR_MS) as u32 + 1;
/// What each trader of the presets starts with.
pub const START: Balance = 10_000_000 * CASH;
/// A reporter's bond, and an operator's registration.
pub const BOND: Balance = 10_000 * CASH;

pub fn chain() -> Chain {
    let mut chain = Chain::new();
    let definition = Definition::Market { product: 0, zone: 0 };
    chain.send(Person::ALICE, pallet_index::Call::create_index { definition }).unwrap();
    for who in Person::REPORTERS {
        let bond = BOND;
        chain.send(who, pallet_index::Call::register_reporter { bond }).unwrap();
    }
    chain
}

pub fn observe(hour: u32, price: Price, quantity: Quantity, n: u8) -> RuntimeCall {
    pallet_index::Call::observe { index: 0, hour, price, quantity, buyer_seller_digest: [n; 32] }
        .into()
}

/// Some reporters report ten units each, at an honest price.
pub fn report(chain: &mut Chain, who: &[Person], hour: u32) {
    for (n, who) in who.iter().enumerate() {
        chain.send(*who, observe(hour, HONEST, 10, n as u8)).unwrap();
    }
}

pub fn close(chain: &mut Chain) -> Value {
    let closed = chain.send(Person::LUMEN, pallet_index::Call::close_hour { index: 0 });
    closed.expect("the hour is over");
    chain.read(|| Index::last_value(0)).expect("it has a value").1
}

/// An hour, and all before it, can be closed.
pub fn at(chain: &mut Chain, hour: u32) {
    chain.jump_to(Moment::from(hour + 1) * HOUR_MS + 95 * 60_000);
}

/// Every hour up to this one is closed. Returns its value.
pub fn close_up_to(chain: &mut Chain, hour: u32) -> Value {
    at(chain, hour);
    loop {
        let value = close(chain);
        if chain.read(|| Index::last_value(0)).is_some_and(|(closed, _)| closed == hour) {
            return value;
        }
    }
}

/// Fees that were paid so far.
pub fn fees(chain: &mut Chain) -> Balance {
    chain.cash(&FeeAccount::get()).0
}

/// What somebody has in all, and how much of it is on hold.
pub fn cash(chain: &mut Chain, who: Person) -> (Balance, Balance) {
    let (free, held) = chain.cash(&who.account());
    (free + held, held)
}
