//! Cancelling, and removing what may not stay.

use crate::*;
use alloc::vec::Vec;
use frame_support::{
    ensure,
    traits::{Get, Time},
};
use headroom_primitives::{Moment, SeriesId};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_cancel_order(who: T::AccountId, id: OrderId<T::AccountId>) -> DispatchResult {
        ensure!(id.owner == who, Error::<T>::NotYourOrder);
        Self::cancel(&id.series, &OrderRef { owner: id.owner, seq: id.seq }, CancelReason::Owner)
    }

    /// Returns how many were cancelled.
    pub(crate) fn do_cancel_orders(
        who: T::AccountId,
        series: SeriesId,
        limit: u32,
    ) -> Result<u32, sp_runtime::DispatchError> {
        let seqs: Vec<u64> = Orders::<T>::get(&who, series)
            .iter()
            .map(|order| order.seq)
            .take(limit.min(T::MaxOrders::get()) as usize)
            .collect();
        ensure!(!seqs.is_empty(), Error::<T>::NothingToCancel);
        let count = seqs.len() as u32;
        for seq in seqs {
            let at = OrderRef { owner: who.clone(), seq };
            Self::cancel(&series, &at, CancelReason::Owner)?;
        }
        Ok(count)
    }

    pub(crate) fn do_remove_expired(orders: Vec<OrderId<T::AccountId>>) -> DispatchResult {
        let now = T::Time::now();
        let mut removed = false;
        for OrderId { owner, series, seq } in orders {
            let at = OrderRef { owner, seq };
            let Some(order) = Self::order(&series, &at) else { continue };
            let reason = Self::may_not_stay(&series, &at.owner, &order, now)
                .ok_or(Error::<T>::OrderNotExpired)?;
            Self::cancel(&series, &at, reason)?;
            removed = true;
        }
        ensure!(removed, Error::<T>::OrderNotFound);
        Ok(())
    }

    pub(crate) fn do_close_book(series: SeriesId) -> Result<(), Error<T>> {
        let book = Books::<T>::get(series).ok_or(Error::<T>::OrderNotFound)?;
        ensure!(T::Time::now() >= Self::trading_stop(&series), Error::<T>::StillTrading);
        ensure!(book.is_empty(), Error::<T>::BookNotEmpty);
        Books::<T>::remove(series);
        Self::deposit_event(Event::BookClosed { series });
        Ok(())
    }

    fn cancel(
        series: &SeriesId,
        at: &OrderRef<T::AccountId>,
        reason: CancelReason,
    ) -> DispatchResult {
        let mut book = Books::<T>::get(series).ok_or(Error::<T>::OrderNotFound)?;
        let before = book.clone();
        let order = Self::unlink(series, &mut book, at)?;
        Self::uncover(series, &book, at, &order, reason)?;
        // Most cancellations leave the best prices and the bitmap as they are.
        if book != before {
            Books::<T>::insert(series, book);
        }
        Ok(())
    }

    /// Why anyone may remove an order.
    fn may_not_stay(
        series: &SeriesId,
        owner: &T::AccountId,
        order: &Order<T::AccountId>,
        now: Moment,
    ) -> Option<CancelReason> {
        if now >= Self::trading_stop(series) {
            return Some(CancelReason::TradingStopped);
        }
        if order.until.is_some_and(|until| until <= now) {
            return Some(CancelReason::Expired);
        }
        Self::may_not_trade(series, owner, order)
    }
}
