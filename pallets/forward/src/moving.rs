//! Moving cash between the two margins, in and out of them, and ending an agreement.

use crate::*;
use frame_support::traits::{
    fungible::MutateHold,
    tokens::{Fortitude::Polite, Precision::Exact, Restriction},
};
use headroom_primitives::{Balance, Claims, Price};
use sp_runtime::{DispatchError, DispatchResult};

/// How an agreement ends.
pub(crate) struct Ending {
    pub outcome: Outcome,
    pub price: Price,
    /// What the buyer has gained.
    pub gain: i128,
    /// Who pays a penalty, and how much at most.
    pub penalty: Option<(Side, Balance)>,
}

impl<T: Config> Pallet<T> {
    /// Moves what the buyer has gained and did not get yet, or the other way, as far as the loser's
    /// margin reaches. Returns what was moved to the buyer.
    pub(crate) fn level(
        agreement: &mut Agreement<T::AccountId>,
        gain: i128,
        hour: u32,
    ) -> Result<i128, DispatchError> {
        let due = gain.saturating_sub(agreement.moved);
        let winner = if due > 0 { Side::Buyer } else { Side::Seller };
        let amount = due.unsigned_abs().min(agreement.party(winner.other()).margin);
        Self::transfer(agreement, winner, amount)?;
        let won = agreement.party_mut(winner);
        won.gains = won.gains.add(hour, amount);
        let lost = agreement.party_mut(winner.other());
        lost.gains = lost.gains.take(hour, amount);
        // At most a margin, which is far below 2^127.
        let amount = i128::try_from(amount).unwrap_or(i128::MAX);
        let moved = if due > 0 { amount } else { amount.saturating_neg() };
        agreement.moved = agreement.moved.saturating_add(moved);
        Ok(moved)
    }

    /// From one margin to the other.
    pub(crate) fn transfer(
        agreement: &mut Agreement<T::AccountId>,
        to: Side,
        amount: Balance,
    ) -> DispatchResult {
        if amount == 0 {
            return Ok(());
        }
        T::Cash::transfer_on_hold(
            &HoldReason::Margin.into(),
            &agreement.party(to.other()).account,
            &agreement.party(to).account,
            amount,
            Exact,
            Restriction::OnHold,
            Polite,
        )?;
        let from = agreement.party_mut(to.other());
        from.margin = from.margin.saturating_sub(amount);
        let to = agreement.party_mut(to);
        to.margin = to.margin.saturating_add(amount);
        Ok(())
    }

    /// From free cash to the margin.
    pub(crate) fn put_in(
        agreement: &mut Agreement<T::AccountId>,
        side: Side,
        amount: Balance,
    ) -> DispatchResult {
        let party = agreement.party_mut(side);
        Self::hold(&party.account, amount)?;
        party.margin = party.margin.saturating_add(amount);
        party.paid_in = party.paid_in.saturating_add(amount as i128);
        Ok(())
    }

    /// From the margin to free cash.
    pub(crate) fn take_out(
        agreement: &mut Agreement<T::AccountId>,
        side: Side,
        amount: Balance,
    ) -> DispatchResult {
        let party = agreement.party_mut(side);
        Self::release(&party.account, amount)?;
        party.margin = party.margin.saturating_sub(amount);
        party.paid_in = party.paid_in.saturating_sub(amount as i128);
        Ok(())
    }

    /// Pays what is due, as far as margins reach, and then the penalty; what the loss lacks is owed.
    /// Frees what is left of both margins. The caller has taken the agreement out of storage.
    pub(crate) fn end(
        id: AgreementId,
        mut agreement: Agreement<T::AccountId>,
        ending: Ending,
        hour: u32,
    ) -> DispatchResult {
        let Ending { outcome, price, gain, penalty } = ending;
        Self::give_back(&mut agreement)?;
        let moved = Self::level(&mut agreement, gain, hour)?;
        let lacking = gain.saturating_sub(agreement.moved);
        let penalty = match penalty {
            Some((side, most)) => {
                let amount = most.min(agreement.party(side).margin);
                Self::transfer(&mut agreement, side.other(), amount)?;
                amount
            },
            None => 0,
        };
        let [buyer_freed, seller_freed] = [agreement.buyer.margin, agreement.seller.margin];
        Self::release(&agreement.buyer.account, buyer_freed)?;
        Self::release(&agreement.seller.account, seller_freed)?;
        let (debtor, creditor) = match lacking > 0 {
            true => (&agreement.seller.account, &agreement.buyer.account),
            false => (&agreement.buyer.account, &agreement.seller.account),
        };
        let debt = lacking.unsigned_abs();
        T::Claims::record(debtor, creditor, debt)?;
        Self::deposit_event(Event::Settled {
            id,
            outcome,
            price,
            gain,
            moved,
            penalty,
            debt,
            buyer_freed,
            seller_freed,
        });
        Ok(())
    }
}
