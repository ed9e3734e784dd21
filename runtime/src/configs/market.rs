//! The exchange: every amount, share and deadline of the market.

use super::{AssetId, EnsureArbiter, EnsureAttestor, EnsureMarketAdmin, EnsureReporter};
use crate::*;
use frame_support::{
    parameter_types,
    traits::{ConstU16, ConstU32, ConstU64},
    PalletId,
};
use headroom_primitives::Moment;
use sp_runtime::traits::AccountIdConversion;

const MINUTE: Moment = 60_000;
const HOUR: Moment = 60 * MINUTE;
const DAY: Moment = 24 * HOUR;

/// One unit of cash, in millionths.
pub const CASH: Balance = 1_000_000;

parameter_types! {
    /// The asset of pallet-assets that backs cash one to one.
    pub const CashAsset: AssetId = 1;
    /// The account of the stable coin behind cash. It has no key.
    pub const CashPalletId: PalletId = PalletId(*b"hdrm/csh");
    /// Trading fees are paid to this account. It has no key.
    pub FeeAccount: AccountId = PalletId(*b"hdrm/fee").into_account_truncating();
}

impl pallet_cash::Config for Runtime {
    type AssetId = AssetId;
    type BackingAsset = CashAsset;
    type Assets = Assets;
    type PalletId = CashPalletId;
    type RuntimeHoldReason = RuntimeHoldReason;
    type OnDebt = Capacity;
    type WeightInfo = pallet_cash::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
    /// An operator registers behind 10,000.000000 of cash.
    pub const RegistrationBond: Balance = 10_000 * CASH;
    /// Nominations close an hour before the period begins.
    pub const GateLead: Moment = HOUR;
    /// An attestation is renewed after 400 days at the latest.
    pub const MaxAttestation: Moment = 400 * DAY;
    /// A reference price is set once an hour at most.
    pub const ReferenceInterval: Moment = HOUR;
}

impl pallet_capacity::Config for Runtime {
    type Cash = Cash;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Claims = Cash;
    type Time = Timestamp;
    type OnCapacity = Index;
    type AdminOrigin = EnsureMarketAdmin;
    type AttestorOrigin = EnsureAttestor;
    type RegistrationBond = RegistrationBond;
    // In thousandths of the reference price: cover and bond together are what a unit is worth.
    type CoverShare = ConstU32<800>;
    type BondShare = ConstU32<200>;
    // In thousandths of today's cover rate.
    type MinRateShare = ConstU32<800>;
    type GateLead = GateLead;
    type MaxAttestation = MaxAttestation;
    // Years.
    type MaxYearsAhead = ConstU16<5>;
    type ReferenceInterval = ReferenceInterval;
    // Products in zones, of one operator.
    type MaxLines = ConstU32<64>;
    type WeightInfo = pallet_capacity::weights::SubstrateWeight<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = crate::benchmarks::Stage;
}

parameter_types! {
    /// Trading stops a quarter of an hour before the gate.
    pub const TradingStop: Moment = 15 * MINUTE;
    /// Units are issued for five years ahead, to the end of the last of them.
    pub const MaxAhead: Moment = 6 * 366 * DAY;
    /// An order is worth at least 1.000000 of cash.
    pub const MinOrderValue: Balance = CASH;
}

impl pallet_spot::Config for Runtime {
    type Cash = Cash;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Units = Capacity;
    type Markets = Capacity;
    type Claims = Cash;
    type OnTrade = (Index, Forward);
    type Time = Timestamp;
    type FeeAccount = FeeAccount;
    // In basis points of the value.
    type MakerFee = ConstU16<0>;
    type TakerFee = ConstU16<5>;
    // Orders of an account in a series; met by one; removed by one call.
    type MaxOrders = ConstU32<32>;
    type MaxFills = ConstU32<64>;
    type MaxRemovals = ConstU32<32>;
    type MinOrderValue = MinOrderValue;
    type GateLead = GateLead;
    type TradingStop = TradingStop;
    type MaxAhead = MaxAhead;
    type WeightInfo = pallet_spot::weights::SubstrateWeight<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = crate::benchmarks::Stage;
}

parameter_types! {
    /// Reports are taken until six hours after the period.
    pub const ReportWindow: Moment = 6 * HOUR;
    /// A buyer has a day to object.
    pub const ObjectionWindow: Moment = DAY;
    /// An operator has a day to answer.
    pub const AnswerWindow: Moment = DAY;
    /// An arbiter has three days to rule.
    pub const RulingWindow: Moment = 3 * DAY;
    /// Ten minutes without a block are a gap.
    pub const GapThreshold: Moment = 10 * MINUTE;
    /// After a gap there is an hour to do what fell into it.
    pub const Grace: Moment = HOUR;
    /// An objection's stake is at least 1.000000 of cash.
    pub const MinStake: Balance = CASH;
}

impl pallet_delivery::Config for Runtime {
    type Cash = Cash;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Units = Capacity;
    type Markets = Capacity;
    type Reference = Index;
    type Claims = Cash;
    type Time = Timestamp;
    type OnCapacity = Index;
    type ArbiterOrigin = EnsureArbiter;
    type GateLead = GateLead;
    type ReportWindow = ReportWindow;
    type ObjectionWindow = ObjectionWindow;
    type AnswerWindow = AnswerWindow;
    type RulingWindow = RulingWindow;
    type GapThreshold = GapThreshold;
    type Grace = Grace;
    // In thousandths of what capacity is worth.
    type PenaltyShare = ConstU32<100>;
    // In thousandths of the disputed cover.
    type StakeShare = ConstU32<100>;
    type MinStake = MinStake;
    type WeightInfo = pallet_delivery::weights::SubstrateWeight<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = crate::benchmarks::Stage;
}

parameter_types! {
    /// A fill counts from a value of 1.000000 of cash on.
    pub const LeastTrade: Balance = CASH;
    /// Trades count from 48 hours before delivery on.
    pub const Lookback: Moment = 2 * DAY;
    /// Reports to the index are taken until an hour after the hour.
    pub const ObservationWindow: Moment = HOUR;
    /// An hour is closed half an hour after that.
    pub const CloseDelay: Moment = 90 * MINUTE;
    /// A reporter registers behind 10,000.000000 of cash at least.
    pub const LeastBond: Balance = 10_000 * CASH;
    /// And behind 10.000000 of cash for each unit that it reports for one hour.
    pub const BondPerUnit: Balance = 10 * CASH;
    /// A false report costs 5,000.000000 of cash.
    pub const Penalty: Balance = 5_000 * CASH;
    /// A challenge's stake is 100.000000 of cash.
    pub const ChallengeStake: Balance = 100 * CASH;
    /// A report can be challenged for a week.
    pub const ChallengeWindow: Moment = 7 * DAY;
}

impl pallet_index::Config for Runtime {
    type Cash = Cash;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Units = Capacity;
    type Markets = Capacity;
    type Board = Capacity;
    type Time = Timestamp;
    type AdminOrigin = EnsureMarketAdmin;
    type ReporterOrigin = EnsureReporter;
    type ArbiterOrigin = EnsureArbiter;
    type FeeAccount = FeeAccount;
    // Inputs of an hour or a day.
    type MaxInputs = ConstU32<64>;
    // So that nobody has more than a fifth.
    type LeastContributors = ConstU32<5>;
    // Units.
    type LeastQuantity = ConstU64<10>;
    // In thousandths of the median.
    type Band = ConstU32<100>;
    // In thousandths of the last price, for each hour since.
    type MaxMove = ConstU32<250>;
    type LeastTrade = LeastTrade;
    type Lookback = Lookback;
    type ReportWindow = ObservationWindow;
    type CloseDelay = CloseDelay;
    // Hours.
    type MaxStale = ConstU32<24>;
    // Days.
    type Retention = ConstU32<30>;
    type LeastBond = LeastBond;
    type BondPerUnit = BondPerUnit;
    type Penalty = Penalty;
    type ChallengeStake = ChallengeStake;
    type ChallengeWindow = ChallengeWindow;
    type RulingWindow = RulingWindow;
    type WeightInfo = pallet_index::weights::SubstrateWeight<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = crate::benchmarks::Stage;
}

parameter_types! {
    /// A forward agreement is on 10.000000 of cash at least.
    pub const MinNotional: Balance = 10 * CASH;
    /// Units are put in until half an hour before the gate.
    pub const CommitLead: Moment = 30 * MINUTE;
    /// An offer lapses after a week.
    pub const MaxOfferTime: Moment = 7 * DAY;
    /// A margin call is answered within an hour at the shortest, and three days at the longest.
    pub const MinCallWindow: Moment = HOUR;
    /// See [`MinCallWindow`].
    pub const MaxCallWindow: Moment = 3 * DAY;
}

impl pallet_forward::Config for Runtime {
    type Cash = Cash;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Markets = Capacity;
    type Values = Index;
    type Units = Capacity;
    type Deliveries = Delivery;
    type Claims = Cash;
    type Deadlines = Delivery;
    type Time = Timestamp;
    type AdminOrigin = EnsureMarketAdmin;
    // In thousandths of the notional.
    type LeastInitial = ConstU32<100>;
    type LeastMaintenance = ConstU32<60>;
    type MinNotional = MinNotional;
    type GateLead = GateLead;
    type CommitLead = CommitLead;
    type MaxOfferTime = MaxOfferTime;
    type MinCallWindow = MinCallWindow;
    type MaxCallWindow = MaxCallWindow;
    // Hours: 30 days.
    type MaxWait = ConstU32<720>;
    // In thousandths of the mark, an hour.
    type MarkStep = ConstU32<20>;
    // In thousandths of the index.
    type MaxFromIndex = ConstU32<300>;
    // Hours.
    type TapeHours = ConstU32<6>;
    type MaxPrints = ConstU32<16>;
    // So that nobody has more than a third.
    type LeastContributors = ConstU32<3>;
    // Units.
    type LeastQuantity = ConstU64<10>;
    // In thousandths of the median.
    type Band = ConstU32<100>;
    type WeightInfo = pallet_forward::weights::SubstrateWeight<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = crate::benchmarks::Stage;
}
