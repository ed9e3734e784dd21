//! What must always hold.

use crate::*;
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use headroom_primitives::{Balance, Markets};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// - Every hour of an index before its next one has a value, and none after. The hour before its
    ///   first has none but a sum of 0.
    /// - A value's sum and missing hours are those of the value before it and its own.
    /// - Only a suspended value has no price.
    /// - A market names its index until that is retired.
    /// - Inputs are for something, and of one issuer and digest no more than may be.
    /// - Bonds and stakes on hold are what the records say.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        for (index, record) in Indexes::<T>::iter() {
            let (mut sum, mut missing) = (0u128, 0u32);
            let before = record.first.checked_sub(1).and_then(|hour| Values::<T>::get(index, hour));
            let zero = Value { rung: Rung::Suspended, ..Default::default() };
            ensure!(before == Some(zero), "the sums do not begin with 0");
            for hour in record.first..record.next {
                let value = Values::<T>::get(index, hour).ok_or("an hour has no value")?;
                let suspended = value.rung == Rung::Suspended;
                ensure!((value.price == 0) == suspended, "a value without a price, or with one");
                sum += u128::from(value.price);
                missing += u32::from(suspended);
                ensure!(
                    value.sum == sum && value.missing == missing,
                    "the cumulative sums do not agree with the values"
                );
            }
            ensure!((record.sum, record.missing) == (sum, missing), "an index lost count");
            let hours = (record.next - record.first) as usize + 1;
            ensure!(Values::<T>::iter_prefix(index).count() == hours, "a value of no hour");
            if let Definition::Market { product, zone } = record.definition {
                let shown = T::Markets::market(product, zone).and_then(|market| market.index);
                ensure!((shown == Some(index)) != record.retired, "a market's index is another");
            }
        }
        for (_, _, inputs) in Inputs::<T>::iter() {
            for (at, input) in inputs.iter().enumerate() {
                ensure!(input.price > 0 && input.quantity > 0, "an input of nothing");
                if let Source::Report { digest, .. } = &input.source {
                    let again = inputs[..at].iter().any(|other| {
                        matches!(&other.source, Source::Report { digest: other, .. } if other == digest)
                    });
                    ensure!(!again, "one trade counts twice");
                }
            }
        }
        let mut staked = BTreeMap::<T::AccountId, Balance>::new();
        let mut open = BTreeMap::<T::AccountId, u32>::new();
        for (id, challenge) in Challenges::<T>::iter() {
            *staked.entry(challenge.challenger).or_default() += challenge.stake;
            *open.entry(id.reporter).or_default() += 1;
        }
        for (who, stake) in staked {
            let held = T::Cash::balance_on_hold(&HoldReason::Challenge.into(), &who);
            ensure!(held == stake, "the stakes on hold are not those of the challenges");
        }
        for (who, reporter) in Reporters::<T>::iter() {
            let held = T::Cash::balance_on_hold(&HoldReason::Reporter.into(), &who);
            ensure!(held == reporter.bond, "the bond on hold is not the reporter's");
            ensure!(
                open.remove(&who).unwrap_or_default() == reporter.challenges,
                "a reporter's open challenges are miscounted"
            );
        }
        ensure!(open.is_empty(), "a challenge against nobody");
        Ok(())
    }
}
