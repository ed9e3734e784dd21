use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};

fn assign(who: AccountId, id: AgreementId, to: AccountId) -> sp_runtime::DispatchResult {
    call(|| Forward::assign(signed(who), id, to))
}

fn consent(
    who: AccountId,
    id: AgreementId,
    side: Side,
    to: AccountId,
) -> sp_runtime::DispatchResult {
    call(|| Forward::consent(signed(who), id, side, to))
}

#[test]
fn a_side_is_handed_over_when_all_three_have_signed() {
    build_and_execute(|| {
        for first in [SELLER, OTHER] {
            let id = agreed(terms());
            let second = if first == SELLER { OTHER } else { SELLER };
            assert_ok!(assign(BUYER, id, OTHER));
            System::assert_last_event(
                Event::AssignmentProposed { id, side: Side::Buyer, to: OTHER }.into(),
            );
            assert_ok!(consent(first, id, Side::Buyer, OTHER));
            System::assert_last_event(
                Event::AssignmentConsented { id, side: Side::Buyer, to: OTHER, by: first }.into(),
            );
            assert_eq!(agreement(id).buyer.account, BUYER);
            assert_noop!(consent(first, id, Side::Buyer, OTHER), Error::<Test>::NothingToConsent);
            assert_ok!(consent(second, id, Side::Buyer, OTHER));
            System::assert_last_event(
                Event::Assigned {
                    id,
                    side: Side::Buyer,
                    from: BUYER,
                    to: OTHER,
                    freed: INITIAL,
                    margin: INITIAL,
                }
                .into(),
            );
            assert_eq!(agreement(id).buyer.account, OTHER);
            assert_eq!(agreement(id).assignment, None);
            assert_eq!(cash(BUYER), (START, 0));
        }
        assert_eq!(cash(OTHER), (START - 2 * INITIAL, 2 * INITIAL));
    });
}

#[test]
fn who_takes_over_puts_up_the_initial_margin_and_answers_the_call() {
    build_and_execute(|| {
        let id = agreed(terms());
        Last::set(&Some(2_120_000));
        for _ in 0..9 {
            wait(1);
            assert_ok!(mark(id));
        }
        assert_ok!(call_margin(id));
        let left = margins(id)[1];
        assert_ok!(assign(SELLER, id, OTHER));
        assert_ok!(consent(BUYER, id, Side::Seller, OTHER));
        assert_ok!(consent(OTHER, id, Side::Seller, OTHER));
        let level = margin::share(2_120_000, QUANTITY, 24, 100);
        assert_eq!(margins(id)[1], level);
        assert_eq!(agreement(id).seller.call, None);
        assert_eq!(cash(OTHER), (START - level, level));
        assert_eq!(cash(SELLER), (START - INITIAL + left, 0));
    });
}

#[test]
fn each_error_of_assign_names_its_cause() {
    build_and_execute(|| {
        use Error::*;
        assert_noop!(assign(BUYER, 0, OTHER), UnknownAgreement::<Test>);
        assert_noop!(consent(OTHER, 0, Side::Buyer, OTHER), UnknownAgreement::<Test>);
        let id = agreed(terms());
        assert_noop!(assign(STRANGER, id, OTHER), NotParty::<Test>);
        assert_noop!(assign(BUYER, id, BUYER), SameAccount::<Test>);
        assert_noop!(assign(BUYER, id, SELLER), SameAccount::<Test>);
        assert_noop!(consent(OTHER, id, Side::Buyer, OTHER), NotProposed::<Test>);
        Debts::set(&vec![(BUYER, OTHER, 1)]);
        assert_noop!(assign(BUYER, id, OTHER), InDebt::<Test>);
        Debts::set(&vec![]);
        assert_ok!(assign(BUYER, id, POOR));
        // What was proposed to somebody else, or of the other side, is not consented to.
        assert_noop!(consent(SELLER, id, Side::Buyer, OTHER), NotProposed::<Test>);
        assert_noop!(consent(SELLER, id, Side::Seller, POOR), NotProposed::<Test>);
        assert_noop!(consent(BUYER, id, Side::Buyer, POOR), NothingToConsent::<Test>);
        assert_noop!(consent(STRANGER, id, Side::Buyer, POOR), NothingToConsent::<Test>);
        assert_ok!(consent(SELLER, id, Side::Buyer, POOR));
        assert_noop!(consent(POOR, id, Side::Buyer, POOR), InsufficientCash::<Test>);
        Debts::set(&vec![(POOR, OTHER, 1)]);
        assert_noop!(consent(POOR, id, Side::Buyer, POOR), InDebt::<Test>);
        Debts::set(&vec![]);
        // A new proposal takes the place of the old one, and its consents.
        assert_ok!(assign(BUYER, id, OTHER));
        assert_ok!(consent(OTHER, id, Side::Buyer, OTHER));
        assert_eq!(agreement(id).buyer.account, BUYER);
        Debts::set(&vec![(OTHER, STRANGER, 1)]);
        assert_noop!(consent(SELLER, id, Side::Buyer, OTHER), CounterpartyInDebt::<Test>);
    });
}
