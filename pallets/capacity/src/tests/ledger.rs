//! What spot and delivery do with units.

use crate::{mock::*, *};
use frame_support::{
    assert_noop, assert_ok, storage::with_storage_layer, traits::fungible::Mutate,
};
use headroom_primitives::{period::HOUR_MS, Balance, Discharge, Nomination, UnitLedger};
use sp_runtime::{DispatchError, DispatchResult};

const COVER: Balance = 24 * GPU_COVER as Balance;
const BOND: Balance = 24 * GPU_BOND as Balance;

// Trait methods run inside their caller's transaction.
fn put(owner: u64, quantity: u32) -> DispatchResult {
    with_storage_layer(|| Capacity::put_in_order(&unit(DAY), &owner, quantity))
}

fn take(owner: u64, quantity: u32) -> DispatchResult {
    with_storage_layer(|| Capacity::take_from_order(&unit(DAY), &owner, quantity))
}

fn fill(seller: u64, buyer: u64, quantity: u32) -> Result<Balance, DispatchError> {
    with_storage_layer(|| Capacity::sell_from_order(&unit(DAY), &seller, &buyer, quantity))
}

fn nominate(owner: u64, quantity: u32) -> Result<Nomination, DispatchError> {
    with_storage_layer(|| Capacity::nominate(&unit(DAY), &owner, quantity))
}

fn discharge(discharge: Discharge) -> DispatchResult {
    with_storage_layer(|| Capacity::discharge(&unit(DAY), &BUYER, discharge))
}

fn expire() -> Result<(u32, Balance), DispatchError> {
    with_storage_layer(|| Capacity::expire(&unit(DAY)))
}

#[test]
fn a_primary_sale_puts_cover_on_hold_and_a_resale_does_not() {
    build_and_execute(|| {
        assert_eq!(Capacity::cover_rate(&unit(DAY)), None);
        assert_ok!(issue(DAY, 10));
        assert_eq!(Capacity::cover_rate(&unit(DAY)), Some(GPU_COVER));
        let before = free(OPERATOR);
        assert_ok!(put(OPERATOR, 6));
        assert_eq!(free(OPERATOR), before);
        assert_ok!(fill(OPERATOR, BUYER, 4), 4 * COVER);
        assert_eq!(held(HoldReason::Cover, OPERATOR), 4 * COVER);
        assert_eq!(free(OPERATOR), before - 4 * COVER);
        let sold = record(&unit(DAY));
        assert_eq!((sold.own, sold.own_in_orders, sold.cover_held), (4, 2, 4 * COVER));

        assert_ok!(put(BUYER, 3));
        assert_ok!(fill(BUYER, OTHER, 1), 0);
        assert_eq!(Capacity::holding(&unit(DAY), &BUYER), Holding { free: 1, in_orders: 2 });
        assert_eq!(Capacity::holding(&unit(DAY), &OTHER), Holding { free: 1, in_orders: 0 });

        // The issuer buys back, in debt or not.
        set_debt(OPERATOR, true);
        assert_ok!(fill(BUYER, OPERATOR, 2), 0);
        assert_eq!(held(HoldReason::Cover, OPERATOR), 2 * COVER);
        assert_eq!(record(&unit(DAY)).own, 6);
    });
}

#[test]
fn orders_give_back_what_they_took() {
    build_and_execute(|| {
        assert_ok!(issue(DAY, 10));
        assert_ok!(sell(&unit(DAY), 5));
        for who in [OPERATOR, BUYER] {
            assert_noop!(put(who, 6), Error::<Test>::InsufficientUnits);
            assert_ok!(put(who, 5));
            assert_noop!(put(who, 1), Error::<Test>::InsufficientUnits);
            assert_noop!(take(who, 6), Error::<Test>::InsufficientUnits);
            assert_ok!(take(who, 5));
            assert_eq!(free_units(&unit(DAY), who), 5);
        }
        assert_noop!(put(OTHER, 1), Error::<Test>::InsufficientUnits);
    });
}

#[test]
fn an_impaired_issuers_units_go_into_no_order_but_leave_them() {
    build_and_execute(|| {
        assert_ok!(issue(DAY, 10));
        assert_ok!(sell(&unit(DAY), 5));
        assert_ok!(put(OPERATOR, 1));
        assert_ok!(put(BUYER, 1));
        set_debt(OPERATOR, true);
        assert_noop!(put(OPERATOR, 1), Error::<Test>::InDebt);
        assert_noop!(put(BUYER, 1), Error::<Test>::InDebt);
        assert_noop!(Capacity::ensure_tradable(&unit(DAY)), Error::<Test>::InDebt);
        assert_ok!(take(OPERATOR, 1));
        assert_ok!(take(BUYER, 1));
    });
}

#[test]
fn an_issuers_ask_needs_a_rate_of_today() {
    build_and_execute(|| {
        assert_ok!(issue(DAY, 10));
        assert_ok!(sell(&unit(DAY), 5));
        set_time(NOW + HOUR_MS);
        assert_ok!(Capacity::set_reference(RuntimeOrigin::root(), GPU, 0, 2_500_001));
        assert_noop!(put(OPERATOR, 1), Error::<Test>::RateOutdated);
        // A holder's cover lies there already.
        assert_ok!(put(BUYER, 1));
    });
}

#[test]
fn a_sale_that_cannot_be_is_refused() {
    build_and_execute(|| {
        assert_noop!(put(OPERATOR, 1), Error::<Test>::UnknownUnit);
        assert_ok!(issue(DAY, 10));
        assert_noop!(fill(OPERATOR, BUYER, 1), Error::<Test>::InsufficientUnits);
        assert_noop!(fill(BUYER, OTHER, 1), Error::<Test>::InsufficientUnits);
        assert_ok!(put(OPERATOR, 5));
        assert_noop!(fill(OPERATOR, OPERATOR, 1), Error::<Test>::SameAccount);
        Balances::set_balance(&OPERATOR, COVER - 1);
        assert_noop!(fill(OPERATOR, BUYER, 1), Error::<Test>::InsufficientCash);
    });
}

#[test]
fn a_nomination_takes_units_and_rates_along() {
    build_and_execute(|| {
        bought(DAY, 5);
        let nomination = |index| Nomination { index, cover_rate: GPU_COVER, bond_rate: GPU_BOND };
        assert_ok!(nominate(BUYER, 2), nomination(0));
        assert_ok!(nominate(BUYER, 1), nomination(1));
        assert_noop!(nominate(BUYER, 3), Error::<Test>::InsufficientUnits);
        assert_noop!(nominate(BUYER, 0), Error::<Test>::ZeroQuantity);
        assert_noop!(nominate(OPERATOR, 1), Error::<Test>::IssuerCannotNominate);
        let record = record(&unit(DAY));
        assert_eq!((record.nominated, record.next_delivery, record.open()), (3, 2, 2));
        assert_eq!(record.cover_held, 5 * COVER);
    });
}

#[test]
fn a_discharge_moves_what_it_says_and_no_more() {
    build_and_execute(|| {
        bought(DAY, 3);
        assert_ok!(nominate(BUYER, 2));
        let (operator, buyer) = (free(OPERATOR), free(BUYER));
        assert_ok!(discharge(Discharge {
            cover_released: COVER,
            cover_paid: COVER / 4,
            bond_released: BOND / 2,
            bond_paid: BOND,
            ended: 0,
        }));
        assert_eq!(free(OPERATOR), operator + COVER + BOND / 2);
        assert_eq!(free(BUYER), buyer + COVER / 4 + BOND);
        let left = record(&unit(DAY));
        assert_eq!(left.cover_held, 3 * COVER - COVER - COVER / 4);
        assert_eq!(left.bond_held, 3 * BOND - BOND - BOND / 2);
        assert_eq!(held(HoldReason::Cover, OPERATOR), left.cover_held);
        assert_eq!(held(HoldReason::Bond, OPERATOR), left.bond_held);

        let too_much = Discharge { cover_paid: left.cover_held + 1, ..Default::default() };
        assert_noop!(discharge(too_much), Error::<Test>::HoldExceeded);
        let too_much =
            Discharge { bond_released: left.bond_held, bond_paid: 1, ..Default::default() };
        assert_noop!(discharge(too_much), Error::<Test>::HoldExceeded);
        let overflow = Discharge {
            bond_released: Balance::MAX,
            bond_paid: Balance::MAX,
            ..Default::default()
        };
        assert_noop!(discharge(overflow), Error::<Test>::HoldExceeded);
        let too_many = Discharge { ended: 3, ..Default::default() };
        assert_noop!(discharge(too_many), Error::<Test>::InsufficientUnits);
    });
}

#[test]
fn what_belongs_to_open_units_is_not_paid_out() {
    build_and_execute(|| {
        bought(DAY, 3);
        assert_ok!(nominate(BUYER, 1));
        let too_much = Discharge { cover_paid: COVER + 1, ..Default::default() };
        assert_noop!(discharge(too_much), Error::<Test>::HoldExceeded);
        let too_much = Discharge { bond_paid: BOND + 1, ..Default::default() };
        assert_noop!(discharge(too_much), Error::<Test>::HoldExceeded);
    });
}

#[test]
fn a_record_goes_with_the_last_of_its_units() {
    build_and_execute(|| {
        let before = free(OPERATOR);
        assert_ok!(issue(DAY, 4));
        assert_ok!(sell(&unit(DAY), 3));
        assert_ok!(nominate(BUYER, 2));
        set_time(DAY.end());
        // One with the buyer, one with the issuer.
        assert_ok!(expire(), (2, COVER));
        let left = record(&unit(DAY));
        assert_eq!((left.expired, left.own, left.nominated), (2, 0, 2));
        assert_eq!((left.cover_held, left.bond_held), (2 * COVER, 2 * BOND));
        assert_noop!(expire(), Error::<Test>::NothingToExpire);
        // Expired units are not nominated or given back late.
        assert_noop!(nominate(BUYER, 1), Error::<Test>::InsufficientUnits);
        assert_ok!(discharge(Discharge {
            cover_released: COVER,
            bond_released: BOND,
            ended: 1,
            ..Default::default()
        }));
        assert_eq!(record(&unit(DAY)).settled, 1);
        assert_ok!(discharge(Discharge {
            cover_released: COVER,
            bond_released: BOND,
            ended: 1,
            ..Default::default()
        }));
        assert_eq!(Capacity::unit(&unit(DAY)), None);
        assert_eq!(free(OPERATOR), before);
        assert_noop!(expire(), Error::<Test>::UnknownUnit);
        assert_noop!(discharge(Discharge::default()), Error::<Test>::UnknownUnit);
    });
}

#[test]
fn orders_can_be_removed_after_their_units_have_expired() {
    build_and_execute(|| {
        assert_ok!(issue(DAY, 6));
        assert_ok!(sell(&unit(DAY), 4));
        assert_ok!(nominate(BUYER, 1));
        assert_ok!(put(OPERATOR, 2));
        assert_ok!(put(BUYER, 2));
        set_time(DAY.end());
        assert_ok!(expire(), (5, 3 * COVER));
        // Nothing may be bought back out of the cover of the unit in delivery.
        assert_noop!(fill(BUYER, OPERATOR, 1), Error::<Test>::InsufficientUnits);
        assert_ok!(take(OPERATOR, 2));
        assert_ok!(take(BUYER, 2));
        assert_eq!(record(&unit(DAY)).own, 0);
        assert_eq!(free_units(&unit(DAY), BUYER), 3);
    });
}
