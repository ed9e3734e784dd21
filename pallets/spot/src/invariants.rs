//! What must always hold.

use crate::{bitmap::Bits, *};
use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use frame_support::{ensure, traits::fungible::InspectHold};
use headroom_primitives::{Balance, SeriesId};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// - A book is never crossed, and its best prices are the best levels there are.
    /// - The bitmap has a bit for each level, and no other.
    /// - A level's list holds its orders, from head to tail and back, and its quantity and count
    ///   are theirs.
    /// - Every order is in the list of its level, is not empty, and has a number that its book has
    ///   given.
    /// - The cash on hold for orders is what they need, account by account.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let mut listed = 0u64;
        let mut levels = BTreeMap::<SeriesId, BTreeMap<u32, bool>>::new();
        for (series, ticks, level) in Levels::<T>::iter() {
            let bid = Self::check_level(&series, ticks, &level)?;
            levels.entry(series).or_default().insert(ticks, bid);
            listed += u64::from(level.orders);
        }
        for (series, book) in Books::<T>::iter() {
            let of_book = levels.remove(&series).unwrap_or_default();
            Self::check_book(&series, &book, &of_book)?;
        }
        ensure!(levels.is_empty(), "a level has no book");

        let mut held = BTreeMap::<T::AccountId, Balance>::new();
        let mut stored = 0u64;
        for (owner, series, orders) in Orders::<T>::iter() {
            ensure!(!orders.is_empty(), "an empty list of orders is stored");
            let book = Books::<T>::get(series).ok_or("an order has no book")?;
            let mut seqs = BTreeSet::new();
            for order in &orders {
                ensure!(order.quantity > 0, "an order of nothing rests");
                ensure!(order.seq < book.next_seq, "an order has a number of the future");
                ensure!(seqs.insert(order.seq), "two orders have one number");
                *held.entry(owner.clone()).or_default() +=
                    order.held_for(book.price(order.ticks), order.quantity, series.period.hours());
            }
            held.entry(owner).or_default();
            stored += orders.len() as u64;
        }
        ensure!(stored == listed, "an order is in no list");
        for (owner, needed) in held {
            let on_hold = T::Cash::balance_on_hold(&HoldReason::Order.into(), &owner);
            ensure!(on_hold == needed, "the cash on hold is not what the orders need");
        }
        Ok(())
    }

    /// Returns whether it is a level of bids.
    fn check_level(
        series: &SeriesId,
        ticks: u32,
        level: &Level<T::AccountId>,
    ) -> Result<bool, TryRuntimeError> {
        ensure!(level.orders > 0, "an empty level is stored");
        let mut at = level.head.clone();
        let mut before: Option<OrderRef<T::AccountId>> = None;
        let (mut quantity, mut count, mut bid, mut last) = (0u64, 0u32, None, None);
        loop {
            let order = Self::order(series, &at).ok_or("a list names an order that is gone")?;
            ensure!(order.ticks == ticks, "an order is in the wrong level");
            ensure!(*bid.get_or_insert(order.side.is_bid()) == order.side.is_bid(), "mixed sides");
            ensure!(last.is_none_or(|seq| seq < order.seq), "a newer order is before an older");
            if before.is_some() {
                ensure!(order.prev == before, "a list does not lead back");
            }
            last = Some(order.seq);
            quantity += u64::from(order.quantity);
            count += 1;
            ensure!(count <= level.orders, "a list is longer than its level says");
            before = Some(at);
            match order.next {
                Some(next) => at = next,
                None => break,
            }
        }
        ensure!(before.as_ref() == Some(&level.tail), "a list does not end at its tail");
        ensure!(count == level.orders, "a level's count is not its orders'");
        ensure!(quantity == level.quantity, "a level's quantity is not its orders'");
        bid.ok_or_else(|| "a level has no side".into())
    }

    fn check_book(
        series: &SeriesId,
        book: &Book,
        levels: &BTreeMap<u32, bool>,
    ) -> Result<(), TryRuntimeError> {
        let bids: Vec<u32> = levels.iter().filter(|(_, bid)| **bid).map(|(at, _)| *at).collect();
        let asks: Vec<u32> = levels.iter().filter(|(_, bid)| !**bid).map(|(at, _)| *at).collect();
        ensure!(book.best_bid == bids.last().copied(), "the best bid is not the highest");
        ensure!(book.best_ask == asks.first().copied(), "the best ask is not the lowest");
        if let (Some(bid), Some(ask)) = (book.best_bid, book.best_ask) {
            ensure!(bid < ask, "the book is crossed");
        }
        let mut leaves = BTreeMap::<u16, Bits>::new();
        let mut root = Bits::default();
        for ticks in levels.keys() {
            leaves.entry(bitmap::leaf_of(*ticks)).or_default().set(*ticks);
            root.set(bitmap::leaf_of(*ticks).into());
        }
        ensure!(root == book.root, "the upper bitmap is not that of the levels");
        let stored: BTreeMap<u16, Bits> = Leaves::<T>::iter_prefix(series).collect();
        ensure!(stored == leaves, "the lower bitmap is not that of the levels");
        Ok(())
    }
}
