use crate::{mock::*, *};
use frame_support::{
    assert_noop, assert_ok,
    traits::fungible::{Inspect, MutateHold},
};
use headroom_primitives::Claims as _;
use sp_runtime::DispatchError;

fn told() -> Vec<(AccountId, bool)> {
    TOLD.with(|told| told.borrow().clone())
}

#[test]
fn anyone_can_have_a_claim_paid_in_parts() {
    build_and_execute(|| {
        assert_ok!(Cash::record(&ALICE, &BOB, 500));
        System::assert_last_event(
            Event::DebtRecorded { debtor: ALICE, creditor: BOB, amount: 500 }.into(),
        );
        assert!(Cash::in_debt(&ALICE));
        assert_ok!(Cash::pay_claim(RuntimeOrigin::signed(CAROL), ALICE, BOB, 200));
        System::assert_last_event(
            Event::DebtPaid { debtor: ALICE, creditor: BOB, amount: 200, left: 300 }.into(),
        );
        assert_ok!(Cash::pay_claim(RuntimeOrigin::signed(BOB), ALICE, BOB, u128::MAX));
        assert_eq!(Cash::balance(&ALICE), START - 500);
        assert_eq!(Cash::balance(&BOB), START + 500);
        assert!(!Cash::in_debt(&ALICE));
        assert_eq!(told(), [(ALICE, true), (ALICE, false)]);
    });
}

#[test]
fn each_creditor_is_paid_its_own() {
    build_and_execute(|| {
        assert_ok!(Cash::record(&ALICE, &BOB, 500));
        assert_ok!(Cash::record(&ALICE, &CAROL, 100));
        assert_ok!(Cash::record(&ALICE, &CAROL, 50));
        assert_eq!(Cash::claims_page(&ALICE, None, 10).len(), 2);
        assert_ok!(Cash::pay_claim(RuntimeOrigin::signed(ALICE), ALICE, CAROL, u128::MAX));
        assert_eq!(Cash::balance(&CAROL), START + 150);
        assert_eq!(Cash::claims_page(&ALICE, None, 10), [(BOB, 500)]);
        assert_eq!(Cash::claims_page(&ALICE, Some(BOB), 10), []);
        assert!(Cash::in_debt(&ALICE));
        assert_eq!(told(), [(ALICE, true)]);
    });
}

#[test]
fn what_is_on_hold_does_not_pay() {
    build_and_execute(|| {
        assert_ok!(Cash::hold(&Reason::Order, &ALICE, START));
        assert_ok!(Cash::record(&ALICE, &BOB, 500));
        assert_noop!(
            Cash::pay_claim(RuntimeOrigin::signed(BOB), ALICE, BOB, 500),
            Error::<Test>::NothingFree
        );
    });
}

#[test]
fn a_page_of_claims_is_bounded() {
    build_and_execute(|| {
        for creditor in 100..300 {
            assert_ok!(Cash::record(&ALICE, &creditor, 1));
        }
        let first = Cash::claims_page(&ALICE, None, u32::MAX);
        assert_eq!(first.len(), runtime_api::MAX_PAGE as usize);
        let second = Cash::claims_page(&ALICE, first.last().map(|claim| claim.0), u32::MAX);
        assert_eq!(second.len(), 100);
        assert!(!second.contains(&first[99]));
    });
}

#[test]
fn a_debt_of_nothing_is_none() {
    build_and_execute(|| {
        assert_ok!(Cash::record(&ALICE, &BOB, 0));
        assert!(!Cash::in_debt(&ALICE));
        assert_noop!(
            Cash::pay_claim(RuntimeOrigin::signed(BOB), ALICE, BOB, 1),
            Error::<Test>::NothingOwed
        );
    });
}

#[test]
fn paying_nothing_is_an_error() {
    build_and_execute(|| {
        assert_ok!(Cash::record(&ALICE, &BOB, 1));
        assert_noop!(
            Cash::pay_claim(RuntimeOrigin::signed(BOB), ALICE, BOB, 0),
            Error::<Test>::ZeroAmount
        );
    });
}

#[test]
fn a_payment_is_signed() {
    build_and_execute(|| {
        assert_noop!(
            Cash::pay_claim(RuntimeOrigin::none(), ALICE, BOB, 1),
            DispatchError::BadOrigin
        );
    });
}
