//! Removing what belongs to periods that are over.

use crate::*;
use alloc::vec::Vec;
use frame_support::{ensure, traits::Time};
use headroom_primitives::{Moment, Period};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_sweep(items: Vec<Ended<T::AccountId>>) -> Result<(), Error<T>> {
        ensure!(!items.is_empty(), Error::<T>::NothingToSweep);
        let now = T::Time::now();
        let count = items.len() as u32;
        for item in items {
            ensure!(Self::sweep_one(item, now), Error::<T>::NothingToSweep);
        }
        Self::deposit_event(Event::Swept { count });
        Ok(())
    }

    fn sweep_one(item: Ended<T::AccountId>, now: Moment) -> bool {
        let over = |period: Period| period.validate().is_ok() && period.end() <= now;
        match item {
            Ended::Holding { owner, unit } => {
                // Units that nobody nominated have to be expired first, and asks removed.
                let ended = Units::<T>::get(&unit.operator, unit.series)
                    .is_none_or(|record| record.open() == 0);
                let holding = Holdings::<T>::get(&owner, &unit);
                over(unit.series.period) && ended && holding.in_orders == 0 && holding.free > 0 && {
                    Holdings::<T>::remove(&owner, &unit);
                    true
                }
            },
            Ended::Year { pool, year } => {
                over(Period::Year(year))
                    && YearNodes::<T>::contains_key(&pool, year)
                    && {
                        YearNodes::<T>::remove(&pool, year);
                        true
                    }
            },
            Ended::Month { pool, year, month } => {
                let key = (year, month.wrapping_sub(1));
                over(Period::Month { year, month })
                    && MonthNodes::<T>::contains_key(&pool, key)
                    && {
                        MonthNodes::<T>::remove(&pool, key);
                        true
                    }
            },
            Ended::Day { pool, day } => {
                over(Period::Day(day)) && DayNodes::<T>::contains_key(&pool, day) && {
                    DayNodes::<T>::remove(&pool, day);
                    true
                }
            },
        }
    }
}
