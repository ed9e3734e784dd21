//! Offers, and how they become agreements.

use crate::{margin, *};
use frame_support::{
    ensure,
    traits::{fungible::MutateHold, tokens::Precision::Exact, Get, Time},
};
use headroom_primitives::{
    amount::{self, THOUSANDTHS},
    period::HOUR_MS,
    Balance, Claims, IndexId, Markets, Moment, ProductId, SeriesId,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_offer(
        maker: T::AccountId,
        terms: Terms,
        side: Side,
        counterparty: Option<T::AccountId>,
        valid_until: Moment,
    ) -> DispatchResult {
        ensure!(!T::Claims::in_debt(&maker), Error::<T>::InDebt);
        ensure!(counterparty.as_ref() != Some(&maker), Error::<T>::SameAccount);
        Self::check_terms(&terms)?;
        let now = T::Time::now();
        ensure!(
            valid_until > now && valid_until <= now.saturating_add(T::MaxOfferTime::get()),
            Error::<T>::BadValidity
        );
        let latest = match terms.settlement {
            Settlement::Cash => terms.series.period.start(),
            Settlement::Physical => Self::commit_stop(&terms.series),
        };
        ensure!(valid_until < latest, Error::<T>::PeriodBegun);
        let index = Self::open_market(&terms.series)?;
        let margin = Self::first_margin(&terms);
        Self::hold(&maker, margin)?;

        let id = NextId::<T>::get();
        NextId::<T>::put(id.checked_add(1).ok_or(Error::<T>::TooMany)?);
        let offer = Offer { maker, side, terms, counterparty, valid_until, index, margin };
        Offers::<T>::insert(id, &offer);
        let Offer { maker, side, terms, counterparty, .. } = offer;
        Self::deposit_event(Event::Offered {
            id,
            maker,
            side,
            terms,
            counterparty,
            valid_until,
            index,
            margin,
        });
        Ok(())
    }

    fn check_terms(terms: &Terms) -> DispatchResult {
        ensure!(terms.quantity > 0, Error::<T>::ZeroQuantity);
        ensure!(terms.price > 0, Error::<T>::ZeroPrice);
        terms.series.period.validate().map_err(|_| Error::<T>::BadPeriod)?;
        let rules = T::Markets::rules(terms.series.product).ok_or(Error::<T>::UnknownMarket)?;
        ensure!(terms.price.is_multiple_of(rules.tick), Error::<T>::OffTick);
        ensure!(terms.quantity.is_multiple_of(rules.lot), Error::<T>::OffLot);
        let notional = amount::total(terms.price, terms.quantity, terms.hours());
        ensure!(notional >= T::MinNotional::get(), Error::<T>::BelowMinimum);
        let floor = Self::floor(terms.series.product);
        ensure!(
            terms.initial >= floor.initial
                && terms.maintenance >= floor.maintenance
                && terms.maintenance <= terms.initial
                && terms.initial <= THOUSANDTHS,
            Error::<T>::BadMargin
        );
        ensure!(
            (T::MinCallWindow::get()..=T::MaxCallWindow::get()).contains(&terms.call_window),
            Error::<T>::BadCallWindow
        );
        ensure!(terms.penalty <= terms.maintenance, Error::<T>::BadPenalty);
        ensure!(
            terms.wait <= T::MaxWait::get() && (1..=terms.hours()).contains(&terms.least_hours),
            Error::<T>::BadSuspension
        );
        Ok(())
    }

    /// The least margins of a product.
    pub fn floor(product: ProductId) -> Floor {
        Floors::<T>::get(product).unwrap_or(Floor {
            initial: T::LeastInitial::get(),
            maintenance: T::LeastMaintenance::get(),
        })
    }

    /// The index of a market that takes new agreements.
    fn open_market(series: &SeriesId) -> Result<IndexId, Error<T>> {
        let market =
            T::Markets::market(series.product, series.zone).ok_or(Error::<T>::UnknownMarket)?;
        ensure!(!market.paused, Error::<T>::MarketPaused);
        market.index.ok_or(Error::<T>::NoIndex)
    }

    fn first_margin(terms: &Terms) -> Balance {
        margin::share(terms.price, terms.quantity, terms.hours(), terms.initial)
    }

    pub(crate) fn hold(who: &T::AccountId, amount: Balance) -> DispatchResult {
        T::Cash::hold(&HoldReason::Margin.into(), who, amount)
            .map_err(|_| Error::<T>::InsufficientCash.into())
    }

    pub(crate) fn release(who: &T::AccountId, amount: Balance) -> DispatchResult {
        if amount > 0 {
            T::Cash::release(&HoldReason::Margin.into(), who, amount, Exact)?;
        }
        Ok(())
    }

    pub(crate) fn do_cancel_offer(who: T::AccountId, id: AgreementId) -> DispatchResult {
        let offer = Offers::<T>::take(id).ok_or(Error::<T>::UnknownOffer)?;
        let lapsed = T::Time::now() > offer.valid_until;
        ensure!(who == offer.maker || lapsed, Error::<T>::NotYourOffer);
        Self::release(&offer.maker, offer.margin)?;
        Self::deposit_event(Event::OfferCancelled { id, margin: offer.margin });
        Ok(())
    }

    pub(crate) fn do_accept(who: T::AccountId, id: AgreementId) -> DispatchResult {
        let offer = Offers::<T>::take(id).ok_or(Error::<T>::UnknownOffer)?;
        ensure!(who != offer.maker, Error::<T>::SameAccount);
        ensure!(offer.counterparty.as_ref().is_none_or(|only| *only == who), Error::<T>::NotForYou);
        let now = T::Time::now();
        ensure!(now <= offer.valid_until, Error::<T>::OfferLapsed);
        ensure!(!T::Claims::in_debt(&who), Error::<T>::InDebt);
        ensure!(!T::Claims::in_debt(&offer.maker), Error::<T>::CounterpartyInDebt);
        let index = Self::open_market(&offer.terms.series)?;
        ensure!(index == offer.index, Error::<T>::NoIndex);
        let margin = offer.margin;
        Self::hold(&who, margin)?;

        let hour = Self::hour_of(now);
        let party = |account| Party {
            account,
            margin,
            paid_in: i128::try_from(margin).unwrap_or(i128::MAX),
            gains: Default::default(),
            call: None,
        };
        let (buyer, seller) = match offer.side {
            Side::Buyer => (offer.maker, who),
            Side::Seller => (who, offer.maker),
        };
        let marks = margin::first_mark(hour, offer.terms.price);
        let agreement = Agreement {
            quantity: offer.terms.quantity,
            deliverable: offer.terms.settlement == Settlement::Physical,
            terms: offer.terms,
            index,
            fault: None,
            committed: Default::default(),
            instructions: None,
            buyer: party(buyer.clone()),
            seller: party(seller.clone()),
            moved: 0,
            marks,
            assignment: None,
        };
        Agreements::<T>::insert(id, agreement);
        Self::deposit_event(Event::Accepted { id, buyer, seller, margin });
        Ok(())
    }

    pub(crate) fn hour_of(now: Moment) -> u32 {
        u32::try_from(now / HOUR_MS).unwrap_or(u32::MAX)
    }
}
