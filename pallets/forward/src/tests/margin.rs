//! The calculation against plain arithmetic with rationals.

use crate::{
    margin::{self, Gains, Known, Marks, MEAN_HOURS},
    Basis,
};
use headroom_primitives::Period;
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::{prelude::*, test_runner::TestRunner};
use std::{cell::RefCell, collections::BTreeMap};

fn int(value: impl Into<BigInt>) -> BigRational {
    BigRational::from_integer(value.into())
}

/// Never fewer than 10,000, however few all others run.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse::<u32>().ok());
    asked.unwrap_or_default().max(10_000)
}

fn runner() -> TestRunner {
    TestRunner::new(ProptestConfig { cases: cases(), ..Default::default() })
}

fn any_price() -> impl Strategy<Value = u64> {
    prop_oneof![1..10u64, 1_500_000..2_500_000u64, any::<u64>().prop_map(|price| price.max(1))]
}

#[test]
fn gains_are_those_of_the_reference() {
    let inputs = (
        proptest::collection::vec(any_price(), 0..30),
        0..40u32,
        any_price(),
        any_price(),
        prop_oneof![1..100u32, any::<u32>()],
    );
    runner()
        .run(&inputs, |(prices, left, mark, fixed, quantity)| {
            let priced = prices.len() as u32;
            let hours = priced + left;
            let sum: u128 = prices.iter().map(|price| u128::from(*price)).sum();
            let gone: BigRational =
                prices.iter().map(|price| int(*price) - int(fixed)).fold(int(0), |a, b| a + b);
            let to_come = (int(mark) - int(fixed)) * int(left);
            let expected = (gone.clone() + to_come) * int(quantity);
            let gain = margin::gain(sum, priced, mark, fixed, quantity, hours);
            prop_assert_eq!(int(gain), expected);

            if priced > 0 {
                let mean = int(sum) / int(priced);
                let expected = (mean - int(fixed)) * int(hours) * int(quantity);
                let gain = margin::gain_of_mean(sum, priced, fixed, quantity, hours);
                prop_assert_eq!(int(gain), expected.floor());
            }
            let share = margin::share(mark, quantity, hours, 77);
            let exact = int(mark) * int(quantity) * int(hours) * int(77) / int(1_000);
            prop_assert_eq!(int(share), exact.ceil());
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_dearest_year_of_everything_fits() {
    let (dear, all, hours) = (u64::MAX, u32::MAX, 8_784);
    let most = int(dear - 1) * int(all) * int(hours);
    let sum = u128::from(dear) * u128::from(hours);
    assert_eq!(int(margin::gain(sum, hours, 0, 1, all, hours)), most);
    assert_eq!(int(margin::gain(0, 0, 1, dear, all, hours)), -most.clone());
    assert_eq!(int(margin::gain_of_mean(sum, hours, 1, all, hours)), most);
}

/// A period of each length: what contains it, and the first that it contains.
fn family(length: usize) -> [Option<Period>; 3] {
    let hour = Period::Hour(20_878 * 24);
    let day = Period::Day(20_878);
    let month = Period::Month { year: 2027, month: 3 };
    let quarter = Period::Quarter { year: 2027, quarter: 1 };
    let (year, january) = (Period::Year(2027), Period::Month { year: 2027, month: 1 });
    let all = [
        [Some(hour), Some(day), None],
        [Some(day), Some(month), Some(hour)],
        [Some(month), Some(quarter), Some(day)],
        [Some(quarter), Some(year), Some(january)],
        [Some(year), None, Some(quarter)],
    ];
    all[length]
}

/// As docs/market-rules.md has it: a list of what there may be, of which the first counts.
#[test]
fn the_choice_of_a_mark_is_that_of_the_reference() {
    let maybe = || proptest::option::of(any_price());
    let inputs = (
        0..5usize,
        (any::<bool>(), any::<bool>(), maybe(), any_price()),
        [maybe(), maybe(), maybe()],
        0..1_000u32,
    );
    let chosen = RefCell::new([0u32; 6]);
    runner()
        .run(&inputs, |(length, (begun, closed, index, last), trades, reach)| {
            let periods = family(length);
            let known = Known { begun, closed, index, last };
            let asked = RefCell::new(vec![]);
            let found = margin::fresh(periods[0].unwrap(), known, reach, |period| {
                asked.borrow_mut().push(period);
                let at = periods.iter().position(|one| *one == Some(period));
                trades[at.expect("only the nearest are asked for")]
            });

            let mut all = vec![];
            for (period, price) in periods.into_iter().zip(trades) {
                if let (false, Some(period), Some(price)) = (begun, period, price) {
                    let mut price = int(price);
                    if let Some(index) = index {
                        let reach = (int(index) * int(reach) / int(1_000)).floor();
                        let high = (int(index) + &reach).min(int(u64::MAX));
                        price = price.max(int(index) - reach).min(high);
                    }
                    all.push((price, Basis::Trades(period)));
                }
            }
            all.extend(index.map(|price| (int(price), Basis::Index)));
            if begun && closed {
                all.push((int(last), Basis::Last));
            }
            let first = all.first().cloned();
            prop_assert_eq!(found.map(|(price, basis)| (int(price), basis)), first);

            // Each that is asked for is a read, so nothing is asked for after the one that counts.
            let mut needed = vec![];
            for (period, price) in periods.into_iter().zip(trades) {
                if let (false, Some(period)) = (begun, period) {
                    needed.push(period);
                    if price.is_some() {
                        break;
                    }
                }
            }
            prop_assert_eq!(asked.into_inner(), needed);
            let kind = match found {
                Some((_, Basis::Trades(of))) => {
                    periods.iter().position(|one| *one == Some(of)).unwrap()
                },
                Some((_, Basis::Index)) => 3,
                Some((_, Basis::Last)) => 4,
                None => 5,
            };
            chosen.borrow_mut()[kind] += 1;
            Ok(())
        })
        .unwrap();
    assert!(chosen.borrow().iter().all(|times| *times > 0), "{chosen:?}");
}

/// Marks as a list of every hour.
#[derive(Default)]
struct Hours(BTreeMap<u32, u64>);

impl Hours {
    fn of(&self, hour: u32) -> u64 {
        *self.0.range(..=hour).next_back().or(self.0.iter().next()).unwrap().1
    }
}

#[test]
fn marks_are_those_of_the_reference() {
    let steps = proptest::collection::vec((0..9u32, 1..4_000_000u64), 1..40);
    runner()
        .run(&(1..4_000_000u64, steps), |(first, steps)| {
            let mut hour = 1_000;
            let mut marks: Marks = margin::first_mark(hour, first);
            let mut model = Hours::default();
            model.0.insert(hour - 1, first);
            for (later, price) in steps {
                hour += later;
                // The last mark of an hour before this one, and how long ago that was.
                let (at, base) = model.0.range(..hour).next_back().map(|(a, b)| (*a, *b)).unwrap();
                let reach = int(base) * int(hour - at) * int(20) / int(1_000);
                let low = (int(base) - reach.floor()).max(int(1));
                let high = int(base) + reach.floor();
                let expected = int(price).max(low).min(high);
                let marked = margin::mark(&mut marks, hour, price, 20);
                prop_assert_eq!(int(marked), expected);
                model.0.insert(hour, marked);
                prop_assert_eq!(margin::last_mark(&marks), marked);
                for ahead in [0, 1, 5, 30] {
                    let now = hour + ahead;
                    let sum: u64 = (0..MEAN_HOURS).map(|back| model.of(now - back)).sum();
                    prop_assert_eq!(margin::mean_mark(&marks, now), sum / u64::from(MEAN_HOURS));
                }
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn gains_of_late_are_those_of_a_day_to_a_day_and_a_half() {
    let steps = proptest::collection::vec((0..20u32, 0..1_000u128), 1..40);
    runner()
        .run(&steps, |steps| {
            let (mut hour, mut gains, mut all) = (0, Gains::default(), vec![]);
            for (later, amount) in steps {
                hour += later;
                gains = gains.add(hour, amount);
                all.push((hour, amount));
                let since = |age| -> u128 {
                    all.iter().filter(|(at, _)| hour - at < age).map(|(_, amount)| amount).sum()
                };
                let total = gains.total(hour);
                prop_assert!(since(24) <= total && total <= since(36), "{total}");
            }
            Ok(())
        })
        .unwrap();
}
