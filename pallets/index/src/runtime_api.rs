//! Reads that need more than one item.

use crate::{tally::Capacity, Average, IndexId, Input, Value};
use alloc::vec::Vec;
use codec::Codec;
use headroom_primitives::{ProductId, ZoneId};

/// Most values, or hours, of one page: a week of hours.
pub const PAGE: u32 = 168;

sp_api::decl_runtime_apis! {
    /// What capacity is worth.
    pub trait IndexApi<AccountId: Codec> {
        /// The last hour that is closed, and its value.
        fn last_value(index: IndexId) -> Option<(u32, Value)>;

        /// What the value of an hour was made of: each input, and what it counted, in parts of 2^40.
        /// Empty where no input was used, or after 30 days.
        fn inputs(index: IndexId, hour: u32) -> Vec<(Input<AccountId>, u128)>;

        /// Values of at most `count` hours from `from` on, and of 168 at most.
        fn history(index: IndexId, from: u32, count: u32) -> Vec<(u32, Value)>;

        /// The mean over the hours from `from` on up to `to`, without `to`; none where one of them
        /// is not closed.
        fn average(index: IndexId, from: u32, to: u32) -> Option<Average>;

        /// How much capacity there is, and what became of it, in at most `count` hours from `from`
        /// on, and in 168 at most. Markets without a price index have it, too.
        fn capacity(product: ProductId, zone: ZoneId, from: u32, count: u32) -> Vec<Capacity>;
    }
}
