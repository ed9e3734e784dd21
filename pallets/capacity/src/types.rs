//! What is stored.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    traits::ConstU32, BoundedVec, CloneNoBound, DebugNoBound, EqNoBound, PartialEqNoBound,
};
use headroom_primitives::{
    product::Name, Balance, Deliverable, IndexId, Moment, PoolId, Price, ProductId, Quantity, Tier,
    TradingRules, UnitId, ZoneId,
};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Most years of a line whose rates are fixed at one time.
pub const MAX_YEARS: u32 = 8;

/// A product: one version of it, never edited.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Product {
    /// Such as `h100-sxm`.
    pub name: Name,
    /// From 1; a new version of a name is a new product.
    pub version: u16,
    /// What a unit delivers for every hour of its period.
    pub deliverable: Deliverable,
    /// Prices are multiples of it: millionths of cash per unit and hour.
    pub tick: Price,
    /// Quantities of orders are multiples of it.
    pub lot: Quantity,
    /// The lowest tier that may be issued.
    pub lowest_tier: Tier,
    /// Whether nothing new may be issued.
    pub retired: bool,
}

impl Product {
    /// What an order book needs of it.
    pub fn rules(&self) -> TradingRules {
        TradingRules { tick: self.tick, lot: self.lot, lowest_tier: self.lowest_tier }
    }
}

/// A zone: where it is delivered.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Zone {
    /// Such as `no-1`.
    pub name: Name,
    /// The grid region.
    pub region: Name,
    /// The jurisdiction: two letters of ISO 3166-1.
    pub jurisdiction: [u8; 2],
}

/// A market: a product in a zone.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct MarketInfo {
    /// The reference price: what capacity is worth. An index sets it each hour that has a price of
    /// its own.
    pub reference: Price,
    /// When the admin last set the reference.
    pub changed_at: Moment,
    /// Whether new issues and orders are refused for now.
    pub paused: bool,
    /// The market's index, if it has one.
    pub index: Option<IndexId>,
}

/// How one line of an operator stands: what a sale of its units has to know.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct LineStanding {
    /// Of which product.
    pub product: ProductId,
    /// In which zone.
    pub zone: ZoneId,
    /// Until when the attestation holds.
    pub valid_until: Moment,
    /// Whether less is attested than is issued in some hour to come. What is of a tier under the
    /// product's lowest counts as none.
    pub short: bool,
}

/// An operator.
#[derive(
    CloneNoBound,
    DebugNoBound,
    PartialEqNoBound,
    EqNoBound,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
#[scale_info(skip_type_params(MaxLines))]
pub struct Operator<MaxLines: frame_support::traits::Get<u32>> {
    /// What it calls itself.
    pub name: Name,
    /// The bond it registered behind, in millionths.
    pub bond: Balance,
    /// Whether it owes anybody anything.
    pub in_debt: bool,
    /// Where it is attested.
    pub lines: BoundedVec<LineStanding, MaxLines>,
}

/// Cover and bond of a line's units in one year, fixed when the first of them is issued.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct YearRates {
    /// Such as 2027.
    pub year: u16,
    /// Cover per unit and hour.
    pub cover: Price,
    /// Bond per unit and hour.
    pub bond: Price,
    /// Unit-hours issued, less those taken back.
    pub issued_hours: u64,
}

/// A line: what an operator is attested for of one product in one zone.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Line<AccountId> {
    /// The hardware that it runs on. Several products of an operator may share a pool.
    pub pool: PoolId,
    /// Units of the product that the whole pool can run.
    pub quantity: Quantity,
    /// GPUs that one unit needs, in thousandths.
    pub milli_gpus: u32,
    /// How well the capacity is verified and run.
    pub tier: Tier,
    /// Until when the attestation holds.
    pub valid_until: Moment,
    /// Who vouches for it.
    pub attestor: AccountId,
    /// Rates by year.
    pub years: BoundedVec<YearRates, ConstU32<MAX_YEARS>>,
}

impl<AccountId> Line<AccountId> {
    /// What is attested, in thousandths of a GPU.
    pub fn attested(&self) -> u64 {
        self.quantity as u64 * self.milli_gpus as u64
    }
}

/// Names a pool.
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
)]
pub struct PoolKey<AccountId> {
    /// Whose.
    pub operator: AccountId,
    /// Where.
    pub zone: ZoneId,
    /// Which.
    pub pool: PoolId,
}

/// A unit, as a whole: how many there are, where they are, and what is held for them.
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
pub struct UnitRecord {
    /// How many there are: issued or had by splitting and joining, less what was taken back.
    pub supply: Quantity,
    /// In the issuer's hands, free.
    pub own: Quantity,
    /// In the issuer's orders.
    pub own_in_orders: Quantity,
    /// In delivery.
    pub nominated: Quantity,
    /// Whose delivery is over.
    pub settled: Quantity,
    /// That nobody nominated in time.
    pub expired: Quantity,
    /// The index of the next nomination.
    pub next_delivery: u32,
    /// Cover per unit and hour.
    pub cover_rate: Price,
    /// Bond per unit and hour.
    pub bond_rate: Price,
    /// The pool that it is committed in.
    pub pool: PoolId,
    /// GPUs that one unit needs, in thousandths.
    pub milli_gpus: u32,
    /// Cover on hold for these units, in millionths.
    pub cover_held: Balance,
    /// Bond on hold for these units, in millionths.
    pub bond_held: Balance,
}

impl UnitRecord {
    /// Units that are neither in delivery nor ended.
    pub fn open(&self) -> Quantity {
        self.supply
            .saturating_sub(self.nominated)
            .saturating_sub(self.settled)
            .saturating_sub(self.expired)
    }

    /// Whether every unit has ended.
    pub fn is_over(&self) -> bool {
        self.nominated == 0 && self.open() == 0
    }
}

/// What an account other than the issuer owns of a unit.
#[derive(
    Clone,
    Copy,
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
pub struct Holding {
    /// That can be sold, split, given away or nominated.
    pub free: Quantity,
    /// In orders.
    pub in_orders: Quantity,
}

impl Holding {
    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.free == 0 && self.in_orders == 0
    }
}

/// What [`crate::Pallet::sweep`] removes once its time is over.
#[derive(
    Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Ended<AccountId> {
    /// What somebody owned of a unit that has ended.
    Holding {
        /// Whose.
        owner: AccountId,
        /// Of what.
        unit: UnitId<AccountId>,
    },
    /// A pool's year.
    Year {
        /// Which pool.
        pool: PoolKey<AccountId>,
        /// Such as 2027.
        year: u16,
    },
    /// A pool's month.
    Month {
        /// Which pool.
        pool: PoolKey<AccountId>,
        /// Such as 2027.
        year: u16,
        /// 1 to 12.
        month: u8,
    },
    /// A pool's day.
    Day {
        /// Which pool.
        pool: PoolKey<AccountId>,
        /// Days since 1970-01-01.
        day: u32,
    },
}

/// Most items that one [`crate::Pallet::sweep`] removes.
pub const MAX_SWEEP: u32 = 32;

/// What one [`crate::Pallet::sweep`] removes.
pub type EndedItems<AccountId> = BoundedVec<Ended<AccountId>, ConstU32<MAX_SWEEP>>;

/// Why units of an account cannot be used freely, as `fungibles::InspectHold` says it.
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
pub enum UnitHold {
    /// They are in orders.
    InOrders,
}

/// A line of an operator, in a genesis.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GenesisLine<AccountId> {
    /// Whose.
    pub operator: AccountId,
    /// Of which product.
    pub product: ProductId,
    /// In which zone.
    pub zone: ZoneId,
    /// On which hardware.
    pub pool: PoolId,
    /// How many units.
    pub quantity: Quantity,
    /// GPUs that one unit needs, in thousandths.
    pub milli_gpus: u32,
    /// How well verified.
    pub tier: Tier,
    /// Until when.
    pub valid_until: Moment,
    /// By whom.
    pub attestor: AccountId,
}

/// A product, in a genesis.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GenesisProduct {
    /// Such as `h100-sxm`.
    pub name: Name,
    /// What a unit delivers.
    pub deliverable: Deliverable,
    /// Prices are multiples of it.
    pub tick: Price,
    /// Quantities of orders are multiples of it.
    pub lot: Quantity,
    /// The lowest tier that may be issued.
    pub lowest_tier: Tier,
}
