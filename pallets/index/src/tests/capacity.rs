//! The capacity index, against a count hour by hour.

use crate::{mock::*, tally::*};
use headroom_primitives::{OnCapacity, Period, SeriesId};
use proptest::{prelude::*, test_runner::TestRunner};
use std::collections::BTreeMap;

fn series(period: Period) -> SeriesId {
    SeriesId { product: 0, zone: 0, period }
}

fn hour(hour: u32) -> Capacity {
    Prices::capacity(0, 0, hour, 1)[0]
}

#[test]
fn longer_and_shorter_periods_add_up() {
    build_and_execute(|| {
        let first = HOUR;
        Prices::attested(0, 0, first..first + 100, 40);
        for (period, quantity) in [
            (Period::Year(2026), 1),
            (Period::Quarter { year: 2026, quarter: 4 }, 2),
            (Period::Month { year: 2026, month: 12 }, 3),
            (Period::Day(first / 24), 4),
            (Period::Hour(first), 5),
        ] {
            Prices::issued(&series(period), quantity);
        }
        let of = |at| {
            let Capacity { attested, issued, .. } = hour(at);
            (attested, issued)
        };
        assert_eq!(of(first), (40, 15));
        assert_eq!(of(first + 1), (40, 10));
        assert_eq!(of(first + 24), (40, 6));
        assert_eq!(of(first + 99), (40, 6));
        assert_eq!(of(first + 100), (0, 6));
        // The month is over, and the year.
        assert_eq!(of(first + 31 * 24), (0, 0));
        assert_eq!(of(Period::Year(2026).first_hour()), (0, 1));
        // Of another market nothing is known.
        assert_eq!(Prices::capacity(0, 1, first, 1)[0].issued, 0);
    });
}

#[test]
fn what_was_split_can_be_taken_back() {
    build_and_execute(|| {
        Prices::issued(&series(Period::Day(HOUR / 24)), 5);
        Prices::issued(&series(Period::Hour(HOUR + 3)), -5);
        assert_eq!((hour(HOUR + 2).issued, hour(HOUR + 3).issued), (5, 0));
    });
}

#[test]
fn what_is_settled_is_spread_over_its_period() {
    build_and_execute(|| {
        Prices::attested(0, 0, HOUR..HOUR + 48, 20);
        let day = series(Period::Day(HOUR / 24));
        // Ten units for a day, a quarter of which failed; and two for an hour.
        Prices::settled(&day, 180_000, 60_000);
        Prices::settled(&series(Period::Hour(HOUR + 1)), 2_000, 0);
        let found = hour(HOUR);
        assert_eq!((found.delivered, found.failed, found.utilisation), (7_500, 2_500, Some(375)));
        let found = hour(HOUR + 1);
        assert_eq!((found.delivered, found.failed, found.utilisation), (9_500, 2_500, Some(475)));
        let found = hour(HOUR + 24);
        assert_eq!((found.delivered, found.failed, found.utilisation), (0, 0, Some(0)));
        assert_eq!(hour(HOUR + 48).utilisation, None);
        // Part by part.
        Prices::settled(&day, 1_000, 23);
        assert_eq!(hour(HOUR).delivered, 7_541);
        assert_eq!(hour(HOUR).failed, 2_500);
    });
}

#[test]
fn a_page_is_a_week() {
    build_and_execute(|| {
        assert_eq!(Prices::capacity(0, 0, HOUR, 3).len(), 3);
        assert_eq!(Prices::capacity(0, 0, HOUR, u32::MAX).len(), 168);
        assert_eq!(Prices::capacity(0, 0, u32::MAX - 1, 9).len(), 1);
        assert_eq!(Prices::capacity(0, 0, 0, 1)[0].attested, 0);
    });
}

#[test]
fn hours_are_made_of_the_largest_periods() {
    let start = |period: Period| period.first_hour();
    let year = Period::Year(2027);
    assert_eq!(pieces(start(year)..start(Period::Year(2029))), [year, Period::Year(2028)]);
    let from = start(Period::Month { year: 2027, month: 1 }) - 25;
    let to = start(Period::Month { year: 2027, month: 3 }) + 26;
    let day = |hour: u32| Period::Day(hour / 24);
    assert_eq!(
        pieces(from..to),
        [
            Period::Hour(from),
            day(from + 1),
            Period::Month { year: 2027, month: 1 },
            Period::Month { year: 2027, month: 2 },
            day(to - 26),
            Period::Hour(to - 2),
            Period::Hour(to - 1),
        ]
    );
    assert_eq!(pieces(5..5), []);
    let (late, early) = (HOUR + 1, HOUR);
    assert_eq!(pieces(late..early), []);
    // Outside the calendar there is nothing.
    assert_eq!(pieces(0..start(Period::Year(2020))), []);
    assert_eq!(pieces(0..u32::MAX).len(), 180);
    // From one end of a year to the other, but for an hour at either end.
    assert_eq!(
        pieces(start(year) + 1..start(Period::Year(2028)) - 1).len(),
        23 + 30 + 10 + 30 + 23
    );
}

#[derive(Clone, Copy, Debug)]
enum Told {
    Attested { from: u32, hours: u32, change: i64 },
    Issued { at: u32, length: u8, change: i64 },
}

fn any_told() -> impl Strategy<Value = Told> {
    let change = || 1..1_000i64;
    // Within a year and some days, so that months, quarters and a year end.
    let at = || 0..9_500u32;
    let hours = prop_oneof![1..48u32, 1..1_500u32, 1..9_500u32];
    prop_oneof![
        (at(), hours, change()).prop_map(|(from, hours, change)| Told::Attested {
            from,
            hours,
            change
        }),
        (at(), 0..5u8, change()).prop_map(|(at, length, change)| Told::Issued {
            at,
            length,
            change
        }),
    ]
}

#[test]
fn it_is_what_counting_hour_by_hour_says() {
    TestRunner::default()
        .run(
            &(proptest::collection::vec(any_told(), 1..12), 0..9_500u32, any::<bool>()),
            |(told, look, take_back)| {
                build_and_execute(|| {
                    let begin = Period::Year(2026).first_hour() + 8_000;
                    let mut model = BTreeMap::<u32, (i64, i64)>::new();
                    let mut tell = |told: &Told, sign: i64| match *told {
                        Told::Attested { from, hours, change } => {
                            let hours = begin + from..begin + from + hours;
                            Prices::attested(0, 0, hours.clone(), sign * change);
                            for hour in hours {
                                model.entry(hour).or_default().0 += sign * change;
                            }
                        },
                        Told::Issued { at, length, change } => {
                            let period = path(begin + at).nth(length.into()).unwrap();
                            Prices::issued(&series(period), sign * change);
                            let first = period.first_hour();
                            for hour in first..first + period.hours() {
                                model.entry(hour).or_default().1 += sign * change;
                            }
                        },
                    };
                    for one in &told {
                        tell(one, 1);
                    }
                    if take_back {
                        for one in told.iter().step_by(2) {
                            tell(one, -1);
                        }
                    }
                    for found in Prices::capacity(0, 0, begin + look, 168) {
                        let (attested, issued) =
                            model.get(&found.hour).copied().unwrap_or_default();
                        assert_eq!(
                            (found.attested, found.issued),
                            (attested as u64, issued as u64),
                            "hour {}",
                            found.hour
                        );
                    }
                });
                Ok(())
            },
        )
        .unwrap();
}
