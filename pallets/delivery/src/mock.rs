//! A chain with this pallet, cash in pallet-balances, and a ledger of units as simple as the trait
//! allows. It lies in storage, so that an error rolls it back.

use crate::{self as pallet_delivery, *};
use frame_support::{
    derive_impl, parameter_types,
    traits::{
        fungible::{Inspect, InspectHold, Mutate},
        tokens::Preservation::Expendable,
        ConstU128, ConstU32, ConstU64, Hooks, Time,
    },
};
use frame_system::EnsureSignedBy;
use headroom_primitives::{
    amount, Balance, Claims, DeliveryId, Discharge, Market, Markets, Metered, Metering, Moment,
    Nomination, OnCapacity, Period, Price, ProductId, Quantity, ReferencePrice, SeriesId,
    TokenWeights, TradingRules, UnitId, UnitLedger, ZoneId,
};
use sp_runtime::{traits::IdentityLookup, BuildStorage, DispatchError, DispatchResult};

pub type AccountId = u64;
type Block = frame_system::mocking::MockBlock<Test>;

pub const OPERATOR: AccountId = 1;
pub const BUYER: AccountId = 2;
pub const STRANGER: AccountId = 3;
pub const ARBITER: AccountId = 4;
/// Where the ledger of this mock keeps cover, and where bonds.
pub const COVERS: AccountId = 10;
pub const BONDS: AccountId = 11;

pub const START: Balance = 1_000_000_000_000;
pub const COVER: Price = 1_600_000;
pub const BOND: Price = 400_000;
pub const HOUR: Moment = 3_600_000;
pub const DAY: Period = Period::Day(20_790);
pub const MONTH: Period = Period::Month { year: 2027, month: 2 };

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
    pub type Desk = pallet_delivery;
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

frame_support::ord_parameter_types! {
    pub const Arbiter: AccountId = ARBITER;
}

parameter_types! {
    pub storage Now: Moment = DAY.start() - 48 * HOUR;
    /// What capacity is worth; 0 for no price.
    pub storage Worth: Price = 2_000_000;
    /// What the operator owes the buyer.
    pub storage Debt: Balance = 0;
    pub storage Ended: Quantity = 0;
    /// Delivered and failed, as the index is told.
    pub storage Counted: (u64, u64) = (0, 0);
    pub storage Index: u32 = 0;
    /// Cover per unit and hour of what is nominated next.
    pub storage CoverRate: Price = COVER;
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
    fn metering(product: ProductId) -> Option<Metering> {
        match product {
            0 => Some(Metering::UnitHours),
            1 => {
                let weights = TokenWeights { input: 1_000, cached: 200, output: 4_210 };
                Some(Metering::Tokens(weights))
            },
            _ => None,
        }
    }
    fn market(_: ProductId, _: ZoneId) -> Option<Market> {
        None
    }
}

impl ReferencePrice for World {
    fn reference(_: ProductId, _: ZoneId) -> Option<Price> {
        None
    }
    fn average(_: ProductId, _: ZoneId, _: &Period) -> Option<Price> {
        Some(Worth::get()).filter(|worth| *worth > 0)
    }
}

impl OnCapacity for World {
    fn attested(_: ProductId, _: ZoneId, _: core::ops::Range<u32>, _: i64) {}
    fn issued(_: &SeriesId, _: i64) {}
    fn settled(_: &SeriesId, delivered: u64, failed: u64) {
        let (delivered_before, failed_before) = Counted::get();
        Counted::set(&(delivered_before + delivered, failed_before + failed));
    }
}

impl Claims<AccountId> for World {
    fn in_debt(_: &AccountId) -> bool {
        Debt::get() > 0
    }
    fn record(_: &AccountId, _: &AccountId, amount: Balance) -> DispatchResult {
        Debt::set(&(Debt::get() + amount));
        Ok(())
    }
}

impl UnitLedger<AccountId> for World {
    fn cover_rate(_: &UnitId<AccountId>) -> Option<Price> {
        Some(COVER)
    }
    fn sold(_: &UnitId<AccountId>) -> Quantity {
        0
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
        unit: &UnitId<AccountId>,
        owner: &AccountId,
        quantity: Quantity,
    ) -> Result<Nomination, DispatchError> {
        if *owner != BUYER || quantity == 0 || quantity > 100 {
            return Err(DispatchError::Other("InsufficientUnits"));
        }
        let index = Index::get();
        Index::set(&(index + 1));
        // Cover and bond as if the units had been issued and sold.
        let hours = unit.series.period.hours();
        let cover_rate = CoverRate::get();
        for (rate, to) in [(cover_rate, COVERS), (BOND, BONDS)] {
            Balances::transfer(&OPERATOR, &to, amount::total(rate, quantity, hours), Expendable)?;
        }
        Ok(Nomination { index, cover_rate, bond_rate: BOND })
    }
    fn discharge(
        unit: &UnitId<AccountId>,
        buyer: &AccountId,
        discharge: Discharge,
    ) -> DispatchResult {
        for (from, to, amount) in [
            (COVERS, unit.operator, discharge.cover_released),
            (COVERS, *buyer, discharge.cover_paid),
            (BONDS, unit.operator, discharge.bond_released),
            (BONDS, *buyer, discharge.bond_paid),
        ] {
            if amount > 0 {
                Balances::transfer(&from, &to, amount, Expendable)?;
            }
        }
        Ended::set(&(Ended::get() + discharge.ended));
        Ok(())
    }
    fn expire(_: &UnitId<AccountId>) -> Result<(Quantity, Balance), DispatchError> {
        Ok((7, 70))
    }
}

impl Config for Test {
    type Cash = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Units = World;
    type Markets = World;
    type Reference = World;
    type Claims = World;
    type Time = Clock;
    type OnCapacity = World;
    type ArbiterOrigin = EnsureSignedBy<Arbiter, AccountId>;
    type GateLead = ConstU64<HOUR>;
    type ReportWindow = ConstU64<{ 6 * HOUR }>;
    type ObjectionWindow = ConstU64<{ 24 * HOUR }>;
    type AnswerWindow = ConstU64<{ 24 * HOUR }>;
    type RulingWindow = ConstU64<{ 72 * HOUR }>;
    type GapThreshold = ConstU64<600_000>;
    type Grace = ConstU64<HOUR>;
    type PenaltyShare = ConstU32<100>;
    type StakeShare = ConstU32<100>;
    type MinStake = ConstU128<1_000_000>;
    type WeightInfo = ();
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = ();
}

pub fn unit(product: ProductId, period: Period) -> UnitId<AccountId> {
    UnitId { series: SeriesId { product, zone: 0, period }, operator: OPERATOR }
}

pub fn day() -> DeliveryId<AccountId> {
    DeliveryId { unit: unit(0, DAY), index: 0 }
}

pub fn get(id: &DeliveryId<AccountId>) -> Delivery<AccountId> {
    Deliveries::<Test>::get(&id.unit, id.index).unwrap()
}

pub fn nominate(unit: UnitId<AccountId>, quantity: Quantity) {
    Desk::nominate(RuntimeOrigin::signed(BUYER), unit, quantity, [7; 32]).unwrap();
}

/// Ten units of the day, nominated, and twelve hours of the day over.
pub fn at_noon() {
    nominate(unit(0, DAY), 10);
    at(DAY.start() + 12 * HOUR);
}

pub fn report(id: &DeliveryId<AccountId>, milli: u64) -> DispatchResult {
    let metered = Metered::UnitHours(milli);
    Desk::report(RuntimeOrigin::signed(OPERATOR), id.clone(), metered)
}

pub fn settle(id: &DeliveryId<AccountId>) -> DispatchResult {
    Desk::settle(RuntimeOrigin::signed(STRANGER), id.clone())
}

pub fn object(id: &DeliveryId<AccountId>, claimed: u64) -> DispatchResult {
    Desk::object(RuntimeOrigin::signed(BUYER), id.clone(), reported(id), claimed)
}

pub fn accept(id: &DeliveryId<AccountId>) -> DispatchResult {
    Desk::accept(RuntimeOrigin::signed(BUYER), id.clone(), reported(id))
}

/// What is reported and open to objection; 0 where nothing is.
pub fn reported(id: &DeliveryId<AccountId>) -> u64 {
    let found = Deliveries::<Test>::get(&id.unit, id.index);
    found.and_then(|found| found.pending).map_or(0, |pending| pending.delivered)
}

/// Time goes on to `now`, with blocks on the way: no gap.
pub fn at(now: Moment) {
    Desk::on_finalize(1);
    Heart::<Test>::put(clock::Heartbeat { last: now, ..Heart::<Test>::get() });
    Now::set(&now);
}

/// Time jumps to `now`: a gap.
pub fn jump(now: Moment) {
    Desk::on_finalize(1);
    Now::set(&now);
}

/// Free and staked.
pub fn cash(who: AccountId) -> (Balance, Balance) {
    let reason = RuntimeHoldReason::Desk(HoldReason::Stake);
    (Balances::balance(&who), Balances::balance_on_hold(&reason, &who))
}

pub fn total() -> Balance {
    [OPERATOR, BUYER, STRANGER, ARBITER, COVERS, BONDS]
        .into_iter()
        .map(cash)
        .map(|(free, staked)| free + staked)
        .sum()
}

/// Runs a test, and the invariants after it.
pub fn build_and_execute(test: impl FnOnce()) {
    let storage = RuntimeGenesisConfig::default().build_storage().unwrap();
    let mut ext = sp_io::TestExternalities::new(storage);
    ext.execute_with(|| {
        System::set_block_number(1);
        for who in [OPERATOR, BUYER, STRANGER, ARBITER, COVERS, BONDS] {
            Balances::mint_into(&who, START).unwrap();
        }
        let before = total();
        test();
        assert_eq!(total(), before, "cash was made or lost");
        Desk::do_try_state().unwrap();
    });
}
