//! Reading values, and what the rest of the runtime asks.

use crate::*;
use alloc::vec::Vec;

use frame_support::traits::Time;
use headroom_primitives::{
    IndexValues, Markets, Period, Price, ProductId, ReferencePrice, Span, ZoneId,
};

impl<T: Config> Pallet<T> {
    /// The mean over the hours `from..to`, from the two values at its ends; `None` where not all of
    /// them are closed, or the index did not exist yet.
    pub fn average(index: IndexId, from: u32, to: u32) -> Option<Average> {
        if from >= to {
            return None;
        }
        let before = Values::<T>::get(index, from.checked_sub(1)?)?;
        let last = Values::<T>::get(index, to.checked_sub(1)?)?;
        let hours = to.saturating_sub(from);
        let missing = last.missing.saturating_sub(before.missing);
        let sum = last.sum.saturating_sub(before.sum);
        let priced = u128::from(hours.saturating_sub(missing));
        let price = sum.checked_div(priced).unwrap_or_default();
        Some(Average { price: Price::try_from(price).unwrap_or(Price::MAX), hours, missing })
    }

    /// The last hour that is closed, and its value.
    pub fn last_value(index: IndexId) -> Option<(u32, Value)> {
        let record = Indexes::<T>::get(index)?;
        let hour = record.next.checked_sub(1).filter(|hour| *hour >= record.first)?;
        Some((hour, Values::<T>::get(index, hour)?))
    }

    /// The inputs of an hour's value and what each counted by the value's own method, in parts of
    /// [`method::WHOLE`]; nothing where none was used, or they are too old.
    pub fn inputs_of(index: IndexId, hour: u32) -> Vec<(Input<T::AccountId>, u128)> {
        let Some(Value { rung, method, .. }) = Values::<T>::get(index, hour) else {
            return Vec::new();
        };
        let slot = match rung {
            Rung::Hour => Slot::Hour(hour),
            Rung::Day => Slot::Day(hour / headroom_primitives::period::HOURS_PER_DAY),
            Rung::Last | Rung::Suspended => return Vec::new(),
        };
        let inputs = Inputs::<T>::get(index, slot);
        let weighed: Vec<_> = inputs.iter().map(Input::weighed).collect();
        match Self::found_by(method, &weighed) {
            Some(found) => inputs.into_iter().zip(found.weights).collect(),
            None => Vec::new(),
        }
    }

    /// What a method makes of inputs. A number stands for the parameters as well: an upgrade that
    /// changes the method or one of its parameters takes the next number, and leaves here how the old
    /// one went, or inputs that are still kept would be shown with weights that they never had.
    fn found_by(method: u8, inputs: &[method::Weighed<T::AccountId>]) -> Option<method::Found> {
        match method {
            METHOD => method::value(inputs, &Self::rules()),
            _ => None,
        }
    }

    /// The values of at most `count` hours from `from` on, and never more than a week of them.
    pub fn history(index: IndexId, from: u32, count: u32) -> Vec<(u32, Value)> {
        (from..from.saturating_add(count.min(runtime_api::PAGE)))
            .filter_map(|hour| Some((hour, Values::<T>::get(index, hour)?)))
            .collect()
    }
}

/// An average with a gap is none. In a period that is not over, it is of the hours so far.
impl<T: Config> ReferencePrice for Pallet<T> {
    fn reference(product: ProductId, zone: ZoneId) -> Option<Price> {
        T::Markets::market(product, zone).map(|market| market.reference)
    }

    fn average(product: ProductId, zone: ZoneId, period: &Period) -> Option<Price> {
        let index = T::Markets::market(product, zone)?.index?;
        let from = period.first_hour();
        let to = from.saturating_add(period.hours());
        if let Some(average) = Self::average(index, from, to) {
            return (average.missing == 0).then_some(average.price);
        }
        let Span { sum, priced, closed, .. } = Self::span(index, from, to)?;
        let average = sum.checked_div(priced.into()).filter(|_| priced == closed)?;
        Price::try_from(average).ok()
    }
}

impl<T: Config> IndexValues for Pallet<T> {
    fn span(index: IndexId, from: u32, to: u32) -> Option<Span> {
        let record = Indexes::<T>::get(index)?;
        if from < record.first || from >= to {
            return None;
        }
        let closed = record.next.clamp(from, to).saturating_sub(from);
        let ended = record.retired || record.next >= to;
        if closed == 0 {
            return Some(Span { ended, ..Default::default() });
        }
        let before = Values::<T>::get(index, from.checked_sub(1)?)?;
        let last = Values::<T>::get(index, from.saturating_add(closed).checked_sub(1)?)?;
        let missing = last.missing.saturating_sub(before.missing);
        Some(Span {
            sum: last.sum.saturating_sub(before.sum),
            priced: closed.saturating_sub(missing),
            closed,
            ended,
        })
    }

    fn last_price(index: IndexId) -> Option<Price> {
        let (at, price) = Indexes::<T>::get(index).filter(|record| !record.retired)?.last?;
        (T::Time::now() < Self::stale_at(at)).then_some(price)
    }
}
