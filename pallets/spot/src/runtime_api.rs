//! What can be read in one call.

use crate::*;
use alloc::vec::Vec;
use codec::Codec;
use frame_support::traits::Get;
use headroom_primitives::{amount, Price, Quantity, SeriesId};

/// Most levels of each side in one answer.
pub const MAX_LEVELS: u32 = 50;

/// Most series in one page of an account's orders.
pub const MAX_PAGE: u32 = 32;

/// Most levels that a quote looks at.
pub const MAX_QUOTE_LEVELS: u32 = 200;

sp_api::decl_runtime_apis! {
    /// Reads of the books that need more than one storage item. Prices are in millionths of cash
    /// per unit and hour.
    pub trait SpotApi<AccountId: Codec> {
        /// The best bid and the best ask: price and units.
        fn best(series: SeriesId) -> (Option<(Price, u64)>, Option<(Price, u64)>);

        /// The best levels of bids and of asks, best first: price, units, orders. At most `levels`
        /// (50 at most) of each.
        fn depth(series: SeriesId, levels: u32) -> (Depth, Depth);

        /// Open orders of an account, series by series in the order of storage: at most `limit`
        /// (32 at most) series, those behind `after` where it is given.
        fn orders(
            who: AccountId,
            after: Option<SeriesId>,
            limit: u32,
        ) -> Vec<(SeriesId, Vec<Order<AccountId>>)>;

        /// What buying (`bid`) or selling `quantity` units would come to now. It counts every
        /// resting order, so expired ones and one's own make it better than it is; it looks at the
        /// best 200 levels.
        fn quote(series: SeriesId, bid: bool, quantity: Quantity) -> Quote;
    }
}

impl<T: Config> Pallet<T> {
    /// The levels that an order of `taker_bids` would meet, best first.
    fn levels(series: SeriesId, taker_bids: bool) -> impl Iterator<Item = (Price, u64, u32)> {
        let book = Books::<T>::get(series);
        let mut at = book.as_ref().and_then(|book| book.best_opposite(taker_bids));
        core::iter::from_fn(move || {
            let (book, ticks) = (book.as_ref()?, at?);
            let level = Levels::<T>::get(series, ticks)?;
            let read = |leaf| Leaves::<T>::get(series, leaf);
            at = if taker_bids {
                bitmap::at_or_above(&book.root, ticks.saturating_add(1), read)
            } else {
                ticks.checked_sub(1).and_then(|from| bitmap::at_or_below(&book.root, from, read))
            };
            Some((book.price(ticks), level.quantity, level.orders))
        })
    }

    /// See [`SpotApi::best`].
    pub fn best(series: SeriesId) -> (Option<(Price, u64)>, Option<(Price, u64)>) {
        let best = |taker_bids| {
            Self::levels(series, taker_bids).next().map(|(price, quantity, _)| (price, quantity))
        };
        (best(false), best(true))
    }

    /// See [`SpotApi::depth`].
    pub fn depth(series: SeriesId, levels: u32) -> (Depth, Depth) {
        let side = |taker_bids| {
            Self::levels(series, taker_bids).take(levels.min(MAX_LEVELS) as usize).collect()
        };
        (side(false), side(true))
    }

    /// See [`SpotApi::orders`].
    pub fn orders_page(
        who: &T::AccountId,
        after: Option<SeriesId>,
        limit: u32,
    ) -> Vec<(SeriesId, Vec<Order<T::AccountId>>)> {
        let all = match after {
            Some(series) => {
                Orders::<T>::iter_prefix_from(who, Orders::<T>::hashed_key_for(who, series))
            },
            None => Orders::<T>::iter_prefix(who),
        };
        all.take(limit.min(MAX_PAGE) as usize)
            .map(|(series, orders)| (series, orders.into_inner()))
            .collect()
    }

    /// See [`SpotApi::quote`].
    pub fn quote(series: SeriesId, bid: bool, quantity: Quantity) -> Quote {
        let mut quote = Quote::default();
        let hours = series.period.hours();
        for (price, units, _) in Self::levels(series, bid).take(MAX_QUOTE_LEVELS as usize) {
            let left = u64::from(quantity).saturating_sub(quote.quantity);
            if left == 0 {
                break;
            }
            let taken = left.min(units) as Quantity;
            quote.quantity = quote.quantity.saturating_add(taken.into());
            quote.value = quote.value.saturating_add(amount::total(price, taken, hours));
            quote.worst = Some(price);
        }
        quote.fee = fee_on(quote.value, T::TakerFee::get().into());
        quote
    }
}
