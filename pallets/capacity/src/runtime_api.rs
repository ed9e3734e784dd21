//! What can be read in one call.

use crate::{Config, Holding, Holdings, Pallet, UnitRecord, Units};
use alloc::vec::Vec;
use codec::Codec;
use headroom_primitives::{Quantity, SeriesId, UnitId};

/// Most items in one page.
pub const MAX_PAGE: u32 = 100;

sp_api::decl_runtime_apis! {
    /// Reads of capacity that need more than one storage item.
    pub trait CapacityApi<AccountId: Codec> {
        /// How many units of a series an operator could issue now, as far as its attestation and
        /// what it has issued go. Its cash may allow less.
        fn issuable(operator: AccountId, series: SeriesId) -> Quantity;

        /// What an account owns of other operators' units, in the order of storage: at most `limit`
        /// (100 at most), those behind `after` where it is given.
        fn holdings(
            who: AccountId,
            after: Option<UnitId<AccountId>>,
            limit: u32,
        ) -> Vec<(UnitId<AccountId>, Holding)>;

        /// What an operator has issued and not seen ended, by page as above.
        fn issued(
            operator: AccountId,
            after: Option<SeriesId>,
            limit: u32,
        ) -> Vec<(SeriesId, UnitRecord)>;

        /// A unit's supply, where it is, and what is held for it.
        fn unit(unit: UnitId<AccountId>) -> Option<UnitRecord>;
    }
}

impl<T: Config> Pallet<T> {
    /// See [`CapacityApi::holdings`].
    pub fn holdings_page(
        who: &T::AccountId,
        after: Option<UnitId<T::AccountId>>,
        limit: u32,
    ) -> Vec<(UnitId<T::AccountId>, Holding)> {
        let all = match after {
            Some(unit) => {
                Holdings::<T>::iter_prefix_from(who, Holdings::<T>::hashed_key_for(who, unit))
            },
            None => Holdings::<T>::iter_prefix(who),
        };
        all.take(limit.min(MAX_PAGE) as usize).collect()
    }

    /// See [`CapacityApi::issued`].
    pub fn issued_page(
        operator: &T::AccountId,
        after: Option<SeriesId>,
        limit: u32,
    ) -> Vec<(SeriesId, UnitRecord)> {
        let all = match after {
            Some(series) => {
                Units::<T>::iter_prefix_from(operator, Units::<T>::hashed_key_for(operator, series))
            },
            None => Units::<T>::iter_prefix(operator),
        };
        all.take(limit.min(MAX_PAGE) as usize).collect()
    }
}
