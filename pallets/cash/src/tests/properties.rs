//! Random sequences of everything that moves cash, the invariants after each step.

use crate::mock::*;
use frame_support::traits::{
    fungible::{Inspect, Mutate, MutateHold},
    tokens::{Fortitude::Polite, Precision::Exact, Preservation::Expendable, Restriction},
};
use headroom_primitives::Claims as _;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Deposit(AccountId, u128),
    Withdraw(AccountId, u128),
    Transfer(AccountId, AccountId, u128),
    Hold(Reason, AccountId, u128),
    Release(Reason, AccountId, u128),
    PayFromHold(Reason, AccountId, AccountId, u128),
    Record(AccountId, AccountId, u128),
    PayClaim(AccountId, AccountId, u128),
}

fn step() -> impl Strategy<Value = Step> {
    let who = || ALICE..=CAROL;
    let amount = || prop_oneof![0..START / 2, 0..=2u128, Just(u128::MAX)];
    let reason = || prop_oneof![Just(Reason::Order), Just(Reason::Stake)];
    prop_oneof![
        (who(), amount()).prop_map(|(a, n)| Step::Deposit(a, n)),
        (who(), amount()).prop_map(|(a, n)| Step::Withdraw(a, n)),
        (who(), who(), amount()).prop_map(|(a, b, n)| Step::Transfer(a, b, n)),
        (reason(), who(), amount()).prop_map(|(r, a, n)| Step::Hold(r, a, n)),
        (reason(), who(), amount()).prop_map(|(r, a, n)| Step::Release(r, a, n)),
        (reason(), who(), who(), amount()).prop_map(|(r, a, b, n)| Step::PayFromHold(r, a, b, n)),
        (who(), who(), amount()).prop_map(|(a, b, n)| Step::Record(a, b, n)),
        (who(), who(), amount()).prop_map(|(a, b, n)| Step::PayClaim(a, b, n)),
    ]
}

/// Each step in a transaction of its own, as a call would be; whether it succeeds is its own matter.
fn run(step: Step) {
    let _ = frame_support::storage::with_storage_layer(|| match step {
        Step::Deposit(who, n) => Cash::deposit(RuntimeOrigin::signed(who), n),
        Step::Withdraw(who, n) => Cash::withdraw(RuntimeOrigin::signed(who), n),
        Step::Transfer(from, to, n) => {
            <Cash as Mutate<_>>::transfer(&from, &to, n, Expendable).map(drop)
        },
        Step::Hold(reason, who, n) => Cash::hold(&reason, &who, n),
        Step::Release(reason, who, n) => Cash::release(&reason, &who, n, Exact).map(drop),
        Step::PayFromHold(reason, from, to, n) => {
            Cash::transfer_on_hold(&reason, &from, &to, n, Exact, Restriction::Free, Polite)
                .map(drop)
        },
        Step::Record(debtor, creditor, n) => Cash::record(&debtor, &creditor, n),
        Step::PayClaim(debtor, creditor, n) => {
            Cash::pay_claim(RuntimeOrigin::signed(ALICE), debtor, creditor, n)
        },
    });
}

proptest! {
    #[test]
    fn no_sequence_makes_or_loses_cash(steps in proptest::collection::vec(step(), 1..60)) {
        build_and_execute(|| {
            for step in steps {
                run(step);
                Cash::do_try_state().unwrap();
                let inside: u128 = (ALICE..=CAROL).map(|who| Cash::total_balance(&who)).sum();
                let outside: u128 = (ALICE..=CAROL).map(|who| Assets::balance(1, who)).sum();
                assert_eq!(inside + outside, 6 * START);
            }
        });
    }
}
