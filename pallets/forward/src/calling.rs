//! Putting margin in, taking it out, calling for it, and closing out where it does not come.

use crate::{margin, moving::Ending, *};
use frame_support::{ensure, traits::Time};
use headroom_primitives::{Balance, Claims, Deadlines};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_top_up(who: T::AccountId, id: AgreementId, amount: Balance) -> DispatchResult {
        ensure!(amount > 0, Error::<T>::ZeroAmount);
        let mut agreement = Self::agreement(id)?;
        let side = Self::side_of(&agreement, &who)?;
        Self::put_in(&mut agreement, side, amount)?;
        let margin = agreement.party(side).margin;
        Self::deposit_event(Event::ToppedUp { id, side, amount, margin });
        if agreement.party(side).call.is_some_and(|call| margin >= call.level) {
            Self::lift(id, &mut agreement, side);
        }
        Agreements::<T>::insert(id, agreement);
        Ok(())
    }

    fn lift(id: AgreementId, agreement: &mut Agreement<T::AccountId>, side: Side) {
        agreement.party_mut(side).call = None;
        Self::deposit_event(Event::CallLifted { id, side });
    }

    pub(crate) fn do_withdraw_excess(
        who: T::AccountId,
        id: AgreementId,
        amount: Balance,
    ) -> DispatchResult {
        ensure!(amount > 0, Error::<T>::ZeroAmount);
        let mut agreement = Self::agreement(id)?;
        let side = Self::side_of(&agreement, &who)?;
        ensure!(!T::Claims::in_debt(&who), Error::<T>::InDebt);
        ensure!(agreement.party(side).call.is_none(), Error::<T>::CallOpen);
        let now = T::Time::now();
        let view = Self::view(&agreement, now);
        Self::remark(id, &mut agreement, &view, now)?;
        ensure!(amount <= Self::excess(&agreement, &view, side), Error::<T>::ExceedsExcess);
        Self::take_out(&mut agreement, side, amount)?;
        let margin = agreement.party(side).margin;
        Self::deposit_event(Event::Withdrawn { id, side, amount, margin });
        Agreements::<T>::insert(id, agreement);
        Ok(())
    }

    pub(crate) fn do_call_margin(id: AgreementId) -> DispatchResult {
        let mut agreement = Self::agreement(id)?;
        let now = T::Time::now();
        let view = Self::view(&agreement, now);
        Self::try_remark(id, &mut agreement, &view, now)?;
        let mut changed = false;
        for side in [Side::Buyer, Side::Seller] {
            let short = Self::is_short(&agreement, &view, side);
            if short == agreement.party(side).call.is_some() {
                continue;
            }
            changed = true;
            if short {
                let price = margin::mean_mark(&agreement.marks, view.hour);
                let initial = agreement.terms.initial;
                let level = Self::required(&agreement, &view, side, price, initial);
                let deadline = now.saturating_add(agreement.terms.call_window);
                agreement.party_mut(side).call = Some(MarginCall { level, deadline });
                Self::deposit_event(Event::MarginCalled { id, side, level, deadline });
            } else {
                Self::lift(id, &mut agreement, side);
            }
        }
        ensure!(changed, Error::<T>::NothingToCall);
        Agreements::<T>::insert(id, agreement);
        Ok(())
    }

    /// Whether a margin is under maintenance at the mean mark.
    pub(crate) fn is_short(
        agreement: &Agreement<T::AccountId>,
        view: &marking::View,
        side: Side,
    ) -> bool {
        let price = margin::mean_mark(&agreement.marks, view.hour);
        let needed = Self::required(agreement, view, side, price, agreement.terms.maintenance);
        agreement.party(side).margin < needed
    }

    pub(crate) fn do_close_out(id: AgreementId) -> DispatchResult {
        let mut agreement = Agreements::<T>::take(id).ok_or(Error::<T>::UnknownAgreement)?;
        let due = |agreement: &Agreement<T::AccountId>, side| {
            let call = agreement.party(side).call;
            call.is_some_and(|call| T::Deadlines::is_over(call.deadline))
        };
        let [buyer, seller] = [Side::Buyer, Side::Seller].map(|side| due(&agreement, side));
        ensure!(buyer || seller, Error::<T>::NoCallDue);
        let now = T::Time::now();
        let view = Self::view(&agreement, now);
        Self::try_remark(id, &mut agreement, &view, now)?;
        let buyer = buyer && Self::is_short(&agreement, &view, Side::Buyer);
        let seller = seller && Self::is_short(&agreement, &view, Side::Seller);
        let side = match (buyer, seller) {
            (true, true) => None,
            (true, false) => Some(Side::Buyer),
            (false, true) => Some(Side::Seller),
            (false, false) => return Err(Error::<T>::MarginRestored.into()),
        };
        let price = margin::mean_mark(&agreement.marks, view.hour);
        let gain = Self::gain(&agreement, &view, price);
        let penalty = agreement.terms.penalty;
        let penalty = margin::share(price, agreement.quantity, view.hours_left, penalty);
        let penalty = side.map(|side| (side, penalty));
        let ending = Ending { outcome: Outcome::ClosedOut(side), price, gain, penalty };
        Self::end(id, agreement, ending, view.hour)
    }
}
