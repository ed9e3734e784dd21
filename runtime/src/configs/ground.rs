//! Blocks, time, consensus, and what transactions are paid with.

use crate::*;
use frame_support::{
    derive_impl,
    dispatch::DispatchClass,
    parameter_types,
    traits::{AsEnsureOriginWithArg, ConstU128, ConstU32, ConstU64, ConstU8, VariantCountOf},
    weights::{
        constants::{ParityDbWeight, WEIGHT_REF_TIME_PER_SECOND},
        IdentityFee, Weight,
    },
};
use frame_system::limits::{BlockLength, BlockWeights};
use pallet_transaction_payment::{ConstFeeMultiplier, FungibleAdapter, Multiplier};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_runtime::{traits::One, Perbill};

/// Milliseconds between blocks of a network. `--dev` seals as transactions come in.
pub const MILLISECS_PER_BLOCK: u64 = 6_000;

/// One unit of the native token, which pays fees and nothing else: 12 decimals.
pub const UNIT: Balance = 1_000_000_000_000;

/// The least that an account of the native token may hold: 0.001.
pub const EXISTENTIAL_DEPOSIT: Balance = UNIT / 1_000;

/// What storage items and their bytes cost to deposit where a library pallet asks for it, in 10⁻¹² of
/// the native token: 0.01 an item and 0.0001 a byte.
pub const fn deposit(items: u32, bytes: u32) -> Balance {
    items as Balance * UNIT / 100 + bytes as Balance * UNIT / 10_000
}

/// The part of a block that transactions other than operational ones may fill.
const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);

parameter_types! {
    /// So many blocks' hashes are kept: a transaction's longest era, nearly seven hours at six
    /// seconds. On a dev chain, which seals as transactions come in, it keeps an era valid
    /// through a busy minute.
    pub const BlockHashCount: BlockNumber = 4_096;
    /// The runtime's name and versions.
    pub const Version: RuntimeVersion = VERSION;
    /// Two seconds of computation in six; the proof is not bounded on a chain of its own.
    pub RuntimeBlockWeights: BlockWeights = BlockWeights::with_sensible_defaults(
        Weight::from_parts(2 * WEIGHT_REF_TIME_PER_SECOND, u64::MAX),
        NORMAL_DISPATCH_RATIO,
    );
    /// Five MiB; transactions other than operational ones may fill three quarters of it.
    pub RuntimeBlockLength: BlockLength = BlockLength::builder()
        .max_length(5 * 1024 * 1024)
        .modify_max_length_for_class(DispatchClass::Normal, |length| {
            *length = NORMAL_DISPATCH_RATIO * *length
        })
        .build();
    /// How addresses are written: the generic Substrate prefix.
    pub const SS58Prefix: u8 = 42;
    /// Fees do not depend on how full blocks are.
    pub FeeMultiplier: Multiplier = Multiplier::one();
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
    type Block = Block;
    type BlockWeights = RuntimeBlockWeights;
    type BlockLength = RuntimeBlockLength;
    type AccountId = AccountId;
    type Nonce = Nonce;
    type Hash = Hash;
    type BlockHashCount = BlockHashCount;
    type DbWeight = ParityDbWeight;
    type Version = Version;
    type AccountData = pallet_balances::AccountData<Balance>;
    type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
    type SS58Prefix = SS58Prefix;
    type MaxConsumers = ConstU32<16>;
}

impl pallet_timestamp::Config for Runtime {
    type Moment = u64;
    type OnTimestampSet = Aura;
    // A dev chain seals several blocks in one slot; Aura bounds the pace of a network.
    type MinimumPeriod = ConstU64<1>;
    type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
    /// A dev chain has one authority and seals several blocks in a slot; with more than one, a
    /// slot has one block, as Aura means it.
    pub AllowMultipleBlocksPerSlot: bool =
        pallet_aura::Authorities::<Runtime>::decode_len().unwrap_or_default() == 1;
}

impl pallet_aura::Config for Runtime {
    type AuthorityId = AuraId;
    type DisabledValidators = ();
    type MaxAuthorities = ConstU32<32>;
    type AllowMultipleBlocksPerSlot = AllowMultipleBlocksPerSlot;
    type SlotDuration = ConstU64<MILLISECS_PER_BLOCK>;
}

impl pallet_grandpa::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = ();
    type MaxAuthorities = ConstU32<32>;
    type MaxNominators = ConstU32<0>;
    type MaxSetIdSessionEntries = ConstU64<0>;
    // Validators are fixed at genesis: there is no session pallet to prove ownership of keys to.
    type KeyOwnerProof = sp_core::Void;
    type EquivocationReportSystem = ();
}

impl pallet_balances::Config for Runtime {
    type MaxLocks = ConstU32<50>;
    type MaxReserves = ConstU32<8>;
    type ReserveIdentifier = [u8; 8];
    type Balance = Balance;
    type RuntimeEvent = RuntimeEvent;
    type DustRemoval = ();
    type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
    type AccountStore = System;
    type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
    type FreezeIdentifier = RuntimeFreezeReason;
    type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
    type RuntimeHoldReason = RuntimeHoldReason;
    type RuntimeFreezeReason = RuntimeFreezeReason;
    type DoneSlashHandler = ();
}

impl pallet_transaction_payment::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type OnChargeTransaction = FungibleAdapter<Balances, ()>;
    type OperationalFeeMultiplier = ConstU8<5>;
    type WeightToFee = IdentityFee<Balance>;
    type LengthToFee = IdentityFee<Balance>;
    type FeeMultiplierUpdate = ConstFeeMultiplier<FeeMultiplier>;
    type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}

/// Numbers an asset of pallet-assets.
pub type AssetId = u32;

parameter_types! {
    /// Ten of the native token to make an asset.
    pub const AssetDeposit: Balance = 10 * UNIT;
    /// For an account of an asset: one item of 32 bytes.
    pub const AssetAccountDeposit: Balance = deposit(1, 32);
    /// For an allowance: one item of 64 bytes.
    pub const ApprovalDeposit: Balance = deposit(1, 64);
    /// For an asset's name: one item of 68 bytes, and its letters.
    pub const MetadataDepositBase: Balance = deposit(1, 68);
    /// For each letter: one byte.
    pub const MetadataDepositPerByte: Balance = deposit(0, 1);
}

#[cfg(feature = "runtime-benchmarks")]
pub struct AssetsBenchmarks;
#[cfg(feature = "runtime-benchmarks")]
impl pallet_assets::BenchmarkHelper<codec::Compact<AssetId>, ()> for AssetsBenchmarks {
    fn create_asset_id_parameter(id: u32) -> codec::Compact<AssetId> {
        id.into()
    }
    fn create_reserve_id_parameter(_: u32) {}
}

impl pallet_assets::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type Balance = Balance;
    type RemoveItemsLimit = ConstU32<1_000>;
    type AssetId = AssetId;
    type AssetIdParameter = codec::Compact<AssetId>;
    type ReserveData = ();
    type Currency = Balances;
    // The stable coin is there from genesis, or comes with its issuer: no one else makes assets.
    type CreateOrigin = AsEnsureOriginWithArg<frame_system::EnsureNever<AccountId>>;
    type ForceOrigin = frame_system::EnsureRoot<AccountId>;
    type AssetDeposit = AssetDeposit;
    type AssetAccountDeposit = AssetAccountDeposit;
    type MetadataDepositBase = MetadataDepositBase;
    type MetadataDepositPerByte = MetadataDepositPerByte;
    type ApprovalDeposit = ApprovalDeposit;
    type StringLimit = ConstU32<50>;
    type Freezer = ();
    type Holder = ();
    type Extra = ();
    type CallbackHandle = ();
    type AssetIdAllocator = ();
    type WeightInfo = pallet_assets::weights::SubstrateWeight<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = AssetsBenchmarks;
}
