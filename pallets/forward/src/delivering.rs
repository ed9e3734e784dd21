//! Physical settlement: units that the seller puts in, against the fixed price.

use crate::{margin, moving::Ending, *};
use frame_support::{
    ensure,
    storage::with_storage_layer,
    traits::{
        fungible::{Inspect, Mutate},
        tokens::{Fortitude::Polite, Preservation::Expendable},
        ConstU32, Get, Time,
    },
    BoundedVec,
};
use headroom_primitives::{
    amount, Balance, Claims, Deadlines, Deliveries, Moment, Quantity, SeriesId, UnitId, UnitLedger,
};
use sp_runtime::{DispatchError, DispatchResult};

/// How the delivery of an agreement came out.
struct Delivered<AccountId> {
    /// Units that changed hands, by operator.
    units: BoundedVec<Commitment<AccountId>, ConstU32<MAX_COMMITMENTS>>,
    /// Units that the buyer could pay for, and did not get.
    by_seller: Quantity,
    /// Units that were there, and the buyer could not pay for.
    by_buyer: Quantity,
}

impl<AccountId> Delivered<AccountId> {
    fn nothing() -> Self {
        Delivered { units: BoundedVec::new(), by_seller: 0, by_buyer: 0 }
    }
}

impl<T: Config> Pallet<T> {
    /// The first moment at which units can be delivered, and none put in any more.
    pub fn commit_stop(series: &SeriesId) -> Moment {
        Self::gate(series).saturating_sub(T::CommitLead::get())
    }

    fn gate(series: &SeriesId) -> Moment {
        series.period.start().saturating_sub(T::GateLead::get())
    }

    pub(crate) fn do_commit(
        who: T::AccountId,
        id: AgreementId,
        unit: UnitId<T::AccountId>,
        quantity: Quantity,
    ) -> DispatchResult {
        ensure!(quantity > 0, Error::<T>::ZeroQuantity);
        let mut agreement = Self::agreement(id)?;
        ensure!(agreement.seller.account == who, Error::<T>::NotSeller);
        ensure!(!T::Claims::in_debt(&who), Error::<T>::InDebt);
        ensure!(agreement.deliverable, Error::<T>::NotPhysical);
        let stop = Self::commit_stop(&agreement.terms.series);
        ensure!(T::Time::now() < stop, Error::<T>::CommitLate);
        ensure!(unit.series == agreement.terms.series, Error::<T>::WrongSeries);
        ensure!(unit.operator != agreement.buyer.account, Error::<T>::BuyersOwn);
        let committed: u64 = agreement.committed.iter().map(|one| u64::from(one.quantity)).sum();
        let most = u64::from(agreement.quantity);
        ensure!(committed.saturating_add(quantity.into()) <= most, Error::<T>::BeyondQuantity);
        T::Units::put_in_order(&unit, &who, quantity)?;
        let operator = unit.operator.clone();
        match agreement.committed.iter_mut().find(|one| one.operator == operator) {
            Some(one) => one.quantity = one.quantity.saturating_add(quantity),
            None => agreement
                .committed
                .try_push(Commitment { operator, quantity })
                .map_err(|_| Error::<T>::TooManyOperators)?,
        }
        Agreements::<T>::insert(id, agreement);
        Self::deposit_event(Event::Committed { id, unit, quantity });
        Ok(())
    }

    pub(crate) fn do_instruct(
        who: T::AccountId,
        id: AgreementId,
        instructions: Option<[u8; 32]>,
    ) -> DispatchResult {
        let mut agreement = Self::agreement(id)?;
        ensure!(agreement.buyer.account == who, Error::<T>::NotBuyer);
        ensure!(agreement.deliverable, Error::<T>::NotPhysical);
        agreement.instructions = instructions;
        Agreements::<T>::insert(id, agreement);
        Self::deposit_event(Event::Instructed { id, instructions });
        Ok(())
    }

    /// What was put in and not delivered is the seller's again.
    pub(crate) fn give_back(agreement: &mut Agreement<T::AccountId>) -> DispatchResult {
        for Commitment { operator, quantity } in core::mem::take(&mut agreement.committed) {
            let unit = agreement.unit(operator);
            T::Units::take_from_order(&unit, &agreement.seller.account, quantity)?;
        }
        Ok(())
    }

    /// Delivers what was put in, as far as the buyer can pay. Returns what is left to settle in cash,
    /// if anything.
    pub(crate) fn deliver(
        id: AgreementId,
        mut agreement: Agreement<T::AccountId>,
        now: Moment,
    ) -> DispatchResult {
        let series = agreement.terms.series;
        ensure!(now >= Self::commit_stop(&series), Error::<T>::NotDue);
        let gate = Self::gate(&series);
        let in_a_gap =
            now < series.period.start() && !T::Deadlines::is_over(gate.saturating_sub(1));
        let delivered = if now < gate || in_a_gap {
            Self::hand_over_units(&mut agreement, now)?
        } else {
            // Both could have settled in time, and neither did: nobody is at fault.
            Delivered::nothing()
        };
        Self::give_back(&mut agreement)?;
        agreement.deliverable = false;
        let Delivered { units, by_seller, by_buyer } = delivered;
        let quantity = units.iter().fold(0, |sum: Quantity, one| sum.saturating_add(one.quantity));
        agreement.quantity = agreement.quantity.saturating_sub(quantity);
        agreement.fault = match (by_seller > 0, by_buyer > 0) {
            (true, false) => Some(Side::Seller),
            (false, true) => Some(Side::Buyer),
            _ => None,
        };
        let penalties = [(Side::Seller, by_seller), (Side::Buyer, by_buyer)]
            .map(|(side, missing)| Self::penalise(&mut agreement, side, missing));
        let [by_seller, by_buyer] = penalties;
        let (seller_penalty, buyer_penalty) = (by_seller?, by_buyer?);
        let goes_on = agreement.quantity > 0;
        // Who cannot lose any more needs no margin.
        if let Some(other) = agreement.fault.map(Side::other).filter(|_| goes_on) {
            let margin = agreement.party(other).margin;
            Self::take_out(&mut agreement, other, margin)?;
            agreement.party_mut(other).call = None;
        }
        Self::deposit_event(Event::Delivered {
            id,
            units,
            quantity,
            left: agreement.quantity,
            fault: agreement.fault,
            seller_penalty,
            buyer_penalty,
            moved: agreement.moved,
            buyer_margin: agreement.buyer.margin,
            seller_margin: agreement.seller.margin,
        });
        if goes_on {
            Agreements::<T>::insert(id, agreement);
            return Ok(());
        }
        Agreements::<T>::remove(id);
        let price = agreement.terms.price;
        let ending = Ending { outcome: Outcome::Delivered, price, gain: 0, penalty: None };
        Self::end(id, agreement, ending, Self::hour_of(now))
    }

    /// What a side pays the other for units that it failed to deliver or to pay for.
    fn penalise(
        agreement: &mut Agreement<T::AccountId>,
        side: Side,
        missing: Quantity,
    ) -> Result<Balance, DispatchError> {
        let Terms { price, penalty, .. } = agreement.terms;
        let most = margin::share(price, missing, agreement.terms.hours(), penalty);
        let amount = most.min(agreement.party(side).margin);
        Self::transfer(agreement, side.other(), amount)?;
        // It is paid for good, and no gain that could move back.
        let paid = i128::try_from(amount).unwrap_or(i128::MAX);
        let party = agreement.party_mut(side);
        party.paid_in = party.paid_in.saturating_sub(paid);
        let party = agreement.party_mut(side.other());
        party.paid_in = party.paid_in.saturating_add(paid);
        Ok(amount)
    }

    /// What was gained on units that are delivered goes back, because these cost the fixed price; then
    /// they change hands one operator after the other, as far as the buyer's cash and margin reach.
    fn hand_over_units(
        agreement: &mut Agreement<T::AccountId>,
        now: Moment,
    ) -> Result<Delivered<T::AccountId>, DispatchError> {
        let hour = Self::hour_of(now);
        let terms = agreement.terms.clone();
        let whole = agreement.quantity;
        let tradable = |agreement: &Agreement<T::AccountId>, one: &Commitment<T::AccountId>| {
            T::Units::ensure_tradable(&agreement.unit(one.operator.clone())).is_ok()
        };
        let there: Quantity = agreement
            .committed
            .iter()
            .filter(|one| tradable(agreement, one))
            .fold(0, |sum, one| sum.saturating_add(one.quantity));
        let before = agreement.moved;
        let kept = |delivered: Quantity| {
            let left = i128::from(whole.saturating_sub(delivered));
            // Towards 0: a millionth at most, against who had gained.
            before.saturating_mul(left).checked_div(whole.into()).unwrap_or_default()
        };
        Self::level(agreement, kept(there), hour)?;

        let each = amount::total(terms.price, 1, terms.hours()).max(1);
        let free = T::Cash::reducible_balance(&agreement.buyer.account, Expendable, Polite);
        let funds = free.saturating_add(agreement.buyer.margin);
        let affordable = Quantity::try_from(funds / each).unwrap_or(Quantity::MAX).min(there);
        let mut left = affordable;
        let mut units = BoundedVec::new();
        let mut handed: Quantity = 0;
        for at in 0..agreement.committed.len() {
            let Some(one) = agreement.committed.get(at).cloned() else { break };
            let quantity = one.quantity.min(left);
            if quantity == 0 || !tradable(agreement, &one) {
                continue;
            }
            let mut after = agreement.clone();
            let sold = with_storage_layer(|| Self::sell(&mut after, &one, quantity));
            // An issuer that lacks cash for the cover delivers nothing.
            if sold.is_ok() {
                *agreement = after;
                if let Some(one) = agreement.committed.get_mut(at) {
                    one.quantity = one.quantity.saturating_sub(quantity);
                }
                left = left.saturating_sub(quantity);
                handed = handed.saturating_add(quantity);
                // As many as there are commitments at most.
                let _ = units.try_push(Commitment { operator: one.operator, quantity });
            }
        }
        agreement.committed.retain(|one| one.quantity > 0);
        Self::level(agreement, kept(handed), hour)?;
        let by_buyer = there.saturating_sub(affordable);
        let by_seller = whole.saturating_sub(handed).saturating_sub(by_buyer);
        // What the winner's margin did not reach to give back, it owes.
        let due = kept(handed).saturating_sub(agreement.moved);
        let (debtor, creditor) = match due > 0 {
            true => (&agreement.seller.account, &agreement.buyer.account),
            false => (&agreement.buyer.account, &agreement.seller.account),
        };
        T::Claims::record(debtor, creditor, due.unsigned_abs())?;
        // From here on it counts as moved: what is owed for it lies outside the margins.
        agreement.moved = agreement.moved.saturating_add(due);
        agreement.buyer.paid_in = agreement.buyer.paid_in.saturating_sub(due);
        agreement.seller.paid_in = agreement.seller.paid_in.saturating_add(due);
        Ok(Delivered { units, by_seller, by_buyer })
    }

    /// Some units for cash: free cash first, then margin.
    fn sell(
        agreement: &mut Agreement<T::AccountId>,
        one: &Commitment<T::AccountId>,
        quantity: Quantity,
    ) -> DispatchResult {
        let unit = agreement.unit(one.operator.clone());
        let (buyer, seller) = (agreement.buyer.account.clone(), agreement.seller.account.clone());
        let value = amount::total(agreement.terms.price, quantity, agreement.terms.hours());
        let free = T::Cash::reducible_balance(&buyer, Expendable, Polite);
        let lacking = value.saturating_sub(free);
        if lacking > 0 {
            Self::take_out(agreement, Side::Buyer, lacking)?;
        }
        T::Cash::transfer(&buyer, &seller, value, Expendable)?;
        T::Units::sell_from_order(&unit, &seller, &buyer, quantity)?;
        if let Some(instructions) = agreement.instructions {
            // Where it cannot be nominated, the buyer still has the units.
            let _ = with_storage_layer(|| {
                T::Deliveries::nominate(&buyer, &unit, quantity, instructions)
            });
        }
        Ok(())
    }
}
