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
//! - **impaired**: an operator in debt, or attested for less than it has issued. It cannot sell or
//!   give away more of its own units; it can always retire them.
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
//! | `issue` | 9 / 6: operator, product, market, line, year, month, day, unit, cash; it writes the last six |
//! | `retire` | 6 / 6: unit, line, year, month, day, cash |
//! | `transfer` | 5 / 3: unit, holding, cash; operator and market for the issuer's own |
//! | `flag` | 10 / 1: operator, line; six years, a month, a day |
//! | `sweep` | 2 / 1 an item: a holding and its unit, or a node |
//! | `register_operator`, `deregister_operator` | 2 / 2: operator, cash; a line each on top |
//! | products, zones, markets | at most 4 / 3 |
//! | `split`, `join` | see there: they grow with the number of smaller periods |
//! | `attest` | 12 / 2: operator, line, product, market; six years, a month, a day |
//!
//! Chain time comes on top, which every block has read already.
//!
//! The issuer's own holding is part of the unit's record, so that a primary sale touches one item.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
pub mod calendar;
mod catalogue;
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

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

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
        period::MAX_CHILDREN, product::Name, Balance, Claims, Deliverable, Moment, PoolId, Price,
        ProductId, Quantity, ReferencePrice, SeriesId, Tier, UnitId, ZoneId,
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

        /// What capacity is worth: fixes the rates of cover and bond.
        type Reference: ReferencePrice;

        /// Chain time: Unix milliseconds, UTC.
        type Time: Time<Moment = Moment>;

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

    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A product, or a new version of one, can be traded once a market is opened.
        ProductCreated {
            /// Its id.
            product: ProductId,
            /// Its name, which its versions share.
            name: Name,
            /// Its version, from 1.
            version: u16,
            /// What a unit delivers for every hour.
            deliverable: Deliverable,
            /// Prices are multiples of it: millionths of cash per unit and hour.
            tick: Price,
            /// Quantities of orders are multiples of it, in units.
            lot: Quantity,
            /// The lowest tier that may be issued.
            lowest_tier: Tier,
        },
        /// Nothing new of this product can be issued.
        ProductRetired {
            /// Which.
            product: ProductId,
        },
        /// A zone was added.
        ZoneCreated {
            /// Its id.
            zone: ZoneId,
            /// Its name.
            name: Name,
            /// The grid region.
            region: Name,
            /// Two letters of ISO 3166-1.
            jurisdiction: [u8; 2],
        },
        /// A product can be traded in a zone.
        MarketOpened {
            /// The product.
            product: ProductId,
            /// The zone.
            zone: ZoneId,
            /// The reference price, in millionths of cash per unit and hour.
            reference: Price,
        },
        /// The reference price of a market was set.
        ReferenceSet {
            /// The product.
            product: ProductId,
            /// The zone.
            zone: ZoneId,
            /// The new price, in millionths of cash per unit and hour.
            reference: Price,
        },
        /// A market was paused, or opened again.
        MarketPaused {
            /// The product.
            product: ProductId,
            /// The zone.
            zone: ZoneId,
            /// Whether it is paused now.
            paused: bool,
        },
        /// An operator has registered, and its registration bond is on hold.
        OperatorRegistered {
            /// Who.
            operator: T::AccountId,
            /// What it calls itself.
            name: Name,
            /// Cash on hold, in millionths.
            bond: Balance,
        },
        /// An operator has left with all its lines, and its registration bond is free.
        OperatorDeregistered {
            /// Who.
            operator: T::AccountId,
            /// Cash that was freed, in millionths.
            bond: Balance,
        },
        /// An attestor vouches for capacity, in place of what was said before. A quantity of 0
        /// withdraws.
        Attested {
            /// Whose capacity.
            operator: T::AccountId,
            /// The product.
            product: ProductId,
            /// The zone.
            zone: ZoneId,
            /// The hardware that it runs on.
            pool: PoolId,
            /// How many units the pool can run.
            quantity: Quantity,
            /// Thousandths of a GPU that one unit needs.
            milli_gpus: u32,
            /// How well it is verified and run.
            tier: Tier,
            /// Until when, in Unix milliseconds.
            valid_until: Moment,
            /// Who vouches.
            attestor: T::AccountId,
            /// Whether that is less than what is issued for some hour to come.
            short: bool,
        },
        /// It was found that an operator is attested for less than it has issued, or no longer so.
        StandingChanged {
            /// Who.
            operator: T::AccountId,
            /// The product.
            product: ProductId,
            /// The zone.
            zone: ZoneId,
            /// Whether it is attested for less.
            short: bool,
        },
        /// Units came to be, in the operator's hands, and their bond is on hold.
        Issued {
            /// Which.
            unit: UnitId<T::AccountId>,
            /// How many.
            quantity: Quantity,
            /// Cover that each needs in escrow once sold, per hour, in millionths.
            cover_rate: Price,
            /// Bond for each, per hour, in millionths.
            bond_rate: Price,
            /// Cash on hold for these, in millionths: bond rate × quantity × hours.
            bond: Balance,
        },
        /// The operator took back units that it owned, and their bond is free.
        Retired {
            /// Which.
            unit: UnitId<T::AccountId>,
            /// How many.
            quantity: Quantity,
            /// Cash that was freed, in millionths.
            bond: Balance,
        },
        /// Units were given away.
        Transferred {
            /// Which.
            unit: UnitId<T::AccountId>,
            /// Who had them.
            from: T::AccountId,
            /// Who has them.
            to: T::AccountId,
            /// How many.
            quantity: Quantity,
            /// Cover put on hold because they left their issuer, in millionths; else 0.
            escrowed: Balance,
            /// Cover freed because they came back to their issuer, in millionths; else 0.
            returned: Balance,
        },
        /// Units of a period became as many of each next smaller period. Cover and bond per unit
        /// and hour are the same.
        Split {
            /// The larger.
            unit: UnitId<T::AccountId>,
            /// Whose.
            who: T::AccountId,
            /// How many of the larger are gone.
            quantity: Quantity,
        },
        /// As many units of every next smaller period became units of this one.
        Joined {
            /// The larger.
            unit: UnitId<T::AccountId>,
            /// Whose.
            who: T::AccountId,
            /// How many of the larger there are now on top.
            quantity: Quantity,
        },
        /// Items whose time is over were removed.
        Swept {
            /// Which.
            items: EndedItems<T::AccountId>,
        },
    }

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
        /// Neither the index nor the market gives a reference price.
        NoReference,
        /// The account is an operator already.
        AlreadyRegistered,
        /// The account is not an operator.
        NotOperator,
        /// The operator, or the owner of the units, is in debt: it can only pay.
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
        /// Less is attested than has been issued.
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

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Adds a product, or a new version of one where the name is taken. It is never edited.
        ///
        /// `tick` is in millionths of cash per unit and hour, `lot` in units.
        ///
        /// ## Origin
        /// The market admin.
        ///
        /// ## Errors
        /// `EmptyName`; `ZeroTickOrLot`; `ZeroTokenWeights`; `TooMany`.
        ///
        /// ## Events
        /// `ProductCreated`.
        ///
        /// ## Cost
        /// Reads 2, writes 3: the next id, the name, the product.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::create_product())]
        pub fn create_product(
            origin: OriginFor<T>,
            name: Name,
            deliverable: Deliverable,
            tick: Price,
            lot: Quantity,
            lowest_tier: Tier,
        ) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::do_create_product(name, deliverable, tick, lot, lowest_tier)
        }

        /// Stops new issues of a product. What has been issued is traded and delivered as before.
        ///
        /// ## Origin
        /// The market admin.
        ///
        /// ## Errors
        /// `UnknownProduct`; `ProductRetired`.
        ///
        /// ## Events
        /// `ProductRetired`.
        ///
        /// ## Cost
        /// Reads 1, writes 1: the product.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::retire_product())]
        pub fn retire_product(origin: OriginFor<T>, product: ProductId) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::do_retire_product(product)
        }

        /// Adds a zone. `jurisdiction` is two letters of ISO 3166-1.
        ///
        /// ## Origin
        /// The market admin.
        ///
        /// ## Errors
        /// `EmptyName`; `BadJurisdiction`; `TooMany`.
        ///
        /// ## Events
        /// `ZoneCreated`.
        ///
        /// ## Cost
        /// Reads 1, writes 2: the next id, the zone.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::create_zone())]
        pub fn create_zone(
            origin: OriginFor<T>,
            name: Name,
            region: Name,
            jurisdiction: [u8; 2],
        ) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::do_create_zone(name, region, jurisdiction)
        }

        /// Opens a product for trading in a zone, at a reference price in millionths of cash per
        /// unit and hour.
        ///
        /// ## Origin
        /// The market admin.
        ///
        /// ## Errors
        /// `ZeroReference`; `UnknownProduct`; `UnknownZone`; `MarketExists`.
        ///
        /// ## Events
        /// `MarketOpened`.
        ///
        /// ## Cost
        /// Reads 4, writes 1: product, zone, market, time.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::open_market())]
        pub fn open_market(
            origin: OriginFor<T>,
            product: ProductId,
            zone: ZoneId,
            reference: Price,
        ) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::do_open_market(product, zone, reference)
        }

        /// Sets the reference price of a market: at most to double or half of what it is, and not
        /// again within the interval. Rates that are fixed stay as they are.
        ///
        /// ## Origin
        /// The market admin.
        ///
        /// ## Errors
        /// `UnknownMarket`; `ZeroReference`; `ReferenceTooFar`; `ReferenceTooSoon`.
        ///
        /// ## Events
        /// `ReferenceSet`.
        ///
        /// ## Cost
        /// Reads 2, writes 1: market, time.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::set_reference())]
        pub fn set_reference(
            origin: OriginFor<T>,
            product: ProductId,
            zone: ZoneId,
            reference: Price,
        ) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::do_set_reference(product, zone, reference)
        }

        /// Pauses a market, or opens it again. A pause stops new issues and orders; cancelling,
        /// nominating and delivering go on.
        ///
        /// ## Origin
        /// The market admin.
        ///
        /// ## Errors
        /// `UnknownMarket`; `NothingChanged`.
        ///
        /// ## Events
        /// `MarketPaused`.
        ///
        /// ## Cost
        /// Reads 1, writes 1: the market.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::pause_market())]
        pub fn pause_market(
            origin: OriginFor<T>,
            product: ProductId,
            zone: ZoneId,
            paused: bool,
        ) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            Self::do_pause_market(product, zone, paused)
        }

        /// Registers the caller as an operator and holds the registration bond from its free cash.
        ///
        /// ## Origin
        /// Signed.
        ///
        /// ## Errors
        /// `EmptyName`; `AlreadyRegistered`; `InDebt`; `InsufficientCash`.
        ///
        /// ## Events
        /// `OperatorRegistered`.
        ///
        /// ## Cost
        /// Reads 2, writes 2: the operator, its cash.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::register_operator())]
        pub fn register_operator(origin: OriginFor<T>, name: Name) -> DispatchResult {
            let operator = ensure_signed(origin)?;
            Self::do_register_operator(operator, name)
        }

        /// Ends the caller's registration and frees its bond. Nothing may be owed: no unit
        /// outstanding, no debt.
        ///
        /// ## Origin
        /// Signed, by the operator.
        ///
        /// ## Errors
        /// `NotOperator`; `InDebt`; `StillOwing`.
        ///
        /// ## Events
        /// `OperatorDeregistered`.
        ///
        /// ## Cost
        /// Reads 2, writes 2 and one more for each line: the operator, its cash.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::deregister_operator(T::MaxLines::get()))]
        pub fn deregister_operator(origin: OriginFor<T>) -> DispatchResultWithPostInfo {
            let operator = ensure_signed(origin)?;
            let lines = Self::do_deregister_operator(operator)?;
            Ok(Some(T::WeightInfo::deregister_operator(lines)).into())
        }

        /// Vouches for an operator's capacity, in place of what was said before: `quantity` units of
        /// `product` on its `pool` of hardware in `zone`, each of which needs `milli_gpus`
        /// thousandths of a GPU, at `tier`, until `valid_until` (Unix milliseconds). A quantity of 0
        /// withdraws.
        ///
        /// What has been sold stays owed. Where less is attested than issued in some hour to come,
        /// the operator is impaired.
        ///
        /// ## Origin
        /// An attestor.
        ///
        /// ## Errors
        /// `NotOperator`; `UnknownMarket`; `UnknownProduct`; `BadGpusPerUnit`; `BadValidity`;
        /// `PoolInUse`; `TooManyLines`.
        ///
        /// ## Events
        /// `Attested`.
        ///
        /// ## Cost
        /// Reads 12 and time, writes 2: market, product, line, operator, and of the pool the present
        /// year and those ahead, a month and a day.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::attest())]
        pub fn attest(
            origin: OriginFor<T>,
            operator: T::AccountId,
            product: ProductId,
            zone: ZoneId,
            pool: PoolId,
            quantity: Quantity,
            milli_gpus: u32,
            tier: Tier,
            valid_until: Moment,
        ) -> DispatchResult {
            let attestor = T::AttestorOrigin::ensure_origin(origin)?;
            let says = Line {
                pool,
                quantity,
                milli_gpus,
                tier,
                valid_until,
                attestor,
                years: Default::default(),
            };
            Self::do_attest(operator, product, zone, says)
        }

        /// Works out again whether an operator is attested for less than it has issued, and records
        /// it where that has changed.
        ///
        /// ## Origin
        /// Signed, by anyone.
        ///
        /// ## Errors
        /// `NotOperator`; `NotAttested`; `NothingChanged`.
        ///
        /// ## Events
        /// `StandingChanged`.
        ///
        /// ## Cost
        /// Reads 10 and time, writes 1: as `attest`, without market and product.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::flag())]
        pub fn flag(
            origin: OriginFor<T>,
            operator: T::AccountId,
            product: ProductId,
            zone: ZoneId,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_flag(operator, product, zone)
        }

        /// Makes `quantity` units of a series, in the caller's hands, and holds their bond from its
        /// free cash: bond rate × quantity × hours.
        ///
        /// The rates of cover and bond are fixed with the first unit of a product, zone and year.
        ///
        /// ## Origin
        /// Signed, by an operator.
        ///
        /// ## Errors
        /// `ZeroQuantity`; `BadPeriod`; `PeriodBegun`; `TooFarAhead`; `NotOperator`; `InDebt`;
        /// `UnknownProduct`; `ProductRetired`; `UnknownMarket`; `MarketPaused`; `NotAttested`;
        /// `AttestationExpired`; `UnderAttested`; `BelowTier`; `NoReference`; `RateOutdated`;
        /// `ExceedsAttested`; `InsufficientCash`.
        ///
        /// ## Events
        /// `Issued`.
        ///
        /// ## Cost
        /// Reads 9 and time, writes 6: product, market, operator; line, year, month, day, unit and cash,
        /// which it writes. No month and day for longer periods.
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::issue())]
        pub fn issue(origin: OriginFor<T>, series: SeriesId, quantity: Quantity) -> DispatchResult {
            let operator = ensure_signed(origin)?;
            Self::do_issue(operator, series, quantity)
        }

        /// Takes back `quantity` units that their issuer owns and has free, and frees their bond.
        ///
        /// ## Origin
        /// Signed, by the issuer. Also when it is impaired or in debt.
        ///
        /// ## Errors
        /// `NotIssuer`; `ZeroQuantity`; `UnknownUnit`; `InsufficientUnits`; `PeriodBegun`.
        ///
        /// ## Events
        /// `Retired`.
        ///
        /// ## Cost
        /// Reads 6 and time, writes 6: unit, line, year, month, day, cash.
        #[pallet::call_index(11)]
        #[pallet::weight(T::WeightInfo::retire())]
        pub fn retire(
            origin: OriginFor<T>,
            unit: UnitId<T::AccountId>,
            quantity: Quantity,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            ensure!(unit.operator == who, Error::<T>::NotIssuer);
            Self::do_retire(unit, quantity)
        }

        /// Gives units to another account, until the gate closes. From the issuer's own hands their
        /// cover is held from its free cash, as in a sale; back into them it is freed.
        ///
        /// ## Origin
        /// Signed, by the owner.
        ///
        /// ## Errors
        /// `ZeroQuantity`; `SameAccount`; `UnknownUnit`; `InsufficientUnits`; `GateClosed`; `InDebt`;
        /// for the issuer `AttestationExpired`, `UnderAttested`, `RateOutdated`, `NoReference`,
        /// `InsufficientCash`.
        ///
        /// ## Events
        /// `Transferred`.
        ///
        /// ## Cost
        /// Reads 5 and time, writes 3: unit, the two holdings, cash. From the issuer also operator and
        /// market.
        #[pallet::call_index(12)]
        #[pallet::weight(T::WeightInfo::transfer())]
        pub fn transfer(
            origin: OriginFor<T>,
            unit: UnitId<T::AccountId>,
            to: T::AccountId,
            quantity: Quantity,
        ) -> DispatchResult {
            let from = ensure_signed(origin)?;
            Self::do_transfer(unit, from, to, quantity)
        }

        /// Turns `quantity` units of a period into as many of each next smaller period: a year into
        /// quarters, a quarter into months, a month into days, a day into hours. Cover and bond go
        /// along to the last millionth.
        ///
        /// ## Origin
        /// Signed, by the owner.
        ///
        /// ## Errors
        /// `ZeroQuantity`; `NotDivisible`; `PeriodBegun`; `UnknownUnit`; `InsufficientUnits`.
        ///
        /// ## Events
        /// `Split`.
        ///
        /// ## Cost
        /// Grows with the number of smaller periods, 31 at most: a unit and a holding each, and a node
        /// of the tree for each day. What is not used is given back.
        #[pallet::call_index(13)]
        #[pallet::weight(T::WeightInfo::split(MAX_CHILDREN))]
        pub fn split(
            origin: OriginFor<T>,
            unit: UnitId<T::AccountId>,
            quantity: Quantity,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            let children = Self::do_split(unit, who, quantity)?;
            Ok(Some(T::WeightInfo::split(children)).into())
        }

        /// Turns `quantity` units of every next smaller period into as many of `unit`.
        ///
        /// ## Origin
        /// Signed, by the owner of all of them.
        ///
        /// ## Errors
        /// `ZeroQuantity`; `NotDivisible`; `PeriodBegun`; `IncompleteSet`.
        ///
        /// ## Events
        /// `Joined`.
        ///
        /// ## Cost
        /// As `split`.
        #[pallet::call_index(14)]
        #[pallet::weight(T::WeightInfo::join(MAX_CHILDREN))]
        pub fn join(
            origin: OriginFor<T>,
            unit: UnitId<T::AccountId>,
            quantity: Quantity,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            let children = Self::do_join(unit, who, quantity)?;
            Ok(Some(T::WeightInfo::join(children)).into())
        }

        /// Removes items whose time is over. Free of charge when all of them could be removed.
        ///
        /// ## Origin
        /// Signed, by anyone.
        ///
        /// ## Errors
        /// `NothingToSweep` where one of them cannot be removed, or none is named.
        ///
        /// ## Events
        /// `Swept`.
        ///
        /// ## Cost
        /// Grows with the number of items: reads 2, writes 1 for each at most.
        #[pallet::call_index(15)]
        #[pallet::weight(T::WeightInfo::sweep(items.len() as u32))]
        pub fn sweep(
            origin: OriginFor<T>,
            items: EndedItems<T::AccountId>,
        ) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_sweep(items)?;
            Ok(Pays::No.into())
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
