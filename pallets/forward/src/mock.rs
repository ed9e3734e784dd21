//! A chain with this pallet, cash in pallet-balances, and an index that says what a test wants.

use crate::{self as pallet_forward, *};
use frame_support::{
    derive_impl, parameter_types,
    storage::with_storage_layer,
    traits::{
        fungible::{Inspect, InspectHold, Mutate},
        tokens::Preservation::Expendable,
        ConstU128, ConstU32, ConstU64, Time,
    },
};
use frame_system::EnsureRoot;
use headroom_primitives::{
    amount, period::HOUR_MS, Balance, Claims, Deadlines, Deliveries, Discharge, IndexId,
    IndexValues, Market, Markets, Metering, Moment, Nomination, OnTrade, Period, Price, ProductId,
    Quantity, SeriesId, Span, Trade, TradingRules, UnitId, UnitLedger, ZoneId,
};
use sp_runtime::{traits::IdentityLookup, BuildStorage, DispatchError, DispatchResult};

pub type AccountId = u64;
type Block = frame_system::mocking::MockBlock<Test>;

pub const CASH: Balance = 1_000_000;
pub const START: Balance = 1_000_000 * CASH;
pub const BUYER: AccountId = 1;
pub const SELLER: AccountId = 2;
pub const OTHER: AccountId = 3;
pub const STRANGER: AccountId = 4;
pub const POOR: AccountId = 5;
pub const PEOPLE: [AccountId; 5] = [BUYER, SELLER, OTHER, STRANGER, POOR];
/// Where the ledger of this mock keeps cover.
pub const ESCROW: AccountId = 6;
pub const COVER: Price = 1_600_000;
/// 2026-12-03T00:00Z.
pub const HOUR: u32 = 20_790 * 24;
/// The day that is priced: the second after.
pub const DAY: Period = Period::Day(20_792);
pub const SERIES: SeriesId = SeriesId { product: 0, zone: 0, period: DAY };
pub const INDEX: IndexId = 7;
/// What capacity is worth by the index, and the fixed price.
pub const PRICE: Price = 2_000_000;
pub const QUANTITY: Quantity = 10;
/// price × quantity × hours.
pub const NOTIONAL: Balance = PRICE as Balance * QUANTITY as Balance * 24;
pub const INITIAL: Balance = NOTIONAL / 10;

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
    pub type Forward = pallet_forward;
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
    /// The chain's time.
    pub storage Now: Moment = Moment::from(HOUR) * HOUR_MS;
    pub storage Paused: bool = false;
    pub storage IndexName: Option<IndexId> = Some(INDEX);
    /// The hours of the index that are closed, from [`HOUR`] on: with a price, or without.
    pub storage Closed: Vec<Option<Price>> = Vec::new();
    pub storage Retired: bool = false;
    /// The last price, while it is not stale.
    pub storage Last: Option<Price> = Some(PRICE);
    /// Who owes whom, and how much.
    pub storage Debts: Vec<(AccountId, AccountId, Balance)> = Vec::new();
    /// Of an operator, in an owner's hands: free, and in orders.
    pub storage Units: Vec<((AccountId, AccountId), (Quantity, Quantity))> = Vec::new();
    pub storage Impaired: AccountId = 0;
    /// Cover that an issuer has put into escrow.
    pub storage Covered: Vec<(AccountId, Balance)> = Vec::new();
    /// The buyer, the operator, how many, and where.
    pub storage Nominated: Vec<(AccountId, AccountId, Quantity, [u8; 32])> = Vec::new();
    /// What a gap adds to deadlines.
    pub storage Grace: Moment = 0;
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
    fn market(product: ProductId, zone: ZoneId) -> Option<Market> {
        (product == 0 && zone == 0).then(|| Market {
            reference: PRICE,
            index: IndexName::get(),
            paused: Paused::get(),
        })
    }
}

impl IndexValues for World {
    fn span(index: IndexId, from: u32, to: u32) -> Option<Span> {
        assert_eq!(index, INDEX);
        let closed = Closed::get();
        let next = HOUR + closed.len() as u32;
        let of_span = |at: usize| (from..to).contains(&(HOUR + at as u32));
        let prices: Vec<_> =
            closed.iter().enumerate().filter(|(at, _)| of_span(*at)).map(|(_, v)| *v).collect();
        Some(Span {
            sum: prices.iter().flatten().map(|price| u128::from(*price)).sum(),
            priced: prices.iter().flatten().count() as u32,
            closed: prices.len() as u32,
            ended: Retired::get() || next >= to,
        })
    }
    fn last_price(_: IndexId) -> Option<Price> {
        Last::get()
    }
}

impl World {
    /// Changes what an owner has of an operator's units, free and in orders.
    fn change(operator: AccountId, owner: AccountId, free: i64, in_orders: i64) -> DispatchResult {
        let mut all = Units::get();
        let (now_free, now_in) = units(operator, owner);
        let next = |now: u32, change: i64| {
            u32::try_from(i64::from(now) + change)
                .map_err(|_| DispatchError::Other("InsufficientUnits"))
        };
        let next = (next(now_free, free)?, next(now_in, in_orders)?);
        all.retain(|(key, _)| *key != (operator, owner));
        all.push(((operator, owner), next));
        Units::set(&all);
        Ok(())
    }
}

/// What an owner has of an operator's units: free, and in orders.
pub fn units(operator: AccountId, owner: AccountId) -> (Quantity, Quantity) {
    let found = Units::get().into_iter().find(|(key, _)| *key == (operator, owner));
    found.map_or((0, 0), |(_, found)| found)
}

/// An operator issues units, into its own hands or somebody's.
pub fn issue(operator: AccountId, owner: AccountId, quantity: Quantity) {
    World::change(operator, owner, quantity.into(), 0).unwrap();
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
    fn ensure_cover(_: &SeriesId, _: Price) -> DispatchResult {
        Ok(())
    }
    fn put_in_order(
        unit: &UnitId<AccountId>,
        owner: &AccountId,
        quantity: Quantity,
    ) -> DispatchResult {
        Self::ensure_tradable(unit)?;
        Self::change(unit.operator, *owner, -i64::from(quantity), quantity.into())
    }
    fn take_from_order(
        unit: &UnitId<AccountId>,
        owner: &AccountId,
        quantity: Quantity,
    ) -> DispatchResult {
        Self::change(unit.operator, *owner, quantity.into(), -i64::from(quantity))
    }
    fn sell_from_order(
        unit: &UnitId<AccountId>,
        seller: &AccountId,
        buyer: &AccountId,
        quantity: Quantity,
    ) -> Result<Balance, DispatchError> {
        Self::change(unit.operator, *seller, 0, -i64::from(quantity))?;
        Self::change(unit.operator, *buyer, quantity.into(), 0)?;
        if *seller != unit.operator {
            return Ok(0);
        }
        let cover = amount::total(COVER, quantity, unit.series.period.hours());
        Balances::transfer(seller, &ESCROW, cover, Expendable)?;
        Covered::set(&Covered::get().into_iter().chain([(*seller, cover)]).collect());
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

impl Deliveries<AccountId> for World {
    fn nominate(
        buyer: &AccountId,
        unit: &UnitId<AccountId>,
        quantity: Quantity,
        instructions: [u8; 32],
    ) -> DispatchResult {
        World::change(unit.operator, *buyer, -i64::from(quantity), 0)?;
        let mut all = Nominated::get();
        all.push((*buyer, unit.operator, quantity, instructions));
        Nominated::set(&all);
        if instructions == [0; 32] {
            return Err(DispatchError::Unavailable);
        }
        Ok(())
    }
}

impl Claims<AccountId> for World {
    fn in_debt(who: &AccountId) -> bool {
        Debts::get().iter().any(|(debtor, ..)| debtor == who)
    }
    fn record(debtor: &AccountId, creditor: &AccountId, amount: Balance) -> DispatchResult {
        if amount > 0 {
            let mut debts = Debts::get();
            debts.push((*debtor, *creditor, amount));
            Debts::set(&debts);
        }
        Ok(())
    }
}

impl Deadlines for World {
    fn is_over(deadline: Moment) -> bool {
        Now::get() > deadline + Grace::get()
    }
}

impl Config for Test {
    type Cash = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Markets = World;
    type Values = World;
    type Units = World;
    type Deliveries = World;
    type Claims = World;
    type Deadlines = World;
    type Time = Clock;
    type AdminOrigin = EnsureRoot<AccountId>;
    type LeastInitial = ConstU32<100>;
    type LeastMaintenance = ConstU32<60>;
    type MinNotional = ConstU128<{ 10 * CASH }>;
    type GateLead = ConstU64<HOUR_MS>;
    type CommitLead = ConstU64<{ HOUR_MS / 2 }>;
    type MaxOfferTime = ConstU64<{ 7 * 24 * HOUR_MS }>;
    type MinCallWindow = ConstU64<HOUR_MS>;
    type MaxCallWindow = ConstU64<{ 72 * HOUR_MS }>;
    type MaxWait = ConstU32<720>;
    type MarkStep = ConstU32<20>;
    type MaxFromIndex = ConstU32<300>;
    type TapeHours = ConstU32<6>;
    type MaxPrints = ConstU32<4>;
    type LeastContributors = ConstU32<3>;
    type LeastQuantity = ConstU64<10>;
    type Band = ConstU32<100>;
    type WeightInfo = ();
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = ();
}

/// Ten units for a day at the index's price.
pub fn terms() -> Terms {
    Terms {
        series: SERIES,
        quantity: QUANTITY,
        price: PRICE,
        settlement: Settlement::Cash,
        initial: 100,
        maintenance: 60,
        call_window: 6 * HOUR_MS,
        penalty: 50,
        wait: 48,
        least_hours: 12,
        instalments: false,
    }
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
    RuntimeOrigin::signed(who)
}

/// As a dispatchable does it: an error changes nothing.
pub fn call(call: impl FnOnce() -> DispatchResult) -> DispatchResult {
    with_storage_layer(call)
}

pub fn offer(who: AccountId, terms: Terms, side: Side) -> DispatchResult {
    let valid_until = Now::get() + HOUR_MS;
    call(|| Forward::offer(signed(who), terms, side, None, valid_until))
}

pub fn accept(who: AccountId, id: AgreementId) -> DispatchResult {
    call(|| Forward::accept(signed(who), id))
}

/// An agreement between [`BUYER`] and [`SELLER`]: the first, number 0.
pub fn agreed(terms: Terms) -> AgreementId {
    let id = NextId::<Test>::get();
    offer(BUYER, terms, Side::Buyer).unwrap();
    accept(SELLER, id).unwrap();
    id
}

pub fn mark(id: AgreementId) -> DispatchResult {
    call(|| Forward::mark(signed(STRANGER), id))
}

pub fn call_margin(id: AgreementId) -> DispatchResult {
    call(|| Forward::call_margin(signed(STRANGER), id))
}

pub fn close_out(id: AgreementId) -> DispatchResult {
    call(|| Forward::close_out(signed(STRANGER), id))
}

pub fn settle(id: AgreementId) -> DispatchResult {
    call(|| Forward::settle(signed(STRANGER), id).map(drop).map_err(|error| error.error))
}

pub fn top_up(who: AccountId, id: AgreementId, amount: Balance) -> DispatchResult {
    call(|| Forward::top_up(signed(who), id, amount))
}

pub fn withdraw(who: AccountId, id: AgreementId, amount: Balance) -> DispatchResult {
    call(|| Forward::withdraw_excess(signed(who), id, amount))
}

pub fn agreement(id: AgreementId) -> Agreement<AccountId> {
    Agreements::<Test>::get(id).unwrap()
}

/// The margins of buyer and seller.
pub fn margins(id: AgreementId) -> [Balance; 2] {
    let found = agreement(id);
    [found.buyer.margin, found.seller.margin]
}

/// Some hours later.
pub fn wait(hours: u32) {
    Now::set(&(Now::get() + Moment::from(hours) * HOUR_MS));
}

/// At the beginning of an hour.
pub fn at(hour: u32) {
    Now::set(&(Moment::from(hour) * HOUR_MS));
}

/// The index closes hours: with a price, or without.
pub fn close(prices: impl IntoIterator<Item = Option<Price>>) {
    let closed: Vec<_> = Closed::get().into_iter().chain(prices).collect();
    Last::set(&closed.iter().rev().flatten().next().copied());
    Closed::set(&closed);
}

/// Free, and on hold.
pub fn cash(who: AccountId) -> (Balance, Balance) {
    let held = Balances::balance_on_hold(&RuntimeHoldReason::Forward(HoldReason::Margin), &who);
    (Balances::balance(&who), held)
}

/// A fill of some series, between accounts of its own.
pub fn fill(period: Period, from: AccountId, price: Price, quantity: Quantity) {
    let series = SeriesId { period, ..SERIES };
    let (issuer, buyer, seller) = (from, from + 1_000, from);
    Forward::on_trade(&Trade { series, issuer, buyer, seller, price, quantity });
}

/// Three that trade ten units each.
pub fn fills(period: Period, price: Price) {
    for from in [100, 101, 102] {
        fill(period, from, price, 10);
    }
}

/// Runs a test, and the invariants after it.
pub fn build_and_execute(test: impl FnOnce()) {
    let storage = RuntimeGenesisConfig::default().build_storage().unwrap();
    let mut ext = sp_io::TestExternalities::new(storage);
    ext.execute_with(|| {
        System::set_block_number(1);
        for who in PEOPLE {
            Balances::mint_into(&who, START).unwrap();
        }
        Balances::transfer(&POOR, &STRANGER, START - CASH, Expendable).unwrap();
        test();
        let total: Balance =
            PEOPLE.into_iter().chain([ESCROW]).map(|who| cash(who).0 + cash(who).1).sum();
        assert_eq!(total, START * 5, "cash was made or lost");
        Forward::do_try_state().unwrap();
    });
}
