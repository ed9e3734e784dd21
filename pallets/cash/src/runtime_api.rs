//! What can be read in one call.

use alloc::vec::Vec;
use codec::Codec;
use headroom_primitives::Balance;

/// Most claims in one page.
pub const MAX_PAGE: u32 = 100;

sp_api::decl_runtime_apis! {
    /// Reads of cash that need more than one storage item.
    pub trait CashApi<AccountId: Codec> {
        /// Whom `debtor` owes and how much, in the order of storage: at most `limit` (100 at most)
        /// claims, those behind `after` where it is given.
        fn claims(debtor: AccountId, after: Option<AccountId>, limit: u32)
            -> Vec<(AccountId, Balance)>;
    }
}

impl<T: crate::Config> crate::Pallet<T> {
    /// See [`CashApi::claims`].
    pub fn claims_page(
        debtor: &T::AccountId,
        after: Option<T::AccountId>,
        limit: u32,
    ) -> Vec<(T::AccountId, Balance)> {
        let claims = match after {
            Some(creditor) => crate::Claims::<T>::iter_prefix_from(
                debtor,
                crate::Claims::<T>::hashed_key_for(debtor, creditor),
            ),
            None => crate::Claims::<T>::iter_prefix(debtor),
        };
        claims.take(limit.min(MAX_PAGE) as usize).collect()
    }
}
