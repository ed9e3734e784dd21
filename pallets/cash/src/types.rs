//! What is stored.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    traits::{tokens::IdAmount, VariantCount, VariantCountOf},
    BoundedVec, CloneNoBound, DebugNoBound, DefaultNoBound, EqNoBound, PartialEqNoBound,
};
use headroom_primitives::Balance;
use scale_info::TypeInfo;

/// Everything that the chain keeps of one account's cash. All amounts are in millionths.
#[derive(
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    CloneNoBound,
    PartialEqNoBound,
    EqNoBound,
    DebugNoBound,
    DefaultNoBound,
)]
#[scale_info(skip_type_params(Reason))]
pub struct Account<Reason: VariantCount + Clone + PartialEq + Eq + core::fmt::Debug> {
    /// What the owner can spend, pledge or withdraw.
    pub free: Balance,
    /// What the owner owes, over all creditors.
    pub debt: Balance,
    /// What is held, each reason once, none of it 0.
    pub holds: BoundedVec<IdAmount<Reason, Balance>, VariantCountOf<Reason>>,
}

impl<Reason: VariantCount + Clone + PartialEq + Eq + core::fmt::Debug> Account<Reason> {
    /// On hold, over all reasons.
    pub fn held(&self) -> Balance {
        self.holds.iter().fold(0, |sum: Balance, hold| sum.saturating_add(hold.amount))
    }

    /// Free and on hold.
    pub fn total(&self) -> Balance {
        self.free.saturating_add(self.held())
    }

    /// Free and on hold; `None` where that does not fit.
    pub fn checked_total(&self) -> Option<Balance> {
        self.holds.iter().try_fold(self.free, |sum, hold| sum.checked_add(hold.amount))
    }

    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.free == 0 && self.debt == 0 && self.holds.is_empty()
    }
}
