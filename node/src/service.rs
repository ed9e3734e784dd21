//! A running node.
//!
//! Both kinds of chain are put together from the same parts. They differ in who
//! seals: on a network Aura, with GRANDPA to finalise; with `--dev` the node itself ([`crate::dev`]).

use crate::{
    dev,
    dev_rpc::ClockControl,
    rpc::{self, Deps},
};
use futures::FutureExt;
use headroom_runtime::{opaque::Block, Hash, RuntimeApi};
use sc_client_api::{Backend as _, BlockBackend};
use sc_consensus::{DefaultImportQueue, LongestChain};
use sc_consensus_aura::{ImportQueueParams, SlotProportion, StartAuraParams};
use sc_consensus_grandpa::{
    GrandpaBlockImport, GrandpaParams, GrandpaPruningFilter, LinkHalf, SharedVoterState,
};
use sc_executor::WasmExecutor;
use sc_network::{
    config::{FullNetworkConfiguration, NetworkBackendType},
    service::traits::NetworkBackend,
    Litep2pNetworkBackend,
};
use sc_service::{
    BuildNetworkParams, Configuration, Error as ServiceError, PartialComponents, SpawnTasksParams,
    TFullBackend, TFullClient, TaskManager, WarpSyncConfig,
};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool::TransactionPoolHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_aura::sr25519::AuthorityPair as AuraPair;
use std::{sync::Arc, time::Duration};

/// The chain: its blocks, its state, its runtime.
pub type Client = TFullClient<Block, RuntimeApi, WasmExecutor<sp_io::SubstrateHostFunctions>>;
/// The database.
pub type Backend = TFullBackend<Block>;
/// The transactions that wait.
pub type Pool = TransactionPoolHandle<Block, Client>;
/// Which of several heads is the best: that of the longest chain.
pub type SelectChain = LongestChain<Backend, Block>;
/// What is there before the network is.
pub type Partial =
    PartialComponents<Client, Backend, SelectChain, DefaultImportQueue<Block>, Pool, Consensus>;

/// Blocks between two justifications that GRANDPA keeps, so that others can verify a long chain
/// without all of it.
const JUSTIFICATION_PERIOD: u32 = 512;

/// How long a GRANDPA message takes to spread over the network.
const GOSSIP_DURATION: Duration = Duration::from_millis(333);

/// Who seals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The authorities in turn, with Aura; GRANDPA finalises.
    Network,
    /// This node alone: `--dev`.
    Dev,
}

/// What sealing needs of the parts.
pub struct Consensus {
    /// GRANDPA's part in importing blocks, and the way from there to its voter. None with `--dev`.
    grandpa: Option<(GrandpaImport, GrandpaLink)>,
    /// Where the node reports to, if told to.
    telemetry: Option<Telemetry>,
}

type GrandpaImport = GrandpaBlockImport<Backend, Block, Client, SelectChain>;
type GrandpaLink = LinkHalf<Block, Client, SelectChain>;

/// Opens the chain: all that a command which does not run a node needs as well.
pub fn new_partial(config: &Configuration, kind: Kind) -> Result<Partial, ServiceError> {
    let telemetry = config
        .telemetry_endpoints
        .clone()
        .filter(|endpoints| !endpoints.is_empty())
        .map(|endpoints| -> Result<_, sc_telemetry::Error> {
            let worker = TelemetryWorker::new(16)?;
            let telemetry = worker.handle().new_telemetry(endpoints);
            Ok((worker, telemetry))
        })
        .transpose()?;

    let (client, backend, keystore_container, task_manager) =
        sc_service::new_full_parts::<Block, RuntimeApi, _>(
            config,
            telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
            sc_service::new_wasm_executor(&config.executor),
            vec![Arc::new(GrandpaPruningFilter)],
        )?;
    let client = Arc::new(client);
    let telemetry = telemetry.map(|(worker, telemetry)| {
        task_manager.spawn_handle().spawn("telemetry", None, worker.run());
        telemetry
    });

    let select_chain = LongestChain::new(backend.clone());
    let transaction_pool = Arc::new(
        sc_transaction_pool::Builder::new(
            task_manager.spawn_essential_handle(),
            client.clone(),
            config.role.is_authority().into(),
        )
        .with_options(config.transaction_pool.clone())
        .with_prometheus(config.prometheus_registry())
        .build(),
    );

    let (import_queue, grandpa) = match kind {
        Kind::Network => {
            let (block_import, link) = sc_consensus_grandpa::block_import(
                client.clone(),
                JUSTIFICATION_PERIOD,
                &client,
                select_chain.clone(),
                telemetry.as_ref().map(|telemetry| telemetry.handle()),
            )?;
            let slot_duration = sc_consensus_aura::slot_duration(&*client)?;
            let import_queue =
                sc_consensus_aura::import_queue::<AuraPair, _, _, _, _, _>(ImportQueueParams {
                    block_import: block_import.clone(),
                    justification_import: Some(Box::new(block_import.clone())),
                    client: client.clone(),
                    create_inherent_data_providers: move |_, ()| async move {
                        Ok(slot_and_time(slot_duration))
                    },
                    spawner: &task_manager.spawn_essential_handle(),
                    registry: config.prometheus_registry(),
                    check_for_equivocation: Default::default(),
                    telemetry: telemetry.as_ref().map(|telemetry| telemetry.handle()),
                    compatibility_mode: Default::default(),
                })?;
            (import_queue, Some((block_import, link)))
        },
        Kind::Dev => {
            let import_queue = sc_consensus_manual_seal::import_queue(
                Box::new(client.clone()),
                &task_manager.spawn_essential_handle(),
                config.prometheus_registry(),
            );
            (import_queue, None)
        },
    };

    Ok(PartialComponents {
        client,
        backend,
        task_manager,
        keystore_container,
        select_chain,
        import_queue,
        transaction_pool,
        other: Consensus { grandpa, telemetry },
    })
}

/// A block's time on a network, and the Aura slot that it lies in.
fn slot_and_time(
    slot_duration: sp_consensus_aura::SlotDuration,
) -> (sp_consensus_aura::inherents::InherentDataProvider, sp_timestamp::InherentDataProvider) {
    let time = sp_timestamp::InherentDataProvider::from_system_time();
    let slot = sp_consensus_aura::inherents::InherentDataProvider::from_timestamp_and_slot_duration(
        *time,
        slot_duration,
    );
    (slot, time)
}

/// Starts a node.
pub fn new_full(mut config: Configuration, kind: Kind) -> Result<TaskManager, ServiceError> {
    if let NetworkBackendType::Libp2p = config.network.network_backend {
        return Err("this node speaks litep2p only: leave --network-backend out".into());
    }
    if let Kind::Dev = kind {
        dev::prepare(&mut config);
    }
    let PartialComponents {
        client,
        backend,
        mut task_manager,
        import_queue,
        keystore_container,
        select_chain,
        transaction_pool,
        other: Consensus { grandpa, mut telemetry },
    } = new_partial(&config, kind)?;

    let metrics =
        <Litep2pNetworkBackend as NetworkBackend<Block, Hash>>::register_notification_metrics(
            config.prometheus_registry(),
        );
    let mut net_config = FullNetworkConfiguration::<_, _, Litep2pNetworkBackend>::new(
        &config.network,
        config.prometheus_registry().cloned(),
    );

    // What GRANDPA needs of the network is said before the network is built.
    let mut warp_sync_config = None;
    let grandpa = match grandpa {
        Some((block_import, link)) => {
            let genesis_hash = client
                .block_hash(0)?
                .ok_or_else(|| ServiceError::Other("the database has no genesis".into()))?;
            let protocol_name =
                sc_consensus_grandpa::protocol_standard_name(&genesis_hash, &config.chain_spec);
            let (protocol, notifications) =
                sc_consensus_grandpa::grandpa_peers_set_config::<Block, Litep2pNetworkBackend>(
                    protocol_name.clone(),
                    metrics.clone(),
                    net_config.peer_store_handle(),
                );
            net_config.add_notification_protocol(protocol);
            warp_sync_config = Some(WarpSyncConfig::WithProvider(Arc::new(
                sc_consensus_grandpa::warp_proof::NetworkProvider::new(
                    backend.clone(),
                    link.shared_authority_set().clone(),
                    Vec::new(),
                ),
            )));
            Some((block_import, link, protocol_name, notifications))
        },
        None => None,
    };

    let (network, system_rpc_tx, tx_handler_controller, sync_service, _) =
        sc_service::build_network(BuildNetworkParams {
            config: &config,
            net_config,
            client: client.clone(),
            transaction_pool: transaction_pool.clone(),
            spawn_handle: task_manager.spawn_handle(),
            spawn_essential_handle: task_manager.spawn_essential_handle(),
            import_queue,
            block_announce_validator_builder: None,
            warp_sync_config,
            block_relay: None,
            metrics,
            gap_sync_body_policy: None,
        })?;

    if config.offchain_worker.enabled {
        let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
            runtime_api_provider: client.clone(),
            keystore: Some(keystore_container.keystore()),
            offchain_db: backend.offchain_storage(),
            transaction_pool: Some(OffchainTransactionPoolFactory::new(transaction_pool.clone())),
            network_provider: Arc::new(network.clone()),
            is_validator: config.role.is_authority(),
            enable_http_requests: true,
            custom_extensions: |_| Vec::new(),
        })?;
        task_manager.spawn_handle().spawn(
            "offchain-workers-runner",
            Some("offchain-worker"),
            workers.run(client.clone(), task_manager.spawn_handle()).boxed(),
        );
    }

    let role = config.role;
    let name = config.network.node_name.clone();
    let force_authoring = config.force_authoring;
    let enable_grandpa = !config.disable_grandpa;
    let prometheus_registry = config.prometheus_registry().cloned();

    let (clock, clock_requests) = match kind {
        Kind::Network => (None, None),
        Kind::Dev => {
            let (clock, requests) = ClockControl::new();
            (Some(clock), Some(requests))
        },
    };
    let rpc_deps = Deps { client: client.clone(), pool: transaction_pool.clone(), clock };
    sc_service::spawn_tasks(SpawnTasksParams {
        config,
        client: client.clone(),
        backend,
        task_manager: &mut task_manager,
        keystore: keystore_container.keystore(),
        transaction_pool: transaction_pool.clone(),
        rpc_builder: Box::new(move |_| {
            rpc::module(&rpc_deps).map_err(|error| ServiceError::Application(error.into()))
        }),
        network: network.clone(),
        system_rpc_tx,
        tx_handler_controller,
        sync_service: sync_service.clone(),
        telemetry: telemetry.as_mut(),
        tracing_execute_block: None,
    })?;

    if let Some(requests) = clock_requests {
        dev::start(
            &task_manager,
            client.clone(),
            transaction_pool.clone(),
            select_chain.clone(),
            prometheus_registry.as_ref(),
            requests,
        )?;
    }

    if let Some((block_import, link, protocol_name, notification_service)) = grandpa {
        let telemetry = telemetry.as_ref().map(|telemetry| telemetry.handle());
        if role.is_authority() {
            let slot_duration = sc_consensus_aura::slot_duration(&*client)?;
            let proposer_factory = sc_basic_authorship::ProposerFactory::new(
                task_manager.spawn_handle(),
                client.clone(),
                transaction_pool.clone(),
                prometheus_registry.as_ref(),
                telemetry.clone(),
            );
            let aura = sc_consensus_aura::start_aura::<AuraPair, _, _, _, _, _, _, _, _, _, _>(
                StartAuraParams {
                    slot_duration,
                    client,
                    select_chain,
                    block_import,
                    proposer_factory,
                    create_inherent_data_providers: move |_, ()| async move {
                        Ok(slot_and_time(slot_duration))
                    },
                    force_authoring,
                    backoff_authoring_blocks: Option::<()>::None,
                    keystore: keystore_container.keystore(),
                    sync_oracle: sync_service.clone(),
                    justification_sync_link: sync_service.clone(),
                    block_proposal_slot_portion: SlotProportion::new(2f32 / 3f32),
                    max_block_proposal_slot_portion: None,
                    telemetry: telemetry.clone(),
                    compatibility_mode: Default::default(),
                },
            )?;
            task_manager.spawn_essential_handle().spawn_blocking(
                "aura",
                Some("block-authoring"),
                aura,
            );
        }

        if enable_grandpa {
            // A node that does not vote follows what the others finalise: it needs no keys.
            let keystore = role.is_authority().then(|| keystore_container.keystore());
            let voter = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
                config: sc_consensus_grandpa::Config {
                    gossip_duration: GOSSIP_DURATION,
                    justification_generation_period: JUSTIFICATION_PERIOD,
                    name: Some(name),
                    observer_enabled: false,
                    keystore,
                    local_role: role,
                    telemetry: telemetry.clone(),
                    protocol_name,
                },
                link,
                network,
                sync: sync_service,
                notification_service,
                voting_rule: sc_consensus_grandpa::VotingRulesBuilder::default().build(),
                prometheus_registry,
                shared_voter_state: SharedVoterState::empty(),
                telemetry,
                offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(transaction_pool),
            })?;
            task_manager.spawn_essential_handle().spawn_blocking("grandpa-voter", None, voter);
        }
    }

    Ok(task_manager)
}
