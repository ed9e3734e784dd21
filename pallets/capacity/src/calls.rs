//! What can be called. Each call checks its origin and leaves the work to the file of its subject.

use frame_support::pallet_macros::pallet_section;

/// The calls of the pallet.
#[pallet_section]
mod calls {
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
        /// or units are issued and the tier is under the product's lowest, the operator is impaired.
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
        /// Reads 11 and time, writes 1: as `attest`, without the market.
        #[pallet::call_index(9)]
        // The product is read since the last measurement.
        #[pallet::weight(T::WeightInfo::flag().saturating_add(T::DbWeight::get().reads(1)))]
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
        /// `AttestationExpired`; `UnderAttested`; `BelowTier`; `RateOutdated`;
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
        /// for the issuer `AttestationExpired`, `UnderAttested`, `RateOutdated`, `InsufficientCash`.
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
}
