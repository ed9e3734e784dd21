//! What accounts can do with each other, and who may do what.

use super::ground::deposit;
use crate::*;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
    parameter_types,
    traits::{ConstU32, InstanceFilter},
};
use frame_system::{EnsureRoot, EnsureSignedBy};
use scale_info::TypeInfo;
use sp_runtime::traits::BlakeTwo256;

impl pallet_utility::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type PalletsOrigin = OriginCaller;
    type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
    /// For a multisig call that waits: one item of 88 bytes.
    pub const DepositBase: Balance = deposit(1, 88);
    /// For each of its signatories: 32 bytes.
    pub const DepositFactor: Balance = deposit(0, 32);
    /// For having proxies: one item of 8 bytes.
    pub const ProxyDepositBase: Balance = deposit(1, 8);
    /// For each proxy: 33 bytes.
    pub const ProxyDepositFactor: Balance = deposit(0, 33);
    /// For announcing calls: one item of 8 bytes.
    pub const AnnouncementDepositBase: Balance = deposit(1, 8);
    /// For each announcement: 66 bytes.
    pub const AnnouncementDepositFactor: Balance = deposit(0, 66);
}

impl pallet_multisig::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type Currency = Balances;
    type DepositBase = DepositBase;
    type DepositFactor = DepositFactor;
    type MaxSignatories = ConstU32<100>;
    type WeightInfo = pallet_multisig::weights::SubstrateWeight<Runtime>;
    type BlockNumberProvider = System;
}

/// What a proxy may do for its principal. A data-centre's treasury and its automation are
/// different keys: the automation gets the type that fits its work.
#[derive(
    Copy,
    Clone,
    Debug,
    Eq,
    PartialEq,
    Ord,
    PartialOrd,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Default,
)]
pub enum ProxyType {
    /// Everything.
    #[default]
    #[codec(index = 0)]
    Any,
    /// Deposits, orders and deliveries; issuing, retiring, splitting, joining and sweeping units; and
    /// what `Hedge` may. Not taking cash out or giving units or agreements away.
    #[codec(index = 1)]
    Trade,
    /// Reports to the index: a feeder's key.
    #[codec(index = 3)]
    Feed,
    /// Reports of deliveries, answers to objections, and settling: an operator's meters.
    #[codec(index = 2)]
    Meter,
    /// Forward agreements: offering, accepting, margin, marks, units for delivery, settling. Not
    /// assigning them or taking over another's.
    #[codec(index = 4)]
    Hedge,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
    fn filter(&self, call: &RuntimeCall) -> bool {
        use pallet_capacity::Call as Units;
        use pallet_cash::Call as Money;
        use pallet_delivery::Call as Deliveries;
        use pallet_forward::Call as Agreements;
        use pallet_index::Call as Prices;
        match self {
            ProxyType::Any => true,
            ProxyType::Trade => match call {
                RuntimeCall::Spot(_) | RuntimeCall::Delivery(_) => true,
                RuntimeCall::Cash(call) => matches!(call, Money::deposit { .. }),
                RuntimeCall::Capacity(call) => matches!(
                    call,
                    Units::issue { .. }
                        | Units::retire { .. }
                        | Units::split { .. }
                        | Units::join { .. }
                        | Units::sweep { .. }
                ),
                call => ProxyType::Hedge.filter(call),
            },
            ProxyType::Feed => matches!(call, RuntimeCall::Index(Prices::observe { .. })),
            ProxyType::Hedge => matches!(
                call,
                RuntimeCall::Forward(
                    Agreements::offer { .. }
                        | Agreements::cancel_offer { .. }
                        | Agreements::accept { .. }
                        | Agreements::top_up { .. }
                        | Agreements::withdraw_excess { .. }
                        | Agreements::mark { .. }
                        | Agreements::call_margin { .. }
                        | Agreements::close_out { .. }
                        | Agreements::commit { .. }
                        | Agreements::instruct { .. }
                        | Agreements::settle { .. }
                )
            ),
            ProxyType::Meter => matches!(
                call,
                RuntimeCall::Delivery(
                    Deliveries::report { .. }
                        | Deliveries::answer { .. }
                        | Deliveries::settle { .. }
                        | Deliveries::expire { .. }
                )
            ),
        }
    }

    fn is_superset(&self, other: &Self) -> bool {
        matches!(
            (self, other),
            (ProxyType::Any, _)
                | (ProxyType::Trade, ProxyType::Trade | ProxyType::Meter | ProxyType::Hedge)
                | (ProxyType::Meter, ProxyType::Meter)
                | (ProxyType::Feed, ProxyType::Feed)
                | (ProxyType::Hedge, ProxyType::Hedge)
        )
    }
}

impl pallet_proxy::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type Currency = Balances;
    type ProxyType = ProxyType;
    type ProxyDepositBase = ProxyDepositBase;
    type ProxyDepositFactor = ProxyDepositFactor;
    type MaxProxies = ConstU32<32>;
    type MaxPending = ConstU32<32>;
    type CallHasher = BlakeTwo256;
    type AnnouncementDepositBase = AnnouncementDepositBase;
    type AnnouncementDepositFactor = AnnouncementDepositFactor;
    type WeightInfo = pallet_proxy::weights::SubstrateWeight<Runtime>;
    type BlockNumberProvider = System;
}

impl pallet_sudo::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type WeightInfo = pallet_sudo::weights::SubstrateWeight<Runtime>;
}

/// Most members of a role.
pub type MaxMembers = ConstU32<64>;

/// A role is a list of accounts that root keeps.
macro_rules! role {
    ($instance:ident, $members:ident, $ensure:ident, $what:literal) => {
        impl pallet_membership::Config<pallet_membership::$instance> for Runtime {
            type RuntimeEvent = RuntimeEvent;
            type AddOrigin = EnsureRoot<AccountId>;
            type RemoveOrigin = EnsureRoot<AccountId>;
            type SwapOrigin = EnsureRoot<AccountId>;
            type ResetOrigin = EnsureRoot<AccountId>;
            type PrimeOrigin = EnsureRoot<AccountId>;
            type MembershipInitialized = ();
            type MembershipChanged = ();
            type MaxMembers = MaxMembers;
            type WeightInfo = pallet_membership::weights::SubstrateWeight<Runtime>;
        }
        #[doc = $what]
        pub type $ensure = EnsureSignedBy<$members, AccountId>;
    };
}

role!(
    Instance1,
    MarketAdmins,
    EnsureMarketAdmin,
    "Opens and pauses markets, adds products and zones."
);
role!(Instance2, Attestors, EnsureAttestor, "Vouches for capacity.");
role!(Instance3, Arbiters, EnsureArbiter, "Rules on disputed deliveries and false reports.");
role!(Instance4, Reporters, EnsureReporter, "Reports trades made elsewhere to the index.");
