//! Giving away, splitting and joining.

use crate::{calendar::Change, *};
use frame_support::{
    ensure,
    traits::{fungible::MutateHold, tokens::Precision::Exact, Get, Time},
};
use headroom_primitives::{
    amount, period::MAX_CHILDREN, Balance, Claims, Period, Quantity, UnitId,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_transfer(
        unit: UnitId<T::AccountId>,
        from: T::AccountId,
        to: T::AccountId,
        quantity: Quantity,
    ) -> DispatchResult {
        ensure!(quantity > 0, Error::<T>::ZeroQuantity);
        ensure!(from != to, Error::<T>::SameAccount);
        let gate = unit.series.period.start().saturating_sub(T::GateLead::get());
        ensure!(T::Time::now() < gate, Error::<T>::GateClosed);
        let hours = unit.series.period.hours();
        let (mut escrowed, mut returned) = (0, 0);
        if from == unit.operator {
            Self::ensure_issuer_may_sell(&unit)?;
            escrowed = Self::mutate_unit(&unit, |record| {
                record.own =
                    record.own.checked_sub(quantity).ok_or(Error::<T>::InsufficientUnits)?;
                Self::add_cover(record, quantity, hours)
            })?;
            Self::hold_cover(&unit, escrowed)?;
        } else {
            // Whoever is in debt cannot put its belongings out of reach.
            ensure!(!T::Claims::in_debt(&from), Error::<T>::InDebt);
            Self::take_free(&unit, &from, quantity)?;
        }
        if to == unit.operator {
            returned = Self::mutate_unit(&unit, |record| {
                record.own = record.own.saturating_add(quantity);
                Self::take_cover(record, quantity, hours)
            })?;
            T::Cash::release(&HoldReason::Cover.into(), &to, returned, Exact)?;
        } else {
            Self::give_free(&unit, &to, quantity)?;
        }
        Self::deposit_event(Event::Transferred { unit, from, to, quantity, escrowed, returned });
        Ok(())
    }

    /// Returns how many smaller periods there are.
    pub(crate) fn do_split(
        unit: UnitId<T::AccountId>,
        who: T::AccountId,
        quantity: Quantity,
    ) -> Result<u32, DispatchError> {
        ensure!(quantity > 0, Error::<T>::ZeroQuantity);
        Self::ensure_divisible(&unit.series.period)?;
        Self::split_into(unit, who, quantity, MAX_CHILDREN)
    }

    /// The benchmarks ask for fewer than there are, to see what each costs.
    pub(crate) fn split_into(
        unit: UnitId<T::AccountId>,
        who: T::AccountId,
        quantity: Quantity,
        most: u32,
    ) -> Result<u32, DispatchError> {
        let record = Units::<T>::get(&unit.operator, unit.series).ok_or(Error::<T>::UnknownUnit)?;
        let template = Self::template(&record);
        Self::take_whole(&unit, &who, quantity)?;
        let mut children = 0;
        for child in Self::children(&unit).take(most as usize) {
            Self::give_whole(&child, &who, quantity, &template)?;
            children += 1;
        }
        Self::deposit_event(Event::Split { unit, who, quantity });
        Ok(children)
    }

    /// Returns how many smaller periods there are.
    pub(crate) fn do_join(
        unit: UnitId<T::AccountId>,
        who: T::AccountId,
        quantity: Quantity,
    ) -> Result<u32, DispatchError> {
        ensure!(quantity > 0, Error::<T>::ZeroQuantity);
        Self::ensure_divisible(&unit.series.period)?;
        Self::join_from(unit, who, quantity, MAX_CHILDREN)
    }

    /// The benchmarks ask for fewer than there are, to see what each costs.
    pub(crate) fn join_from(
        unit: UnitId<T::AccountId>,
        who: T::AccountId,
        quantity: Quantity,
        most: u32,
    ) -> Result<u32, DispatchError> {
        let mut template = None;
        let mut children = 0;
        // All children lie in one year, so they have one line's rates and hardware.
        for child in Self::children(&unit).take(most as usize) {
            let record =
                Units::<T>::get(&child.operator, child.series).ok_or(Error::<T>::IncompleteSet)?;
            let same = template.get_or_insert_with(|| Self::template(&record));
            ensure!(*same == Self::template(&record), Error::<T>::IncompleteSet);
            Self::take_whole(&child, &who, quantity).map_err(|_| Error::<T>::IncompleteSet)?;
            children += 1;
        }
        let template = template.ok_or(Error::<T>::IncompleteSet)?;
        Self::give_whole(&unit, &who, quantity, &template)?;
        Self::deposit_event(Event::Joined { unit, who, quantity });
        Ok(children)
    }

    fn ensure_divisible(period: &Period) -> Result<(), Error<T>> {
        period.validate().map_err(|_| Error::<T>::BadPeriod)?;
        ensure!(!matches!(period, Period::Hour(_)), Error::<T>::NotDivisible);
        ensure!(period.start() > T::Time::now(), Error::<T>::PeriodBegun);
        Ok(())
    }

    fn children(unit: &UnitId<T::AccountId>) -> impl Iterator<Item = UnitId<T::AccountId>> {
        let unit = unit.clone();
        unit.series.period.children().map(move |period| {
            let mut child = unit.clone();
            child.series.period = period;
            child
        })
    }

    /// What a unit's record shares with those of its year: rates and hardware.
    fn template(record: &UnitRecord) -> UnitRecord {
        UnitRecord {
            cover_rate: record.cover_rate,
            bond_rate: record.bond_rate,
            pool: record.pool,
            milli_gpus: record.milli_gpus,
            ..Default::default()
        }
    }

    /// Takes units out of the world, with their commitment, cover and bond: the first half of a
    /// split or a join.
    fn take_whole(
        unit: &UnitId<T::AccountId>,
        who: &T::AccountId,
        quantity: Quantity,
    ) -> Result<(), DispatchError> {
        let hours = unit.series.period.hours();
        let issuer = who == &unit.operator;
        if !issuer {
            Self::take_free(unit, who, quantity)?;
        }
        let (pool, milli_gpus) = Self::mutate_unit(unit, |record| {
            if issuer {
                record.own =
                    record.own.checked_sub(quantity).ok_or(Error::<T>::InsufficientUnits)?;
            } else {
                Self::take_cover(record, quantity, hours)?;
            }
            record.supply = record.supply.checked_sub(quantity).ok_or(Error::<T>::Overflow)?;
            let bond = amount::total(record.bond_rate, quantity, hours);
            record.bond_held =
                record.bond_held.checked_sub(bond).ok_or(Error::<T>::HoldExceeded)?;
            Ok((record.pool, record.milli_gpus))
        })?;
        let change = Change::Release(quantity as u64 * milli_gpus as u64);
        Self::commit(&Self::pool_of(unit, pool), &unit.series.period, change)?;
        Ok(())
    }

    /// The second half: puts units into the world. The cash on hold for them is there already.
    fn give_whole(
        unit: &UnitId<T::AccountId>,
        who: &T::AccountId,
        quantity: Quantity,
        template: &UnitRecord,
    ) -> Result<(), DispatchError> {
        let hours = unit.series.period.hours();
        let issuer = who == &unit.operator;
        let change = Change::Add(quantity as u64 * template.milli_gpus as u64);
        Self::commit(&Self::pool_of(unit, template.pool), &unit.series.period, change)?;
        Units::<T>::try_mutate(&unit.operator, unit.series, |slot| {
            let record = slot.get_or_insert_with(|| template.clone());
            ensure!(Self::template(record) == *template, Error::<T>::IncompleteSet);
            record.supply = record.supply.checked_add(quantity).ok_or(Error::<T>::Overflow)?;
            if issuer {
                record.own = record.own.saturating_add(quantity);
            } else {
                Self::add_cover(record, quantity, hours)?;
            }
            let bond = amount::total(record.bond_rate, quantity, hours);
            record.bond_held = record.bond_held.saturating_add(bond);
            Ok::<_, Error<T>>(())
        })?;
        if !issuer {
            Self::give_free(unit, who, quantity)?;
        }
        Ok(())
    }

    /// The issuer's own units may leave its hands: it is not impaired, and their cover is worth
    /// enough today.
    pub(crate) fn ensure_issuer_may_sell(unit: &UnitId<T::AccountId>) -> DispatchResult {
        Self::ensure_standing(unit)?;
        let record = Units::<T>::get(&unit.operator, unit.series).ok_or(Error::<T>::UnknownUnit)?;
        let (today, _) = Self::rates_today(&unit.series)?;
        Self::ensure_rate(record.cover_rate, today)?;
        Ok(())
    }

    /// Books the cover of units that leave the issuer's hands; returns it.
    pub(crate) fn add_cover(
        record: &mut UnitRecord,
        quantity: Quantity,
        hours: u32,
    ) -> Result<Balance, Error<T>> {
        let cover = amount::total(record.cover_rate, quantity, hours);
        record.cover_held = record.cover_held.checked_add(cover).ok_or(Error::<T>::Overflow)?;
        Ok(cover)
    }

    /// Books the cover of units that come back into the issuer's hands; returns it. Units that
    /// have ended have none: what is left on hold is that of units in delivery.
    pub(crate) fn take_cover(
        record: &mut UnitRecord,
        quantity: Quantity,
        hours: u32,
    ) -> Result<Balance, Error<T>> {
        ensure!(record.open() >= quantity, Error::<T>::InsufficientUnits);
        let cover = amount::total(record.cover_rate, quantity, hours);
        record.cover_held = record.cover_held.checked_sub(cover).ok_or(Error::<T>::HoldExceeded)?;
        Ok(cover)
    }

    pub(crate) fn hold_cover(unit: &UnitId<T::AccountId>, cover: Balance) -> DispatchResult {
        T::Cash::hold(&HoldReason::Cover.into(), &unit.operator, cover)
            .map_err(|_| Error::<T>::InsufficientCash.into())
    }

    pub(crate) fn take_free(
        unit: &UnitId<T::AccountId>,
        who: &T::AccountId,
        quantity: Quantity,
    ) -> Result<(), Error<T>> {
        Self::mutate_holding(unit, who, |holding| {
            holding.free =
                holding.free.checked_sub(quantity).ok_or(Error::<T>::InsufficientUnits)?;
            Ok(())
        })
    }

    pub(crate) fn give_free(
        unit: &UnitId<T::AccountId>,
        who: &T::AccountId,
        quantity: Quantity,
    ) -> Result<(), Error<T>> {
        Self::mutate_holding(unit, who, |holding| {
            holding.free = holding.free.checked_add(quantity).ok_or(Error::<T>::Overflow)?;
            Ok(())
        })
    }

    pub(crate) fn mutate_holding(
        unit: &UnitId<T::AccountId>,
        who: &T::AccountId,
        change: impl FnOnce(&mut Holding) -> Result<(), Error<T>>,
    ) -> Result<(), Error<T>> {
        Holdings::<T>::try_mutate_exists(who, unit, |slot| {
            let mut holding = slot.take().unwrap_or_default();
            change(&mut holding)?;
            *slot = (!holding.is_empty()).then_some(holding);
            Ok(())
        })
    }
}
