use crate::{mock::*, *};
use frame_support::{
    assert_noop, assert_ok,
    traits::{fungible::Mutate, Time},
};
use headroom_primitives::{period::HOUR_MS, Period, SeriesId, UnitId};

fn issue_tokens(period: Period, quantity: u32) -> sp_runtime::DispatchResult {
    Capacity::issue(signed(OPERATOR), series(TOKENS, period), quantity)
}

#[test]
fn units_come_to_be_in_the_operators_hands_behind_a_bond() {
    build_and_execute(|| {
        let before = free(OPERATOR);
        assert_ok!(issue(MARCH, 8));
        let bond = 8 * 744 * GPU_BOND as u128;
        System::assert_last_event(
            Event::<Test>::Issued {
                unit: unit(MARCH),
                quantity: 8,
                cover_rate: GPU_COVER,
                bond_rate: GPU_BOND,
                bond,
            }
            .into(),
        );
        assert_eq!(held(HoldReason::Bond, OPERATOR), bond);
        assert_eq!(held(HoldReason::Cover, OPERATOR), 0);
        assert_eq!(free(OPERATOR), before - bond);
        let expected = UnitRecord {
            supply: 8,
            own: 8,
            cover_rate: GPU_COVER,
            bond_rate: GPU_BOND,
            pool: POOL,
            milli_gpus: 1_000,
            bond_held: bond,
            ..Default::default()
        };
        assert_eq!(record(&unit(MARCH)), expected);
        assert_ok!(issue(MARCH, 2));
        assert_eq!(record(&unit(MARCH)).supply, 10);
    });
}

#[test]
fn every_kind_of_period_can_be_issued() {
    build_and_execute(|| {
        for (period, nodes) in [
            (YEAR, (1, 0, 0)),
            (QUARTER, (2, 0, 0)),
            (MARCH, (2, 1, 0)),
            (DAY, (2, 1, 1)),
            (HOUR, (2, 1, 1)),
        ] {
            assert_ok!(issue(period, 1));
            let stored = (
                YearNodes::<Test>::iter().count(),
                MonthNodes::<Test>::iter().count(),
                DayNodes::<Test>::iter().count(),
            );
            assert_eq!(stored, nodes);
        }
    });
}

#[test]
fn rates_round_up_against_the_issuer() {
    build_and_execute(|| {
        assert_ok!(issue_tokens(HOUR, 1));
        let unit = UnitId { series: series(TOKENS, HOUR), operator: OPERATOR };
        let record = record(&unit);
        assert_eq!((record.cover_rate, record.bond_rate), (TOKENS_COVER, TOKENS_BOND));
    });
}

#[test]
fn no_hour_has_more_than_is_attested() {
    build_and_execute(|| {
        let year = Period::Year(2027);
        assert_noop!(issue(year, 1), Error::<Test>::PeriodBegun);
        assert_ok!(issue(QUARTER, 30));
        assert_ok!(issue(Period::Month { year: 2027, month: 4 }, 70));
        for month in [4, 6] {
            let first = Period::Month { year: 2027, month }.first_hour();
            let refused = if month == 4 { 1 } else { 71 };
            assert_noop!(issue(Period::Hour(first), refused), Error::<Test>::ExceedsAttested);
            assert_noop!(issue(Period::Day(first / 24), refused), Error::<Test>::ExceedsAttested);
        }
        let first = Period::Month { year: 2027, month: 6 }.first_hour();
        assert_ok!(issue(Period::Hour(first), 70));
        assert_noop!(issue(Period::Day(first / 24), 1), Error::<Test>::ExceedsAttested);
        assert_ok!(issue(Period::Hour(first + 1), 70));
        assert_noop!(issue(QUARTER, 1), Error::<Test>::ExceedsAttested);
        assert_ok!(issue(MARCH, 100));
    });
}

#[test]
fn products_that_share_a_pool_cannot_oversell_it() {
    build_and_execute(|| {
        assert_ok!(issue(MARCH, 60));
        assert_noop!(issue_tokens(DAY, 161), Error::<Test>::ExceedsAttested);
        assert_ok!(issue_tokens(DAY, 160));
        assert_noop!(issue(HOUR, 1), Error::<Test>::ExceedsAttested);
        assert_noop!(issue_tokens(MARCH, 1), Error::<Test>::ExceedsAttested);
    });
}

#[test]
fn the_period_has_to_lie_ahead_and_not_too_far() {
    build_and_execute(|| {
        let month_13 = Period::Month { year: 2027, month: 13 };
        assert_noop!(issue(month_13, 1), Error::<Test>::BadPeriod);
        assert_noop!(issue(Period::Year(2200), 1), Error::<Test>::BadPeriod);
        assert_noop!(issue(Period::Year(2033), 1), Error::<Test>::TooFarAhead);
        assert_ok!(issue(Period::Year(2032), 1));
        assert_noop!(issue(Period::hour_of(NOW), 1), Error::<Test>::PeriodBegun);
        assert_ok!(issue(Period::hour_of(NOW + HOUR_MS), 1));
        assert_noop!(issue(MARCH, 0), Error::<Test>::ZeroQuantity);
    });
}

#[test]
fn only_an_operator_in_good_standing_issues() {
    build_and_execute(|| {
        assert_noop!(
            Capacity::issue(signed(NEWCOMER), series(GPU, MARCH), 1),
            Error::<Test>::NotOperator
        );
        set_debt(OPERATOR, true);
        assert_noop!(issue(MARCH, 1), Error::<Test>::InDebt);
        set_debt(OPERATOR, false);
        let other = SeriesId { product: 9, ..series(GPU, MARCH) };
        assert_noop!(Capacity::issue(signed(OPERATOR), other, 1), Error::<Test>::UnknownProduct);
        let elsewhere = SeriesId { zone: 1, ..series(GPU, MARCH) };
        assert_noop!(Capacity::issue(signed(OPERATOR), elsewhere, 1), Error::<Test>::UnknownMarket);
        assert_ok!(Capacity::open_market(RuntimeOrigin::root(), GPU, 1, 1));
        assert_noop!(Capacity::issue(signed(OPERATOR), elsewhere, 1), Error::<Test>::NotAttested);
        assert_ok!(attest(10, NOW + 1));
        set_time(NOW + 1);
        assert_noop!(issue(MARCH, 1), Error::<Test>::AttestationExpired);
    });
}

#[test]
fn a_tier_under_the_lowest_is_refused() {
    build_and_execute(|| {
        assert_ok!(Capacity::attest(
            signed(ATTESTOR),
            OPERATOR,
            GPU,
            0,
            POOL,
            10,
            1_000,
            1,
            NOW + DAY_MS
        ));
        assert_noop!(issue(MARCH, 1), Error::<Test>::BelowTier);
    });
}

#[test]
fn the_bond_has_to_be_there() {
    build_and_execute(|| {
        Balances::set_balance(&OPERATOR, 2_000_000);
        assert_ok!(issue(HOUR, 1));
        assert_noop!(issue(HOUR, 2), Error::<Test>::InsufficientCash);
    });
}

#[test]
fn rates_are_fixed_with_the_first_unit_of_a_year() {
    build_and_execute(|| {
        let set = |reference| {
            set_time(<Test as Config>::Time::now() + HOUR_MS);
            Capacity::set_reference(RuntimeOrigin::root(), GPU, 0, reference)
        };
        assert_ok!(issue(MARCH, 1));
        assert_ok!(set(2_500_000));
        // 80 % of 2.5 is 2.0: still enough.
        assert_ok!(issue(QUARTER, 1));
        assert_eq!(record(&unit(QUARTER)).cover_rate, GPU_COVER);
        // Another year has its own.
        assert_ok!(issue(YEAR, 1));
        assert_eq!(record(&unit(YEAR)).cover_rate, 2_500_000);
        assert_ok!(set(2_500_001));
        assert_noop!(issue(QUARTER, 1), Error::<Test>::RateOutdated);
        assert_eq!(Capacity::issuable(&OPERATOR, &series(GPU, QUARTER)), 0);
        // They are fixed anew once nothing is left of the year.
        assert_ok!(Capacity::retire(signed(OPERATOR), unit(MARCH), 1));
        assert_noop!(issue(QUARTER, 1), Error::<Test>::RateOutdated);
        assert_ok!(Capacity::retire(signed(OPERATOR), unit(QUARTER), 1));
        assert_ok!(issue(QUARTER, 1));
        assert_eq!(record(&unit(QUARTER)).cover_rate, 2_500_001);
    });
}

#[test]
fn a_lower_reference_leaves_rates_as_they_are() {
    build_and_execute(|| {
        assert_ok!(issue(MARCH, 1));
        set_time(NOW + HOUR_MS);
        assert_ok!(Capacity::set_reference(RuntimeOrigin::root(), GPU, 0, 1_000_000));
        assert_ok!(issue(MARCH, 1));
        assert_eq!(record(&unit(MARCH)).bond_held, 2 * 744 * GPU_BOND as u128);
    });
}
