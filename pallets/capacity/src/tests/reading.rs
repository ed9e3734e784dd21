//! The standard traits and the runtime API.

use crate::{mock::*, *};
use frame_support::{
    assert_ok,
    traits::{
        fungibles::{Inspect, InspectHold},
        tokens::{
            DepositConsequence, Fortitude::Polite, Preservation::Expendable, Provenance,
            WithdrawConsequence,
        },
    },
};
use headroom_primitives::{Period, UnitLedger};

#[test]
fn ownership_is_read_through_the_standard_traits() {
    build_and_execute(|| {
        assert_ok!(issue(DAY, 10));
        assert_ok!(sell(&unit(DAY), 6));
        assert_ok!(Capacity::put_in_order(&unit(DAY), &BUYER, 2));
        assert_ok!(Capacity::put_in_order(&unit(DAY), &OPERATOR, 1));
        let day = || unit(DAY);
        assert_eq!(Capacity::total_issuance(day()), 10);
        assert_eq!(Capacity::minimum_balance(day()), 0);
        for (who, free, in_orders) in [(BUYER, 4, 2), (OPERATOR, 3, 1), (OTHER, 0, 0)] {
            assert_eq!(<Capacity as Inspect<_>>::balance(day(), &who), free);
            assert_eq!(Capacity::total_balance(day(), &who), free + in_orders);
            assert_eq!(Capacity::reducible_balance(day(), &who, Expendable, Polite), free);
            assert_eq!(Capacity::total_balance_on_hold(day(), &who), in_orders);
            assert_eq!(Capacity::balance_on_hold(day(), &UnitHold::InOrders, &who), in_orders);
        }
        assert!(Capacity::asset_exists(day()));
        assert!(!Capacity::asset_exists(unit(MARCH)));
        let deposit =
            |unit, amount| Capacity::can_deposit(unit, &BUYER, amount, Provenance::Extant);
        assert_eq!(deposit(day(), 1), DepositConsequence::Success);
        assert_eq!(deposit(day(), u32::MAX), DepositConsequence::Overflow);
        assert_eq!(deposit(unit(MARCH), 1), DepositConsequence::UnknownAsset);
        assert_eq!(Capacity::can_withdraw(day(), &BUYER, 4), WithdrawConsequence::Success);
        assert_eq!(Capacity::can_withdraw(day(), &BUYER, 5), WithdrawConsequence::BalanceLow);
    });
}

#[test]
fn what_can_be_issued_is_what_issuing_allows() {
    build_and_execute(|| {
        let issuable = |period| Capacity::issuable(&OPERATOR, &series(GPU, period));
        assert_eq!(issuable(MARCH), 100);
        assert_eq!(Capacity::issuable(&OPERATOR, &series(TOKENS, MARCH)), 400);
        assert_ok!(issue(DAY, 30));
        assert_eq!(issuable(MARCH), 70);
        assert_eq!(Capacity::issuable(&OPERATOR, &series(TOKENS, MARCH)), 280);
        assert_ok!(issue(MARCH, 70));
        assert_eq!((issuable(MARCH), issuable(DAY), issuable(QUARTER)), (0, 0, 100));
        assert_eq!(issuable(Period::hour_of(NOW)), 0);
        assert_eq!(Capacity::issuable(&NEWCOMER, &series(GPU, QUARTER)), 0);
        set_debt(OPERATOR, true);
        assert_eq!(issuable(QUARTER), 0);
        set_debt(OPERATOR, false);
        assert_ok!(Capacity::pause_market(RuntimeOrigin::root(), GPU, 0, true));
        assert_eq!(issuable(QUARTER), 0);
    });
}

#[test]
fn holdings_and_issues_are_read_by_page() {
    build_and_execute(|| {
        for hour in DAY.children() {
            bought(hour, 2);
        }
        let page = Capacity::holdings_page(&BUYER, None, 20);
        assert_eq!(page.len(), 20);
        let rest = Capacity::holdings_page(&BUYER, page.last().map(|(unit, _)| unit.clone()), 200);
        assert_eq!(rest.len(), 4);
        let mut periods: Vec<_> =
            page.iter().chain(&rest).map(|(unit, _)| unit.series.period).collect();
        periods.sort();
        assert_eq!(periods, DAY.children().collect::<Vec<_>>());
        assert!(Capacity::holdings_page(&OTHER, None, 20).is_empty());
        assert!(Capacity::holdings_page(&BUYER, None, 0).is_empty());

        let page = Capacity::issued_page(&OPERATOR, None, 20);
        let rest = Capacity::issued_page(&OPERATOR, page.last().map(|(series, _)| *series), 20);
        assert_eq!((page.len(), rest.len()), (20, 4));
        assert_eq!(page[0].1.supply, 2);
    });
}

#[test]
fn a_page_has_at_most_a_hundred_items() {
    build_and_execute(|| {
        let first = DAY.first_hour();
        for hour in 0..101 {
            assert_ok!(issue(Period::Hour(first + hour), 1));
        }
        assert_eq!(Capacity::issued_page(&OPERATOR, None, u32::MAX).len(), 100);
    });
}
