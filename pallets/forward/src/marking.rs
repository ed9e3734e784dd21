//! What a unit and hour to come is worth, and what that means for both sides.

use crate::{margin, *};
use frame_support::{
    ensure,
    traits::{Get, Time},
};
use headroom_primitives::{Balance, IndexValues, Moment, Price, SeriesId, Span};
use sp_runtime::{DispatchError, DispatchResult};

/// An agreement at one moment.
pub(crate) struct View {
    /// The hour of the chain.
    pub hour: u32,
    /// What the index has of the period; nothing before that begins.
    pub span: Span,
    /// Hours that have no price.
    pub hours_left: u32,
}

impl<T: Config> Pallet<T> {
    pub(crate) fn agreement(id: AgreementId) -> Result<Agreement<T::AccountId>, Error<T>> {
        Agreements::<T>::get(id).ok_or(Error::<T>::UnknownAgreement)
    }

    pub(crate) fn view(agreement: &Agreement<T::AccountId>, now: Moment) -> View {
        let period = &agreement.terms.series.period;
        let from = period.first_hour();
        let span = match now >= period.start() {
            true => T::Values::span(agreement.index, from, from.saturating_add(period.hours())),
            false => None,
        };
        let span = span.unwrap_or_default();
        let hours_left = period.hours().saturating_sub(span.priced);
        View { hour: Self::hour_of(now), span, hours_left }
    }

    /// What the buyer has gained at a mark.
    pub(crate) fn gain(agreement: &Agreement<T::AccountId>, view: &View, mark: Price) -> i128 {
        let Span { sum, priced, .. } = view.span;
        let terms = &agreement.terms;
        let hours = terms.hours();
        let gain = margin::gain(sum, priced, mark, terms.price, agreement.quantity, hours);
        agreement.bounded(gain)
    }

    /// What a unit and hour to come is worth, by whatever there is.
    fn fresh_mark(
        agreement: &Agreement<T::AccountId>,
        view: &View,
        now: Moment,
    ) -> Option<(Price, Basis)> {
        let series = &agreement.terms.series;
        let known = margin::Known {
            begun: now >= series.period.start(),
            closed: view.span.closed > 0,
            index: T::Values::last_price(agreement.index),
            last: margin::last_mark(&agreement.marks),
        };
        margin::fresh(series.period, known, T::MaxFromIndex::get(), |period| {
            Self::traded(&SeriesId { period, ..*series }, view.hour)
        })
    }

    /// Marks an agreement and levels its margins.
    pub(crate) fn remark(
        id: AgreementId,
        agreement: &mut Agreement<T::AccountId>,
        view: &View,
        now: Moment,
    ) -> Result<(), DispatchError> {
        let (price, basis) = Self::fresh_mark(agreement, view, now).ok_or(Error::<T>::NoMark)?;
        let mark = margin::mark(&mut agreement.marks, view.hour, price, T::MarkStep::get());
        let gain = Self::gain(agreement, view, mark);
        let moved = Self::level(agreement, gain, view.hour)?;
        let (hour, hours_left) = (view.hour, view.hours_left);
        Self::deposit_event(Event::Marked { id, hour, mark, basis, moved, gain, hours_left });
        Ok(())
    }

    /// The same, where there is anything to mark by.
    pub(crate) fn try_remark(
        id: AgreementId,
        agreement: &mut Agreement<T::AccountId>,
        view: &View,
        now: Moment,
    ) -> DispatchResult {
        match Self::remark(id, agreement, view, now) {
            Err(error) if error == Error::<T>::NoMark.into() => Ok(()),
            result => result,
        }
    }

    pub(crate) fn do_mark(id: AgreementId) -> DispatchResult {
        let mut agreement = Self::agreement(id)?;
        let now = T::Time::now();
        let view = Self::view(&agreement, now);
        Self::remark(id, &mut agreement, &view, now)?;
        Agreements::<T>::insert(id, agreement);
        Ok(())
    }

    /// What a side has lost at the last mark and its margin did not reach for.
    pub(crate) fn unpaid(agreement: &Agreement<T::AccountId>, view: &View, side: Side) -> Balance {
        let mark = margin::last_mark(&agreement.marks);
        let due = Self::gain(agreement, view, mark).saturating_sub(agreement.moved);
        let loser = if due > 0 { Side::Seller } else { Side::Buyer };
        if side == loser {
            due.unsigned_abs()
        } else {
            0
        }
    }

    /// Margin of a side: a share of the notional at a price, and what it has not paid.
    pub(crate) fn required(
        agreement: &Agreement<T::AccountId>,
        view: &View,
        side: Side,
        price: Price,
        thousandths: u32,
    ) -> Balance {
        let share = match agreement.fault {
            // It cannot lose any more.
            Some(fault) if fault != side => 0,
            _ => margin::share(price, agreement.quantity, view.hours_left, thousandths),
        };
        share.saturating_add(Self::unpaid(agreement, view, side))
    }

    /// What a side can take out: what is above the initial margin at the dearer of the two marks,
    /// without gains of late that the hours to come can still take away.
    pub(crate) fn excess(agreement: &Agreement<T::AccountId>, view: &View, side: Side) -> Balance {
        let mark = margin::last_mark(&agreement.marks);
        let price = mark.max(margin::mean_mark(&agreement.marks, view.hour));
        let needed = Self::required(agreement, view, side, price, agreement.terms.initial);
        let party = agreement.party(side);
        let open = Self::gain_to_come(agreement, view, mark);
        let open = if side == Side::Buyer { open } else { open.saturating_neg() };
        let locked = party.gains.total(view.hour).min(open.max(0).unsigned_abs());
        party.margin.saturating_sub(needed).saturating_sub(locked)
    }

    /// What the buyer gains by hours that have no price yet.
    fn gain_to_come(agreement: &Agreement<T::AccountId>, view: &View, mark: Price) -> i128 {
        let (fixed, quantity) = (agreement.terms.price, agreement.quantity);
        agreement.bounded(margin::gain(0, 0, mark, fixed, quantity, view.hours_left))
    }

    pub(crate) fn side_of(
        agreement: &Agreement<T::AccountId>,
        who: &T::AccountId,
    ) -> Result<Side, Error<T>> {
        if agreement.buyer.account == *who {
            return Ok(Side::Buyer);
        }
        ensure!(agreement.seller.account == *who, Error::<T>::NotParty);
        Ok(Side::Seller)
    }
}
