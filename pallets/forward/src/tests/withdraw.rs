use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};

#[test]
fn what_was_put_in_beyond_the_initial_margin_comes_out_again() {
    build_and_execute(|| {
        let id = agreed(terms());
        assert_noop!(withdraw(BUYER, id, 1), Error::<Test>::ExceedsExcess);
        assert_ok!(top_up(BUYER, id, 1_000));
        System::assert_last_event(
            Event::ToppedUp { id, side: Side::Buyer, amount: 1_000, margin: INITIAL + 1_000 }
                .into(),
        );
        assert_noop!(withdraw(BUYER, id, 1_001), Error::<Test>::ExceedsExcess);
        assert_ok!(withdraw(BUYER, id, 1_000));
        System::assert_last_event(
            Event::Withdrawn { id, side: Side::Buyer, amount: 1_000, margin: INITIAL }.into(),
        );
        assert_eq!(cash(BUYER), (START - INITIAL, INITIAL));
    });
}

#[test]
fn a_gain_stays_for_a_day() {
    build_and_execute(|| {
        at(HOUR + 6);
        let id = agreed(terms());
        Last::set(&Some(2_020_000));
        assert_ok!(mark(id));
        let won = 20_000 * 10 * 24;
        // The notional has grown, too.
        let excess = won - won / 10;
        for _ in 0..5 {
            assert_noop!(withdraw(BUYER, id, 1), Error::<Test>::ExceedsExcess);
            wait(6);
        }
        // Thirty hours later the half day of the gain, and two more, are over.
        assert_noop!(withdraw(BUYER, id, excess + 1), Error::<Test>::ExceedsExcess);
        assert_ok!(withdraw(BUYER, id, excess));
        assert_eq!(margins(id), [INITIAL + won / 10, INITIAL - won]);
    });
}

#[test]
fn a_loss_takes_the_newest_gains_with_it() {
    let gains = margin::Gains::default().add(0, 5).add(13, 7);
    assert_eq!(
        (gains.total(13), gains.total(35), gains.total(36), gains.total(48)),
        (12, 12, 7, 0)
    );
    let gains = gains.take(13, 8);
    assert_eq!(gains.total(13), 4);
    assert_eq!(gains.total(36), 0);
    assert_eq!(gains.take(13, 100).total(13), 0);
}

#[test]
fn each_error_of_withdraw_names_its_cause() {
    build_and_execute(|| {
        let id = agreed(terms());
        assert_noop!(withdraw(BUYER, id, 0), Error::<Test>::ZeroAmount);
        assert_noop!(withdraw(BUYER, 9, 1), Error::<Test>::UnknownAgreement);
        assert_noop!(withdraw(STRANGER, id, 1), Error::<Test>::NotParty);
        Debts::set(&vec![(BUYER, OTHER, 1)]);
        assert_noop!(withdraw(BUYER, id, 1), Error::<Test>::InDebt);
        Debts::set(&vec![]);
        assert_ok!(top_up(BUYER, id, 1_000));
        Last::set(&None);
        assert_noop!(withdraw(BUYER, id, 1), Error::<Test>::NoMark);
        Last::set(&Some(1_800_000));
        wait(9);
        assert_ok!(call_margin(id));
        Last::set(&Some(PRICE));
        assert_noop!(withdraw(BUYER, id, 1), Error::<Test>::CallOpen);
    });
}
