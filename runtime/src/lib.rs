//! The Headroom chain's state transition function.
//!
//! | module | what it holds |
//! |---|---|
//! | [`configs`] | how each pallet is set up: every constant with its unit |
//! | [`apis`] | the runtime APIs: what can be read in one call |
//! | [`presets`] | the genesis of `--dev` and `--chain local` |
//!
//! Pallet indices, hold reasons and proxy types are part of the interface: they are explicit, and
//! new ones are appended.

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "512"]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

extern crate alloc;

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod configs;
pub mod presets;

use alloc::{vec, vec::Vec};
use sp_runtime::{
    generic, impl_opaque_keys,
    traits::{BlakeTwo256, IdentifyAccount, Verify},
    MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

pub use apis::{RuntimeApi, RUNTIME_API_VERSIONS};
pub use headroom_primitives::Balance;

/// A signature of one of the three schemes that Substrate knows.
pub type Signature = MultiSignature;
/// An account: 32 bytes, shown with SS58 prefix 42.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// How a call names an account.
pub type Address = MultiAddress<AccountId, ()>;
/// Counts an account's transactions.
pub type Nonce = u32;
/// A block's or a transaction's hash.
pub type Hash = sp_core::H256;
/// Counts blocks.
pub type BlockNumber = u32;
/// A block's header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// What a transaction carries beside its call, in the order in which it is checked.
pub type TxExtension = (
    frame_system::CheckNonZeroSender<Runtime>,
    frame_system::CheckSpecVersion<Runtime>,
    frame_system::CheckTxVersion<Runtime>,
    frame_system::CheckGenesis<Runtime>,
    frame_system::CheckMortality<Runtime>,
    frame_system::CheckNonce<Runtime>,
    frame_system::CheckWeight<Runtime>,
    pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
    frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
    frame_system::WeightReclaim<Runtime>,
);

/// A transaction as it comes in.
pub type UncheckedExtrinsic =
    generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// What is signed.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;

/// Runs blocks.
pub type Executive = frame_executive::Executive<
    Runtime,
    Block,
    frame_system::ChainContext<Runtime>,
    Runtime,
    AllPalletsWithSystem,
>;

/// The node's view of blocks: it does not look into transactions, so that a runtime upgrade can
/// change them without a new node.
pub mod opaque {
    pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;
    use sp_runtime::{generic, traits::BlakeTwo256};

    /// A block's header.
    pub type Header = generic::Header<super::BlockNumber, BlakeTwo256>;
    /// A block.
    pub type Block = generic::Block<Header, UncheckedExtrinsic>;
    /// Names a block.
    pub type BlockId = generic::BlockId<Block>;
}

impl_opaque_keys! {
    /// What a validator signs with.
    pub struct SessionKeys {
        pub aura: Aura,
        pub grandpa: Grandpa,
    }
}

/// This runtime's version. `spec_version` rises with each release that changes what blocks do;
/// `transaction_version` with each that changes how a transaction is encoded.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
    spec_name: alloc::borrow::Cow::Borrowed("headroom"),
    impl_name: alloc::borrow::Cow::Borrowed("headroom"),
    authoring_version: 1,
    spec_version: 1,
    impl_version: 1,
    apis: RUNTIME_API_VERSIONS,
    transaction_version: 1,
    system_version: 1,
};

#[frame_support::runtime]
mod runtime {
    /// The chain.
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Runtime;

    // The ground: 0 to 9.
    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type Timestamp = pallet_timestamp;
    #[runtime::pallet_index(2)]
    pub type Aura = pallet_aura;
    #[runtime::pallet_index(3)]
    pub type Grandpa = pallet_grandpa;
    #[runtime::pallet_index(4)]
    pub type Balances = pallet_balances;
    #[runtime::pallet_index(5)]
    pub type TransactionPayment = pallet_transaction_payment;
    #[runtime::pallet_index(6)]
    pub type Assets = pallet_assets;

    // What accounts can do with each other: 10 to 19.
    #[runtime::pallet_index(10)]
    pub type Utility = pallet_utility;
    #[runtime::pallet_index(11)]
    pub type Proxy = pallet_proxy;
    #[runtime::pallet_index(12)]
    pub type Multisig = pallet_multisig;

    // Who may do what: 20 to 29.
    #[runtime::pallet_index(20)]
    pub type Sudo = pallet_sudo;
    #[runtime::pallet_index(21)]
    pub type MarketAdmins = pallet_membership<Instance1>;
    #[runtime::pallet_index(22)]
    pub type Attestors = pallet_membership<Instance2>;
    #[runtime::pallet_index(23)]
    pub type Arbiters = pallet_membership<Instance3>;
    #[runtime::pallet_index(24)]
    pub type Reporters = pallet_membership<Instance4>;

    // The exchange: 30 to 49.
    #[runtime::pallet_index(30)]
    pub type Cash = pallet_cash;
    #[runtime::pallet_index(31)]
    pub type Capacity = pallet_capacity;
    #[runtime::pallet_index(32)]
    pub type Spot = pallet_spot;
    #[runtime::pallet_index(33)]
    pub type Delivery = pallet_delivery;
    #[runtime::pallet_index(34)]
    pub type Index = pallet_index;
    #[runtime::pallet_index(35)]
    pub type Forward = pallet_forward;
}
