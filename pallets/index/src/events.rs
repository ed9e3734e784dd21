//! What is told: enough to rebuild the state from.

use frame_support::pallet_macros::pallet_section;

/// The events of the pallet.
#[pallet_section]
mod events {
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// An index has begun.
        IndexCreated {
            /// Its id.
            index: IndexId,
            /// What it is of.
            definition: Definition,
            /// Its first hour, since 1970-01-01T00:00Z.
            first: u32,
        },
        /// An index closes no more hours.
        IndexRetired {
            /// Which.
            index: IndexId,
            /// The first hour, since 1970-01-01T00:00Z, that never gets a value.
            next: u32,
        },
        /// A reporter has registered, or put in more bond.
        ReporterRegistered {
            /// Who.
            reporter: T::AccountId,
            /// Its bond now: cash on hold, in millionths.
            bond: Balance,
        },
        /// A reporter has left, and its bond is free.
        ReporterDeregistered {
            /// Who.
            reporter: T::AccountId,
            /// Cash that was freed, in millionths.
            bond: Balance,
        },
        /// A reporter says that units were traded elsewhere.
        Observed {
            /// For which index.
            index: IndexId,
            /// The hour that is delivered, since 1970-01-01T00:00Z.
            hour: u32,
            /// Who says so.
            reporter: T::AccountId,
            /// Cash per unit and hour, in millionths.
            price: Price,
            /// How many units.
            quantity: Quantity,
            /// The hash of who bought and who sold.
            digest: [u8; 32],
        },
        /// A fill counts for an index.
        Counted {
            /// For which.
            index: IndexId,
            /// For which hour or day.
            slot: Slot,
            /// Who issued the units.
            issuer: T::AccountId,
            /// Who bought them.
            buyer: T::AccountId,
            /// Who sold them.
            seller: T::AccountId,
            /// Cash per unit and hour, in millionths.
            price: Price,
            /// How many units count: what has left the issuer's hands and does not count yet.
            quantity: Quantity,
        },
        /// An input gave way: to a larger one, or because its issuer or reporter has so many.
        Displaced {
            /// Of which index.
            index: IndexId,
            /// Of which hour or day.
            slot: Slot,
            /// What counts no more.
            input: Input<T::AccountId>,
        },
        /// An hour has its value.
        HourClosed {
            /// Of which index.
            index: IndexId,
            /// Which hour, since 1970-01-01T00:00Z.
            hour: u32,
            /// The value, which is never changed.
            value: Value,
        },
        /// Somebody says that a report is false.
        Challenged {
            /// Which report, and who says so.
            challenge: ChallengeId<T::AccountId>,
            /// Cash of the challenger on hold, in millionths.
            stake: Balance,
            /// The hash of why.
            evidence: [u8; 32],
            /// The last moment for a ruling, in Unix milliseconds.
            deadline: Moment,
        },
        /// An arbiter ruled. Where the challenge was upheld, the stake went back; where not, to the
        /// reporter.
        Ruled {
            /// On which.
            challenge: ChallengeId<T::AccountId>,
            /// Who ruled.
            arbiter: T::AccountId,
            /// Whether the report is false.
            upheld: bool,
            /// Bond that the reporter lost, in millionths of cash: 0 where it was not upheld, or it had
            /// been fined for that report before.
            penalty: Balance,
            /// What of that the challenger got, in millionths of cash.
            reward: Balance,
        },
        /// Nobody ruled in time, and the stake went back.
        ChallengeLapsed {
            /// Which.
            challenge: ChallengeId<T::AccountId>,
        },
    }
}
