use crate::{mock::*, *};
use frame_support::{
    assert_noop, assert_ok,
    traits::fungible::{Inspect, MutateHold},
};
use headroom_primitives::Claims as _;
use sp_runtime::DispatchError;

#[test]
fn a_withdrawal_turns_free_cash_into_the_asset() {
    build_and_execute(|| {
        assert_ok!(Cash::withdraw(RuntimeOrigin::signed(ALICE), 300));
        assert_eq!(Cash::balance(&ALICE), START - 300);
        assert_eq!(Assets::balance(1, ALICE), START + 300);
        assert_eq!(Cash::total_issuance(), 3 * START - 300);
        System::assert_last_event(Event::Withdrawn { who: ALICE, amount: 300 }.into());
    });
}

#[test]
fn the_last_millionth_can_be_withdrawn() {
    build_and_execute(|| {
        for who in [ALICE, BOB, CAROL] {
            assert_ok!(Cash::withdraw(RuntimeOrigin::signed(who), START));
            assert!(!Accounts::<Test>::contains_key(who));
        }
        assert_eq!(Cash::total_issuance(), 0);
        assert_eq!(Assets::balance(1, Cash::account_id()), 0);
    });
}

#[test]
fn what_is_on_hold_stays() {
    build_and_execute(|| {
        assert_ok!(Cash::hold(&Reason::Order, &ALICE, 400));
        assert_noop!(
            Cash::withdraw(RuntimeOrigin::signed(ALICE), START - 399),
            Error::<Test>::InsufficientCash
        );
        assert_ok!(Cash::withdraw(RuntimeOrigin::signed(ALICE), START - 400));
    });
}

#[test]
fn a_debtor_cannot_withdraw() {
    build_and_execute(|| {
        assert_ok!(Cash::record(&ALICE, &BOB, 1));
        assert_noop!(Cash::withdraw(RuntimeOrigin::signed(ALICE), 1), Error::<Test>::InDebt);
    });
}

#[test]
fn nothing_is_no_withdrawal() {
    build_and_execute(|| {
        assert_noop!(Cash::withdraw(RuntimeOrigin::signed(ALICE), 0), Error::<Test>::ZeroAmount);
    });
}

#[test]
fn a_withdrawal_is_signed() {
    build_and_execute(|| {
        assert_noop!(Cash::withdraw(RuntimeOrigin::none(), 1), DispatchError::BadOrigin);
    });
}
