use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::DeliveryId;

#[test]
fn cover_is_released_part_by_part() {
    build_and_execute(|| {
        at_noon();
        assert_ok!(report(&day(), 120_000));
        assert_ok!(accept(&day()));
        let before = cash(OPERATOR).0;
        assert_ok!(settle(&day()));
        System::assert_last_event(
            Event::Settled {
                delivery: day(),
                delivered: 120_000,
                lost: 0,
                released: 192_000_000,
                refunded: 0,
                damages: 0,
                debt: 0,
                finished: false,
            }
            .into(),
        );
        assert_eq!(cash(OPERATOR).0, before + 192_000_000);
        assert_noop!(settle(&day()), Error::<Test>::NothingDue);
        at(DAY.end());
        assert_ok!(report(&day(), 240_000));
        at(DAY.end() + 24 * HOUR + 1);
        assert_ok!(settle(&day()));
        // The whole cover and the whole bond.
        assert_eq!(cash(OPERATOR), (START, 0));
        assert_eq!(Ended::get(), 10);
        assert_eq!(Counted::get(), (240_000, 0));
        assert_noop!(settle(&day()), Error::<Test>::UnknownDelivery);
    });
}

#[test]
fn no_report_at_all_is_a_delivery_of_nothing() {
    build_and_execute(|| {
        at_noon();
        at(DAY.end() + 6 * HOUR);
        assert_noop!(settle(&day()), Error::<Test>::NothingDue);
        at(DAY.end() + 6 * HOUR + 1);
        assert_ok!(settle(&day()));
        // Cover 1.6 × 240, and of the damages of 0.6 × 240 the bond of 0.4 × 240.
        assert_eq!(cash(BUYER), (START + 480_000_000, 0));
        assert_eq!(Debt::get(), 48_000_000);
        assert_eq!(Ended::get(), 10);
        assert_eq!(Counted::get(), (0, 240_000));
    });
}

#[test]
fn a_month_is_settled_day_by_day_to_the_last_millionth() {
    build_and_execute(|| {
        nominate(unit(0, MONTH), 1);
        let id = DeliveryId { unit: unit(0, MONTH), index: 0 };
        for day in 1..=28 {
            at(MONTH.start() + day * 24 * HOUR);
            // A millionth of a unit-hour and more is missing each day.
            assert_ok!(report(&id, day * 23_997));
            assert_ok!(accept(&id));
            assert_ok!(settle(&id));
        }
        assert_eq!(Ended::get(), 1);
        assert_eq!((cash(COVERS).0, cash(BONDS).0), (START, START));
        // 84 thousandths of a unit-hour at 1.6 + 0.6.
        assert_eq!(cash(BUYER).0, START + 84 * 2_200);
        assert_eq!(Counted::get(), (28 * 23_997, 84));
    });
}

#[test]
fn without_a_price_the_cover_says_what_capacity_is_worth() {
    build_and_execute(|| {
        at_noon();
        Worth::set(&0);
        assert_ok!(report(&day(), 110_000));
        assert_ok!(accept(&day()));
        assert_ok!(settle(&day()));
        // Ten unit-hours at 1.6, and a penalty of a tenth of that.
        assert_eq!(cash(BUYER).0, START + 17_600_000);
    });
}

#[test]
fn rounding_is_against_the_operator() {
    build_and_execute(|| {
        // No thousandth of it is a whole number of millionths.
        CoverRate::set(&1_600_001);
        nominate(unit(0, DAY), 1);
        let settled = |hours, delivered| {
            at(DAY.start() + hours * HOUR);
            assert_ok!(report(&day(), delivered));
            assert_ok!(accept(&day()));
            assert_ok!(settle(&day()));
            match System::events().pop().map(|record| record.event) {
                Some(RuntimeEvent::Desk(Event::Settled {
                    released, refunded, damages, ..
                })) => (released, refunded, damages),
                other => panic!("{other:?}"),
            }
        };
        // 11.999 × 1.600001 down; a thousandth down as long as the delivery goes on; damages up:
        // what replacing costs above the cover, 399,999, and a penalty of 200,000.
        assert_eq!(settled(12, 11_999), (19_198_411, 1_600, 600));
        // At the end the operator has got 23.999 × 1.600001 down, and the buyer all the rest.
        assert_eq!(settled(24, 23_999), (38_398_423 - 19_198_411, 1, 0));
        assert_eq!(cash(COVERS).0, START);
    });
}

#[test]
fn a_report_in_time_can_be_objected_to_after_the_time_for_reports() {
    build_and_execute(|| {
        at_noon();
        at(DAY.end() + 5 * HOUR);
        assert_ok!(report(&day(), 240_000));
        at(DAY.end() + 7 * HOUR);
        assert_noop!(settle(&day()), Error::<Test>::NothingDue);
        assert_ok!(object(&day(), 200_000));
        // What is not in dispute stands at once.
        assert_ok!(settle(&day()));
        assert_eq!(get(&day()).paid, remedy::Outcome { delivered: 200_000, lost: 0 });
    });
}

#[test]
fn a_report_in_time_stands_after_the_time_for_reports() {
    build_and_execute(|| {
        at_noon();
        at(DAY.end() + 5 * HOUR);
        assert_ok!(report(&day(), 240_000));
        at(DAY.end() + 29 * HOUR);
        assert_noop!(settle(&day()), Error::<Test>::NothingDue);
        at(DAY.end() + 29 * HOUR + 1);
        assert_ok!(settle(&day()));
        assert_eq!(cash(OPERATOR), (START, 0));
    });
}
