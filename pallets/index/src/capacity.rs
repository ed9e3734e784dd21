//! The capacity index: counting what is attested, issued, delivered and failed.

use crate::{
    tally::{self, Branch, Capacity, Tally},
    *,
};
use alloc::{collections::BTreeMap, vec::Vec};
use core::ops::Range;
use headroom_primitives::{OnCapacity, Period, ProductId, SeriesId, ZoneId};

impl<T: Config> Pallet<T> {
    /// Changes the tallies of periods that lie in one branch.
    fn count_in(
        market: (ProductId, ZoneId),
        branch: Branch,
        places: impl Iterator<Item = usize>,
        mut change: impl FnMut(&mut Tally),
    ) {
        Tallies::<T>::mutate(market, branch, |tallies| {
            for place in places {
                while tallies.len() <= place && tallies.try_push(Tally::default()).is_ok() {}
                if let Some(tally) = tallies.get_mut(place) {
                    change(tally);
                }
            }
        });
    }

    fn count_series(series: &SeriesId, change: impl FnMut(&mut Tally)) {
        if let Some((branch, place)) = tally::place(&series.period) {
            let market = (series.product, series.zone);
            Self::count_in(market, branch, core::iter::once(place), change);
        }
    }

    /// The hours from `from` on: at most `count`, and [`runtime_api::PAGE`] at most.
    pub fn capacity(product: ProductId, zone: ZoneId, from: u32, count: u32) -> Vec<Capacity> {
        let mut branches = BTreeMap::new();
        let mut tally = |period: Period| {
            let (branch, place) = tally::place(&period)?;
            let tallies = branches
                .entry(branch)
                .or_insert_with(|| Tallies::<T>::get((product, zone), branch));
            Some((period, tallies.get(place).copied()?))
        };
        (from..from.saturating_add(count.min(runtime_api::PAGE)))
            .map(|hour| tally::sum(hour, tally::path(hour).filter_map(&mut tally)))
            .collect()
    }
}

impl<T: Config> OnCapacity for Pallet<T> {
    fn attested(product: ProductId, zone: ZoneId, hours: Range<u32>, change: i64) {
        if change == 0 {
            return;
        }
        let places: Vec<_> = tally::pieces(hours).iter().filter_map(tally::place).collect();
        for run in places.chunk_by(|(one, _), (next, _)| one == next) {
            let Some((branch, _)) = run.first() else { continue };
            Self::count_in((product, zone), *branch, run.iter().map(|(_, at)| *at), |tally| {
                tally.attested = tally.attested.saturating_add(change);
            });
        }
    }

    fn issued(series: &SeriesId, change: i64) {
        Self::count_series(series, |tally| tally.issued = tally.issued.saturating_add(change));
    }

    fn settled(series: &SeriesId, delivered: u64, failed: u64) {
        Self::count_series(series, |tally| {
            tally.delivered = tally.delivered.saturating_add(delivered);
            tally.failed = tally.failed.saturating_add(failed);
        });
    }
}
