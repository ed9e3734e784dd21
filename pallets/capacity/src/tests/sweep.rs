use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use headroom_primitives::{Discharge, UnitLedger};

type Items = Vec<Ended<u64>>;

fn sweep(items: Items) -> sp_runtime::DispatchResult {
    let result = Capacity::sweep(signed(OTHER), items.try_into().unwrap());
    result.map(|info| assert_eq!(info.pays_fee, Pays::No)).map_err(|error| {
        assert_eq!(error.post_info.pays_fee, Pays::Yes);
        error.error
    })
}

fn holding() -> Ended<u64> {
    Ended::Holding { owner: BUYER, unit: unit(DAY) }
}

fn pool() -> PoolKey<u64> {
    PoolKey { operator: OPERATOR, zone: 0, pool: POOL }
}

fn nodes() -> Items {
    vec![
        Ended::Day { pool: pool(), day: 20_878 },
        Ended::Month { pool: pool(), year: 2027, month: 3 },
        Ended::Year { pool: pool(), year: 2027 },
    ]
}

#[test]
fn what_is_over_is_removed_free_of_charge() {
    build_and_execute(|| {
        bought(DAY, 2);
        set_time(DAY.end());
        assert_ok!(Capacity::expire(&unit(DAY)));
        assert_ok!(sweep(vec![holding(), nodes()[0].clone()]));
        System::assert_last_event(
            Event::<Test>::Swept { items: vec![holding(), nodes()[0].clone()].try_into().unwrap() }
                .into(),
        );
        set_time(MARCH.end());
        assert_ok!(sweep(vec![nodes()[1].clone()]));
        set_time(YEAR.start());
        assert_ok!(sweep(vec![nodes()[2].clone()]));
        assert_eq!(Holdings::<Test>::iter().count(), 0);
        assert_eq!(YearNodes::<Test>::iter().count(), 0);
        assert_eq!(MonthNodes::<Test>::iter().count(), 0);
        assert_eq!(DayNodes::<Test>::iter().count(), 0);
    });
}

#[test]
fn what_is_not_over_or_not_there_stays() {
    build_and_execute(|| {
        assert_noop!(sweep(vec![]), Error::<Test>::NothingToSweep);
        bought(DAY, 2);
        set_time(DAY.end() - 1);
        for item in nodes().into_iter().chain([holding()]) {
            assert_noop!(sweep(vec![item]), Error::<Test>::NothingToSweep);
        }
        set_time(YEAR.start());
        // One that cannot be removed keeps all of them, and the fee is paid.
        assert_noop!(sweep(vec![nodes()[0].clone(), holding()]), Error::<Test>::NothingToSweep);
        assert_ok!(sweep(nodes()));
        for item in nodes() {
            assert_noop!(sweep(vec![item]), Error::<Test>::NothingToSweep);
        }
        let none = Ended::Month { pool: pool(), year: 2027, month: 0 };
        assert_noop!(sweep(vec![none]), Error::<Test>::NothingToSweep);
    });
}

#[test]
fn a_holding_stays_until_its_units_have_expired_and_left_their_orders() {
    build_and_execute(|| {
        bought(DAY, 5);
        assert_ok!(Capacity::nominate(&unit(DAY), &BUYER, 2));
        assert_ok!(Capacity::put_in_order(&unit(DAY), &BUYER, 1));
        set_time(DAY.end());
        assert_noop!(sweep(vec![holding()]), Error::<Test>::NothingToSweep);
        assert_ok!(Capacity::expire(&unit(DAY)));
        assert_noop!(sweep(vec![holding()]), Error::<Test>::NothingToSweep);
        assert_ok!(Capacity::take_from_order(&unit(DAY), &BUYER, 1));
        // Those in delivery don't matter: they are in the unit's record.
        assert_ok!(sweep(vec![holding()]));
        let record = record(&unit(DAY));
        assert_eq!((record.nominated, record.expired), (2, 3));
        let discharge = Discharge {
            cover_released: record.cover_held,
            bond_released: record.bond_held,
            ended: 2,
            ..Default::default()
        };
        assert_ok!(Capacity::discharge(&unit(DAY), &BUYER, discharge));
        assert_eq!(Capacity::unit(&unit(DAY)), None);
        assert_noop!(sweep(vec![holding()]), Error::<Test>::NothingToSweep);
    });
}
