use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};

fn cancel(who: AccountId, id: OrderId<AccountId>) -> sp_runtime::DispatchResult {
    Spot::cancel_order(RuntimeOrigin::signed(who), id)
}

#[test]
fn what_covered_an_order_is_free_again() {
    build_and_execute(|| {
        assert_ok!(bid(ALICE, 2_000_000, 4));
        assert_ok!(ask(ISSUER, ISSUER, 2_100_000, 4));
        assert_ok!(ask(OTHER, OTHER, 2_200_000, 4));
        assert_ok!(cancel(ALICE, id(ALICE, 0)));
        assert_ok!(cancel(ISSUER, id(ISSUER, 1)));
        assert_eq!(cash(ALICE), (START, 0));
        assert_eq!(units(ISSUER, ISSUER), (1_000, 0));
        assert_eq!(Spot::best(SERIES), (None, Some((2_200_000, 4))));
        System::assert_last_event(
            Event::OrderCancelled { id: id(ISSUER, 1), quantity: 4, reason: CancelReason::Owner }
                .into(),
        );
    });
}

#[test]
fn any_place_in_a_level_can_be_left() {
    build_and_execute(|| {
        for leaving in 0..3u64 {
            for who in [ALICE, BOB, CAROL] {
                assert_ok!(bid(who, 2_000_000, 2));
            }
            let placed = resting();
            let (who, seq, ..) = placed[leaving as usize];
            assert_ok!(cancel(who, id(who, seq)));
            Spot::do_try_state().unwrap();
            // The others are filled in their order.
            assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
            Spot::do_try_state().unwrap();
            let left: Vec<_> = placed.iter().filter(|order| order.1 != seq).collect();
            assert_eq!(resting(), [*left[1]]);
            assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
            assert_eq!(resting(), []);
        }
    });
}

#[test]
fn it_works_in_a_pause_in_debt_and_after_the_stop() {
    build_and_execute(|| {
        assert_ok!(bid(ALICE, 2_000_000, 4));
        Paused::set(&true);
        Debtor::set(&ALICE);
        Now::set(&(SERIES.period.end() + HOUR));
        assert_ok!(cancel(ALICE, id(ALICE, 0)));
    });
}

#[test]
fn only_the_owner_cancels_and_only_once() {
    build_and_execute(|| {
        assert_ok!(bid(ALICE, 2_000_000, 4));
        assert_noop!(cancel(BOB, id(ALICE, 0)), Error::<Test>::NotYourOrder);
        assert_noop!(cancel(ALICE, id(ALICE, 1)), Error::<Test>::OrderNotFound);
        assert_ok!(cancel(ALICE, id(ALICE, 0)));
        assert_noop!(cancel(ALICE, id(ALICE, 0)), Error::<Test>::OrderNotFound);
    });
}

#[test]
fn many_are_cancelled_at_once_up_to_a_limit() {
    build_and_execute(|| {
        for _ in 0..3 {
            assert_ok!(bid(ALICE, 2_000_000, 2));
        }
        assert_ok!(bid(BOB, 2_000_000, 2));
        let cancel = |limit| Spot::cancel_orders(RuntimeOrigin::signed(ALICE), SERIES, limit);
        assert_eq!(cancel(0).unwrap_err().error, Error::<Test>::NothingToCancel.into());
        let post = cancel(2).unwrap();
        assert_eq!(post.actual_weight, Some(<() as WeightInfo>::cancel_orders(2)));
        assert_eq!(resting().len(), 2);
        assert_ok!(cancel(u32::MAX));
        assert_eq!(resting(), [(BOB, 3, 2_000, 2)]);
        assert_eq!(cancel(1).unwrap_err().error, Error::<Test>::NothingToCancel.into());
    });
}
