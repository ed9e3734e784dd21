//! Nominations, reports, and what stands by itself.

use crate::{remedy::Owed, *};
use frame_support::{
    ensure,
    traits::{Get, Time},
};
use headroom_primitives::{
    amount, Deadlines, Markets, Metered, Moment, Nomination, Quantity, UnitId, UnitLedger,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_nominate(
        buyer: T::AccountId,
        unit: UnitId<T::AccountId>,
        quantity: Quantity,
        instructions: [u8; 32],
    ) -> DispatchResult {
        let period = unit.series.period;
        period.validate().map_err(|_| Error::<T>::BadPeriod)?;
        let gate = period.start().saturating_sub(T::GateLead::get());
        let now = T::Time::now();
        // A gate that fell into a gap is open for a while, but not once the period has begun.
        let gap = now < period.start() && !Self::is_over(gate.saturating_sub(1), now);
        ensure!(now < gate || gap, Error::<T>::GateClosed);
        let Nomination { index, cover_rate, bond_rate } =
            T::Units::nominate(&unit, &buyer, quantity)?;
        let bond = amount::total(bond_rate, quantity, period.hours());
        Deliveries::<T>::insert(
            &unit,
            index,
            Delivery {
                buyer: buyer.clone(),
                quantity,
                instructions,
                cover_rate,
                bond_left: bond,
                reading: None,
                disallowed: 0,
                hours: 0,
                stands: Default::default(),
                paid: Default::default(),
                pending: None,
                dispute: None,
                reopened: 0,
            },
        );
        let delivery = DeliveryIdOf::<T> { unit, index };
        Self::deposit_event(Event::Nominated {
            delivery,
            buyer,
            quantity,
            instructions,
            cover_rate,
            bond,
        });
        Ok(())
    }

    pub(crate) fn do_report(
        who: T::AccountId,
        id: DeliveryIdOf<T>,
        metered: Metered,
    ) -> DispatchResult {
        let now = T::Time::now();
        let (hours, delivered, closes) = Deliveries::<T>::try_mutate(&id.unit, id.index, |slot| {
            let delivery = slot.as_mut().ok_or(Error::<T>::UnknownDelivery)?;
            ensure!(id.unit.operator == who, Error::<T>::NotOperator);
            ensure!(delivery.dispute.is_none(), Error::<T>::DisputeOpen);
            let metering =
                T::Markets::metering(id.unit.series.product).ok_or(Error::<T>::UnknownProduct)?;
            let read = metering.unit_hours(&metered).ok_or(Error::<T>::WrongKind)?;
            ensure!(
                !Self::is_over(Self::report_deadline(&id.unit, delivery), now),
                Error::<T>::ReportTooLate
            );
            let owed = delivery.owed(&id.unit);
            Self::stand(delivery, &owed, now);
            ensure!(
                delivery.reading.is_none_or(|last| not_backwards(&last, &metered)),
                Error::<T>::ReadingBackwards
            );
            let delivered =
                read.checked_sub(delivery.disallowed).ok_or(Error::<T>::ReadingBackwards)?;
            ensure!(delivered >= delivery.stands.delivered, Error::<T>::ReadingBackwards);
            let hours = id.unit.series.period.metered_hours(now);
            // What is lost in blocks that are decided cannot be made up for.
            let most = owed
                .entitled(hours.saturating_sub(delivery.hours))
                .saturating_add(delivery.stands.delivered);
            ensure!(delivered <= most, Error::<T>::BeyondEntitlement);
            let adds = match &delivery.pending {
                Some(pending) => hours > pending.hours || delivered > pending.delivered,
                None => hours > delivery.hours,
            };
            ensure!(adds, Error::<T>::NothingToReport);
            let closes = now.saturating_add(T::ObjectionWindow::get());
            delivery.reading = Some(metered);
            delivery.pending = Some(Pending { hours, delivered, closes });
            Ok::<_, Error<T>>((hours, delivered, closes))
        })?;
        Self::deposit_event(Event::Reported { delivery: id, metered, hours, delivered, closes });
        Ok(())
    }

    pub(crate) fn do_accept(
        who: T::AccountId,
        id: DeliveryIdOf<T>,
        reported: u64,
    ) -> DispatchResult {
        let (hours, delivered) = Deliveries::<T>::try_mutate(&id.unit, id.index, |slot| {
            let delivery = slot.as_mut().ok_or(Error::<T>::UnknownDelivery)?;
            ensure!(delivery.buyer == who, Error::<T>::NotBuyer);
            let owed = delivery.owed(&id.unit);
            let Pending { hours, delivered, .. } =
                delivery.pending.take().ok_or(Error::<T>::NothingPending)?;
            ensure!(delivered == reported, Error::<T>::ReportChanged);
            delivery.decide(&owed, hours, delivered);
            Ok::<_, Error<T>>((hours, delivered))
        })?;
        Self::deposit_event(Event::Accepted { delivery: id, hours, delivered });
        Ok(())
    }

    /// A report whose window is over stands.
    pub(crate) fn stand(delivery: &mut DeliveryOf<T>, owed: &Owed, now: Moment) {
        if let Some(pending) = delivery.pending.take() {
            if Self::is_over(pending.closes, now) {
                delivery.decide(owed, pending.hours, pending.delivered);
            } else {
                delivery.pending = Some(pending);
            }
        }
    }

    /// The last moment for reports.
    pub(crate) fn report_deadline(unit: &UnitId<T::AccountId>, delivery: &DeliveryOf<T>) -> Moment {
        unit.series.period.end().max(delivery.reopened).saturating_add(T::ReportWindow::get())
    }

    /// Whether a deadline is over, gaps considered. The heartbeat is read only where it could be.
    pub(crate) fn is_over(deadline: Moment, now: Moment) -> bool {
        now > deadline
            && Heart::<T>::get().is_over(deadline, now, T::GapThreshold::get(), T::Grace::get())
    }
}

impl<T: Config> headroom_primitives::Deliveries<T::AccountId> for Pallet<T> {
    fn nominate(
        buyer: &T::AccountId,
        unit: &UnitId<T::AccountId>,
        quantity: Quantity,
        instructions: [u8; 32],
    ) -> DispatchResult {
        Self::do_nominate(buyer.clone(), unit.clone(), quantity, instructions)
    }
}

impl<T: Config> Deadlines for Pallet<T> {
    fn is_over(deadline: Moment) -> bool {
        Self::is_over(deadline, T::Time::now())
    }
}

fn not_backwards(last: &Metered, now: &Metered) -> bool {
    match (last, now) {
        (Metered::UnitHours(last), Metered::UnitHours(now)) => now >= last,
        (
            Metered::Tokens { input, cached, output },
            Metered::Tokens { input: input_now, cached: cached_now, output: output_now },
        ) => input_now >= input && cached_now >= cached && output_now >= output,
        _ => false,
    }
}
