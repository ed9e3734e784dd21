use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::period::HOUR_MS;

/// The index goes to 2.12 and stays: the seller loses six tenths of its margin.
fn dearer(id: AgreementId) {
    Last::set(&Some(2_120_000));
    for _ in 0..9 {
        wait(1);
        mark(id).unwrap();
    }
}

const LOST: u128 = 120_000 * 10 * 24;

#[test]
fn a_party_under_maintenance_is_called_and_tops_up() {
    build_and_execute(|| {
        let id = agreed(terms());
        assert_noop!(call_margin(9), Error::<Test>::UnknownAgreement);
        assert_noop!(call_margin(id), Error::<Test>::NothingToCall);
        dearer(id);
        assert_eq!(margins(id), [INITIAL + LOST, INITIAL - LOST]);
        assert_ok!(call_margin(id));
        let level = 2_120_000 * 10 * 24 / 10;
        let deadline = Now::get() + 6 * HOUR_MS;
        System::assert_last_event(
            Event::MarginCalled { id, side: Side::Seller, level, deadline }.into(),
        );
        assert_eq!(agreement(id).seller.call, Some(MarginCall { level, deadline }));
        assert_noop!(call_margin(id), Error::<Test>::NothingToCall);

        assert_noop!(top_up(SELLER, id, 0), Error::<Test>::ZeroAmount);
        assert_noop!(top_up(SELLER, 9, 1), Error::<Test>::UnknownAgreement);
        assert_noop!(top_up(STRANGER, id, 1), Error::<Test>::NotParty);
        assert_noop!(top_up(SELLER, id, START), Error::<Test>::InsufficientCash);
        let missing = level - (INITIAL - LOST);
        assert_ok!(top_up(SELLER, id, missing - 1));
        assert!(agreement(id).seller.call.is_some());
        // Possible in debt, too.
        Debts::set(&vec![(SELLER, OTHER, 1)]);
        assert_ok!(top_up(SELLER, id, 1));
        System::assert_last_event(Event::CallLifted { id, side: Side::Seller }.into());
        assert_eq!(agreement(id).seller.call, None);
        assert_eq!(cash(SELLER).1, level);
        wait(7);
        assert_noop!(close_out(id), Error::<Test>::NoCallDue);
    });
}

#[test]
fn a_call_goes_by_the_mean_of_six_hours() {
    build_and_execute(|| {
        // Where nothing moves between the margins, the notional alone decides.
        let id = agreed(Terms { maintenance: 100, penalty: 0, ..terms() });
        assert_noop!(call_margin(id), Error::<Test>::NothingToCall);
        Last::set(&Some(2_001_000));
        wait(1);
        // A loss of a hundredth of the margin makes it short at once; the level is by the mean.
        assert_ok!(call_margin(id));
        let mean = (5 * 2_000_000 + 2_001_000) / 6;
        let level = margin::share(mean, QUANTITY, 24, 100);
        assert_eq!(agreement(id).seller.call.unwrap().level, level);
        assert_eq!(agreement(id).buyer.call, None);
    });
}

#[test]
fn a_call_is_lifted_when_the_mark_comes_back() {
    build_and_execute(|| {
        let id = agreed(terms());
        dearer(id);
        assert_ok!(call_margin(id));
        Last::set(&Some(PRICE));
        for _ in 0..9 {
            wait(1);
            assert_ok!(mark(id));
        }
        // Past the deadline, but the margin is enough.
        assert_noop!(close_out(id), Error::<Test>::MarginRestored);
        assert_ok!(call_margin(id));
        System::assert_last_event(Event::CallLifted { id, side: Side::Seller }.into());
    });
}

#[test]
fn who_does_not_top_up_is_closed_out_with_a_penalty() {
    build_and_execute(|| {
        let id = agreed(terms());
        assert_noop!(close_out(9), Error::<Test>::UnknownAgreement);
        dearer(id);
        assert_noop!(close_out(id), Error::<Test>::NoCallDue);
        assert_ok!(call_margin(id));
        wait(6);
        assert_noop!(close_out(id), Error::<Test>::NoCallDue);
        // A gap in time extends the deadline.
        wait(1);
        Grace::set(&HOUR_MS);
        assert_noop!(close_out(id), Error::<Test>::NoCallDue);
        Grace::set(&0);
        assert_ok!(close_out(id));
        // Five hundredths of the notional would be more than is left.
        let left = INITIAL - LOST;
        assert!(margin::share(2_120_000, QUANTITY, 24, 50) > left);
        System::assert_last_event(
            Event::Settled {
                id,
                outcome: Outcome::ClosedOut(Some(Side::Seller)),
                price: 2_120_000,
                gain: LOST as i128,
                moved: 0,
                penalty: left,
                debt: 0,
                buyer_freed: 2 * INITIAL,
                seller_freed: 0,
            }
            .into(),
        );
        assert_eq!((cash(BUYER), cash(SELLER)), ((START + INITIAL, 0), (START - INITIAL, 0)));
        assert_eq!(Agreements::<Test>::get(id), None);
    });
}

#[test]
fn a_penalty_is_paid_from_what_is_left_and_the_rest_comes_back() {
    build_and_execute(|| {
        let id = agreed(Terms { initial: 200, maintenance: 150, ..terms() });
        let first = 2 * INITIAL;
        Last::set(&Some(2_120_000));
        for _ in 0..9 {
            wait(1);
            assert_ok!(mark(id));
        }
        assert_ok!(call_margin(id));
        wait(7);
        assert_ok!(close_out(id));
        let penalty = margin::share(2_120_000, QUANTITY, 24, 50);
        assert_eq!(cash(BUYER), (START + LOST + penalty, 0));
        assert_eq!(cash(SELLER), (START - LOST - penalty, 0));
        assert!(first > LOST + penalty);
    });
}

#[test]
fn a_loss_beyond_the_margin_is_owed() {
    build_and_execute(|| {
        let id = agreed(terms());
        Last::set(&Some(1_000_000));
        for _ in 0..40 {
            wait(1);
            assert_ok!(mark(id));
        }
        assert_ok!(call_margin(id));
        // The level reaches for what is lost already.
        let level = margin::share(1_000_000, QUANTITY, 24, 100) + NOTIONAL / 2 - INITIAL;
        assert_eq!(agreement(id).buyer.call.unwrap().level, level);
        wait(7);
        assert_ok!(close_out(id));
        assert_eq!(Debts::get(), [(BUYER, SELLER, NOTIONAL / 2 - INITIAL)]);
        assert_eq!((cash(BUYER), cash(SELLER)), ((START - INITIAL, 0), (START + INITIAL, 0)));
    });
}

#[test]
fn where_both_were_called_neither_pays_a_penalty() {
    build_and_execute(|| {
        let id = agreed(Terms { maintenance: 100, ..terms() });
        Last::set(&Some(2_040_000));
        wait(1);
        assert_ok!(call_margin(id));
        // The buyer gets the gain, and is short only where it is called for the notional of a mark
        // that it has not gained by: so let it be short by hand.
        Agreements::<Test>::mutate(id, |slot| {
            let buyer = &mut slot.as_mut().unwrap().buyer;
            buyer.call = Some(MarginCall { level: 1, deadline: Now::get() });
            assert_ok!(Forward::release(&BUYER, INITIAL));
            buyer.margin -= INITIAL;
            buyer.paid_in -= INITIAL as i128;
        });
        wait(7);
        assert_ok!(close_out(id));
        let Some(RuntimeEvent::Forward(Event::Settled { outcome, penalty, .. })) =
            System::events().pop().map(|record| record.event)
        else {
            panic!("it is settled")
        };
        assert_eq!((outcome, penalty), (Outcome::ClosedOut(None), 0));
    });
}
