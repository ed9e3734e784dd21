use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};

#[test]
fn an_operator_that_owes_nothing_leaves_with_its_bond_and_lines() {
    build_and_execute(|| {
        assert_ok!(issue(MARCH, 1));
        assert_ok!(Capacity::retire(signed(OPERATOR), unit(MARCH), 1));
        let worst = Call::<Test>::deregister_operator {}.get_dispatch_info().call_weight;
        let info = Capacity::deregister_operator(signed(OPERATOR)).unwrap();
        assert!(info.actual_weight.unwrap().ref_time() < worst.ref_time());
        System::assert_last_event(
            Event::<Test>::OperatorDeregistered { operator: OPERATOR, bond: REGISTRATION }.into(),
        );
        assert_eq!(free(OPERATOR), START);
        assert_eq!(Operators::<Test>::get(OPERATOR), None);
        assert_eq!(Lines::<Test>::iter().count(), 0);
        assert_noop!(issue(MARCH, 1), Error::<Test>::NotOperator);
        assert_ok!(Capacity::register_operator(signed(OPERATOR), name("again")));
    });
}

#[test]
fn an_operator_with_units_or_debts_stays() {
    build_and_execute(|| {
        assert_noop!(Capacity::deregister_operator(signed(NEWCOMER)), Error::<Test>::NotOperator);
        assert_ok!(issue(MARCH, 1));
        assert_noop!(Capacity::deregister_operator(signed(OPERATOR)), Error::<Test>::StillOwing);
        assert_ok!(Capacity::retire(signed(OPERATOR), unit(MARCH), 1));
        set_debt(OPERATOR, true);
        assert_noop!(Capacity::deregister_operator(signed(OPERATOR)), Error::<Test>::InDebt);
    });
}
