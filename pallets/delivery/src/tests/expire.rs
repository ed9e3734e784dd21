use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::Period;

#[test]
fn units_end_with_their_period() {
    build_and_execute(|| {
        let expire = |period| Desk::expire(RuntimeOrigin::signed(STRANGER), unit(0, period));
        assert_noop!(expire(Period::Day(0)), Error::<Test>::BadPeriod);
        at(DAY.end() - 1);
        assert_noop!(expire(DAY), Error::<Test>::NotOver);
        at(DAY.end());
        assert_ok!(expire(DAY));
        System::assert_last_event(
            Event::Expired { unit: unit(0, DAY), quantity: 7, cover: 70 }.into(),
        );
    });
}
