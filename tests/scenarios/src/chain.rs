//! Blocks, transactions and invariants.

use crate::{Person, HOUR};
use codec::Encode;
use headroom_primitives::{Balance, Moment};
use headroom_runtime::{
    configs::MILLISECS_PER_BLOCK, presets, AccountId, Address, Capacity, Cash, Delivery, Executive,
    Forward, Header, Index, Runtime, RuntimeCall, RuntimeEvent, RuntimeGenesisConfig, Signature,
    SignedPayload, Spot, System, TxExtension, UncheckedExtrinsic,
};
use serde_json::Value;
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::{Pair as _, H256};
use sp_runtime::{
    generic::{Digest, DigestItem, Era},
    BuildStorage, DispatchError,
};

/// When the scenarios begin: 2026-12-01T00:00Z.
pub const BEGIN: Moment = 1_796_083_200_000;

/// What a transaction came to: its events, or why it failed.
pub type Outcome = Result<Vec<RuntimeEvent>, DispatchError>;

/// A chain in memory.
pub struct Chain {
    ext: sp_io::TestExternalities,
    parent: H256,
    number: u32,
    now: Moment,
}

impl Default for Chain {
    fn default() -> Self {
        Self::new()
    }
}

impl Chain {
    /// A chain with one empty block on the genesis of `--dev`, at [`BEGIN`].
    pub fn new() -> Self {
        let mut ext =
            sp_io::TestExternalities::new(genesis().build_storage().expect("the preset builds"));
        ext.execute_with(check_invariants);
        let mut chain = Self { ext, parent: H256::zero(), number: 0, now: BEGIN };
        chain.block(vec![]);
        chain
    }

    /// The chain's time.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// Reads the state.
    pub fn read<R>(&mut self, look: impl FnOnce() -> R) -> R {
        self.ext.execute_with(look)
    }

    /// Sets the clock, in one jump, and makes a block at that time.
    pub fn jump_to(&mut self, now: Moment) {
        assert!(now > self.now, "the clock goes forward only");
        self.now = now;
        self.block(vec![]);
    }

    /// Time passes, with a block every nine minutes: no gap.
    pub fn pass_to(&mut self, now: Moment) {
        while self.now < now {
            self.now = now.min(self.now + 9 * 60_000);
            self.block(vec![]);
        }
    }

    /// One transaction in a block of its own, six seconds after the last.
    pub fn send(&mut self, who: Person, call: impl Into<RuntimeCall>) -> Outcome {
        self.send_all(vec![(who, call.into())]).pop().expect("one transaction, one outcome")
    }

    /// A block with these transactions, six seconds after the last.
    pub fn send_all(&mut self, transactions: Vec<(Person, RuntimeCall)>) -> Vec<Outcome> {
        self.now += MILLISECS_PER_BLOCK;
        self.block(transactions)
    }

    fn block(&mut self, transactions: Vec<(Person, RuntimeCall)>) -> Vec<Outcome> {
        self.number += 1;
        let (number, parent, now) = (self.number, self.parent, self.now);
        let (hash, outcomes) = self.ext.execute_with(|| {
            let slot = Slot::from(now / MILLISECS_PER_BLOCK);
            let digest =
                Digest { logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, slot.encode())] };
            Executive::initialize_block(&Header {
                parent_hash: parent,
                number,
                state_root: Default::default(),
                extrinsics_root: Default::default(),
                digest,
            });
            let set = pallet_timestamp::Call::<Runtime>::set { now };
            Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(set.into()))
                .expect("the timestamp is valid")
                .expect("the timestamp is set");
            let outcomes = transactions
                .into_iter()
                .map(|(who, call)| {
                    let before = System::event_count();
                    Executive::apply_extrinsic(signed(who, call))
                        .unwrap_or_else(|error| panic!("{who:?} sent what is not valid: {error:?}"))
                        .map(|()| {
                            System::events()
                                .into_iter()
                                .skip(before as usize)
                                .map(|record| record.event)
                                .collect()
                        })
                })
                .collect();
            let header = Executive::finalize_block();
            check_invariants();
            (header.hash(), outcomes)
        });
        self.parent = hash;
        outcomes
    }

    /// What an account has free and on hold, in millionths.
    pub fn cash(&mut self, who: &AccountId) -> (Balance, Balance) {
        use frame_support::traits::fungible::{Inspect, InspectHold};
        self.read(|| {
            let on_hold = <Cash as InspectHold<AccountId>>::total_balance_on_hold(who);
            (<Cash as Inspect<AccountId>>::total_balance(who) - on_hold, on_hold)
        })
    }
}

pub(crate) fn signed(who: Person, call: RuntimeCall) -> UncheckedExtrinsic {
    let account = who.account();
    let extension: TxExtension = (
        frame_system::CheckNonZeroSender::new(),
        frame_system::CheckSpecVersion::new(),
        frame_system::CheckTxVersion::new(),
        frame_system::CheckGenesis::new(),
        frame_system::CheckMortality::from(Era::Immortal),
        frame_system::CheckNonce::from(System::account_nonce(&account)),
        frame_system::CheckWeight::new(),
        pallet_transaction_payment::ChargeTransactionPayment::from(0),
        frame_metadata_hash_extension::CheckMetadataHash::new(false),
        frame_system::WeightReclaim::new(),
    );
    let payload = SignedPayload::new(call.clone(), extension.clone()).expect("the state is there");
    let signature = payload.using_encoded(|bytes| who.pair().sign(bytes));
    UncheckedExtrinsic::new_signed(
        call,
        Address::Id(account),
        Signature::Sr25519(signature),
        extension,
    )
}

/// Every invariant of every pallet of ours.
fn check_invariants() {
    let held = |name: &str, result: Result<(), DispatchError>| {
        if let Err(error) = result {
            panic!("an invariant of {name} is broken: {error:?}");
        }
    };
    held("cash", Cash::do_try_state());
    held("capacity", Capacity::do_try_state());
    held("spot", Spot::do_try_state());
    held("delivery", Delivery::do_try_state());
    held("index", Index::do_try_state());
    held("forward", Forward::do_try_state());
    if System::block_number() > 0 {
        check_counted();
    }
}

/// What the index counts as attested and issued in hours to come is what the lines and the units of
/// capacity come to. (Of hours that have begun, units may have ended.)
fn check_counted() {
    let now = pallet_timestamp::Now::<Runtime>::get();
    let next = (now / HOUR) as u32 + 1;
    let units: Vec<_> = pallet_capacity::Units::<Runtime>::iter()
        .map(|(_, series, unit)| (series, u64::from(unit.supply)))
        .collect();
    let lines: Vec<_> = pallet_capacity::Lines::<Runtime>::iter()
        .map(|(_, market, line)| (market, line.valid_until, u64::from(line.quantity)))
        .collect();
    for (product, zone) in pallet_capacity::Markets::<Runtime>::iter_keys() {
        // One that is near, one of another day, and one of another month or year.
        for hour in [next, next + 20, next + 1_000] {
            let counted = Index::capacity(product, zone, hour, 1)[0];
            let start = u64::from(hour) * HOUR;
            let issued: u64 = units
                .iter()
                .filter(|(series, _)| {
                    let (from, to) = (series.period.start(), series.period.end());
                    (series.product, series.zone) == (product, zone) && from <= start && start < to
                })
                .map(|(_, supply)| supply)
                .sum();
            let attested: u64 = lines
                .iter()
                .filter(|(market, until, _)| *market == (product, zone) && *until > start)
                .map(|(_, _, quantity)| quantity)
                .sum();
            let found = (counted.attested, counted.issued);
            assert_eq!(found, (attested, issued), "the count of {product} in {zone} at {hour}");
        }
    }
}

/// The genesis of `--dev`.
pub(crate) fn genesis() -> RuntimeGenesisConfig {
    let preset = presets::get(&sp_genesis_builder::DEV_RUNTIME_PRESET.into())
        .expect("there is a dev preset");
    let mut genesis = serde_json::to_value(RuntimeGenesisConfig::default()).expect("serialises");
    merge(&mut genesis, serde_json::from_slice(&preset).expect("the preset is JSON"));
    serde_json::from_value(genesis).expect("the preset fits the runtime")
}

fn merge(base: &mut Value, patch: Value) {
    match (base, patch) {
        (Value::Object(base), Value::Object(patch)) => {
            for (key, value) in patch {
                merge(base.entry(key).or_insert(Value::Null), value);
            }
        },
        (base, patch) => *base = patch,
    }
}
