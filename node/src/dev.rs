//! A `--dev` chain: this node seals a block as soon as transactions arrive, and one every two
//! seconds without them; a moment later the block is final.
//!
//! One task seals, one block after the other, so there are no forks. It keeps the clock as well:
//! a block's time is chosen once, for the timestamp and for the Aura digest, which the runtime
//! compares. Aura's seal, its signature, is left out: there is nobody to check it.

use crate::{
    clock::{system_time, Clock},
    dev_rpc::{Change, Failure, Request},
    service::{Client, Pool, SelectChain},
};
use codec::Decode;
use futures::{
    channel::{mpsc, oneshot},
    select_biased, FutureExt, StreamExt,
};
use headroom_runtime::{opaque::Block, Hash};
use jsonrpsee::core::async_trait;
use sc_basic_authorship::ProposerFactory;
use sc_client_api::{Finalizer, HeaderBackend, StorageKey, StorageProvider};
use sc_consensus_manual_seal::{
    consensus::aura::AuraConsensusDataProvider, seal_block, Error as SealError, SealBlockParams,
};
use sc_service::{Configuration, Error as ServiceError, PruningMode, TaskManager};
use sc_transaction_pool_api::TransactionPool;
use sp_api::ProvideRuntimeApi;
use sp_consensus_aura::{sr25519::AuthorityId as AuraId, AuraApi};
use sp_inherents::CreateInherentDataProviders;
use sp_io::hashing::twox_128;
use std::{collections::VecDeque, future::pending, sync::Arc, time::Duration};
use substrate_prometheus_endpoint::Registry;
use tokio::time::{sleep, sleep_until, Instant};

/// Without transactions, a block is sealed so long after the one before.
const IDLE_PERIOD: Duration = Duration::from_secs(2);

/// Transactions that come in a burst share blocks: one is sealed no sooner than so long after the
/// one before. A wallet's transaction is valid for 64 blocks (polkadot-js derives that from Aura's
/// slot), which should not go by while it is being signed.
const BURST_PERIOD: Duration = Duration::from_millis(50);

/// A block is final so long after it was sealed. At once would be too soon: polkadot-js fetches a
/// block's events before it tells that a transaction is in it, and leaves that out when finality
/// comes first, so that whoever waits for `isInBlock` would wait for ever.
const FINALITY_DELAY: Duration = Duration::from_millis(100);

/// How long to wait until the pool has digested the latest block.
const POOL_PATIENCE: Duration = Duration::from_secs(1);

/// Before the pool's notifications are asked for again.
const RESUBSCRIBE_AFTER: Duration = Duration::from_millis(50);

/// What `--dev` changes in the configuration.
///
/// The node is alone: it takes part in no network, so that nobody else's blocks come in and two
/// dev chains on a machine don't mind each other. And it keeps the state of all blocks unless told
/// otherwise: blocks come fast, and whoever develops looks back.
pub fn prepare(config: &mut Configuration) {
    let network = &mut config.network;
    network.listen_addresses.clear();
    network.boot_nodes.clear();
    network.default_peers_set.reserved_nodes.clear();
    network.default_peers_set.in_peers = 0;
    network.default_peers_set.out_peers = 0;
    network.default_peers_set_num_full = 0;
    config.state_pruning.get_or_insert(PruningMode::ArchiveAll);
}

/// Starts to seal.
pub fn start(
    task_manager: &TaskManager,
    client: Arc<Client>,
    pool: Arc<Pool>,
    select_chain: SelectChain,
    registry: Option<&Registry>,
    requests: mpsc::Receiver<Request>,
) -> Result<(), ServiceError> {
    let best = client.info().best_hash;
    let authorities = AuraApi::<Block, AuraId>::authorities(&*client.runtime_api(), best)
        .map_err(|error| ServiceError::Other(error.to_string()))?;
    if authorities.len() != 1 {
        return Err(ServiceError::Other(format!(
            "--dev seals alone, so the chain must have one authority; this one has {}",
            authorities.len()
        )));
    }

    let sealer = Sealer {
        clock: Clock::resume(system_time(), time_of(&client, best)?),
        digests: AuraConsensusDataProvider::new(client.clone()),
        proposer: ProposerFactory::new(
            task_manager.spawn_handle(),
            client.clone(),
            pool.clone(),
            registry,
            None,
        ),
        client,
        pool: pool.clone(),
        select_chain,
        sealed: VecDeque::new(),
    };
    let (arrived, arrivals) = mpsc::channel(0);
    let group = Some("block-authoring");
    task_manager.spawn_handle().spawn("dev-arrivals", group, watch(pool, arrived));
    task_manager.spawn_essential_handle().spawn_blocking(
        "dev-sealing",
        group,
        sealer.run(requests, arrivals),
    );
    Ok(())
}

/// The chain's time at a block: what pallet-timestamp has in its state, 0 at genesis.
fn time_of(client: &Client, block: Hash) -> Result<u64, sp_blockchain::Error> {
    let key = [twox_128(b"Timestamp"), twox_128(b"Now")].concat();
    let now = client.storage(block, &StorageKey(key))?;
    Ok(now.and_then(|now| u64::decode(&mut &now.0[..]).ok()).unwrap_or_default())
}

/// Tells that transactions arrived: once, however many did since it was last heard. So it is
/// always ready for the pool's next notification; the pool drops a listener with 1,024 unheard.
async fn watch(pool: Arc<Pool>, mut arrived: mpsc::Sender<()>) {
    while !arrived.is_closed() {
        let mut notifications = pool.import_notification_stream();
        while notifications.next().await.is_some() {
            // Full means that it is told already.
            let _ = arrived.try_send(());
        }
        sleep(RESUBSCRIBE_AFTER).await;
    }
}

/// Waits until a time; for ever, if there is none.
async fn at(due: Option<Instant>) {
    match due {
        Some(due) => sleep_until(due).await,
        None => pending().await,
    }
}

/// A block's time, as what the runtime is told about it.
struct BlockTime(u64);

#[async_trait]
impl CreateInherentDataProviders<Block, ()> for BlockTime {
    type InherentDataProviders = sp_timestamp::InherentDataProvider;

    async fn create_inherent_data_providers(
        &self,
        _parent: Hash,
        _: (),
    ) -> Result<Self::InherentDataProviders, Box<dyn std::error::Error + Send + Sync>> {
        Ok(sp_timestamp::InherentDataProvider::new(self.0.into()))
    }
}

/// The one who seals.
struct Sealer {
    client: Arc<Client>,
    pool: Arc<Pool>,
    select_chain: SelectChain,
    proposer: ProposerFactory<Pool, Client>,
    digests: AuraConsensusDataProvider<Block>,
    clock: Clock,
    /// The blocks that are not final, the oldest first, and when they will be.
    sealed: VecDeque<(Instant, Hash)>,
}

impl Sealer {
    /// Seals until the node stops.
    async fn run(
        mut self,
        mut requests: mpsc::Receiver<Request>,
        mut arrivals: mpsc::Receiver<()>,
    ) {
        // The first block comes at once, so that the chain has a time.
        let (mut earliest, mut latest) = (Instant::now(), Instant::now());
        // Whether there may be transactions for the next block.
        let mut waiting = false;
        loop {
            let finality = self.sealed.front().map(|(due, _)| *due);
            let started;
            let sealed = select_biased! {
                () = at(finality).fuse() => {
                    self.finalize();
                    continue;
                },
                request = requests.next() => {
                    let Some(request) = request else { return };
                    started = Instant::now();
                    self.turn(request).await
                },
                () = at(Some(latest)).fuse() => {
                    started = Instant::now();
                    latest = started + IDLE_PERIOD;
                    self.seal_now(true).await
                },
                () = arrivals.select_next_some() => {
                    waiting = true;
                    continue;
                },
                () = at(waiting.then_some(earliest)).fuse() => {
                    started = Instant::now();
                    // What can't be put into a block now waits for the next.
                    waiting = false;
                    self.has_ready().await && self.seal_now(false).await
                },
            };
            if sealed {
                // It was full, perhaps, or transactions came while it was made.
                waiting = true;
                (earliest, latest) = (started + BURST_PERIOD, started + IDLE_PERIOD);
            }
        }
    }

    /// Finalises the oldest block that is not final.
    fn finalize(&mut self) {
        if let Some((_, block)) = self.sealed.pop_front() {
            if let Err(error) = self.client.finalize_block(block, None, true) {
                log::error!("Block {block} could not be finalised: {error}");
            }
        }
    }

    /// Whether a transaction is ready for the next block.
    async fn has_ready(&self) -> bool {
        let best = self.client.info().best_hash;
        self.pool.ready_at_with_timeout(best, POOL_PATIENCE).await.next().is_some()
    }

    /// Sets the clock, seals and finalises a block with the new time, and answers. Whether it
    /// sealed one.
    async fn turn(&mut self, request: Request) -> bool {
        let system = system_time();
        let result = self.turn_to(request.change, system).await;
        let sealed = result.is_ok();
        // The caller may have gone; the clock is set all the same.
        let _ = request.answer.send(result);
        sealed
    }

    async fn turn_to(&mut self, change: Change, system: u64) -> Result<u64, Failure> {
        let parent = time_of(&self.client, self.client.info().best_hash)
            .map_err(|error| Failure::NotSealed(error.to_string()))?;
        let moment = match change {
            Change::To(time) => self.clock.at(time, system, parent),
            Change::By(ms) => self.clock.after(ms, system, parent),
        }
        .map_err(Failure::Refused)?;
        self.seal(true, true, moment)
            .await
            .map_err(|error| Failure::NotSealed(error.to_string()))?;
        self.sealed.clear();
        self.clock.set(moment, system);
        Ok(moment)
    }

    /// Seals a block with the time that it is now, and tells the log if it can't. Whether it did.
    async fn seal_now(&mut self, empty: bool) -> bool {
        let sealed = match time_of(&self.client, self.client.info().best_hash) {
            Ok(parent) => self.seal(empty, false, self.clock.moment(system_time(), parent)).await,
            Err(error) => Err(error.into()),
        };
        match sealed {
            Ok(block) => {
                self.sealed.push_back((Instant::now() + FINALITY_DELAY, block));
                true
            },
            Err(SealError::EmptyTransactionPool) => false,
            Err(error) => {
                log::error!("No block could be sealed: {error}");
                false
            },
        }
    }

    /// Seals a block with the time `moment` on top of the best one: `empty` says whether it may
    /// have no transactions, `finalize` whether it, and all before it, are final at once.
    async fn seal(&mut self, empty: bool, finalize: bool, moment: u64) -> Result<Hash, SealError> {
        let (sender, result) = oneshot::channel();
        seal_block(SealBlockParams {
            create_empty: empty,
            finalize,
            parent_hash: Some(self.client.info().best_hash),
            sender: Some(sender),
            pool: self.pool.clone(),
            env: &mut self.proposer,
            select_chain: &self.select_chain,
            consensus_data_provider: Some(&self.digests),
            block_import: &mut self.client.clone(),
            client: self.client.clone(),
            create_inherent_data_providers: &BlockTime(moment),
        })
        .await;
        Ok(result.await??.hash)
    }
}
