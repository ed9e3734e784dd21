use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::{Moment, UnitLedger};

const LATER: Moment = NOW + 100 * DAY_MS;

fn flag() -> sp_runtime::DispatchResult {
    Capacity::flag(signed(OTHER), OPERATOR, GPU, 0)
}

#[test]
fn anyone_can_have_the_standing_worked_out_again() {
    build_and_execute(|| {
        assert_ok!(issue(MARCH, 20));
        assert_noop!(flag(), Error::<Test>::NothingChanged);
        assert_ok!(attest(10, LATER));
        assert_noop!(flag(), Error::<Test>::NothingChanged);
        assert_ok!(Capacity::retire(signed(OPERATOR), unit(MARCH), 10));
        assert_noop!(Capacity::ensure_tradable(&unit(MARCH)), Error::<Test>::UnderAttested);
        assert_ok!(flag());
        System::assert_last_event(
            Event::<Test>::StandingChanged {
                operator: OPERATOR,
                product: GPU,
                zone: 0,
                short: false,
            }
            .into(),
        );
        assert_ok!(Capacity::ensure_tradable(&unit(MARCH)));
    });
}

#[test]
fn another_product_can_make_a_line_of_the_same_pool_short() {
    build_and_execute(|| {
        // 50 GPUs by the tokens of a pool that has 100 for them, but only 40 for the other line.
        assert_ok!(Capacity::issue(signed(OPERATOR), series(TOKENS, MARCH), 120));
        assert_ok!(attest(40, LATER));
        assert_ok!(Capacity::issue(signed(OPERATOR), series(TOKENS, MARCH), 80));
        assert_ok!(Capacity::ensure_tradable(&unit(MARCH)));
        assert_ok!(flag());
        assert_noop!(Capacity::ensure_tradable(&unit(MARCH)), Error::<Test>::UnderAttested);
        // Time passes.
        set_time(MARCH.end());
        assert_ok!(flag());
        assert_ok!(Capacity::ensure_tradable(&unit(MARCH)));
    });
}

#[test]
fn a_line_that_does_not_exist_has_no_standing() {
    build_and_execute(|| {
        assert_noop!(Capacity::flag(signed(OTHER), OPERATOR, GPU, 1), Error::<Test>::NotAttested);
        assert_noop!(Capacity::flag(signed(OTHER), NEWCOMER, GPU, 0), Error::<Test>::NotAttested);
    });
}
