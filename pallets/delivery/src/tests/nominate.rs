use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::Period;
use sp_runtime::DispatchError;

fn nominate(who: AccountId, period: Period, quantity: u32) -> sp_runtime::DispatchResult {
    Desk::nominate(RuntimeOrigin::signed(who), unit(0, period), quantity, [7; 32])
}

#[test]
fn each_nomination_is_a_delivery_of_its_own() {
    build_and_execute(|| {
        assert_ok!(nominate(BUYER, DAY, 10));
        System::assert_last_event(
            Event::Nominated {
                delivery: day(),
                buyer: BUYER,
                quantity: 10,
                instructions: [7; 32],
                cover_rate: COVER,
                bond: 96_000_000,
            }
            .into(),
        );
        assert_ok!(nominate(BUYER, DAY, 5));
        let page = Desk::deliveries_page(&unit(0, DAY), None, 10);
        assert_eq!(page.len(), 2);
        assert_eq!(Desk::deliveries_page(&unit(0, DAY), None, 1).len(), 1);
        assert_eq!(Desk::phase(&day()), Some(Phase::Open));
    });
}

#[test]
fn the_gate_closes_an_hour_before() {
    build_and_execute(|| {
        at(DAY.start() - HOUR);
        assert_noop!(nominate(BUYER, DAY, 1), Error::<Test>::GateClosed);
        at(DAY.start() - HOUR - 1);
        assert_ok!(nominate(BUYER, DAY, 1));
    });
}

#[test]
fn a_gate_that_fell_into_a_gap_is_open_for_a_while() {
    build_and_execute(|| {
        at(DAY.start() - 2 * HOUR);
        jump(DAY.start() - HOUR / 2);
        assert_ok!(nominate(BUYER, DAY, 1));
        // But not once the period has begun.
        at(DAY.start());
        assert_noop!(nominate(BUYER, DAY, 1), Error::<Test>::GateClosed);
    });
}

#[test]
fn it_takes_a_period_and_units() {
    build_and_execute(|| {
        let none = Period::Month { year: 2027, month: 13 };
        assert_noop!(nominate(BUYER, none, 1), Error::<Test>::BadPeriod);
        assert_noop!(nominate(STRANGER, DAY, 1), DispatchError::Other("InsufficientUnits"));
    });
}
