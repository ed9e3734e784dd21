use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};

/// The index closes the hours before the period.
fn before() {
    close((HOUR..DAY.first_hour()).map(|_| Some(PRICE)));
}

fn settled() -> Event<Test> {
    match System::events().pop().map(|record| record.event) {
        Some(RuntimeEvent::Forward(event)) => event,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_average_decides_to_the_last_millionth() {
    build_and_execute(|| {
        assert_noop!(settle(0), Error::<Test>::UnknownAgreement);
        let id = agreed(terms());
        assert_noop!(settle(id), Error::<Test>::NotDue);
        before();
        // Prices that have no whole mean.
        close((0..23).map(|n| Some(PRICE + n)));
        at(DAY.first_hour() + 25);
        assert_noop!(settle(id), Error::<Test>::NotDue);
        close([Some(PRICE + 24)]);
        assert_ok!(settle(id));
        let won = 10 * (23 * 22 / 2 + 24);
        assert_eq!(
            settled(),
            Event::Settled {
                id,
                outcome: Outcome::Average,
                price: PRICE + 11,
                gain: won,
                moved: won,
                penalty: 0,
                debt: 0,
                buyer_freed: INITIAL + won as u128,
                seller_freed: INITIAL - won as u128,
            }
        );
        assert_eq!(cash(BUYER), (START + won as u128, 0));
        assert_eq!(cash(SELLER), (START - won as u128, 0));
    });
}

#[test]
fn what_was_moved_before_counts() {
    build_and_execute(|| {
        let id = agreed(terms());
        Last::set(&Some(2_030_000));
        assert_ok!(mark(id));
        before();
        close((0..24).map(|_| Some(1_990_000)));
        at(DAY.first_hour() + 26);
        assert_ok!(settle(id));
        let lost = 10_000 * 240;
        assert_eq!((cash(BUYER), cash(SELLER)), ((START - lost, 0), (START + lost, 0)));
    });
}

#[test]
fn what_the_margin_does_not_reach_for_is_owed() {
    build_and_execute(|| {
        let id = agreed(terms());
        before();
        close((0..24).map(|_| Some(4_000_000)));
        at(DAY.first_hour() + 26);
        assert_ok!(settle(id));
        assert_eq!((cash(BUYER), cash(SELLER)), ((START + INITIAL, 0), (START - INITIAL, 0)));
        assert_eq!(Debts::get(), [(SELLER, BUYER, NOTIONAL - INITIAL)]);
    });
}

#[test]
fn with_hours_missing_it_waits_and_then_takes_the_average_of_the_rest() {
    build_and_execute(|| {
        let id = agreed(terms());
        before();
        close((0..24).map(|n| (n % 2 == 0).then_some(2_000_001 + n)));
        let end = DAY.first_hour() + 24;
        at(end + 48);
        Now::set(&(Now::get() - 1));
        assert_noop!(settle(id), Error::<Test>::NotDue);
        at(end + 48);
        assert_ok!(settle(id));
        // Twelve hours: 1, 3, … 23 above the fixed price.
        let won = 12 * 24 * 10;
        let Event::Settled { outcome, price, gain, .. } = settled() else { panic!() };
        assert_eq!((outcome, price, gain), (Outcome::Partial(12), 2_000_012, won));
        assert_eq!(cash(BUYER), (START + won as u128, 0));
    });
}

#[test]
fn with_too_few_hours_what_was_moved_goes_back() {
    build_and_execute(|| {
        let id = agreed(terms());
        Last::set(&Some(2_030_000));
        assert_ok!(mark(id));
        assert_ne!(margins(id)[0], INITIAL);
        before();
        close((0..24).map(|n| (n < 11).then_some(3_000_000)));
        at(DAY.first_hour() + 24 + 48);
        assert_ok!(settle(id));
        let Event::Settled { outcome, price, gain, .. } = settled() else { panic!() };
        assert_eq!((outcome, price, gain), (Outcome::Unfixed, PRICE, 0));
        assert_eq!((cash(BUYER), cash(SELLER)), ((START, 0), (START, 0)));
    });
}

#[test]
fn a_retired_index_does_not_lock_a_margin() {
    build_and_execute(|| {
        let [none, some] = [agreed(terms()), agreed(Terms { least_hours: 3, ..terms() })];
        before();
        close([Some(2_010_000), Some(2_010_000), Some(2_040_000)]);
        at(DAY.first_hour() + 24 + 48);
        assert_noop!(settle(none), Error::<Test>::NotDue);
        Retired::set(&true);
        assert_ok!(settle(none));
        assert_eq!((cash(BUYER).1, cash(SELLER).1), (INITIAL, INITIAL));
        assert_ok!(settle(some));
        let won = 20_000 * 240;
        assert_eq!((cash(BUYER), cash(SELLER)), ((START + won, 0), (START - won, 0)));
    });
}

#[test]
fn instalments_free_margin_as_hours_are_over() {
    build_and_execute(|| {
        let plain = agreed(terms());
        let id = agreed(Terms { instalments: true, ..terms() });
        before();
        at(DAY.first_hour() + 2);
        assert_noop!(settle(id), Error::<Test>::NotDue);
        close((0..12).map(|_| Some(2_010_000)));
        at(DAY.first_hour() + 14);
        assert_noop!(settle(plain), Error::<Test>::NotDue);
        assert_ok!(settle(id));
        // Half of the day is over: half of the margin is needed, at the new mark. The buyer's gain
        // of the hours to come stays; that of the hours gone does not.
        let won = 10_000 * 240;
        let needed = 2_010_000 * 120 / 10;
        assert_eq!(
            settled(),
            Event::Freed {
                id,
                hours_left: 12,
                buyer: INITIAL + won / 2 - needed,
                seller: INITIAL - won - needed,
            }
        );
        assert_eq!(margins(id), [needed + won / 2, needed]);
        assert_noop!(settle(id), Error::<Test>::NotDue);
        close((0..12).map(|_| Some(2_010_000)));
        at(DAY.first_hour() + 26);
        assert_ok!(settle(id));
        assert_ok!(settle(plain));
        assert_eq!((cash(BUYER), cash(SELLER)), ((START + 2 * won, 0), (START - 2 * won, 0)));
    });
}

#[test]
fn an_instalment_frees_nothing_of_who_is_called() {
    build_and_execute(|| {
        let id = agreed(Terms { instalments: true, ..terms() });
        before();
        close((0..12).map(|_| Some(2_200_000)));
        at(DAY.first_hour() + 14);
        assert_ok!(call_margin(id));
        let seller = agreement(id).seller;
        assert!(seller.call.is_some());
        assert_ok!(settle(id));
        assert_eq!(agreement(id).seller, seller);
    });
}
