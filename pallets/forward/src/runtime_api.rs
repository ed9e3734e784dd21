//! Reads that need more than one item.

use crate::{Agreement, AgreementId, Offer, Standing};
use alloc::vec::Vec;
use codec::Codec;

/// Most of one page.
pub const PAGE: u32 = 32;
/// Most numbers that are looked at for one page.
pub const LOOKED_AT: u64 = 512;

sp_api::decl_runtime_apis! {
    /// Forward agreements.
    pub trait ForwardApi<AccountId: Codec> {
        /// Offers with numbers from `from` on that `who` may accept; with no `who`, all. Where the
        /// second is a number, there may be more from there on. At most 32, of 512 numbers.
        fn offers(
            who: Option<AccountId>,
            from: AgreementId,
        ) -> (Vec<(AgreementId, Offer<AccountId>)>, Option<AgreementId>);

        /// Agreements with numbers from `from` on that `who` is a party of; with no `who`, all.
        /// Where the second is a number, there may be more from there on. At most 32, of 512 numbers.
        fn agreements(
            who: Option<AccountId>,
            from: AgreementId,
        ) -> (Vec<(AgreementId, Agreement<AccountId>)>, Option<AgreementId>);

        /// Where an agreement stands at its last mark.
        fn standing(agreement: AgreementId) -> Option<Standing>;
    }
}
