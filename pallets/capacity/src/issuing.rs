//! Issuing and retiring.

use crate::{
    calendar::{depth, Change, Path},
    *,
};
use frame_support::{
    ensure,
    traits::{fungible::MutateHold, tokens::Precision::Exact, Get, Time},
};
use headroom_primitives::{
    amount, period::Place, Balance, OnCapacity, Period, Price, Quantity, SeriesId, UnitId,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_issue(
        operator: T::AccountId,
        series: SeriesId,
        quantity: Quantity,
    ) -> DispatchResult {
        ensure!(quantity > 0, Error::<T>::ZeroQuantity);
        let unit = UnitId { series, operator };
        let (at, mut line) = Self::ensure_issuable(&unit)?;
        let hours = series.period.hours();
        let (cover_rate, bond_rate) =
            Self::fix_rates(&mut line, &unit, at.year, hours as u64 * quantity as u64)?;

        let pool = Self::pool_of(&unit, line.pool);
        let needed = quantity as u64 * line.milli_gpus as u64;
        let mut path = Self::load(&pool, &series.period, &at);
        let after = path.peak(&at).checked_add(needed).ok_or(Error::<T>::Overflow)?;
        ensure!(after <= line.attested(), Error::<T>::ExceedsAttested);
        path.commit(&at, Change::Add(needed)).ok_or(Error::<T>::Overflow)?;
        Self::store(&pool, &series.period, &at, path);
        Lines::<T>::insert(&unit.operator, (series.product, series.zone), &line);

        let bond = amount::total(bond_rate, quantity, hours);
        T::Cash::hold(&HoldReason::Bond.into(), &unit.operator, bond)
            .map_err(|_| Error::<T>::InsufficientCash)?;
        Units::<T>::try_mutate(&unit.operator, series, |slot| {
            let record = slot.get_or_insert_with(|| UnitRecord {
                cover_rate,
                bond_rate,
                pool: line.pool,
                milli_gpus: line.milli_gpus,
                ..Default::default()
            });
            record.supply = record.supply.checked_add(quantity).ok_or(Error::<T>::Overflow)?;
            record.own = record.own.saturating_add(quantity);
            record.bond_held = record.bond_held.saturating_add(bond);
            Ok::<_, Error<T>>(())
        })?;
        T::OnCapacity::issued(&series, quantity.into());
        Self::deposit_event(Event::Issued { unit, quantity, cover_rate, bond_rate, bond });
        Ok(())
    }

    pub(crate) fn do_retire(unit: UnitId<T::AccountId>, quantity: Quantity) -> DispatchResult {
        ensure!(quantity > 0, Error::<T>::ZeroQuantity);
        let period = unit.series.period;
        let hours = period.hours();
        let (bond, pool, milli_gpus) = Self::mutate_unit(&unit, |record| {
            ensure!(period.start() > T::Time::now(), Error::<T>::PeriodBegun);
            record.own = record.own.checked_sub(quantity).ok_or(Error::<T>::InsufficientUnits)?;
            record.supply = record.supply.saturating_sub(quantity);
            let bond = amount::total(record.bond_rate, quantity, hours);
            record.bond_held =
                record.bond_held.checked_sub(bond).ok_or(Error::<T>::HoldExceeded)?;
            Ok((bond, record.pool, record.milli_gpus))
        })?;
        let change = Change::Release(quantity as u64 * milli_gpus as u64);
        Self::commit(&Self::pool_of(&unit, pool), &period, change)?;
        let year = period.place().map_or(0, |at| at.year);
        let line = (unit.series.product, unit.series.zone);
        Lines::<T>::mutate_exists(&unit.operator, line, |line| {
            let years = line.iter_mut().flat_map(|line| line.years.iter_mut());
            for rates in years.filter(|rates| rates.year == year) {
                let taken_back = hours as u64 * quantity as u64;
                rates.issued_hours = rates.issued_hours.saturating_sub(taken_back);
            }
        });
        T::Cash::release(&HoldReason::Bond.into(), &unit.operator, bond, Exact)?;
        T::OnCapacity::issued(&unit.series, -i64::from(quantity));
        Self::deposit_event(Event::Retired { unit, quantity, bond });
        Ok(())
    }

    /// All that issuing asks for besides rates, room in the pool and cash: where the period lies,
    /// and the line that the unit is issued on.
    fn ensure_issuable(
        unit: &UnitId<T::AccountId>,
    ) -> Result<(Place, Line<T::AccountId>), DispatchError> {
        let series = &unit.series;
        let at = Self::ensure_ahead(&series.period)?;
        let product = Products::<T>::get(series.product).ok_or(Error::<T>::UnknownProduct)?;
        ensure!(!product.retired, Error::<T>::ProductRetired);
        let market =
            Markets::<T>::get(series.product, series.zone).ok_or(Error::<T>::UnknownMarket)?;
        ensure!(!market.paused, Error::<T>::MarketPaused);
        Self::ensure_standing(unit)?;
        let line = Lines::<T>::get(&unit.operator, (series.product, series.zone))
            .ok_or(Error::<T>::NotAttested)?;
        ensure!(line.tier >= product.lowest_tier, Error::<T>::BelowTier);
        Ok((at, line))
    }

    /// Where a period lies that has not begun and is not too far ahead.
    fn ensure_ahead(period: &Period) -> Result<Place, Error<T>> {
        let at = period.place().ok_or(Error::<T>::BadPeriod)?;
        let now = T::Time::now();
        ensure!(period.start() > now, Error::<T>::PeriodBegun);
        let last = Self::year_of(now).saturating_add(T::MaxYearsAhead::get());
        ensure!(at.year <= last, Error::<T>::TooFarAhead);
        Ok(at)
    }

    /// Cover and bond per unit and hour at the present reference price, rounded up: against the
    /// issuer.
    pub(crate) fn rates_today(series: &SeriesId) -> Result<(Price, Price), Error<T>> {
        let market =
            Markets::<T>::get(series.product, series.zone).ok_or(Error::<T>::UnknownMarket)?;
        let share = |thousandths| {
            Price::try_from(amount::thousandths_up(market.reference.into(), thousandths))
                .map_err(|_| Error::<T>::Overflow)
        };
        Ok((share(T::CoverShare::get())?.max(1), share(T::BondShare::get())?.max(1)))
    }

    /// Whether a cover rate that was fixed earlier is still enough of what it would be today.
    pub(crate) fn ensure_rate(cover_rate: Price, today: Price) -> Result<(), Error<T>> {
        let least = amount::thousandths_up(today.into(), T::MinRateShare::get());
        ensure!(Balance::from(cover_rate) >= least, Error::<T>::RateOutdated);
        Ok(())
    }

    /// The rates of a line in a year: fixed now where nothing of the year has been issued, or all of
    /// it was retired. What has been delivered counts, so that a year has one rate.
    fn fix_rates(
        line: &mut Line<T::AccountId>,
        unit: &UnitId<T::AccountId>,
        year: u16,
        unit_hours: u64,
    ) -> Result<(Price, Price), DispatchError> {
        let (cover, bond) = Self::rates_today(&unit.series)?;
        let this_year = Self::year_of(T::Time::now());
        line.years.retain(|rates| rates.year >= this_year && rates.issued_hours > 0);
        if let Some(rates) = line.years.iter_mut().find(|rates| rates.year == year) {
            Self::ensure_rate(rates.cover, cover)?;
            rates.issued_hours = rates.issued_hours.saturating_add(unit_hours);
            return Ok((rates.cover, rates.bond));
        }
        line.years
            .try_push(YearRates { year, cover, bond, issued_hours: unit_hours })
            .map_err(|_| Error::<T>::TooFarAhead)?;
        Ok((cover, bond))
    }

    /// The pool that a unit is committed in.
    pub(crate) fn pool_of(
        unit: &UnitId<T::AccountId>,
        pool: headroom_primitives::PoolId,
    ) -> PoolKey<T::AccountId> {
        PoolKey { operator: unit.operator.clone(), zone: unit.series.zone, pool }
    }

    /// Changes what is committed of a pool for a period. At most three items.
    pub(crate) fn commit(
        pool: &PoolKey<T::AccountId>,
        period: &Period,
        change: Change,
    ) -> Result<(), Error<T>> {
        let at = period.place().ok_or(Error::<T>::BadPeriod)?;
        let mut path = Self::load(pool, period, &at);
        path.commit(&at, change).ok_or(Error::<T>::Overflow)?;
        Self::store(pool, period, &at, path);
        Ok(())
    }

    pub(crate) fn load(pool: &PoolKey<T::AccountId>, period: &Period, at: &Place) -> Path {
        let deep = depth(at);
        Path {
            year: YearNodes::<T>::get(pool, at.year),
            month: if deep > 1 {
                MonthNodes::<T>::get(pool, (at.year, at.month.unwrap_or_default()))
            } else {
                Default::default()
            },
            day: if deep > 2 {
                DayNodes::<T>::get(pool, Self::day_of(period))
            } else {
                Default::default()
            },
        }
    }

    fn store(pool: &PoolKey<T::AccountId>, period: &Period, at: &Place, path: Path) {
        let deep = depth(at);
        if path.year.is_empty() {
            YearNodes::<T>::remove(pool, at.year);
        } else {
            YearNodes::<T>::insert(pool, at.year, path.year);
        }
        if deep > 1 {
            let key = (at.year, at.month.unwrap_or_default());
            if path.month.is_empty() {
                MonthNodes::<T>::remove(pool, key);
            } else {
                MonthNodes::<T>::insert(pool, key, path.month);
            }
        }
        if deep > 2 {
            let day = Self::day_of(period);
            if path.day.is_empty() {
                DayNodes::<T>::remove(pool, day);
            } else {
                DayNodes::<T>::insert(pool, day, path.day);
            }
        }
    }

    fn day_of(period: &Period) -> u32 {
        period.first_hour() / headroom_primitives::period::HOURS_PER_DAY
    }

    /// Changes a unit's record, and removes it once every unit has ended.
    pub(crate) fn mutate_unit<R>(
        unit: &UnitId<T::AccountId>,
        change: impl FnOnce(&mut UnitRecord) -> Result<R, Error<T>>,
    ) -> Result<R, DispatchError> {
        Units::<T>::try_mutate_exists(&unit.operator, unit.series, |slot| {
            let record = slot.as_mut().ok_or(Error::<T>::UnknownUnit)?;
            let result = change(record)?;
            if record.is_over() {
                *slot = None;
            }
            Ok(result)
        })
    }

    /// What an operator could issue of a series now; 0 where an issue would be refused. Its cash
    /// may allow less.
    pub fn issuable(operator: &T::AccountId, series: &SeriesId) -> Quantity {
        let unit = UnitId { series: *series, operator: operator.clone() };
        let Ok((at, mut line)) = Self::ensure_issuable(&unit) else { return 0 };
        if line.milli_gpus == 0 || Self::fix_rates(&mut line, &unit, at.year, 0).is_err() {
            return 0;
        }
        let pool = Self::pool_of(&unit, line.pool);
        let taken = Self::load(&pool, &series.period, &at).peak(&at);
        let left = line.attested().saturating_sub(taken) / line.milli_gpus as u64;
        left.min(Quantity::MAX as u64) as Quantity
    }

    /// A unit as a whole; `None` where it was never issued or has ended.
    pub fn unit(unit: &UnitId<T::AccountId>) -> Option<UnitRecord> {
        Units::<T>::get(&unit.operator, unit.series)
    }
}
