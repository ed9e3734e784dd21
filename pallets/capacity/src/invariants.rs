//! What must always hold.

use crate::*;
use alloc::collections::BTreeMap;
use frame_support::{
    ensure,
    traits::{fungible::InspectHold, Time},
};
use headroom_primitives::{
    amount, period::HOURS_PER_DAY, Balance, Claims, Period, Quantity, SeriesId, UnitId,
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// - For each unit: owned + in orders + nominated + expired + settled = issued. Once the open
    ///   units have expired, what holdings still say is history that can be swept.
    /// - A unit's bond on hold is at least that of its open units, and its cover at least that of
    ///   its open units outside the issuer's hands; exactly so while none is in delivery.
    /// - Bond, cover and registration on hold of an account are the sums over its units and its
    ///   registration.
    /// - For each period that has not begun, what the calendar tree of a pool says is committed is
    ///   what its units need, and every sum in the tree is that of its parts. (Issuing compares
    ///   it with the attestation.)
    /// - An operator is marked as in debt when it is, and a line as short whose tier is under the
    ///   product's lowest while units of it are to come.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let mut outside = BTreeMap::<UnitId<T::AccountId>, u64>::new();
        for (owner, unit, holding) in Holdings::<T>::iter() {
            ensure!(owner != unit.operator, "an issuer's units lie outside their record");
            ensure!(!holding.is_empty(), "an empty holding is stored");
            *outside.entry(unit).or_default() += holding.free as u64 + holding.in_orders as u64;
        }
        let now = T::Time::now();
        let mut bonds = BTreeMap::<T::AccountId, Balance>::new();
        let mut covers = BTreeMap::<T::AccountId, Balance>::new();
        let mut committed = BTreeMap::new();
        for (operator, series, record) in Units::<T>::iter() {
            let unit = UnitId { series, operator: operator.clone() };
            let held = outside.remove(&unit).unwrap_or_default();
            Self::check_record(&series, &record, held)?;
            *bonds.entry(operator.clone()).or_default() += record.bond_held;
            *covers.entry(operator).or_default() += record.cover_held;
            if series.period.start() > now {
                let needs = record.supply as u64 * record.milli_gpus as u64;
                let pool = Self::pool_of(&unit, record.pool);
                *committed.entry((pool, series.period)).or_default() += needs;
                Self::check_tier(&unit)?;
            }
        }
        for unit in outside.keys() {
            ensure!(unit.series.period.end() <= now, "units are owned that nobody issued");
        }
        for (operator, record) in Operators::<T>::iter() {
            let held = |reason: HoldReason| T::Cash::balance_on_hold(&reason.into(), &operator);
            ensure!(held(HoldReason::Registration) == record.bond, "a registration bond differs");
            ensure!(
                held(HoldReason::Bond) == bonds.remove(&operator).unwrap_or_default(),
                "an operator's bond on hold is not that of its units"
            );
            ensure!(
                held(HoldReason::Cover) == covers.remove(&operator).unwrap_or_default(),
                "an operator's cover on hold is not that of its units"
            );
            ensure!(record.in_debt == T::Claims::in_debt(&operator), "a debt is not marked");
            for line in &record.lines {
                let found = Lines::<T>::get(&operator, (line.product, line.zone));
                ensure!(
                    found.is_some_and(|found| found.valid_until == line.valid_until),
                    "a line and its standing differ"
                );
            }
        }
        ensure!(bonds.is_empty() && covers.is_empty(), "somebody who is no operator has units");
        Self::check_trees(committed)
    }

    fn check_tier(unit: &UnitId<T::AccountId>) -> Result<(), TryRuntimeError> {
        let SeriesId { product, zone, .. } = unit.series;
        let line = Lines::<T>::get(&unit.operator, (product, zone));
        let line = line.ok_or("units are to come of what is not attested")?;
        let lowest = Products::<T>::get(product).map_or(0, |product| product.lowest_tier);
        let lines = Operators::<T>::get(&unit.operator).map(|operator| operator.lines);
        let short = lines.is_some_and(|lines| {
            lines.iter().any(|line| (line.product, line.zone, line.short) == (product, zone, true))
        });
        ensure!(short || line.tier >= lowest, "units of a tier that the product does not take");
        Ok(())
    }

    fn check_record(
        series: &SeriesId,
        record: &UnitRecord,
        held: u64,
    ) -> Result<(), TryRuntimeError> {
        ensure!(!record.is_over(), "a unit is stored that has ended");
        let inside = record.own as u64 + record.own_in_orders as u64;
        let ended = record.nominated as u64 + record.expired as u64 + record.settled as u64;
        let open = record.open();
        if open == 0 {
            ensure!(ended == record.supply as u64, "ended units are not all that were issued");
            ensure!(inside == 0, "expired units are still the issuer's");
        } else {
            ensure!(inside + held + ended == record.supply as u64, "units and supply differ");
        }
        let hours = series.period.hours();
        let bond = amount::total(record.bond_rate, open, hours);
        let sold = (open as u64).saturating_sub(inside) as Quantity;
        let cover = amount::total(record.cover_rate, sold, hours);
        ensure!(record.bond_held >= bond, "a unit's bond is too small");
        ensure!(record.cover_held >= cover, "a unit's cover is too small");
        if record.nominated == 0 {
            ensure!(record.bond_held == bond, "bond is held for nothing");
            ensure!(record.cover_held == cover, "cover is held for nothing");
        }
        Ok(())
    }

    /// `committed` is what the units of each period that has not begun need.
    fn check_trees(
        mut committed: BTreeMap<(PoolKey<T::AccountId>, Period), u64>,
    ) -> Result<(), TryRuntimeError> {
        let now = T::Time::now();
        let mut check = |pool: &PoolKey<T::AccountId>, period: Period, stored: u64| {
            let needs = committed.remove(&(pool.clone(), period)).unwrap_or_default();
            let begun = period.validate().is_err() || period.start() <= now;
            (begun || stored == needs).then_some(()).ok_or("a commitment is not its units' need")
        };
        for (pool, year, node) in YearNodes::<T>::iter() {
            ensure!(!node.is_empty(), "an empty year is stored");
            check(&pool, Period::Year(year), node.own)?;
            for (quarter, own) in (1..).zip(node.quarters) {
                check(&pool, Period::Quarter { year, quarter }, own)?;
            }
            for (month, peak) in (0..).zip(node.months) {
                // Once it is over, its node may have been swept.
                let over = Period::Month { year, month: month + 1 }.end() <= now;
                let below = MonthNodes::<T>::get(&pool, (year, month)).peak();
                ensure!(over || peak == below, "a month's sum is wrong");
            }
        }
        for (pool, (year, month), node) in MonthNodes::<T>::iter() {
            ensure!(!node.is_empty(), "an empty month is stored");
            let period = Period::Month { year, month: month + 1 };
            check(&pool, period, node.own)?;
            let first = period.first_hour() / HOURS_PER_DAY;
            for (day, peak) in (first..).zip(node.days) {
                let over = Period::Day(day).end() <= now;
                let inside = day < first + period.hours() / HOURS_PER_DAY;
                let below = if inside { DayNodes::<T>::get(&pool, day).peak() } else { 0 };
                ensure!(over || peak == below, "a day's sum is wrong");
            }
        }
        for (pool, day, node) in DayNodes::<T>::iter() {
            ensure!(!node.is_empty(), "an empty day is stored");
            check(&pool, Period::Day(day), node.own)?;
            for (hour, own) in (day * HOURS_PER_DAY..).zip(node.hours) {
                check(&pool, Period::Hour(hour), own)?;
            }
        }
        ensure!(committed.is_empty(), "units are committed nowhere");
        Ok(())
    }
}
