//! What must always hold.

use crate::*;
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use headroom_primitives::Balance;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// - Stakes on hold of an account are the sum over the objections that it made or answered.
    /// - What is decided, in dispute and not metered yet is what the delivery is owed.
    /// - Nothing is paid for that does not stand.
    /// - What a report says lies between what stands and what was owed by then.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let mut stakes = BTreeMap::<T::AccountId, Balance>::new();
        for (unit, _, delivery) in Deliveries::<T>::iter() {
            let owed = delivery.owed(&unit);
            let Delivery { stands, paid, hours, .. } = delivery;
            ensure!(delivery.quantity > 0, "a delivery of nothing");
            ensure!(hours <= owed.hours, "more hours are decided than there are");
            let disputed = delivery.dispute.as_ref().map_or(0, |dispute| dispute.disputed());
            ensure!(
                stands.decided() + disputed == owed.entitled(hours),
                "delivered, lost and disputed are not what was owed"
            );
            ensure!(
                paid.delivered <= stands.delivered && paid.lost <= stands.lost,
                "something is paid for that does not stand"
            );
            ensure!(paid.decided() < owed.whole(), "a delivery is stored that is over");
            if let Some(pending) = &delivery.pending {
                ensure!(delivery.dispute.is_none(), "a report is pending beside an objection");
                ensure!(
                    pending.hours >= hours && pending.hours <= owed.hours,
                    "a report covers hours that are decided, or that there are not"
                );
                ensure!(
                    pending.delivered >= stands.delivered
                        && pending.delivered - stands.delivered
                            <= owed.entitled(pending.hours - hours),
                    "a report says more than was owed"
                );
            }
            if let Some(dispute) = &delivery.dispute {
                ensure!(dispute.claimed < dispute.reported, "an objection disputes nothing");
                ensure!(dispute.claimed == stands.delivered, "a claim is not what stands");
                *stakes.entry(delivery.buyer).or_default() += dispute.stake;
                if dispute.answered {
                    *stakes.entry(unit.operator).or_default() += dispute.stake;
                }
            }
        }
        for (who, stake) in stakes {
            let held = T::Cash::balance_on_hold(&HoldReason::Stake.into(), &who);
            ensure!(held == stake, "the stake on hold is not that of the objections");
        }
        Ok(())
    }
}
