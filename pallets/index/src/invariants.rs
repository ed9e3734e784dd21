//! What must always hold.

use crate::{
    tally::{self, Branch},
    *,
};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use headroom_primitives::{
    period::{HOURS_PER_DAY, MAX_CHILDREN},
    Balance, Markets, Period,
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// - Every hour of an index before its next one has a value, and none after. The hour before its
    ///   first has none but a sum of 0.
    /// - A value's sum and missing hours are those of the value before it and its own.
    /// - Only a suspended value has no price.
    /// - A market names its index until that is retired.
    /// - Inputs are for something, and of one issuer and digest no more than may be.
    /// - In no hour is less than nothing attested or issued, and tallies lie where their periods do.
    /// - Bonds and stakes on hold are what the records say.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        for (index, record) in Indexes::<T>::iter() {
            let (mut sum, mut missing) = (0u128, 0u32);
            let before = record.first.checked_sub(1).and_then(|hour| Values::<T>::get(index, hour));
            let zero = Value { rung: Rung::Suspended, ..Default::default() };
            ensure!(before == Some(zero), "the sums do not begin with 0");
            for hour in record.first..record.next {
                let value = Values::<T>::get(index, hour).ok_or("an hour has no value")?;
                let suspended = value.rung == Rung::Suspended;
                ensure!((value.price == 0) == suspended, "a value without a price, or with one");
                sum += u128::from(value.price);
                missing += u32::from(suspended);
                ensure!(
                    value.sum == sum && value.missing == missing,
                    "the cumulative sums do not agree with the values"
                );
            }
            ensure!((record.sum, record.missing) == (sum, missing), "an index lost count");
            let hours = (record.next - record.first) as usize + 1;
            ensure!(Values::<T>::iter_prefix(index).count() == hours, "a value of no hour");
            if let Definition::Market { product, zone } = record.definition {
                let shown = T::Markets::market(product, zone).and_then(|market| market.index);
                ensure!((shown == Some(index)) != record.retired, "a market's index is another");
            }
        }
        for (_, _, inputs) in Inputs::<T>::iter() {
            for (at, input) in inputs.iter().enumerate() {
                ensure!(input.price > 0 && input.quantity > 0, "an input of nothing");
                if let Source::Report { digest, .. } = &input.source {
                    let again = inputs[..at].iter().any(|other| {
                        matches!(&other.source, Source::Report { digest: other, .. } if other == digest)
                    });
                    ensure!(!again, "one trade counts twice");
                }
            }
        }
        Self::try_tallies()?;
        let mut staked = BTreeMap::<T::AccountId, Balance>::new();
        let mut open = BTreeMap::<T::AccountId, u32>::new();
        for (id, challenge) in Challenges::<T>::iter() {
            ensure!(id.challenger != id.reporter, "a challenge of its own report");
            *staked.entry(id.challenger).or_default() += challenge.stake;
            *open.entry(id.reporter).or_default() += 1;
        }
        for (who, stake) in staked {
            let held = T::Cash::balance_on_hold(&HoldReason::Challenge.into(), &who);
            ensure!(held == stake, "the stakes on hold are not those of the challenges");
        }
        for (who, reporter) in Reporters::<T>::iter() {
            let held = T::Cash::balance_on_hold(&HoldReason::Reporter.into(), &who);
            ensure!(held == reporter.bond, "the bond on hold is not the reporter's");
            ensure!(
                open.remove(&who).unwrap_or_default() == reporter.challenges,
                "a reporter's open challenges are miscounted"
            );
        }
        ensure!(open.is_empty(), "a challenge against nobody");
        Ok(())
    }
    fn try_tallies() -> Result<(), TryRuntimeError> {
        let all: BTreeMap<_, _> =
            Tallies::<T>::iter().map(|(market, branch, of)| ((market, branch), of)).collect();
        for ((market, branch), tallies) in &all {
            // The periods of the branch that are not looked at by a branch of their own.
            let (whole, most) = match *branch {
                Branch::Year(year) => (Period::Year(year), 17),
                Branch::Month(year, month) => (Period::Month { year, month }, MAX_CHILDREN),
                Branch::Day(day) => (Period::Day(day), HOURS_PER_DAY),
            };
            ensure!(tallies.len() <= most as usize, "a tally of no period");
            let children = whole.children().flat_map(|period| match period {
                Period::Quarter { .. } => period.children().collect(),
                _ => alloc::vec![period],
            });
            for period in children {
                let below = match period {
                    Period::Month { year, month } => Some(Branch::Month(year, month)),
                    Period::Day(day) => Some(Branch::Day(day)),
                    _ => None,
                };
                if below.is_some_and(|below| all.contains_key(&(*market, below))) {
                    continue;
                }
                let (mut attested, mut issued) = (0i64, 0i64);
                for period in core::iter::successors(Some(period), Period::parent) {
                    let Some((branch, place)) = tally::place(&period) else { continue };
                    let tally = all.get(&(*market, branch)).and_then(|of| of.get(place));
                    let tally = tally.copied().unwrap_or_default();
                    attested = attested.saturating_add(tally.attested);
                    issued = issued.saturating_add(tally.issued);
                }
                ensure!(attested >= 0, "less than nothing is attested");
                ensure!(issued >= 0, "less than nothing is issued");
            }
        }
        Ok(())
    }
}
