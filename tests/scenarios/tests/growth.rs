//! Whether placing, matching and cancelling stay as cheap as a book fills up: with 10², 10⁴ and
//! 10⁵ resting orders, on a real trie.

use frame_support::traits::fungible::Mutate;
use headroom_primitives::{Period, Price, SeriesId};
use headroom_runtime::{AccountId, Cash, Runtime, RuntimeCall, RuntimeOrigin};
use headroom_tests::{Cost, Person, Trie, CASH};
use pallet_spot::{OrderId, Side, TimeInForce};
use sp_runtime::traits::Dispatchable;
use std::time::Duration;

const SERIES: SeriesId =
    SeriesId { product: 0, zone: 0, period: Period::Month { year: 2027, month: 3 } };
const TICK: Price = 1_000;
/// Orders of an account in the series: half of what it may have.
const EACH: u32 = 16;
/// Prices that are bid: from 1,000 ticks down.
const LEVELS: u32 = 50;
/// How often each is measured. The median counts.
const TIMES: usize = 101;

fn account(n: u32) -> AccountId {
    AccountId::from(sp_io::hashing::blake2_256(&n.to_le_bytes()))
}

fn price(n: u32) -> Price {
    Price::from(1_000 - n % LEVELS) * TICK
}

fn bid(n: u32) -> RuntimeCall {
    place(Side::Bid, price(n), 1)
}

fn place(side: Side<AccountId>, price: Price, quantity: u32) -> RuntimeCall {
    pallet_spot::Call::place_order {
        series: SERIES,
        side,
        price,
        quantity,
        time_in_force: TimeInForce::GoodTillCancelled,
        max_fills: 1,
    }
    .into()
}

/// Bids come to rest until there are `orders`.
fn fill_up(trie: &Trie, orders: u32) {
    const BATCH: u32 = 1_000;
    for first in (0..orders).step_by(BATCH as usize) {
        trie.run(|| {
            for n in first..orders.min(first + BATCH) {
                let who = account(n / EACH);
                if n % EACH == 0 {
                    Cash::set_balance(&who, 1_000_000 * CASH);
                }
                bid(n).dispatch(RuntimeOrigin::signed(who)).expect("it rests");
                frame_system::Pallet::<Runtime>::reset_events();
            }
        });
    }
}

fn next_seq(trie: &Trie) -> u64 {
    trie.run(|| pallet_spot::Books::<Runtime>::get(SERIES).map_or(0, |book| book.next_seq))
}

/// How a call is measured.
trait Measure {
    type What: Ord + Copy + std::fmt::Debug;
    fn measure(trie: &Trie, who: Person, call: RuntimeCall) -> Self::What;
}

/// Items read and written.
struct Counted;
impl Measure for Counted {
    type What = (u32, u32);
    fn measure(trie: &Trie, who: Person, call: RuntimeCall) -> (u32, u32) {
        let Cost { reads, writes } = trie.cost(&who.account(), call);
        (reads, writes)
    }
}

/// A signed transaction in Wasm.
struct Timed;
impl Measure for Timed {
    type What = Duration;
    fn measure(trie: &Trie, who: Person, call: RuntimeCall) -> Duration {
        trie.transaction(who, call)
    }
}

/// Places, cancels and matches once on a book of so many orders.
fn round<M: Measure>(trie: &Trie, size: u32, n: u32) -> [M::What; 3] {
    let (helios, lumen) = (Person::HELIOS, Person::LUMEN);
    let placed = M::measure(trie, lumen, bid(7 * n + LEVELS / 2));
    let id = OrderId { owner: lumen.account(), series: SERIES, seq: next_seq(trie) - 1 };
    let cancelled = M::measure(trie, lumen, pallet_spot::Call::cancel_order { id }.into());
    // It takes the oldest of the best bids. Another comes in its place, so that the level and the
    // book stay as full.
    let side = Side::Ask { operator: helios.account() };
    let matched = M::measure(trie, helios, place(side, TICK * 100, 1));
    trie.run(|| {
        let other = account(u32::MAX / 2 + size + n / EACH);
        Cash::set_balance(&other, 1_000_000 * CASH);
        bid(0).dispatch(RuntimeOrigin::signed(other)).expect("it rests");
    });
    [placed, matched, cancelled]
}

/// The median of placing, matching and cancelling, for books of so many orders. They take turns, so
/// that a machine that is slower for a while is so for all of them.
fn measure<M: Measure>(sizes: &[u32]) -> Vec<[M::What; 3]> {
    let helios = Person::HELIOS.account();
    let books: Vec<(u32, Trie)> = sizes
        .iter()
        .map(|size| {
            let trie = Trie::new();
            // Cash enough for the cover of every sale under it.
            trie.run(|| Cash::set_balance(&helios, 10_000_000 * CASH));
            let quantity = TIMES as u32;
            trie.cost(&helios, pallet_capacity::Call::issue { series: SERIES, quantity });
            fill_up(&trie, *size);
            (*size, trie)
        })
        .collect();
    let mut all = vec![[vec![], vec![], vec![]]; sizes.len()];
    for n in 0..TIMES as u32 {
        for ((size, trie), found) in books.iter().zip(&mut all) {
            for (times, time) in found.iter_mut().zip(round::<M>(trie, *size, n)) {
                times.push(time);
            }
        }
    }
    let median = |mut times: Vec<M::What>| {
        times.sort();
        times[times.len() / 2]
    };
    all.into_iter().map(|found| found.map(median)).collect()
}

#[test]
fn what_is_read_and_written_does_not_grow() {
    let all = measure::<Counted>(&[100, 10_000]);
    assert_eq!(all[0], all[1]);
}

#[test]
#[ignore = "measures time: ./scripts/bench growth"]
fn time_hardly_grows() {
    const SIZES: [u32; 3] = [100, 10_000, 100_000];
    let all = measure::<Timed>(&SIZES);
    println!("| resting orders | place, µs | match, µs | cancel, µs |\n|---|---|---|---|");
    for (size, found) in SIZES.iter().zip(&all) {
        let [place, fill, cancel] = found.map(|time| time.as_micros());
        println!("| {size} | {place} | {fill} | {cancel} |");
    }
    let ratios = [0, 1, 2].map(|n| all[2][n].as_secs_f64() / all[0][n].as_secs_f64());
    println!(
        "| the last against the first | {:.2} | {:.2} | {:.2} |",
        ratios[0], ratios[1], ratios[2]
    );
    assert!(ratios.iter().all(|ratio| *ratio <= 1.3), "more than 1.3 times as long");
}
