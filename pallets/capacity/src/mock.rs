//! A chain with this pallet, a clock, and cash as pallet-balances.

use crate::{self as pallet_capacity, *};
use frame_support::{
    derive_impl, ord_parameter_types, parameter_types,
    storage::with_storage_layer,
    traits::{
        fungible::{Inspect, InspectHold},
        ConstU128, ConstU16, ConstU32, ConstU64,
    },
};
use frame_system::{EnsureRoot, EnsureSignedBy};
use headroom_primitives::{
    period::HOUR_MS, product::Name, Balance, Claims, Deliverable, Moment, OnCapacity, Period,
    ProductId, Quantity, SeriesId, TokenWeights, UnitId, UnitLedger, ZoneId,
};
use sp_runtime::{traits::IdentityLookup, BuildStorage, DispatchError, DispatchResult};
use std::{collections::BTreeSet, ops::Range};

pub type AccountId = u64;
type Block = frame_system::mocking::MockBlock<Test>;

pub const ATTESTOR: AccountId = 1;
pub const BUYER: AccountId = 2;
pub const OTHER: AccountId = 3;
/// Registered and attested at the start.
pub const OPERATOR: AccountId = 10;
/// Not registered.
pub const NEWCOMER: AccountId = 11;
pub const POOR: AccountId = 12;

/// What everybody but `POOR` starts with.
pub const START: Balance = 1_000_000_000_000_000;
pub const REGISTRATION: Balance = 5_000_000_000;

/// 2027-02-15T12:00Z.
pub const NOW: Moment = 1_802_692_800_000;
pub const DAY_MS: Moment = 24 * HOUR_MS;

/// 744 hours.
pub const MARCH: Period = Period::Month { year: 2027, month: 3 };
/// 2027-03-01.
pub const DAY: Period = Period::Day(20_878);
/// The first hour of it.
pub const HOUR: Period = Period::Hour(20_878 * 24);
pub const QUARTER: Period = Period::Quarter { year: 2027, quarter: 2 };
pub const YEAR: Period = Period::Year(2028);

/// A product in GPU-hours, at 2.0: cover 2.0 and bond 1.0 a unit and hour.
pub const GPU: u16 = 0;
pub const GPU_COVER: u64 = 2_000_000;
pub const GPU_BOND: u64 = 1_000_000;
/// A product in tokens, at 1.000001: cover 1.000001 and bond 0.500001, because it rounds up.
pub const TOKENS: u16 = 1;
pub const TOKENS_COVER: u64 = 1_000_001;
pub const TOKENS_BOND: u64 = 500_001;
/// The pool that both are served from: 100 GPUs, or 400 units of tokens.
pub const POOL: u16 = 7;
pub const GPUS: Quantity = 100;

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
    pub type Timestamp = pallet_timestamp;
    #[runtime::pallet_index(2)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(3)]
    pub type Capacity = pallet_capacity;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = Block;
    type AccountId = AccountId;
    type Lookup = IdentityLookup<AccountId>;
    type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = Balance;
    type ExistentialDeposit = ConstU128<1>;
    type AccountStore = System;
}

parameter_types! {
    pub static Debtors: BTreeSet<AccountId> = BTreeSet::new();
}

ord_parameter_types! {
    pub const Attestor: AccountId = ATTESTOR;
}

parameter_types! {
    /// What the index was told: of a product the hours, and how many units more are attested; of a
    /// series, how many more are issued.
    pub storage Attested: Vec<(ProductId, u32, u32, i64)> = Vec::new();
    pub storage Issued: Vec<(SeriesId, i64)> = Vec::new();
}

pub struct Counted;
impl OnCapacity for Counted {
    fn attested(product: ProductId, _: ZoneId, hours: Range<u32>, change: i64) {
        let told = Attested::get().into_iter();
        let told = told.chain([(product, hours.start, hours.end, change)]);
        Attested::set(&told.collect());
    }
    fn issued(series: &SeriesId, change: i64) {
        Issued::set(&Issued::get().into_iter().chain([(*series, change)]).collect());
    }
    fn settled(_: &SeriesId, _: u64, _: u64) {}
}

/// Units of the GPU product attested in an hour, as the index has it.
pub fn attested(hour: u32) -> i64 {
    Attested::get()
        .into_iter()
        .filter(|(product, from, to, _)| *product == GPU && (*from..*to).contains(&hour))
        .map(|(.., change)| change)
        .sum()
}

/// Debts that a test sets.
pub struct Debts;
impl Claims<AccountId> for Debts {
    fn in_debt(who: &AccountId) -> bool {
        Debtors::get().contains(who)
    }

    fn record(debtor: &AccountId, _: &AccountId, _: Balance) -> DispatchResult {
        set_debt(*debtor, true);
        Ok(())
    }
}

impl Config for Test {
    type Cash = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Claims = Debts;
    type Time = Timestamp;
    type OnCapacity = Counted;
    type AdminOrigin = EnsureRoot<AccountId>;
    type AttestorOrigin = EnsureSignedBy<Attestor, AccountId>;
    type RegistrationBond = ConstU128<REGISTRATION>;
    type CoverShare = ConstU32<1_000>;
    type BondShare = ConstU32<500>;
    type MinRateShare = ConstU32<800>;
    type GateLead = ConstU64<HOUR_MS>;
    type MaxAttestation = ConstU64<{ 400 * DAY_MS }>;
    type MaxYearsAhead = ConstU16<5>;
    type ReferenceInterval = ConstU64<HOUR_MS>;
    type MaxLines = ConstU32<4>;
    type WeightInfo = ();
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = Bench;
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Bench;
#[cfg(feature = "runtime-benchmarks")]
impl crate::benchmarking::BenchmarkHelper<Test> for Bench {
    fn fund(who: &AccountId) {
        use frame_support::traits::fungible::Mutate;
        Balances::set_balance(who, Balance::MAX / 1_000_000);
    }

    fn set_time(now: Moment) {
        Timestamp::set_timestamp(now);
    }

    fn attestor() -> RuntimeOrigin {
        RuntimeOrigin::signed(ATTESTOR)
    }
}

pub fn name(text: &str) -> Name {
    text.as_bytes().to_vec().try_into().unwrap()
}

pub fn gpu_hours() -> Deliverable {
    Deliverable::GpuHours {
        model: name("H100"),
        memory_gib: 80,
        fabric: name("SXM5 NVLink"),
        host_cpus: 24,
        host_memory_gib: 220,
    }
}

pub fn million_tokens(weights: TokenWeights) -> Deliverable {
    Deliverable::Tokens {
        model_class: name("open-70b"),
        quantisation_bits: 8,
        context_length: 32_768,
        latency_ms: 800,
        weights,
    }
}

pub fn genesis() -> GenesisConfig<Test> {
    let weights = TokenWeights { input: 1_000, cached: 200, output: 4_210 };
    let product = |text, deliverable, lowest_tier| GenesisProduct {
        name: name(text),
        deliverable,
        tick: 1_000,
        lot: 1,
        lowest_tier,
    };
    let line = |product, quantity, milli_gpus| GenesisLine {
        operator: OPERATOR,
        product,
        zone: 0,
        pool: POOL,
        quantity,
        milli_gpus,
        tier: 2,
        valid_until: NOW + 300 * DAY_MS,
        attestor: ATTESTOR,
    };
    GenesisConfig {
        products: vec![
            product("h100", gpu_hours(), 2),
            product("tokens", million_tokens(weights), 1),
        ],
        zones: vec![(name("no-1"), name("NO1"), *b"NO"), (name("us-east"), name("PJM"), *b"US")],
        markets: vec![(GPU, 0, 2_000_000), (TOKENS, 0, 1_000_001)],
        operators: vec![(OPERATOR, name("operator"))],
        lines: vec![line(GPU, GPUS, 1_000), line(TOKENS, 4 * GPUS, 250)],
    }
}

/// Runs a test, and the invariants after it.
pub fn build_and_execute(test: impl FnOnce()) {
    build_with(genesis(), test)
}

pub fn build_with(capacity: GenesisConfig<Test>, test: impl FnOnce()) {
    externalities(capacity).execute_with(|| {
        System::set_block_number(1);
        set_time(NOW);
        test();
        Capacity::do_try_state().unwrap();
    });
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
    externalities(genesis())
}

fn externalities(capacity: GenesisConfig<Test>) -> sp_io::TestExternalities {
    Debtors::set(BTreeSet::new());
    let rich = [ATTESTOR, BUYER, OTHER, OPERATOR, NEWCOMER].map(|who| (who, START));
    let balances = rich.into_iter().chain([(POOR, 1_000)]).collect();
    RuntimeGenesisConfig {
        balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
        capacity,
        ..Default::default()
    }
    .build_storage()
    .unwrap()
    .into()
}

pub fn set_time(now: Moment) {
    Timestamp::set_timestamp(now);
}

pub fn set_debt(who: AccountId, in_debt: bool) {
    use headroom_primitives::OnDebt;
    Debtors::mutate(|debtors| {
        if in_debt {
            debtors.insert(who);
        } else {
            debtors.remove(&who);
        }
    });
    Capacity::on_debt(&who, in_debt);
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
    RuntimeOrigin::signed(who)
}

pub fn series(product: u16, period: Period) -> SeriesId {
    SeriesId { product, zone: 0, period }
}

/// The operator's unit of the GPU product.
pub fn unit(period: Period) -> UnitId<AccountId> {
    UnitId { series: series(GPU, period), operator: OPERATOR }
}

pub fn record(unit: &UnitId<AccountId>) -> UnitRecord {
    Capacity::unit(unit).unwrap_or_default()
}

pub fn free_units(unit: &UnitId<AccountId>, who: AccountId) -> Quantity {
    Capacity::holding(unit, &who).free
}

pub fn issue(period: Period, quantity: Quantity) -> DispatchResult {
    Capacity::issue(signed(OPERATOR), series(GPU, period), quantity)
}

/// The operator offers and `BUYER` takes, without the cash of the sale.
pub fn sell(unit: &UnitId<AccountId>, quantity: Quantity) -> Result<Balance, DispatchError> {
    with_storage_layer(|| {
        Capacity::put_in_order(unit, &unit.operator, quantity)?;
        Capacity::sell_from_order(unit, &unit.operator, &BUYER, quantity)
    })
}

/// `quantity` units of the GPU product with `BUYER`.
pub fn bought(period: Period, quantity: Quantity) -> UnitId<AccountId> {
    let unit = unit(period);
    issue(period, quantity).unwrap();
    sell(&unit, quantity).unwrap();
    unit
}

/// An attestation for the GPU product in zone 0.
pub fn attest(quantity: Quantity, valid_until: Moment) -> DispatchResult {
    Capacity::attest(signed(ATTESTOR), OPERATOR, GPU, 0, POOL, quantity, 1_000, 2, valid_until)
}

pub fn free(who: AccountId) -> Balance {
    Balances::balance(&who)
}

pub fn held(reason: HoldReason, who: AccountId) -> Balance {
    Balances::balance_on_hold(&reason.into(), &who)
}
