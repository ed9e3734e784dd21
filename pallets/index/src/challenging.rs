//! Challenges of reports, and rulings on them.

use crate::*;
use frame_support::{
    ensure,
    traits::{
        fungible::{Mutate, MutateHold},
        tokens::{Fortitude::Polite, Precision::Exact, Preservation::Expendable, Restriction},
        Get, Time,
    },
};
use headroom_primitives::{period::HOUR_MS, Balance, Moment};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    /// Whether a report for this hour can be challenged.
    pub(crate) fn challengeable(hour: u32, now: Moment) -> bool {
        let end = Moment::from(hour).saturating_add(1).saturating_mul(HOUR_MS);
        now <= end.saturating_add(T::ChallengeWindow::get())
    }

    pub(crate) fn do_challenge(
        who: T::AccountId,
        id: ChallengeId<T::AccountId>,
        evidence: [u8; 32],
    ) -> DispatchResult {
        let now = T::Time::now();
        ensure!(Self::challengeable(id.hour, now), Error::<T>::NothingToChallenge);
        let reported = Inputs::<T>::get(id.index, Slot::Hour(id.hour)).iter().any(|input| {
            matches!(&input.source, Source::Report { reporter, .. } if *reporter == id.reporter)
        });
        ensure!(reported, Error::<T>::NothingToChallenge);
        ensure!(!Challenges::<T>::contains_key(&id), Error::<T>::AlreadyChallenged);
        let stake = T::ChallengeStake::get();
        T::Cash::hold(&HoldReason::Challenge.into(), &who, stake)
            .map_err(|_| Error::<T>::InsufficientCash)?;
        let deadline = now.saturating_add(T::RulingWindow::get());
        let challenge = Challenge { challenger: who.clone(), stake, evidence, deadline };
        Challenges::<T>::insert(&id, challenge);
        Self::count_challenges(&id.reporter, |open| open.saturating_add(1));
        Self::deposit_event(Event::Challenged {
            challenge: id,
            challenger: who,
            stake,
            evidence,
            deadline,
        });
        Ok(())
    }

    pub(crate) fn do_rule(
        arbiter: T::AccountId,
        id: ChallengeId<T::AccountId>,
        upheld: bool,
    ) -> DispatchResult {
        let Challenge { challenger, stake, deadline, .. } =
            Challenges::<T>::take(&id).ok_or(Error::<T>::UnknownChallenge)?;
        ensure!(T::Time::now() <= deadline, Error::<T>::RulingLate);
        Self::count_challenges(&id.reporter, |open| open.saturating_sub(1));
        let (penalty, reward) = if upheld {
            T::Cash::release(&HoldReason::Challenge.into(), &challenger, stake, Exact)?;
            let penalty = Reporters::<T>::mutate(&id.reporter, |slot| match slot {
                Some(reporter) => {
                    let penalty = T::Penalty::get().min(reporter.bond);
                    reporter.bond = reporter.bond.saturating_sub(penalty);
                    penalty
                },
                None => 0,
            });
            let reward = penalty / 2;
            Self::fine(&id.reporter, &challenger, reward)?;
            Self::fine(&id.reporter, &T::FeeAccount::get(), penalty.saturating_sub(reward))?;
            (penalty, reward)
        } else if challenger == id.reporter {
            T::Cash::release(&HoldReason::Challenge.into(), &challenger, stake, Exact)?;
            (0, 0)
        } else {
            T::Cash::transfer_on_hold(
                &HoldReason::Challenge.into(),
                &challenger,
                &id.reporter,
                stake,
                Exact,
                Restriction::Free,
                Polite,
            )?;
            (0, 0)
        };
        Self::deposit_event(Event::Ruled { challenge: id, arbiter, upheld, penalty, reward });
        Ok(())
    }

    pub(crate) fn do_lapse_challenge(id: ChallengeId<T::AccountId>) -> DispatchResult {
        let Challenge { challenger, stake, deadline, .. } =
            Challenges::<T>::take(&id).ok_or(Error::<T>::UnknownChallenge)?;
        ensure!(T::Time::now() > deadline, Error::<T>::NotLapsed);
        Self::count_challenges(&id.reporter, |open| open.saturating_sub(1));
        T::Cash::release(&HoldReason::Challenge.into(), &challenger, stake, Exact)?;
        Self::deposit_event(Event::ChallengeLapsed { challenge: id });
        Ok(())
    }

    /// A reporter cannot leave while a challenge is open, so its record is there.
    fn count_challenges(reporter: &T::AccountId, change: impl FnOnce(u32) -> u32) {
        Reporters::<T>::mutate(reporter, |slot| {
            if let Some(reporter) = slot {
                reporter.challenges = change(reporter.challenges);
            }
        });
    }

    fn fine(reporter: &T::AccountId, to: &T::AccountId, amount: Balance) -> DispatchResult {
        if amount == 0 {
            return Ok(());
        }
        // By way of free cash, because who challenges itself pays itself.
        T::Cash::release(&HoldReason::Reporter.into(), reporter, amount, Exact)?;
        if reporter != to {
            T::Cash::transfer(reporter, to, amount, Expendable)?;
        }
        Ok(())
    }
}
