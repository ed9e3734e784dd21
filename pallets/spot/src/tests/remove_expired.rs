use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};

fn remove(orders: Vec<OrderId<AccountId>>) -> sp_runtime::DispatchResult {
    frame_support::storage::with_storage_layer(|| {
        Spot::remove_expired(RuntimeOrigin::signed(CAROL), orders.try_into().unwrap())
    })
}

#[test]
fn anyone_removes_what_may_not_stay() {
    build_and_execute(|| {
        let until = Now::get() + HOUR;
        assert_ok!(place(ALICE, Side::Bid, 1_000_000, 2, TimeInForce::GoodTillTime(until), 1));
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
        assert_ok!(bid(BOB, 1_000_000, 2));
        assert_noop!(remove(vec![id(ALICE, 0)]), Error::<Test>::OrderNotExpired);
        Now::set(&until);
        assert_ok!(remove(vec![id(ALICE, 0), id(ALICE, 7)]));
        assert_eq!(cash(ALICE), (START, 0));
        assert_noop!(remove(vec![id(ALICE, 0)]), Error::<Test>::OrderNotFound);
        Impaired::set(&ISSUER);
        assert_ok!(remove(vec![id(ISSUER, 1)]));
        assert_eq!(units(ISSUER, ISSUER), (1_000, 0));
        Impaired::set(&0);
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
        LeastCover::set(&(COVER + 1));
        assert_ok!(remove(vec![id(ISSUER, 3)]));
        System::assert_last_event(
            Event::OrderCancelled {
                id: id(ISSUER, 3),
                quantity: 2,
                reason: CancelReason::CoverOutdated,
            }
            .into(),
        );
        assert_noop!(remove(vec![id(BOB, 2)]), Error::<Test>::OrderNotExpired);
        Debtor::set(&BOB);
        assert_ok!(bid(ALICE, 1_000_000, 2));
        assert_ok!(remove(vec![id(BOB, 2)]));
        Debtor::set(&0);
        assert_eq!(cash(BOB), (START, 0));
        assert_ok!(bid(BOB, 1_000_000, 2));
        Now::set(&Spot::trading_stop(&SERIES));
        assert_ok!(remove(vec![id(BOB, 5)]));
        System::assert_last_event(
            Event::OrderCancelled {
                id: id(BOB, 5),
                quantity: 2,
                reason: CancelReason::TradingStopped,
            }
            .into(),
        );
    });
}
