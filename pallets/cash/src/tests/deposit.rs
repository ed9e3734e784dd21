use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn a_deposit_turns_the_asset_into_free_cash() {
    build_and_execute(|| {
        assert_ok!(Cash::deposit(RuntimeOrigin::signed(ALICE), 300));
        assert_eq!(Cash::balance(&ALICE), START + 300);
        assert_eq!(Assets::balance(1, ALICE), START - 300);
        assert_eq!(Assets::balance(1, Cash::account_id()), 3 * START + 300);
        assert_eq!(Cash::total_issuance(), 3 * START + 300);
        System::assert_last_event(Event::Deposited { who: ALICE, amount: 300 }.into());
    });
}

#[test]
fn a_deposit_may_empty_the_account_outside() {
    build_and_execute(|| {
        assert_ok!(Cash::deposit(RuntimeOrigin::signed(ALICE), START));
        assert_eq!(Assets::balance(1, ALICE), 0);
    });
}

#[test]
fn nothing_is_no_deposit() {
    build_and_execute(|| {
        assert_noop!(Cash::deposit(RuntimeOrigin::signed(ALICE), 0), Error::<Test>::ZeroAmount);
    });
}

#[test]
fn more_than_there_is_cannot_be_deposited() {
    build_and_execute(|| {
        assert_noop!(
            Cash::deposit(RuntimeOrigin::signed(ALICE), START + 1),
            TokenError::FundsUnavailable
        );
    });
}

#[test]
fn a_deposit_is_signed() {
    build_and_execute(|| {
        assert_noop!(Cash::deposit(RuntimeOrigin::none(), 1), DispatchError::BadOrigin);
    });
}
