//! What must always hold.

use crate::{margin, *};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use headroom_primitives::Balance;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// - The margin on hold of an account is that of its offers and of its sides of agreements.
    /// - What one side has lost, the other has gained: a margin is what its party put in and what was
    ///   moved to it, and never under 0.
    /// - Numbers are those given, and no number is an offer and an agreement.
    /// - Terms are those that can be offered; nobody agrees with itself.
    /// - Marks are one an hour, in order, and never 0.
    /// - Units are committed only to what can be delivered, and no more than is agreed on; where
    ///   nothing has been delivered, nobody is at fault.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let mut margins = BTreeMap::<T::AccountId, Balance>::new();
        let next = NextId::<T>::get();
        for (id, offer) in Offers::<T>::iter() {
            ensure!(id < next && !Agreements::<T>::contains_key(id), "an offer's number is wrong");
            ensure!(offer.counterparty != Some(offer.maker.clone()), "an offer to oneself");
            let Terms { price, quantity, initial, .. } = offer.terms;
            let first = margin::share(price, quantity, offer.terms.hours(), initial);
            ensure!(offer.margin == first, "an offer's margin is not that of its terms");
            *margins.entry(offer.maker).or_default() += offer.margin;
        }
        for (id, agreement) in Agreements::<T>::iter() {
            ensure!(id < next, "an agreement has a number of the future");
            let committed: u64 =
                agreement.committed.iter().map(|one| u64::from(one.quantity)).sum();
            let quantity = agreement.quantity;
            ensure!(
                quantity > 0 && quantity <= agreement.terms.quantity,
                "a quantity that is not agreed on"
            );
            ensure!(committed <= u64::from(quantity), "too many units are committed");
            if agreement.deliverable {
                ensure!(agreement.terms.settlement == Settlement::Physical, "units for cash");
                ensure!(agreement.fault.is_none(), "somebody is at fault too early");
            } else {
                ensure!(agreement.committed.is_empty(), "units are committed for nothing");
            }
            let Agreement { buyer, seller, moved, marks, terms, .. } = agreement;
            ensure!(buyer.account != seller.account, "somebody agrees with itself");
            ensure!(
                terms.maintenance <= terms.initial && terms.penalty <= terms.maintenance,
                "terms that nobody could offer"
            );
            for (party, moved) in [(buyer, moved), (seller, -moved)] {
                ensure!(
                    i128::try_from(party.margin) == Ok(party.paid_in + moved),
                    "a margin is not what was put in and moved"
                );
                *margins.entry(party.account).or_default() += party.margin;
            }
            ensure!(!marks.is_empty(), "an agreement without a mark");
            ensure!(marks.iter().all(|(_, price)| *price > 0), "a mark of 0");
            let in_order = marks.iter().zip(marks.iter().skip(1)).all(|(a, b)| a.0 < b.0);
            ensure!(in_order, "marks are out of order");
        }
        for (who, margin) in margins {
            let held = T::Cash::balance_on_hold(&HoldReason::Margin.into(), &who);
            ensure!(held == margin, "the margin on hold is not that of offers and agreements");
        }
        Ok(())
    }
}
