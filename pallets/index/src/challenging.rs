//! Challenges of reports, and rulings on them.

use crate::*;
use frame_support::{
    ensure,
    traits::{
        fungible::MutateHold,
        tokens::{Fortitude::Polite, Precision::Exact, Restriction},
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
        id: ChallengeId<T::AccountId>,
        evidence: [u8; 32],
    ) -> DispatchResult {
        ensure!(id.challenger != id.reporter, Error::<T>::OwnReport);
        let now = T::Time::now();
        ensure!(Self::challengeable(id.hour, now), Error::<T>::NothingToChallenge);
        let reported = Inputs::<T>::get(id.index, Slot::Hour(id.hour)).iter().any(|input| {
            matches!(&input.source, Source::Report { reporter, .. } if *reporter == id.reporter)
        });
        ensure!(reported, Error::<T>::NothingToChallenge);
        ensure!(!Challenges::<T>::contains_key(&id), Error::<T>::AlreadyChallenged);
        // A reporter cannot leave while a report of its can be challenged, so its record is there.
        Reporters::<T>::try_mutate(&id.reporter, |slot| {
            let reporter = slot.as_mut().ok_or(Error::<T>::NothingToChallenge)?;
            ensure!(!reporter.fined.contains(&(id.index, id.hour)), Error::<T>::AlreadyFined);
            reporter.challenges = reporter.challenges.saturating_add(1);
            Ok::<_, Error<T>>(())
        })?;
        let stake = T::ChallengeStake::get();
        T::Cash::hold(&HoldReason::Challenge.into(), &id.challenger, stake)
            .map_err(|_| Error::<T>::InsufficientCash)?;
        let deadline = now.saturating_add(T::RulingWindow::get());
        Challenges::<T>::insert(&id, Challenge { stake, evidence, deadline });
        Self::deposit_event(Event::Challenged { challenge: id, stake, evidence, deadline });
        Ok(())
    }

    pub(crate) fn do_rule(
        arbiter: T::AccountId,
        id: ChallengeId<T::AccountId>,
        upheld: bool,
    ) -> DispatchResult {
        let Challenge { stake, deadline, .. } =
            Challenges::<T>::take(&id).ok_or(Error::<T>::UnknownChallenge)?;
        let now = T::Time::now();
        ensure!(now <= deadline, Error::<T>::RulingLate);
        let penalty = Reporters::<T>::mutate(&id.reporter, |slot| match slot {
            Some(reporter) => {
                reporter.challenges = reporter.challenges.saturating_sub(1);
                if upheld {
                    Self::fined(reporter, &id, now)
                } else {
                    0
                }
            },
            None => 0,
        });
        let reward = penalty / 2;
        if upheld {
            T::Cash::release(&HoldReason::Challenge.into(), &id.challenger, stake, Exact)?;
            Self::pay(HoldReason::Reporter, &id.reporter, &id.challenger, reward)?;
            let rest = penalty.saturating_sub(reward);
            Self::pay(HoldReason::Reporter, &id.reporter, &T::FeeAccount::get(), rest)?;
        } else {
            Self::pay(HoldReason::Challenge, &id.challenger, &id.reporter, stake)?;
        }
        Self::deposit_event(Event::Ruled { challenge: id, arbiter, upheld, penalty, reward });
        Ok(())
    }

    /// Takes the penalty off a reporter's bond, once for each report. Returns it.
    fn fined(reporter: &mut Reporter, id: &ChallengeId<T::AccountId>, now: Moment) -> Balance {
        let report = (id.index, id.hour);
        if reporter.fined.contains(&report) {
            return 0;
        }
        // Of what cannot be challenged any more, a challenge may still wait for its ruling.
        let then = now.saturating_sub(T::RulingWindow::get());
        reporter.fined.retain(|(_, hour)| Self::challengeable(*hour, then));
        if reporter.fined.is_full() {
            reporter.fined.remove(0);
        }
        let _ = reporter.fined.try_push(report);
        let penalty = T::Penalty::get().min(reporter.bond);
        reporter.bond = reporter.bond.saturating_sub(penalty);
        penalty
    }

    pub(crate) fn do_lapse_challenge(id: ChallengeId<T::AccountId>) -> DispatchResult {
        let Challenge { stake, deadline, .. } =
            Challenges::<T>::take(&id).ok_or(Error::<T>::UnknownChallenge)?;
        ensure!(T::Time::now() > deadline, Error::<T>::NotLapsed);
        Reporters::<T>::mutate_extant(&id.reporter, |reporter| {
            reporter.challenges = reporter.challenges.saturating_sub(1);
        });
        T::Cash::release(&HoldReason::Challenge.into(), &id.challenger, stake, Exact)?;
        Self::deposit_event(Event::ChallengeLapsed { challenge: id });
        Ok(())
    }

    fn pay(
        from: HoldReason,
        payer: &T::AccountId,
        to: &T::AccountId,
        amount: Balance,
    ) -> DispatchResult {
        if amount > 0 {
            T::Cash::transfer_on_hold(
                &from.into(),
                payer,
                to,
                amount,
                Exact,
                Restriction::Free,
                Polite,
            )?;
        }
        Ok(())
    }
}
