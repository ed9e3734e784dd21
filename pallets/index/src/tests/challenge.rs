use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, storage::with_storage_layer};
use headroom_primitives::period::HOUR_MS;
use sp_runtime::{DispatchError, DispatchResult};

const STAKE: u128 = 50 * CASH;

fn id() -> ChallengeId<AccountId> {
    by(STRANGER)
}

fn by(challenger: AccountId) -> ChallengeId<AccountId> {
    ChallengeId { index: INDEX, hour: HOUR, reporter: 1, challenger }
}

fn challenge(who: AccountId) -> DispatchResult {
    with_storage_layer(|| Prices::challenge(RuntimeOrigin::signed(who), INDEX, HOUR, 1, [9; 32]))
}

fn rule(upheld: bool) -> DispatchResult {
    with_storage_layer(|| Prices::rule(RuntimeOrigin::signed(ARBITER), id(), upheld))
}

fn challenged() {
    assert_ok!(observe(1, HOUR, 9_000_000, 10));
    assert_ok!(challenge(STRANGER));
}

#[test]
fn a_challenge_holds_a_stake() {
    build_and_execute(|| {
        challenged();
        let deadline = Now::get() + 72 * HOUR_MS;
        System::assert_last_event(
            Event::Challenged { challenge: id(), stake: STAKE, evidence: [9; 32], deadline }.into(),
        );
        assert_eq!(cash(STRANGER), (START - STAKE, 0, STAKE));
        assert_eq!(Reporters::<Test>::get(1).unwrap().challenges, 1);
        assert_eq!(challenge(STRANGER), Err(Error::<Test>::AlreadyChallenged.into()));
    });
}

#[test]
fn a_false_report_costs_bond_and_half_of_it_is_the_challengers() {
    build_and_execute(|| {
        challenged();
        assert_ok!(rule(true));
        let (penalty, reward) = (501 * CASH, 501 * CASH / 2);
        System::assert_last_event(
            Event::Ruled { challenge: id(), arbiter: ARBITER, upheld: true, penalty, reward }
                .into(),
        );
        assert_eq!(cash(STRANGER), (START + reward, 0, 0));
        assert_eq!(cash(FEES), (START + penalty - reward, 0, 0));
        assert_eq!(cash(1), (START - 1_000 * CASH, 499 * CASH, 0));
        // With too small a bond it cannot report.
        assert_noop!(observe(1, HOUR + 1, 1, 1), Error::<Test>::BondTooSmall);
        assert_ok!(register(1, 501 * CASH));
        assert_ok!(observe(1, HOUR + 1, 1, 1));
        assert_eq!(rule(true), Err(Error::<Test>::UnknownChallenge.into()));
    });
}

#[test]
fn a_second_false_report_takes_what_is_left() {
    build_and_execute(|| {
        challenged();
        assert_ok!(observe(1, HOUR + 1, 9_000_000, 10));
        let next = |id| ChallengeId { hour: HOUR + 1, ..id };
        let signed = RuntimeOrigin::signed;
        assert_ok!(Prices::challenge(signed(STRANGER), INDEX, HOUR + 1, 1, [9; 32]));
        assert_ok!(rule(true));
        assert_ok!(Prices::rule(signed(ARBITER), next(id()), true));
        assert_eq!(cash(1).1, 0);
        assert_eq!(cash(STRANGER), (START + 500 * CASH, 0, 0));
        assert_eq!(
            Reporters::<Test>::get(1).unwrap().fined.to_vec(),
            [(INDEX, HOUR), (INDEX, HOUR + 1)]
        );
    });
}

#[test]
fn one_report_is_fined_once() {
    build_and_execute(|| {
        challenged();
        assert_ok!(challenge(2));
        assert_ok!(rule(true));
        // Who came second is right, too, and gets its stake back.
        assert_ok!(Prices::rule(RuntimeOrigin::signed(ARBITER), by(2), true));
        System::assert_last_event(
            Event::Ruled {
                challenge: by(2),
                arbiter: ARBITER,
                upheld: true,
                penalty: 0,
                reward: 0,
            }
            .into(),
        );
        assert_eq!(cash(1), (START - 1_000 * CASH, 499 * CASH, 0));
        assert_eq!(cash(2), (START - 1_000 * CASH, 1_000 * CASH, 0));
        assert_eq!(challenge(3), Err(Error::<Test>::AlreadyFined.into()));
    });
}

#[test]
fn a_report_is_fined_once_though_it_is_ruled_on_when_it_can_no_longer_be_challenged() {
    build_and_execute(|| {
        let (signed, later) = (RuntimeOrigin::signed, HOUR + 7 * 24);
        let rule = |id| Prices::rule(signed(ARBITER), id, true);
        assert_ok!(register(1, 5_000 * CASH));
        assert_ok!(observe(1, HOUR, 9_000_000, 10));
        at(later);
        assert_ok!(observe(1, later, 9_000_000, 10));
        assert_ok!(challenge(2));
        assert_ok!(challenge(STRANGER));
        assert_ok!(Prices::challenge(signed(3), INDEX, later, 1, [9; 32]));
        assert_ok!(rule(by(2)));
        at(later + 48);
        assert_noop!(challenge(4), Error::<Test>::NothingToChallenge);
        assert_ok!(rule(ChallengeId { hour: later, ..by(3) }));
        assert_ok!(rule(by(STRANGER)));
        assert_eq!(cash(1).1, (6_000 - 2 * 501) * CASH);
    });
}

#[test]
fn what_a_reporter_was_fined_for_is_remembered_as_long_as_it_matters() {
    build_and_execute(|| {
        assert_ok!(register(1, 10_000 * CASH));
        for ahead in 0..18 {
            at(HOUR + ahead);
            assert_ok!(observe(1, HOUR + ahead, 1, 1));
            let id = ChallengeId { hour: HOUR + ahead, ..id() };
            let signed = RuntimeOrigin::signed;
            assert_ok!(Prices::challenge(signed(STRANGER), INDEX, HOUR + ahead, 1, [9; 32]));
            assert_ok!(Prices::rule(signed(ARBITER), id, true));
        }
        let fined = || Reporters::<Test>::get(1).unwrap().fined.to_vec();
        // The oldest are forgotten.
        assert_eq!((fined().len(), fined()[0]), (16, (INDEX, HOUR + 2)));
        at(HOUR + 300);
        assert_ok!(observe(1, HOUR + 300, 1, 1));
        let signed = RuntimeOrigin::signed;
        assert_ok!(Prices::challenge(signed(STRANGER), INDEX, HOUR + 300, 1, [9; 32]));
        assert_ok!(Prices::rule(signed(ARBITER), ChallengeId { hour: HOUR + 300, ..id() }, true));
        assert_eq!(fined(), [(INDEX, HOUR + 300)]);
    });
}

#[test]
fn a_friends_challenge_keeps_nobody_out() {
    build_and_execute(|| {
        assert_ok!(observe(1, HOUR, 9_000_000, 10));
        assert_ok!(challenge(2));
        assert_ok!(challenge(STRANGER));
        assert_eq!(Reporters::<Test>::get(1).unwrap().challenges, 2);
        assert_ok!(Prices::rule(RuntimeOrigin::signed(ARBITER), by(2), false));
        assert_ok!(rule(true));
        assert_eq!(cash(STRANGER).0, START + 501 * CASH / 2);
    });
}

#[test]
fn a_challenge_that_is_not_upheld_costs_its_stake() {
    build_and_execute(|| {
        challenged();
        assert_ok!(rule(false));
        assert_eq!(cash(STRANGER), (START - STAKE, 0, 0));
        assert_eq!(cash(1), (START - 1_000 * CASH + STAKE, 1_000 * CASH, 0));
        assert_eq!(Reporters::<Test>::get(1).unwrap().challenges, 0);
        // Better evidence can come later.
        assert_ok!(challenge(STRANGER));
    });
}

#[test]
fn without_a_ruling_the_stake_goes_back() {
    build_and_execute(|| {
        challenged();
        let lapse =
            || with_storage_layer(|| Prices::lapse_challenge(RuntimeOrigin::signed(2), id()));
        Now::set(&(Now::get() + 72 * HOUR_MS));
        assert_eq!(lapse(), Err(Error::<Test>::NotLapsed.into()));
        Now::set(&(Now::get() + 1));
        assert_eq!(rule(true), Err(Error::<Test>::RulingLate.into()));
        assert_ok!(lapse());
        System::assert_last_event(Event::ChallengeLapsed { challenge: id() }.into());
        assert_eq!(cash(STRANGER), (START, 0, 0));
        assert_eq!(lapse(), Err(Error::<Test>::UnknownChallenge.into()));
    });
}

#[test]
fn a_reporter_stays_while_it_is_challenged() {
    build_and_execute(|| {
        challenged();
        at(HOUR + 30 * 24);
        let leave = || with_storage_layer(|| Prices::deregister_reporter(RuntimeOrigin::signed(1)));
        assert_eq!(leave(), Err(Error::<Test>::StillChallengeable.into()));
        assert_ok!(Prices::lapse_challenge(RuntimeOrigin::signed(2), id()));
        assert_ok!(leave());
    });
}

#[test]
fn each_error_names_its_cause() {
    build_and_execute(|| {
        assert_eq!(challenge(STRANGER), Err(Error::<Test>::NothingToChallenge.into()));
        assert_ok!(observe(1, HOUR, 9_000_000, 10));
        Sold::set(&0);
        at(HOUR + 1 + 7 * 24);
        Now::set(&(Now::get() + 1));
        assert_eq!(challenge(STRANGER), Err(Error::<Test>::NothingToChallenge.into()));
        at(HOUR + 1);
        assert_eq!(challenge(99), Err(Error::<Test>::InsufficientCash.into()));
        assert_eq!(challenge(1), Err(Error::<Test>::OwnReport.into()));
        assert_ok!(challenge(STRANGER));
        assert_noop!(
            Prices::rule(RuntimeOrigin::signed(STRANGER), id(), true),
            DispatchError::BadOrigin
        );
    });
}
