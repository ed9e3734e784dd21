//! What must always hold.

use crate::{Accounts, Claims, Config, Pallet, TotalIssuance};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungibles::Inspect, traits::Get};
use headroom_primitives::Balance;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// - Free cash and holds over all accounts are the issuance.
    /// - The backing asset in the pallet's account is at least the issuance. (More, where somebody
    ///   sent it there without `deposit`: that is nobody's cash.)
    /// - The backing asset's minimum balance is 1 at most: with more, what a withdrawal leaves under
    ///   it in the pallet's account would go with it.
    /// - No item is empty, no hold is 0, and no reason occurs twice in an account.
    /// - An account's debt is the sum of the claims on it.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let mut total: Balance = 0;
        let mut debts = BTreeMap::new();
        for (who, account) in Accounts::<T>::iter() {
            ensure!(!account.is_empty(), "an empty account is stored");
            let mut reasons = BTreeSet::new();
            for hold in &account.holds {
                ensure!(hold.amount > 0, "a hold of 0 is stored");
                ensure!(reasons.insert(codec::Encode::encode(&hold.id)), "a reason occurs twice");
            }
            total = account
                .checked_total()
                .and_then(|sum| total.checked_add(sum))
                .ok_or("the sum of all cash overflows")?;
            if account.debt > 0 {
                debts.insert(who, account.debt);
            }
        }
        ensure!(total == TotalIssuance::<T>::get(), "cash and issuance differ");
        let backing = T::Assets::balance(T::BackingAsset::get(), &Self::account_id());
        ensure!(backing >= total, "cash is not backed");
        ensure!(
            T::Assets::minimum_balance(T::BackingAsset::get()) <= 1,
            "a withdrawal could take what backs others' cash along as dust"
        );

        let mut claims = BTreeMap::<_, Balance>::new();
        for (debtor, _, claim) in Claims::<T>::iter() {
            ensure!(claim > 0, "a claim of 0 is stored");
            let sum = claims.entry(debtor).or_default();
            *sum = sum.checked_add(claim).ok_or("the sum of claims overflows")?;
        }
        ensure!(debts == claims, "debts and claims differ");
        Ok(())
    }
}
