//! The state of the real runtime on a real trie, which counts what is read and written.

use crate::{
    chain::{genesis, signed},
    Person, BEGIN, CASH,
};
use codec::{Decode, Encode};
use frame_support::traits::{fungible::Mutate, WhitelistedStorageKeys};
use headroom_primitives::{product::Name, Moment, SeriesId};
use headroom_runtime::{
    AccountId, AllPalletsWithSystem, Cash, Runtime, RuntimeCall, RuntimeOrigin, System, WASM_BINARY,
};
use sc_client_db::BenchmarkingState;
use sc_executor::WasmExecutor;
use sp_core::{
    storage::TrackedStorageKey,
    traits::{CallContext, RuntimeCode, WrappedRuntimeCode},
};
use sp_externalities::{set_and_run_with_externalities, Externalities};
use sp_io::SubstrateHostFunctions;
use sp_runtime::{
    traits::{BlakeTwo256, Dispatchable},
    ApplyExtrinsicResult, BuildStorage,
};
use sp_state_machine::{Backend, Ext, OverlayedChanges, StateMachine};
use std::time::{Duration, Instant};

/// Items read and written, each counted once however often it is touched. What every block has in
/// memory already is not counted: its number, time, weight and events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    pub reads: u32,
    pub writes: u32,
}

/// A state on a trie.
pub struct Trie {
    state: BenchmarkingState<BlakeTwo256>,
    executor: WasmExecutor<SubstrateHostFunctions>,
}

impl Default for Trie {
    fn default() -> Self {
        Self::new()
    }
}

impl Trie {
    /// The genesis of `--dev`, in block 1, at [`BEGIN`].
    pub fn new() -> Self {
        let storage = genesis().build_storage().expect("the preset builds");
        let state = BenchmarkingState::new(storage, None, false, true).expect("the trie builds");
        let trie = Self { state, executor: WasmExecutor::builder().build() };
        let mut known: Vec<TrackedStorageKey> = AllPalletsWithSystem::whitelisted_storage_keys();
        known.push(pallet_timestamp::Now::<Runtime>::hashed_key().to_vec().into());
        known.push(frame_support::storage::transactional::TRANSACTION_LEVEL_KEY.to_vec().into());
        trie.state.set_whitelist(known);
        trie.run(|| {
            System::set_block_number(1);
            pallet_timestamp::Now::<Runtime>::put(BEGIN);
        });
        trie
    }

    /// Changes the state and writes it to the trie.
    pub fn run<R>(&self, change: impl FnOnce() -> R) -> R {
        self.count(change).0
    }

    /// The same, and says what it cost.
    pub fn count<R>(&self, change: impl FnOnce() -> R) -> (R, Cost) {
        let mut overlay = OverlayedChanges::default();
        let mut ext = Ext::new(&mut overlay, &self.state, None);
        ext.reset_read_write_count();
        let result = set_and_run_with_externalities(&mut ext, change);
        ext.commit();
        let (reads, _, writes, _) = ext.read_write_count();
        (result, Cost { reads, writes })
    }

    /// Carries out a signed transaction as a node does, in Wasm, and writes what it changed to the
    /// trie. Says how long that took.
    pub fn transaction(&self, who: Person, call: impl Into<RuntimeCall>) -> Duration {
        let extrinsic = self.run(|| {
            // Each in a block of its own.
            System::reset_events();
            frame_system::BlockSize::<Runtime>::kill();
            frame_system::BlockWeight::<Runtime>::kill();
            signed(who, call.into()).encode()
        });
        let code = WrappedRuntimeCode(WASM_BINARY.expect("built with the Wasm").into());
        let code = RuntimeCode { code_fetcher: &code, heap_pages: None, hash: vec![1] };
        let (mut overlay, mut extensions) = Default::default();
        let began = Instant::now();
        let result = StateMachine::new(
            &self.state,
            &mut overlay,
            &self.executor,
            "BlockBuilder_apply_extrinsic",
            &extrinsic,
            &mut extensions,
            &code,
            CallContext::Onchain { import: false },
        )
        .execute()
        .expect("the runtime runs");
        Ext::new(&mut overlay, &self.state, None).commit();
        let took = began.elapsed();
        let outcome = ApplyExtrinsicResult::decode(&mut &result[..]).expect("an outcome");
        assert_eq!(outcome, Ok(Ok(())));
        took
    }

    /// Sets chain time.
    pub fn at(&self, now: Moment) {
        self.run(|| pallet_timestamp::Now::<Runtime>::put(now))
    }

    /// A funded account with no name.
    pub fn account(&self, n: u32) -> AccountId {
        let who = AccountId::from(sp_io::hashing::blake2_256(&n.to_le_bytes()));
        self.run(|| Cash::set_balance(&who, 1_000_000_000 * CASH));
        who
    }

    /// An operator of this number, attested for ten units until the end of a series' period.
    pub fn operator(&self, n: u32, series: &SeriesId) -> AccountId {
        let who = self.account(n);
        let name = Name::truncate_from(b"some operator".to_vec());
        self.cost(&who, pallet_capacity::Call::register_operator { name });
        let attest = pallet_capacity::Call::attest {
            operator: who.clone(),
            product: series.product,
            zone: series.zone,
            pool: 1,
            quantity: 10,
            milli_gpus: 1_000,
            tier: 9,
            valid_until: series.period.end(),
        };
        self.cost(&Person::ATTESTOR.account(), attest);
        who
    }

    /// Carries out a call, which has to succeed, and says what it cost: without the fee, the nonce
    /// and the signature.
    pub fn cost(&self, who: &AccountId, call: impl Into<RuntimeCall>) -> Cost {
        let call = call.into();
        let shown = format!("{call:?}");
        let (result, cost) = self.count(|| call.dispatch(RuntimeOrigin::signed(who.clone())));
        if let Err(error) = result {
            panic!("{shown}: {:?}", error.error);
        }
        // The next call is in the next block, whose events are its own.
        self.run(System::reset_events);
        cost
    }
}
