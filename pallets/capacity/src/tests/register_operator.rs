use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};

#[test]
fn an_operator_registers_behind_a_bond() {
    build_and_execute(|| {
        assert_ok!(Capacity::register_operator(signed(NEWCOMER), name("new")));
        System::assert_last_event(
            Event::<Test>::OperatorRegistered {
                operator: NEWCOMER,
                name: name("new"),
                bond: REGISTRATION,
            }
            .into(),
        );
        assert_eq!(held(HoldReason::Registration, NEWCOMER), REGISTRATION);
        assert_eq!(free(NEWCOMER), START - REGISTRATION);
        let record = Operators::<Test>::get(NEWCOMER).unwrap();
        assert_eq!((record.bond, record.in_debt, record.lines.len()), (REGISTRATION, false, 0));
    });
}

#[test]
fn who_has_no_name_no_cash_debts_or_is_one_already_is_refused() {
    build_and_execute(|| {
        let register = |who| Capacity::register_operator(signed(who), name("new"));
        assert_noop!(
            Capacity::register_operator(signed(NEWCOMER), name("")),
            Error::<Test>::EmptyName
        );
        assert_noop!(register(OPERATOR), Error::<Test>::AlreadyRegistered);
        assert_noop!(register(POOR), Error::<Test>::InsufficientCash);
        set_debt(NEWCOMER, true);
        assert_noop!(register(NEWCOMER), Error::<Test>::InDebt);
        set_debt(NEWCOMER, false);
        assert_ok!(register(NEWCOMER));
    });
}

#[test]
fn a_debt_marks_operators_and_nobody_else() {
    build_and_execute(|| {
        set_debt(OPERATOR, true);
        set_debt(BUYER, true);
        assert!(Operators::<Test>::get(OPERATOR).unwrap().in_debt);
        assert_eq!(Operators::<Test>::get(BUYER), None);
        set_debt(OPERATOR, false);
        assert!(!Operators::<Test>::get(OPERATOR).unwrap().in_debt);
    });
}
