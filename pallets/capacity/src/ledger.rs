//! What spot and delivery do with units.

use crate::*;
use frame_support::{
    ensure,
    traits::{
        fungible::MutateHold,
        tokens::{Fortitude::Polite, Precision::Exact, Restriction},
    },
};
use headroom_primitives::{
    amount, Balance, Discharge, Nomination, Price, Quantity, SeriesId, UnitId, UnitLedger,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> UnitLedger<T::AccountId> for Pallet<T> {
    fn cover_rate(unit: &UnitId<T::AccountId>) -> Option<Price> {
        Units::<T>::get(&unit.operator, unit.series).map(|record| record.cover_rate)
    }

    fn sold(unit: &UnitId<T::AccountId>) -> Quantity {
        Units::<T>::get(&unit.operator, unit.series).map_or(0, |record| {
            record.supply.saturating_sub(record.own).saturating_sub(record.own_in_orders)
        })
    }

    fn ensure_tradable(unit: &UnitId<T::AccountId>) -> DispatchResult {
        Self::ensure_standing(unit)
    }

    fn ensure_cover(series: &SeriesId, cover_rate: Price) -> DispatchResult {
        let (today, _) = Self::rates_today(series)?;
        Ok(Self::ensure_rate(cover_rate, today)?)
    }

    fn put_in_order(
        unit: &UnitId<T::AccountId>,
        owner: &T::AccountId,
        quantity: Quantity,
    ) -> DispatchResult {
        if owner == &unit.operator {
            Self::ensure_issuer_may_sell(unit)?;
            return Self::mutate_unit(unit, |record| {
                record.own =
                    record.own.checked_sub(quantity).ok_or(Error::<T>::InsufficientUnits)?;
                record.own_in_orders = record.own_in_orders.saturating_add(quantity);
                Ok(())
            });
        }
        Self::ensure_standing(unit)?;
        Self::mutate_holding(unit, owner, |holding| {
            holding.free =
                holding.free.checked_sub(quantity).ok_or(Error::<T>::InsufficientUnits)?;
            holding.in_orders = holding.in_orders.saturating_add(quantity);
            Ok(())
        })?;
        Ok(())
    }

    fn take_from_order(
        unit: &UnitId<T::AccountId>,
        owner: &T::AccountId,
        quantity: Quantity,
    ) -> DispatchResult {
        if owner == &unit.operator {
            // What expired in an order is the issuer's no more: nothing is left to give back.
            let record = Units::<T>::get(&unit.operator, unit.series);
            if record.is_none_or(|record| record.open() == 0) {
                return Ok(());
            }
            return Self::mutate_unit(unit, |record| {
                record.own_in_orders = record
                    .own_in_orders
                    .checked_sub(quantity)
                    .ok_or(Error::<T>::InsufficientUnits)?;
                record.own = record.own.saturating_add(quantity);
                Ok(())
            });
        }
        Self::mutate_holding(unit, owner, |holding| {
            holding.in_orders =
                holding.in_orders.checked_sub(quantity).ok_or(Error::<T>::InsufficientUnits)?;
            holding.free = holding.free.saturating_add(quantity);
            Ok(())
        })?;
        Ok(())
    }

    fn sell_from_order(
        unit: &UnitId<T::AccountId>,
        seller: &T::AccountId,
        buyer: &T::AccountId,
        quantity: Quantity,
    ) -> Result<Balance, DispatchError> {
        ensure!(seller != buyer, Error::<T>::SameAccount);
        let hours = unit.series.period.hours();
        let mut escrowed = 0;
        if seller == &unit.operator {
            escrowed = Self::mutate_unit(unit, |record| {
                record.own_in_orders = record
                    .own_in_orders
                    .checked_sub(quantity)
                    .ok_or(Error::<T>::InsufficientUnits)?;
                Self::add_cover(record, quantity, hours)
            })?;
            Self::hold_cover(unit, escrowed)?;
        } else {
            Self::mutate_holding(unit, seller, |holding| {
                holding.in_orders =
                    holding.in_orders.checked_sub(quantity).ok_or(Error::<T>::InsufficientUnits)?;
                Ok(())
            })?;
        }
        if buyer == &unit.operator {
            let returned = Self::mutate_unit(unit, |record| {
                record.own = record.own.saturating_add(quantity);
                Self::take_cover(record, quantity, hours)
            })?;
            T::Cash::release(&HoldReason::Cover.into(), buyer, returned, Exact)?;
        } else {
            Self::give_free(unit, buyer, quantity)?;
        }
        Ok(escrowed)
    }

    fn nominate(
        unit: &UnitId<T::AccountId>,
        owner: &T::AccountId,
        quantity: Quantity,
    ) -> Result<Nomination, DispatchError> {
        ensure!(quantity > 0, Error::<T>::ZeroQuantity);
        ensure!(owner != &unit.operator, Error::<T>::IssuerCannotNominate);
        Self::take_free(unit, owner, quantity)?;
        Self::mutate_unit(unit, |record| {
            // Holdings of units that have expired are there until they are swept.
            ensure!(record.open() >= quantity, Error::<T>::InsufficientUnits);
            let index = record.next_delivery;
            record.next_delivery = index.checked_add(1).ok_or(Error::<T>::Overflow)?;
            record.nominated =
                record.nominated.checked_add(quantity).ok_or(Error::<T>::Overflow)?;
            Ok(Nomination { index, cover_rate: record.cover_rate, bond_rate: record.bond_rate })
        })
    }

    fn discharge(
        unit: &UnitId<T::AccountId>,
        buyer: &T::AccountId,
        discharge: Discharge,
    ) -> DispatchResult {
        let Discharge { cover_released, cover_paid, bond_released, bond_paid, ended } = discharge;
        let hours = unit.series.period.hours();
        Self::mutate_unit(unit, |record| {
            let take = |held: Balance, one: Balance, other: Balance| {
                held.checked_sub(one)?.checked_sub(other)
            };
            record.cover_held = take(record.cover_held, cover_released, cover_paid)
                .ok_or(Error::<T>::HoldExceeded)?;
            record.bond_held =
                take(record.bond_held, bond_released, bond_paid).ok_or(Error::<T>::HoldExceeded)?;
            record.nominated =
                record.nominated.checked_sub(ended).ok_or(Error::<T>::InsufficientUnits)?;
            record.settled = record.settled.saturating_add(ended);
            // What is on hold for units that are not in delivery stays.
            let open = record.open();
            let inside = record.own.saturating_add(record.own_in_orders);
            let sold = open.saturating_sub(inside);
            ensure!(
                record.cover_held >= amount::total(record.cover_rate, sold, hours)
                    && record.bond_held >= amount::total(record.bond_rate, open, hours),
                Error::<T>::HoldExceeded
            );
            Ok(())
        })?;
        for (reason, released, paid) in [
            (HoldReason::Cover, cover_released, cover_paid),
            (HoldReason::Bond, bond_released, bond_paid),
        ] {
            let reason = reason.into();
            if released > 0 {
                T::Cash::release(&reason, &unit.operator, released, Exact)?;
            }
            if paid > 0 {
                T::Cash::transfer_on_hold(
                    &reason,
                    &unit.operator,
                    buyer,
                    paid,
                    Exact,
                    Restriction::Free,
                    Polite,
                )?;
            }
        }
        Ok(())
    }

    fn expire(unit: &UnitId<T::AccountId>) -> Result<(Quantity, Balance), DispatchError> {
        let hours = unit.series.period.hours();
        let (quantity, cover, bond) = Self::mutate_unit(unit, |record| {
            let quantity = record.open();
            ensure!(quantity > 0, Error::<T>::NothingToExpire);
            let inside = record.own.saturating_add(record.own_in_orders);
            let cover = Self::take_cover(record, quantity.saturating_sub(inside), hours)?;
            let bond = amount::total(record.bond_rate, quantity, hours);
            record.bond_held =
                record.bond_held.checked_sub(bond).ok_or(Error::<T>::HoldExceeded)?;
            record.own = 0;
            record.own_in_orders = 0;
            record.expired = record.expired.saturating_add(quantity);
            Ok((quantity, cover, bond))
        })?;
        T::Cash::release(&HoldReason::Cover.into(), &unit.operator, cover, Exact)?;
        T::Cash::release(&HoldReason::Bond.into(), &unit.operator, bond, Exact)?;
        Ok((quantity, cover))
    }
}
