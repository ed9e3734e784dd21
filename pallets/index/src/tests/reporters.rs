use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn a_bond_can_be_added_to() {
    build_and_execute(|| {
        assert_ok!(register(1, 500 * CASH));
        let bond = 1_500 * CASH;
        System::assert_last_event(Event::ReporterRegistered { reporter: 1, bond }.into());
        assert_eq!(cash(1), (START - bond, bond, 0));
    });
}

#[test]
fn each_error_of_register_names_its_cause() {
    build_and_execute(|| {
        assert_noop!(register(STRANGER, 1_000 * CASH), DispatchError::BadOrigin);
        assert_noop!(register(1, START), Error::<Test>::InsufficientCash);
        Prices::deregister_reporter(RuntimeOrigin::signed(1)).unwrap();
        frame_support::assert_storage_noop!({
            let _ = frame_support::storage::with_storage_layer(|| register(1, 999 * CASH));
        });
        assert_eq!(
            frame_support::storage::with_storage_layer(|| register(1, 999 * CASH)),
            Err(Error::<Test>::BondTooSmall.into())
        );
    });
}

#[test]
fn a_reporter_leaves_when_nothing_can_be_challenged() {
    build_and_execute(|| {
        let leave = |who| {
            frame_support::storage::with_storage_layer(|| {
                Prices::deregister_reporter(RuntimeOrigin::signed(who))
            })
        };
        assert_eq!(leave(STRANGER), Err(Error::<Test>::NotReporter.into()));
        assert_ok!(leave(2));
        System::assert_last_event(
            Event::ReporterDeregistered { reporter: 2, bond: 1_000 * CASH }.into(),
        );
        assert_eq!(cash(2), (START, 0, 0));
        assert_ok!(observe(1, HOUR, 2_000_000, 1));
        assert_eq!(leave(1), Err(Error::<Test>::StillChallengeable.into()));
        at(HOUR + 1 + 7 * 24);
        assert_eq!(leave(1), Err(Error::<Test>::StillChallengeable.into()));
        Now::set(&(Now::get() + 1));
        assert_ok!(leave(1));
    });
}
