//! What has an order book ([`SeriesId`]), and what one operator issues of it ([`UnitId`]).

use crate::{Period, ProductId, ZoneId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// How well capacity is verified and run; higher is better. A product names the lowest it takes.
pub type Tier = u8;

/// A pool of hardware of one operator in one zone, numbered by the attestor that vouches for it.
pub type PoolId = u16;

/// product × zone × period: what has an order book.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct SeriesId {
    /// What is delivered.
    pub product: ProductId,
    /// Where.
    pub zone: ZoneId,
    /// When.
    pub period: Period,
}

/// A series issued by one operator: what is owned, traded and delivered.
#[derive(
    Clone,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct UnitId<AccountId> {
    /// What, where and when.
    pub series: SeriesId,
    /// The operator that issued it and owes the delivery.
    pub operator: AccountId,
}

/// One nomination: the `index`-th of its unit.
#[derive(
    Clone,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Serialize,
    Deserialize,
)]
pub struct DeliveryId<AccountId> {
    /// What is delivered, and by whom.
    pub unit: UnitId<AccountId>,
    /// Counts the nominations of this unit, from 0.
    pub index: u32,
}
