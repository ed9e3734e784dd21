//! A chain with this pallet, cash in pallet-balances, and a ledger of units as simple as the trait
//! allows. It lies in storage, so that an error rolls it back.

use crate::{self as pallet_spot, *};
use frame_support::{
    derive_impl, parameter_types,
    traits::{
        fungible::{Inspect, InspectHold, Mutate},
        tokens::Preservation::Expendable,
        ConstU128, ConstU16, ConstU32, ConstU64, Time,
    },
};
use headroom_primitives::{
    amount, Balance, Claims, Discharge, Market, Markets, Metering, Moment, Nomination, OnTrade,
    Period, Price, ProductId, Quantity, SeriesId, Trade, TradingRules, UnitId, UnitLedger, ZoneId,
};
use sp_runtime::{traits::IdentityLookup, BuildStorage, DispatchError, DispatchResult};

pub type AccountId = u64;
type Block = frame_system::mocking::MockBlock<Test>;

/// Two issuers, three traders, and who gets the fees.
pub const ISSUER: AccountId = 1;
pub const OTHER: AccountId = 2;
pub const ALICE: AccountId = 3;
pub const BOB: AccountId = 4;
pub const CAROL: AccountId = 5;
pub const FEES: AccountId = 9;
/// Where the ledger of this mock keeps cover.
pub const ESCROW: AccountId = 10;

pub const START: Balance = 1_000_000_000_000;
pub const COVER: Price = 1_500_000;
pub const HOUR: Moment = 3_600_000;
/// 2026-12-03, a day of 24 hours.
pub const SERIES: SeriesId = SeriesId { product: 0, zone: 0, period: Period::Day(20_790) };
pub const HOURS: u32 = 24;

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
    pub type Spot = pallet_spot;
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

parameter_types! {
    pub const FeeAccount: AccountId = FEES;
    /// The chain's time.
    pub storage Now: Moment = SERIES.period.start() - 48 * HOUR;
    pub storage Paused: bool = false;
    pub storage Debtor: AccountId = 0;
    pub storage Impaired: AccountId = 0;
    /// An issuer sells nothing under this cover rate.
    pub storage LeastCover: Price = 0;
    pub storage Trades: u32 = 0;
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
    fn rules(product: ProductId) -> Option<TradingRules> {
        (product == 0).then_some(TradingRules { tick: 1_000, lot: 2, lowest_tier: 0 })
    }
    fn metering(_: ProductId) -> Option<Metering> {
        None
    }
    fn market(product: ProductId, _: ZoneId) -> Option<Market> {
        (product == 0).then(|| Market { reference: 2_000_000, index: None, paused: Paused::get() })
    }
}

impl Claims<AccountId> for World {
    fn in_debt(who: &AccountId) -> bool {
        Debtor::get() == *who
    }
    fn record(_: &AccountId, _: &AccountId, _: Balance) -> DispatchResult {
        Ok(())
    }
}

impl OnTrade<AccountId> for World {
    fn on_trade(_: &Trade<AccountId>) {
        Trades::set(&(Trades::get() + 1));
    }
    fn weight() -> frame_support::weights::Weight {
        Default::default()
    }
}

/// Units: free and in orders, by unit and owner.
#[frame_support::storage_alias]
pub type Units = StorageMap<
    Prefix,
    frame_support::Blake2_128Concat,
    (UnitId<AccountId>, AccountId),
    (Quantity, Quantity),
    frame_support::pallet_prelude::ValueQuery,
>;

impl World {
    fn change(
        unit: &UnitId<AccountId>,
        who: AccountId,
        free: i64,
        in_orders: i64,
    ) -> DispatchResult {
        Units::try_mutate((unit, who), |(old_free, old_in_orders)| {
            let add = |old: Quantity, change: i64| {
                Quantity::try_from(i64::from(old) + change)
                    .map_err(|_| DispatchError::Other("InsufficientUnits"))
            };
            *old_free = add(*old_free, free)?;
            *old_in_orders = add(*old_in_orders, in_orders)?;
            Ok(())
        })
    }
}

impl UnitLedger<AccountId> for World {
    fn cover_rate(_: &UnitId<AccountId>) -> Option<Price> {
        Some(COVER)
    }
    fn sold(_: &UnitId<AccountId>) -> Quantity {
        0
    }
    fn ensure_tradable(unit: &UnitId<AccountId>) -> DispatchResult {
        if Impaired::get() == unit.operator {
            return Err(DispatchError::Other("Impaired"));
        }
        Ok(())
    }
    fn ensure_cover(_: &SeriesId, cover_rate: Price) -> DispatchResult {
        if cover_rate < LeastCover::get() {
            return Err(DispatchError::Other("RateOutdated"));
        }
        Ok(())
    }
    fn put_in_order(
        unit: &UnitId<AccountId>,
        owner: &AccountId,
        quantity: Quantity,
    ) -> DispatchResult {
        Self::ensure_tradable(unit)?;
        Self::change(unit, *owner, -i64::from(quantity), i64::from(quantity))
    }
    fn take_from_order(
        unit: &UnitId<AccountId>,
        owner: &AccountId,
        quantity: Quantity,
    ) -> DispatchResult {
        Self::change(unit, *owner, i64::from(quantity), -i64::from(quantity))
    }
    fn sell_from_order(
        unit: &UnitId<AccountId>,
        seller: &AccountId,
        buyer: &AccountId,
        quantity: Quantity,
    ) -> Result<Balance, DispatchError> {
        Self::change(unit, *seller, 0, -i64::from(quantity))?;
        Self::change(unit, *buyer, i64::from(quantity), 0)?;
        let cover = amount::total(COVER, quantity, unit.series.period.hours());
        if *buyer == unit.operator {
            Balances::transfer(&ESCROW, buyer, cover, Expendable)?;
        }
        if *seller != unit.operator {
            return Ok(0);
        }
        Balances::transfer(seller, &ESCROW, cover, Expendable)?;
        Ok(cover)
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
    type Claims = World;
    type OnTrade = World;
    type Time = Clock;
    type FeeAccount = FeeAccount;
    type MakerFee = ConstU16<3>;
    type TakerFee = ConstU16<5>;
    type MaxOrders = ConstU32<4>;
    type MaxFills = ConstU32<8>;
    type MaxRemovals = ConstU32<8>;
    type MinOrderValue = ConstU128<1_000_000>;
    type GateLead = ConstU64<HOUR>;
    type MaxAhead = ConstU64<{ 400 * 24 * HOUR }>;
    type TradingStop = ConstU64<900_000>;
    type WeightInfo = ();
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = ();
}

pub fn unit(operator: AccountId) -> UnitId<AccountId> {
    UnitId { series: SERIES, operator }
}

pub fn units(operator: AccountId, who: AccountId) -> (Quantity, Quantity) {
    Units::get((unit(operator), who))
}

/// Free and on hold for orders.
pub fn cash(who: AccountId) -> (Balance, Balance) {
    let reason = RuntimeHoldReason::Spot(HoldReason::Order);
    (Balances::balance(&who), Balances::balance_on_hold(&reason, &who))
}

pub fn value(price: Price, quantity: Quantity) -> Balance {
    amount::total(price, quantity, HOURS)
}

pub fn place(
    who: AccountId,
    side: Side<AccountId>,
    price: Price,
    quantity: Quantity,
    time_in_force: TimeInForce,
    max_fills: u32,
) -> DispatchResult {
    frame_support::storage::with_storage_layer(|| {
        Spot::place_order(
            RuntimeOrigin::signed(who),
            SERIES,
            side,
            price,
            quantity,
            time_in_force,
            max_fills,
        )
        .map(drop)
        .map_err(|error| error.error)
    })
}

pub fn ask(
    who: AccountId,
    operator: AccountId,
    price: Price,
    quantity: Quantity,
) -> DispatchResult {
    place(who, Side::Ask { operator }, price, quantity, TimeInForce::GoodTillCancelled, 8)
}

pub fn bid(who: AccountId, price: Price, quantity: Quantity) -> DispatchResult {
    place(who, Side::Bid, price, quantity, TimeInForce::GoodTillCancelled, 8)
}

pub fn id(owner: AccountId, seq: u64) -> OrderId<AccountId> {
    OrderId { owner, series: SERIES, seq }
}

/// Every resting order of the test's book: owner, number, ticks, what is left.
pub fn resting() -> Vec<(AccountId, u64, u32, Quantity)> {
    let mut all: Vec<_> = Orders::<Test>::iter()
        .flat_map(|(owner, _, orders)| {
            orders.into_iter().map(move |order| (owner, order.seq, order.ticks, order.quantity))
        })
        .collect();
    all.sort_by_key(|order| order.1);
    all
}

/// Runs a test, and the invariants after it.
pub fn build_and_execute(test: impl FnOnce()) {
    let storage = RuntimeGenesisConfig::default().build_storage().unwrap();
    let mut ext = sp_io::TestExternalities::new(storage);
    ext.execute_with(|| {
        System::set_block_number(1);
        for who in [ISSUER, OTHER, ALICE, BOB, CAROL, FEES, ESCROW] {
            Balances::mint_into(&who, START).unwrap();
        }
        for issuer in [ISSUER, OTHER] {
            Units::insert((unit(issuer), issuer), (1_000, 0));
        }
        test();
        Spot::do_try_state().unwrap();
    });
}
