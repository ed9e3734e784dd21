//! What is stored, and what calls and events say.

use crate::margin::{Gains, Marks};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use headroom_primitives::{
    mean::Weighed, Balance, IndexId, Moment, Period, Price, Quantity, SeriesId, UnitId,
};
use scale_info::TypeInfo;

/// Names an offer, and the agreement that it becomes.
pub type AgreementId = u64;

/// A side of an agreement.
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
)]
pub enum Side {
    /// Gains where capacity becomes dearer than the fixed price.
    Buyer,
    /// Gains where it becomes cheaper.
    Seller,
}

impl Side {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Side::Buyer => Side::Seller,
            Side::Seller => Side::Buyer,
        }
    }
}

/// What happens at the end.
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
pub enum Settlement {
    /// Cash, against the average of the index over the period.
    Cash,
    /// Units of the series against the fixed price, before the gate. What is missing is settled in
    /// cash, to the gain of the side that did not fail only.
    Physical,
}

/// What two parties agree on. Never changed.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Terms {
    /// What is priced: product, zone and period. Hour to Year.
    pub series: SeriesId,
    /// Units.
    pub quantity: Quantity,
    /// The fixed price: cash per unit and hour, in millionths.
    pub price: Price,
    /// What happens at the end.
    pub settlement: Settlement,
    /// What each side puts up at first: thousandths of the notional, which is
    /// price × quantity × hours to come, at the mark.
    pub initial: u32,
    /// Under so many thousandths of the notional, more is called for.
    pub maintenance: u32,
    /// How long a party has to answer a margin call, in milliseconds.
    pub call_window: Moment,
    /// What a party pays the other whose agreement is closed out for want of margin: thousandths of
    /// the notional.
    pub penalty: u32,
    /// Where hours of the period have no price: hours to wait after it.
    pub wait: u32,
    /// And after the wait, the least number of hours that make an average.
    pub least_hours: u32,
    /// Whether margin is freed as the hours of the period are over, not only at its end.
    pub instalments: bool,
}

impl Terms {
    /// Hours of the period.
    pub fn hours(&self) -> u32 {
        self.series.period.hours()
    }
}

/// Terms that somebody stands by.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Offer<AccountId> {
    /// Whose.
    pub maker: AccountId,
    /// The side that the maker takes.
    pub side: Side,
    /// On what.
    pub terms: Terms,
    /// The only one who may accept; anybody where there is none.
    pub counterparty: Option<AccountId>,
    /// The last moment to accept.
    pub valid_until: Moment,
    /// The index that it settles against.
    pub index: IndexId,
    /// Cash on hold for it, in millionths: the maker's first margin.
    pub margin: Balance,
}

/// A party is asked for more margin.
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
pub struct MarginCall {
    /// The margin that answers it, in millionths of cash.
    pub level: Balance,
    /// The last moment to answer.
    pub deadline: Moment,
}

/// One of the two.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Party<AccountId> {
    /// Who.
    pub account: AccountId,
    /// Cash on hold, in millionths.
    pub margin: Balance,
    /// What it has put in and not taken out, in millionths. What is moved between the two makes up
    /// the difference.
    pub paid_in: i128,
    /// What came in of late from the other, and cannot be withdrawn yet.
    pub gains: Gains,
    /// Whether more is asked for.
    pub call: Option<MarginCall>,
}

/// Somebody is to take over a side.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Assignment<AccountId> {
    /// Which side.
    pub side: Side,
    /// Who takes it over.
    pub to: AccountId,
    /// Whether the other side has consented.
    pub other_consents: bool,
    /// Whether the one who takes it over has.
    pub to_consents: bool,
}

/// Units that the seller has put in, to be delivered.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Commitment<AccountId> {
    /// Who issued them.
    pub operator: AccountId,
    /// How many.
    pub quantity: Quantity,
}

/// Most operators whose units are delivered under one agreement.
pub const MAX_COMMITMENTS: u32 = 8;

/// An agreement.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Agreement<AccountId> {
    /// On what.
    pub terms: Terms,
    /// The index that it settles against.
    pub index: IndexId,
    /// Units that are not settled: those of the terms, until some are delivered.
    pub quantity: Quantity,
    /// Who failed to deliver, or to pay for, what is left: that side only can lose from then on.
    pub fault: Option<Side>,
    /// What the seller has put in.
    pub committed: BoundedVec<Commitment<AccountId>, ConstU32<MAX_COMMITMENTS>>,
    /// Where the buyer wants delivery: the hash of it. Units are nominated with it at once.
    pub instructions: Option<[u8; 32]>,
    /// Whether units can still be delivered: it is physical, and they were not.
    pub deliverable: bool,
    /// Who buys.
    pub buyer: Party<AccountId>,
    /// Who sells.
    pub seller: Party<AccountId>,
    /// Cash that has been moved from the seller's margin to the buyer's, in millionths; where it is
    /// negative, the other way.
    pub moved: i128,
    /// What a unit and hour to come is worth: the last marks.
    pub marks: Marks,
    /// Who is to take over a side.
    pub assignment: Option<Assignment<AccountId>>,
}

impl<AccountId> Agreement<AccountId> {
    /// The party of a side.
    pub fn party(&self, side: Side) -> &Party<AccountId> {
        match side {
            Side::Buyer => &self.buyer,
            Side::Seller => &self.seller,
        }
    }

    /// The units of an operator that are delivered.
    pub fn unit(&self, operator: AccountId) -> UnitId<AccountId> {
        UnitId { series: self.terms.series, operator }
    }

    /// What the buyer's gain counts as: who did not fail cannot lose.
    pub fn bounded(&self, gain: i128) -> i128 {
        match self.fault {
            None => gain,
            Some(Side::Buyer) => gain.min(0),
            Some(Side::Seller) => gain.max(0),
        }
    }

    /// The same, to change it.
    pub fn party_mut(&mut self, side: Side) -> &mut Party<AccountId> {
        match side {
            Side::Buyer => &mut self.buyer,
            Side::Seller => &mut self.seller,
        }
    }
}

/// Where a mark comes from.
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
pub enum Basis {
    /// Trades of this period's series over the last hours.
    Trades(Period),
    /// The last price of the index.
    Index,
    /// The mark before: within the period, while the index has no fresh price.
    Last,
}

/// How an agreement ended.
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
pub enum Outcome {
    /// Every hour of the period has a price.
    Average,
    /// So many hours of the period have a price, and their average stands for all.
    Partial(u32),
    /// Too few hours have one: nobody wins.
    Unfixed,
    /// All of its units changed hands.
    Delivered,
    /// It was closed out at the mark, for want of this side's margin; of both where there is none.
    ClosedOut(Option<Side>),
}

/// The least margins of a product, in thousandths of the notional.
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
pub struct Floor {
    /// Of the initial margin.
    pub initial: u32,
    /// Of the maintenance margin.
    pub maintenance: u32,
}

/// Trades of a series in one hour, at one price, between the same accounts.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Print<AccountId> {
    /// The hour of the trade, since 1970-01-01T00:00Z.
    pub hour: u32,
    /// Cash per unit and hour, in millionths.
    pub price: Price,
    /// Units.
    pub quantity: Quantity,
    /// The issuer, the buyer and the seller.
    pub behind: [AccountId; 3],
}

impl<AccountId: Clone> Print<AccountId> {
    /// As the mean sees it.
    pub fn weighed(&self) -> Weighed<AccountId> {
        Weighed { price: self.price, quantity: self.quantity, behind: self.behind.clone() }
    }
}

/// Where an agreement stands, for whoever asks.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Standing {
    /// The last mark: cash per unit and hour, in millionths.
    pub mark: Price,
    /// The mean mark that margin calls go by.
    pub mean_mark: Price,
    /// Hours of the period that have no price yet.
    pub hours_left: u32,
    /// What the buyer has gained by the last mark, in millionths of cash; the seller, where it is
    /// negative.
    pub gain: i128,
    /// Under this margin, more can be called for: of the buyer and of the seller.
    pub maintenance: [Balance; 2],
    /// What the buyer and the seller could withdraw, were the mark as it is.
    pub excess: [Balance; 2],
}
