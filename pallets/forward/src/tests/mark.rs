use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::Period;

/// What the buyer gains where all hours are worth so much.
fn gain(price: i128) -> i128 {
    (price - PRICE as i128) * QUANTITY as i128 * 24
}

fn last_mark(id: AgreementId) -> (u64, Basis) {
    let events = System::events().into_iter().rev();
    events
        .filter_map(|record| match record.event {
            RuntimeEvent::Forward(Event::Marked { id: of, mark, basis, .. }) if of == id => {
                Some((mark, basis))
            },
            _ => None,
        })
        .next()
        .unwrap()
}

#[test]
fn the_gain_moves_from_one_margin_to_the_other() {
    build_and_execute(|| {
        let id = agreed(terms());
        Last::set(&Some(2_010_000));
        assert_ok!(mark(id));
        let won = gain(2_010_000);
        System::assert_last_event(
            Event::Marked {
                id,
                hour: HOUR,
                mark: 2_010_000,
                basis: Basis::Index,
                moved: won,
                gain: won,
                hours_left: 24,
            }
            .into(),
        );
        let won = won as u128;
        assert_eq!(margins(id), [INITIAL + won, INITIAL - won]);
        assert_eq!(cash(BUYER), (START - INITIAL, INITIAL + won));
        assert_eq!(cash(SELLER), (START - INITIAL, INITIAL - won));
        // And back, and beyond.
        Last::set(&Some(1_990_000));
        wait(1);
        assert_ok!(mark(id));
        assert_eq!(margins(id), [INITIAL - won, INITIAL + won]);
        assert_eq!(agreement(id).moved, gain(1_990_000));
    });
}

#[test]
fn a_mark_moves_by_a_share_an_hour() {
    build_and_execute(|| {
        let id = agreed(terms());
        Last::set(&Some(3_000_000));
        for _ in 0..2 {
            // However often it is marked.
            assert_ok!(mark(id));
            assert_eq!(last_mark(id), (2_040_000, Basis::Index));
        }
        wait(1);
        assert_ok!(mark(id));
        assert_eq!(last_mark(id).0, 2_080_800);
        wait(3);
        assert_ok!(mark(id));
        assert_eq!(last_mark(id).0, 2_080_800 + 2_080_800 * 60 / 1_000);
        wait(30);
        assert_ok!(mark(id));
        assert_eq!(last_mark(id).0, 3_000_000);
    });
}

#[test]
fn a_loss_beyond_the_margin_is_moved_when_there_is_margin_again() {
    build_and_execute(|| {
        let id = agreed(terms());
        wait(20);
        Last::set(&Some(2_400_000));
        assert_ok!(mark(id));
        let lost = gain(2_400_000) as u128;
        assert!(lost > INITIAL);
        assert_eq!(margins(id), [2 * INITIAL, 0]);
        assert_ok!(top_up(SELLER, id, 2 * INITIAL));
        assert_ok!(mark(id));
        assert_eq!(margins(id), [INITIAL + lost, 3 * INITIAL - lost]);
    });
}

#[test]
fn trades_of_the_series_come_first_and_the_nearest_next() {
    build_and_execute(|| {
        let id = agreed(terms());
        let (month, first) = (DAY.parent().unwrap(), DAY.children().next().unwrap());
        for (period, price) in [(first, 2_010_000), (month, 2_020_000), (DAY, 1_990_000)] {
            // Too few: three accounts have to be in it, with a third each.
            fill(period, 100, price, 10);
            fill(period, 101, price, 10);
            assert_ok!(mark(id));
            assert_ne!(last_mark(id).1, Basis::Trades(period));
            fill(period, 102, price, 10);
            assert_ok!(mark(id));
            assert_eq!(last_mark(id), (price, Basis::Trades(period)));
        }
        // Trades elsewhere do not count, and nor do old ones.
        fills(Period::Day(20_793), 2_030_000);
        wait(5);
        assert_ok!(mark(id));
        assert_eq!(last_mark(id), (1_990_000, Basis::Trades(DAY)));
        wait(1);
        assert_ok!(mark(id));
        assert_eq!(last_mark(id), (PRICE, Basis::Index));
    });
}

#[test]
fn trades_mark_no_further_from_the_index_than_a_share() {
    build_and_execute(|| {
        let id = agreed(terms());
        wait(40);
        fills(DAY, 3_000_000);
        assert_ok!(mark(id));
        assert_eq!(last_mark(id), (2_600_000, Basis::Trades(DAY)));
        fills(DAY, 500_000);
        // Without an index they are all there is.
        Last::set(&None);
        wait(6);
        fills(DAY, 2_700_000);
        assert_ok!(mark(id));
        assert_eq!(last_mark(id), (2_700_000, Basis::Trades(DAY)));
    });
}

#[test]
fn within_the_period_hours_gone_count_with_their_price() {
    build_and_execute(|| {
        let id = agreed(Terms { initial: 1_000, ..terms() });
        close((HOUR..DAY.first_hour()).map(|_| Some(PRICE)));
        close([Some(2_200_000), Some(2_100_000), None]);
        at(DAY.first_hour() + 3);
        assert_ok!(mark(id));
        // Two hours as they were, 22 at the mark.
        let (mark_now, basis) = last_mark(id);
        assert_eq!((mark_now, basis), (2_100_000, Basis::Index));
        let expected = 10 * (200_000 + 100_000 + 22 * 100_000);
        assert_eq!(agreement(id).moved, expected);
        // A stale index leaves the mark as it was, and counts what it has.
        close([Some(2_300_000)]);
        Last::set(&None);
        wait(1);
        assert_ok!(mark(id));
        assert_eq!(last_mark(id), (2_100_000, Basis::Last));
        assert_eq!(agreement(id).moved, expected + 10 * 200_000);
    });
}

#[test]
fn each_error_of_mark_names_its_cause() {
    build_and_execute(|| {
        assert_noop!(mark(0), Error::<Test>::UnknownAgreement);
        let id = agreed(terms());
        Last::set(&None);
        assert_noop!(mark(id), Error::<Test>::NoMark);
        at(DAY.first_hour());
        assert_noop!(mark(id), Error::<Test>::NoMark);
    });
}
