//! Placing an order: what is checked, what covers it, and what becomes of the rest.

use crate::{matching::Taker, *};
use frame_support::{
    ensure,
    traits::{
        fungible::{Inspect, MutateHold},
        tokens::{Fortitude::Polite, Preservation::Expendable},
        Get, Time,
    },
    weights::Weight,
};
use headroom_primitives::{
    amount, Claims, Markets, Moment, OnTrade, Price, Quantity, SeriesId, UnitLedger,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
    /// When trading of a series stops.
    pub fn trading_stop(series: &SeriesId) -> Moment {
        series
            .period
            .start()
            .saturating_sub(T::GateLead::get())
            .saturating_sub(T::TradingStop::get())
    }

    /// What placing costs when it has met `met` orders and `emptied` of them were the last of their
    /// levels.
    pub(crate) fn weight_of_placing(bids: bool, met: u32, emptied: u32) -> Weight {
        let within = |n| match bids {
            true => T::WeightInfo::bid_within(n),
            false => T::WeightInfo::ask_within(n),
        };
        let others = met.saturating_sub(emptied);
        let own = match (met, emptied, bids) {
            (0, _, true) => T::WeightInfo::rest_bid(),
            (0, _, false) => T::WeightInfo::rest_ask(),
            (_, 0, _) => within(others),
            (_, _, true) => T::WeightInfo::bid_levels(emptied),
            (_, _, false) => T::WeightInfo::ask_levels(emptied),
        };
        // What an order within a level costs on top.
        let more = match emptied {
            0 => Weight::zero(),
            _ => within(others.saturating_add(1)).saturating_sub(within(1)),
        };
        // The first order of a series reads the product for its tick and lot.
        let first = T::DbWeight::get().reads(1);
        let own = own.saturating_add(first);
        own.saturating_add(more).saturating_add(T::OnTrade::weight().saturating_mul(met.into()))
    }

    /// What placing costs at most: every order met is the last of its level, or none is.
    pub(crate) fn most_of_placing(bids: bool, max_fills: u32) -> Weight {
        let most = max_fills.min(T::MaxFills::get());
        [(0, 0), (most, 0), (most, most)]
            .into_iter()
            .map(|(met, emptied)| Self::weight_of_placing(bids, met, emptied))
            .fold(Weight::zero(), |most, weight| most.max(weight))
    }

    /// Returns how many orders were met, and how many levels emptied.
    pub(crate) fn do_place_order(
        who: T::AccountId,
        series: SeriesId,
        side: Side<T::AccountId>,
        price: Price,
        quantity: Quantity,
        time_in_force: TimeInForce,
        max_fills: u32,
    ) -> Result<(u32, u32), DispatchError> {
        let now = T::Time::now();
        let mut book = Self::open_book(&series, now)?;
        let ticks = Self::check_terms(&book, &series, price, quantity)?;
        if let TimeInForce::GoodTillTime(until) = time_in_force {
            let stop = Self::trading_stop(&series);
            ensure!(until > now && until <= stop, Error::<T>::BadExpiry);
        }
        ensure!(max_fills > 0 && max_fills <= T::MaxFills::get(), Error::<T>::BadFillCap);
        ensure!(!T::Claims::in_debt(&who), Error::<T>::InDebt);
        let bids = side.is_bid();
        let crosses =
            |book: &Book| book.best_opposite(bids).is_some_and(|at| Book::crosses(bids, ticks, at));
        if time_in_force == TimeInForce::PostOnly {
            ensure!(!crosses(&book), Error::<T>::WouldCross);
        }

        let id = OrderId { owner: who.clone(), series, seq: book.next_seq };
        book.next_seq = book.next_seq.saturating_add(1);
        Self::deposit_event(Event::OrderPlaced {
            id: id.clone(),
            side: side.clone(),
            price,
            quantity,
            time_in_force,
        });
        let mut taker = Taker::new(id, side, ticks, quantity);
        Self::cover_taker(&mut taker, price)?;
        Self::match_order(&mut book, &mut taker, max_fills, now)?;
        if taker.left > 0 {
            ensure!(time_in_force != TimeInForce::FillOrKill, Error::<T>::NotFilled);
            if time_in_force == TimeInForce::ImmediateOrCancel {
                Self::drop_rest(&taker, CancelReason::ImmediateOrCancel)?;
            } else if crosses(&book) {
                Self::drop_rest(&taker, CancelReason::FillCap)?;
            } else {
                let until = match time_in_force {
                    TimeInForce::GoodTillTime(until) => Some(until),
                    _ => None,
                };
                Self::rest(&mut book, &taker, until)?;
            }
        }
        Books::<T>::insert(series, book);
        Ok((taker.met, taker.emptied))
    }

    /// The book of a series that may be traded now.
    fn open_book(series: &SeriesId, now: Moment) -> Result<Book, Error<T>> {
        series.period.validate().map_err(|_| Error::<T>::BadPeriod)?;
        ensure!(now < Self::trading_stop(series), Error::<T>::TradingStopped);
        // A book is kept until its trading stops, so there are none for periods that nobody can issue.
        let horizon = now.saturating_add(T::MaxAhead::get());
        ensure!(series.period.start() <= horizon, Error::<T>::TooFarAhead);
        let market =
            T::Markets::market(series.product, series.zone).ok_or(Error::<T>::UnknownMarket)?;
        ensure!(!market.paused, Error::<T>::MarketPaused);
        match Books::<T>::get(series) {
            Some(book) => Ok(book),
            None => {
                let rules = T::Markets::rules(series.product).ok_or(Error::<T>::UnknownMarket)?;
                Ok(Book::new(rules))
            },
        }
    }

    /// Returns the price in ticks.
    fn check_terms(
        book: &Book,
        series: &SeriesId,
        price: Price,
        quantity: Quantity,
    ) -> Result<u32, Error<T>> {
        ensure!(quantity > 0, Error::<T>::ZeroQuantity);
        ensure!(price > 0, Error::<T>::ZeroPrice);
        ensure!(quantity.is_multiple_of(book.lot.max(1)), Error::<T>::QuantityNotInLots);
        let tick = book.tick.max(1);
        ensure!(price.is_multiple_of(tick), Error::<T>::PriceNotOnTick);
        let ticks = price / tick;
        ensure!(ticks < bitmap::LIMIT.into(), Error::<T>::PriceTooHigh);
        let value = amount::total(price, quantity, series.period.hours());
        ensure!(value >= T::MinOrderValue::get(), Error::<T>::OrderTooSmall);
        Ok(ticks as u32)
    }

    /// Makes sure that the whole order is covered before it meets any other: a bid by free cash at
    /// its own price, an ask by units, and an issuer's ask by what it lacks under the cover.
    fn cover_taker(taker: &mut Taker<T>, price: Price) -> DispatchResult {
        let fee = T::TakerFee::get().max(T::MakerFee::get()).into();
        let hours = taker.id.series.period.hours();
        let needed = match taker.unit() {
            None => cost(price, taker.left, hours, fee),
            Some(unit) => {
                T::Units::put_in_order(&unit, &taker.id.owner, taker.left)?;
                if unit.operator == taker.id.owner {
                    taker.cover = T::Units::cover_rate(&unit).ok_or(Error::<T>::UnknownUnit)?;
                    lack(taker.cover, price, taker.left, hours, fee)
                } else {
                    0
                }
            },
        };
        // What is filled and what rests are each rounded up.
        let needed =
            needed.saturating_add(u128::from(needed > 0 && fee > 0 && T::MakerFee::get() > 0));
        if needed > 0 {
            let free = T::Cash::reducible_balance(&taker.id.owner, Expendable, Polite);
            ensure!(free >= needed, Error::<T>::InsufficientCash);
        }
        Ok(())
    }

    fn drop_rest(taker: &Taker<T>, reason: CancelReason) -> DispatchResult {
        if let Some(unit) = taker.unit() {
            T::Units::take_from_order(&unit, &taker.id.owner, taker.left)?;
        }
        Self::deposit_event(Event::OrderCancelled {
            id: taker.id.clone(),
            quantity: taker.left,
            reason,
        });
        Ok(())
    }

    fn rest(book: &mut Book, taker: &Taker<T>, until: Option<Moment>) -> DispatchResult {
        let OrderId { owner, series, seq } = taker.id.clone();
        let order = Order {
            seq,
            ticks: taker.ticks,
            side: taker.side.clone(),
            quantity: taker.left,
            fee: T::MakerFee::get(),
            cover: taker.cover,
            until,
            prev: None,
            next: None,
        };
        let hours = series.period.hours();
        let held = order.held_for(book.price(order.ticks), order.quantity, hours);
        if held > 0 {
            T::Cash::hold(&HoldReason::Order.into(), &owner, held)
                .map_err(|_| Error::<T>::InsufficientCash)?;
        }
        Self::append(&series, book, &owner, order)?;
        Ok(())
    }
}
