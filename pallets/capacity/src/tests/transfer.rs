use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};
use headroom_primitives::{period::HOUR_MS, UnitLedger};
use sp_runtime::DispatchResult;

fn transfer(from: u64, to: u64, quantity: u32) -> DispatchResult {
    Capacity::transfer(signed(from), unit(DAY), to, quantity)
}

fn last(from: u64, to: u64, quantity: u32, escrowed: u128, returned: u128) {
    System::assert_last_event(
        Event::<Test>::Transferred { unit: unit(DAY), from, to, quantity, escrowed, returned }
            .into(),
    );
}

#[test]
fn an_issuers_transfer_is_covered_like_a_sale() {
    build_and_execute(|| {
        assert_ok!(issue(DAY, 10));
        let before = free(OPERATOR);
        assert_ok!(transfer(OPERATOR, BUYER, 4));
        let cover = 4 * 24 * GPU_COVER as u128;
        last(OPERATOR, BUYER, 4, cover, 0);
        assert_eq!(free(OPERATOR), before - cover);
        assert_eq!(held(HoldReason::Cover, OPERATOR), cover);
        assert_eq!(record(&unit(DAY)).cover_held, cover);
        assert_eq!(free_units(&unit(DAY), BUYER), 4);
        assert_eq!(free_units(&unit(DAY), OPERATOR), 6);
        // Between holders nothing is held.
        assert_ok!(transfer(BUYER, OTHER, 3));
        last(BUYER, OTHER, 3, 0, 0);
        assert_eq!(free_units(&unit(DAY), OTHER), 3);
        // Back with the issuer, it is freed.
        assert_ok!(transfer(OTHER, OPERATOR, 3));
        last(OTHER, OPERATOR, 3, 0, cover / 4 * 3);
        assert_ok!(transfer(BUYER, OPERATOR, 1));
        assert_eq!(free(OPERATOR), before);
        assert_eq!(record(&unit(DAY)).cover_held, 0);
        assert_eq!(Holdings::<Test>::iter().count(), 0);
    });
}

#[test]
fn only_free_units_go_to_somebody_else() {
    build_and_execute(|| {
        assert_noop!(transfer(OPERATOR, BUYER, 1), Error::<Test>::UnknownUnit);
        assert_noop!(transfer(BUYER, OTHER, 1), Error::<Test>::InsufficientUnits);
        assert_ok!(issue(DAY, 10));
        assert_ok!(sell(&unit(DAY), 5));
        assert_ok!(Capacity::put_in_order(&unit(DAY), &BUYER, 2));
        assert_ok!(Capacity::put_in_order(&unit(DAY), &OPERATOR, 2));
        assert_noop!(transfer(OPERATOR, BUYER, 4), Error::<Test>::InsufficientUnits);
        assert_noop!(transfer(BUYER, OTHER, 4), Error::<Test>::InsufficientUnits);
        assert_noop!(transfer(BUYER, BUYER, 1), Error::<Test>::SameAccount);
        assert_noop!(transfer(BUYER, OTHER, 0), Error::<Test>::ZeroQuantity);
        assert_ok!(transfer(BUYER, OTHER, 3));
    });
}

#[test]
fn not_once_the_gate_has_closed() {
    build_and_execute(|| {
        bought(DAY, 5);
        set_time(DAY.start() - HOUR_MS - 1);
        assert_ok!(transfer(BUYER, OTHER, 1));
        set_time(DAY.start() - HOUR_MS);
        assert_noop!(transfer(BUYER, OTHER, 1), Error::<Test>::GateClosed);
        assert_noop!(transfer(BUYER, OPERATOR, 1), Error::<Test>::GateClosed);
    });
}

#[test]
fn an_impaired_issuer_gives_nothing_away_but_holders_do() {
    build_and_execute(|| {
        assert_ok!(issue(DAY, 10));
        assert_ok!(sell(&unit(DAY), 5));
        set_debt(OPERATOR, true);
        assert_noop!(transfer(OPERATOR, BUYER, 1), Error::<Test>::InDebt);
        assert_ok!(transfer(BUYER, OTHER, 1));
        assert_ok!(transfer(BUYER, OPERATOR, 1));
        set_debt(OPERATOR, false);
        assert_ok!(attest(9, NOW + DAY_MS));
        assert_noop!(transfer(OPERATOR, BUYER, 1), Error::<Test>::UnderAttested);
        assert_ok!(attest(10, NOW + 1));
        set_time(NOW + 1);
        assert_noop!(transfer(OPERATOR, BUYER, 1), Error::<Test>::AttestationExpired);
    });
}

#[test]
fn a_holder_in_debt_keeps_what_it_has() {
    build_and_execute(|| {
        bought(DAY, 5);
        set_debt(BUYER, true);
        assert_noop!(transfer(BUYER, OTHER, 1), Error::<Test>::InDebt);
        set_debt(BUYER, false);
        assert_ok!(transfer(BUYER, OTHER, 1));
    });
}

#[test]
fn cover_that_is_worth_too_little_stays_with_the_issuer() {
    build_and_execute(|| {
        assert_ok!(issue(DAY, 10));
        set_time(NOW + HOUR_MS);
        assert_ok!(Capacity::set_reference(RuntimeOrigin::root(), GPU, 0, 2_500_001));
        assert_noop!(transfer(OPERATOR, BUYER, 1), Error::<Test>::RateOutdated);
    });
}

#[test]
fn the_cover_has_to_be_there() {
    build_and_execute(|| {
        assert_ok!(issue(DAY, 10));
        let bond = 10 * 24 * GPU_BOND as u128;
        let cover = 24 * GPU_COVER as u128;
        Balances::set_balance(&OPERATOR, cover - 1);
        assert_eq!(held(HoldReason::Bond, OPERATOR), bond);
        assert_noop!(transfer(OPERATOR, BUYER, 1), Error::<Test>::InsufficientCash);
    });
}
