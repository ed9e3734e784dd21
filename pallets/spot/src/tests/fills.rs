//! Who is filled, at what price, and what becomes of the rest.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use TimeInForce::*;

#[test]
fn the_best_price_is_first_and_the_oldest_within_it() {
    build_and_execute(|| {
        assert_ok!(ask(ISSUER, ISSUER, 2_100_000, 2));
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
        assert_ok!(ask(OTHER, OTHER, 2_000_000, 2));
        assert_ok!(bid(ALICE, 2_100_000, 4));
        assert_eq!(units(ISSUER, ALICE), (2, 0));
        assert_eq!(units(OTHER, ALICE), (2, 0));
        assert_eq!(resting(), [(ISSUER, 0, 2_100, 2)]);
        // Fills have the makers' price: 2, not 2.1. Fees: 5 of the taker, 3 of each maker.
        let paid = value(2_000_000, 4);
        assert_eq!(cash(ALICE), (START - paid - paid * 5 / 10_000, 0));
        assert_eq!(cash(FEES).0, START + paid * 8 / 10_000);
        assert_eq!(Trades::get(), 2);
    });
}

#[test]
fn a_primary_sale_fills_the_cover_and_pays_the_rest_at_once() {
    build_and_execute(|| {
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 10));
        assert_ok!(bid(ALICE, 2_000_000, 4));
        let (paid, cover) = (value(2_000_000, 4), value(COVER, 4));
        let maker_fee = paid * 3 / 10_000;
        assert_eq!(cash(ISSUER), (START + paid - cover - maker_fee, 0));
        assert_eq!(cash(ESCROW).0, START + cover);
        System::assert_has_event(
            Event::Filled {
                maker: id(ISSUER, 0),
                taker: id(ALICE, 1),
                taker_bids: true,
                operator: ISSUER,
                buyer: ALICE,
                seller: ISSUER,
                price: 2_000_000,
                quantity: 4,
                value: paid,
                escrowed: cover,
                maker_left: 6,
                maker_fee,
                taker_fee: paid * 5 / 10_000,
            }
            .into(),
        );
    });
}

#[test]
fn a_sale_under_the_cover_takes_what_is_lacking_from_the_issuer() {
    build_and_execute(|| {
        assert_ok!(ask(ISSUER, ISSUER, 1_000_000, 10));
        assert_ok!(bid(ALICE, 1_000_000, 4));
        assert_ok!(bid(BOB, 1_000_000, 6));
        let lack = value(COVER - 1_000_000, 10) + value(1_000_000, 10) * 3 / 10_000;
        assert_eq!(cash(ISSUER), (START - lack, 0));
        assert_eq!(cash(ESCROW).0, START + value(COVER, 10));
    });
}

#[test]
fn a_taker_sells_to_the_highest_bid() {
    build_and_execute(|| {
        assert_ok!(bid(ALICE, 1_900_000, 4));
        assert_ok!(bid(BOB, 2_000_000, 4));
        assert_ok!(ask(ISSUER, ISSUER, 1_900_000, 6));
        assert_eq!((units(ISSUER, BOB), units(ISSUER, ALICE)), ((4, 0), (2, 0)));
        assert_eq!(resting(), [(ALICE, 0, 1_900, 2)]);
        let held = cost(1_900_000, 2, HOURS, 3);
        assert_eq!(cash(ALICE).1, held);
        // Nothing of Bob's is left on hold.
        let paid = value(2_000_000, 4);
        assert_eq!(cash(BOB), (START - paid - paid * 3 / 10_000, 0));
    });
}

#[test]
fn a_resale_pays_at_once_and_leaves_the_cover() {
    build_and_execute(|| {
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
        assert_ok!(bid(ALICE, 2_000_000, 2));
        let (escrow, before) = (cash(ESCROW).0, cash(ALICE).0);
        assert_ok!(ask(ALICE, ISSUER, 2_500_000, 2));
        assert_ok!(bid(BOB, 2_500_000, 2));
        let paid = value(2_500_000, 2);
        assert_eq!(cash(ALICE), (before + paid - paid * 3 / 10_000, 0));
        assert_eq!(cash(ESCROW).0, escrow);
        assert_eq!(units(ISSUER, BOB), (2, 0));
    });
}

#[test]
fn an_issuer_buys_back_and_gets_its_cover() {
    build_and_execute(|| {
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
        assert_ok!(bid(ALICE, 2_000_000, 2));
        assert_ok!(ask(ALICE, ISSUER, 1_000_000, 2));
        let before = cash(ISSUER).0;
        assert_ok!(bid(ISSUER, 1_000_000, 2));
        let paid = value(1_000_000, 2);
        assert_eq!(cash(ISSUER).0, before + value(COVER, 2) - paid - paid * 5 / 10_000);
        assert_eq!(cash(ESCROW).0, START);
    });
}

#[test]
fn an_order_of_ones_own_is_cancelled_and_not_filled() {
    build_and_execute(|| {
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
        assert_ok!(bid(ISSUER, 2_000_000, 2));
        assert_eq!(units(ISSUER, ISSUER), (1_000, 0));
        assert_eq!(resting(), [(ISSUER, 1, 2_000, 2)]);
        System::assert_has_event(
            Event::OrderCancelled {
                id: id(ISSUER, 0),
                quantity: 2,
                reason: CancelReason::SelfTrade,
            }
            .into(),
        );
        assert_eq!(Trades::get(), 0);
    });
}

#[test]
fn an_expired_order_never_fills() {
    build_and_execute(|| {
        let until = Now::get() + HOUR;
        assert_ok!(place(
            ISSUER,
            Side::Ask { operator: ISSUER },
            2_000_000,
            2,
            GoodTillTime(until),
            1
        ));
        Now::set(&until);
        assert_ok!(bid(ALICE, 2_000_000, 2));
        assert_eq!(units(ISSUER, ISSUER), (1_000, 0));
        assert_eq!(resting(), [(ALICE, 1, 2_000, 2)]);
    });
}

#[test]
fn what_an_impaired_issuer_issued_leaves_the_book() {
    build_and_execute(|| {
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
        assert_ok!(ask(OTHER, OTHER, 2_100_000, 2));
        Impaired::set(&ISSUER);
        assert_ok!(bid(ALICE, 2_100_000, 2));
        assert_eq!(units(OTHER, ALICE), (2, 0));
        assert_eq!(units(ISSUER, ISSUER), (1_000, 0));
        assert_eq!(resting(), []);
    });
}

#[test]
fn what_somebody_in_debt_bids_or_asks_leaves_the_book() {
    build_and_execute(|| {
        assert_ok!(bid(BOB, 1_900_000, 2));
        assert_ok!(bid(ALICE, 1_800_000, 2));
        Debtor::set(&BOB);
        assert_ok!(ask(ISSUER, ISSUER, 1_800_000, 2));
        assert_eq!(units(ISSUER, ALICE), (2, 0));
        assert_eq!(cash(BOB), (START, 0));
        assert_eq!(resting(), []);
    });
}

#[test]
fn an_issuers_ask_under_todays_cover_leaves_the_book() {
    build_and_execute(|| {
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
        assert_ok!(ask(OTHER, OTHER, 2_000_000, 2));
        assert_ok!(bid(ALICE, 2_000_000, 2));
        LeastCover::set(&(COVER + 1));
        // A holder's resale is not held to it: its cover is in escrow already.
        assert_ok!(ask(ALICE, ISSUER, 2_200_000, 2));
        assert_ok!(bid(BOB, 2_200_000, 2));
        assert_eq!(units(ISSUER, BOB), (2, 0));
        assert_eq!(units(OTHER, OTHER), (1_000, 0));
        assert_eq!(resting(), []);
    });
}

#[test]
fn what_a_cap_cuts_off_is_cancelled() {
    build_and_execute(|| {
        for _ in 0..3 {
            assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
        }
        assert_ok!(place(ALICE, Side::Bid, 2_000_000, 6, GoodTillCancelled, 2));
        assert_eq!(units(ISSUER, ALICE), (4, 0));
        assert_eq!(resting(), [(ISSUER, 2, 2_000, 2)]);
        System::assert_last_event(
            Event::OrderCancelled { id: id(ALICE, 3), quantity: 2, reason: CancelReason::FillCap }
                .into(),
        );
        // Where nothing crosses any more, the cap cuts nothing off.
        assert_ok!(place(BOB, Side::Bid, 2_000_000, 4, GoodTillCancelled, 1));
        assert_eq!(resting(), [(BOB, 4, 2_000, 2)]);
    });
}

#[test]
fn immediate_or_cancel_takes_what_there_is() {
    build_and_execute(|| {
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
        assert_ok!(place(ALICE, Side::Bid, 2_000_000, 6, ImmediateOrCancel, 8));
        assert_eq!(units(ISSUER, ALICE), (2, 0));
        assert_eq!(cash(ALICE).1, 0);
        assert_eq!(resting(), []);
        // And gives back the units that it did not sell.
        assert_ok!(place(OTHER, Side::Ask { operator: OTHER }, 2_000_000, 6, ImmediateOrCancel, 8));
        assert_eq!(units(OTHER, OTHER), (1_000, 0));
    });
}

#[test]
fn fill_or_kill_fills_whole_or_changes_nothing() {
    build_and_execute(|| {
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 4));
        assert_noop!(
            place(ALICE, Side::Bid, 2_000_000, 6, FillOrKill, 8),
            Error::<Test>::NotFilled
        );
        assert_ok!(place(ALICE, Side::Bid, 2_000_000, 4, FillOrKill, 8));
        assert_eq!(resting(), []);
    });
}

#[test]
fn post_only_rests_or_is_refused() {
    build_and_execute(|| {
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
        assert_noop!(place(ALICE, Side::Bid, 2_000_000, 2, PostOnly, 1), Error::<Test>::WouldCross);
        assert_ok!(place(ALICE, Side::Bid, 1_999_000, 2, PostOnly, 1));
        assert_eq!(resting().len(), 2);
    });
}

#[test]
fn the_weight_is_that_of_what_was_met() {
    build_and_execute(|| {
        let weight = |who, side: Side<AccountId>, price, quantity| {
            let origin = RuntimeOrigin::signed(who);
            Spot::place_order(origin, SERIES, side, price, quantity, GoodTillCancelled, 8)
                .unwrap()
                .actual_weight
                .unwrap()
        };
        let ask = Side::Ask { operator: ISSUER };
        assert_eq!(weight(ISSUER, ask.clone(), 2_000_000, 2), <()>::rest_ask());
        weight(ISSUER, ask.clone(), 2_000_000, 2);
        weight(ISSUER, ask.clone(), 2_001_000, 8);
        assert_eq!(weight(ALICE, Side::Bid, 1_990_000, 2), <()>::rest_bid());
        // Three met: two of the first level, and one that stays of the second.
        let two_more = <()>::bid_within(3) - <()>::bid_within(1);
        assert_eq!(weight(ALICE, Side::Bid, 2_001_000, 6), <()>::bid_levels(1) + two_more);
        assert_eq!(weight(BOB, Side::Bid, 2_001_000, 2), <()>::bid_within(1));
        assert_eq!(weight(ISSUER, ask, 1_990_000, 2), <()>::ask_levels(1));
    });
}

#[test]
fn the_weight_charged_is_the_worst_and_bounded() {
    build_and_execute(|| {
        let charged = |max_fills| {
            let call = crate::Call::<Test>::place_order {
                series: SERIES,
                side: Side::Bid,
                price: 2_000_000,
                quantity: 2,
                time_in_force: GoodTillCancelled,
                max_fills,
            };
            call.get_dispatch_info().call_weight
        };
        assert_eq!(charged(0), <()>::rest_bid());
        assert_eq!(charged(3), <()>::bid_levels(3));
        // More than there may be is refused for that, not for its weight.
        assert_eq!(charged(u32::MAX), charged(8));
    });
}

#[test]
fn a_broken_book_is_an_error_and_no_panic() {
    build_and_execute(|| {
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
        let level = Levels::<Test>::take(SERIES, 2_000).unwrap();
        assert_noop!(bid(ALICE, 2_000_000, 2), Error::<Test>::BookBroken);
        Levels::<Test>::insert(SERIES, 2_000, level);
        let orders = Orders::<Test>::take(ISSUER, SERIES);
        assert_noop!(bid(ALICE, 2_000_000, 2), Error::<Test>::BookBroken);
        Orders::<Test>::insert(ISSUER, SERIES, orders);
    });
}
