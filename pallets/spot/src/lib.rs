//! # Spot
//!
//! Where units change hands: one order book a series, with price-time priority, matched in the
//! placing call.
//!
//! ## Words
//!
//! - **maker**: an order that rests; **taker**: the order that meets it. A fill has the maker's price.
//! - **tick**, **lot**: prices and quantities are multiples of them. Prices are kept in ticks, below
//!   2²².
//! - **level**: the orders of one price, oldest first.
//!
//! Every order is fully covered when it is placed: a bid by cash on hold, an ask by units in orders,
//! and an issuer's ask also by what its price lacks under the unit's cover.
//!
//! ## Storage, and what each call reads and writes
//!
//! | item | key | bound |
//! |---|---|---|
//! | [`Books`] | series | 320 bytes |
//! | [`Leaves`] | series, leaf | 256 bytes |
//! | [`Levels`] | series, ticks | 100 bytes |
//! | [`Orders`] | owner, series | 32 orders, 5 KiB |
//!
//! All orders of an account in a series are one item; they are the nodes of their levels' lists. So
//! an order's id needs no map, and the bound on an account's orders costs nothing.
//!
//! | what | reads / writes |
//! |---|---|
//! | a bid that rests | 6 / 5: market, book, orders, level, the last order's owner (or the leaf), cash |
//! | an ask that rests | 8 / 5 a holder's, 8 / 6 an issuer's under cover: the unit, the operator |
//! | an order that is filled, once | 5 / 4: market, book, a level, and cash of the taker and for the fee |
//! | each maker met | 5 / 4: orders, cash, two holdings (or the unit's record), the operator |
//! | each level emptied | 2 / 2: the level, the leaf |
//! | `cancel_order` | 6 / 5: book, orders, level, two neighbours (or the leaf), cash (or units); 7 / 6 an issuer's ask |
//! | `cancel_orders` | 4 / 3, and 3 / 3 each: level, two neighbours |
//! | `remove_expired` | 1 / 0, and 6 / 5 each |
//! | `close_book` | 1 / 1 |
//!
//! `tests/scenarios/tests/costs.rs` counts them on the real runtime.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
pub mod bitmap;
mod book;
mod cancelling;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod invariants;
mod matching;
mod placing;
pub mod runtime_api;
pub mod types;
pub mod weights;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
    use crate::{bitmap::Bits, types::*, WeightInfo};
    use frame_support::{
        dispatch::{DispatchResultWithPostInfo, Pays},
        pallet_prelude::*,
        traits::{fungible, Time},
    };
    use frame_system::pallet_prelude::*;
    use headroom_primitives::{
        Balance, Claims, Markets, Moment, OnTrade, Price, Quantity, SeriesId, UnitLedger,
    };

    /// Version 1: the first.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// Where cash lies: free and on hold, in millionths, with a minimum balance of 0.
        type Cash: fungible::Mutate<Self::AccountId, Balance = Balance>
            + fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

        /// Why cash can be held: the runtime's reasons.
        type RuntimeHoldReason: From<HoldReason>;

        /// Who owns units.
        type Units: UnitLedger<Self::AccountId>;

        /// What there is to trade.
        type Markets: Markets;

        /// Who owes whom.
        type Claims: Claims<Self::AccountId>;

        /// Told of each fill.
        type OnTrade: OnTrade<Self::AccountId>;

        /// Chain time: Unix milliseconds, UTC.
        type Time: Time<Moment = Moment>;

        /// Where fees go.
        type FeeAccount: Get<Self::AccountId>;

        /// The maker's fee, in basis points of the value.
        #[pallet::constant]
        type MakerFee: Get<u16>;

        /// The taker's fee, in basis points of the value.
        #[pallet::constant]
        type TakerFee: Get<u16>;

        /// Most orders that an account may have in one series.
        #[pallet::constant]
        type MaxOrders: Get<u32>;

        /// Most orders of the other side that one order may meet.
        #[pallet::constant]
        type MaxFills: Get<u32>;

        /// Most orders that one call of `remove_expired` may name.
        #[pallet::constant]
        type MaxRemovals: Get<u32>;

        /// The least value of an order, price × quantity × hours, in millionths of cash.
        #[pallet::constant]
        type MinOrderValue: Get<Balance>;

        /// Nominations close this long before the period begins, in milliseconds.
        #[pallet::constant]
        type GateLead: Get<Moment>;

        /// Trading stops this long before that, in milliseconds.
        #[pallet::constant]
        type TradingStop: Get<Moment>;

        /// Trading begins this long before the period, in milliseconds.
        #[pallet::constant]
        type MaxAhead: Get<Moment>;

        /// What each call costs.
        type WeightInfo: WeightInfo;

        /// What the benchmarks need of other pallets.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: headroom_primitives::BenchmarkHelper<Self::AccountId>;
    }

    /// Why cash is on hold.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// An order that rests.
        #[codec(index = 0)]
        Order,
    }

    /// The orders of an account in a series, in no order.
    pub type OrdersOf<T> =
        BoundedVec<Order<<T as frame_system::Config>::AccountId>, <T as Config>::MaxOrders>;

    /// The book of each series that was ever ordered in, until it is closed.
    #[pallet::storage]
    pub type Books<T: Config> = StorageMap<_, Blake2_128Concat, SeriesId, Book>;

    /// Which prices have a level: by series and leaf of the bitmap.
    #[pallet::storage]
    pub type Leaves<T: Config> =
        StorageDoubleMap<_, Blake2_128Concat, SeriesId, Blake2_128Concat, u16, Bits, ValueQuery>;

    /// The orders of a price: by series and ticks.
    #[pallet::storage]
    pub type Levels<T: Config> =
        StorageDoubleMap<_, Blake2_128Concat, SeriesId, Blake2_128Concat, u32, Level<T::AccountId>>;

    /// Every resting order: by owner and series.
    #[pallet::storage]
    pub type Orders<T: Config> = StorageDoubleMap<
        _,
        Blake2_128Concat,
        T::AccountId,
        Blake2_128Concat,
        SeriesId,
        OrdersOf<T>,
        ValueQuery,
    >;

    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// An order was accepted. Its fills follow, then a cancellation of what does not rest; what
        /// neither takes rests at its price.
        OrderPlaced {
            /// Its owner, its series, and its number in the book.
            id: OrderId<T::AccountId>,
            /// Buys, or sells what one operator issued.
            side: Side<T::AccountId>,
            /// The limit, in millionths of cash per unit and hour.
            price: Price,
            /// Units.
            quantity: Quantity,
            /// What becomes of what is not filled at once.
            time_in_force: TimeInForce,
        },
        /// A resting order (`maker`) was filled by another (`taker`), at the maker's price.
        ///
        /// `value` = price × quantity × hours went from `buyer` to `seller`, and of it `escrowed`
        /// went on hold as cover where the seller is the issuer.
        Filled {
            /// The order that rested.
            maker: OrderId<T::AccountId>,
            /// The order that met it.
            taker: OrderId<T::AccountId>,
            /// Whether the taker bought.
            taker_bids: bool,
            /// Who issued the units.
            operator: T::AccountId,
            /// Who has them now.
            buyer: T::AccountId,
            /// Who had them.
            seller: T::AccountId,
            /// The maker's price, in millionths of cash per unit and hour.
            price: Price,
            /// Units.
            quantity: Quantity,
            /// Cash from buyer to seller, in millionths.
            value: Balance,
            /// Cash of the seller that went on hold as cover, in millionths; 0 in a resale.
            escrowed: Balance,
            /// Units of the maker that still rest; 0 when it is gone.
            maker_left: Quantity,
            /// Cash that the maker paid as fee, in millionths.
            maker_fee: Balance,
            /// Cash that the taker paid as fee, in millionths.
            taker_fee: Balance,
        },
        /// `quantity` units of an order will not be filled.
        OrderCancelled {
            /// Which order.
            id: OrderId<T::AccountId>,
            /// Units.
            quantity: Quantity,
            /// Why.
            reason: CancelReason,
        },
        /// An empty book was removed, after trading had stopped.
        BookClosed {
            /// Whose.
            series: SeriesId,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// There is no such period.
        BadPeriod,
        /// The product is not traded in this zone.
        UnknownMarket,
        /// The market is paused.
        MarketPaused,
        /// Trading of the series has stopped: 15 minutes before its gate.
        TradingStopped,
        /// Trading of the series has not stopped.
        StillTrading,
        /// A quantity of 0.
        ZeroQuantity,
        /// A price of 0.
        ZeroPrice,
        /// The price is not a multiple of the product's tick.
        PriceNotOnTick,
        /// The price is 2²² ticks or more.
        PriceTooHigh,
        /// The quantity is not a multiple of the product's lot.
        QuantityNotInLots,
        /// The order's value is under the least there may be.
        OrderTooSmall,
        /// The order's time is over already, or ends after trading stops.
        BadExpiry,
        /// An order meets at least one order, and at most as many as the runtime allows.
        BadFillCap,
        /// A person in debt cannot place orders.
        InDebt,
        /// The account has less free cash than the order needs.
        InsufficientCash,
        /// The account has as many orders in this series as it may.
        TooManyOrders,
        /// A fill-or-kill order could not be filled as a whole.
        NotFilled,
        /// A post-only order would have met another.
        WouldCross,
        /// There is no such unit. The units' ledger says so first.
        UnknownUnit,
        /// Only its owner can cancel an order.
        NotYourOrder,
        /// There is no such order.
        OrderNotFound,
        /// The order's time is not over.
        OrderNotExpired,
        /// The account has no orders in this series, or the limit is 0.
        NothingToCancel,
        /// The book still has orders.
        BookNotEmpty,
        /// The book is not what its orders say. It cannot happen; if it did, nothing would be changed.
        BookBroken,
        /// The period lies further ahead than anybody can issue.
        TooFarAhead,
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Places an order for `quantity` units of a series at `price`, a limit, in millionths of
        /// cash per unit and hour. It is matched at once, best price first and oldest first within
        /// a price; what is left rests, as `time_in_force` says.
        ///
        /// A bid takes any unit of the series; an ask names the operator that issued what it sells.
        /// A bid needs price × quantity × hours and the fee in free cash. An ask needs the units,
        /// and where the issuer sells under the unit's cover, what it lacks.
        ///
        /// At most `max_fills` orders of the other side are met: each that is filled, is the
        /// caller's own (it is cancelled), has expired, or sells what an impaired operator issued
        /// (both are removed) counts. What would still cross after that is cancelled.
        ///
        /// ## Origin
        /// Signed.
        ///
        /// ## Errors
        /// `BadPeriod`; `TradingStopped`; `TooFarAhead`; `UnknownMarket`; `MarketPaused`; `ZeroQuantity`;
        /// `ZeroPrice`; `PriceNotOnTick`; `PriceTooHigh`; `QuantityNotInLots`; `OrderTooSmall`;
        /// `BadExpiry`; `BadFillCap`; `InDebt`; `InsufficientCash`; `TooManyOrders`; `NotFilled`;
        /// `WouldCross`; `UnknownUnit`; for an ask also those of the units' ledger
        /// (`InsufficientUnits`, an impaired operator).
        ///
        /// ## Events
        /// `OrderPlaced`; `Filled`; `OrderCancelled`.
        #[pallet::call_index(0)]
        #[pallet::weight(Pallet::<T>::most_of_placing(side.is_bid(), *max_fills))]
        pub fn place_order(
            origin: OriginFor<T>,
            series: SeriesId,
            side: Side<T::AccountId>,
            price: Price,
            quantity: Quantity,
            time_in_force: TimeInForce,
            max_fills: u32,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            let bids = side.is_bid();
            let (met, emptied) =
                Self::do_place_order(who, series, side, price, quantity, time_in_force, max_fills)?;
            Ok(Some(Self::weight_of_placing(bids, met, emptied)).into())
        }

        /// Cancels an order of the caller's and frees what covered it. Always possible: in a pause,
        /// in debt, after trading has stopped.
        ///
        /// ## Origin
        /// Signed, by the order's owner.
        ///
        /// ## Errors
        /// `NotYourOrder`; `OrderNotFound`.
        ///
        /// ## Events
        /// `OrderCancelled`.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::cancel_order())]
        pub fn cancel_order(origin: OriginFor<T>, id: OrderId<T::AccountId>) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_cancel_order(who, id)
        }

        /// Cancels at most `limit` of the caller's orders in a series.
        ///
        /// ## Origin
        /// Signed.
        ///
        /// ## Errors
        /// `NothingToCancel`.
        ///
        /// ## Events
        /// `OrderCancelled` for each.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::cancel_orders((*limit).min(T::MaxOrders::get())))]
        pub fn cancel_orders(
            origin: OriginFor<T>,
            series: SeriesId,
            limit: u32,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            let cancelled = Self::do_cancel_orders(who, series, limit)?;
            Ok(Some(T::WeightInfo::cancel_orders(cancelled)).into())
        }

        /// Removes orders whose time is over, whose series has stopped trading, or that sell what an
        /// impaired operator issued, and frees what covered them. Orders that are gone already are
        /// passed over.
        ///
        /// ## Origin
        /// Signed, by anyone.
        ///
        /// ## Errors
        /// `OrderNotExpired` where one of them may stay; `OrderNotFound` where all are gone.
        ///
        /// ## Events
        /// `OrderCancelled` for each.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::remove_expired(orders.len() as u32))]
        pub fn remove_expired(
            origin: OriginFor<T>,
            orders: BoundedVec<OrderId<T::AccountId>, T::MaxRemovals>,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_remove_expired(orders.into_inner())
        }

        /// Removes the empty book of a series that has stopped trading. Free of charge.
        ///
        /// ## Origin
        /// Signed, by anyone.
        ///
        /// ## Errors
        /// `OrderNotFound` where there is no such book; `StillTrading`; `BookNotEmpty`.
        ///
        /// ## Events
        /// `BookClosed`.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::close_book())]
        pub fn close_book(origin: OriginFor<T>, series: SeriesId) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_close_book(series)?;
            Ok(Pays::No.into())
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(T::MaxOrders::get() > 0, "MaxOrders is 0: no order could rest");
            assert!(T::MaxFills::get() > 0, "MaxFills is 0: no order could be filled");
            assert!(
                T::MakerFee::get() < 10_000 && T::TakerFee::get() < 10_000,
                "a fee is the whole value or more"
            );
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }
}
