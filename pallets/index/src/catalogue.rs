//! Making and retiring indexes.

use crate::*;
use frame_support::{ensure, traits::Time};
use headroom_primitives::{period::HOUR_MS, Markets, PriceBoard};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_create_index(definition: Definition) -> DispatchResult {
        let index = NextIndex::<T>::get();
        let next = index.checked_add(1).ok_or(Error::<T>::TooMany)?;
        match &definition {
            Definition::Market { product, zone } => {
                let market =
                    T::Markets::market(*product, *zone).ok_or(Error::<T>::UnknownMarket)?;
                ensure!(market.index.is_none(), Error::<T>::IndexExists);
                T::Board::name_index(*product, *zone, Some(index));
            },
            Definition::Basket(components) => Self::check_basket(components)?,
        }
        NextIndex::<T>::put(next);
        let before = Self::hour_now();
        let first = before.saturating_add(1);
        // Sums begin with the hour before, so that every average is of two values.
        Values::<T>::insert(index, before, Value { rung: Rung::Suspended, ..Default::default() });
        Indexes::<T>::insert(
            index,
            Index {
                definition: definition.clone(),
                first,
                next: first,
                retired: false,
                last: None,
                sum: 0,
                missing: 0,
            },
        );
        Self::deposit_event(Event::IndexCreated { index, definition, first });
        Ok(())
    }

    fn check_basket(components: &[Component]) -> Result<(), Error<T>> {
        let mut sum = 0u32;
        for (at, component) in components.iter().enumerate() {
            let again = components[..at].iter().any(|other| other.index == component.index);
            let found = Indexes::<T>::get(component.index);
            // Of markets only, so that no basket can contain itself.
            let of_a_market =
                found.is_some_and(|found| matches!(found.definition, Definition::Market { .. }));
            ensure!(of_a_market && !again, Error::<T>::BadComponent);
            ensure!(component.weight > 0, Error::<T>::BadWeights);
            sum = sum.saturating_add(component.weight);
        }
        ensure!(sum == BASKET, Error::<T>::BadWeights);
        Ok(())
    }

    pub(crate) fn do_retire_index(index: IndexId) -> DispatchResult {
        let next = Indexes::<T>::try_mutate(index, |slot| {
            let record = slot.as_mut().ok_or(Error::<T>::UnknownIndex)?;
            ensure!(!record.retired, Error::<T>::IndexRetired);
            record.retired = true;
            if let Definition::Market { product, zone } = record.definition {
                T::Board::name_index(product, zone, None);
            }
            Ok::<_, Error<T>>(record.next)
        })?;
        Self::deposit_event(Event::IndexRetired { index, next });
        Ok(())
    }

    /// The hour that is delivered now.
    pub(crate) fn hour_now() -> u32 {
        u32::try_from(T::Time::now() / HOUR_MS).unwrap_or(u32::MAX)
    }
}
