//! What must always hold.

use crate::{
    calendar::{Change, Path},
    *,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{
    ensure,
    traits::{fungible::InspectHold, Time},
};
use headroom_primitives::{amount, Balance, Claims, Period, Quantity, SeriesId, UnitId};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// - For each unit: owned + in orders + nominated + expired + settled = issued. Once the open
    ///   units have expired, what holdings still say is history that can be swept.
    /// - A unit's bond on hold is at least that of its open units, and its cover at least that of
    ///   its open units outside the issuer's hands; exactly so while none is in delivery.
    /// - Bond, cover and registration on hold of an account are the sums over its units and its
    ///   registration.
    /// - For each hour that has not begun, what the calendar tree of a pool says is committed is
    ///   what its units need. (Issuing compares that with the attestation.)
    /// - An operator is marked as in debt when it is.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let mut outside = BTreeMap::<UnitId<T::AccountId>, u64>::new();
        for (_, unit, holding) in Holdings::<T>::iter() {
            ensure!(!holding.is_empty(), "an empty holding is stored");
            *outside.entry(unit).or_default() += holding.free as u64 + holding.in_orders as u64;
        }
        let now = T::Time::now();
        let mut bonds = BTreeMap::<T::AccountId, Balance>::new();
        let mut covers = BTreeMap::<T::AccountId, Balance>::new();
        let mut pools = BTreeMap::<PoolKey<T::AccountId>, Vec<(Period, u64)>>::new();
        for (operator, series, record) in Units::<T>::iter() {
            let unit = UnitId { series, operator: operator.clone() };
            let held = outside.remove(&unit).unwrap_or_default();
            Self::check_record(&series, &record, held)?;
            *bonds.entry(operator.clone()).or_default() += record.bond_held;
            *covers.entry(operator).or_default() += record.cover_held;
            if series.period.start() > now {
                let needs = record.supply as u64 * record.milli_gpus as u64;
                pools
                    .entry(Self::pool_of(&unit, record.pool))
                    .or_default()
                    .push((series.period, needs));
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
        for (pool, commitments) in pools {
            Self::check_pool(&pool, commitments)?;
        }
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

    /// Builds the tree anew from the units, and compares each stored node of the future with it.
    fn check_pool(
        pool: &PoolKey<T::AccountId>,
        commitments: Vec<(Period, u64)>,
    ) -> Result<(), TryRuntimeError> {
        for (period, _) in &commitments {
            let at = period.place().ok_or("a unit of no period")?;
            // What is committed for exactly this period is what its units need.
            let mut stored = Self::load(pool, period, &at);
            let needs: u64 = commitments
                .iter()
                .filter(|(other, _)| other == period)
                .map(|(_, needs)| needs)
                .sum();
            let own = Self::own(&stored, period).ok_or("a unit of no period")?;
            ensure!(own == needs, "a pool's commitment is not what its units need");
            // And the sums above it are those of the parts: a change and its reverse change nothing.
            let before = stored.clone();
            let there = stored.commit(&at, Change::Add(1)).is_some();
            let back = stored.commit(&at, Change::Release(1)).is_some();
            ensure!(there && back && stored == before, "a pool's sums are wrong");
        }
        Ok(())
    }

    fn own(path: &Path, period: &Period) -> Option<u64> {
        let at = period.place()?;
        Some(match period {
            Period::Year(_) => path.year.own,
            Period::Quarter { .. } => path.year.quarters[usize::from(at.quarter?)],
            Period::Month { .. } => path.month.own,
            Period::Day(_) => path.day.own,
            Period::Hour(_) => path.day.hours[usize::from(at.hour?)],
        })
    }
}
