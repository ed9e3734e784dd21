use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::{Period, SeriesId, UnitId};
use sp_runtime::{DispatchError, DispatchResult};

const WHERE: [u8; 32] = [7; 32];

fn physical() -> Terms {
    Terms { settlement: Settlement::Physical, ..terms() }
}

fn commit(who: AccountId, id: AgreementId, operator: AccountId, quantity: u32) -> DispatchResult {
    call(|| Forward::commit(signed(who), id, UnitId { series: SERIES, operator }, quantity))
}

fn instruct(who: AccountId, id: AgreementId) -> DispatchResult {
    call(|| Forward::instruct(signed(who), id, Some(WHERE)))
}

/// Half an hour before the gate.
fn at_commit_stop() {
    Now::set(&Forward::commit_stop(&SERIES));
}

fn value(quantity: u32) -> u128 {
    u128::from(PRICE) * u128::from(quantity) * 24
}

/// What the last delivery told, which is what was stored by it.
fn delivered() -> (u32, u32, Option<Side>, u128, u128) {
    let events = System::events().into_iter().rev();
    events
        .filter_map(|record| match record.event {
            RuntimeEvent::Forward(Event::Delivered {
                id,
                units,
                quantity,
                left,
                fault,
                seller_penalty,
                buyer_penalty,
                moved,
                buyer_margin,
                seller_margin,
            }) => {
                let sum: u32 = units.iter().map(|one| one.quantity).sum();
                assert_eq!(sum, quantity);
                if let Some(stored) = Agreements::<Test>::get(id) {
                    let told = (left, moved, buyer_margin, seller_margin);
                    let Agreement { quantity, moved, buyer, seller, .. } = stored;
                    assert_eq!(told, (quantity, moved, buyer.margin, seller.margin));
                }
                Some((quantity, left, fault, seller_penalty, buyer_penalty))
            },
            _ => None,
        })
        .next()
        .unwrap()
}

/// The index closes everything up to the end of the period, at one price.
fn close_all(price: u64) {
    close((HOUR..DAY.first_hour() + 24).map(|_| Some(price)));
    at(DAY.first_hour() + 26);
}

#[test]
fn units_change_hands_at_the_fixed_price() {
    build_and_execute(|| {
        let id = agreed(physical());
        issue(OTHER, SELLER, 4);
        issue(SELLER, SELLER, 10);
        assert_ok!(commit(SELLER, id, OTHER, 4));
        let unit = UnitId { series: SERIES, operator: OTHER };
        System::assert_last_event(Event::Committed { id, unit, quantity: 4 }.into());
        assert_ok!(commit(SELLER, id, SELLER, 5));
        assert_ok!(commit(SELLER, id, SELLER, 1));
        assert_eq!(units(SELLER, SELLER), (4, 6));
        assert_ok!(instruct(BUYER, id));
        System::assert_last_event(Event::Instructed { id, instructions: Some(WHERE) }.into());
        // What was gained by then does not count: the price is fixed.
        Last::set(&Some(2_040_000));
        assert_ok!(mark(id));
        assert!(margins(id)[0] > INITIAL);
        at_commit_stop();
        assert_ok!(settle(id));
        assert_eq!(delivered(), (10, 0, None, 0, 0));
        // The cover of the seller's own six stays in escrow, the rest is paid.
        let cover = u128::from(COVER) * 6 * 24;
        assert_eq!(cash(BUYER), (START - value(10), 0));
        assert_eq!(cash(SELLER), (START + value(10) - cover, 0));
        assert_eq!((units(OTHER, SELLER), units(SELLER, SELLER)), ((0, 0), (4, 0)));
        assert_eq!(Nominated::get(), [(BUYER, OTHER, 4, WHERE), (BUYER, SELLER, 6, WHERE)]);
        assert_eq!(Agreements::<Test>::get(id), None);
    });
}

#[test]
fn without_instructions_the_buyer_has_the_units() {
    build_and_execute(|| {
        for instructions in [None, Some([0; 32])] {
            // The zeros stand for what cannot be nominated.
            let id = agreed(physical());
            issue(OTHER, SELLER, 10);
            assert_ok!(commit(SELLER, id, OTHER, 10));
            assert_ok!(Forward::instruct(signed(BUYER), id, instructions));
            let before = Now::get();
            at_commit_stop();
            assert_ok!(settle(id));
            Now::set(&before);
        }
        assert_eq!(units(OTHER, BUYER), (20, 0));
        assert_eq!(Nominated::get(), []);
    });
}

#[test]
fn what_a_seller_lacks_it_pays_for() {
    build_and_execute(|| {
        let id = agreed(physical());
        issue(OTHER, SELLER, 4);
        assert_ok!(commit(SELLER, id, OTHER, 4));
        at_commit_stop();
        assert_ok!(settle(id));
        let penalty = value(6) * 50 / 1_000;
        assert_eq!(delivered(), (4, 6, Some(Side::Seller), penalty, 0));
        // The buyer cannot lose any more, and has its margin back.
        assert_eq!(margins(id), [0, INITIAL - penalty]);
        assert_eq!(cash(BUYER), (START - value(4) + penalty, 0));
        assert_noop!(commit(SELLER, id, OTHER, 1), Error::<Test>::NotPhysical);
        close_all(2_100_000);
        assert_ok!(settle(id));
        let replacement = 100_000 * 6 * 24;
        assert_eq!(cash(BUYER), (START - value(4) + penalty + replacement, 0));
        assert_eq!(cash(SELLER), (START + value(4) - penalty - replacement, 0));
    });
}

#[test]
fn a_seller_that_fails_gains_nothing_by_it() {
    build_and_execute(|| {
        let id = agreed(physical());
        // It had gained by the marks before.
        Last::set(&Some(1_980_000));
        assert_ok!(mark(id));
        at_commit_stop();
        assert_ok!(settle(id));
        let penalty = value(10) * 50 / 1_000;
        assert_eq!(delivered(), (0, 10, Some(Side::Seller), penalty, 0));
        Last::set(&Some(1_900_000));
        assert_ok!(mark(id));
        close_all(1_900_000);
        assert_ok!(settle(id));
        assert_eq!((cash(BUYER), cash(SELLER)), ((START + penalty, 0), (START - penalty, 0)));
    });
}

#[test]
fn a_seller_at_fault_is_called_and_the_buyer_is_not() {
    build_and_execute(|| {
        let id = agreed(physical());
        at_commit_stop();
        assert_ok!(settle(id));
        Last::set(&Some(2_100_000));
        wait(10);
        assert_ok!(call_margin(id));
        let found = agreement(id);
        assert!(found.seller.call.is_some() && found.buyer.call.is_none());
        wait(7);
        assert_ok!(close_out(id));
        assert_eq!(cash(BUYER).1, 0);
        assert!(cash(BUYER).0 > START);
    });
}

#[test]
fn a_buyer_without_cash_pays_with_its_margin_and_then_a_penalty() {
    build_and_execute(|| {
        let id = agreed(physical());
        issue(OTHER, SELLER, 10);
        assert_ok!(commit(SELLER, id, OTHER, 10));
        // Free cash for three, and with the margin for four.
        // (And the millionth that balances keep here.)
        let rest = value(3) + 1;
        assert_ok!(top_up(BUYER, id, START - INITIAL - rest));
        let all = margins(id)[0];
        Agreements::<Test>::mutate(id, |slot| {
            let buyer = &mut slot.as_mut().unwrap().buyer;
            let gone = all - INITIAL;
            assert_ok!(Forward::release(&BUYER, gone));
            buyer.margin -= gone;
            buyer.paid_in -= gone as i128;
        });
        use frame_support::traits::{fungible::Mutate, tokens::Preservation::Expendable};
        Balances::transfer(&BUYER, &STRANGER, START - INITIAL - rest, Expendable).unwrap();
        at_commit_stop();
        assert_ok!(settle(id));
        // One of the margin is paid for a unit, so six are missing, and little is left.
        assert_eq!(delivered().0, 4);
        assert_eq!(delivered().2, Some(Side::Buyer));
        assert_eq!(delivered().4, 0);
        assert_eq!(units(OTHER, SELLER), (6, 0));
        assert_eq!(margins(id), [0, 0]);
        close_all(1_900_000);
        assert_ok!(settle(id));
        assert_eq!(Debts::get(), [(BUYER, SELLER, 100_000 * 6 * 24)]);
    });
}

#[test]
fn impaired_units_and_those_without_cover_are_missing() {
    build_and_execute(|| {
        let id = agreed(physical());
        issue(OTHER, SELLER, 4);
        issue(SELLER, SELLER, 6);
        assert_ok!(commit(SELLER, id, OTHER, 4));
        assert_ok!(commit(SELLER, id, SELLER, 6));
        Impaired::set(&OTHER);
        at_commit_stop();
        assert_ok!(settle(id));
        assert_eq!((delivered().0, delivered().2), (6, Some(Side::Seller)));
        assert_eq!((units(OTHER, SELLER), units(SELLER, SELLER)), ((4, 0), (0, 0)));
        assert_eq!(units(SELLER, BUYER), (6, 0));
    });
}

#[test]
fn where_both_fail_the_rest_is_settled_in_cash() {
    build_and_execute(|| {
        let id = agreed(physical());
        issue(OTHER, SELLER, 8);
        assert_ok!(commit(SELLER, id, OTHER, 8));
        use frame_support::traits::{fungible::Mutate, tokens::Preservation::Expendable};
        let gone = cash(BUYER).0 - value(5) - 1;
        Balances::transfer(&BUYER, &STRANGER, gone, Expendable).unwrap();
        at_commit_stop();
        assert_ok!(settle(id));
        let (units, left, fault, by_seller, _) = delivered();
        assert_eq!((units, left, fault), (6, 4, None));
        assert_eq!(by_seller, value(2) * 50 / 1_000);
        close_all(1_990_000);
        assert_ok!(settle(id));
    });
}

#[test]
fn where_nobody_settles_before_the_gate_it_is_an_agreement_in_cash() {
    build_and_execute(|| {
        let id = agreed(physical());
        issue(OTHER, SELLER, 10);
        assert_ok!(commit(SELLER, id, OTHER, 10));
        at_commit_stop();
        Now::set(&(Now::get() - 1));
        assert_noop!(settle(id), Error::<Test>::NotDue);
        at(DAY.first_hour() - 1);
        assert_ok!(settle(id));
        assert_eq!(delivered(), (0, 10, None, 0, 0));
        assert_eq!(units(OTHER, SELLER), (10, 0));
        assert_eq!(margins(id), [INITIAL, INITIAL]);
        close_all(2_010_000);
        assert_ok!(settle(id));
        assert_eq!(cash(BUYER), (START + 10_000 * 240, 0));
    });
}

#[test]
fn a_gate_that_fell_into_a_gap_leaves_time_to_settle() {
    build_and_execute(|| {
        let id = agreed(physical());
        issue(OTHER, SELLER, 10);
        assert_ok!(commit(SELLER, id, OTHER, 10));
        Grace::set(&headroom_primitives::period::HOUR_MS);
        Now::set(&(DAY.start() - 1));
        assert_ok!(settle(id));
        assert_eq!(delivered().0, 10);
    });
}

#[test]
fn what_the_winner_withdrew_it_owes_when_units_are_delivered() {
    build_and_execute(|| {
        let id = agreed(physical());
        issue(OTHER, SELLER, 10);
        assert_ok!(commit(SELLER, id, OTHER, 10));
        // All of the seller's margin goes to the buyer, who has taken it out somehow.
        Last::set(&Some(2_400_000));
        for _ in 0..12 {
            wait(1);
            assert_ok!(mark(id));
        }
        assert_eq!(margins(id), [2 * INITIAL, 0]);
        Agreements::<Test>::mutate(id, |slot| {
            let buyer = &mut slot.as_mut().unwrap().buyer;
            assert_ok!(Forward::release(&BUYER, buyer.margin));
            buyer.paid_in -= buyer.margin as i128;
            buyer.margin = 0;
        });
        at_commit_stop();
        assert_ok!(settle(id));
        assert_eq!(Debts::get(), [(BUYER, SELLER, INITIAL)]);
        // With that paid, each has what was agreed on.
        assert_eq!(cash(BUYER), (START + INITIAL - value(10), 0));
        assert_eq!(cash(SELLER), (START - INITIAL + value(10), 0));
    });
}

#[test]
fn a_close_out_gives_units_back() {
    build_and_execute(|| {
        let id = agreed(physical());
        issue(OTHER, SELLER, 10);
        assert_ok!(commit(SELLER, id, OTHER, 10));
        Last::set(&Some(2_120_000));
        for _ in 0..9 {
            wait(1);
            assert_ok!(mark(id));
        }
        assert_ok!(call_margin(id));
        wait(7);
        assert_ok!(close_out(id));
        assert_eq!(units(OTHER, SELLER), (10, 0));
    });
}

#[test]
fn each_error_of_commit_and_instruct_names_its_cause() {
    build_and_execute(|| {
        use Error::*;
        let id = agreed(physical());
        let cash = agreed(terms());
        issue(OTHER, SELLER, 20);
        issue(BUYER, SELLER, 2);
        assert_noop!(commit(SELLER, id, OTHER, 0), ZeroQuantity::<Test>);
        assert_noop!(commit(SELLER, 9, OTHER, 1), UnknownAgreement::<Test>);
        assert_noop!(commit(BUYER, id, OTHER, 1), NotSeller::<Test>);
        assert_noop!(commit(SELLER, cash, OTHER, 1), NotPhysical::<Test>);
        assert_noop!(commit(SELLER, id, BUYER, 1), BuyersOwn::<Test>);
        assert_noop!(commit(SELLER, id, OTHER, 11), BeyondQuantity::<Test>);
        assert_noop!(commit(SELLER, id, STRANGER, 1), DispatchError::Other("InsufficientUnits"));
        let elsewhere = SeriesId { period: Period::Day(20_793), ..SERIES };
        let unit = UnitId { series: elsewhere, operator: OTHER };
        assert_noop!(call(|| Forward::commit(signed(SELLER), id, unit, 1)), WrongSeries::<Test>);
        Debts::set(&vec![(SELLER, OTHER, 1)]);
        assert_noop!(commit(SELLER, id, OTHER, 1), InDebt::<Test>);
        Debts::set(&vec![]);
        for operator in 100..108 {
            issue(operator, SELLER, 1);
            assert_ok!(commit(SELLER, id, operator, 1));
        }
        assert_noop!(commit(SELLER, id, OTHER, 1), TooManyOperators::<Test>);
        assert_noop!(call(|| Forward::assign(signed(SELLER), id, OTHER)), UnitsCommitted::<Test>);
        at_commit_stop();
        assert_noop!(commit(SELLER, id, 100, 1), CommitLate::<Test>);

        assert_noop!(instruct(BUYER, 9), UnknownAgreement::<Test>);
        assert_noop!(instruct(SELLER, id), NotBuyer::<Test>);
        assert_noop!(instruct(BUYER, cash), NotPhysical::<Test>);
        // An offer on units lapses before they are put in no more.
        let late = Terms { series: elsewhere, ..physical() };
        let until = Forward::commit_stop(&elsewhere);
        assert_noop!(
            call(|| Forward::offer(signed(BUYER), late, Side::Buyer, None, until)),
            PeriodBegun::<Test>
        );
    });
}

#[test]
fn who_consents_after_units_were_put_in_consents_to_nothing() {
    build_and_execute(|| {
        let id = agreed(physical());
        issue(OTHER, SELLER, 1);
        assert_ok!(call(|| Forward::assign(signed(BUYER), id, STRANGER)));
        assert_ok!(commit(SELLER, id, OTHER, 1));
        assert_noop!(
            call(|| Forward::consent(signed(SELLER), id, Side::Buyer, STRANGER)),
            Error::<Test>::UnitsCommitted
        );
    });
}
