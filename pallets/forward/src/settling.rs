//! The end of an agreement by the index, and instalments on the way there.

use crate::{margin, moving::Ending, *};
use frame_support::{ensure, traits::Time};
use headroom_primitives::{period::HOUR_MS, Moment, Price, Span};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
    /// Where units were delivered, returns of how many operators they were.
    pub(crate) fn do_settle(id: AgreementId) -> Result<Option<u32>, DispatchError> {
        let agreement = Self::agreement(id)?;
        let now = T::Time::now();
        if agreement.deliverable {
            let operators = agreement.committed.len() as u32;
            Self::deliver(id, agreement, now)?;
            return Ok(Some(operators));
        }
        let view = Self::view(&agreement, now);
        let terms = &agreement.terms;
        let Span { sum, priced, ended, .. } = view.span;
        let waited = terms
            .series
            .period
            .end()
            .saturating_add(Moment::from(terms.wait).saturating_mul(HOUR_MS));
        let mean = Price::try_from(sum.checked_div(priced.into()).unwrap_or_default());
        let mean = mean.unwrap_or(Price::MAX);
        let hours = terms.hours();
        let (outcome, price, gain) = if priced == hours {
            (Outcome::Average, mean, Self::gain(&agreement, &view, 0))
        } else if !ended || now < waited {
            Self::instalment(id, agreement, view, now)?;
            return Ok(None);
        } else if priced >= terms.least_hours {
            let gain = margin::gain_of_mean(sum, priced, terms.price, agreement.quantity, hours);
            (Outcome::Partial(priced), mean, agreement.bounded(gain))
        } else {
            (Outcome::Unfixed, terms.price, 0)
        };
        Agreements::<T>::remove(id);
        Self::end(id, agreement, Ending { outcome, price, gain, penalty: None }, view.hour)?;
        Ok(None)
    }

    /// Frees what the hours to come do not need. What was gained in hours that have a price is final.
    fn instalment(
        id: AgreementId,
        mut agreement: Agreement<T::AccountId>,
        view: marking::View,
        now: Moment,
    ) -> DispatchResult {
        ensure!(agreement.terms.instalments && view.span.priced > 0, Error::<T>::NotDue);
        Self::try_remark(id, &mut agreement, &view, now)?;
        let mut freed = [0; 2];
        for (side, freed) in [Side::Buyer, Side::Seller].into_iter().zip(&mut freed) {
            if agreement.party(side).call.is_none() {
                *freed = Self::excess(&agreement, &view, side);
                Self::take_out(&mut agreement, side, *freed)?;
            }
        }
        let [buyer, seller] = freed;
        ensure!(buyer > 0 || seller > 0, Error::<T>::NotDue);
        Self::deposit_event(Event::Freed { id, hours_left: view.hours_left, buyer, seller });
        Agreements::<T>::insert(id, agreement);
        Ok(())
    }
}
