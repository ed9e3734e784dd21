use crate::{mock::*, *};
use frame_support::assert_ok;
use headroom_primitives::{period::HOUR_MS, Period, ReferencePrice};

#[test]
fn an_average_says_what_is_missing() {
    build_and_execute(|| {
        for (hour, price) in [(0, 2_000_000), (1, 2_000_001), (2, 2_000_002)] {
            observe_all(HOUR + hour, price);
        }
        at(HOUR + 40);
        for _ in 0..30 {
            assert_ok!(close(INDEX));
        }
        let average = |from, to| Prices::average(INDEX, HOUR + from, HOUR + to);
        let some = |price, hours, missing| Some(Average { price, hours, missing });
        assert_eq!(average(0, 1), some(2_000_000, 1, 0));
        assert_eq!(average(0, 2), some(2_000_000, 2, 0));
        assert_eq!(average(0, 3), some(2_000_001, 3, 0));
        assert_eq!(average(1, 3), some(2_000_001, 2, 0));
        // From the 28th on there is none.
        assert_eq!(average(2, 30), some(2_000_002, 28, 3));
        assert_eq!(average(28, 30), some(0, 2, 2));
        assert_eq!(average(0, 31), None);
        assert_eq!(average(3, 3), None);
        assert_eq!(Prices::average(INDEX, HOUR - 1, HOUR), None);
        assert_eq!(Prices::average(9, HOUR, HOUR + 1), None);
    });
}

#[test]
fn the_last_price_is_what_capacity_is_worth_until_it_is_stale() {
    build_and_execute(|| {
        assert_eq!(Prices::last_value(INDEX), None);
        assert_eq!(Prices::reference(0, 0), Some(REFERENCE));
        observe_all(HOUR, 2_000_000);
        at_close(HOUR);
        assert_ok!(close(INDEX));
        assert_eq!(Prices::last_value(INDEX), Some((HOUR, value(HOUR))));
        assert_eq!(Prices::reference(0, 0), Some(2_000_000));
        assert_eq!(Prices::reference(1, 0), Some(REFERENCE));
        assert_eq!(Prices::reference(10, 0), None);
        at(HOUR + 24);
        Now::set(&(Now::get() + HOUR_MS - 1));
        // What stands in for a price of its own does not make it fresh again.
        assert_ok!(close(INDEX));
        assert_eq!(value(HOUR + 1).rung, Rung::Last);
        assert_eq!(Prices::reference(0, 0), Some(2_000_000));
        at(HOUR + 25);
        assert_eq!(Prices::reference(0, 0), Some(REFERENCE));
    });
}

#[test]
fn an_average_of_a_period_has_no_gap() {
    build_and_execute(|| {
        let day = Period::Day(HOUR / 24);
        let of = |period: &Period| <Prices as ReferencePrice>::average(0, 0, period);
        observe_all(HOUR, 2_000_000);
        at(HOUR + 60);
        for _ in 0..23 {
            assert_ok!(close(INDEX));
        }
        assert_eq!(of(&day), None);
        assert_ok!(close(INDEX));
        assert_eq!(of(&day), Some(2_000_000));
        for _ in 0..24 {
            assert_ok!(close(INDEX));
        }
        // The last price stands in until the 24th hour after: the next day has gaps.
        assert_eq!(of(&Period::Day(HOUR / 24 + 1)), None);
    });
}

#[test]
fn what_a_value_was_made_of_can_be_read() {
    build_and_execute(|| {
        observe_all(HOUR, 2_000_000);
        assert_ok!(observe(6, HOUR, 3_000_000, 5));
        assert_eq!(Prices::inputs_of(INDEX, HOUR), vec![]);
        at_close(HOUR);
        assert_ok!(close(INDEX));
        let found = Prices::inputs_of(INDEX, HOUR);
        assert_eq!(found.len(), 6);
        assert_eq!(found[5].0.price, 3_000_000);
        // Half as much as each of the others, of 5.5 in all.
        let whole = method::WHOLE;
        assert!(found[5].1.abs_diff(whole * 5 / 55) <= 1);
        assert!(found.iter().map(|(_, weight)| weight).sum::<u128>() <= whole);
        assert_eq!(Prices::history(INDEX, HOUR, 10), vec![(HOUR, value(HOUR))]);
        assert_eq!(Prices::history(INDEX, HOUR + 1, 10), vec![]);
    });
}
