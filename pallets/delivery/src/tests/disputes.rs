//! Objections, answers and rulings.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use remedy::Outcome;
use sp_runtime::DispatchError;

fn answer(who: AccountId) -> sp_runtime::DispatchResult {
    Desk::answer(RuntimeOrigin::signed(who), day())
}

fn resolve(delivered: u64) -> sp_runtime::DispatchResult {
    Desk::resolve(RuntimeOrigin::signed(ARBITER), day(), delivered)
}

/// A tenth of the cover of 60 unit-hours.
const STAKE: u128 = 9_600_000;

/// Ten units, twelve hours, 110 of 120 reported, 50 claimed.
fn objected() {
    at_noon();
    report(&day(), 110_000).unwrap();
    object(&day(), 50_000).unwrap();
}

#[test]
fn what_is_not_disputed_stands_at_once() {
    build_and_execute(|| {
        objected();
        assert_eq!(get(&day()).stands, Outcome { delivered: 50_000, lost: 10_000 });
        assert_eq!(cash(BUYER), (START - STAKE, STAKE));
        assert_eq!(Desk::phase(&day()), Some(Phase::Objected));
        assert_ok!(settle(&day()));
        assert_noop!(report(&day(), 120_000), Error::<Test>::DisputeOpen);
    });
}

#[test]
fn stakes_are_lost_in_proportion() {
    build_and_execute(|| {
        objected();
        assert_ok!(answer(OPERATOR));
        let before = cash(OPERATOR).0;
        assert_eq!(cash(OPERATOR).1, STAKE);
        assert_eq!(Desk::phase(&day()), Some(Phase::Answered));
        // The buyer was wrong about a quarter of it, the operator about three.
        assert_ok!(resolve(65_000));
        let (buyer_loses, operator_loses) = (STAKE / 4, STAKE * 3 / 4);
        System::assert_last_event(
            Event::Resolved {
                delivery: day(),
                arbiter: ARBITER,
                delivered: 65_000,
                buyer_loses,
                operator_loses,
            }
            .into(),
        );
        assert_eq!(cash(BUYER), (START - buyer_loses + operator_loses, 0));
        assert_eq!(cash(OPERATOR), (before + STAKE + buyer_loses - operator_loses, 0));
        assert_eq!(get(&day()).stands, Outcome { delivered: 65_000, lost: 55_000 });
    });
}

#[test]
fn readings_go_on_counting_what_was_ruled_out() {
    build_and_execute(|| {
        objected();
        assert_ok!(answer(OPERATOR));
        assert_ok!(resolve(65_000));
        at(DAY.end());
        // 110 were read at noon; 45 of them do not count.
        assert_ok!(report(&day(), 230_000));
        assert_eq!(get(&day()).pending.unwrap().delivered, 185_000);
    });
}

#[test]
fn an_objection_that_is_not_answered_stands() {
    build_and_execute(|| {
        objected();
        at(DAY.start() + 36 * HOUR + 1);
        assert_noop!(answer(OPERATOR), Error::<Test>::AnswerLate);
        assert_ok!(settle(&day()));
        System::assert_has_event(
            Event::ObjectionLapsed { delivery: day(), answered: false, delivered: 50_000 }.into(),
        );
        assert_eq!(cash(BUYER).1, 0);
        // Reports are taken again, for as long as after a period.
        assert_ok!(report(&day(), 230_000));
    });
}

#[test]
fn without_a_ruling_the_report_stands() {
    build_and_execute(|| {
        objected();
        assert_ok!(answer(OPERATOR));
        at(DAY.start() + 84 * HOUR + 1);
        assert_noop!(resolve(60_000), Error::<Test>::RulingLate);
        assert_ok!(settle(&day()));
        System::assert_has_event(
            Event::ObjectionLapsed { delivery: day(), answered: true, delivered: 110_000 }.into(),
        );
        assert_eq!((cash(BUYER).1, cash(OPERATOR).1), (0, 0));
    });
}

#[test]
fn an_objection_comes_in_time_from_the_buyer_and_disputes_something() {
    build_and_execute(|| {
        at_noon();
        assert_noop!(object(&day(), 0), Error::<Test>::NothingPending);
        assert_ok!(report(&day(), 110_000));
        let by = |who| Desk::object(RuntimeOrigin::signed(who), day(), reported(&day()), 0);
        assert_noop!(by(STRANGER), Error::<Test>::NotBuyer);
        assert_noop!(object(&day(), 110_000), Error::<Test>::NothingDisputed);
        assert_noop!(
            Desk::object(RuntimeOrigin::signed(BUYER), day(), reported(&day()) - 1, 0),
            Error::<Test>::ReportChanged
        );
        at(DAY.start() + 36 * HOUR + 1);
        assert_noop!(object(&day(), 0), Error::<Test>::ObjectionLate);
        let unknown = DeliveryIdOf::<Test> { index: 5, ..day() };
        assert_noop!(object(&unknown, 0), Error::<Test>::UnknownDelivery);
    });
}

#[test]
fn a_stall_does_not_cost_the_buyer_its_objection() {
    build_and_execute(|| {
        at_noon();
        assert_ok!(report(&day(), 110_000));
        jump(DAY.start() + 90 * HOUR);
        assert_noop!(settle(&day()), Error::<Test>::NothingDue);
        assert_ok!(object(&day(), 50_000));
    });
}

#[test]
fn answers_and_rulings_come_from_those_who_may() {
    build_and_execute(|| {
        at_noon();
        assert_noop!(answer(OPERATOR), Error::<Test>::NoDispute);
        assert_noop!(resolve(0), Error::<Test>::NoDispute);
        assert_ok!(report(&day(), 110_000));
        assert_ok!(object(&day(), 50_000));
        assert_noop!(answer(BUYER), Error::<Test>::NotOperator);
        assert_noop!(resolve(60_000), Error::<Test>::NotAnswered);
        assert_ok!(answer(OPERATOR));
        assert_noop!(answer(OPERATOR), Error::<Test>::AlreadyAnswered);
        assert_noop!(resolve(49_999), Error::<Test>::RulingOutOfRange);
        assert_noop!(resolve(110_001), Error::<Test>::RulingOutOfRange);
        assert_noop!(
            Desk::resolve(RuntimeOrigin::signed(BUYER), day(), 60_000),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn a_stake_has_to_be_there() {
    build_and_execute(|| {
        use frame_support::traits::{fungible::Mutate, tokens::Preservation::Expendable};
        at_noon();
        assert_ok!(report(&day(), 110_000));
        Balances::transfer(&BUYER, &STRANGER, START - 1, Expendable).unwrap();
        assert_noop!(object(&day(), 50_000), Error::<Test>::InsufficientCash);
    });
}
