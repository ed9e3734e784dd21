//! Giving an hour its value.

use crate::{method::Rules, *};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{
    ensure,
    traits::{Get, Time},
    weights::Weight,
};
use headroom_primitives::{
    period::{HOURS_PER_DAY, HOUR_MS},
    Moment, Price, PriceBoard,
};
use sp_runtime::DispatchError;

/// What an hour's inputs come to.
struct Made {
    price: Price,
    limited: bool,
    rung: Rung,
    contributors: u32,
    quantity: u64,
    inputs: [u8; 32],
}

const SUSPENDED: Made = Made {
    price: 0,
    limited: false,
    rung: Rung::Suspended,
    contributors: 0,
    quantity: 0,
    inputs: [0; 32],
};

impl<T: Config> Pallet<T> {
    /// What the method is set to.
    pub fn rules() -> Rules {
        Rules {
            contributors: T::LeastContributors::get(),
            band: T::Band::get(),
            quantity: T::LeastQuantity::get(),
        }
    }

    /// When an hour can be closed.
    pub fn closes(hour: u32) -> Moment {
        Moment::from(hour)
            .saturating_add(1)
            .saturating_mul(HOUR_MS)
            .saturating_add(T::CloseDelay::get())
    }

    /// From when on the price of an hour is stale.
    pub(crate) fn stale_at(hour: u32) -> Moment {
        let hours = T::MaxStale::get().saturating_add(1);
        Moment::from(hour).saturating_add(hours.into()).saturating_mul(HOUR_MS)
    }

    /// Returns what it cost.
    /// What closing an hour of a market's index costs. In the last hour of a day the inputs of an old day
    /// go, too: a write since the last measurement.
    pub(crate) fn weight_of_market(inputs: u32) -> Weight {
        T::WeightInfo::close_hour(inputs).saturating_add(T::DbWeight::get().writes(1))
    }

    pub(crate) fn do_close_hour(index: IndexId) -> Result<Weight, DispatchError> {
        let mut record = Indexes::<T>::get(index).ok_or(Error::<T>::UnknownIndex)?;
        ensure!(!record.retired, Error::<T>::IndexRetired);
        let hour = record.next;
        ensure!(T::Time::now() >= Self::closes(hour), Error::<T>::NotYet);
        let (made, weight) = match &record.definition {
            Definition::Market { .. } => {
                let (made, inputs) = Self::of_market(index, hour, record.last);
                Self::prune(index, hour);
                (made, Self::weight_of_market(inputs))
            },
            Definition::Basket(components) => {
                let count = components.len() as u32;
                (Self::of_basket(components, hour)?, T::WeightInfo::close_basket(count))
            },
        };
        let Made { price, limited, rung, contributors, quantity, inputs } = made;
        record.sum = record.sum.saturating_add(price.into());
        record.next = hour.saturating_add(1);
        match rung {
            Rung::Hour | Rung::Day => {
                record.last = Some((hour, price));
                if let Definition::Market { product, zone } = record.definition {
                    T::Board::set_reference(product, zone, Self::recent(index, &record));
                }
            },
            Rung::Last => {},
            Rung::Suspended => record.missing = record.missing.saturating_add(1),
        }
        let value = Value {
            price,
            rung,
            method: METHOD,
            limited,
            contributors,
            quantity,
            inputs,
            sum: record.sum,
            missing: record.missing,
        };
        Values::<T>::insert(index, hour, &value);
        Indexes::<T>::insert(index, record);
        Self::deposit_event(Event::HourClosed { index, hour, value });
        Ok(weight)
    }

    /// The mean of the last day's values, rounded down. One hour alone does not decide what is
    /// asked as cover and bond for a year.
    fn recent(index: IndexId, record: &Index) -> Price {
        let before =
            record.next.saturating_sub(HOURS_PER_DAY + 1).max(record.first.saturating_sub(1));
        let before = Values::<T>::get(index, before).unwrap_or_default();
        let hours = record.next.saturating_sub(record.first).min(HOURS_PER_DAY);
        let priced = hours.saturating_sub(record.missing.saturating_sub(before.missing));
        let mean = record.sum.saturating_sub(before.sum).checked_div(priced.into());
        Price::try_from(mean.unwrap_or_default()).unwrap_or(Price::MAX)
    }

    /// Down the ladder. Returns how many inputs it looked at, too.
    fn of_market(index: IndexId, hour: u32, last: Option<(u32, Price)>) -> (Made, u32) {
        let mut looked_at = 0;
        for (slot, rung) in
            [(Slot::Hour(hour), Rung::Hour), (Slot::Day(hour / HOURS_PER_DAY), Rung::Day)]
        {
            let inputs = Inputs::<T>::get(index, slot);
            looked_at = (inputs.len() as u32).max(looked_at);
            let weighed: Vec<_> = inputs.iter().map(Input::weighed).collect();
            if let Some(found) = method::value(&weighed, &Self::rules()) {
                let price = match last {
                    Some((at, before)) => {
                        let hours = hour.saturating_sub(at);
                        method::limited(found.price, before, hours, T::MaxMove::get())
                    },
                    None => found.price,
                };
                let made = Made {
                    price,
                    limited: price != found.price,
                    rung,
                    contributors: found.contributors,
                    quantity: found.quantity,
                    inputs: sp_io::hashing::blake2_256(&inputs.encode()),
                };
                return (made, looked_at);
            }
        }
        let made = match last {
            Some((at, price)) if hour.saturating_sub(at) <= T::MaxStale::get() => {
                Made { price, rung: Rung::Last, ..SUSPENDED }
            },
            _ => SUSPENDED,
        };
        (made, looked_at)
    }

    fn of_basket(components: &[Component], hour: u32) -> Result<Made, Error<T>> {
        let mut sum = 0u128;
        let mut made =
            Made { rung: Rung::Hour, contributors: u32::MAX, quantity: u64::MAX, ..SUSPENDED };
        for component in components {
            let value = match Values::<T>::get(component.index, hour) {
                Some(value) => value,
                None => {
                    // Before its first hour, or after its last: it will never have one.
                    let never = Indexes::<T>::get(component.index)
                        .is_none_or(|record| record.retired || hour < record.first);
                    ensure!(never, Error::<T>::ComponentOpen);
                    return Ok(SUSPENDED);
                },
            };
            sum = sum.saturating_add(u128::from(value.price) * u128::from(component.weight));
            made.rung = made.rung.max(value.rung);
            made.limited |= value.limited;
            made.contributors = made.contributors.min(value.contributors);
            made.quantity = made.quantity.min(value.quantity);
        }
        if made.rung == Rung::Suspended {
            return Ok(SUSPENDED);
        }
        // Rounded down. A mean of prices fits where they do.
        made.price = Price::try_from(sum / u128::from(BASKET)).unwrap_or(Price::MAX);
        Ok(made)
    }

    /// Removes what is too old: an hour's inputs, and at its end a day's.
    fn prune(index: IndexId, hour: u32) {
        let old = hour.saturating_sub(T::Retention::get().saturating_mul(HOURS_PER_DAY));
        Inputs::<T>::remove(index, Slot::Hour(old));
        if old % HOURS_PER_DAY == HOURS_PER_DAY - 1 {
            Inputs::<T>::remove(index, Slot::Day(old / HOURS_PER_DAY));
        }
    }
}
