use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::{Period, UnitLedger};
use sp_io::storage::root as storage_root;
use sp_runtime::StateVersion;

fn join(who: u64, period: Period, quantity: u32) -> Result<(), sp_runtime::DispatchError> {
    Capacity::join(signed(who), unit(period), quantity).map(|_| ()).map_err(|e| e.error)
}

#[test]
fn a_join_undoes_a_split_to_the_last_millionth() {
    build_and_execute(|| {
        for period in [YEAR, QUARTER, MARCH, DAY] {
            for who in [OPERATOR, BUYER] {
                assert_ok!(issue(period, 5));
                if who == BUYER {
                    assert_ok!(sell(&unit(period), 5));
                }
                System::reset_events();
                let before = storage_root(StateVersion::V1);
                assert_ok!(Capacity::split(signed(who), unit(period), 2));
                assert_ok!(join(who, period, 2));
                System::assert_last_event(
                    Event::<Test>::Joined { unit: unit(period), who, quantity: 2 }.into(),
                );
                System::reset_events();
                assert_eq!(before, storage_root(StateVersion::V1));
            }
        }
    });
}

#[test]
fn periods_that_were_issued_one_by_one_can_be_joined() {
    build_and_execute(|| {
        for hour in DAY.children() {
            assert_ok!(issue(hour, 3));
        }
        assert_ok!(join(OPERATOR, DAY, 2));
        assert_eq!(record(&unit(DAY)).own, 2);
        assert_eq!(record(&unit(DAY)).bond_held, 2 * 24 * GPU_BOND as u128);
        assert_eq!(record(&unit(HOUR)).own, 1);
    });
}

#[test]
fn a_set_has_to_be_complete_and_free() {
    build_and_execute(|| {
        assert_noop!(join(BUYER, DAY, 1), Error::<Test>::IncompleteSet);
        bought(DAY, 2);
        assert_ok!(Capacity::split(signed(BUYER), unit(DAY), 2));
        assert_noop!(join(BUYER, DAY, 0), Error::<Test>::ZeroQuantity);
        assert_noop!(join(BUYER, DAY, 3), Error::<Test>::IncompleteSet);
        assert_noop!(join(OPERATOR, DAY, 1), Error::<Test>::IncompleteSet);
        assert_ok!(Capacity::transfer(signed(BUYER), unit(HOUR), OTHER, 1));
        assert_noop!(join(BUYER, DAY, 2), Error::<Test>::IncompleteSet);
        assert_ok!(Capacity::put_in_order(&unit(HOUR), &BUYER, 1));
        assert_noop!(join(BUYER, DAY, 1), Error::<Test>::IncompleteSet);
        assert_ok!(Capacity::take_from_order(&unit(HOUR), &BUYER, 1));
        assert_ok!(join(BUYER, DAY, 1));
        assert_eq!(free_units(&unit(DAY), BUYER), 1);
    });
}

#[test]
fn not_once_it_has_begun_and_not_into_an_hour() {
    build_and_execute(|| {
        assert_noop!(join(BUYER, HOUR, 1), Error::<Test>::NotDivisible);
        assert_noop!(join(BUYER, Period::Year(1), 1), Error::<Test>::BadPeriod);
        bought(DAY, 1);
        assert_ok!(Capacity::split(signed(BUYER), unit(DAY), 1));
        set_time(DAY.start());
        assert_noop!(join(BUYER, DAY, 1), Error::<Test>::PeriodBegun);
    });
}
