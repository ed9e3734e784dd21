//! Objections, answers and rulings.

use crate::*;
use frame_support::{
    ensure,
    traits::{
        fungible::MutateHold,
        tokens::{Fortitude::Polite, Precision::Exact, Restriction},
        Get, Time,
    },
};
use headroom_primitives::{amount, Balance, Moment};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_object(
        who: T::AccountId,
        id: DeliveryIdOf<T>,
        seen: u64,
        claimed: u64,
    ) -> DispatchResult {
        let now = T::Time::now();
        let (hours, dispute) = Deliveries::<T>::try_mutate(&id.unit, id.index, |slot| {
            let delivery = slot.as_mut().ok_or(Error::<T>::UnknownDelivery)?;
            ensure!(delivery.buyer == who, Error::<T>::NotBuyer);
            let Pending { hours, delivered: reported, closes } =
                delivery.pending.take().ok_or(Error::<T>::NothingPending)?;
            ensure!(!Self::is_over(closes, now), Error::<T>::ObjectionLate);
            ensure!(reported == seen, Error::<T>::ReportChanged);
            ensure!(
                claimed < reported && claimed >= delivery.stands.delivered,
                Error::<T>::NothingDisputed
            );
            // Both agree on what was not delivered, and on what the buyer says was.
            let owed = delivery.owed(&id.unit);
            delivery.decide(&owed, hours, reported);
            delivery.stands.delivered = claimed;
            let disputed = reported.saturating_sub(claimed);
            let stake = amount::thousandths_up(
                amount::metered_up(delivery.cover_rate, disputed),
                T::StakeShare::get(),
            )
            .max(T::MinStake::get());
            let deadline = now.saturating_add(T::AnswerWindow::get());
            let dispute = Dispute { claimed, reported, stake, answered: false, deadline };
            delivery.dispute = Some(dispute.clone());
            Ok::<_, Error<T>>((hours, dispute))
        })?;
        Self::hold_stake(&who, dispute.stake)?;
        let Dispute { claimed, reported, stake, deadline, .. } = dispute;
        Self::deposit_event(Event::Objected {
            delivery: id,
            hours,
            claimed,
            reported,
            stake,
            deadline,
        });
        Ok(())
    }

    pub(crate) fn do_answer(who: T::AccountId, id: DeliveryIdOf<T>) -> DispatchResult {
        let now = T::Time::now();
        let deadline = now.saturating_add(T::RulingWindow::get());
        let stake = Deliveries::<T>::try_mutate(&id.unit, id.index, |slot| {
            let delivery = slot.as_mut().ok_or(Error::<T>::UnknownDelivery)?;
            ensure!(id.unit.operator == who, Error::<T>::NotOperator);
            let dispute = delivery.dispute.as_mut().ok_or(Error::<T>::NoDispute)?;
            ensure!(!dispute.answered, Error::<T>::AlreadyAnswered);
            ensure!(!Self::is_over(dispute.deadline, now), Error::<T>::AnswerLate);
            dispute.answered = true;
            dispute.deadline = deadline;
            Ok::<_, Error<T>>(dispute.stake)
        })?;
        Self::hold_stake(&who, stake)?;
        Self::deposit_event(Event::Answered { delivery: id, stake, deadline });
        Ok(())
    }

    pub(crate) fn do_resolve(
        arbiter: T::AccountId,
        id: DeliveryIdOf<T>,
        delivered: u64,
    ) -> DispatchResult {
        let now = T::Time::now();
        let (dispute, buyer) = Deliveries::<T>::try_mutate(&id.unit, id.index, |slot| {
            let delivery = slot.as_mut().ok_or(Error::<T>::UnknownDelivery)?;
            let dispute = delivery.dispute.take().ok_or(Error::<T>::NoDispute)?;
            ensure!(dispute.answered, Error::<T>::NotAnswered);
            ensure!(!Self::is_over(dispute.deadline, now), Error::<T>::RulingLate);
            ensure!(
                delivered >= dispute.claimed && delivered <= dispute.reported,
                Error::<T>::RulingOutOfRange
            );
            Self::rule(delivery, &dispute, delivered, now);
            Ok::<_, Error<T>>((dispute, delivery.buyer.clone()))
        })?;
        let part = |wrong: u64| {
            let disputed = Balance::from(dispute.disputed().max(1));
            dispute.stake.saturating_mul(wrong.into()) / disputed
        };
        let buyer_loses = part(delivered.saturating_sub(dispute.claimed));
        let operator_loses = part(dispute.reported.saturating_sub(delivered));
        let operator = &id.unit.operator;
        Self::return_stake(&buyer, operator, dispute.stake, buyer_loses)?;
        Self::return_stake(operator, &buyer, dispute.stake, operator_loses)?;
        Self::deposit_event(Event::Resolved {
            delivery: id,
            arbiter,
            delivered,
            buyer_loses,
            operator_loses,
        });
        Ok(())
    }

    /// An objection whose time is over is decided without a ruling. Returns whether one was.
    pub(crate) fn lapse(
        id: &DeliveryIdOf<T>,
        delivery: &mut DeliveryOf<T>,
        now: Moment,
    ) -> Result<bool, sp_runtime::DispatchError> {
        let Some(dispute) = delivery.dispute.take() else { return Ok(false) };
        if !Self::is_over(dispute.deadline, now) {
            delivery.dispute = Some(dispute);
            return Ok(false);
        }
        let delivered = if dispute.answered { dispute.reported } else { dispute.claimed };
        Self::rule(delivery, &dispute, delivered, now);
        Self::return_stake(&delivery.buyer, &id.unit.operator, dispute.stake, 0)?;
        if dispute.answered {
            Self::return_stake(&id.unit.operator, &delivery.buyer, dispute.stake, 0)?;
        }
        Self::deposit_event(Event::ObjectionLapsed {
            delivery: id.clone(),
            answered: dispute.answered,
            delivered,
        });
        Ok(true)
    }

    /// Decides what was in dispute.
    fn rule(delivery: &mut DeliveryOf<T>, dispute: &Dispute, delivered: u64, now: Moment) {
        let not = dispute.reported.saturating_sub(delivered);
        delivery.stands.delivered = delivered;
        delivery.stands.lost = delivery.stands.lost.saturating_add(not);
        delivery.disallowed = delivery.disallowed.saturating_add(not);
        delivery.reopened = now;
    }

    fn hold_stake(who: &T::AccountId, stake: Balance) -> DispatchResult {
        T::Cash::hold(&HoldReason::Stake.into(), who, stake)
            .map_err(|_| Error::<T>::InsufficientCash.into())
    }

    /// Of a stake, `lost` goes to the other side and the rest back.
    fn return_stake(
        who: &T::AccountId,
        other: &T::AccountId,
        stake: Balance,
        lost: Balance,
    ) -> DispatchResult {
        let reason = HoldReason::Stake.into();
        let lost = lost.min(stake);
        if lost > 0 {
            T::Cash::transfer_on_hold(&reason, who, other, lost, Exact, Restriction::Free, Polite)?;
        }
        let back = stake.saturating_sub(lost);
        if back > 0 {
            T::Cash::release(&reason, who, back, Exact)?;
        }
        Ok(())
    }
}
