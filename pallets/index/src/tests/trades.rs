//! Fills of our own books.

use crate::{mock::*, *};
use headroom_primitives::Period;

const DAY: Period = Period::Day(HOUR / 24);

#[test]
fn fills_of_hours_and_days_count() {
    build_and_execute(|| {
        fill(Period::Hour(HOUR), [11, 12, 11], 2_000_000, 3);
        System::assert_last_event(
            Event::Counted {
                index: INDEX,
                slot: Slot::Hour(HOUR),
                issuer: 11,
                buyer: 12,
                seller: 11,
                price: 2_000_000,
                quantity: 3,
            }
            .into(),
        );
        fill(DAY, [11, 12, 13], 2_100_000, 4);
        fill(Period::Month { year: 2026, month: 12 }, [11, 12, 11], 2_200_000, 5);
        assert_eq!(inputs(Slot::Hour(HOUR)), [(2_000_000, 3)]);
        assert_eq!(inputs(Slot::Day(HOUR / 24)), [(2_100_000, 4)]);
        assert_eq!(Inputs::<Test>::iter().count(), 2);
    });
}

#[test]
fn only_what_was_traded_in_the_last_48_hours_counts() {
    build_and_execute(|| {
        at(HOUR - 49);
        fill(Period::Hour(HOUR), [11, 12, 11], 2_000_000, 3);
        assert_eq!(inputs(Slot::Hour(HOUR)), []);
        at(HOUR - 48);
        fill(Period::Hour(HOUR), [11, 12, 11], 2_000_000, 3);
        assert_eq!(inputs(Slot::Hour(HOUR)).len(), 1);
    });
}

#[test]
fn what_is_worth_too_little_does_not_count() {
    build_and_execute(|| {
        fill(Period::Hour(HOUR), [11, 12, 11], 333_333, 3);
        assert_eq!(inputs(Slot::Hour(HOUR)), []);
        // For a day the same price is worth enough.
        fill(DAY, [11, 12, 11], 333_333, 3);
        assert_eq!(inputs(Slot::Day(HOUR / 24)).len(), 1);
    });
}

#[test]
fn units_that_go_in_circles_count_as_often_as_they_left_their_issuer() {
    build_and_execute(|| {
        Sold::set(&5);
        fill(Period::Hour(HOUR), [11, 12, 11], 2_000_000, 4);
        fill(Period::Hour(HOUR), [11, 13, 12], 2_500_000, 4);
        fill(Period::Hour(HOUR), [11, 12, 13], 2_600_000, 4);
        assert_eq!(inputs(Slot::Hour(HOUR)), [(2_000_000, 4), (2_500_000, 1)]);
        // Of another issuer, as many again.
        fill(Period::Hour(HOUR), [14, 12, 14], 2_600_000, 9);
        assert_eq!(inputs(Slot::Hour(HOUR))[2], (2_600_000, 5));
    });
}

#[test]
fn fills_of_the_same_parties_at_one_price_are_one_input() {
    build_and_execute(|| {
        for _ in 0..3 {
            fill(Period::Hour(HOUR), [11, 12, 11], 2_000_000, 2);
        }
        assert_eq!(inputs(Slot::Hour(HOUR)), [(2_000_000, 6)]);
    });
}

#[test]
fn a_market_without_an_index_and_an_hour_that_is_closed_take_nothing() {
    build_and_execute(|| {
        at_close(HOUR);
        close(INDEX).unwrap();
        at(HOUR);
        fill(Period::Hour(HOUR), [11, 12, 11], 2_000_000, 2);
        // The day has hours to come.
        fill(DAY, [11, 12, 11], 2_000_000, 2);
        assert_eq!(inputs(Slot::Hour(HOUR)), []);
        assert_eq!(inputs(Slot::Day(HOUR / 24)).len(), 1);
        Prices::retire_index(RuntimeOrigin::root(), INDEX).unwrap();
        fill(Period::Hour(HOUR + 1), [11, 12, 11], 2_000_000, 2);
        assert_eq!(inputs(Slot::Hour(HOUR + 1)), []);
    });
}

#[test]
fn what_does_not_fit_is_left_out() {
    build_and_execute(|| {
        for n in 0..9 {
            fill(Period::Hour(HOUR), [11, 12, 11], 2_000_000 + n, 2);
        }
        assert_eq!(inputs(Slot::Hour(HOUR)).len(), 8);
        fill(Period::Hour(HOUR), [11, 12, 11], 3_000_000, 3);
        assert_eq!(inputs(Slot::Hour(HOUR))[7], (3_000_000, 3));
    });
}
