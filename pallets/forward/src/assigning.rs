//! Handing one's side to somebody else: signed by all three.

use crate::{margin, *};
use frame_support::{ensure, traits::Time};
use headroom_primitives::Claims;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_assign(
        who: T::AccountId,
        id: AgreementId,
        to: T::AccountId,
    ) -> DispatchResult {
        let mut agreement = Self::agreement(id)?;
        let side = Self::side_of(&agreement, &who)?;
        ensure!(!T::Claims::in_debt(&who), Error::<T>::InDebt);
        ensure!(Self::side_of(&agreement, &to).is_err(), Error::<T>::SameAccount);
        // They are the present seller's.
        ensure!(agreement.committed.is_empty(), Error::<T>::UnitsCommitted);
        agreement.assignment =
            Some(Assignment { side, to: to.clone(), other_consents: false, to_consents: false });
        Agreements::<T>::insert(id, agreement);
        Self::deposit_event(Event::AssignmentProposed { id, side, to });
        Ok(())
    }

    pub(crate) fn do_consent(
        who: T::AccountId,
        id: AgreementId,
        side: Side,
        to: T::AccountId,
    ) -> DispatchResult {
        let mut agreement = Self::agreement(id)?;
        let mut proposed = agreement
            .assignment
            .take()
            .filter(|proposed| proposed.side == side && proposed.to == to)
            .ok_or(Error::<T>::NotProposed)?;
        ensure!(!T::Claims::in_debt(&who), Error::<T>::InDebt);
        ensure!(agreement.committed.is_empty(), Error::<T>::UnitsCommitted);
        let consents = if who == to {
            &mut proposed.to_consents
        } else if who == agreement.party(side.other()).account {
            &mut proposed.other_consents
        } else {
            return Err(Error::<T>::NothingToConsent.into());
        };
        ensure!(!*consents, Error::<T>::NothingToConsent);
        *consents = true;
        Self::deposit_event(Event::AssignmentConsented { id, side, to: to.clone(), by: who });
        if proposed.to_consents && proposed.other_consents {
            ensure!(!T::Claims::in_debt(&to), Error::<T>::CounterpartyInDebt);
            Self::hand_over(id, &mut agreement, side, to)?;
        } else {
            agreement.assignment = Some(proposed);
        }
        Agreements::<T>::insert(id, agreement);
        Ok(())
    }

    fn hand_over(
        id: AgreementId,
        agreement: &mut Agreement<T::AccountId>,
        side: Side,
        to: T::AccountId,
    ) -> DispatchResult {
        let view = Self::view(agreement, T::Time::now());
        let mark = margin::last_mark(&agreement.marks);
        let price = mark.max(margin::mean_mark(&agreement.marks, view.hour));
        let needed = Self::required(agreement, &view, side, price, agreement.terms.initial);
        let freed = agreement.party(side).margin;
        let margin = needed.max(freed);
        let from = agreement.party(side).account.clone();
        Self::take_out(agreement, side, freed)?;
        agreement.party_mut(side).account = to.clone();
        Self::put_in(agreement, side, margin)?;
        let party = agreement.party_mut(side);
        party.call = None;
        Self::deposit_event(Event::Assigned { id, side, from, to, freed, margin });
        Ok(())
    }
}
