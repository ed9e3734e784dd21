//! The method against a model in rational numbers, and by hand.

use crate::method::*;
use headroom_primitives::Price;
use num_bigint::BigInt;
use num_rational::BigRational as Rational;
use proptest::prelude::*;

const RULES: Rules = Rules { contributors: 5, band: 100, quantity: 1 };

fn input(price: Price, quantity: u32, behind: [u64; 3]) -> Weighed<u64> {
    Weighed { price, quantity, behind }
}

fn reports(of: &[(Price, u32, u64)]) -> Vec<Weighed<u64>> {
    of.iter().map(|(price, quantity, who)| input(*price, *quantity, [*who; 3])).collect()
}

/// How much of all weight each input has, of 1,000.
fn shares(found: &Found) -> Vec<u64> {
    found.weights.iter().map(|weight| ((weight * 1_000 + WHOLE / 2) / WHOLE) as u64).collect()
}

#[test]
fn equal_contributors_count_alike() {
    let inputs = reports(&[(10, 1, 1), (11, 1, 2), (12, 1, 3), (13, 1, 4), (14, 1, 5)]);
    let found = value(&inputs, &Rules { band: 1_000, ..RULES }).unwrap();
    assert_eq!((found.price, found.median, found.contributors), (12, 12, 5_000));
    assert_eq!(shares(&found), [200; 5]);
}

#[test]
fn four_contributors_are_too_few_however_much_they_trade() {
    let inputs = reports(&[(10, 9, 1), (10, 9, 2), (10, 9, 3), (10, 9, 4), (10, 9, 4)]);
    assert_eq!(value(&inputs, &RULES), None);
    assert_eq!(value::<u64>(&[], &RULES), None);
}

#[test]
fn one_contributor_has_a_fifth_at_most() {
    // One with 1,000 units and eight with ten: 80 = 4/5, so the level is 20.
    let mut of = vec![(9_000, 1_000, 1)];
    of.extend((2..10).map(|who| (1_000, 10, who)));
    let found = value(&reports(&of), &Rules { band: 1_000, ..RULES }).unwrap();
    assert_eq!(shares(&found)[0], 200);
    assert_eq!(found.contributors, 9_000);
    // The median is 1; what is beyond twice that counts as that: 0.8 × 1 + 0.2 × 2.
    assert_eq!(found.price, 1_200);
}

#[test]
fn dust_does_not_make_contributors() {
    // Five names, of which four have next to nothing: the level is theirs.
    let inputs = reports(&[(9, 1_000_000, 1), (1, 1, 2), (1, 1, 3), (1, 1, 4), (1, 1, 5)]);
    let found = value(&inputs, &RULES).unwrap();
    assert_eq!(shares(&found), [200; 5]);
    assert_eq!(found.price, 1);
}

#[test]
fn the_cap_binds_issuer_buyer_and_seller() {
    // Five trades by five issuers and sellers, but all to one buyer.
    let one_buyer: Vec<_> = (0..5).map(|n| input(10, 1, [10 + n, 1, 20 + n])).collect();
    assert_eq!(value(&one_buyer, &RULES), None);
    let one_issuer: Vec<_> = (0..5).map(|n| input(10, 1, [1, 10 + n, 20 + n])).collect();
    assert_eq!(value(&one_issuer, &RULES), None);
    let all_different: Vec<_> = (0..5).map(|n| input(10, 1, [10 + n, 20 + n, 30 + n])).collect();
    assert!(value(&all_different, &RULES).is_some());
    // Two that trade with each other, to and fro, are one.
    let mut circle: Vec<_> = (0..4).map(|n| input(10, 1, [10 + n, 20 + n, 30 + n])).collect();
    circle.extend([input(99, 50, [1, 2, 1]), input(99, 50, [1, 1, 2])]);
    let found = value(&circle, &RULES).unwrap();
    assert_eq!(shares(&found)[4] + shares(&found)[5], 200);
}

#[test]
fn contributors_with_several_inputs_are_enough_if_they_are_five() {
    // Thirds are not exact in any fixed point.
    let of: Vec<_> = (0..15).map(|n| (10 + n % 3, 1, n % 5)).collect();
    let found = value(&reports(&of), &RULES).unwrap();
    assert_eq!(found.contributors, 5_000);
}

#[test]
fn half_of_the_weight_moves_the_median_either_way_alike() {
    let of = |low: Price, high: Price| {
        reports(&[(low, 1, 1), (low, 1, 2), (low, 1, 3), (high, 1, 4), (high, 1, 5), (high, 1, 6)])
    };
    // The middle of both, and a tenth around it.
    let found = value(&of(1_000, 3_000), &RULES).unwrap();
    assert_eq!((found.median, found.price), (2_000, 2_000));
    let found = value(&of(1_000, 1_001), &RULES).unwrap();
    assert_eq!(found.median, 1_000);
    let found = value(&of(1, u64::MAX), &RULES).unwrap();
    assert_eq!(found.median, u64::MAX / 2 + 1);
}

#[test]
fn a_price_moves_so_far_in_an_hour() {
    assert_eq!(limited(2_400, 2_000, 1, 250), 2_400);
    assert_eq!(limited(9_000, 2_000, 1, 250), 2_500);
    assert_eq!(limited(9_000, 2_000, 3, 250), 3_500);
    assert_eq!(limited(1_000, 2_000, 1, 250), 1_500);
    assert_eq!(limited(1, 2_000, 9, 250), 1);
    assert_eq!(limited(0, 2_000, 9, 250), 1);
    assert_eq!(limited(u64::MAX, u64::MAX - 1, u32::MAX, u32::MAX), u64::MAX);
    // A price so low that a part of it is nothing stays.
    assert_eq!(limited(9, 3, 9, 250), 3);
}

#[test]
fn the_largest_numbers_fit() {
    let inputs: Vec<_> = (0..64).map(|n| input(u64::MAX - n, u32::MAX, [n; 3])).collect();
    let found = value(&inputs, &Rules { band: 1_000, ..RULES }).unwrap();
    assert!(found.price >= u64::MAX - 64);
    assert_eq!(found.quantity, 64 * u64::from(u32::MAX));
}

/// The same as the module page says, word by word, in rational numbers.
mod model {
    use super::*;

    pub fn int(n: impl Into<BigInt>) -> Rational {
        Rational::from_integer(n.into())
    }

    pub struct Made {
        pub price: Rational,
        pub median: Price,
        /// How near half of the weight lies to the border between two inputs, as a part of all of it.
        pub nearest: Rational,
    }

    /// For each input, the largest quantity of an account behind it.
    fn largest(inputs: &[Weighed<u64>]) -> Vec<Rational> {
        let sum = |who: u64| -> Rational {
            inputs
                .iter()
                .filter(|input| input.behind.contains(&who))
                .map(|input| int(input.quantity))
                .sum()
        };
        inputs.iter().map(|input| input.behind.iter().map(|who| sum(*who)).max().unwrap()).collect()
    }

    /// The effective number of contributors.
    pub fn contributors(inputs: &[Weighed<u64>]) -> Rational {
        let parts = inputs.iter().zip(largest(inputs));
        parts.map(|(input, largest)| int(input.quantity) / largest).sum()
    }

    /// Weights; `None` where there is no level.
    pub fn weights(inputs: &[Weighed<u64>], contributors: u32) -> Option<Vec<Rational>> {
        let largest = largest(inputs);
        let weigh = |level: &Rational| -> Vec<Rational> {
            inputs
                .iter()
                .zip(&largest)
                .map(|(input, largest)| int(input.quantity) * (level / largest).min(int(1)))
                .collect()
        };
        let fits = |level: &Rational| {
            level * int(contributors) <= weigh(level).into_iter().sum::<Rational>()
        };
        // The largest level that fits lies between two sizes of account; there all weight is a
        // straight line, A + B c, and the level solves c = (A + B c) ÷ n. Below the smallest account
        // all are cut: where that does not fit, none does.
        let at = largest.iter().filter(|size| fits(size)).max()?.clone();
        let cut: Rational = inputs
            .iter()
            .zip(&largest)
            .filter(|(_, size)| **size > at)
            .map(|(input, size)| int(input.quantity) / size)
            .sum();
        let whole: Rational = inputs
            .iter()
            .zip(&largest)
            .filter(|(_, size)| **size <= at)
            .map(|(input, _)| int(input.quantity))
            .sum();
        let rest = int(contributors) - cut;
        if rest <= int(0) {
            return Some(weigh(&at));
        }
        Some(weigh(&(whole / rest)))
    }

    pub fn value(inputs: &[Weighed<u64>], rules: &Rules) -> Option<Made> {
        let quantity: u64 = inputs.iter().map(|input| u64::from(input.quantity)).sum();
        if quantity < rules.quantity {
            return None;
        }
        let weights = weights(inputs, rules.contributors)?;
        let total: Rational = weights.iter().cloned().sum();
        let mut order: Vec<(Price, Rational)> =
            inputs.iter().zip(&weights).map(|(i, w)| (i.price, w.clone())).collect();
        order.sort();
        // Half of it lies at or below the first of these, and not below it.
        let mut below = int(0);
        let mut nearest = total.clone();
        let mut median = None;
        for (at, (price, weight)) in order.iter().enumerate() {
            below += weight;
            let off = &below * int(2) - &total;
            let distance = if off < int(0) { -off.clone() } else { off.clone() };
            nearest = nearest.min(distance / &total);
            if off >= int(0) && median.is_none() {
                // Exactly half: the middle between it and the next.
                let next = order.get(at + 1).filter(|_| off == int(0));
                let next = next.map_or(*price, |(next, _)| *next);
                median = Some(((int(*price) + int(next)) / int(2)).floor().to_integer());
            }
        }
        let median = Price::try_from(median?).unwrap();
        let reach = (int(median) * int(rules.band) / int(1_000)).floor();
        let (low, high) = (int(median) - &reach, int(median) + reach);
        let sum: Rational = inputs
            .iter()
            .zip(&weights)
            .map(|(input, weight)| int(input.price).max(low.clone()).min(high.clone()) * weight)
            .sum();
        Some(Made { price: sum / total, median, nearest })
    }

    /// The price, but no further from the last one than a part of it an hour.
    pub fn limited(price: Price, last: Price, hours: u32, limit: u32) -> Rational {
        let reach = (int(last) * int(limit) / int(1_000)).floor() * int(hours);
        let low = (int(last) - &reach).max(int(1));
        let high = (int(last) + reach).min(int(Price::MAX));
        int(price).max(low).min(high)
    }
}

use model::int;

fn any_inputs() -> impl Strategy<Value = Vec<Weighed<u64>>> {
    let who = || 0..9u64;
    let quantity = prop_oneof![1..10u32, 1..1_000u32, 1..1_000_000u32];
    let price =
        prop_oneof![2 => 1_000_000..3_000_000u64, 2 => 1..10_000_000u64, 1 => 1..1u64 << 40];
    let one = (price, quantity, (who(), who(), who()), any::<bool>()).prop_map(
        |(price, quantity, (a, b, c), report)| {
            input(price, quantity, if report { [a; 3] } else { [a, b, c] })
        },
    );
    proptest::collection::vec(one, 1..64)
}

/// As many on either side, of the same sizes, at prices that do not meet: just half of the weight lies
/// at or below the highest of the low ones.
fn any_halves() -> impl Strategy<Value = Vec<Weighed<u64>>> {
    let one = (1..1_000_000u32, 1..2_000_000u64, 2_000_000..4_000_000u64);
    proptest::collection::vec(one, 3..20).prop_map(|pairs| {
        let sides = pairs.into_iter().zip(0u64..).flat_map(|((quantity, low, high), who)| {
            [input(low, quantity, [who; 3]), input(high, quantity, [100 + who; 3])]
        });
        sides.collect()
    })
}

/// By how much a part may be rounded up: 64 of them by less than one in 2^32 each.
fn rounding() -> Rational {
    Rational::new(64.into(), (1u64 << 32).into())
}

/// Never fewer than 10,000, and ten times as many as elsewhere: it is quick, and everything rests on it.
fn cases() -> ProptestConfig {
    ProptestConfig::with_cases((10 * ProptestConfig::default().cases).max(10_000))
}

/// What docs/index-methodology.md says of rounding: a millionth, and of what is dear a part in 2^26.
fn is_near(found: Price, exact: &Rational) -> bool {
    let off = exact.floor() - int(found);
    let most = int(1) + int(found >> 26);
    -most.clone() <= off && off <= most
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn it_is_the_model(inputs in any_inputs(), band in 0..1_000u32, least in 1..200u64) {
        let rules = Rules { band, quantity: least, ..RULES };
        let found = value(&inputs, &rules);
        let contributors = model::contributors(&inputs);
        let least = int(rules.contributors);
        if contributors < least && &contributors + rounding() >= least {
            // As good as five.
            return Ok(());
        }
        match model::value(&inputs, &rules) {
            None => prop_assert_eq!(found, None),
            Some(made) => {
                let found = found.expect("the model has a value");
                let quantity: u64 = inputs.iter().map(|input| u64::from(input.quantity)).sum();
                prop_assert_eq!(found.quantity, quantity);
                let thousandths = |parts: Rational| (parts * int(1_000)).floor();
                let (low, high) = (contributors.clone(), contributors + rounding());
                prop_assert!(thousandths(low) <= int(found.contributors));
                prop_assert!(int(found.contributors) <= thousandths(high));
                // Where half of the weight lies at a border, either side may be the median.
                if made.nearest > Rational::new(1.into(), (1u64 << 28).into()) {
                    prop_assert_eq!(found.median, made.median);
                    prop_assert!(is_near(found.price, &made.price), "{}", made.price);
                }
            },
        }
    }

    #[test]
    fn a_median_of_halves_is_the_models(inputs in any_halves(), band in 0..1_000u32) {
        let rules = Rules { band, ..RULES };
        let made = model::value(&inputs, &rules);
        prop_assert_eq!(made.is_some(), value(&inputs, &rules).is_some());
        if let (Some(made), Some(found)) = (made, value(&inputs, &rules)) {
            prop_assert_eq!(made.nearest, int(0));
            prop_assert_eq!(found.median, made.median);
            prop_assert!(is_near(found.price, &made.price), "{}", made.price);
        }
    }

    #[test]
    fn the_limit_is_the_models(
        price in prop_oneof![1..10_000u64, any::<u64>()],
        last in prop_oneof![1..10_000u64, any::<u64>()],
        hours in prop_oneof![1..30u32, any::<u32>()],
        limit in prop_oneof![Just(250), 0..2_000u32],
    ) {
        prop_assert_eq!(
            int(limited(price, last, hours, limit)),
            model::limited(price, last, hours, limit)
        );
    }

    #[test]
    fn nobody_has_more_than_a_fifth(inputs in any_inputs()) {
        if let Some(found) = value(&inputs, &RULES) {
            let total: u128 = found.weights.iter().sum();
            for who in 0..9u64 {
                let own: u128 = inputs
                    .iter()
                    .zip(&found.weights)
                    .filter(|(input, _)| input.behind.contains(&who))
                    .map(|(_, weight)| *weight)
                    .sum();
                prop_assert!(own * 5 <= total + total / (1 << 20), "{who} has {own} of {total}");
            }
            let prices = inputs.iter().map(|input| input.price);
            prop_assert!(found.price >= prices.clone().min().unwrap().saturating_sub(1));
            prop_assert!(found.price <= prices.max().unwrap());
        }
    }
}
