use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::{period::HOUR_MS, Period, SeriesId};

#[test]
fn an_offer_holds_its_margin_and_an_acceptance_the_same() {
    build_and_execute(|| {
        assert_ok!(offer(BUYER, terms(), Side::Buyer));
        assert_eq!(cash(BUYER), (START - INITIAL, INITIAL));
        let valid_until = Now::get() + HOUR_MS;
        System::assert_last_event(
            Event::Offered {
                id: 0,
                maker: BUYER,
                side: Side::Buyer,
                terms: terms(),
                counterparty: None,
                valid_until,
                index: INDEX,
                margin: INITIAL,
            }
            .into(),
        );
        Now::set(&valid_until);
        assert_ok!(accept(SELLER, 0));
        System::assert_last_event(
            Event::Accepted { id: 0, buyer: BUYER, seller: SELLER, margin: INITIAL }.into(),
        );
        assert_eq!(cash(SELLER), (START - INITIAL, INITIAL));
        assert_eq!(margins(0), [INITIAL, INITIAL]);
        assert_eq!(Offers::<Test>::get(0), None);
        let found = agreement(0);
        assert_eq!((found.moved, found.index), (0, INDEX));
        assert_eq!(found.marks.to_vec(), [(HOUR, PRICE)]);
    });
}

#[test]
fn the_maker_takes_the_side_it_says() {
    build_and_execute(|| {
        assert_ok!(offer(SELLER, terms(), Side::Seller));
        assert_ok!(accept(BUYER, 0));
        let found = agreement(0);
        assert_eq!((found.buyer.account, found.seller.account), (BUYER, SELLER));
    });
}

#[test]
fn a_margin_is_rounded_up() {
    build_and_execute(|| {
        let odd = Terms { price: 2_001_000, initial: 101, quantity: 2, ..terms() };
        let odd = Terms { series: SeriesId { period: Period::Hour(HOUR + 30), ..SERIES }, ..odd };
        let small = || Terms { least_hours: 1, quantity: 6, ..odd.clone() };
        assert_ok!(offer(BUYER, small(), Side::Buyer));
        // 2.001 × 6 × 0.101 is 1.212606.
        assert_eq!(cash(BUYER).1, 1_212_606);
        assert_ok!(offer(BUYER, Terms { initial: 333, ..small() }, Side::Buyer));
        assert_eq!(cash(BUYER).1, 1_212_606 + 3_997_998);
        // 12.006 × 0.333 = 3.997998 exactly; with a price per lot that does not divide:
        let third = Terms { initial: 333, price: 2_001_000, quantity: 8, ..small() };
        assert_eq!(margin::share(third.price, third.quantity, 1, 333), 5_330_664);
        assert_eq!(margin::share(1, 1, 1, 1), 1);
    });
}

#[test]
fn each_error_of_offer_names_its_cause() {
    build_and_execute(|| {
        let refused = |terms: Terms, error: Error<Test>| {
            assert_noop!(offer(BUYER, terms, Side::Buyer), error);
        };
        use Error::*;
        refused(Terms { quantity: 0, ..terms() }, ZeroQuantity);
        refused(Terms { price: 0, ..terms() }, ZeroPrice);
        refused(Terms { price: 2_000_500, ..terms() }, OffTick);
        refused(Terms { quantity: 3, ..terms() }, OffLot);
        let of = |product, zone, period| SeriesId { product, zone, period };
        let on = |series| Terms { series, ..terms() };
        refused(on(of(1, 0, DAY)), UnknownMarket);
        refused(on(of(0, 1, DAY)), UnknownMarket);
        refused(on(of(0, 0, Period::Year(2201))), BadPeriod);
        refused(on(of(0, 0, Period::Day(20_790))), PeriodBegun);
        let little = on(of(0, 0, Period::Hour(HOUR + 30)));
        refused(Terms { least_hours: 1, quantity: 4, ..little }, BelowMinimum);
        refused(Terms { initial: 99, ..terms() }, BadMargin);
        refused(Terms { initial: 1_001, ..terms() }, BadMargin);
        refused(Terms { maintenance: 59, ..terms() }, BadMargin);
        refused(Terms { maintenance: 101, ..terms() }, BadMargin);
        refused(Terms { call_window: HOUR_MS - 1, ..terms() }, BadCallWindow);
        refused(Terms { call_window: 72 * HOUR_MS + 1, ..terms() }, BadCallWindow);
        refused(Terms { penalty: 61, ..terms() }, BadPenalty);
        refused(Terms { wait: 721, ..terms() }, BadSuspension);
        refused(Terms { least_hours: 0, ..terms() }, BadSuspension);
        refused(Terms { least_hours: 25, ..terms() }, BadSuspension);

        let until = |counterparty, valid_until| {
            call(|| Forward::offer(signed(BUYER), terms(), Side::Buyer, counterparty, valid_until))
        };
        let now = Now::get();
        assert_noop!(until(None, now), BadValidity::<Test>);
        assert_noop!(until(None, now + 7 * 24 * HOUR_MS + 1), BadValidity::<Test>);
        assert_noop!(until(None, DAY.start()), PeriodBegun::<Test>);
        assert_noop!(until(Some(BUYER), now + 1), SameAccount::<Test>);
        assert_noop!(offer(POOR, terms(), Side::Buyer), InsufficientCash::<Test>);
        Debts::set(&vec![(BUYER, OTHER, 1)]);
        refused(terms(), InDebt);
        Debts::set(&vec![]);
        Paused::set(&true);
        refused(terms(), MarketPaused);
        Paused::set(&false);
        IndexName::set(&None);
        refused(terms(), NoIndex);
        IndexName::set(&Some(INDEX));
        NextId::<Test>::put(AgreementId::MAX);
        refused(terms(), TooMany);
    });
}

#[test]
fn each_error_of_accept_names_its_cause() {
    build_and_execute(|| {
        use Error::*;
        assert_noop!(accept(SELLER, 0), UnknownOffer::<Test>);
        let valid_until = Now::get() + HOUR_MS;
        assert_ok!(Forward::offer(signed(BUYER), terms(), Side::Buyer, Some(SELLER), valid_until));
        assert_noop!(accept(BUYER, 0), SameAccount::<Test>);
        assert_noop!(accept(OTHER, 0), NotForYou::<Test>);
        Debts::set(&vec![(SELLER, OTHER, 1)]);
        assert_noop!(accept(SELLER, 0), InDebt::<Test>);
        Debts::set(&vec![(BUYER, OTHER, 1)]);
        assert_noop!(accept(SELLER, 0), CounterpartyInDebt::<Test>);
        Debts::set(&vec![]);
        Paused::set(&true);
        assert_noop!(accept(SELLER, 0), MarketPaused::<Test>);
        Paused::set(&false);
        IndexName::set(&Some(INDEX + 1));
        assert_noop!(accept(SELLER, 0), NoIndex::<Test>);
        IndexName::set(&Some(INDEX));
        assert_ok!(offer(OTHER, terms(), Side::Buyer));
        assert_noop!(accept(POOR, 1), InsufficientCash::<Test>);
        Now::set(&(valid_until + 1));
        assert_noop!(accept(SELLER, 0), OfferLapsed::<Test>);
    });
}

#[test]
fn an_offer_is_taken_back_by_its_maker_and_once_lapsed_by_anyone() {
    build_and_execute(|| {
        let cancel = |who, id| call(|| Forward::cancel_offer(signed(who), id));
        assert_noop!(cancel(BUYER, 0), Error::<Test>::UnknownOffer);
        assert_ok!(offer(BUYER, terms(), Side::Buyer));
        assert_ok!(offer(BUYER, terms(), Side::Seller));
        assert_noop!(cancel(STRANGER, 0), Error::<Test>::NotYourOffer);
        // In debt, too.
        Debts::set(&vec![(BUYER, OTHER, 1)]);
        assert_ok!(cancel(BUYER, 0));
        System::assert_last_event(Event::OfferCancelled { id: 0, margin: INITIAL }.into());
        assert_eq!(cash(BUYER), (START - INITIAL, INITIAL));
        Now::set(&(Now::get() + HOUR_MS));
        assert_noop!(cancel(STRANGER, 1), Error::<Test>::NotYourOffer);
        Now::set(&(Now::get() + 1));
        assert_ok!(cancel(STRANGER, 1));
        assert_eq!(cash(BUYER), (START, 0));
        assert_noop!(cancel(BUYER, 1), Error::<Test>::UnknownOffer);
    });
}
