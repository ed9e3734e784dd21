//! What is stored, and what calls and events say.

use crate::bitmap::Bits;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use headroom_primitives::{amount, Balance, Moment, Price, Quantity, SeriesId, TradingRules};
use scale_info::TypeInfo;

/// A side of the book.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Side<AccountId> {
    /// Buys any unit of the series.
    Bid,
    /// Sells units of the series that one operator issued.
    Ask {
        /// The issuer of what is sold.
        operator: AccountId,
    },
}

impl<AccountId> Side<AccountId> {
    /// Whether it buys.
    pub fn is_bid(&self) -> bool {
        matches!(self, Side::Bid)
    }
}

/// What becomes of an order that is not filled at once.
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
pub enum TimeInForce {
    /// It rests until it is filled or cancelled.
    GoodTillCancelled,
    /// It rests until then (Unix milliseconds) and never fills after.
    GoodTillTime(Moment),
    /// What is not filled at once is cancelled.
    ImmediateOrCancel,
    /// It is filled as a whole at once, or not at all.
    FillOrKill,
    /// It rests, or is refused where it would fill.
    PostOnly,
}

/// Names an order.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct OrderId<AccountId> {
    /// Who placed it.
    pub owner: AccountId,
    /// In which book.
    pub series: SeriesId,
    /// Counts the orders of the book.
    pub seq: u64,
}

/// An order within its book.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct OrderRef<AccountId> {
    /// Who placed it.
    pub owner: AccountId,
    /// Counts the orders of the book.
    pub seq: u64,
}

/// A resting order: a node of its price level's list.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Order<AccountId> {
    /// Counts the orders of the book.
    pub seq: u64,
    /// Price in ticks.
    pub ticks: u32,
    /// Buys, or sells what.
    pub side: Side<AccountId>,
    /// What is left of it, in units.
    pub quantity: Quantity,
    /// The maker's fee when it was placed, in basis points.
    pub fee: u16,
    /// Cover that the seller has to put into escrow, per unit and hour: the unit's rate for an
    /// issuer's ask, else 0.
    pub cover: Price,
    /// It never fills from then on.
    pub until: Option<Moment>,
    /// The order before it in its level. Not kept for the first.
    pub prev: Option<OrderRef<AccountId>>,
    /// The order after it in its level.
    pub next: Option<OrderRef<AccountId>>,
}

/// Orders of one price, oldest first.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Level<AccountId> {
    /// The oldest.
    pub head: OrderRef<AccountId>,
    /// The newest.
    pub tail: OrderRef<AccountId>,
    /// Units in all of them.
    pub quantity: u64,
    /// How many.
    pub orders: u32,
}

/// The book of a series.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Book {
    /// Prices are multiples of it: the product's, which is never edited.
    pub tick: Price,
    /// Quantities are multiples of it: the product's.
    pub lot: Quantity,
    /// The number of the next order.
    pub next_seq: u64,
    /// The highest price that is bid, in ticks.
    pub best_bid: Option<u32>,
    /// The lowest price that is asked, in ticks.
    pub best_ask: Option<u32>,
    /// Which leaves of the price bitmap are not empty. One bitmap serves both sides: what is at or
    /// below the best bid is a bid, what is at or above the best ask an ask.
    pub root: Bits,
}

impl<AccountId> Order<AccountId> {
    /// The cash on hold for `quantity` units of it at `price`.
    pub fn held_for(&self, price: Price, quantity: Quantity, hours: u32) -> Balance {
        match self.side {
            Side::Bid => cost(price, quantity, hours, self.fee.into()),
            Side::Ask { .. } if self.cover > 0 => {
                lack(self.cover, price, quantity, hours, self.fee.into())
            },
            Side::Ask { .. } => 0,
        }
    }
}

impl Book {
    /// An empty book.
    pub fn new(rules: TradingRules) -> Self {
        Self {
            tick: rules.tick,
            lot: rules.lot,
            next_seq: 0,
            best_bid: None,
            best_ask: None,
            root: Bits::default(),
        }
    }

    /// The price of a level.
    pub fn price(&self, ticks: u32) -> Price {
        self.tick.saturating_mul(ticks as Price)
    }

    /// The best price on the side that an order of `taker_bids` meets.
    pub fn best_opposite(&self, taker_bids: bool) -> Option<u32> {
        if taker_bids {
            self.best_ask
        } else {
            self.best_bid
        }
    }

    /// Whether an order at `limit` meets an order of the other side at `ticks`.
    pub fn crosses(taker_bids: bool, limit: u32, ticks: u32) -> bool {
        if taker_bids {
            ticks <= limit
        } else {
            ticks >= limit
        }
    }

    /// Whether it has no orders.
    pub fn is_empty(&self) -> bool {
        self.best_bid.is_none() && self.best_ask.is_none()
    }
}

/// Why an order, or what was left of it, is gone without a fill.
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
pub enum CancelReason {
    /// Its owner cancelled it.
    Owner,
    /// It would have met an order of its own owner.
    SelfTrade,
    /// Its time was over.
    Expired,
    /// Trading of the series has stopped.
    TradingStopped,
    /// The issuer of what it sells is impaired.
    IssuerImpaired,
    /// It had met as many orders as it may, and would have crossed the book.
    FillCap,
    /// It was immediate-or-cancel.
    ImmediateOrCancel,
    /// Its issuer's cover rate is worth too little at today's reference price.
    CoverOutdated,
    /// Its owner is in debt.
    InDebt,
}

/// The fee on `value`, in millionths, rounded up: against the party that pays it.
pub fn fee_on(value: Balance, basis_points: u32) -> Balance {
    amount::basis_points_up(value, basis_points)
}

/// What an issuer lacks to put the cover of `quantity` units into escrow when it sells them at
/// `price` and pays `fee` basis points on top.
pub fn lack(cover_rate: Price, price: Price, quantity: Quantity, hours: u32, fee: u32) -> Balance {
    let proceeds = amount::total(price, quantity, hours);
    let cover = amount::total(cover_rate, quantity, hours);
    cover.saturating_add(fee_on(proceeds, fee)).saturating_sub(proceeds)
}

/// What a buyer of `quantity` units at `price` pays at most, with a fee of `fee` basis points.
pub fn cost(price: Price, quantity: Quantity, hours: u32, fee: u32) -> Balance {
    let value = amount::total(price, quantity, hours);
    value.saturating_add(fee_on(value, fee))
}

/// Price levels of one side: price, units, orders.
pub type Depth = alloc::vec::Vec<(Price, u64, u32)>;

/// What an order of some quantity would come to now, by the levels of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Quote {
    /// Units that the book has.
    pub quantity: u64,
    /// Their value: cash that changes hands, in millionths.
    pub value: Balance,
    /// The taker's fee on it.
    pub fee: Balance,
    /// The worst price met, per unit and hour.
    pub worst: Option<Price>,
}
