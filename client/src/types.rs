//! The chain's own types, by the names that its documentation uses.

use crate::{api::runtime_types as chain, AccountId32};

pub use chain::{
    headroom_primitives::{
        period::Period,
        product::{Deliverable, Metered, TokenWeights},
        series::SeriesId,
    },
    pallet_spot::types::{CancelReason, TimeInForce},
};

/// A side of a book: a bid, or an ask of what an operator issued.
pub type Side = chain::pallet_spot::types::Side<AccountId32>;
/// An order, by owner, series and number.
pub type OrderId = chain::pallet_spot::types::OrderId<AccountId32>;
/// An order that rests.
pub type Order = chain::pallet_spot::types::Order<AccountId32>;
/// A series issued by one operator.
pub type UnitId = chain::headroom_primitives::series::UnitId<AccountId32>;
/// One nomination of a unit.
pub type DeliveryId = chain::headroom_primitives::series::DeliveryId<AccountId32>;
/// Where a unit is, and what is held for it.
pub type UnitRecord = chain::pallet_capacity::types::UnitRecord;
/// What an account owns of another's unit.
pub type Holding = chain::pallet_capacity::types::Holding;
/// Terms of a forward agreement.
pub type Terms = chain::pallet_forward::types::Terms;
/// An offer of a forward agreement.
pub type Offer = chain::pallet_forward::types::Offer<AccountId32>;
/// A forward agreement.
pub type Agreement = chain::pallet_forward::types::Agreement<AccountId32>;
/// A side of a forward agreement.
pub type ForwardSide = chain::pallet_forward::types::Side;
/// How a forward agreement ends.
pub type Settlement = chain::pallet_forward::types::Settlement;
