//! The exchange: every amount, share and deadline of the market.

use super::{AssetId, EnsureArbiter, EnsureAttestor, EnsureMarketAdmin};
use crate::*;
use frame_support::{parameter_types, traits::ConstU32, PalletId};
use headroom_primitives::Moment;
use sp_runtime::traits::AccountIdConversion;

const SECOND: Moment = 1_000;
const MINUTE: Moment = 60 * SECOND;
const HOUR: Moment = 60 * MINUTE;
const DAY: Moment = 24 * HOUR;

/// One unit of cash, in millionths.
pub const CASH: Balance = 1_000_000;

parameter_types! {
    /// The asset of pallet-assets that backs cash one to one.
    pub const CashAsset: AssetId = 1;
    pub const CashPalletId: PalletId = PalletId(*b"hdrm/csh");
    /// Fees are paid to this account. It has no key.
    pub FeeAccount: AccountId = PalletId(*b"hdrm/fee").into_account_truncating();

    /// Nominations close this long before the period begins, in milliseconds.
    pub const GateLead: Moment = HOUR;
    /// Trading stops this long before the gate, in milliseconds.
    pub const TradingStop: Moment = 15 * MINUTE;
}
