use crate::{mock::*, *};
use frame_support::{
    assert_noop, assert_ok,
    traits::{
        fungible::{Inspect, InspectHold, Mutate, MutateHold},
        tokens::{Fortitude::Polite, Precision::Exact, Preservation::Expendable, Restriction},
    },
};
use sp_runtime::TokenError;

#[test]
fn what_is_held_is_not_free() {
    build_and_execute(|| {
        assert_ok!(Cash::hold(&Reason::Order, &ALICE, 400));
        System::assert_last_event(
            Event::Held { reason: Reason::Order, who: ALICE, amount: 400 }.into(),
        );
        assert_eq!(Cash::balance(&ALICE), START - 400);
        assert_eq!(Cash::total_balance(&ALICE), START);
        assert_noop!(
            <Cash as Mutate<_>>::transfer(&ALICE, &BOB, START - 399, Expendable),
            TokenError::FundsUnavailable
        );
    });
}

#[test]
fn reasons_are_kept_apart() {
    build_and_execute(|| {
        assert_ok!(Cash::hold(&Reason::Order, &ALICE, 400));
        assert_ok!(Cash::hold(&Reason::Stake, &ALICE, 1));
        assert_eq!(Cash::total_balance_on_hold(&ALICE), 401);
        assert_noop!(Cash::release(&Reason::Stake, &ALICE, 2, Exact), TokenError::FundsUnavailable);
        assert_ok!(Cash::release(&Reason::Order, &ALICE, 400, Exact));
        assert_eq!(Cash::balance_on_hold(&Reason::Order, &ALICE), 0);
        assert_eq!(Cash::balance_on_hold(&Reason::Stake, &ALICE), 1);
    });
}

#[test]
fn more_than_is_free_cannot_be_held() {
    build_and_execute(|| {
        assert_noop!(Cash::hold(&Reason::Order, &ALICE, START + 1), TokenError::FundsUnavailable);
        assert_ok!(Cash::hold(&Reason::Order, &ALICE, START));
        assert_eq!(Cash::balance(&ALICE), 0);
    });
}

#[test]
fn a_hold_can_be_paid_to_somebody() {
    build_and_execute(|| {
        assert_ok!(Cash::hold(&Reason::Order, &ALICE, 400));
        let pay = |amount| {
            Cash::transfer_on_hold(
                &Reason::Order,
                &ALICE,
                &BOB,
                amount,
                Exact,
                Restriction::Free,
                Polite,
            )
        };
        assert_noop!(pay(401), TokenError::Frozen);
        assert_ok!(pay(150));
        assert_eq!(Cash::balance(&BOB), START + 150);
        assert_eq!(Cash::balance_on_hold(&Reason::Order, &ALICE), 250);
    });
}

#[test]
fn a_new_account_needs_no_more_than_a_millionth() {
    build_and_execute(|| {
        assert_ok!(<Cash as Mutate<_>>::transfer(&ALICE, &42, 1, Expendable));
        System::assert_last_event(Event::Transferred { from: ALICE, to: 42, amount: 1 }.into());
        assert_eq!(Cash::balance(&42), 1);
        assert_ok!(<Cash as Mutate<_>>::transfer(&42, &ALICE, 1, Expendable));
        assert!(!Accounts::<Test>::contains_key(42));
    });
}
