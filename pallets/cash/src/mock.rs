//! A chain with this pallet, an asset that backs it, and nothing else of ours.

use crate::{self as pallet_cash, *};
use frame_support::{
    derive_impl, parameter_types,
    traits::{AsEnsureOriginWithArg, ConstU32, VariantCount},
    PalletId,
};
use headroom_primitives::OnDebt;
use sp_runtime::{traits::IdentityLookup, BuildStorage};
use std::cell::RefCell;

pub type AccountId = u64;
type Block = frame_system::mocking::MockBlock<Test>;

pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
pub const CAROL: AccountId = 3;
/// What each of them starts with, inside and outside.
pub const START: u128 = 1_000_000;

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeTask
    )]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(2)]
    pub type Assets = pallet_assets;
    #[runtime::pallet_index(3)]
    pub type Cash = pallet_cash;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type AccountId = AccountId;
    type Lookup = IdentityLookup<AccountId>;
    type AccountData = pallet_balances::AccountData<u64>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
    type Balance = u128;
    type Currency = Balances;
    type CreateOrigin = AsEnsureOriginWithArg<frame_system::EnsureSigned<AccountId>>;
    type ForceOrigin = frame_system::EnsureRoot<AccountId>;
    type Holder = ();
    type Freezer = ();
}

/// Why the tests hold cash.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    codec::Encode,
    codec::Decode,
    codec::DecodeWithMemTracking,
    codec::MaxEncodedLen,
    scale_info::TypeInfo,
)]
pub enum Reason {
    Order,
    Stake,
}

impl VariantCount for Reason {
    const VARIANT_COUNT: u32 = 2;
}

parameter_types! {
    pub const CashPalletId: PalletId = PalletId(*b"hdrm/csh");
}

thread_local! {
    /// What `OnDebt` was told, in order.
    pub static TOLD: RefCell<Vec<(AccountId, bool)>> = const { RefCell::new(Vec::new()) };
}

pub struct Listener;
impl OnDebt<AccountId> for Listener {
    fn on_debt(who: &AccountId, in_debt: bool) {
        TOLD.with(|told| told.borrow_mut().push((*who, in_debt)));
    }
}

impl Config for Test {
    type AssetId = u32;
    type BackingAsset = ConstU32<1>;
    type Assets = Assets;
    type PalletId = CashPalletId;
    type RuntimeHoldReason = Reason;
    type OnDebt = Listener;
    type WeightInfo = ();
}

/// Runs a test, and the invariants after it.
pub fn build_and_execute(test: impl FnOnce()) {
    let people = [ALICE, BOB, CAROL];
    let mut assets: Vec<_> = people.iter().map(|who| (1, *who, START)).collect();
    assets.push((1, Cash::account_id(), 3 * START));
    let storage = RuntimeGenesisConfig {
        assets: pallet_assets::GenesisConfig {
            assets: vec![(1, 99, true, 1)],
            accounts: assets,
            ..Default::default()
        },
        cash: GenesisConfig { accounts: people.iter().map(|who| (*who, START)).collect() },
        ..Default::default()
    }
    .build_storage()
    .unwrap();
    TOLD.with(|told| told.borrow_mut().clear());
    let mut ext = sp_io::TestExternalities::new(storage);
    ext.execute_with(|| {
        System::set_block_number(1);
        test();
        Cash::do_try_state().unwrap();
    });
}
