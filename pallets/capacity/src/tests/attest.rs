use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::{period::HOUR_MS, Moment, UnitLedger};
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

const LATER: Moment = NOW + 30 * DAY_MS;

fn says(operator: u64, product: u16, zone: u16, pool: u16, milli_gpus: u32) -> DispatchResult {
    Capacity::attest(signed(ATTESTOR), operator, product, zone, pool, 10, milli_gpus, 3, LATER)
}

fn standing() -> LineStanding {
    let operator = Operators::<Test>::get(OPERATOR).unwrap();
    operator.lines.into_iter().find(|line| line.product == GPU).unwrap()
}

#[test]
fn an_attestation_replaces_the_one_before() {
    build_and_execute(|| {
        assert_ok!(says(OPERATOR, GPU, 0, 9, 1_000));
        System::assert_last_event(
            Event::<Test>::Attested {
                operator: OPERATOR,
                product: GPU,
                zone: 0,
                pool: 9,
                quantity: 10,
                milli_gpus: 1_000,
                tier: 3,
                valid_until: LATER,
                attestor: ATTESTOR,
                short: false,
            }
            .into(),
        );
        let line = Lines::<Test>::get(OPERATOR, (GPU, 0)).unwrap();
        assert_eq!((line.pool, line.quantity, line.tier), (9, 10, 3));
        assert_eq!(Operators::<Test>::get(OPERATOR).unwrap().lines.len(), 2);
        assert_noop!(issue(MARCH, 11), Error::<Test>::ExceedsAttested);
        assert_ok!(issue(MARCH, 10));
    });
}

#[test]
fn only_an_attestor_vouches_for_an_operator_in_an_open_market() {
    build_and_execute(|| {
        assert_noop!(
            Capacity::attest(signed(OPERATOR), OPERATOR, GPU, 0, POOL, 1, 1_000, 2, LATER),
            BadOrigin
        );
        assert_noop!(says(NEWCOMER, GPU, 0, POOL, 1_000), Error::<Test>::NotOperator);
        assert_noop!(says(OPERATOR, GPU, 1, POOL, 1_000), Error::<Test>::UnknownMarket);
        assert_noop!(says(OPERATOR, 9, 0, POOL, 1_000), Error::<Test>::UnknownMarket);
    });
}

#[test]
fn a_unit_of_gpu_hours_is_one_gpu_and_one_of_tokens_more_than_nothing() {
    build_and_execute(|| {
        assert_noop!(says(OPERATOR, GPU, 0, POOL, 999), Error::<Test>::BadGpusPerUnit);
        assert_noop!(says(OPERATOR, TOKENS, 0, POOL, 0), Error::<Test>::BadGpusPerUnit);
        assert_ok!(says(OPERATOR, TOKENS, 0, POOL, 1));
    });
}

#[test]
fn it_has_to_end_in_the_future_and_not_too_far() {
    build_and_execute(|| {
        let longest = NOW + 400 * DAY_MS;
        assert_noop!(attest(10, NOW), Error::<Test>::BadValidity);
        assert_noop!(attest(10, longest + 1), Error::<Test>::BadValidity);
        assert_ok!(attest(10, longest));
        assert_ok!(attest(10, NOW + 1));
        // A withdrawal ends at once, whatever it says.
        assert_ok!(attest(0, 0));
    });
}

#[test]
fn the_pool_stays_while_units_are_outstanding() {
    build_and_execute(|| {
        assert_ok!(issue(MARCH, 1));
        assert_noop!(says(OPERATOR, GPU, 0, 9, 1_000), Error::<Test>::PoolInUse);
        // Another product of the pool has none.
        assert_ok!(says(OPERATOR, TOKENS, 0, POOL, 500));
        assert_ok!(Capacity::issue(signed(OPERATOR), series(TOKENS, MARCH), 1));
        assert_noop!(says(OPERATOR, TOKENS, 0, POOL, 250), Error::<Test>::PoolInUse);
        assert_ok!(Capacity::retire(signed(OPERATOR), unit(MARCH), 1));
        assert_ok!(says(OPERATOR, GPU, 0, 9, 1_000));
    });
}

#[test]
fn less_than_issued_stops_sales_until_it_is_enough_again() {
    build_and_execute(|| {
        assert_ok!(issue(MARCH, 20));
        assert_ok!(issue(DAY, 30));
        assert_ok!(attest(49, LATER));
        assert!(standing().short);
        assert_noop!(Capacity::ensure_tradable(&unit(MARCH)), Error::<Test>::UnderAttested);
        assert_noop!(issue(QUARTER, 1), Error::<Test>::UnderAttested);
        assert_noop!(sell(&unit(MARCH), 1), Error::<Test>::UnderAttested);
        // What it owns can always be retired.
        assert_ok!(Capacity::retire(signed(OPERATOR), unit(MARCH), 1));
        assert_ok!(attest(49, LATER));
        assert!(!standing().short);
        assert_ok!(sell(&unit(MARCH), 1));
    });
}

#[test]
fn a_tier_under_the_products_lowest_stops_sales_of_what_is_issued() {
    build_and_execute(|| {
        assert_ok!(attest_tier(1));
        // Nothing is issued, so nothing is owed at another tier.
        assert!(!standing().short);
        assert_ok!(attest_tier(2));
        let unit = bought(MARCH, 2);
        assert_ok!(issue(MARCH, 3));
        assert_ok!(attest_tier(1));
        assert!(standing().short);
        assert_noop!(Capacity::ensure_tradable(&unit), Error::<Test>::UnderAttested);
        assert_noop!(sell(&unit, 1), Error::<Test>::UnderAttested);
        assert_noop!(Capacity::put_in_order(&unit, &BUYER, 1), Error::<Test>::UnderAttested);
        assert_noop!(issue(MARCH, 1), Error::<Test>::UnderAttested);
        // Whoever looks again finds the same.
        let flag = || Capacity::flag(signed(OTHER), OPERATOR, GPU, 0);
        assert_noop!(flag(), Error::<Test>::NothingChanged);
        // It still delivers what is sold, and takes back what is not.
        assert_ok!(Capacity::retire(signed(OPERATOR), unit.clone(), 3));
        assert_ok!(Capacity::nominate(&unit, &BUYER, 1));
        assert_noop!(flag(), Error::<Test>::NothingChanged);
        assert_ok!(attest_tier(2));
        assert_ok!(Capacity::ensure_tradable(&unit));
        // Once the period is over, the tier is of nothing that was issued.
        assert_ok!(attest_tier(1));
        set_time(MARCH.end());
        assert_ok!(flag());
        assert!(!standing().short);
    });
}

fn attest_tier(tier: u8) -> DispatchResult {
    let (gpus, later) = (50, MARCH.end() + DAY_MS);
    Capacity::attest(signed(ATTESTOR), OPERATOR, GPU, 0, POOL, gpus, 1_000, tier, later)
}

#[test]
fn what_is_over_does_not_make_it_short() {
    build_and_execute(|| {
        assert_ok!(issue(HOUR, 30));
        assert_ok!(issue(MARCH, 10));
        set_time(DAY.start() + HOUR_MS - 1);
        assert_ok!(attest(39, LATER));
        assert!(standing().short);
        set_time(DAY.start() + HOUR_MS);
        assert_ok!(attest(39, LATER));
        assert!(!standing().short);
    });
}

#[test]
fn years_ahead_count() {
    build_and_execute(|| {
        assert_ok!(issue(headroom_primitives::Period::Year(2032), 5));
        assert_ok!(attest(4, LATER));
        assert!(standing().short);
    });
}

#[test]
fn a_withdrawn_line_that_owes_nothing_is_gone() {
    build_and_execute(|| {
        assert_ok!(issue(MARCH, 1));
        assert_ok!(attest(0, 0));
        assert!(standing().short);
        assert!(Lines::<Test>::contains_key(OPERATOR, (GPU, 0)));
        assert_ok!(Capacity::retire(signed(OPERATOR), unit(MARCH), 1));
        assert_ok!(attest(0, 0));
        assert!(!Lines::<Test>::contains_key(OPERATOR, (GPU, 0)));
        assert_eq!(Operators::<Test>::get(OPERATOR).unwrap().lines.len(), 1);
        assert_noop!(issue(MARCH, 1), Error::<Test>::NotAttested);
    });
}

#[test]
fn an_operator_has_a_bounded_number_of_lines() {
    build_and_execute(|| {
        for product in 2..5 {
            assert_ok!(Capacity::create_product(
                RuntimeOrigin::root(),
                name("more"),
                gpu_hours(),
                1,
                1,
                0
            ));
            assert_ok!(Capacity::open_market(RuntimeOrigin::root(), product, 0, 1));
        }
        assert_ok!(says(OPERATOR, 2, 0, POOL, 1_000));
        assert_ok!(says(OPERATOR, 3, 0, POOL, 1_000));
        assert_noop!(says(OPERATOR, 4, 0, POOL, 1_000), Error::<Test>::TooManyLines);
    });
}
