//! Paying for what stands, and ending what nobody nominated.

use crate::*;
use frame_support::{
    ensure,
    traits::{Get, Time},
};
use headroom_primitives::{Claims, Moment, OnCapacity, ReferencePrice, UnitId, UnitLedger};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_settle(id: DeliveryIdOf<T>) -> DispatchResult {
        let now = T::Time::now();
        let mut delivery =
            Deliveries::<T>::get(&id.unit, id.index).ok_or(Error::<T>::UnknownDelivery)?;
        let lapsed = Self::advance(&id, &mut delivery, now)?;
        let (paid, stands) = (delivery.paid, delivery.stands);
        ensure!(lapsed || paid != stands, Error::<T>::NothingDue);

        let owed = delivery.owed(&id.unit);
        let rate = if stands.lost > paid.lost {
            Self::damage_rate(&id.unit, delivery.cover_rate)
        } else {
            0
        };
        let (discharge, debt) = remedy::settle(&owed, paid, stands, rate, delivery.bond_left);
        T::Units::discharge(&id.unit, &delivery.buyer, discharge)?;
        T::Claims::record(&id.unit.operator, &delivery.buyer, debt)?;
        let delivered = stands.delivered.saturating_sub(paid.delivered);
        let lost = stands.lost.saturating_sub(paid.lost);
        T::OnCapacity::settled(&id.unit.series, delivered, lost);
        delivery.paid = stands;
        delivery.bond_left = delivery
            .bond_left
            .saturating_sub(discharge.bond_paid)
            .saturating_sub(discharge.bond_released);
        let finished = discharge.ended > 0;
        if finished {
            Deliveries::<T>::remove(&id.unit, id.index);
        } else {
            Deliveries::<T>::insert(&id.unit, id.index, delivery);
        }
        Self::deposit_event(Event::Settled {
            delivery: id,
            delivered,
            lost,
            released: discharge.cover_released,
            refunded: discharge.cover_paid,
            damages: discharge.bond_paid,
            debt,
            finished,
        });
        Ok(())
    }

    /// Decides what time has decided. Returns whether an objection lapsed.
    fn advance(
        id: &DeliveryIdOf<T>,
        delivery: &mut DeliveryOf<T>,
        now: Moment,
    ) -> Result<bool, DispatchError> {
        let lapsed = Self::lapse(id, delivery, now)?;
        let owed = delivery.owed(&id.unit);
        Self::stand(delivery, &owed, now);
        if delivery.dispute.is_none()
            && delivery.pending.is_none()
            && Self::is_over(Self::report_deadline(&id.unit, delivery), now)
        {
            // What was not reported in time was not delivered.
            delivery.decide(&owed, owed.hours, delivery.stands.delivered);
        }
        Ok(lapsed)
    }

    /// Damages for a unit-hour. Without an average of the period it is today's reference that says
    /// what capacity is worth, and without that the cover.
    fn damage_rate(
        unit: &UnitId<T::AccountId>,
        cover_rate: headroom_primitives::Price,
    ) -> headroom_primitives::Balance {
        let series = &unit.series;
        let average = T::Reference::average(series.product, series.zone, &series.period)
            .or_else(|| T::Reference::reference(series.product, series.zone))
            .unwrap_or(cover_rate);
        remedy::damage_rate(average, cover_rate, T::PenaltyShare::get())
    }

    pub(crate) fn do_expire(unit: UnitId<T::AccountId>) -> DispatchResult {
        let period = unit.series.period;
        period.validate().map_err(|_| Error::<T>::BadPeriod)?;
        ensure!(T::Time::now() >= period.end(), Error::<T>::NotOver);
        let (quantity, cover) = T::Units::expire(&unit)?;
        Self::deposit_event(Event::Expired { unit, quantity, cover });
        Ok(())
    }

    /// Where a delivery stands now.
    pub fn phase(id: &DeliveryIdOf<T>) -> Option<Phase> {
        let now = T::Time::now();
        let mut delivery = Deliveries::<T>::get(&id.unit, id.index)?;
        if let Some(dispute) = &delivery.dispute {
            return Some(if Self::is_over(dispute.deadline, now) {
                Phase::Due
            } else if dispute.answered {
                Phase::Answered
            } else {
                Phase::Objected
            });
        }
        // There is no objection that could move cash.
        Self::advance(id, &mut delivery, now).ok()?;
        Some(if delivery.stands != delivery.paid {
            Phase::Due
        } else if delivery.pending.is_some() {
            Phase::Reported
        } else {
            Phase::Open
        })
    }
}
