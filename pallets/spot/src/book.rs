//! The book's own structure: levels, their lists, the bitmap of prices, the best prices.

use crate::*;
use headroom_primitives::{Quantity, SeriesId};

impl<T: Config> Pallet<T> {
    /// Puts a new order at the end of its level.
    pub(crate) fn append(
        series: &SeriesId,
        book: &mut Book,
        owner: &T::AccountId,
        mut order: Order<T::AccountId>,
    ) -> Result<(), Error<T>> {
        let at = OrderRef { owner: owner.clone(), seq: order.seq };
        let ticks = order.ticks;
        let level = match Levels::<T>::get(series, ticks) {
            Some(mut level) => {
                Self::with_order(series, &level.tail, |last| last.next = Some(at.clone()))?;
                order.prev = Some(core::mem::replace(&mut level.tail, at));
                level.quantity = level.quantity.saturating_add(order.quantity.into());
                level.orders = level.orders.saturating_add(1);
                level
            },
            None => {
                Self::open_level(series, book, ticks, order.side.is_bid());
                Level { head: at.clone(), tail: at, quantity: order.quantity.into(), orders: 1 }
            },
        };
        Levels::<T>::insert(series, ticks, level);
        Orders::<T>::try_mutate(owner, series, |orders| {
            orders.try_push(order).map_err(|_| Error::<T>::TooManyOrders)
        })
    }

    /// Takes an order out of its level's list, and out of storage. Returns it.
    pub(crate) fn unlink(
        series: &SeriesId,
        book: &mut Book,
        at: &OrderRef<T::AccountId>,
    ) -> Result<Order<T::AccountId>, Error<T>> {
        let order = Self::take_order(series, at)?;
        let mut level = Levels::<T>::get(series, order.ticks).ok_or(Error::<T>::BookBroken)?;
        if level.orders <= 1 {
            Self::close_level(series, book, order.ticks, order.side.is_bid());
            return Ok(order);
        }
        level.orders -= 1;
        level.quantity = level.quantity.saturating_sub(order.quantity.into());
        let is_head = level.head == *at;
        // The head's `prev` is not kept, so it says nothing.
        let prev = if is_head { None } else { order.prev.clone() };
        match &order.next {
            Some(next) if !is_head => {
                Self::with_order(series, next, |next| next.prev = prev.clone())?
            },
            Some(_) => {},
            None => level.tail = prev.clone().ok_or(Error::<T>::BookBroken)?,
        }
        match prev {
            Some(prev) => Self::with_order(series, &prev, |prev| prev.next = order.next.clone())?,
            None => level.head = order.next.clone().ok_or(Error::<T>::BookBroken)?,
        }
        Levels::<T>::insert(series, order.ticks, level);
        Ok(order)
    }

    /// Takes an order out of storage, but not out of its level's list.
    pub(crate) fn take_order(
        series: &SeriesId,
        at: &OrderRef<T::AccountId>,
    ) -> Result<Order<T::AccountId>, Error<T>> {
        Orders::<T>::try_mutate_exists(&at.owner, series, |slot| {
            let orders = slot.as_mut().ok_or(Error::<T>::OrderNotFound)?;
            let found = orders
                .iter()
                .position(|order| order.seq == at.seq)
                .ok_or(Error::<T>::OrderNotFound)?;
            let order = orders.swap_remove(found);
            if orders.is_empty() {
                *slot = None;
            }
            Ok(order)
        })
    }

    /// One order.
    pub(crate) fn order(
        series: &SeriesId,
        at: &OrderRef<T::AccountId>,
    ) -> Option<Order<T::AccountId>> {
        Orders::<T>::get(&at.owner, series).into_iter().find(|order| order.seq == at.seq)
    }

    pub(crate) fn with_order(
        series: &SeriesId,
        at: &OrderRef<T::AccountId>,
        change: impl FnOnce(&mut Order<T::AccountId>),
    ) -> Result<(), Error<T>> {
        Orders::<T>::try_mutate(&at.owner, series, |orders| {
            let order = orders
                .iter_mut()
                .find(|order| order.seq == at.seq)
                .ok_or(Error::<T>::BookBroken)?;
            change(order);
            Ok(())
        })
    }

    /// Lowers what is left of a resting order.
    pub(crate) fn reduce(
        series: &SeriesId,
        at: &OrderRef<T::AccountId>,
        by: Quantity,
    ) -> Result<(), Error<T>> {
        Self::with_order(series, at, |order| order.quantity = order.quantity.saturating_sub(by))
    }

    fn open_level(series: &SeriesId, book: &mut Book, ticks: u32, bid: bool) {
        let leaf = bitmap::leaf_of(ticks);
        Leaves::<T>::mutate(series, leaf, |bits| bits.set(ticks));
        book.root.set(leaf.into());
        if bid {
            book.best_bid = Some(book.best_bid.map_or(ticks, |best| best.max(ticks)));
        } else {
            book.best_ask = Some(book.best_ask.map_or(ticks, |best| best.min(ticks)));
        }
    }

    /// Removes a level without orders, and finds the next best price where it was the best.
    pub(crate) fn close_level(series: &SeriesId, book: &mut Book, ticks: u32, bid: bool) {
        Levels::<T>::remove(series, ticks);
        let leaf = bitmap::leaf_of(ticks);
        let empty = Leaves::<T>::mutate_exists(series, leaf, |slot| {
            let mut bits = slot.take().unwrap_or_default();
            bits.clear(ticks);
            *slot = (!bits.is_empty()).then_some(bits);
            slot.is_none()
        });
        if empty {
            book.root.clear(leaf.into());
        }
        let read = |leaf| Leaves::<T>::get(series, leaf);
        // What lies beyond the other side's best price is the other side's.
        if bid && book.best_bid == Some(ticks) {
            book.best_bid =
                ticks.checked_sub(1).and_then(|from| bitmap::at_or_below(&book.root, from, read));
        } else if !bid && book.best_ask == Some(ticks) {
            book.best_ask = bitmap::at_or_above(&book.root, ticks.saturating_add(1), read);
        }
    }
}
