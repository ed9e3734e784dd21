//! Removing what belongs to periods that are over.

use crate::{
    calendar::{DayNode, MonthNode, YearNode},
    *,
};
use frame_support::{ensure, traits::Time};
use headroom_primitives::{Moment, Period};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_sweep(items: EndedItems<T::AccountId>) -> Result<(), Error<T>> {
        ensure!(!items.is_empty(), Error::<T>::NothingToSweep);
        let now = T::Time::now();
        for item in &items {
            ensure!(Self::sweep_one(item, now), Error::<T>::NothingToSweep);
        }
        Self::deposit_event(Event::Swept { items });
        Ok(())
    }

    fn sweep_one(item: &Ended<T::AccountId>, now: Moment) -> bool {
        let over = |period: Period| period.validate().is_ok() && period.end() <= now;
        match item {
            Ended::Holding { owner, unit } => {
                // Units that nobody nominated have to be expired first, and asks removed.
                let ended = Units::<T>::get(&unit.operator, unit.series)
                    .is_none_or(|record| record.open() == 0);
                let free = over(unit.series.period)
                    && ended
                    && Holdings::<T>::get(owner, unit).in_orders == 0;
                free && Holdings::<T>::take(owner, unit) != Holding::default()
            },
            Ended::Year { pool, year } => {
                over(Period::Year(*year)) && YearNodes::<T>::take(pool, year) != YearNode::default()
            },
            Ended::Month { pool, year, month } => {
                let key = (*year, month.wrapping_sub(1));
                over(Period::Month { year: *year, month: *month })
                    && MonthNodes::<T>::take(pool, key) != MonthNode::default()
            },
            Ended::Day { pool, day } => {
                over(Period::Day(*day)) && DayNodes::<T>::take(pool, day) != DayNode::default()
            },
        }
    }
}
