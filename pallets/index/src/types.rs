//! What is stored, and what calls and events say.

use crate::method::Weighed;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
pub use headroom_primitives::IndexId;
use headroom_primitives::{Balance, Moment, Price, ProductId, Quantity, ZoneId};
use scale_info::TypeInfo;

/// The method that values are made by now.
pub const METHOD: u8 = 1;

/// Reports for which a reporter was fined that are remembered: of more, the oldest is forgotten.
pub const MAX_FINED: u32 = 16;

/// Most components of a basket.
pub const MAX_COMPONENTS: u32 = 8;

/// The parts of a basket together, in thousandths.
pub const BASKET: u32 = 1_000;

/// One index in a basket.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct Component {
    /// Which: an index of a market.
    pub index: IndexId,
    /// Its part, in thousandths of the basket.
    pub weight: u32,
}

/// What an index is of.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Definition {
    /// A product in a zone.
    Market {
        /// What is delivered.
        product: ProductId,
        /// Where.
        zone: ZoneId,
    },
    /// A fixed weighted mean of indexes of markets.
    Basket(BoundedVec<Component, ConstU32<MAX_COMPONENTS>>),
}

/// An index, and where it stands.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Index {
    /// What it is of.
    pub definition: Definition,
    /// Its first hour, since 1970-01-01T00:00Z.
    pub first: u32,
    /// The next hour to close: all before it have a value.
    pub next: u32,
    /// No more hours are closed.
    pub retired: bool,
    /// The last hour with a price of its own, and that price.
    pub last: Option<(u32, Price)>,
    /// The sum of all prices so far.
    pub sum: u128,
    /// Hours so far that have no price.
    pub missing: u32,
}

/// How an hour's value came about. The first are the best.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum Rung {
    /// From trades of the hour's own units and from reports.
    Hour,
    /// From trades of the units of its day.
    Day,
    /// The last price of its own, which is at most a day old.
    Last,
    /// There is no price.
    #[default]
    Suspended,
}

/// An hour's value. Never changed.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct Value {
    /// Cash per unit and hour, in millionths; 0 where suspended.
    pub price: Price,
    /// How it came about. Of a basket, the worst of its components.
    pub rung: Rung,
    /// The method it was made by.
    pub method: u8,
    /// Its inputs said more, or less: it is as far from the price before as it may be. Of a basket,
    /// whether one of its components is.
    pub limited: bool,
    /// The effective number of contributors, in thousandths. Of a basket, the least.
    pub contributors: u32,
    /// Units that its inputs were for. Of a basket, the least.
    pub quantity: u64,
    /// The hash (BLAKE2b, 256 bits) of the encoded list of inputs; 0 where none was used.
    pub inputs: [u8; 32],
    /// The sum of all prices up to this one. Two of these make an average.
    pub sum: u128,
    /// Hours up to this one that have no price.
    pub missing: u32,
}

/// Where a price comes from.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Source<AccountId> {
    /// A trade in a book of this chain.
    Trade {
        /// Who issued what was sold.
        issuer: AccountId,
        /// Who bought it.
        buyer: AccountId,
        /// Who sold it.
        seller: AccountId,
    },
    /// A trade elsewhere that a reporter vouches for.
    Report {
        /// Who.
        reporter: AccountId,
        /// The hash of who bought and who sold: one trade has one.
        digest: [u8; 32],
    },
}

/// What a value is made of: a price for some quantity.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Input<AccountId> {
    /// Cash per unit and hour, in millionths.
    pub price: Price,
    /// Units.
    pub quantity: Quantity,
    /// Where it comes from.
    pub source: Source<AccountId>,
}

impl<AccountId> Input<AccountId> {
    /// Who brought it about: the issuer of what was traded, or the reporter.
    pub fn origin(&self) -> &AccountId {
        match &self.source {
            Source::Trade { issuer, .. } => issuer,
            Source::Report { reporter, .. } => reporter,
        }
    }
}

impl<AccountId: Clone> Input<AccountId> {
    /// As the method sees it.
    pub fn weighed(&self) -> Weighed<AccountId> {
        let behind = match &self.source {
            Source::Trade { issuer, buyer, seller } => {
                [issuer.clone(), buyer.clone(), seller.clone()]
            },
            Source::Report { reporter, .. } => {
                [reporter.clone(), reporter.clone(), reporter.clone()]
            },
        };
        Weighed { price: self.price, quantity: self.quantity, behind }
    }
}

/// What inputs are for.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum Slot {
    /// An hour, since 1970-01-01T00:00Z.
    Hour(u32),
    /// A day, since 1970-01-01.
    Day(u32),
}

/// Somebody who reports trades made elsewhere.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct Reporter {
    /// Cash on hold, in millionths.
    pub bond: Balance,
    /// Challenges that are open.
    pub challenges: u32,
    /// The last hour that it has reported for.
    pub last: u32,
    /// The index and hour of each report that it was fined for and on which there could still be a
    /// ruling.
    pub fined: BoundedVec<(IndexId, u32), ConstU32<MAX_FINED>>,
}

/// Names a challenge. There may be several of one report, by different challengers: a friend's does
/// not keep others out.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct ChallengeId<AccountId> {
    /// The index.
    pub index: IndexId,
    /// The hour.
    pub hour: u32,
    /// Whose report.
    pub reporter: AccountId,
    /// Who says that it is false.
    pub challenger: AccountId,
}

/// Somebody says that a report is false.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Challenge {
    /// What the challenger has on hold for it.
    pub stake: Balance,
    /// The hash of why.
    pub evidence: [u8; 32],
    /// The last moment for a ruling.
    pub deadline: Moment,
}

/// The mean over a span of hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Average {
    /// Of the hours that have a price, rounded down; 0 where none has.
    pub price: Price,
    /// Hours in the span.
    pub hours: u32,
    /// Hours of them that have no price. Where there are any, this is no value by itself.
    pub missing: u32,
}
