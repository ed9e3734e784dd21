use crate::{mock::*, *};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use headroom_primitives::{Period, Price};

#[test]
fn reports_make_a_value() {
    build_and_execute(|| {
        for (who, price) in [(1, 1_000_000), (2, 2_000_000), (3, 2_000_000), (4, 2_100_000)] {
            assert_ok!(observe(who, HOUR, price, 10));
        }
        assert_ok!(observe(5, HOUR, 9_000_000, 10));
        at_close(HOUR);
        assert_ok!(close(INDEX));
        // The median is 2; what is further than a tenth from it counts as a tenth from it:
        // (1.8 + 2 + 2 + 2.1 + 2.2) ÷ 5.
        let inputs = Inputs::<Test>::get(INDEX, Slot::Hour(HOUR));
        let value = Value {
            price: 2_020_000,
            rung: Rung::Hour,
            method: 1,
            limited: false,
            contributors: 5_000,
            quantity: 50,
            inputs: sp_io::hashing::blake2_256(&inputs.encode()),
            sum: 2_020_000,
            missing: 0,
        };
        System::assert_last_event(
            Event::HourClosed { index: INDEX, hour: HOUR, value: value.clone() }.into(),
        );
        assert_eq!(super::super::mock::value(HOUR), value);
    });
}

#[test]
fn an_hour_is_closed_an_hour_and_a_half_after_it_and_once() {
    build_and_execute(|| {
        at_close(HOUR);
        Now::set(&(Now::get() - 1));
        assert_noop!(close(INDEX), Error::<Test>::NotYet);
        at_close(HOUR);
        let post = Prices::close_hour(RuntimeOrigin::signed(STRANGER), INDEX).unwrap();
        assert_eq!(post.pays_fee, Pays::No);
        assert_eq!(post.actual_weight, Some(<()>::close_hour(0)));
        assert_noop!(close(INDEX), Error::<Test>::NotYet);
        assert_noop!(close(9), Error::<Test>::UnknownIndex);
    });
}

#[test]
fn a_price_goes_no_further_in_an_hour_than_a_quarter_of_the_last() {
    build_and_execute(|| {
        // The first has none before it.
        observe_all(HOUR, 8_000_000);
        observe_all(HOUR + 1, 2_000_000);
        observe_all(HOUR + 2, 6_000_000);
        at(HOUR + 4);
        observe_all(HOUR + 4, 2_000_000);
        at(HOUR + 6);
        Now::set(&Prices::closes(HOUR + 5));
        for _ in 0..6 {
            assert_ok!(close(INDEX));
        }
        let values: Vec<_> = (HOUR..HOUR + 6).map(value).collect();
        assert_eq!(
            values.iter().map(|v| (v.price, v.limited)).collect::<Vec<_>>(),
            [
                (8_000_000, false),
                (6_000_000, true),
                (6_000_000, false),
                (6_000_000, false),
                // Two hours after the last of its own.
                (3_000_000, true),
                (3_000_000, false),
            ]
        );
        assert_eq!(values[3].rung, Rung::Last);
    });
}

#[test]
fn thin_hours_go_down_the_ladder() {
    build_and_execute(|| {
        observe_all(HOUR, 2_000_000);
        // In the hour after, one contributor is missing; of the day there are five.
        for who in 1..=4 {
            observe(who, HOUR + 1, 3_000_000, 10).unwrap();
        }
        for n in 0..5 {
            fill(Period::Day(HOUR / 24), [20 + 3 * n, 21 + 3 * n, 22 + 3 * n], 2_200_000, 2);
        }
        at(HOUR + 26);
        for _ in 0..24 {
            assert_ok!(close(INDEX));
        }
        let rungs = |from: u32, to: u32| -> Vec<(Price, Rung)> {
            (from..to).map(|hour| (value(hour).price, value(hour).rung)).collect()
        };
        assert_eq!(rungs(HOUR, HOUR + 2), [(2_000_000, Rung::Hour), (2_200_000, Rung::Day)]);
        assert_eq!(value(HOUR + 1).contributors, 5_000);
        assert_eq!(rungs(HOUR + 23, HOUR + 24), [(2_200_000, Rung::Day)]);
        // Of the next day nothing is known: the last price for a day, and then none.
        at(HOUR + 100);
        for _ in 24..60 {
            assert_ok!(close(INDEX));
        }
        assert_eq!(rungs(HOUR + 24, HOUR + 25), [(2_200_000, Rung::Last)]);
        assert_eq!(rungs(HOUR + 47, HOUR + 49), [(2_200_000, Rung::Last), (0, Rung::Suspended)]);
        assert_eq!(value(HOUR + 59).missing, 12);
        assert_eq!(value(HOUR + 48).inputs, [0; 32]);
    });
}

#[test]
fn too_little_is_as_bad_as_too_few() {
    build_and_execute(|| {
        for who in &REPORTERS[..5] {
            observe(*who, HOUR, 2_000_000, 1).unwrap();
        }
        at_close(HOUR);
        assert_ok!(close(INDEX));
        assert_eq!(value(HOUR).rung, Rung::Suspended);
    });
}

#[test]
fn a_basket_is_a_weighted_mean() {
    build_and_execute(|| {
        assert_ok!(create(Definition::Market { product: 1, zone: 0 }));
        let parts = vec![Component { index: 0, weight: 333 }, Component { index: 1, weight: 667 }];
        assert_ok!(create(Definition::Basket(parts.try_into().unwrap())));
        observe_all(HOUR, 1_000_001);
        for who in &REPORTERS[..5] {
            let digest = [*who as u8; 32];
            let origin = RuntimeOrigin::signed(*who);
            assert_ok!(Prices::observe(origin, 1, HOUR, 3_000_000, 20, digest));
        }
        at_close(HOUR);
        assert_ok!(close(0));
        assert_noop!(close(2), Error::<Test>::ComponentOpen);
        assert_ok!(close(1));
        assert_ok!(close(2));
        let found = Values::<Test>::get(2, HOUR).unwrap();
        // 0.333 × 1.000001 + 0.667 × 3, rounded down.
        assert_eq!((found.price, found.rung), (2_334_000, Rung::Hour));
        assert_eq!((found.contributors, found.quantity), (5_000, 50));

        // Where one of them has no price, it has none; and none either for ever, where one is
        // retired.
        at(HOUR + 40);
        for _ in 1..30 {
            assert_ok!(close(0));
            assert_ok!(close(2).or_else(|_| close(1).and_then(|()| close(2))));
        }
        assert_eq!(Values::<Test>::get(2, HOUR + 24).unwrap().rung, Rung::Last);
        assert_eq!(Values::<Test>::get(2, HOUR + 25).unwrap().rung, Rung::Suspended);
        assert_ok!(Prices::retire_index(RuntimeOrigin::root(), 1));
        assert_ok!(close(0));
        assert_ok!(close(2));
        assert_eq!(Values::<Test>::get(2, HOUR + 30).unwrap().rung, Rung::Suspended);
    });
}

#[test]
fn inputs_are_kept_for_thirty_days() {
    build_and_execute(|| {
        observe_all(HOUR, 2_000_000);
        fill(Period::Day(HOUR / 24), [11, 12, 11], 2_000_000, 2);
        at(HOUR + 31 * 24 + 3);
        for _ in 0..30 * 24 {
            assert_ok!(close(INDEX));
        }
        assert_eq!(inputs(Slot::Hour(HOUR)).len(), 5);
        assert_ok!(close(INDEX));
        assert_eq!(inputs(Slot::Hour(HOUR)).len(), 0);
        assert_eq!(inputs(Slot::Day(HOUR / 24)).len(), 1);
        for _ in 1..24 {
            assert_ok!(close(INDEX));
        }
        assert_eq!(Inputs::<Test>::iter().count(), 0);
        assert_eq!(value(HOUR).price, 2_000_000);
    });
}
