//! The traits by which the pallets meet. A pallet never imports another pallet of ours; the
//! runtime wires them, and a mock can stand in for any of them.

use crate::{
    Balance, IndexId, Metering, Moment, Period, Price, ProductId, Quantity, SeriesId, TradingRules,
    UnitId, ZoneId,
};
use core::ops::Range;
use frame_support::weights::Weight;
use sp_runtime::{DispatchError, DispatchResult};

/// One market: a product in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Market {
    /// What capacity is worth here: cash per unit and hour, in millionths. Where there is an index
    /// it is set by that, hour by hour.
    pub reference: Price,
    /// The market's index, if it has one.
    pub index: Option<IndexId>,
    /// Whether new orders and issues are refused for now.
    pub paused: bool,
}

/// What there is to trade.
pub trait Markets {
    /// How a product is traded; `None` where there is no such product. One read.
    fn rules(product: ProductId) -> Option<TradingRules>;

    /// How a product's delivery is measured. One read, of the same item as [`Self::rules`].
    fn metering(product: ProductId) -> Option<Metering>;

    /// One market; `None` where it was never opened. One read.
    fn market(product: ProductId, zone: ZoneId) -> Option<Market>;
}

/// Where an index keeps what it says of its market, so that whoever reads the market has read it.
pub trait PriceBoard {
    /// Names the market's index; `None` where it has none any more. One read and one write.
    fn name_index(product: ProductId, zone: ZoneId, index: Option<IndexId>);

    /// Makes `price` the market's reference. One read and one write.
    fn set_reference(product: ProductId, zone: ZoneId, price: Price);
}

/// What capacity is worth.
pub trait ReferencePrice {
    /// Now, for a period ahead. `None` where there is no valid price.
    fn reference(product: ProductId, zone: ZoneId) -> Option<Price>;

    /// On average over the hours of a period that have been delivered. `None` where there is no
    /// valid price.
    fn average(product: ProductId, zone: ZoneId, period: &Period) -> Option<Price>;
}

/// What a nomination takes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nomination {
    /// Counts the nominations of the unit, from 0.
    pub index: u32,
    /// Cover in escrow, per unit and hour.
    pub cover_rate: Price,
    /// Bond, per unit and hour.
    pub bond_rate: Price,
}

/// What an index has of a span of hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The sum of the prices of its hours that are closed.
    pub sum: u128,
    /// How many of its hours have a price.
    pub priced: u32,
    /// How many of its hours are closed.
    pub closed: u32,
    /// Whether no more of its hours will be closed.
    pub ended: bool,
}

/// The values of an index.
pub trait IndexValues {
    /// The hours `from..to`. `None` where there is no such index, or it began later. One read, and
    /// two once the first of them is closed.
    fn span(index: IndexId, from: u32, to: u32) -> Option<Span>;

    /// The last price, while it is not stale. One read, of the same item as [`Self::span`].
    fn last_price(index: IndexId) -> Option<Price>;
}

/// Deadlines that are extended where the chain stood still.
pub trait Deadlines {
    /// Whether this is the first moment after the deadline, or later. One read.
    fn is_over(deadline: Moment) -> bool;
}

/// What happens to the escrow and the bond of nominated units. Every amount is in cash and comes
/// from what is held for those units; what is paid goes to the `buyer`'s free cash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Discharge {
    /// Cover released to the operator: what was delivered.
    pub cover_released: Balance,
    /// Cover paid to the buyer: what was not.
    pub cover_paid: Balance,
    /// Bond released to the operator.
    pub bond_released: Balance,
    /// Bond paid to the buyer: damages.
    pub bond_paid: Balance,
    /// Units whose delivery is over with this.
    pub ended: Quantity,
}

/// Who owns units, and what is held for them. The only way to change either from outside: a
/// generic transfer or mint would skip cover and attestation.
///
/// Every method either does all that it says or returns an error; a caller that goes on after an
/// error rolls back (every dispatchable does).
pub trait UnitLedger<AccountId> {
    /// Cover that lies in escrow for the unit once it has left its issuer's hands, per unit and
    /// hour; `None` where there is no such unit. One read.
    fn cover_rate(unit: &UnitId<AccountId>) -> Option<Price>;

    /// How many units of the issue are not in its issuer's hands: sold or given away. One read.
    fn sold(unit: &UnitId<AccountId>) -> Quantity;

    /// Whether units of this issuer may be offered and filled today: an issuer that is in debt,
    /// or attested for less than it has issued, is impaired. One read.
    fn ensure_tradable(unit: &UnitId<AccountId>) -> DispatchResult;

    /// Whether a cover rate that was fixed earlier is at least 80 % of what it would be today: an
    /// issuer sells nothing under it. One read, of the market.
    fn ensure_cover(series: &SeriesId, cover_rate: Price) -> DispatchResult;

    /// Puts `quantity` of `owner`'s units into orders. For the issuer's own units the cover rate
    /// has to be enough. Checks [`Self::ensure_tradable`].
    fn put_in_order(
        unit: &UnitId<AccountId>,
        owner: &AccountId,
        quantity: Quantity,
    ) -> DispatchResult;

    /// Takes `quantity` of `owner`'s units out of orders again. Always possible.
    fn take_from_order(
        unit: &UnitId<AccountId>,
        owner: &AccountId,
        quantity: Quantity,
    ) -> DispatchResult;

    /// Moves `quantity` units that `seller` has in orders to `buyer`. From the issuer's hands, the
    /// cover is held from the issuer's free cash; back into them, it is freed. Returns the cover
    /// that was held (0 for a resale or a return).
    fn sell_from_order(
        unit: &UnitId<AccountId>,
        seller: &AccountId,
        buyer: &AccountId,
        quantity: Quantity,
    ) -> Result<Balance, DispatchError>;

    /// Moves `quantity` of `owner`'s units into delivery. The issuer cannot nominate its own.
    fn nominate(
        unit: &UnitId<AccountId>,
        owner: &AccountId,
        quantity: Quantity,
    ) -> Result<Nomination, DispatchError>;

    /// Moves escrow and bond of nominated units, and ends units whose delivery is over.
    fn discharge(
        unit: &UnitId<AccountId>,
        buyer: &AccountId,
        discharge: Discharge,
    ) -> DispatchResult;

    /// Ends every unit that nobody nominated, pays the operator its escrow and frees its bond.
    /// The caller has checked that the time for nominations is over. Returns how many expired and
    /// the cover that was released.
    fn expire(unit: &UnitId<AccountId>) -> Result<(Quantity, Balance), DispatchError>;
}

/// Where units are used.
pub trait Deliveries<AccountId> {
    /// Nominates `quantity` of `buyer`'s units, with the hash of where and how to deliver.
    fn nominate(
        buyer: &AccountId,
        unit: &UnitId<AccountId>,
        quantity: Quantity,
        instructions: [u8; 32],
    ) -> DispatchResult;
}

/// Who owes whom. A person in debt cannot place orders, issue, give units
/// away, withdraw, register or deregister.
pub trait Claims<AccountId> {
    /// Whether `who` owes anything. One read, of the item that holds its cash.
    fn in_debt(who: &AccountId) -> bool;

    /// Records that `debtor` owes `creditor` `amount` more.
    fn record(debtor: &AccountId, creditor: &AccountId, amount: Balance) -> DispatchResult;
}

/// Told when someone falls into debt, and when the last of it is paid.
pub trait OnDebt<AccountId> {
    /// `who` has begun to owe, or owes nothing any more.
    fn on_debt(who: &AccountId, in_debt: bool);
}

impl<AccountId> OnDebt<AccountId> for () {
    fn on_debt(_: &AccountId, _: bool) {}
}

/// Told how much capacity there is, and what becomes of it. Cannot fail; its cost is part of what
/// the calls that tell it are measured at.
pub trait OnCapacity {
    /// `change` more units are attested in each of `hours` (since 1970-01-01T00:00Z); fewer where
    /// it is negative. At most three items at either end, and one for each year between.
    fn attested(product: ProductId, zone: ZoneId, hours: Range<u32>, change: i64);

    /// `change` more units of a series are issued; taken back where it is negative. One item.
    fn issued(series: &SeriesId, change: i64);

    /// So much of a series was delivered and failed, in thousandths of a unit-hour. One item.
    fn settled(series: &SeriesId, delivered: u64, failed: u64);
}

impl OnCapacity for () {
    fn attested(_: ProductId, _: ZoneId, _: Range<u32>, _: i64) {}
    fn issued(_: &SeriesId, _: i64) {}
    fn settled(_: &SeriesId, _: u64, _: u64) {}
}

/// A fill: units that changed hands for cash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trade<AccountId> {
    /// What.
    pub series: SeriesId,
    /// Who issued it and owes the delivery.
    pub issuer: AccountId,
    /// Who paid.
    pub buyer: AccountId,
    /// Who was paid: the issuer in a primary sale, else a holder.
    pub seller: AccountId,
    /// Cash per unit and hour.
    pub price: Price,
    /// Units.
    pub quantity: Quantity,
}

/// Told of each fill.
pub trait OnTrade<AccountId> {
    /// A fill has happened. Cannot fail, and its cost is at most [`Self::weight`].
    fn on_trade(trade: &Trade<AccountId>);

    /// The most that one [`Self::on_trade`] costs.
    fn weight() -> Weight;
}

impl<AccountId, A: OnTrade<AccountId>, B: OnTrade<AccountId>> OnTrade<AccountId> for (A, B) {
    fn on_trade(trade: &Trade<AccountId>) {
        A::on_trade(trade);
        B::on_trade(trade);
    }

    fn weight() -> Weight {
        A::weight().saturating_add(B::weight())
    }
}

impl<AccountId> OnTrade<AccountId> for () {
    fn on_trade(_: &Trade<AccountId>) {}

    fn weight() -> Weight {
        Weight::zero()
    }
}
