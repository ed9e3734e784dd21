use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::{Period, UnitLedger};

fn retire(period: Period, quantity: u32) -> sp_runtime::DispatchResult {
    Capacity::retire(signed(OPERATOR), unit(period), quantity)
}

#[test]
fn units_are_taken_back_and_their_bond_is_freed() {
    build_and_execute(|| {
        let before = free(OPERATOR);
        assert_ok!(issue(DAY, 10));
        assert_ok!(retire(DAY, 4));
        let bond = 4 * 24 * GPU_BOND as u128;
        System::assert_last_event(
            Event::<Test>::Retired { unit: unit(DAY), quantity: 4, bond }.into(),
        );
        assert_eq!(record(&unit(DAY)).supply, 6);
        assert_ok!(issue(MARCH, 94));
        assert_ok!(retire(MARCH, 94));
        assert_ok!(retire(DAY, 6));
        assert_eq!(free(OPERATOR), before);
        // Nothing is left in storage.
        assert_eq!(Units::<Test>::iter().count(), 0);
        assert_eq!(YearNodes::<Test>::iter().count(), 0);
        assert_eq!(MonthNodes::<Test>::iter().count(), 0);
        assert_eq!(DayNodes::<Test>::iter().count(), 0);
    });
}

#[test]
fn only_free_units_of_ones_own_are_retired() {
    build_and_execute(|| {
        assert_noop!(retire(DAY, 1), Error::<Test>::UnknownUnit);
        assert_ok!(issue(DAY, 10));
        assert_ok!(sell(&unit(DAY), 3));
        assert_ok!(Capacity::put_in_order(&unit(DAY), &OPERATOR, 5));
        assert_noop!(retire(DAY, 3), Error::<Test>::InsufficientUnits);
        assert_noop!(retire(DAY, 0), Error::<Test>::ZeroQuantity);
        assert_noop!(Capacity::retire(signed(BUYER), unit(DAY), 1), Error::<Test>::NotIssuer);
        assert_ok!(retire(DAY, 2));
    });
}

#[test]
fn what_was_bought_back_can_be_retired_in_debt() {
    build_and_execute(|| {
        bought(DAY, 5);
        assert_ok!(Capacity::transfer(signed(BUYER), unit(DAY), OPERATOR, 5));
        set_debt(OPERATOR, true);
        assert_ok!(retire(DAY, 5));
        assert_eq!(held(HoldReason::Bond, OPERATOR), 0);
        assert_eq!(held(HoldReason::Cover, OPERATOR), 0);
    });
}

#[test]
fn what_has_begun_is_not_retired() {
    build_and_execute(|| {
        assert_ok!(issue(DAY, 1));
        set_time(DAY.start() - 1);
        assert_ok!(issue(DAY, 1));
        assert_ok!(retire(DAY, 1));
        set_time(DAY.start());
        assert_noop!(retire(DAY, 1), Error::<Test>::PeriodBegun);
    });
}
