use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::{Period, SeriesId};

fn prints() -> Vec<(u32, u64, u32)> {
    let tape = Tapes::<Test>::get(SERIES).into_iter();
    tape.map(|print| (print.hour - HOUR, print.price, print.quantity)).collect()
}

#[test]
fn fills_between_the_same_at_one_price_are_one_print() {
    build_and_execute(|| {
        fill(DAY, 100, 2_000_000, 3);
        fill(DAY, 100, 2_000_000, 4);
        fill(DAY, 101, 2_000_000, 4);
        fill(DAY, 100, 2_000_001, 4);
        assert_eq!(prints(), [(0, 2_000_000, 7), (0, 2_000_000, 4), (0, 2_000_001, 4)]);
        wait(1);
        fill(DAY, 100, 2_000_000, 3);
        assert_eq!(prints().len(), 4);
        assert_eq!(prints()[3], (1, 2_000_000, 3));
    });
}

#[test]
fn smaller_prints_give_way_to_larger_ones_and_old_ones_to_new_ones() {
    build_and_execute(|| {
        for from in 0..4 {
            fill(DAY, 100 + from, 2_000_000, 5);
        }
        fill(DAY, 200, 2_100_000, 5);
        assert_eq!(prints(), [(0, 2_000_000, 5); 4]);
        fill(DAY, 200, 2_100_000, 6);
        assert_eq!(prints()[3], (0, 2_100_000, 6));
        wait(6);
        fill(DAY, 200, 2_200_000, 1);
        assert_eq!(prints(), [(6, 2_200_000, 1)]);
    });
}

#[test]
fn a_tape_is_cleared_once_its_period_has_begun() {
    build_and_execute(|| {
        let clear = |series| {
            call(|| {
                Forward::clear_tape(signed(STRANGER), series).map(drop).map_err(|error| error.error)
            })
        };
        fill(DAY, 100, 2_000_000, 3);
        assert_noop!(clear(SERIES), Error::<Test>::NotBegun);
        at(DAY.first_hour());
        let bad = SeriesId { period: Period::Year(2201), ..SERIES };
        assert_noop!(clear(bad), Error::<Test>::BadPeriod);
        assert_noop!(clear(SeriesId { zone: 1, ..SERIES }), Error::<Test>::NothingToClear);
        assert_ok!(clear(SERIES));
        System::assert_last_event(Event::TapeCleared { series: SERIES }.into());
        assert_eq!(prints(), []);
        assert_noop!(clear(SERIES), Error::<Test>::NothingToClear);
    });
}
