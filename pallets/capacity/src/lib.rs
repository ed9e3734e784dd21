//! # Capacity
//!
//! What a unit of capacity is, who stands behind it and who owns it.
//!
//! ## Words
//!
//! - **product**: a standard deliverable. A name used again makes a new version; a version is never
//!   edited.
//! - **market**: a product in a zone. It has a reference price, and can be paused.
//! - **line**: what an operator is attested for of one product in one zone, on one pool of its
//!   hardware.
//! - **unit**: a series issued by one operator, for a whole calendar period.
//! - **cover**: cash on hold for a unit that has left its issuer's hands, until delivery.
//! - **bond**: cash on hold for every unit issued, until it ends.
//! - **impaired**: an operator in debt, or in one product and zone attested for less than it has
//!   issued or at a tier under the product's lowest, or not attested any more. It cannot issue, sell or give away more of its own units, and
//!   holders cannot sell them on; it can always retire them.
//!
//! Cover and bond lie on the issuer's own cash account, on hold for reasons of this pallet; the
//! unit's record says how much of them is its own.
//!
//! ## Storage, and what each call reads and writes
//!
//! | item | key | bound |
//! |---|---|---|
//! | [`Products`], [`Zones`], [`Markets`] | ids | about 200 bytes |
//! | [`Operators`] | account | 64 lines, 1 KiB |
//! | [`Lines`] | operator, product, zone | 8 years, 300 bytes |
//! | [`YearNodes`], [`MonthNodes`], [`DayNodes`] | pool, period | 136, 256, 200 bytes |
//! | [`Units`] | operator, series | 100 bytes |
//! | [`Holdings`] | owner, unit | 8 bytes |
//!
//! | call | reads / writes |
//! |---|---|
//! | `issue` | 10 / 7: operator, product, market, line, year, month, day, unit, cash, the index's count; it writes the last seven |
//! | `retire` | 7 / 7: unit, line, year, month, day, cash, the index's count |
//! | `transfer` | 5 / 3: unit, holding, cash; operator and market for the issuer's own |
//! | `flag` | 11 / 1: operator, line, product; six years, a month, a day |
//! | `sweep` | 2 / 1 an item: a holding and its unit, or a node |
//! | `register_operator`, `deregister_operator` | 2 / 2: operator, cash; a line each on top, and 6 of the index's counts |
//! | products, zones, markets | at most 4 / 3 |
//! | `split`, `join` | see there: they grow with the number of smaller periods |
//! | `attest` | 21 / 10: operator, line, product, market; six years, a month, a day; 8 of the index's counts |
//!
//! The list of admins or attestors comes on top where a role is asked for. Chain time does not: every
//! block has read it already.
//!
//! The issuer's own holding is part of the unit's record, so that a primary sale touches one item.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
pub mod calendar;
mod calls;
mod catalogue;
mod events;
mod fungibles_impl;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod invariants;
mod issuing;
mod ledger;
mod ownership;
pub mod runtime_api;
mod standing;
mod sweeping;
pub mod types;
pub mod weights;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

use frame_support::pallet_macros::import_section;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

// The macros see the sections as if they were written here.
#[import_section(calls::calls)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
    use crate::{
        calendar::{DayNode, MonthNode, YearNode},
        types::*,
        WeightInfo,
    };
    use alloc::vec::Vec;
    use frame_support::{
        dispatch::{DispatchResultWithPostInfo, Pays},
        pallet_prelude::*,
        traits::{fungible, Time},
    };
    use frame_system::pallet_prelude::*;
    use headroom_primitives::{
        period::MAX_CHILDREN, product::Name, Balance, Claims, Deliverable, Moment, OnCapacity,
        PoolId, Price, ProductId, Quantity, SeriesId, Tier, UnitId, ZoneId,
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

        /// Who owes whom.
        type Claims: Claims<Self::AccountId>;

        /// Chain time: Unix milliseconds, UTC.
        type Time: Time<Moment = Moment>;

        /// Counts how much capacity there is, and what becomes of it.
        type OnCapacity: OnCapacity;

        /// May make products, zones and markets.
        type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// May vouch for capacity.
        type AttestorOrigin: EnsureOrigin<Self::RuntimeOrigin, Success = Self::AccountId>;

        /// Held from an operator as long as it is registered, in millionths of cash.
        #[pallet::constant]
        type RegistrationBond: Get<Balance>;

        /// Cover of a unit as a share of the reference price, in thousandths; rounded up.
        #[pallet::constant]
        type CoverShare: Get<u32>;

        /// Bond of a unit as a share of the reference price, in thousandths; rounded up.
        #[pallet::constant]
        type BondShare: Get<u32>;

        /// An issuer cannot sell while a unit's cover rate is under this share of what it would be
        /// today, in thousandths.
        #[pallet::constant]
        type MinRateShare: Get<u32>;

        /// Nominations close and transfers end this long before the period begins, in milliseconds.
        #[pallet::constant]
        type GateLead: Get<Moment>;

        /// The longest that an attestation holds, in milliseconds.
        #[pallet::constant]
        type MaxAttestation: Get<Moment>;

        /// How many years after the present one a period may lie.
        #[pallet::constant]
        type MaxYearsAhead: Get<u16>;

        /// The shortest time between two changes of a reference price, in milliseconds.
        #[pallet::constant]
        type ReferenceInterval: Get<Moment>;

        /// Most lines of an operator: products by zones.
        #[pallet::constant]
        type MaxLines: Get<u32>;

        /// What each call costs.
        type WeightInfo: WeightInfo;

        /// What the benchmarks need of other pallets.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: crate::benchmarking::BenchmarkHelper<Self>;
    }

    /// Why cash is on hold.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// An operator's registration.
        #[codec(index = 0)]
        Registration,
        /// Units that it issued.
        #[codec(index = 1)]
        Bond,
        /// Units that have left its hands.
        #[codec(index = 2)]
        Cover,
    }

    /// The id of the next product: counts every version. 2 bytes.
    #[pallet::storage]
    pub type NextProduct<T: Config> = StorageValue<_, ProductId, ValueQuery>;

    /// What can be delivered, by product id. A version is never removed, because units of it name
    /// it. At most 163 bytes.
    #[pallet::storage]
    pub type Products<T: Config> = StorageMap<_, Blake2_128Concat, ProductId, Product>;

    /// The newest version of a name: its number and its product. Keyed by the product's name; 4
    /// bytes.
    #[pallet::storage]
    pub type LatestVersion<T: Config> = StorageMap<_, Blake2_128Concat, Name, (u16, ProductId)>;

    /// The id of the next zone. 2 bytes.
    #[pallet::storage]
    pub type NextZone<T: Config> = StorageValue<_, ZoneId, ValueQuery>;

    /// Where it can be delivered, by zone id. At most 68 bytes.
    #[pallet::storage]
    pub type Zones<T: Config> = StorageMap<_, Blake2_128Concat, ZoneId, Zone>;

    /// What is traded: by product, then zone. 17 bytes.
    #[pallet::storage]
    pub type Markets<T: Config> =
        StorageDoubleMap<_, Blake2_128Concat, ProductId, Blake2_128Concat, ZoneId, MarketInfo>;

    /// Who sells, by account: with the standing of every line, so that one read tells whether an
    /// issuer may sell. At most 50 bytes and 13 a line.
    #[pallet::storage]
    pub type Operators<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, Operator<T::MaxLines>>;

    /// What an operator is attested for: by operator, and product and zone. At most 53 bytes and 26
    /// a year with units outstanding.
    #[pallet::storage]
    pub type Lines<T: Config> = StorageDoubleMap<
        _,
        Blake2_128Concat,
        T::AccountId,
        Blake2_128Concat,
        (ProductId, ZoneId),
        Line<T::AccountId>,
    >;

    /// What is committed of a pool in a year: by pool, then year. 136 bytes; none where nothing is.
    #[pallet::storage]
    pub type YearNodes<T: Config> = StorageDoubleMap<
        _,
        Blake2_128Concat,
        PoolKey<T::AccountId>,
        Blake2_128Concat,
        u16,
        YearNode,
        ValueQuery,
    >;

    /// What is committed of a pool in a month: by pool, then year and month from 0. 256 bytes.
    #[pallet::storage]
    pub type MonthNodes<T: Config> = StorageDoubleMap<
        _,
        Blake2_128Concat,
        PoolKey<T::AccountId>,
        Blake2_128Concat,
        (u16, u8),
        MonthNode,
        ValueQuery,
    >;

    /// What is committed of a pool in a day: by pool, then days since 1970-01-01. 200 bytes.
    #[pallet::storage]
    pub type DayNodes<T: Config> = StorageDoubleMap<
        _,
        Blake2_128Concat,
        PoolKey<T::AccountId>,
        Blake2_128Concat,
        u32,
        DayNode,
        ValueQuery,
    >;

    /// Every unit that has not ended: by operator, so that its units can be paged, then series. 82
    /// bytes.
    #[pallet::storage]
    pub type Units<T: Config> =
        StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, SeriesId, UnitRecord>;

    /// What accounts other than the issuer own: by owner, then unit. 8 bytes; none where both
    /// numbers are 0. Those of ended units stay until they are swept.
    #[pallet::storage]
    pub type Holdings<T: Config> = StorageDoubleMap<
        _,
        Blake2_128Concat,
        T::AccountId,
        Blake2_128Concat,
        UnitId<T::AccountId>,
        Holding,
        ValueQuery,
    >;

    #[pallet::error]
    pub enum Error<T> {
        /// A name is empty.
        EmptyName,
        /// Tick and lot have to be at least 1.
        ZeroTickOrLot,
        /// All weights of a token product are 0.
        ZeroTokenWeights,
        /// A jurisdiction is two capital letters.
        BadJurisdiction,
        /// There is no such product.
        UnknownProduct,
        /// There is no such zone.
        UnknownZone,
        /// The product is retired.
        ProductRetired,
        /// No more ids.
        TooMany,
        /// The market is open already.
        MarketExists,
        /// The product is not traded in this zone.
        UnknownMarket,
        /// The market is paused.
        MarketPaused,
        /// A reference price of 0.
        ZeroReference,
        /// A reference price can at most be doubled or halved at a time.
        ReferenceTooFar,
        /// A reference price was set less than the interval ago.
        ReferenceTooSoon,
        /// The account is an operator already.
        AlreadyRegistered,
        /// The account is not an operator.
        NotOperator,
        /// The operator, or the owner of the units, is in debt. It can deliver, retire
        /// and pay.
        InDebt,
        /// The operator still owes deliveries: cover or bond is on hold.
        StillOwing,
        /// The operator has no attestation for this product and zone.
        NotAttested,
        /// The attestation's time is over.
        AttestationExpired,
        /// The attestation would end in the past, or later than the longest that one may hold.
        BadValidity,
        /// GPUs for each unit: 1000 thousandths for a product in GPU-hours, at least 1 for tokens.
        BadGpusPerUnit,
        /// The line has units outstanding that are committed in another way.
        PoolInUse,
        /// The operator has as many lines as there may be.
        TooManyLines,
        /// The attested tier is under the product's lowest.
        BelowTier,
        /// Less is attested than has been issued, or at a tier under the product's lowest.
        UnderAttested,
        /// More than what is attested would be issued in some hour of the period.
        ExceedsAttested,
        /// The rates of this year were fixed when capacity was worth far less. They are fixed anew
        /// once everything issued for the year has been retired.
        RateOutdated,
        /// The operator's standing has not changed.
        NothingChanged,
        /// There is no such period.
        BadPeriod,
        /// The period has begun.
        PeriodBegun,
        /// The period lies too many years ahead.
        TooFarAhead,
        /// The gate has closed: an hour before the period begins.
        GateClosed,
        /// A quantity of 0.
        ZeroQuantity,
        /// The account has fewer units free than that.
        InsufficientUnits,
        /// The account has less free cash than bond or cover need.
        InsufficientCash,
        /// Only the issuer of a unit can retire it.
        NotIssuer,
        /// There is no such unit.
        UnknownUnit,
        /// Units cannot go to the account that has them.
        SameAccount,
        /// An hour has no smaller periods.
        NotDivisible,
        /// The account has not got the same quantity of every smaller period.
        IncompleteSet,
        /// An issuer cannot nominate what it would deliver to itself.
        IssuerCannotNominate,
        /// Every unit has been nominated or has ended.
        NothingToExpire,
        /// More would be taken from cover or bond than is on hold for the units in question.
        HoldExceeded,
        /// An item cannot be removed: its period is not over, it is still needed, or it is not
        /// there.
        NothingToSweep,
        /// An amount does not fit.
        Overflow,
    }

    /// What a chain starts with. The registration bonds are held from free cash, so the pallet that
    /// keeps cash has to stand before this one in the runtime: its genesis is built first.
    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// Products, numbered from 0.
        pub products: Vec<GenesisProduct>,
        /// Zones, numbered from 0: name, region, jurisdiction.
        pub zones: Vec<(Name, Name, [u8; 2])>,
        /// Markets: product, zone, reference price.
        pub markets: Vec<(ProductId, ZoneId, Price)>,
        /// Operators. Each needs the registration bond in free cash, which has to be built before.
        pub operators: Vec<(T::AccountId, Name)>,
        /// What the operators are attested for.
        pub lines: Vec<GenesisLine<T::AccountId>>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            Pallet::<T>::build_genesis(self).expect("the genesis of capacity is valid");
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(T::CoverShare::get() > 0, "CoverShare is 0: units would have no cover");
            assert!(T::BondShare::get() > 0, "BondShare is 0: units would have no bond");
            assert!(T::MinRateShare::get() <= 1_000, "MinRateShare is over a thousand thousandths");
            assert!(
                u32::from(T::MaxYearsAhead::get()) < MAX_YEARS,
                "MaxYearsAhead leaves no room for the present year in a line's rates"
            );
            assert!(T::MaxLines::get() > 0, "MaxLines is 0: nobody could be attested");
            assert!(T::MaxAttestation::get() > 0, "MaxAttestation is 0: nothing could be issued");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }
}
