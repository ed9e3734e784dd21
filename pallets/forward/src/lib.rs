//! # Forward
//!
//! What capacity will be worth: two parties fix today what capacity costs in a period to come, and
//! settle in cash against the index, or with units.
//!
//! ## Words
//!
//! - **offer**: terms that somebody stands by, with the first margin on hold. Open to all, or to one.
//! - **agreement**: an offer that was accepted. It keeps the offer's number.
//! - **margin**: cash on hold of each party, out of which it pays the other.
//! - **mark**: what a unit and hour to come is worth now: by trades of the series, else by the index.
//!   It moves by at most a share an hour.
//! - **gain**: by how much the buyer is better off at the mark. It is moved between the margins.
//! - **margin call**: a party whose margin is under maintenance has a time to top it up.
//! - **close-out**: the end of an agreement at the mean mark, for want of margin.
//! - **settlement**: its end at the average of the index over the period, in cash; or units against
//!   the fixed price, before the gate.
//! - **commitment**: units that the seller has put in, to be delivered.
//! - **fault**: of the side that failed to deliver or to pay. It pays a penalty, and what is missing
//!   is settled in cash, which only it can lose.
//!
//! ## The way of an agreement
//!
//! 1. **Offer** and **accept**: both have their first margin on hold.
//! 2. Anybody **marks** it. Gains move from one margin to the other; both sides can **top up**, and
//!    **withdraw** what they do not need, gains not before a day has passed.
//! 3. Anybody **calls margin** where it is short. Past the deadline, anybody **closes** it **out**.
//! 4. When the index has a value for each hour of the period, anybody **settles** it. What a party
//!    owes beyond its margin is a claim of the other party.
//! 5. A physical one is settled before that: the seller **commits** units, trading stops, and anybody
//!    settles it until the gate closes.
//!
//! ## Storage, and what each call reads and writes
//!
//! | item | key | bound |
//! |---|---|---|
//! | [`Offers`] | number | 143 bytes |
//! | [`Agreements`] | number | 801 bytes, with units of 8 operators |
//! | [`Tapes`] | series | 16 prints, 1,793 bytes; goes with [`Pallet::clear_tape`] |
//! | [`Floors`] | product | 8 bytes |
//!
//! | call | reads / writes |
//! |---|---|
//! | `offer` | 5 / 3: the product, the market, its floor, the number, cash; it writes the number, the offer, cash |
//! | `accept` | 4 / 3: the offer, the market, the cash of both; it writes the agreement and the cash of who accepts, and removes the offer |
//! | `mark` before the period | 7 / 3: the agreement, three tapes, the index, the cash of both |
//! | the same within it | 6 / 3: two values for the tapes |
//! | `settle` | 6 / 3: the agreement, the index, two values, the cash of both |
//! | a fill | 1 / 1: the tape |

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

mod assigning;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calling;
mod delivering;
mod events;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod invariants;
pub mod margin;
mod marking;
mod moving;
mod offering;
mod reading;
pub mod runtime_api;
mod settling;
mod tape;
pub mod types;
pub mod weights;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

use frame_support::pallet_macros::import_section;
pub use pallet::*;
pub use reading::Page;
pub use types::*;
pub use weights::WeightInfo;

// The macros see the section as if it were written here.
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
    use crate::{types::*, WeightInfo};
    use frame_support::{
        dispatch::{DispatchResultWithPostInfo, Pays},
        pallet_prelude::*,
        traits::{fungible, ConstU32, Time},
    };
    use frame_system::pallet_prelude::*;
    use headroom_primitives::{
        amount::THOUSANDTHS, Balance, Claims, Deadlines, Deliveries, IndexValues, Markets, Moment,
        Price, ProductId, Quantity, SeriesId, UnitId, UnitLedger,
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

        /// What there is to trade. A market says which index it has.
        type Markets: Markets;

        /// What indexes say.
        type Values: IndexValues;

        /// Who owns units.
        type Units: UnitLedger<Self::AccountId>;

        /// Where units are nominated for buyers that have said where they want them.
        type Deliveries: Deliveries<Self::AccountId>;

        /// Who owes whom.
        type Claims: Claims<Self::AccountId>;

        /// Whether deadlines are over.
        type Deadlines: Deadlines;

        /// Chain time: Unix milliseconds, UTC.
        type Time: Time<Moment = Moment>;

        /// May set floors.
        type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// The floor of a product that has none of its own: of the initial margin, in thousandths of
        /// the notional.
        #[pallet::constant]
        type LeastInitial: Get<u32>;

        /// The same of the maintenance margin.
        #[pallet::constant]
        type LeastMaintenance: Get<u32>;

        /// The least notional of an offer, price × quantity × hours, in millionths of cash.
        #[pallet::constant]
        type MinNotional: Get<Balance>;

        /// Nominations close this long before the period begins, in milliseconds.
        #[pallet::constant]
        type GateLead: Get<Moment>;

        /// No units are put in any more this long before that, in milliseconds: the time to settle.
        #[pallet::constant]
        type CommitLead: Get<Moment>;

        /// An offer lapses after this long at the latest, in milliseconds.
        #[pallet::constant]
        type MaxOfferTime: Get<Moment>;

        /// The shortest time to answer a margin call that can be agreed on, in milliseconds.
        #[pallet::constant]
        type MinCallWindow: Get<Moment>;

        /// The longest, in milliseconds.
        #[pallet::constant]
        type MaxCallWindow: Get<Moment>;

        /// The longest wait for a suspended index that can be agreed on, in hours.
        #[pallet::constant]
        type MaxWait: Get<u32>;

        /// How far a mark moves in an hour at most, in thousandths.
        #[pallet::constant]
        type MarkStep: Get<u32>;

        /// How far from the last price of the index trades can mark, in thousandths of that.
        #[pallet::constant]
        type MaxFromIndex: Get<u32>;

        /// Trades make a mark for so many hours.
        #[pallet::constant]
        type TapeHours: Get<u32>;

        /// Prints of a series that are kept at most. When they are full, smaller ones give way.
        #[pallet::constant]
        type MaxPrints: Get<u32>;

        /// The least effective number of contributors of a mark by trades: 1 ÷ the greatest share of
        /// one.
        #[pallet::constant]
        type LeastContributors: Get<u32>;

        /// The least quantity of a mark by trades, in units.
        #[pallet::constant]
        type LeastQuantity: Get<u64>;

        /// How far from the weighted median a trade's price counts, in thousandths of the median.
        #[pallet::constant]
        type Band: Get<u32>;

        /// What each call costs.
        type WeightInfo: WeightInfo;

        /// What the benchmarks need of other pallets.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: headroom_primitives::BenchmarkHelper<Self::AccountId>;
    }

    /// Why cash is on hold.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// The margin of offers and agreements.
        #[codec(index = 0)]
        Margin,
    }

    /// The number of the next offer.
    #[pallet::storage]
    pub type NextId<T: Config> = StorageValue<_, AgreementId, ValueQuery>;

    /// Every offer that is open.
    #[pallet::storage]
    pub type Offers<T: Config> = StorageMap<_, Blake2_128Concat, AgreementId, Offer<T::AccountId>>;

    /// Every agreement that is not settled.
    #[pallet::storage]
    pub type Agreements<T: Config> =
        StorageMap<_, Blake2_128Concat, AgreementId, Agreement<T::AccountId>>;

    /// The least margins of products that have their own.
    #[pallet::storage]
    pub type Floors<T: Config> = StorageMap<_, Blake2_128Concat, ProductId, Floor>;

    /// The prints of a series.
    pub type TapeOf<T> =
        BoundedVec<Print<<T as frame_system::Config>::AccountId>, <T as Config>::MaxPrints>;

    /// The last trades of each series.
    #[pallet::storage]
    pub type Tapes<T: Config> = StorageMap<_, Blake2_128Concat, SeriesId, TapeOf<T>, ValueQuery>;

    #[pallet::error]
    pub enum Error<T> {
        /// A maintenance margin is more than 0 and at most the initial one, and that at most a
        /// thousand thousandths.
        BadFloor,
        /// There is no such market.
        UnknownMarket,
        /// The market takes no new agreements for now.
        MarketPaused,
        /// The market has no index to settle against, or another one than when it was offered.
        NoIndex,
        /// The calendar has no such period.
        BadPeriod,
        /// The period has begun, or begins before the offer lapses.
        PeriodBegun,
        /// A quantity of 0.
        ZeroQuantity,
        /// A price of 0.
        ZeroPrice,
        /// The price is not a multiple of the product's tick.
        OffTick,
        /// The quantity is not a multiple of the product's lot.
        OffLot,
        /// The notional is under the least.
        BelowMinimum,
        /// The margins are under the product's floor, over the notional, or maintenance is over
        /// initial.
        BadMargin,
        /// The time to answer a margin call is too short or too long.
        BadCallWindow,
        /// The penalty is over the maintenance margin.
        BadPenalty,
        /// The wait is too long, or the least number of hours is 0 or more than the period has.
        BadSuspension,
        /// An offer ends in the future, within a week.
        BadValidity,
        /// The account is in debt.
        InDebt,
        /// The other party is in debt.
        CounterpartyInDebt,
        /// The account has less free cash than that.
        InsufficientCash,
        /// There are as many offers as there can be.
        TooMany,
        /// There is no such offer.
        UnknownOffer,
        /// The offer is somebody else's, and has not lapsed.
        NotYourOffer,
        /// The offer is to somebody else.
        NotForYou,
        /// Nobody agrees with itself.
        SameAccount,
        /// The offer has lapsed.
        OfferLapsed,
        /// There is no such agreement.
        UnknownAgreement,
        /// The account is no party of the agreement.
        NotParty,
        /// An amount of 0.
        ZeroAmount,
        /// There is neither a price of the index nor trades enough for a mark.
        NoMark,
        /// The margin that is not needed, without the gains of the last day, is less than that.
        ExceedsExcess,
        /// A margin call against the party is open.
        CallOpen,
        /// No party's margin is short that is not called already, and no call can be lifted.
        NothingToCall,
        /// There is no margin call whose deadline is over.
        NoCallDue,
        /// The margin is enough again: lift the call instead.
        MarginRestored,
        /// Nobody wants that.
        NotProposed,
        /// The account has nothing to consent to, or has consented.
        NothingToConsent,
        /// The index has not closed every hour of the period yet, or the wait is not over; and no
        /// margin can be freed.
        NotDue,
        /// The period has not begun.
        NotBegun,
        /// There is nothing to clear.
        NothingToClear,
        /// The account is not the seller.
        NotSeller,
        /// The account is not the buyer.
        NotBuyer,
        /// The agreement is settled in cash, or its units have been delivered.
        NotPhysical,
        /// Units are not taken any more: the gate is near.
        CommitLate,
        /// The units are of another series than the agreement.
        WrongSeries,
        /// The buyer's own units cannot be delivered to it.
        BuyersOwn,
        /// That would be more units than are agreed on.
        BeyondQuantity,
        /// Units of at most eight operators are delivered.
        TooManyOperators,
        /// Units are committed, and they are the present seller's.
        UnitsCommitted,
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Stands by terms. The first margin is held from free cash: `initial` thousandths of
        /// price × quantity × hours, rounded up. `counterparty` is the only one who may accept;
        /// anybody where there is none. `valid_until` is the last moment to accept, within a week and
        /// before the period begins.
        ///
        /// ## Origin
        /// Signed, by somebody not in debt.
        ///
        /// ## Errors
        /// `InDebt`; `ZeroQuantity`; `ZeroPrice`; `BadPeriod`; `PeriodBegun`; `BadValidity`;
        /// `UnknownMarket`; `MarketPaused`; `NoIndex`; `OffTick`; `OffLot`; `BelowMinimum`;
        /// `BadMargin`; `BadCallWindow`; `BadPenalty`; `BadSuspension`; `SameAccount`; `TooMany`;
        /// `InsufficientCash`.
        ///
        /// ## Events
        /// `Offered`.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::offer())]
        pub fn offer(
            origin: OriginFor<T>,
            terms: Terms,
            side: Side,
            counterparty: Option<T::AccountId>,
            valid_until: Moment,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_offer(who, terms, side, counterparty, valid_until)
        }

        /// Takes an offer back, and frees its margin. One that has lapsed is taken back by anyone.
        ///
        /// ## Origin
        /// Signed, by its maker; by anyone once it has lapsed.
        ///
        /// ## Errors
        /// `UnknownOffer`; `NotYourOffer`.
        ///
        /// ## Events
        /// `OfferCancelled`.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::cancel_offer())]
        pub fn cancel_offer(origin: OriginFor<T>, offer: AgreementId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_cancel_offer(who, offer)
        }

        /// Accepts an offer, on its other side. The same margin is held from free cash, and the
        /// agreement has the offer's number. Its first mark is the fixed price.
        ///
        /// ## Origin
        /// Signed, by somebody not in debt.
        ///
        /// ## Errors
        /// `UnknownOffer`; `SameAccount`; `NotForYou`; `OfferLapsed`; `InDebt`;
        /// `CounterpartyInDebt`; `UnknownMarket`; `MarketPaused`; `NoIndex`; `InsufficientCash`.
        ///
        /// ## Events
        /// `Accepted`.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::accept())]
        pub fn accept(origin: OriginFor<T>, offer: AgreementId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_accept(who, offer)
        }

        /// Puts `amount` millionths of free cash into one's margin. Where that answers a margin call,
        /// the call is lifted. Possible in debt, too.
        ///
        /// ## Origin
        /// Signed, by a party.
        ///
        /// ## Errors
        /// `ZeroAmount`; `UnknownAgreement`; `NotParty`; `InsufficientCash`.
        ///
        /// ## Events
        /// `ToppedUp`; `CallLifted`.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::top_up())]
        pub fn top_up(
            origin: OriginFor<T>,
            agreement: AgreementId,
            amount: Balance,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_top_up(who, agreement, amount)
        }

        /// Marks the agreement, and frees `amount` millionths of one's margin: of what is above the
        /// initial margin at the dearer of the mark and the mean mark. Gains of the last day (24 to
        /// 36 hours) stay, as far as hours to come can still take them away.
        ///
        /// ## Origin
        /// Signed, by a party that is not in debt.
        ///
        /// ## Errors
        /// `ZeroAmount`; `UnknownAgreement`; `NotParty`; `InDebt`; `CallOpen`; `NoMark`;
        /// `ExceedsExcess`.
        ///
        /// ## Events
        /// `Marked`; `Withdrawn`.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::withdraw_excess())]
        pub fn withdraw_excess(
            origin: OriginFor<T>,
            agreement: AgreementId,
            amount: Balance,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_withdraw_excess(who, agreement, amount)
        }

        /// Marks an agreement, and moves the gain since the last time from one margin to the other.
        ///
        /// Before its period begins, the mark is the price of the series' trades of the last hours,
        /// by the method of the index; else that of the series of the next longer period; else of
        /// the first of the next shorter one; else the last price of the index. Trades mark no
        /// further from the index than a share of it. Within the period, hours that have a price
        /// count with that, and those to come with the index's last price. The mark moves by at most
        /// a share for each hour since the last one.
        ///
        /// ## Origin
        /// Signed, by anyone.
        ///
        /// ## Errors
        /// `UnknownAgreement`; `NoMark`.
        ///
        /// ## Events
        /// `Marked`.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::mark())]
        pub fn mark(origin: OriginFor<T>, agreement: AgreementId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_mark(agreement)
        }

        /// Marks the agreement where it can, and calls for margin of each party whose margin is under
        /// maintenance at the mean mark of six hours: it has the time of the terms to bring its
        /// margin back to the initial one. Lifts calls of those whose margin is enough again.
        ///
        /// ## Origin
        /// Signed, by anyone.
        ///
        /// ## Errors
        /// `UnknownAgreement`; `NothingToCall`.
        ///
        /// ## Events
        /// `Marked`; `MarginCalled`; `CallLifted`.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::call_margin())]
        pub fn call_margin(origin: OriginFor<T>, agreement: AgreementId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_call_margin(agreement)
        }

        /// Ends an agreement at the mean mark of six hours, where a margin call was not answered in
        /// time and the margin is still short. The side that was called pays the penalty of the
        /// terms, as far as its margin reaches; where both were, neither does. What it lost beyond
        /// its margin it owes.
        ///
        /// ## Origin
        /// Signed, by anyone.
        ///
        /// ## Errors
        /// `UnknownAgreement`; `NoCallDue`; `MarginRestored`.
        ///
        /// ## Events
        /// `Marked`; `Settled`.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::close_out(MAX_COMMITMENTS))]
        pub fn close_out(origin: OriginFor<T>, agreement: AgreementId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_close_out(agreement)
        }

        /// Wants `to` to take over one's side. Takes the place of what was proposed before. It
        /// happens when the other party and `to` have both consented.
        ///
        /// ## Origin
        /// Signed, by a party that is not in debt.
        ///
        /// ## Errors
        /// `UnknownAgreement`; `NotParty`; `InDebt`; `SameAccount`; `UnitsCommitted`.
        ///
        /// ## Events
        /// `AssignmentProposed`.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::assign())]
        pub fn assign(
            origin: OriginFor<T>,
            agreement: AgreementId,
            to: T::AccountId,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_assign(who, agreement, to)
        }

        /// Consents to what was proposed: that `to` takes over `side`. With the second consent it
        /// happens: the initial margin at the dearer of the last mark and the mean mark, and never
        /// less than the old party had, is held from the new one's free cash, and the old party's is
        /// free. What has been gained so far stays with the side; a margin call against it is lifted.
        ///
        /// ## Origin
        /// Signed, by the other party or by `to`, neither of them in debt.
        ///
        /// ## Errors
        /// `UnknownAgreement`; `NotProposed`; `NothingToConsent`; `InDebt`; `CounterpartyInDebt`;
        /// `UnitsCommitted`; `InsufficientCash`.
        ///
        /// ## Events
        /// `AssignmentConsented`; `Assigned`.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::consent())]
        pub fn consent(
            origin: OriginFor<T>,
            agreement: AgreementId,
            side: Side,
            to: T::AccountId,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_consent(who, agreement, side, to)
        }

        /// Settles an agreement whose period is over, and frees both margins.
        ///
        /// Where each hour of the period has a price, their average decides. Where some have none,
        /// it waits for the hours of the terms after the period; then the average of those that have
        /// one stands for all, if they are as many as the terms say, and else nobody gains and what
        /// was moved goes back. What the loser's margin does not reach for, it owes.
        ///
        /// Within the period of an agreement by instalments: marks it, and frees what margin the
        /// hours to come do not need.
        ///
        /// A physical one is settled between the last moment to commit units and the gate: what had
        /// been gained on units that are there goes back, and they change hands at the fixed price,
        /// paid with the buyer's free cash and then its margin; nominated at once where the buyer
        /// has said where to. For units that are missing, or that the buyer cannot pay for, that side
        /// pays the penalty of the terms, as far as its margin reaches, and what replacing them costs
        /// (or selling them loses) against the fixed price by the index's average, as above: the
        /// other side cannot lose, and has its margin back. Where both failed, or nobody settled
        /// before the gate, the rest is an agreement in cash.
        ///
        /// ## Origin
        /// Signed, by anyone.
        ///
        /// ## Errors
        /// `UnknownAgreement`; `NotDue`.
        ///
        /// ## Events
        /// `Settled`; `Marked` and `Freed` for an instalment; `Delivered` for units.
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::settle().max(T::WeightInfo::deliver(MAX_COMMITMENTS)))]
        pub fn settle(origin: OriginFor<T>, agreement: AgreementId) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            let delivered = Self::do_settle(agreement)?;
            let weight = match delivered {
                Some(operators) => T::WeightInfo::deliver(operators),
                None => T::WeightInfo::settle(),
            };
            Ok(Some(weight).into())
        }

        /// Sets the least margins of new offers on a product, in thousandths of the notional.
        ///
        /// ## Origin
        /// The market admin.
        ///
        /// ## Errors
        /// `BadFloor`.
        ///
        /// ## Events
        /// `FloorSet`.
        #[pallet::call_index(11)]
        #[pallet::weight(T::WeightInfo::set_floor())]
        pub fn set_floor(origin: OriginFor<T>, product: ProductId, floor: Floor) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            let good = floor.maintenance > 0
                && floor.maintenance <= floor.initial
                && floor.initial <= THOUSANDTHS;
            ensure!(good, Error::<T>::BadFloor);
            Floors::<T>::insert(product, floor);
            Self::deposit_event(Event::FloorSet { product, floor });
            Ok(())
        }

        /// Removes the last trades of a series whose period has begun. Free of charge.
        ///
        /// ## Origin
        /// Signed, by anyone.
        ///
        /// ## Errors
        /// `BadPeriod`; `NotBegun`; `NothingToClear`.
        ///
        /// ## Events
        /// `TapeCleared`.
        #[pallet::call_index(12)]
        #[pallet::weight(T::WeightInfo::clear_tape())]
        pub fn clear_tape(origin: OriginFor<T>, series: SeriesId) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            Self::do_clear_tape(series)?;
            Ok(Pays::No.into())
        }

        /// Puts in `quantity` of one's units of an operator, to be delivered under a physical
        /// agreement. They stay the seller's until then, and can't be taken back.
        ///
        /// ## Origin
        /// Signed, by the seller, not in debt.
        ///
        /// ## Errors
        /// `ZeroQuantity`; `UnknownAgreement`; `NotSeller`; `InDebt`; `NotPhysical`; `CommitLate`;
        /// `WrongSeries`; `BuyersOwn`; `BeyondQuantity`; `TooManyOperators`; and those of the ledger of units, as
        /// for an order.
        ///
        /// ## Events
        /// `Committed`.
        #[pallet::call_index(13)]
        #[pallet::weight(T::WeightInfo::commit())]
        pub fn commit(
            origin: OriginFor<T>,
            agreement: AgreementId,
            unit: UnitId<T::AccountId>,
            quantity: Quantity,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_commit(who, agreement, unit, quantity)
        }

        /// Says where the buyer wants delivery: the hash of it. Units of a physical agreement are then
        /// nominated when they change hands. With nothing, the buyer nominates them itself.
        ///
        /// ## Origin
        /// Signed, by the buyer.
        ///
        /// ## Errors
        /// `UnknownAgreement`; `NotBuyer`; `NotPhysical`.
        ///
        /// ## Events
        /// `Instructed`.
        #[pallet::call_index(14)]
        #[pallet::weight(T::WeightInfo::instruct())]
        pub fn instruct(
            origin: OriginFor<T>,
            agreement: AgreementId,
            instructions: Option<[u8; 32]>,
        ) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_instruct(who, agreement, instructions)
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(
                T::LeastMaintenance::get() > 0
                    && T::LeastMaintenance::get() <= T::LeastInitial::get()
                    && T::LeastInitial::get() <= THOUSANDTHS,
                "LeastMaintenance is 0 or over LeastInitial, or that over a thousand thousandths"
            );
            assert!(
                T::MinCallWindow::get() <= T::MaxCallWindow::get(),
                "MinCallWindow is over MaxCallWindow"
            );
            assert!(T::MaxFromIndex::get() < THOUSANDTHS, "MaxFromIndex is all of the index");
            assert!(T::Band::get() <= THOUSANDTHS, "Band is over a thousand thousandths");
            assert!(T::MarkStep::get() > 0, "MarkStep is 0: marks could never move");
            assert!(
                T::MaxPrints::get() >= T::LeastContributors::get(),
                "MaxPrints is under LeastContributors: trades could never mark"
            );
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }
}
