//! Ownership through the standard traits, to read. Units move only through `UnitLedger`: a generic
//! transfer or mint would skip cover and attestation.

use crate::*;
use frame_support::traits::tokens::{
    fungibles, DepositConsequence, Fortitude, Preservation, Provenance, WithdrawConsequence,
};
use headroom_primitives::{Quantity, UnitId};

impl<T: Config> Pallet<T> {
    /// What `who` has of a unit: free and in orders.
    pub fn holding(unit: &UnitId<T::AccountId>, who: &T::AccountId) -> Holding {
        if who == &unit.operator {
            Units::<T>::get(&unit.operator, unit.series)
                .map(|record| Holding { free: record.own, in_orders: record.own_in_orders })
                .unwrap_or_default()
        } else {
            Holdings::<T>::get(who, unit)
        }
    }
}

impl<T: Config> fungibles::Inspect<T::AccountId> for Pallet<T> {
    type AssetId = UnitId<T::AccountId>;
    type Balance = Quantity;

    fn total_issuance(unit: Self::AssetId) -> Quantity {
        Units::<T>::get(&unit.operator, unit.series).map_or(0, |record| record.supply)
    }

    fn minimum_balance(_: Self::AssetId) -> Quantity {
        0
    }

    fn total_balance(unit: Self::AssetId, who: &T::AccountId) -> Quantity {
        let holding = Self::holding(&unit, who);
        holding.free.saturating_add(holding.in_orders)
    }

    fn balance(unit: Self::AssetId, who: &T::AccountId) -> Quantity {
        Self::holding(&unit, who).free
    }

    fn reducible_balance(
        unit: Self::AssetId,
        who: &T::AccountId,
        _: Preservation,
        _: Fortitude,
    ) -> Quantity {
        Self::holding(&unit, who).free
    }

    fn can_deposit(
        unit: Self::AssetId,
        who: &T::AccountId,
        amount: Quantity,
        _: Provenance,
    ) -> DepositConsequence {
        if !Units::<T>::contains_key(&unit.operator, unit.series) {
            return DepositConsequence::UnknownAsset;
        }
        match Self::holding(&unit, who).free.checked_add(amount) {
            Some(_) => DepositConsequence::Success,
            None => DepositConsequence::Overflow,
        }
    }

    fn can_withdraw(
        unit: Self::AssetId,
        who: &T::AccountId,
        amount: Quantity,
    ) -> WithdrawConsequence<Quantity> {
        if Self::holding(&unit, who).free < amount {
            WithdrawConsequence::BalanceLow
        } else {
            WithdrawConsequence::Success
        }
    }

    fn asset_exists(unit: Self::AssetId) -> bool {
        Units::<T>::contains_key(&unit.operator, unit.series)
    }
}

impl<T: Config> fungibles::InspectHold<T::AccountId> for Pallet<T> {
    type Reason = UnitHold;

    fn total_balance_on_hold(unit: Self::AssetId, who: &T::AccountId) -> Quantity {
        Self::holding(&unit, who).in_orders
    }

    fn balance_on_hold(unit: Self::AssetId, reason: &UnitHold, who: &T::AccountId) -> Quantity {
        match reason {
            UnitHold::InOrders => Self::holding(&unit, who).in_orders,
        }
    }
}
