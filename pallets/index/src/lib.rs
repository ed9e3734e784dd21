//! # Index
//!
//! What capacity is worth, hour by hour: one value an hour for each product and zone, from trades
//! that anybody can read, by a method that anybody can repeat. Beside it, how much capacity there
//! is: what is attested, issued, delivered and failed in each hour of each market.
//!
//! ## Words
//!
//! - **input**: a price for some quantity, from a trade in our own books or from a reporter. It
//!   belongs to the hour that is delivered, not to the hour of the trade.
//! - **contributor**: an account behind inputs: issuer, buyer, seller or reporter.
//! - **rung**: how good a value is. [`Rung::Hour`]: trades of the hour's own units, and reports.
//!   [`Rung::Day`]: trades of the units of its day. [`Rung::Last`]: the last price of its own, for a
//!   day. [`Rung::Suspended`]: there is none.
//! - **method**: how a value is made of its inputs, [`method`]. Values name theirs.
//!
//! ## The way of a value
//!
//! 1. Trades come in as they are filled, from 48 hours before delivery. Of an issuer's units no more
//!    counts than has left its hands, however often they change hands.
//! 2. Reporters **observe** trades made elsewhere, until an hour after delivery.
//! 3. Half an hour later anybody **closes** the hour, free of charge. Its value is never changed.
//! 4. Anybody can **challenge** a report; an arbiter rules, and a false report costs bond.
//!
//! ## Storage, and what each call reads and writes
//!
//! | item | key | bound |
//! |---|---|---|
//! | [`Indexes`] | index | 92 bytes |
//! | [`Values`] | index, hour | 75 bytes; kept for ever |
//! | [`Inputs`] | index, hour or day | 64 inputs, 7 KiB; kept for 30 days |
//! | [`Reporters`] | account | 121 bytes |
//! | [`Tallies`] | product and zone; year, month or day | 993 bytes; kept for ever |
//! | [`Challenges`] | index, hour, reporter, challenger | 56 bytes |
//!
//! | call | reads / writes |
//! |---|---|
//! | `observe` | 4 / 2: the role, the reporter, the index, the inputs; it writes the inputs, and the reporter once an hour |
//! | `close_hour` | 5 / 4: the index, inputs of the hour and of the day, the value of a day ago, the market; it writes the value, the index, the market, and removes inputs that are too old (of a day once a day) |
//! | the same of a basket | 1 / 2, and a read a component |
//! | an average | 2 / 0: two values |
//! | what is issued, taken back or settled | 1 / 1 |
//! | what is attested | 8 / 8 at most: a day, a month and a year at either end, and each year between |
//! | a fill | 4 / 1: the market, the index, the unit, the inputs; the book has read the market and the unit already |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod capacity;
mod catalogue;
mod challenging;
mod closing;
mod events;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod invariants;
mod observing;
mod reading;
pub mod runtime_api;
pub mod tally;
pub mod types;
pub mod weights;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

use frame_support::pallet_macros::import_section;
pub use headroom_primitives::mean as method;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

// The macros see the section as if it were written here.
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
    use crate::{
        tally::{Branch, Tally, MAX_TALLIES},
        types::*,
        WeightInfo,
    };
    use frame_support::{
        dispatch::{DispatchResultWithPostInfo, Pays},
        pallet_prelude::*,
        traits::{fungible, Time},
    };
    use frame_system::pallet_prelude::*;
    use headroom_primitives::{
        Balance, Markets, Moment, Price, PriceBoard, ProductId, Quantity, UnitLedger, ZoneId,
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

        /// How many units have left their issuer's hands.
        type Units: UnitLedger<Self::AccountId>;

        /// What there is to trade. A market says which index it has.
        type Markets: Markets;

        /// Where a market says which index it has, and what it is worth by that.
        type Board: PriceBoard;

        /// Chain time: Unix milliseconds, UTC.
        type Time: Time<Moment = Moment>;

        /// May make and retire indexes.
        type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// May report: an admitted role.
        type ReporterOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Self::AccountId>;

        /// May rule on challenges.
        type ArbiterOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Self::AccountId>;

        /// Gets the part of a penalty that is not the challenger's.
        type FeeAccount: Get<Self::AccountId>;

        /// Inputs of an hour at most. When they are full, smaller ones give way to larger ones, and
        /// those of whoever has the most of them to others'.
        #[pallet::constant]
        type MaxInputs: Get<u32>;

        /// The least effective number of contributors of a value: 1 ÷ the greatest share of one.
        #[pallet::constant]
        type LeastContributors: Get<u32>;

        /// The least quantity of a value's inputs, in units.
        #[pallet::constant]
        type LeastQuantity: Get<u64>;

        /// How far from the weighted median a price counts, in thousandths of the median.
        #[pallet::constant]
        type Band: Get<u32>;

        /// How far a price may be from the last one of its own, for each hour since, in thousandths of
        /// that one.
        #[pallet::constant]
        type MaxMove: Get<u32>;

        /// The least value of a fill that counts: price × quantity × hours, in millionths of cash.
        #[pallet::constant]
        type LeastTrade: Get<Balance>;

        /// Trades count from this long before delivery begins, in milliseconds.
        #[pallet::constant]
        type Lookback: Get<Moment>;

        /// Reports are taken until this long after the hour, in milliseconds.
        #[pallet::constant]
        type ReportWindow: Get<Moment>;

        /// An hour can be closed this long after it, in milliseconds.
        #[pallet::constant]
        type CloseDelay: Get<Moment>;

        /// Hours for which the last price of its own stands in.
        #[pallet::constant]
        type MaxStale: Get<u32>;

        /// Inputs are kept for so many days after their hour.
        #[pallet::constant]
        type Retention: Get<u32>;

        /// The least bond of a reporter, in millionths of cash.
        #[pallet::constant]
        type LeastBond: Get<Balance>;

        /// Bond for each unit that a reporter reports for one hour, in millionths of cash.
        #[pallet::constant]
        type BondPerUnit: Get<Balance>;

        /// What a false report costs at most, in millionths of cash.
        #[pallet::constant]
        type Penalty: Get<Balance>;

        /// The stake of a challenge, in millionths of cash.
        #[pallet::constant]
        type ChallengeStake: Get<Balance>;

        /// A report can be challenged until this long after its hour, in milliseconds.
        #[pallet::constant]
        type ChallengeWindow: Get<Moment>;

        /// An arbiter can rule this long after a challenge, in milliseconds.
        #[pallet::constant]
        type RulingWindow: Get<Moment>;

        /// What each call costs.
        type WeightInfo: WeightInfo;

        /// What the benchmarks need of other pallets.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: headroom_primitives::BenchmarkHelper<Self::AccountId>;
    }

    /// Why cash is on hold.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// A reporter's bond.
        #[codec(index = 0)]
        Reporter,
        /// The stake of a challenge.
        #[codec(index = 1)]
        Challenge,
    }

    /// The inputs of an hour or a day.
    pub type InputsOf<T> =
        BoundedVec<Input<<T as frame_system::Config>::AccountId>, <T as Config>::MaxInputs>;

    /// The id of the next index.
    #[pallet::storage]
    pub type NextIndex<T: Config> = StorageValue<_, IndexId, ValueQuery>;

    /// Every index that there is or was.
    #[pallet::storage]
    pub type Indexes<T: Config> = StorageMap<_, Blake2_128Concat, IndexId, Index>;

    /// Every value: by index and hour. The first is of the hour before the index began: it has no
    /// price, and sums begin with it.
    #[pallet::storage]
    pub type Values<T: Config> =
        StorageDoubleMap<_, Blake2_128Concat, IndexId, Blake2_128Concat, u32, Value>;

    /// What values are made of: by index, and hour or day.
    #[pallet::storage]
    pub type Inputs<T: Config> = StorageDoubleMap<
        _,
        Blake2_128Concat,
        IndexId,
        Blake2_128Concat,
        Slot,
        InputsOf<T>,
        ValueQuery,
    >;

    /// How much capacity there is in the periods of a year, a month or a day, by market. What holds
    /// in an hour is the sum over the periods that contain it: read `IndexApi.capacity`.
    #[pallet::storage]
    pub type Tallies<T: Config> = StorageDoubleMap<
        _,
        Blake2_128Concat,
        (ProductId, ZoneId),
        Blake2_128Concat,
        Branch,
        BoundedVec<Tally, ConstU32<MAX_TALLIES>>,
        ValueQuery,
    >;

    /// Who reports.
    #[pallet::storage]
    pub type Reporters<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Reporter>;

    /// Every challenge that is open.
    #[pallet::storage]
    pub type Challenges<T: Config> =
        StorageMap<_, Blake2_128Concat, ChallengeId<T::AccountId>, Challenge>;

    #[pallet::error]
    pub enum Error<T> {
        /// There is no such market.
        UnknownMarket,
        /// The market has an index already.
        IndexExists,
        /// There are as many indexes as there can be.
        TooMany,
        /// A basket's components are indexes of markets, each named once.
        BadComponent,
        /// A basket's parts have to be a thousand thousandths together, and none of them 0.
        BadWeights,
        /// There is no such index.
        UnknownIndex,
        /// The index is retired.
        IndexRetired,
        /// A basket has no inputs of its own.
        IsBasket,
        /// The account is no reporter.
        NotReporter,
        /// A bond is at least the least bond.
        BondTooSmall,
        /// The account has less free cash than that.
        InsufficientCash,
        /// A challenge against the reporter is open, or can still be made.
        StillChallengeable,
        /// A price of 0.
        ZeroPrice,
        /// A quantity of 0.
        ZeroQuantity,
        /// Nothing counts for this hour yet: it lies more than 48 hours ahead.
        TooEarly,
        /// Reports for this hour are not taken any more.
        TooLate,
        /// This trade has been reported for this hour.
        AlreadyReported,
        /// The reporter's bond does not reach for so many units in one hour.
        BeyondBond,
        /// The hour has as many inputs as it may, and none of them is smaller.
        InputsFull,
        /// The hour cannot be closed yet.
        NotYet,
        /// A component of the basket has to be closed first.
        ComponentOpen,
        /// There is no such report, or it is too old to be challenged.
        NothingToChallenge,
        /// This challenge is open already.
        AlreadyChallenged,
        /// The reporter was fined for this report.
        AlreadyFined,
        /// A reporter's own report.
        OwnReport,
        /// There is no such challenge.
        UnknownChallenge,
        /// The time for the ruling is over.
        RulingLate,
        /// An arbiter can still rule.
        NotLapsed,
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Begins an index: of a market, or a fixed weighted mean of indexes of markets. Its first
        /// hour is the next one.
        ///
        /// ## Origin
        /// The market admin.
        ///
        /// ## Errors
        /// `TooMany`; `UnknownMarket`; `IndexExists`; `BadComponent`; `BadWeights`.
        ///
        /// ## Events
        /// `IndexCreated`.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::create_index())]
        pub fn create_index(origin: OriginFor<T>, definition: Definition) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::do_create_index(definition)
        }

        /// Ends an index: no more hours are closed. Its values stay.
        ///
        /// ## Origin
        /// The market admin.
        ///
        /// ## Errors
        /// `UnknownIndex`; `IndexRetired`.
        ///
        /// ## Events
        /// `IndexRetired`.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::retire_index())]
        pub fn retire_index(origin: OriginFor<T>, index: IndexId) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::do_retire_index(index)
        }

        /// Puts `bond` millionths of free cash on hold, on top of what is there. The bond limits how
        /// many units the reporter can report for an hour.
        ///
        /// ## Origin
        /// A reporter: an admitted role.
        ///
        /// ## Errors
        /// `BondTooSmall` where the whole bond would be less than the least; `InsufficientCash`.
        ///
        /// ## Events
        /// `ReporterRegistered`, with the whole bond.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::register_reporter())]
        pub fn register_reporter(origin: OriginFor<T>, bond: Balance) -> DispatchResult {
            let who = T::ReporterOrigin::ensure_origin(origin)?;
            Self::do_register_reporter(who, bond)
        }

        /// Leaves, and frees the bond. Possible when no report can be challenged any more.
        ///
        /// ## Origin
        /// Signed, by somebody who has registered.
        ///
        /// ## Errors
        /// `NotReporter`; `StillChallengeable`.
        ///
        /// ## Events
        /// `ReporterDeregistered`.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::deregister_reporter())]
        pub fn deregister_reporter(origin: OriginFor<T>) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_deregister_reporter(who)
        }

        /// Reports a trade made elsewhere, or a volume-weighted lot of them: `quantity` units for an
        /// hour (since 1970-01-01T00:00Z) at `price` millionths of cash per unit and hour. The digest
        /// is the hash of who bought and who sold, so that one trade counts once, whoever reports it.
        ///
        /// ## Origin
        /// A reporter: an admitted role.
        ///
        /// ## Errors
        /// `NotReporter`; `BondTooSmall`; `ZeroPrice`; `ZeroQuantity`; `UnknownIndex`;
        /// `IndexRetired`; `IsBasket`; `TooEarly`; `TooLate`; `AlreadyReported`; `BeyondBond`;
        /// `InputsFull`.
        ///
        /// ## Events
        /// `Observed`; `Displaced`.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::observe())]
        pub fn observe(
            origin: OriginFor<T>,
            index: IndexId,
            hour: u32,
            price: Price,
            quantity: Quantity,
            buyer_seller_digest: [u8; 32],
        ) -> DispatchResult {
            let who = T::ReporterOrigin::ensure_origin(origin)?;
            Self::do_observe(who, index, hour, price, quantity, buyer_seller_digest)
        }

        /// Gives the next hour of an index its value. Free of charge.
        ///
        /// ## Origin
        /// Signed, by anyone.
        ///
        /// ## Errors
        /// `UnknownIndex`; `IndexRetired`; `NotYet`; `ComponentOpen`.
        ///
        /// ## Events
        /// `HourClosed`.
        #[pallet::call_index(5)]
        #[pallet::weight(Pallet::<T>::weight_of_market(T::MaxInputs::get()).max(T::WeightInfo::close_basket(MAX_COMPONENTS)))]
        pub fn close_hour(origin: OriginFor<T>, index: IndexId) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            let actual = Self::do_close_hour(index)?;
            Ok((Some(actual), Pays::No).into())
        }

        /// Says that what a reporter reported for an hour is false. Holds a stake from the
        /// challenger's free cash. `evidence` is the hash of why; what it is the hash of reaches the
        /// arbiters outside the chain. A challenge that was not upheld can be followed by another,
        /// with another stake.
        ///
        /// ## Origin
        /// Signed.
        ///
        /// ## Errors
        /// `OwnReport`; `NothingToChallenge`; `AlreadyChallenged`; `AlreadyFined`;
        /// `InsufficientCash`.
        ///
        /// ## Events
        /// `Challenged`.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::challenge())]
        pub fn challenge(
            origin: OriginFor<T>,
            index: IndexId,
            hour: u32,
            reporter: T::AccountId,
            evidence: [u8; 32],
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            let id = ChallengeId { index, hour, reporter, challenger: who };
            Self::do_challenge(id, evidence)
        }

        /// Rules on a challenge. Where it is upheld, the challenger gets its stake back, and the
        /// reporter loses the penalty or all of its bond, whichever is less: half of it, rounded
        /// down, goes to the challenger. For one report it loses it once. Where it is not upheld, the
        /// stake is the reporter's. The hour's value stays.
        ///
        /// ## Origin
        /// An arbiter.
        ///
        /// ## Errors
        /// `UnknownChallenge`; `RulingLate`.
        ///
        /// ## Events
        /// `Ruled`.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::rule())]
        pub fn rule(
            origin: OriginFor<T>,
            challenge: ChallengeId<T::AccountId>,
            upheld: bool,
        ) -> DispatchResult {
            let arbiter = T::ArbiterOrigin::ensure_origin(origin)?;
            Self::do_rule(arbiter, challenge, upheld)
        }

        /// Ends a challenge on which nobody has ruled in time; its stake goes back.
        ///
        /// ## Origin
        /// Signed, by anyone.
        ///
        /// ## Errors
        /// `UnknownChallenge`; `NotLapsed`.
        ///
        /// ## Events
        /// `ChallengeLapsed`.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::lapse_challenge())]
        pub fn lapse_challenge(
            origin: OriginFor<T>,
            challenge: ChallengeId<T::AccountId>,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_lapse_challenge(challenge)
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(
                T::MaxInputs::get() >= T::LeastContributors::get(),
                "MaxInputs is under LeastContributors: no hour could have a price"
            );
            assert!(T::LeastContributors::get() > 0, "LeastContributors is 0");
            assert!(T::Band::get() <= 1_000, "Band is over a thousand thousandths");
            assert!(
                T::CloseDelay::get() > T::ReportWindow::get(),
                "CloseDelay is not after ReportWindow: reports could miss their hour"
            );
            let kept =
                Moment::from(T::Retention::get()) * 24 * headroom_primitives::period::HOUR_MS;
            assert!(
                kept >= T::ChallengeWindow::get(),
                "Retention is under ChallengeWindow: a report could be gone before its challenge"
            );
            assert!(T::BondPerUnit::get() > 0, "BondPerUnit is 0");
            assert!(T::MaxMove::get() > 0, "MaxMove is 0: an index could never move");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }
}
