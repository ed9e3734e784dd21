//! Meeting the orders of the other side.

use crate::*;
use frame_support::traits::{
    fungible::{Mutate, MutateHold},
    tokens::{Fortitude::Polite, Precision::Exact, Preservation::Expendable, Restriction},
    Get,
};
use headroom_primitives::{
    amount, Balance, Claims, Moment, OnTrade, Price, Quantity, SeriesId, Trade, UnitId, UnitLedger,
};
use sp_runtime::{DispatchError, DispatchResult};

/// The order that is being placed.
pub(crate) struct Taker<T: Config> {
    pub id: OrderId<T::AccountId>,
    pub side: Side<T::AccountId>,
    pub ticks: u32,
    /// Units not filled yet.
    pub left: Quantity,
    /// Cover that it has to put into escrow, per unit and hour: 0 but for an issuer's ask.
    pub cover: Price,
    /// Value of its fills so far. Its fee is that on the sum, so that rounding up costs at most a
    /// millionth an order, not a fill.
    pub value: Balance,
    /// Orders met so far.
    pub met: u32,
    /// Levels emptied so far.
    pub emptied: u32,
}

impl<T: Config> Taker<T> {
    pub fn new(
        id: OrderId<T::AccountId>,
        side: Side<T::AccountId>,
        ticks: u32,
        left: Quantity,
    ) -> Self {
        Self { id, side, ticks, left, cover: 0, value: 0, met: 0, emptied: 0 }
    }

    /// The unit that it sells.
    pub fn unit(&self) -> Option<UnitId<T::AccountId>> {
        match &self.side {
            Side::Bid => None,
            Side::Ask { operator } => {
                Some(UnitId { series: self.id.series, operator: operator.clone() })
            },
        }
    }
}

impl<T: Config> Pallet<T> {
    pub(crate) fn match_order(
        book: &mut Book,
        taker: &mut Taker<T>,
        max_fills: u32,
        now: Moment,
    ) -> DispatchResult {
        let series = taker.id.series;
        let bids = taker.side.is_bid();
        while taker.left > 0 && taker.met < max_fills {
            let Some(ticks) = book.best_opposite(bids) else { break };
            if !Book::crosses(bids, taker.ticks, ticks) {
                break;
            }
            let mut level = Levels::<T>::get(series, ticks).ok_or(Error::<T>::BookBroken)?;
            while taker.left > 0 && taker.met < max_fills && level.orders > 0 {
                taker.met = taker.met.saturating_add(1);
                let at = level.head.clone();
                let maker = Self::order(&series, &at).ok_or(Error::<T>::BookBroken)?;
                let gone = match Self::must_go(&series, &at, &maker, &taker.id.owner, now) {
                    Some(reason) => {
                        Self::take_order(&series, &at)?;
                        Self::uncover(&series, book, &at, &maker, reason)?;
                        maker.quantity
                    },
                    None => {
                        let quantity = taker.left.min(maker.quantity);
                        Self::fill(book, taker, &at, &maker, quantity)?;
                        if quantity == maker.quantity {
                            Self::take_order(&series, &at)?;
                        } else {
                            Self::reduce(&series, &at, quantity)?;
                        }
                        quantity
                    },
                };
                level.quantity = level.quantity.saturating_sub(gone.into());
                if gone == maker.quantity {
                    level.orders = level.orders.saturating_sub(1);
                    if level.orders > 0 {
                        level.head = maker.next.ok_or(Error::<T>::BookBroken)?;
                    }
                }
            }
            if level.orders == 0 {
                Self::close_level(&series, book, ticks, !bids);
                taker.emptied = taker.emptied.saturating_add(1);
            } else {
                Levels::<T>::insert(series, ticks, level);
            }
        }
        Ok(())
    }

    /// Why a maker is not filled but removed.
    fn must_go(
        series: &SeriesId,
        at: &OrderRef<T::AccountId>,
        maker: &Order<T::AccountId>,
        taker: &T::AccountId,
        now: Moment,
    ) -> Option<CancelReason> {
        if at.owner == *taker {
            return Some(CancelReason::SelfTrade);
        }
        if maker.until.is_some_and(|until| until <= now) {
            return Some(CancelReason::Expired);
        }
        Self::may_not_trade(series, &at.owner, maker)
    }

    /// Why an order may not be filled today.
    pub(crate) fn may_not_trade(
        series: &SeriesId,
        owner: &T::AccountId,
        order: &Order<T::AccountId>,
    ) -> Option<CancelReason> {
        if T::Claims::in_debt(owner) {
            return Some(CancelReason::InDebt);
        }
        let Side::Ask { operator } = &order.side else { return None };
        let unit = UnitId { series: *series, operator: operator.clone() };
        if T::Units::ensure_tradable(&unit).is_err() {
            return Some(CancelReason::IssuerImpaired);
        }
        let outdated = order.cover > 0 && T::Units::ensure_cover(series, order.cover).is_err();
        outdated.then_some(CancelReason::CoverOutdated)
    }

    /// One fill, at the maker's price.
    fn fill(
        book: &Book,
        taker: &mut Taker<T>,
        at: &OrderRef<T::AccountId>,
        maker: &Order<T::AccountId>,
        quantity: Quantity,
    ) -> DispatchResult {
        let series = taker.id.series;
        let price = book.price(maker.ticks);
        let hours = series.period.hours();
        let value = amount::total(price, quantity, hours);
        let taker_fee = taker.fee_of(value, T::TakerFee::get().into());
        let maker_left = maker.quantity.saturating_sub(quantity);
        let maker_fee = {
            let fee = |quantity| fee_on(amount::total(price, quantity, hours), maker.fee.into());
            fee(maker.quantity).saturating_sub(fee(maker_left))
        };
        let held = maker
            .held_for(price, maker.quantity, hours)
            .saturating_sub(maker.held_for(price, maker_left, hours));

        let (unit, buyer, seller) = match (taker.unit(), &maker.side) {
            (Some(unit), Side::Bid) => (unit, at.owner.clone(), taker.id.owner.clone()),
            (None, Side::Ask { operator }) => {
                let unit = UnitId { series, operator: operator.clone() };
                (unit, taker.id.owner.clone(), at.owner.clone())
            },
            _ => return Err(Error::<T>::BookBroken.into()),
        };
        let reason = HoldReason::Order.into();
        if maker.side.is_bid() {
            T::Cash::transfer_on_hold(
                &reason,
                &buyer,
                &seller,
                value,
                Exact,
                Restriction::Free,
                Polite,
            )?;
            Self::release(&buyer, held.saturating_sub(value))?;
        } else {
            Self::pay(&buyer, &seller, value)?;
            Self::release(&seller, held)?;
        }
        let escrowed = T::Units::sell_from_order(&unit, &seller, &buyer, quantity)?;
        Self::pay(&at.owner, &T::FeeAccount::get(), maker_fee)?;
        Self::pay(&taker.id.owner, &T::FeeAccount::get(), taker_fee)?;

        taker.left = taker.left.saturating_sub(quantity);
        taker.value = taker.value.saturating_add(value);
        T::OnTrade::on_trade(&Trade {
            series,
            issuer: unit.operator.clone(),
            buyer: buyer.clone(),
            seller: seller.clone(),
            price,
            quantity,
        });
        Self::deposit_event(Event::Filled {
            maker: OrderId { owner: at.owner.clone(), series, seq: at.seq },
            taker: taker.id.clone(),
            taker_bids: taker.side.is_bid(),
            operator: unit.operator,
            buyer,
            seller,
            price,
            quantity,
            value,
            escrowed,
            maker_left,
            maker_fee,
            taker_fee,
        });
        Ok(())
    }

    /// Frees what covered an order that is out of the book.
    pub(crate) fn uncover(
        series: &SeriesId,
        book: &Book,
        at: &OrderRef<T::AccountId>,
        order: &Order<T::AccountId>,
        reason: CancelReason,
    ) -> DispatchResult {
        let price = book.price(order.ticks);
        Self::release(&at.owner, order.held_for(price, order.quantity, series.period.hours()))?;
        if let Side::Ask { operator } = &order.side {
            let unit = UnitId { series: *series, operator: operator.clone() };
            T::Units::take_from_order(&unit, &at.owner, order.quantity)?;
        }
        Self::deposit_event(Event::OrderCancelled {
            id: OrderId { owner: at.owner.clone(), series: *series, seq: at.seq },
            quantity: order.quantity,
            reason,
        });
        Ok(())
    }

    fn release(who: &T::AccountId, amount: Balance) -> Result<(), DispatchError> {
        if amount > 0 {
            T::Cash::release(&HoldReason::Order.into(), who, amount, Exact)?;
        }
        Ok(())
    }

    fn pay(from: &T::AccountId, to: &T::AccountId, amount: Balance) -> DispatchResult {
        if amount > 0 && from != to {
            T::Cash::transfer(from, to, amount, Expendable)
                .map_err(|_| Error::<T>::InsufficientCash)?;
        }
        Ok(())
    }
}

impl<T: Config> Taker<T> {
    /// The fee of a fill of `value`: what it adds to the fee on all fills so far.
    fn fee_of(&self, value: Balance, basis_points: u32) -> Balance {
        fee_on(self.value.saturating_add(value), basis_points)
            .saturating_sub(fee_on(self.value, basis_points))
    }
}
