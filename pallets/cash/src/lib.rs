//! # Cash
//!
//! The one account that everything on the exchange is paid from. Cash comes in at the door with
//! [`Pallet::deposit`], from an asset that backs it one to one, and goes out with
//! [`Pallet::withdraw`]. Inside, the other pallets move and hold it through the `fungible` traits.
//!
//! ## Words
//!
//! - **free**: what the owner can spend, pledge or withdraw.
//! - **hold**: what another pallet keeps for a stated reason. Only that pallet can release it.
//! - **claim**: what a debtor owes to a named creditor. An account's **debt** is the sum of them. A
//!   person in debt cannot withdraw; what else it cannot do, the other pallets say.
//!
//! ## Storage, and what each call reads and writes
//!
//! | item | key | bound |
//! |---|---|---|
//! | [`Accounts`] | account | one entry a hold reason of the runtime |
//! | [`Claims`] | debtor, creditor | 16 bytes |
//! | [`TotalIssuance`] | | 16 bytes |
//!
//! | what | reads / writes |
//! |---|---|
//! | hold, release | 1 / 1 |
//! | transfer, of free cash or from a hold | 2 / 2 |
//! | `deposit`, `withdraw` | 5 / 5: the account, the issuance, and three of pallet-assets |
//! | `pay_claim` | 3 / 3; 4 / 4 with the last debt |
//!
//! An account's item is there while anything in it is not 0; there is no minimum balance.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod claims;
mod fungible_impl;
#[cfg(any(feature = "std", feature = "try-runtime"))]
mod invariants;
pub mod runtime_api;
mod types;
pub mod weights;

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;
pub use types::Account;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
    use crate::{Account, WeightInfo};
    use alloc::vec::Vec;
    use frame_support::{
        pallet_prelude::*,
        traits::{fungibles, VariantCount},
        PalletId,
    };
    use frame_system::pallet_prelude::*;
    use headroom_primitives::{Balance, OnDebt};

    /// Version 1: the first.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// Numbers an asset.
        type AssetId: Parameter + MaxEncodedLen;

        /// The asset that backs cash, in millionths.
        #[pallet::constant]
        type BackingAsset: Get<Self::AssetId>;

        /// Where the backing asset lies.
        type Assets: fungibles::Mutate<Self::AccountId, AssetId = Self::AssetId, Balance = Balance>;

        /// The account without a key that holds the backing asset.
        #[pallet::constant]
        type PalletId: Get<PalletId>;

        /// Why cash can be held: the runtime's reasons.
        type RuntimeHoldReason: Parameter + Member + MaxEncodedLen + Copy + VariantCount;

        /// Told when someone falls into debt, and when the last of it is paid.
        type OnDebt: OnDebt<Self::AccountId>;

        /// What each call costs.
        type WeightInfo: WeightInfo;
    }

    /// An account's cash: free, owed, and on hold.
    #[pallet::storage]
    pub type Accounts<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, Account<T::RuntimeHoldReason>, ValueQuery>;

    /// What a debtor owes a creditor, in millionths; never 0.
    #[pallet::storage]
    pub type Claims<T: Config> = StorageDoubleMap<
        _,
        Blake2_128Concat,
        T::AccountId,
        Blake2_128Concat,
        T::AccountId,
        Balance,
        ValueQuery,
    >;

    /// All cash there is, in millionths.
    #[pallet::storage]
    pub type TotalIssuance<T: Config> = StorageValue<_, Balance, ValueQuery>;

    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// Some of the backing asset became free cash.
        Deposited {
            /// Whose.
            who: T::AccountId,
            /// Millionths.
            amount: Balance,
        },
        /// Free cash became the backing asset.
        Withdrawn {
            /// Whose.
            who: T::AccountId,
            /// Millionths.
            amount: Balance,
        },
        /// Free cash went from one account to another.
        Transferred {
            /// Who had it.
            from: T::AccountId,
            /// Who has it.
            to: T::AccountId,
            /// Millionths.
            amount: Balance,
        },
        /// Free cash was put on hold.
        Held {
            /// Why.
            reason: T::RuntimeHoldReason,
            /// Whose.
            who: T::AccountId,
            /// Millionths.
            amount: Balance,
        },
        /// Cash on hold became free.
        Released {
            /// Why it was on hold.
            reason: T::RuntimeHoldReason,
            /// Whose.
            who: T::AccountId,
            /// Millionths.
            amount: Balance,
        },
        /// Cash that was on hold of one account became free cash of another.
        TransferOnHold {
            /// Why it was on hold.
            reason: T::RuntimeHoldReason,
            /// Who had it.
            from: T::AccountId,
            /// Who has it.
            to: T::AccountId,
            /// Millionths.
            amount: Balance,
        },
        /// Somebody owes somebody more.
        DebtRecorded {
            /// Who owes.
            debtor: T::AccountId,
            /// Whom.
            creditor: T::AccountId,
            /// How much more, in millionths.
            amount: Balance,
        },
        /// A debt was paid, or a part of it.
        DebtPaid {
            /// Who owed.
            debtor: T::AccountId,
            /// Whom.
            creditor: T::AccountId,
            /// What was paid, in millionths.
            amount: Balance,
            /// What is still owed to this creditor, in millionths.
            left: Balance,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// The amount is 0.
        ZeroAmount,
        /// There is less free cash than that.
        InsufficientCash,
        /// A person in debt cannot withdraw.
        InDebt,
        /// The debtor owes this creditor nothing.
        NothingOwed,
        /// The debtor has no free cash to pay with.
        NothingFree,
        /// The account has a hold for every reason there is. It cannot happen: a hold is added to the
        /// one of its reason.
        TooManyHolds,
    }

    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// Free cash at genesis. The same sum of the backing asset has to be given to the pallet's
        /// account, in the genesis of the assets; the invariants compare the two.
        pub accounts: Vec<(T::AccountId, Balance)>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            let mut issued: Balance = 0;
            for (who, amount) in &self.accounts {
                Accounts::<T>::mutate(who, |account| {
                    account.free = account.free.saturating_add(*amount)
                });
                issued = issued.saturating_add(*amount);
            }
            TotalIssuance::<T>::put(issued);
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Turns `amount` millionths of the backing asset into free cash of the caller.
        ///
        /// ## Origin
        /// Signed.
        ///
        /// ## Errors
        /// `ZeroAmount`; those of the asset, where the caller has not got so much of it.
        ///
        /// ## Events
        /// `Deposited`.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::deposit())]
        pub fn deposit(origin: OriginFor<T>, amount: Balance) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_deposit(who, amount)
        }

        /// Turns `amount` millionths of the caller's free cash into the backing asset.
        ///
        /// ## Origin
        /// Signed.
        ///
        /// ## Errors
        /// `ZeroAmount`; `InDebt`; `InsufficientCash`.
        ///
        /// ## Events
        /// `Withdrawn`.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::withdraw())]
        pub fn withdraw(origin: OriginFor<T>, amount: Balance) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_withdraw(who, amount)
        }

        /// Pays what `debtor` owes `creditor` from the debtor's free cash: `amount` millionths, or
        /// the claim, or what is free, whichever is least.
        ///
        /// ## Origin
        /// Signed, by anyone: a creditor need not wait for its debtor.
        ///
        /// ## Errors
        /// `ZeroAmount`; `NothingOwed`; `NothingFree`.
        ///
        /// ## Events
        /// `DebtPaid`.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::pay_claim())]
        pub fn pay_claim(
            origin: OriginFor<T>,
            debtor: T::AccountId,
            creditor: T::AccountId,
            amount: Balance,
        ) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_pay_claim(debtor, creditor, amount)
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }
}
