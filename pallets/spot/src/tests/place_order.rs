//! What an order has to be, and what covers it.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::{Period, SeriesId};
use sp_runtime::DispatchError;
use TimeInForce::*;

fn place_in(series: SeriesId) -> DispatchResultOf {
    Spot::place_order(
        RuntimeOrigin::signed(ALICE),
        series,
        Side::Bid,
        2_000_000,
        2,
        GoodTillCancelled,
        1,
    )
    .map(drop)
    .map_err(|error| error.error)
}

type DispatchResultOf = sp_runtime::DispatchResult;

#[test]
fn a_bid_rests_and_holds_what_it_costs() {
    build_and_execute(|| {
        assert_ok!(bid(ALICE, 2_000_000, 10));
        let held = cost(2_000_000, 10, HOURS, 3);
        assert_eq!(held, value(2_000_000, 10) + 144_000);
        assert_eq!(cash(ALICE), (START - held, held));
        assert_eq!(resting(), [(ALICE, 0, 2_000, 10)]);
        System::assert_has_event(
            Event::OrderPlaced {
                id: id(ALICE, 0),
                side: Side::Bid,
                price: 2_000_000,
                quantity: 10,
                time_in_force: GoodTillCancelled,
            }
            .into(),
        );
    });
}

#[test]
fn an_issuers_ask_holds_what_it_lacks_under_the_cover() {
    build_and_execute(|| {
        // Over the cover: the sale pays for it.
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 10));
        assert_eq!(cash(ISSUER), (START, 0));
        assert_eq!(units(ISSUER, ISSUER), (990, 10));
        // Under it: 1.5 − 1 for each unit and hour, and the fee.
        assert_ok!(ask(ISSUER, ISSUER, 1_000_000, 10));
        let lack = value(500_000, 10) + 72_000;
        assert_eq!(cash(ISSUER), (START - lack, lack));
    });
}

#[test]
fn a_holders_ask_needs_units_and_no_cash() {
    build_and_execute(|| {
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 10));
        assert_ok!(bid(ALICE, 2_000_000, 10));
        let before = cash(ALICE);
        assert_ok!(ask(ALICE, ISSUER, 100_000, 10));
        assert_eq!(cash(ALICE), before);
        assert_eq!(units(ISSUER, ALICE), (0, 10));
        assert_noop!(ask(ALICE, ISSUER, 2_500_000, 2), DispatchError::Other("InsufficientUnits"));
    });
}

#[test]
fn terms_are_checked_one_by_one() {
    build_and_execute(|| {
        let error = |price, quantity| bid(ALICE, price, quantity);
        assert_noop!(error(2_000_000, 0), Error::<Test>::ZeroQuantity);
        assert_noop!(error(0, 2), Error::<Test>::ZeroPrice);
        assert_noop!(error(2_000_000, 3), Error::<Test>::QuantityNotInLots);
        assert_noop!(error(2_000_001, 2), Error::<Test>::PriceNotOnTick);
        assert_noop!(error(1_000 << 22, 2), Error::<Test>::PriceTooHigh);
        assert_noop!(error(1_000, 2), Error::<Test>::OrderTooSmall);
        assert_noop!(error(2_000_000_000, 100_000), Error::<Test>::InsufficientCash);
    });
}

#[test]
fn a_series_has_to_be_there_and_open() {
    build_and_execute(|| {
        let bad = SeriesId { period: Period::Month { year: 2027, month: 13 }, ..SERIES };
        assert_noop!(place_in(bad), Error::<Test>::BadPeriod);
        assert_noop!(place_in(SeriesId { product: 1, ..SERIES }), Error::<Test>::UnknownMarket);
        let far = Period::Day(SERIES.period.first_hour() / 24 + 400);
        assert_noop!(place_in(SeriesId { period: far, ..SERIES }), Error::<Test>::TooFarAhead);
        Paused::set(&true);
        assert_noop!(place_in(SERIES), Error::<Test>::MarketPaused);
        Paused::set(&false);
        let stop = Spot::trading_stop(&SERIES);
        assert_eq!(stop, SERIES.period.start() - 75 * 60_000);
        Now::set(&stop);
        assert_noop!(place_in(SERIES), Error::<Test>::TradingStopped);
        Now::set(&(stop - 1));
        assert_ok!(place_in(SERIES));
    });
}

#[test]
fn an_expiry_lies_ahead_and_before_trading_stops() {
    build_and_execute(|| {
        let until = |until| place(ALICE, Side::Bid, 2_000_000, 2, GoodTillTime(until), 1);
        let stop = Spot::trading_stop(&SERIES);
        assert_noop!(until(Now::get()), Error::<Test>::BadExpiry);
        assert_noop!(until(stop + 1), Error::<Test>::BadExpiry);
        assert_ok!(until(stop));
    });
}

#[test]
fn a_cap_on_fills_is_at_least_one_and_bounded() {
    build_and_execute(|| {
        let cap = |cap| place(ALICE, Side::Bid, 2_000_000, 2, GoodTillCancelled, cap);
        assert_noop!(cap(0), Error::<Test>::BadFillCap);
        assert_noop!(cap(9), Error::<Test>::BadFillCap);
    });
}

#[test]
fn a_debtor_places_nothing() {
    build_and_execute(|| {
        Debtor::set(&ALICE);
        assert_noop!(bid(ALICE, 2_000_000, 2), Error::<Test>::InDebt);
    });
}

#[test]
fn an_impaired_issuers_units_are_not_offered() {
    build_and_execute(|| {
        Impaired::set(&ISSUER);
        assert_noop!(ask(ISSUER, ISSUER, 2_000_000, 2), DispatchError::Other("Impaired"));
    });
}

#[test]
fn an_account_has_so_many_orders_in_a_series() {
    build_and_execute(|| {
        for _ in 0..4 {
            assert_ok!(bid(ALICE, 2_000_000, 2));
        }
        assert_noop!(bid(ALICE, 2_000_000, 2), Error::<Test>::TooManyOrders);
    });
}

#[test]
fn an_order_is_signed() {
    build_and_execute(|| {
        let none = Spot::place_order(
            RuntimeOrigin::none(),
            SERIES,
            Side::Bid,
            2_000_000,
            2,
            GoodTillCancelled,
            1,
        );
        assert_eq!(none.unwrap_err().error, DispatchError::BadOrigin);
    });
}
