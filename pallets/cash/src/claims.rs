//! Deposits, withdrawals, and who owes whom.

use crate::{Account, Accounts, Claims, Config, Error, Event, Pallet, TotalIssuance};
use frame_support::{
    ensure,
    traits::{fungibles::Mutate as _, tokens::Preservation::Expendable, Get},
};
use headroom_primitives::{Balance, OnDebt};
use sp_runtime::{traits::AccountIdConversion, ArithmeticError, DispatchResult};

impl<T: Config> Pallet<T> {
    /// The account without a key that holds the backing asset.
    pub fn account_id() -> T::AccountId {
        T::PalletId::get().into_account_truncating()
    }

    pub(crate) fn mutate_account<R>(
        who: &T::AccountId,
        change: impl FnOnce(&mut Account<T::RuntimeHoldReason>) -> R,
    ) -> R {
        Accounts::<T>::mutate_exists(who, |slot| {
            let mut account = slot.take().unwrap_or_default();
            let result = change(&mut account);
            *slot = (!account.is_empty()).then_some(account);
            result
        })
    }

    pub(crate) fn do_deposit(who: T::AccountId, amount: Balance) -> DispatchResult {
        ensure!(amount > 0, Error::<T>::ZeroAmount);
        T::Assets::transfer(T::BackingAsset::get(), &who, &Self::account_id(), amount, Expendable)?;
        let issued =
            TotalIssuance::<T>::get().checked_add(amount).ok_or(ArithmeticError::Overflow)?;
        TotalIssuance::<T>::put(issued);
        // No account can overflow where the issuance does not.
        Self::mutate_account(&who, |account| account.free = account.free.saturating_add(amount));
        Self::deposit_event(Event::Deposited { who, amount });
        Ok(())
    }

    pub(crate) fn do_withdraw(who: T::AccountId, amount: Balance) -> DispatchResult {
        ensure!(amount > 0, Error::<T>::ZeroAmount);
        Self::mutate_account(&who, |account| {
            ensure!(account.debt == 0, Error::<T>::InDebt);
            account.free = account.free.checked_sub(amount).ok_or(Error::<T>::InsufficientCash)?;
            Ok::<_, Error<T>>(())
        })?;
        TotalIssuance::<T>::mutate(|issued| *issued = issued.saturating_sub(amount));
        T::Assets::transfer(T::BackingAsset::get(), &Self::account_id(), &who, amount, Expendable)?;
        Self::deposit_event(Event::Withdrawn { who, amount });
        Ok(())
    }

    pub(crate) fn do_pay_claim(
        debtor: T::AccountId,
        creditor: T::AccountId,
        amount: Balance,
    ) -> DispatchResult {
        ensure!(amount > 0, Error::<T>::ZeroAmount);
        let claim = Claims::<T>::get(&debtor, &creditor);
        ensure!(claim > 0, Error::<T>::NothingOwed);
        let (paid, clear) = Self::mutate_account(&debtor, |account| {
            let paid = amount.min(claim).min(account.free);
            ensure!(paid > 0, Error::<T>::NothingFree);
            account.free -= paid;
            account.debt = account.debt.saturating_sub(paid);
            Ok::<_, Error<T>>((paid, account.debt == 0))
        })?;
        Self::mutate_account(&creditor, |account| account.free = account.free.saturating_add(paid));
        let left = claim - paid;
        if left == 0 {
            Claims::<T>::remove(&debtor, &creditor);
        } else {
            Claims::<T>::insert(&debtor, &creditor, left);
        }
        if clear {
            T::OnDebt::on_debt(&debtor, false);
        }
        Self::deposit_event(Event::DebtPaid { debtor, creditor, amount: paid, left });
        Ok(())
    }
}

impl<T: Config> headroom_primitives::Claims<T::AccountId> for Pallet<T> {
    fn in_debt(who: &T::AccountId) -> bool {
        Accounts::<T>::get(who).debt > 0
    }

    fn record(debtor: &T::AccountId, creditor: &T::AccountId, amount: Balance) -> DispatchResult {
        if amount == 0 {
            return Ok(());
        }
        let first = Self::mutate_account(debtor, |account| {
            let first = account.debt == 0;
            account.debt = account.debt.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
            Ok::<_, ArithmeticError>(first)
        })?;
        // At most the debt, which has just been checked.
        Claims::<T>::mutate(debtor, creditor, |claim| *claim = claim.saturating_add(amount));
        if first {
            T::OnDebt::on_debt(debtor, true);
        }
        Self::deposit_event(Event::DebtRecorded {
            debtor: debtor.clone(),
            creditor: creditor.clone(),
            amount,
        });
        Ok(())
    }
}
