use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::{period::HOUR_MS, Price, Quantity};
use sp_runtime::{DispatchError, DispatchResult};

fn trade(who: AccountId, digest: u8, price: Price, quantity: Quantity) -> DispatchResult {
    Prices::observe(RuntimeOrigin::signed(who), INDEX, HOUR, price, quantity, [digest; 32])
}

#[test]
fn a_report_becomes_an_input() {
    build_and_execute(|| {
        assert_ok!(trade(1, 7, 2_345_678, 3));
        System::assert_last_event(
            Event::Observed {
                index: INDEX,
                hour: HOUR,
                reporter: 1,
                price: 2_345_678,
                quantity: 3,
                digest: [7; 32],
            }
            .into(),
        );
        assert_eq!(inputs(Slot::Hour(HOUR)), [(2_345_678, 3)]);
        assert_eq!(Reporters::<Test>::get(1).unwrap().last, HOUR);
    });
}

#[test]
fn reports_are_taken_from_48_hours_before_until_an_hour_after() {
    build_and_execute(|| {
        at(HOUR - 48);
        Now::set(&(Now::get() - 1));
        assert_noop!(trade(1, 1, 1, 1), Error::<Test>::TooEarly);
        at(HOUR - 48);
        assert_ok!(trade(1, 1, 1, 1));
        at(HOUR + 2);
        assert_ok!(trade(1, 2, 1, 1));
        Now::set(&(Now::get() + 1));
        assert_noop!(trade(1, 3, 1, 1), Error::<Test>::TooLate);
        // Nor for an hour before the first.
        Now::set(&(u64::from(HOUR) * HOUR_MS));
        assert_noop!(observe(1, HOUR - 1, 1, 1), Error::<Test>::TooLate);
    });
}

#[test]
fn one_trade_counts_once_whoever_reports_it() {
    build_and_execute(|| {
        assert_ok!(trade(1, 7, 2_000_000, 3));
        assert_noop!(trade(1, 7, 2_000_000, 3), Error::<Test>::AlreadyReported);
        assert_noop!(trade(2, 7, 2_000_000, 3), Error::<Test>::AlreadyReported);
        // For another hour it is another trade.
        assert_ok!(observe(1, HOUR + 1, 2_000_000, 3));
    });
}

#[test]
fn the_bond_limits_the_units_of_an_hour() {
    build_and_execute(|| {
        assert_ok!(trade(1, 1, 2_000_000, 60));
        assert_noop!(trade(1, 2, 2_000_000, 41), Error::<Test>::BeyondBond);
        assert_ok!(trade(1, 2, 2_000_000, 40));
        assert_ok!(observe(1, HOUR + 1, 2_000_000, 100));
        assert_ok!(register(1, 10 * CASH));
        assert_ok!(trade(1, 3, 2_000_000, 1));
    });
}

#[test]
fn larger_inputs_take_the_place_of_smaller_ones_when_full() {
    build_and_execute(|| {
        for n in 0..8 {
            assert_ok!(trade(1 + u64::from(n % 4), n, 2_000_000, 5 + u32::from(n / 4)));
        }
        // As large as the smallest: the one that is there stays.
        assert_noop!(trade(5, 10, 2_000_000, 5), Error::<Test>::InputsFull);
        assert_ok!(trade(5, 11, 3_000_000, 7));
        let found = inputs(Slot::Hour(HOUR));
        assert_eq!(found.iter().filter(|(_, quantity)| *quantity == 5).count(), 3);
        // Of the smallest the newest gave way.
        assert_eq!(found[3], (3_000_000, 7));
        let gone = Input {
            price: 2_000_000,
            quantity: 5,
            source: Source::Report { reporter: 4, digest: [3; 32] },
        };
        System::assert_has_event(
            Event::Displaced { index: INDEX, slot: Slot::Hour(HOUR), input: gone }.into(),
        );
    });
}

#[test]
fn a_flood_drives_out_itself() {
    build_and_execute(|| {
        for reporter in 2..5 {
            assert_ok!(trade(reporter, reporter as u8, 2_000_000, 1));
        }
        for n in 10..15 {
            assert_ok!(trade(1, n, 3_000_000, 9));
        }
        // Larger ones of the same reporter take the place of its own only.
        assert_ok!(trade(1, 20, 3_000_000, 10));
        assert_noop!(trade(1, 21, 3_000_000, 9), Error::<Test>::InputsFull);
        let of = |who| {
            let inputs = Inputs::<Test>::get(INDEX, Slot::Hour(HOUR));
            inputs.iter().filter(|one| *one.origin() == who).count()
        };
        assert_eq!((of(1), of(2), of(3), of(4)), (5, 1, 1, 1));
        // Others take its place, however little they bring, until they have as many but two.
        assert_ok!(trade(5, 30, 2_000_000, 1));
        assert_ok!(trade(6, 31, 2_000_000, 1));
        assert_eq!((of(1), of(5), of(6)), (3, 1, 1));
        assert_noop!(trade(5, 32, 2_000_000, 1), Error::<Test>::InputsFull);
        at_close(HOUR);
        assert_ok!(close(INDEX));
        assert_eq!(value(HOUR).rung, Rung::Hour);
    });
}

#[test]
fn each_error_names_its_cause() {
    build_and_execute(|| {
        let by =
            |who, index| Prices::observe(RuntimeOrigin::signed(who), index, HOUR, 1, 1, [0; 32]);
        assert_noop!(by(STRANGER, INDEX), DispatchError::BadOrigin);
        assert_noop!(by(1, 9), Error::<Test>::UnknownIndex);
        assert_noop!(trade(1, 0, 0, 1), Error::<Test>::ZeroPrice);
        assert_noop!(trade(1, 0, 1, 0), Error::<Test>::ZeroQuantity);
        let all = vec![Component { index: INDEX, weight: 1_000 }];
        assert_ok!(create(Definition::Basket(all.try_into().unwrap())));
        assert_noop!(by(1, 1), Error::<Test>::IsBasket);
        Prices::deregister_reporter(RuntimeOrigin::signed(6)).unwrap();
        assert_noop!(by(6, INDEX), Error::<Test>::NotReporter);
    });
}
