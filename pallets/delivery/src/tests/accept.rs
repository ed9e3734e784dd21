use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};

#[test]
fn what_is_accepted_stands_at_once() {
    build_and_execute(|| {
        at_noon();
        let accept = |who, said| Desk::accept(RuntimeOrigin::signed(who), day(), said);
        assert_noop!(accept(BUYER, 0), Error::<Test>::NothingPending);
        assert_ok!(report(&day(), 110_000));
        assert_noop!(accept(STRANGER, 110_000), Error::<Test>::NotBuyer);
        // Something else than what the buyer has seen.
        assert_noop!(accept(BUYER, 109_999), Error::<Test>::ReportChanged);
        assert_ok!(accept(BUYER, 110_000));
        System::assert_last_event(
            Event::Accepted { delivery: day(), hours: 12, delivered: 110_000 }.into(),
        );
        assert_eq!(get(&day()).stands, remedy::Outcome { delivered: 110_000, lost: 10_000 });
        assert_eq!(Desk::phase(&day()), Some(Phase::Due));
        assert_noop!(
            crate::mock::accept(&DeliveryIdOf::<Test> { index: 5, ..day() }),
            Error::<Test>::UnknownDelivery
        );
    });
}
