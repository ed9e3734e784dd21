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

    fn int(n: impl Into<BigInt>) -> Rational {
        Rational::from_integer(n.into())
    }

    /// Weights; `None` where there is no level.
    pub fn weights(inputs: &[Weighed<u64>], contributors: u32) -> Option<Vec<Rational>> {
        let sum = |who: u64| -> Rational {
            inputs
                .iter()
                .filter(|input| input.behind.contains(&who))
                .map(|input| int(input.quantity))
                .sum()
        };
        let largest: Vec<Rational> = inputs
            .iter()
            .map(|input| input.behind.iter().map(|who| sum(*who)).max().unwrap())
            .collect();
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
        // Below the smallest account all are cut.
        let smallest = largest.iter().min()?.clone();
        let all_cut = weigh(&smallest);
        if !fits(&smallest) {
            return None;
        }
        // The largest level that fits lies between two sizes of account; there all weight is a
        // straight line, A + B c, and the level solves c = (A + B c) ÷ n.
        let mut sizes = largest.clone();
        sizes.sort();
        let at = sizes.iter().filter(|size| fits(size)).max()?.clone();
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
        let _ = all_cut;
        if rest <= int(0) {
            return Some(weigh(&at));
        }
        Some(weigh(&(whole / rest)))
    }

    pub fn price(inputs: &[Weighed<u64>], rules: &Rules) -> Option<(Rational, Price, Rational)> {
        let weights = weights(inputs, rules.contributors)?;
        let total: Rational = weights.iter().cloned().sum();
        let mut order: Vec<(Price, Rational)> =
            inputs.iter().zip(&weights).map(|(i, w)| (i.price, w.clone())).collect();
        order.sort();
        let mut below = int(0);
        let mut nearest = total.clone();
        let mut median = None;
        for (price, weight) in order {
            below += weight;
            let off = &below * int(2) - &total;
            // How near the half lies to the border between two inputs.
            let distance = if off < int(0) { -off.clone() } else { off.clone() };
            nearest = nearest.min(distance / &total);
            if off >= int(0) && median.is_none() {
                median = Some(price);
            }
        }
        let median = median?;
        let reach = u128::from(median) * u128::from(rules.band) / 1_000;
        let (low, high) =
            (median.saturating_sub(reach as u64), median.saturating_add(reach as u64));
        let sum: Rational = inputs
            .iter()
            .zip(&weights)
            .map(|(input, weight)| int(input.price.clamp(low, high)) * weight)
            .sum();
        Some((sum / total, median, nearest))
    }
}

fn any_inputs() -> impl Strategy<Value = Vec<Weighed<u64>>> {
    let who = || 0..9u64;
    let quantity = prop_oneof![1..10u32, 1..1_000u32, 1..1_000_000u32];
    let price = prop_oneof![1_000_000..3_000_000u64, 1..10_000_000u64];
    let one = (price, quantity, (who(), who(), who()), any::<bool>()).prop_map(
        |(price, quantity, (a, b, c), report)| {
            input(price, quantity, if report { [a; 3] } else { [a, b, c] })
        },
    );
    proptest::collection::vec(one, 1..64)
}

proptest! {
    // Ten times as many as elsewhere: it is quick, and everything rests on it.
    #![proptest_config(ProptestConfig::with_cases(10 * ProptestConfig::default().cases))]

    #[test]
    fn it_is_the_model(inputs in any_inputs(), band in 0..1_000u32) {
        let rules = Rules { band, ..RULES };
        let found = value(&inputs, &rules);
        match model::price(&inputs, &rules) {
            None => prop_assert_eq!(found, None),
            Some((price, median, nearest)) => {
                let found = found.expect("the model has a value");
                // Where half of the weight lies at a border, either side may be the median.
                let border = Rational::new(1.into(), (1u64 << 28).into());
                if nearest > border {
                    prop_assert_eq!(found.median, median);
                    let difference = price - Rational::from_integer(found.price.into());
                    prop_assert!(difference > Rational::from_integer((-1).into()));
                    prop_assert!(difference < Rational::from_integer(2.into()), "{}", difference);
                }
            },
        }
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
