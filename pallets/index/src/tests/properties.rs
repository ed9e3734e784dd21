//! Random reports, trades, challenges and closings, with every invariant after each.

use crate::{mock::*, *};
use frame_support::storage::with_storage_layer;
use headroom_primitives::{period::HOUR_MS, Period};
use proptest::{prelude::*, test_runner::TestRunner};
use sp_runtime::DispatchResult;
use std::{cell::RefCell, collections::BTreeMap};

#[derive(Clone, Copy, Debug)]
enum Step {
    Observe { who: usize, ahead: u32, price: u64, quantity: u32 },
    Fill { parties: [u64; 3], ahead: u32, day: bool, price: u64, quantity: u32 },
    Close,
    Challenge { who: usize, back: u32 },
    Rule { who: usize, back: u32, upheld: bool },
    Lapse { who: usize, back: u32 },
    TopUp(usize),
    Wait(u64),
}

const NAMES: [&str; 8] =
    ["observe", "fill", "close", "challenge", "rule", "lapse", "top_up", "wait"];

fn any_step() -> impl Strategy<Value = Step> {
    let who = || 0..6usize;
    let price = || prop_oneof![1_900_000..2_100_000u64, 1..9_000_000u64];
    let quantity = || prop_oneof![1..12u32, 1..90u32];
    prop_oneof![
        8 => (who(), 0..3u32, price(), quantity()).prop_map(|(who, ahead, price, quantity)| {
            Step::Observe { who, ahead, price, quantity }
        }),
        // Many people, or nobody would be independent of anybody.
        8 => ([10..60u64, 10..60, 10..60], 0..4u32, any::<bool>(), price(), quantity()).prop_map(
            |(parties, ahead, day, price, quantity)| {
                Step::Fill { parties, ahead, day, price, quantity }
            },
        ),
        4 => Just(Step::Close),
        2 => (who(), 0..6u32).prop_map(|(who, back)| Step::Challenge { who, back }),
        2 => (who(), 0..6u32, any::<bool>())
            .prop_map(|(who, back, upheld)| Step::Rule { who, back, upheld }),
        2 => (who(), 0..6u32).prop_map(|(who, back)| Step::Lapse { who, back }),
        1 => who().prop_map(Step::TopUp),
        4 => prop_oneof![3 => 1..4u64, 1 => 20..100u64].prop_map(Step::Wait),
    ]
}

fn take(step: Step) -> (usize, DispatchResult) {
    let hour = (Now::get() / HOUR_MS) as u32;
    let challenge = |who: usize, back: u32| ChallengeId {
        index: INDEX,
        hour: hour.saturating_sub(back),
        reporter: REPORTERS[who],
        challenger: STRANGER,
    };
    let signed = RuntimeOrigin::signed;
    match step {
        Step::Observe { who, ahead, price, quantity } => {
            (0, observe(REPORTERS[who], hour + ahead, price, quantity))
        },
        Step::Fill { parties, ahead, day, price, quantity } => {
            let period = match day {
                true => Period::Day(hour / 24 + ahead / 3),
                false => Period::Hour(hour + ahead),
            };
            fill(period, parties, price, quantity);
            (1, Ok(()))
        },
        Step::Close => (2, close(INDEX)),
        Step::Challenge { who, back } => {
            let ChallengeId { index, hour, reporter, .. } = challenge(who, back);
            (3, Prices::challenge(signed(STRANGER), index, hour, reporter, [1; 32]))
        },
        Step::Rule { who, back, upheld } => {
            // The oldest that there is, where there is none of these.
            let id = Challenges::<Test>::iter_keys().next().unwrap_or(challenge(who, back));
            (4, Prices::rule(signed(ARBITER), id, upheld))
        },
        Step::Lapse { who, back } => {
            let id = Challenges::<Test>::iter_keys().next().unwrap_or(challenge(who, back));
            (5, Prices::lapse_challenge(signed(STRANGER), id))
        },
        Step::TopUp(who) => (6, register(REPORTERS[who], 400 * CASH)),
        Step::Wait(hours) => {
            Now::set(&(Now::get() + hours * HOUR_MS));
            (7, Ok(()))
        },
    }
}

fn values() -> BTreeMap<(IndexId, u32), Value> {
    Values::<Test>::iter().map(|(index, hour, value)| ((index, hour), value)).collect()
}

#[test]
fn invariants_hold() {
    let done = RefCell::new([0u32; 8]);
    let rungs = RefCell::new([0u32; 4]);
    TestRunner::default()
        .run(&proptest::collection::vec(any_step(), 1..80), |steps| {
            build_and_execute(|| {
                for step in steps {
                    let mut kind = 0;
                    let before = values();
                    let result = with_storage_layer(|| {
                        let (of, result) = take(step);
                        kind = of;
                        result
                    });
                    done.borrow_mut()[kind] += u32::from(result.is_ok());
                    Prices::do_try_state().unwrap();
                    // Values only come, and those that are there stay as they are.
                    let mut after = values();
                    let one_more = kind == 2 && result.is_ok();
                    assert_eq!(after.len(), before.len() + usize::from(one_more));
                    after.retain(|hour, _| before.contains_key(hour));
                    assert_eq!(after, before);
                }
                for value in Values::<Test>::iter_values() {
                    rungs.borrow_mut()[value.rung as usize] += 1;
                }
            });
            Ok(())
        })
        .unwrap();
    for (name, times) in NAMES.iter().zip(done.into_inner()) {
        assert!(times > 0, "no {name} ever succeeded");
    }
    assert!(rungs.borrow().iter().all(|times| *times > 0), "{rungs:?}");
}
