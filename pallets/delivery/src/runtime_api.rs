//! What can be read in one call.

use crate::*;
use alloc::vec::Vec;
use codec::Codec;
use headroom_primitives::{DeliveryId, UnitId};

/// Most deliveries in one page.
pub const MAX_PAGE: u32 = 100;

sp_api::decl_runtime_apis! {
    /// Reads of deliveries that need more than one storage item.
    pub trait DeliveryApi<AccountId: Codec> {
        /// Deliveries of a unit that are not over, in the order of storage: at most `limit` (100 at
        /// most), those behind `after` where it is given.
        fn deliveries(
            unit: UnitId<AccountId>,
            after: Option<u32>,
            limit: u32,
        ) -> Vec<(u32, Delivery<AccountId>)>;

        /// Where a delivery stands now.
        fn phase(delivery: DeliveryId<AccountId>) -> Option<Phase>;
    }
}

impl<T: Config> Pallet<T> {
    /// See [`DeliveryApi::deliveries`].
    pub fn deliveries_page(
        unit: &UnitId<T::AccountId>,
        after: Option<u32>,
        limit: u32,
    ) -> Vec<(u32, DeliveryOf<T>)> {
        let all = match after {
            Some(index) => Deliveries::<T>::iter_prefix_from(
                unit,
                Deliveries::<T>::hashed_key_for(unit, index),
            ),
            None => Deliveries::<T>::iter_prefix(unit),
        };
        all.take(limit.min(MAX_PAGE) as usize).collect()
    }
}
