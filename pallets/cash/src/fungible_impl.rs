//! The `fungible` traits over one item an account.
//!
//! The minimum balance is 0: an account's item is there while anything in it is not zero, without
//! reference counts (fees and nonces live in the native token's account, which has its own).

use crate::{Accounts, Config, Error, Event, Pallet, TotalIssuance};
use frame_support::traits::tokens::{
    fungible, DepositConsequence, Fortitude, IdAmount, Preservation, Provenance,
    WithdrawConsequence,
};
use headroom_primitives::Balance;
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

impl<T: Config> fungible::Inspect<T::AccountId> for Pallet<T> {
    type Balance = Balance;

    fn total_issuance() -> Balance {
        TotalIssuance::<T>::get()
    }

    fn minimum_balance() -> Balance {
        0
    }

    fn total_balance(who: &T::AccountId) -> Balance {
        Accounts::<T>::get(who).total()
    }

    fn balance(who: &T::AccountId) -> Balance {
        Accounts::<T>::get(who).free
    }

    fn reducible_balance(who: &T::AccountId, _: Preservation, _: Fortitude) -> Balance {
        Accounts::<T>::get(who).free
    }

    fn can_deposit(who: &T::AccountId, amount: Balance, from: Provenance) -> DepositConsequence {
        let minted_too_much =
            from == Provenance::Minted && TotalIssuance::<T>::get().checked_add(amount).is_none();
        if minted_too_much || Accounts::<T>::get(who).total().checked_add(amount).is_none() {
            DepositConsequence::Overflow
        } else {
            DepositConsequence::Success
        }
    }

    fn can_withdraw(who: &T::AccountId, amount: Balance) -> WithdrawConsequence<Balance> {
        if Accounts::<T>::get(who).free < amount {
            WithdrawConsequence::BalanceLow
        } else {
            WithdrawConsequence::Success
        }
    }
}

impl<T: Config> fungible::Unbalanced<T::AccountId> for Pallet<T> {
    fn handle_dust(_: fungible::Dust<T::AccountId, Self>) {
        // A minimum balance of 0 leaves no dust.
    }

    fn write_balance(
        who: &T::AccountId,
        amount: Balance,
    ) -> Result<Option<Balance>, DispatchError> {
        Self::mutate_account(who, |account| account.free = amount);
        Ok(None)
    }

    fn set_total_issuance(amount: Balance) {
        TotalIssuance::<T>::put(amount);
    }
}

impl<T: Config> fungible::Mutate<T::AccountId> for Pallet<T> {
    fn done_transfer(from: &T::AccountId, to: &T::AccountId, amount: Balance) {
        Self::deposit_event(Event::Transferred { from: from.clone(), to: to.clone(), amount });
    }
}

impl<T: Config> fungible::InspectHold<T::AccountId> for Pallet<T> {
    type Reason = T::RuntimeHoldReason;

    fn total_balance_on_hold(who: &T::AccountId) -> Balance {
        Accounts::<T>::get(who).held()
    }

    fn balance_on_hold(reason: &Self::Reason, who: &T::AccountId) -> Balance {
        Accounts::<T>::get(who)
            .holds
            .iter()
            .find(|hold| &hold.id == reason)
            .map_or(0, |hold| hold.amount)
    }
}

impl<T: Config> fungible::UnbalancedHold<T::AccountId> for Pallet<T> {
    fn set_balance_on_hold(
        reason: &Self::Reason,
        who: &T::AccountId,
        amount: Balance,
    ) -> DispatchResult {
        Accounts::<T>::try_mutate_exists(who, |slot| {
            let mut account = slot.take().unwrap_or_default();
            match account.holds.iter().position(|hold| &hold.id == reason) {
                Some(at) if amount == 0 => {
                    account.holds.remove(at);
                },
                Some(at) => account.holds[at].amount = amount,
                None if amount == 0 => {},
                None => account
                    .holds
                    .try_push(IdAmount { id: *reason, amount })
                    .map_err(|_| Error::<T>::TooManyHolds)?,
            }
            account.checked_total().ok_or(ArithmeticError::Overflow)?;
            *slot = (!account.is_empty()).then_some(account);
            Ok(())
        })
    }
}

impl<T: Config> fungible::MutateHold<T::AccountId> for Pallet<T> {
    fn done_hold(reason: &Self::Reason, who: &T::AccountId, amount: Balance) {
        Self::deposit_event(Event::Held { reason: *reason, who: who.clone(), amount });
    }

    fn done_release(reason: &Self::Reason, who: &T::AccountId, amount: Balance) {
        Self::deposit_event(Event::Released { reason: *reason, who: who.clone(), amount });
    }

    fn done_transfer_on_hold(
        reason: &Self::Reason,
        from: &T::AccountId,
        to: &T::AccountId,
        amount: Balance,
    ) {
        Self::deposit_event(Event::TransferOnHold {
            reason: *reason,
            from: from.clone(),
            to: to.clone(),
            amount,
        });
    }
}
