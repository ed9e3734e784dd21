//! What is told: enough to rebuild the state from.

use frame_support::pallet_macros::pallet_section;

/// The events of the pallet.
#[pallet_section]
mod events {
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
            /// Whether that is less than what is issued for some hour to come, or units are issued and
            /// the tier is under the product's lowest.
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
            /// Whether it is attested for less, or at a tier under the product's lowest.
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
}
