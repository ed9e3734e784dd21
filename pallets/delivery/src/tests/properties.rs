//! Random sequences of calls on two deliveries, with every invariant after each.

use crate::{mock::*, *};
use frame_support::storage::with_storage_layer;
use headroom_primitives::{DeliveryId, Metered};
use proptest::{prelude::*, test_runner::TestRunner};
use sp_runtime::DispatchResult;
use std::cell::RefCell;

/// What somebody tries. A share says how much, in sixteenths.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// This much of what could still have been delivered.
    Report(u64),
    Accept,
    /// This much of what is reported and does not stand.
    Object(u64),
    Answer,
    /// This much of what is in dispute.
    Resolve(u64),
    Settle,
    /// So many hours pass, with blocks, or in a gap.
    Wait {
        hours: u64,
        gap: bool,
    },
}

/// What each step is called where they are counted.
const NAMES: [&str; 7] = ["report", "accept", "object", "answer", "resolve", "settle", "wait"];

fn any_step() -> impl Strategy<Value = Step> {
    let share = || 0..=16u64;
    prop_oneof![
        4 => share().prop_map(Step::Report),
        1 => Just(Step::Accept),
        2 => share().prop_map(Step::Object),
        2 => Just(Step::Answer),
        2 => share().prop_map(Step::Resolve),
        3 => Just(Step::Settle),
        4 => (prop_oneof![3 => 1..12u64, 1 => 12..80u64], proptest::bool::weighted(0.1))
            .prop_map(|(hours, gap)| Step::Wait { hours, gap }),
    ]
}

/// Returns which kind of step it was, and what came of it.
fn take(step: Step, id: &DeliveryId<AccountId>) -> (usize, DispatchResult) {
    let delivery = Deliveries::<Test>::get(&id.unit, id.index);
    let part = |of: u64, share: u64| of * share / 16;
    let signed = RuntimeOrigin::signed;
    match step {
        Step::Report(share) => {
            let metered = delivery.map_or(0, |found| {
                let hours = id.unit.series.period.metered_hours(Now::get());
                let more = found.owed(&id.unit).entitled(hours.saturating_sub(found.hours));
                found.disallowed + found.stands.delivered + part(more, share)
            });
            let metered = Metered::UnitHours(metered);
            (0, Desk::report(signed(OPERATOR), id.clone(), metered))
        },
        Step::Accept => (1, accept(id)),
        Step::Object(share) => {
            let claimed = delivery.map_or(0, |found| {
                let stands = found.stands.delivered;
                let reported = found.pending.map_or(stands, |pending| pending.delivered);
                stands + part(reported.saturating_sub(stands), share)
            });
            (2, object(id, claimed))
        },
        Step::Answer => (3, Desk::answer(signed(OPERATOR), id.clone())),
        Step::Resolve(share) => {
            let ruled = delivery
                .and_then(|found| found.dispute)
                .map_or(0, |dispute| dispute.claimed + part(dispute.disputed(), share));
            (4, Desk::resolve(signed(ARBITER), id.clone(), ruled))
        },
        Step::Settle => (5, settle(id)),
        Step::Wait { hours, gap } => {
            let now = Now::get() + hours * HOUR + 1;
            if gap {
                jump(now)
            } else {
                at(now)
            }
            (6, Ok(()))
        },
    }
}

#[test]
fn invariants_hold_and_every_delivery_ends() {
    let done = RefCell::new([0u32; 7]);
    let steps = proptest::collection::vec((any_step(), any::<bool>()), 1..60);
    let rates = (1..3_000_000u64, 1..3_000_000u64);
    TestRunner::default()
        .run(&(steps, rates), |(steps, (cover, worth))| {
            build_and_execute(|| {
                CoverRate::set(&cover);
                Worth::set(&worth);
                nominate(unit(0, DAY), 3);
                nominate(unit(0, MONTH), 1);
                let ids = [(DAY, 0), (MONTH, 1)]
                    .map(|(period, index)| DeliveryId { unit: unit(0, period), index });
                at(DAY.start() + HOUR);
                let before = total();
                for (step, month) in steps {
                    if month && Now::get() < MONTH.start() {
                        at(MONTH.start());
                    }
                    let id = &ids[usize::from(month)];
                    let mut kind = 0;
                    // As a dispatched call: an error changes nothing.
                    let result = with_storage_layer(|| {
                        let (of, result) = take(step, id);
                        kind = of;
                        result
                    });
                    done.borrow_mut()[kind] += u32::from(result.is_ok());
                    Desk::do_try_state().unwrap();
                    assert_eq!(total(), before, "cash was made or lost by {step:?}");
                }
                // Whatever happened, in the end anyone can bring each delivery to its end.
                at(MONTH.end());
                for _ in 0..8 {
                    at(Now::get() + 100 * HOUR);
                    for id in &ids {
                        let _ = settle(id);
                    }
                }
                assert_eq!(Deliveries::<Test>::iter().count(), 0);
                assert_eq!((cash(COVERS).0, cash(BONDS).0), (START, START));
                assert_eq!((cash(OPERATOR).1, cash(BUYER).1), (0, 0));
            });
            Ok(())
        })
        .unwrap();
    for (name, times) in NAMES.iter().zip(done.into_inner()) {
        assert!(times > 0, "no {name} ever succeeded");
    }
}
