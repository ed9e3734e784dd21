use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use headroom_primitives::{Period, UnitLedger};

fn units_of(period: Period) -> Vec<headroom_primitives::UnitId<u64>> {
    period.children().map(unit).collect()
}

#[test]
fn a_month_becomes_days_and_takes_cover_and_bond_along() {
    build_and_execute(|| {
        assert_ok!(Capacity::issue(signed(OPERATOR), series(TOKENS, MARCH), 10));
        let of = |period| headroom_primitives::UnitId {
            series: series(TOKENS, period),
            operator: OPERATOR,
        };
        assert_ok!(sell(&of(MARCH), 7));
        let (bond, cover) = (held(HoldReason::Bond, OPERATOR), held(HoldReason::Cover, OPERATOR));
        let call = Call::<Test>::split { unit: of(MARCH), quantity: 3 };
        let info = Capacity::split(signed(BUYER), of(MARCH), 3).unwrap();
        assert!(info.actual_weight.unwrap().all_lte(call.get_dispatch_info().call_weight));
        System::assert_last_event(
            Event::<Test>::Split { unit: of(MARCH), who: BUYER, quantity: 3 }.into(),
        );
        assert_eq!(free_units(&of(MARCH), BUYER), 4);
        let month = record(&of(MARCH));
        assert_eq!((month.supply, month.own), (7, 3));
        let (mut bonds, mut covers) = (month.bond_held, month.cover_held);
        for day in MARCH.children() {
            assert_eq!(free_units(&of(day), BUYER), 3);
            let day = record(&of(day));
            assert_eq!((day.supply, day.own), (3, 0));
            assert_eq!((day.pool, day.milli_gpus), (POOL, 250));
            assert_eq!((day.cover_rate, day.bond_rate), (TOKENS_COVER, TOKENS_BOND));
            assert_eq!(day.cover_held, 3 * 24 * TOKENS_COVER as u128);
            bonds += day.bond_held;
            covers += day.cover_held;
        }
        assert_eq!((bonds, covers), (bond, cover));
        assert_eq!(held(HoldReason::Bond, OPERATOR), bond);
        assert_eq!(held(HoldReason::Cover, OPERATOR), cover);
    });
}

#[test]
fn a_year_can_be_split_down_to_hours() {
    build_and_execute(|| {
        assert_ok!(issue(YEAR, 1));
        let mut period = YEAR;
        for children in [4, 3, 31, 24] {
            assert_ok!(Capacity::split(signed(OPERATOR), unit(period), 1));
            assert_eq!(Capacity::unit(&unit(period)), None);
            let units = units_of(period);
            assert_eq!(units.len(), children);
            assert!(units.iter().all(|unit| free_units(unit, OPERATOR) == 1));
            period = units[0].series.period;
        }
        assert_eq!(held(HoldReason::Bond, OPERATOR), 8_784 * GPU_BOND as u128);
        // What is committed is the same in every hour.
        assert_eq!(Capacity::issuable(&OPERATOR, &series(GPU, YEAR)), GPUS - 1);
        assert_noop!(
            Capacity::split(signed(OPERATOR), unit(period), 1),
            Error::<Test>::NotDivisible
        );
    });
}

#[test]
fn only_free_units_of_a_period_ahead_are_split() {
    build_and_execute(|| {
        let split = |who, quantity| {
            Capacity::split(signed(who), unit(DAY), quantity).map(|_| ()).map_err(|e| e.error)
        };
        assert_noop!(split(OPERATOR, 1), Error::<Test>::UnknownUnit);
        bought(DAY, 2);
        assert_noop!(split(BUYER, 0), Error::<Test>::ZeroQuantity);
        assert_noop!(split(BUYER, 3), Error::<Test>::InsufficientUnits);
        assert_noop!(split(OPERATOR, 1), Error::<Test>::InsufficientUnits);
        assert_ok!(Capacity::put_in_order(&unit(DAY), &BUYER, 1));
        assert_noop!(split(BUYER, 2), Error::<Test>::InsufficientUnits);
        set_time(DAY.start() - 1);
        assert_ok!(split(BUYER, 1));
        set_time(DAY.start());
        assert_noop!(split(BUYER, 1), Error::<Test>::PeriodBegun);
        let none = unit(Period::Month { year: 2027, month: 0 });
        assert_noop!(
            Capacity::split(signed(BUYER), none, 1).map_err(|e| e.error),
            Error::<Test>::BadPeriod
        );
    });
}

#[test]
fn units_in_delivery_stay_whole() {
    build_and_execute(|| {
        let unit = bought(DAY, 3);
        assert_ok!(Capacity::nominate(&unit, &BUYER, 2));
        assert_ok!(Capacity::split(signed(BUYER), unit.clone(), 1));
        let record = record(&unit);
        assert_eq!((record.supply, record.nominated), (2, 2));
        assert_eq!(record.cover_held, 2 * 24 * GPU_COVER as u128);
    });
}
