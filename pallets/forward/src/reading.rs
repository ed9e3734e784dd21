//! Reading offers and agreements.

use crate::{
    margin,
    runtime_api::{LOOKED_AT, PAGE},
    *,
};
use alloc::vec::Vec;
use frame_support::traits::Time;

/// What was found, and where to look on.
pub type Page<Item> = (Vec<(AgreementId, Item)>, Option<AgreementId>);

impl<T: Config> Pallet<T> {
    /// A page of what `look` finds under numbers from `from` on.
    fn page<Item>(from: AgreementId, look: impl Fn(AgreementId) -> Option<Item>) -> Page<Item> {
        let end = NextId::<T>::get();
        let last = end.min(from.saturating_add(LOOKED_AT));
        let mut found = Vec::new();
        for id in from..last {
            if found.len() == PAGE as usize {
                return (found, Some(id));
            }
            if let Some(item) = look(id) {
                found.push((id, item));
            }
        }
        (found, (last < end).then_some(last))
    }

    /// Offers that `who` may accept, or all of them.
    pub fn offers(who: Option<T::AccountId>, from: AgreementId) -> Page<Offer<T::AccountId>> {
        Self::page(from, |id| {
            Offers::<T>::get(id).filter(|offer| match &who {
                None => true,
                Some(who) => {
                    offer.maker != *who && offer.counterparty.as_ref().is_none_or(|to| to == who)
                },
            })
        })
    }

    /// Agreements that `who` is a party of, or all of them.
    pub fn agreements(
        who: Option<T::AccountId>,
        from: AgreementId,
    ) -> Page<Agreement<T::AccountId>> {
        Self::page(from, |id| {
            Agreements::<T>::get(id).filter(|agreement| {
                who.as_ref().is_none_or(|who| Self::side_of(agreement, who).is_ok())
            })
        })
    }

    /// Where an agreement stands at its last mark.
    pub fn standing(id: AgreementId) -> Option<Standing> {
        let agreement = Agreements::<T>::get(id)?;
        let view = Self::view(&agreement, T::Time::now());
        let mark = margin::last_mark(&agreement.marks);
        let mean_mark = margin::mean_mark(&agreement.marks, view.hour);
        let sides = [Side::Buyer, Side::Seller];
        let maintenance = agreement.terms.maintenance;
        Some(Standing {
            mark,
            mean_mark,
            hours_left: view.hours_left,
            gain: Self::gain(&agreement, &view, mark),
            maintenance: sides
                .map(|side| Self::required(&agreement, &view, side, mean_mark, maintenance)),
            excess: sides.map(|side| Self::excess(&agreement, &view, side)),
        })
    }
}
