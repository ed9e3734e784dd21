use crate::{mock::*, *};
use frame_support::assert_ok;
use headroom_primitives::{IndexValues, Period, ReferencePrice, Span};

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
fn the_reference_is_the_mean_of_the_last_day() {
    build_and_execute(|| {
        assert_eq!(Prices::last_value(INDEX), None);
        assert_eq!(Prices::reference(0, 0), Some(REFERENCE));
        observe_all(HOUR, 2_000_000);
        observe_all(HOUR + 1, 2_400_001);
        at_close(HOUR + 1);
        assert_ok!(close(INDEX));
        assert_eq!(Prices::last_value(INDEX), Some((HOUR, value(HOUR))));
        assert_eq!(Prices::reference(0, 0), Some(2_000_000));
        assert_ok!(close(INDEX));
        assert_eq!(Prices::reference(0, 0), Some(2_200_000));
        assert_eq!(Prices::reference(1, 0), Some(REFERENCE));
        assert_eq!(Prices::reference(10, 0), None);
        // What stands in for a price of its own changes nothing, and nor does no price.
        at(HOUR + 28);
        observe_all(HOUR + 27, 4_000_000);
        at_close(HOUR + 27);
        for _ in 2..27 {
            assert_ok!(close(INDEX));
            assert_eq!(Prices::reference(0, 0), Some(2_200_000));
        }
        assert_eq!((value(HOUR + 25).rung, value(HOUR + 26).rung), (Rung::Last, Rung::Suspended));
        // A price of its own, one of none, and 22 of 2.400001.
        assert_ok!(close(INDEX));
        let mean = (22 * 2_400_001 + 4_000_000) / 23;
        assert_eq!(Prices::reference(0, 0), Some(mean));
    });
}

#[test]
fn a_stale_price_is_no_price() {
    build_and_execute(|| {
        assert_eq!(Prices::last_price(INDEX), None);
        observe_all(HOUR, 2_000_000);
        at_close(HOUR);
        assert_ok!(close(INDEX));
        at(HOUR + 25);
        assert_eq!(Prices::last_price(INDEX), None);
        Now::set(&(Now::get() - 1));
        assert_eq!(Prices::last_price(INDEX), Some(2_000_000));
        assert_ok!(close(INDEX));
        assert_eq!(value(HOUR + 1).rung, Rung::Last);
        assert_ok!(Prices::retire_index(RuntimeOrigin::root(), INDEX));
        assert_eq!(Prices::last_price(INDEX), None);
        assert_eq!(Prices::last_price(9), None);
    });
}

#[test]
fn a_span_says_how_far_it_is() {
    build_and_execute(|| {
        let span = |sum, priced, closed, ended| Some(Span { sum, priced, closed, ended });
        let of = |from, to| Prices::span(INDEX, HOUR + from, HOUR + to);
        assert_eq!(of(0, 3), span(0, 0, 0, false));
        assert_eq!(of(3, 3), None);
        assert_eq!(Prices::span(INDEX, HOUR - 1, HOUR), None);
        assert_eq!(Prices::span(9, HOUR, HOUR + 1), None);
        observe_all(HOUR, 2_000_000);
        observe_all(HOUR + 1, 2_500_000);
        at(HOUR + 40);
        for _ in 0..28 {
            assert_ok!(close(INDEX));
        }
        assert_eq!(of(0, 2), span(4_500_000, 2, 2, true));
        assert_eq!(of(1, 2), span(2_500_000, 1, 1, true));
        assert_eq!(of(27, 30), span(0, 0, 1, false));
        assert_eq!(of(24, 30), span(5_000_000, 2, 4, false));
        assert_eq!(of(28, 30), span(0, 0, 0, false));
        assert_ok!(Prices::retire_index(RuntimeOrigin::root(), INDEX));
        assert_eq!(of(24, 30), span(5_000_000, 2, 4, true));
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
        // Of the hours so far.
        assert_eq!(of(&day), Some(2_000_000));
        assert_eq!(of(&Period::Day(HOUR / 24 + 1)), None);
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
        // By the value's own method, and never by another.
        let other = Value { method: METHOD + 1, ..value(HOUR) };
        Values::<Test>::insert(INDEX, HOUR, other);
        assert_eq!(Prices::inputs_of(INDEX, HOUR), vec![]);
    });
}
