//! # Delivery
//!
//! Where units are used: nomination, metering, remedy.
//!
//! ## The way of a delivery
//!
//! 1. Before the gate, a holder **nominates** units, with the hash of where and how to deliver.
//! 2. As the period goes, and for some hours after it, the operator **reports** what its meters
//!    read, from the beginning: by whole blocks of an hour for hours and days, of a day for longer
//!    periods. Capacity that was available and not taken counts as delivered. What is not reported
//!    in time is not delivered.
//! 3. The buyer **accepts** a report, or lets the objection window pass, and it stands; or it
//!    **objects**, with a stake. What it does not dispute stands at once. The operator **answers**
//!    with an equal stake, or the buyer's claim stands; then an arbiter **resolves**, and each loses
//!    of its stake the part in which it was wrong. Without a ruling in time the report stands and
//!    the stakes go back.
//! 4. Anyone **settles** what stands: cover is released for what was delivered and paid back for
//!    what was not, with damages from the bond of these units; what the bond does not reach is a
//!    claim of the buyer on the operator.
//! 5. Units that nobody nominated **expire**, and the operator is paid.
//!
//! ## Storage, and what each call reads and writes
//!
//! | item | key | bound |
//! |---|---|---|
//! | [`Deliveries`] | unit, index | 217 bytes |
//! | [`Heart`] | | 24 bytes; once a block |
//!
//! | call | reads / writes |
//! |---|---|
//! | `nominate` | 2 / 3: holding, unit; it writes the delivery, too |
//! | `report` | 2 / 1: delivery, product; the heartbeat once a deadline has passed |
//! | `accept` | 1 / 1 |
//! | `object`, `answer` | 3 / 2: delivery, heartbeat, cash |
//! | `resolve` | 5 / 3: delivery, heartbeat, cash of both, the arbiters |
//! | `settle` | 4 / 4: delivery, unit, cash, the index's count; with a shortfall 6 / 5: market, and cash of both; at most 9 / 7: heartbeat, and a debt's claim and operator |
//! | `expire` | 2 / 2: unit, cash |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
pub mod clock;
mod disputes;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod invariants;
pub mod remedy;
mod reporting;
pub mod runtime_api;
mod settling;
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
    use crate::{clock::Heartbeat, types::*, WeightInfo};
    use frame_support::{
        pallet_prelude::*,
        traits::{fungible, Time},
    };
    use frame_system::pallet_prelude::*;
    use headroom_primitives::{
        Balance, Claims, DeliveryId, Markets, Metered, Moment, OnCapacity, Price, Quantity,
        ReferencePrice, UnitId, UnitLedger,
    };

    /// Version 1: the first.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    /// Names a delivery.
    pub type DeliveryIdOf<T> = DeliveryId<<T as frame_system::Config>::AccountId>;

    /// A delivery.
    pub type DeliveryOf<T> = Delivery<<T as frame_system::Config>::AccountId>;

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

        /// Who owns units, and what is held for them.
        type Units: UnitLedger<Self::AccountId>;

        /// How products are metered.
        type Markets: Markets;

        /// What capacity is worth: what replacing it costs.
        type Reference: ReferencePrice;

        /// Who owes whom.
        type Claims: Claims<Self::AccountId>;

        /// Chain time: Unix milliseconds, UTC.
        type Time: Time<Moment = Moment>;

        /// Counts how much capacity there is, and what becomes of it.
        type OnCapacity: OnCapacity;

        /// May rule on objections.
        type ArbiterOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Self::AccountId>;

        /// Nominations close this long before the period begins, in milliseconds.
        #[pallet::constant]
        type GateLead: Get<Moment>;

        /// Reports are taken until this long after the period, or after an objection was decided,
        /// in milliseconds.
        #[pallet::constant]
        type ReportWindow: Get<Moment>;

        /// The buyer can object this long after a report, in milliseconds.
        #[pallet::constant]
        type ObjectionWindow: Get<Moment>;

        /// The operator can answer this long after an objection, in milliseconds.
        #[pallet::constant]
        type AnswerWindow: Get<Moment>;

        /// An arbiter can rule this long after the answer, in milliseconds.
        #[pallet::constant]
        type RulingWindow: Get<Moment>;

        /// The longest time between two blocks that is no gap, in milliseconds.
        #[pallet::constant]
        type GapThreshold: Get<Moment>;

        /// A deadline that fell into a gap is over this long after it, in milliseconds.
        #[pallet::constant]
        type Grace: Get<Moment>;

        /// The penalty for what is not delivered, in thousandths of what capacity is worth.
        #[pallet::constant]
        type PenaltyShare: Get<u32>;

        /// The stake of an objection, in thousandths of the disputed cover.
        #[pallet::constant]
        type StakeShare: Get<u32>;

        /// The least stake of an objection, in millionths of cash.
        #[pallet::constant]
        type MinStake: Get<Balance>;

        /// What each call costs.
        type WeightInfo: WeightInfo;

        /// What the benchmarks need of other pallets.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: headroom_primitives::BenchmarkHelper<Self::AccountId>;
    }

    /// Why cash is on hold.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// The stake of an objection or of its answer.
        #[codec(index = 0)]
        Stake,
    }

    /// Every delivery that is not over: by unit and index.
    #[pallet::storage]
    pub type Deliveries<T: Config> = StorageDoubleMap<
        _,
        Blake2_128Concat,
        UnitId<T::AccountId>,
        Blake2_128Concat,
        u32,
        DeliveryOf<T>,
    >;

    /// When blocks were made: what deadlines need to know of gaps.
    #[pallet::storage]
    pub type Heart<T: Config> = StorageValue<_, Heartbeat, ValueQuery>;

    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// Units are to be delivered as the instructions behind this hash say.
        Nominated {
            /// The unit, and the number of its nomination.
            delivery: DeliveryIdOf<T>,
            /// Who takes it.
            buyer: T::AccountId,
            /// Units.
            quantity: Quantity,
            /// The hash of where and how.
            instructions: [u8; 32],
            /// Cover in escrow, in millionths of cash per unit and hour.
            cover_rate: Price,
            /// Bond behind it, in millionths of cash.
            bond: Balance,
        },
        /// The operator reports what its meter reads. It stands unless the buyer objects in time.
        Reported {
            /// Of which delivery.
            delivery: DeliveryIdOf<T>,
            /// The reading.
            metered: Metered,
            /// Hours that it covers, from the beginning of the period.
            hours: u32,
            /// What was delivered in them, in thousandths of a unit-hour.
            delivered: u64,
            /// The last moment for an objection, in Unix milliseconds.
            closes: Moment,
        },
        /// The buyer accepts what was reported.
        Accepted {
            /// Which delivery.
            delivery: DeliveryIdOf<T>,
            /// Hours that were reported, from the beginning of the period.
            hours: u32,
            /// What was delivered in them, in thousandths of a unit-hour.
            delivered: u64,
        },
        /// The buyer objects: less was delivered than was reported.
        Objected {
            /// Which delivery.
            delivery: DeliveryIdOf<T>,
            /// Hours that were reported, from the beginning of the period.
            hours: u32,
            /// What the buyer says was delivered, in thousandths of a unit-hour.
            claimed: u64,
            /// What the operator says.
            reported: u64,
            /// What the buyer has on hold for it, in millionths of cash.
            stake: Balance,
            /// The last moment for the answer, in Unix milliseconds.
            deadline: Moment,
        },
        /// The operator answers an objection.
        Answered {
            /// Which delivery.
            delivery: DeliveryIdOf<T>,
            /// What the operator has on hold for it, in millionths of cash.
            stake: Balance,
            /// The last moment for a ruling, in Unix milliseconds.
            deadline: Moment,
        },
        /// An arbiter ruled.
        Resolved {
            /// On which delivery.
            delivery: DeliveryIdOf<T>,
            /// Who.
            arbiter: T::AccountId,
            /// What was delivered, in thousandths of a unit-hour.
            delivered: u64,
            /// What the operator gets of the buyer's stake, in millionths of cash.
            buyer_loses: Balance,
            /// What the buyer gets of the operator's stake, in millionths of cash.
            operator_loses: Balance,
        },
        /// An objection lapsed: unanswered, the claim stands; without a ruling, the report.
        ObjectionLapsed {
            /// Which delivery.
            delivery: DeliveryIdOf<T>,
            /// Whether it was answered.
            answered: bool,
            /// What was delivered, in thousandths of a unit-hour.
            delivered: u64,
        },
        /// What stands was paid for, as far as it had not been.
        Settled {
            /// Which delivery.
            delivery: DeliveryIdOf<T>,
            /// Delivered since the last time, in thousandths of a unit-hour.
            delivered: u64,
            /// Not delivered since the last time, in thousandths of a unit-hour.
            lost: u64,
            /// Cover that the operator got, in millionths of cash.
            released: Balance,
            /// Cover that the buyer got, in millionths of cash.
            refunded: Balance,
            /// What the buyer got from the bond, in millionths of cash.
            damages: Balance,
            /// What the operator owes the buyer besides, in millionths of cash.
            debt: Balance,
            /// Whether the delivery is over.
            finished: bool,
        },
        /// Units that nobody nominated are over.
        Expired {
            /// Which.
            unit: UnitId<T::AccountId>,
            /// How many.
            quantity: Quantity,
            /// Cover that the operator got, in millionths of cash.
            cover: Balance,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// There is no such period.
        BadPeriod,
        /// The gate has closed: an hour before the period begins.
        GateClosed,
        /// There is no such delivery, or it is over.
        UnknownDelivery,
        /// Only the operator of the unit can do this.
        NotOperator,
        /// Only the buyer of the delivery can do this.
        NotBuyer,
        /// No block of the period is over that has not been reported, and nothing is added.
        NothingToReport,
        /// The reading is not of the kind by which this product is metered.
        WrongKind,
        /// The reading is lower than the last one.
        ReadingBackwards,
        /// The reading is more than what has been owed so far.
        BeyondEntitlement,
        /// The time for reports is over.
        ReportTooLate,
        /// An objection is open.
        DisputeOpen,
        /// There is no report to accept or object to.
        NothingPending,
        /// The objection window is over.
        ObjectionLate,
        /// The claim is not less than what was reported, or less than what stands.
        NothingDisputed,
        /// There is no objection.
        NoDispute,
        /// The objection has been answered.
        AlreadyAnswered,
        /// The time for the answer is over.
        AnswerLate,
        /// The operator has not answered the objection.
        NotAnswered,
        /// The time for the ruling is over.
        RulingLate,
        /// A ruling lies between what was claimed and what was reported.
        RulingOutOfRange,
        /// The account has less free cash than the stake.
        InsufficientCash,
        /// Nothing has become due since the last settlement.
        NothingDue,
        /// The period is not over.
        NotOver,
        /// The product is gone.
        UnknownProduct,
        /// The operator has reported something else meanwhile.
        ReportChanged,
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Takes delivery of `quantity` units. `instructions` is the hash of where and how; what it
        /// is the hash of reaches the operator outside the chain.
        ///
        /// ## Origin
        /// Signed, by a holder of the units. In a pause too.
        ///
        /// ## Errors
        /// `BadPeriod`; `GateClosed`; those of the units' ledger (`ZeroQuantity`,
        /// `InsufficientUnits`, `IssuerCannotNominate`).
        ///
        /// ## Events
        /// `Nominated`.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::nominate())]
        pub fn nominate(
            origin: OriginFor<T>,
            unit: UnitId<T::AccountId>,
            quantity: Quantity,
            instructions: [u8; 32],
        ) -> DispatchResult {
            let buyer = ensure_signed(origin)?;
            Self::do_nominate(buyer, unit, quantity, instructions)
        }

        /// Reports the meter's reading, counted from the beginning of the period: unit-hours in
        /// thousandths for a product in GPU-hours, the three raw token counts for one in tokens.
        /// It covers the blocks of the period that are over. Capacity that was available and not
        /// taken counts as delivered; what goes beyond the units is not metered.
        ///
        /// A new report joins one that can still be objected to and restarts its window.
        ///
        /// ## Origin
        /// Signed, by the operator.
        ///
        /// ## Errors
        /// `UnknownDelivery`; `NotOperator`; `DisputeOpen`; `UnknownProduct`; `WrongKind`;
        /// `ReportTooLate`; `ReadingBackwards`; `BeyondEntitlement`; `NothingToReport`.
        ///
        /// ## Events
        /// `Reported`.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::report())]
        pub fn report(
            origin: OriginFor<T>,
            delivery: DeliveryIdOf<T>,
            metered: Metered,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_report(who, delivery, metered)
        }

        /// Accepts what was reported: it stands at once. `reported` is what the report says was
        /// delivered, in thousandths of a unit-hour; where the operator has sent another one
        /// meanwhile, nothing is accepted.
        ///
        /// ## Origin
        /// Signed, by the buyer.
        ///
        /// ## Errors
        /// `UnknownDelivery`; `NotBuyer`; `NothingPending`; `ReportChanged`.
        ///
        /// ## Events
        /// `Accepted`.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::accept())]
        pub fn accept(
            origin: OriginFor<T>,
            delivery: DeliveryIdOf<T>,
            reported: u64,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_accept(who, delivery, reported)
        }

        /// Objects to a report of `reported` thousandths of a unit-hour: only `claimed` were delivered
        /// since the beginning. Holds a stake from the buyer's free cash: a share of the disputed cover,
        /// rounded up. What is not disputed stands at once.
        ///
        /// ## Origin
        /// Signed, by the buyer.
        ///
        /// ## Errors
        /// `UnknownDelivery`; `NotBuyer`; `NothingPending`; `ObjectionLate`; `ReportChanged`;
        /// `NothingDisputed`; `InsufficientCash`.
        ///
        /// ## Events
        /// `Objected`.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::object())]
        pub fn object(
            origin: OriginFor<T>,
            delivery: DeliveryIdOf<T>,
            reported: u64,
            claimed: u64,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_object(who, delivery, reported, claimed)
        }

        /// Answers an objection with a stake equal to the buyer's.
        ///
        /// ## Origin
        /// Signed, by the operator.
        ///
        /// ## Errors
        /// `UnknownDelivery`; `NotOperator`; `NoDispute`; `AlreadyAnswered`; `AnswerLate`;
        /// `InsufficientCash`.
        ///
        /// ## Events
        /// `Answered`.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::answer())]
        pub fn answer(origin: OriginFor<T>, delivery: DeliveryIdOf<T>) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_answer(who, delivery)
        }

        /// Rules that `delivered` thousandths of a unit-hour were delivered since the beginning. Of
        /// its stake each side loses to the other the part in which it was wrong, rounded down.
        ///
        /// ## Origin
        /// An arbiter.
        ///
        /// ## Errors
        /// `UnknownDelivery`; `NoDispute`; `NotAnswered`; `RulingLate`; `RulingOutOfRange`.
        ///
        /// ## Events
        /// `Resolved`.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::resolve())]
        pub fn resolve(
            origin: OriginFor<T>,
            delivery: DeliveryIdOf<T>,
            delivered: u64,
        ) -> DispatchResult {
            let arbiter = T::ArbiterOrigin::ensure_origin(origin)?;
            Self::do_resolve(arbiter, delivery, delivered)
        }

        /// Pays for what stands and has not been paid for, and decides what time has decided.
        ///
        /// ## Origin
        /// Signed, by anyone.
        ///
        /// ## Errors
        /// `UnknownDelivery`; `NothingDue`.
        ///
        /// ## Events
        /// `Settled`; `ObjectionLapsed`.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::settle())]
        pub fn settle(origin: OriginFor<T>, delivery: DeliveryIdOf<T>) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_settle(delivery)
        }

        /// Ends the units that nobody nominated, once their period is over: the operator gets their
        /// cover, and its bond is free.
        ///
        /// ## Origin
        /// Signed, by anyone.
        ///
        /// ## Errors
        /// `BadPeriod`; `NotOver`; those of the units' ledger (`UnknownUnit`, `NothingToExpire`).
        ///
        /// ## Events
        /// `Expired`.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::expire())]
        pub fn expire(origin: OriginFor<T>, unit: UnitId<T::AccountId>) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_expire(unit)
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_initialize(_: BlockNumberFor<T>) -> Weight {
            // For `on_finalize`, when the block's time is known.
            T::WeightInfo::heartbeat()
        }

        fn on_finalize(_: BlockNumberFor<T>) {
            Heart::<T>::mutate(|heart| *heart = heart.beat(T::Time::now(), T::GapThreshold::get()));
        }

        fn integrity_test() {
            assert!(
                T::PenaltyShare::get() > 0,
                "PenaltyShare is 0: a failed delivery costs nothing"
            );
            assert!(T::MinStake::get() > 0, "MinStake is 0: an objection could be free");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }
}
