//! What is told: enough to rebuild the state from.

use frame_support::pallet_macros::pallet_section;

/// The events of the pallet.
#[pallet_section]
mod events {
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// The least margins of a product were set.
        FloorSet {
            /// The product.
            product: ProductId,
            /// Its least margins, in thousandths of the notional.
            floor: Floor,
        },
        /// Somebody stands by terms, with its first margin on hold.
        Offered {
            /// The number of the offer, and of the agreement that it becomes.
            id: AgreementId,
            /// Whose.
            maker: T::AccountId,
            /// The side that the maker takes.
            side: Side,
            /// On what.
            terms: Terms,
            /// The only one who may accept; anybody where there is none.
            counterparty: Option<T::AccountId>,
            /// The last moment to accept, in Unix milliseconds.
            valid_until: Moment,
            /// The index that it settles against.
            index: headroom_primitives::IndexId,
            /// Cash of the maker on hold, in millionths.
            margin: Balance,
        },
        /// An offer is gone, and its margin free.
        OfferCancelled {
            /// Which.
            id: AgreementId,
            /// Cash of the maker that was freed, in millionths.
            margin: Balance,
        },
        /// An offer has become an agreement.
        Accepted {
            /// Which.
            id: AgreementId,
            /// Who buys.
            buyer: T::AccountId,
            /// Who sells.
            seller: T::AccountId,
            /// Cash of each side on hold, in millionths.
            margin: Balance,
        },
        /// An agreement was marked, and what was gained since was moved, as far as the loser's margin
        /// reaches.
        Marked {
            /// Which.
            id: AgreementId,
            /// The hour of the mark, since 1970-01-01T00:00Z.
            hour: u32,
            /// What a unit and hour to come is worth: millionths of cash.
            mark: Price,
            /// What the mark comes from.
            basis: Basis,
            /// Millionths of cash that went from the seller's margin to the buyer's; the other way, where
            /// it is negative.
            moved: i128,
            /// What the buyer has gained in all, in millionths of cash: more than was ever moved where a
            /// margin did not reach.
            gain: i128,
            /// Hours of the period that have no price yet.
            hours_left: u32,
        },
        /// A party put in more margin.
        ToppedUp {
            /// Of which agreement.
            id: AgreementId,
            /// Whose margin.
            side: Side,
            /// Cash that went from free to on hold, in millionths.
            amount: Balance,
            /// The side's margin now, in millionths of cash.
            margin: Balance,
        },
        /// A party took margin out.
        Withdrawn {
            /// Of which agreement.
            id: AgreementId,
            /// Whose margin.
            side: Side,
            /// Cash that was freed, in millionths.
            amount: Balance,
            /// The side's margin now, in millionths of cash.
            margin: Balance,
        },
        /// A party's margin is under maintenance, and it has a time to put in more.
        MarginCalled {
            /// Under which agreement.
            id: AgreementId,
            /// Who is called.
            side: Side,
            /// The margin that answers it, in millionths of cash.
            level: Balance,
            /// The last moment to answer, in Unix milliseconds.
            deadline: Moment,
        },
        /// A margin call is answered, or not needed any more.
        CallLifted {
            /// Under which agreement.
            id: AgreementId,
            /// Who was called.
            side: Side,
        },
        /// A party wants somebody to take over its side.
        AssignmentProposed {
            /// Of which agreement.
            id: AgreementId,
            /// Which side.
            side: Side,
            /// Who would take it over.
            to: T::AccountId,
        },
        /// Somebody consents to it.
        AssignmentConsented {
            /// For which agreement.
            id: AgreementId,
            /// Which side is handed over.
            side: Side,
            /// Who would take it over.
            to: T::AccountId,
            /// Who consents: the other party, or `to`.
            by: T::AccountId,
        },
        /// A side has a new party.
        Assigned {
            /// Of which agreement.
            id: AgreementId,
            /// Which side.
            side: Side,
            /// Whose it was.
            from: T::AccountId,
            /// Whose it is.
            to: T::AccountId,
            /// Margin of the old party that was freed, in millionths of cash.
            freed: Balance,
            /// Margin that the new one put in, in millionths of cash.
            margin: Balance,
        },
        /// The seller has put in units of an operator.
        Committed {
            /// Under which agreement.
            id: AgreementId,
            /// Of what.
            unit: UnitId<T::AccountId>,
            /// How many, on top of those before.
            quantity: Quantity,
        },
        /// The buyer has said where it wants delivery.
        Instructed {
            /// Under which agreement.
            id: AgreementId,
            /// The hash of it; nothing where the buyer nominates the units itself.
            instructions: Option<[u8; 32]>,
        },
        /// Units changed hands at the fixed price, as far as they and the cash were there. What had been
        /// gained on them went back.
        Delivered {
            /// Under which agreement.
            id: AgreementId,
            /// Whose units changed hands, and how many of each.
            units: BoundedVec<Commitment<T::AccountId>, ConstU32<MAX_COMMITMENTS>>,
            /// All of these together.
            quantity: Quantity,
            /// Units that did not, and are settled in cash.
            left: Quantity,
            /// Who failed to deliver or to pay for those; neither, or both, where there is none.
            fault: Option<Side>,
            /// Millionths of cash from the seller's margin to the buyer's, for units that are missing.
            seller_penalty: Balance,
            /// Millionths of cash from the buyer's margin to the seller's, for units not paid for.
            buyer_penalty: Balance,
            /// What counts as moved from the seller's margin to the buyer's after it, in millionths of cash.
            moved: i128,
            /// The buyer's margin after it, in millionths of cash; who cannot lose any more needs none.
            buyer_margin: Balance,
            /// The seller's.
            seller_margin: Balance,
        },
        /// Margin that the hours to come do not need is free.
        Freed {
            /// Of which agreement.
            id: AgreementId,
            /// Hours of the period that have no price yet.
            hours_left: u32,
            /// The buyer's, in millionths of cash.
            buyer: Balance,
            /// The seller's, in millionths of cash.
            seller: Balance,
        },
        /// An agreement is over, and what was left of both margins is free.
        Settled {
            /// Which.
            id: AgreementId,
            /// How it ended.
            outcome: Outcome,
            /// What a unit and hour was worth in the end: millionths of cash, rounded down.
            price: Price,
            /// What the buyer gained in all, in millionths of cash; the seller, where it is negative.
            gain: i128,
            /// What of it was moved now, from the seller's margin to the buyer's: millionths of cash; the
            /// other way, where it is negative.
            moved: i128,
            /// Millionths of cash from the margin of the side that was closed out to the other's.
            penalty: Balance,
            /// What the loser owes the other beyond its margin, in millionths of cash.
            debt: Balance,
            /// Margin of the buyer that was freed, in millionths of cash.
            buyer_freed: Balance,
            /// Margin of the seller that was freed, in millionths of cash.
            seller_freed: Balance,
        },
        /// The prints of a series whose period has begun are gone.
        TapeCleared {
            /// Which.
            series: SeriesId,
        },
    }
}
