//! A chain with this pallet, cash in pallet-balances, and a market for each product and zone below
//! 10.

use crate::{self as pallet_index, *};
use frame_support::{
    derive_impl, ord_parameter_types, parameter_types,
    traits::{
        fungible::{Inspect, InspectHold, Mutate},
        ConstU128, ConstU32, ConstU64, Time,
    },
};
use frame_system::{EnsureRoot, EnsureSignedBy};
use headroom_primitives::{
    period::HOUR_MS, Balance, Discharge, Market, Markets, Metering, Moment, Nomination, OnTrade,
    Period, Price, PriceBoard, ProductId, Quantity, SeriesId, Trade, TradingRules, UnitId,
    UnitLedger, ZoneId,
};
use sp_runtime::{traits::IdentityLookup, BuildStorage, DispatchError, DispatchResult};

pub type AccountId = u64;
type Block = frame_system::mocking::MockBlock<Test>;

pub const CASH: Balance = 1_000_000;
pub const START: Balance = 1_000_000 * CASH;
pub const STRANGER: AccountId = 50;
pub const ARBITER: AccountId = 51;
pub const FEES: AccountId = 52;
/// What capacity is worth without an index.
pub const REFERENCE: Price = 1_500_000;
/// Six that are admitted as reporters.
pub const REPORTERS: [AccountId; 6] = [1, 2, 3, 4, 5, 6];
/// 2026-12-03T00:00Z.
pub const HOUR: u32 = 20_790 * 24;

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
    pub type Prices = pallet_index;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type AccountId = AccountId;
    type Lookup = IdentityLookup<AccountId>;
    type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type AccountStore = System;
    type Balance = Balance;
    type ExistentialDeposit = ConstU128<1>;
}

ord_parameter_types! {
    pub const Arbiter: AccountId = ARBITER;
}

parameter_types! {
    pub const FeeAccount: AccountId = FEES;
    /// The chain's time: half past the hour before the one that tests are about.
    pub storage Now: Moment = Moment::from(HOUR) * HOUR_MS - HOUR_MS / 2;
    /// What has left the hands of every issuer.
    pub storage Sold: Quantity = 1_000;
    /// What is shown at the markets.
    pub storage Shown: Vec<((ProductId, ZoneId), Option<IndexId>, Price)> = Vec::new();
}

pub struct Admitted;
impl frame_support::traits::SortedMembers<AccountId> for Admitted {
    fn sorted_members() -> Vec<AccountId> {
        REPORTERS.to_vec()
    }
}

pub struct Clock;
impl Time for Clock {
    type Moment = Moment;
    fn now() -> Moment {
        Now::get()
    }
}

pub struct World;

impl Markets for World {
    fn rules(_: ProductId) -> Option<TradingRules> {
        None
    }
    fn metering(_: ProductId) -> Option<Metering> {
        None
    }
    fn market(product: ProductId, zone: ZoneId) -> Option<Market> {
        let found = Shown::get().into_iter().find(|(of, ..)| *of == (product, zone));
        let (index, reference) =
            found.map_or((None, REFERENCE), |(_, index, price)| (index, price));
        (product < 10 && zone < 10).then_some(Market { reference, index, paused: false })
    }
}

impl World {
    fn show(product: ProductId, zone: ZoneId, index: Option<IndexId>, reference: Price) {
        let others = Shown::get().into_iter().filter(|(of, ..)| *of != (product, zone));
        Shown::set(&others.chain([((product, zone), index, reference)]).collect());
    }
}

impl PriceBoard for World {
    fn name_index(product: ProductId, zone: ZoneId, index: Option<IndexId>) {
        let reference = World::market(product, zone).unwrap().reference;
        World::show(product, zone, index, reference);
    }
    fn set_reference(product: ProductId, zone: ZoneId, price: Price) {
        World::show(product, zone, World::market(product, zone).unwrap().index, price);
    }
}

impl UnitLedger<AccountId> for World {
    fn cover_rate(_: &UnitId<AccountId>) -> Option<Price> {
        None
    }
    fn sold(_: &UnitId<AccountId>) -> Quantity {
        Sold::get()
    }
    fn ensure_tradable(_: &UnitId<AccountId>) -> DispatchResult {
        Ok(())
    }
    fn ensure_cover(_: &SeriesId, _: Price) -> DispatchResult {
        Ok(())
    }
    fn put_in_order(_: &UnitId<AccountId>, _: &AccountId, _: Quantity) -> DispatchResult {
        Err(DispatchError::Unavailable)
    }
    fn take_from_order(_: &UnitId<AccountId>, _: &AccountId, _: Quantity) -> DispatchResult {
        Err(DispatchError::Unavailable)
    }
    fn sell_from_order(
        _: &UnitId<AccountId>,
        _: &AccountId,
        _: &AccountId,
        _: Quantity,
    ) -> Result<Balance, DispatchError> {
        Err(DispatchError::Unavailable)
    }
    fn nominate(
        _: &UnitId<AccountId>,
        _: &AccountId,
        _: Quantity,
    ) -> Result<Nomination, DispatchError> {
        Err(DispatchError::Unavailable)
    }
    fn discharge(_: &UnitId<AccountId>, _: &AccountId, _: Discharge) -> DispatchResult {
        Err(DispatchError::Unavailable)
    }
    fn expire(_: &UnitId<AccountId>) -> Result<(Quantity, Balance), DispatchError> {
        Err(DispatchError::Unavailable)
    }
}

impl Config for Test {
    type Cash = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Units = World;
    type Markets = World;
    type Board = World;
    type Time = Clock;
    type AdminOrigin = EnsureRoot<AccountId>;
    type ReporterOrigin = EnsureSignedBy<Admitted, AccountId>;
    type ArbiterOrigin = EnsureSignedBy<Arbiter, AccountId>;
    type FeeAccount = FeeAccount;
    type MaxInputs = ConstU32<8>;
    type LeastContributors = ConstU32<5>;
    type LeastQuantity = ConstU64<10>;
    type Band = ConstU32<100>;
    type MaxMove = ConstU32<250>;
    type LeastTrade = ConstU128<CASH>;
    type Lookback = ConstU64<{ 48 * HOUR_MS }>;
    type ReportWindow = ConstU64<HOUR_MS>;
    type CloseDelay = ConstU64<{ HOUR_MS * 3 / 2 }>;
    type MaxStale = ConstU32<24>;
    type Retention = ConstU32<30>;
    type LeastBond = ConstU128<{ 1_000 * CASH }>;
    type BondPerUnit = ConstU128<{ 10 * CASH }>;
    type Penalty = ConstU128<{ 501 * CASH }>;
    type ChallengeStake = ConstU128<{ 50 * CASH }>;
    type ChallengeWindow = ConstU64<{ 7 * 24 * HOUR_MS }>;
    type RulingWindow = ConstU64<{ 72 * HOUR_MS }>;
    type WeightInfo = ();
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = ();
}

/// The index of product 0 in zone 0.
pub const INDEX: IndexId = 0;

pub fn create(definition: Definition) -> DispatchResult {
    Prices::create_index(RuntimeOrigin::root(), definition)
}

pub fn register(who: AccountId, bond: Balance) -> DispatchResult {
    Prices::register_reporter(RuntimeOrigin::signed(who), bond)
}

pub fn observe(who: AccountId, hour: u32, price: Price, quantity: Quantity) -> DispatchResult {
    // A trade of its own each time.
    let digest = sp_io::hashing::blake2_256(&codec::Encode::encode(&(who, hour, price, quantity)));
    Prices::observe(RuntimeOrigin::signed(who), INDEX, hour, price, quantity, digest)
}

/// Five reporters say the same of an hour.
pub fn observe_all(hour: u32, price: Price) {
    for who in &REPORTERS[..5] {
        observe(*who, hour, price, 10).unwrap();
    }
}

pub fn fill(period: Period, parties: [AccountId; 3], price: Price, quantity: Quantity) {
    let [issuer, buyer, seller] = parties;
    let series = SeriesId { product: 0, zone: 0, period };
    Prices::on_trade(&Trade { series, issuer, buyer, seller, price, quantity });
}

pub fn close(index: IndexId) -> DispatchResult {
    Prices::close_hour(RuntimeOrigin::signed(STRANGER), index)
        .map(drop)
        .map_err(|error| error.error)
}

/// Time goes on until the hour can be closed.
pub fn at_close(hour: u32) {
    Now::set(&Prices::closes(hour));
}

/// At the beginning of an hour.
pub fn at(hour: u32) {
    Now::set(&(Moment::from(hour) * HOUR_MS));
}

pub fn value(hour: u32) -> Value {
    Values::<Test>::get(INDEX, hour).unwrap()
}

pub fn inputs(slot: Slot) -> Vec<(Price, Quantity)> {
    Inputs::<Test>::get(INDEX, slot)
        .into_iter()
        .map(|input| (input.price, input.quantity))
        .collect()
}

/// Free, and on hold for each reason.
pub fn cash(who: AccountId) -> (Balance, Balance, Balance) {
    let held =
        |reason: HoldReason| Balances::balance_on_hold(&RuntimeHoldReason::Prices(reason), &who);
    (Balances::balance(&who), held(HoldReason::Reporter), held(HoldReason::Challenge))
}

/// Runs a test on an index that begins with [`HOUR`], and the invariants after it.
pub fn build_and_execute(test: impl FnOnce()) {
    let storage = RuntimeGenesisConfig::default().build_storage().unwrap();
    let mut ext = sp_io::TestExternalities::new(storage);
    ext.execute_with(|| {
        System::set_block_number(1);
        let people = || REPORTERS.into_iter().chain([STRANGER, ARBITER, FEES]);
        for who in people() {
            Balances::mint_into(&who, START).unwrap();
        }
        create(Definition::Market { product: 0, zone: 0 }).unwrap();
        for who in REPORTERS {
            register(who, 1_000 * CASH).unwrap();
        }
        test();
        let total: Balance = people().map(cash).map(|(a, b, c)| a + b + c).sum();
        assert_eq!(total, START * 9, "cash was made or lost");
        Prices::do_try_state().unwrap();
    });
}
