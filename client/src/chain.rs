//! A connection to a node, and the chain at one block.

use crate::{api, Error, Names};
use std::{fmt, future::Future, sync::Arc, time::Duration};
use subxt::{
    backend::LegacyBackend,
    client::{OnlineClientAtBlock, OnlineClientAtBlockImpl},
    config::{substrate::H256, RpcConfigFor},
    error::{RuntimeApiError, StorageError},
    rpcs::{client::RpcParams, methods::LegacyRpcMethods, RpcClient},
    runtime_apis::Payload,
    storage::Address,
    OnlineClient, PolkadotConfig,
};
use tokio::sync::Mutex;

/// A node that takes longer to answer is as good as gone.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// What a transaction is made at.
pub(crate) type AtBlock = OnlineClientAtBlockImpl<PolkadotConfig>;

/// A connection to a node. It does not come back by itself: connect again.
#[derive(Clone)]
pub struct Chain {
    client: OnlineClient<PolkadotConfig>,
    rpc: RpcClient,
    methods: LegacyRpcMethods<RpcConfigFor<PolkadotConfig>>,
    endpoint: String,
    /// Whoever signs has it until the node knows of the nonce.
    pub(crate) turn: Arc<Mutex<()>>,
}

impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chain").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

/// The chain at one block.
pub struct View {
    /// Everything that can be asked there.
    pub at: OnlineClientAtBlock<PolkadotConfig>,
    /// Chain time, in Unix milliseconds.
    pub now: u64,
}

impl Chain {
    /// Connects to a node, such as `ws://127.0.0.1:9944`.
    pub async fn connect(endpoint: &str) -> Result<Self, Error> {
        within(async {
            let rpc = RpcClient::from_insecure_url(endpoint)
                .await
                .map_err(|error| Error::Unreachable(format!("{endpoint}: {}", bare(&error))))?;
            // One question, one answer: there is no subscription that a restarted node forgets.
            let backend = LegacyBackend::builder().build(rpc.clone());
            let client: OnlineClient<PolkadotConfig> =
                OnlineClient::from_backend(Arc::new(backend)).await.map_err(Error::unreachable)?;
            let methods = LegacyRpcMethods::new(rpc.clone());
            let endpoint = endpoint.to_string();
            Ok(Chain { client, rpc, methods, endpoint, turn: Arc::default() })
        })
        .await
    }

    /// What it was connected to.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The hash of the first block: which chain it is.
    pub fn genesis(&self) -> H256 {
        self.client.genesis_hash()
    }

    /// The chain at its best block.
    pub async fn best(&self) -> Result<View, Error> {
        let hash = within(async {
            let hash = self.methods.chain_get_block_hash(None).await;
            hash.map_err(Error::unreachable)?
                .ok_or_else(|| Error::Unreachable("the node has no blocks".into()))
        })
        .await?;
        self.at(hash).await
    }

    /// The chain at its last final block.
    pub async fn last_final(&self) -> Result<View, Error> {
        let hash = within(async {
            self.methods.chain_get_finalized_head().await.map_err(Error::unreachable)
        })
        .await?;
        self.at(hash).await
    }

    /// The chain at a block.
    pub async fn at(&self, hash: H256) -> Result<View, Error> {
        within(async {
            let at = self.client.at_block(hash).await.map_err(Error::unreachable)?;
            let now = at.storage().fetch(api::storage().timestamp().now(), ()).await;
            let now = now.map_err(reading)?.decode().map_err(Error::unreachable)?;
            Ok(View { at, now })
        })
        .await
    }

    /// Products, zones, markets and operators, by name.
    pub async fn names(&self) -> Result<Names, Error> {
        Names::read(&self.best().await?).await
    }

    /// Asks a method of the node by name, with plain arguments.
    pub async fn ask<T: serde::de::DeserializeOwned>(
        &self,
        method: &str,
        params: RpcParams,
    ) -> Result<T, Error> {
        within(async {
            self.rpc.request(method, params).await.map_err(|error| match error {
                subxt::rpcs::Error::User(error) => {
                    let detail = error.data.map(|data| format!(" ({})", data.get()));
                    Error::Refused(format!("{}{}", error.message, detail.unwrap_or_default()))
                },
                other => Error::unreachable(other),
            })
        })
        .await
    }

    /// The node's methods, for what is not here.
    pub fn methods(&self) -> &LegacyRpcMethods<RpcConfigFor<PolkadotConfig>> {
        &self.methods
    }
}

impl View {
    /// The block's number.
    pub fn number(&self) -> u32 {
        // Blocks are numbered by 32 bits.
        self.at.block_number() as u32
    }

    /// The block's hash.
    pub fn hash(&self) -> H256 {
        self.at.block_ref().hash()
    }

    /// Asks a runtime API, such as `api::runtime_apis().spot_api().best(series)`.
    pub async fn ask<P: Payload>(&self, payload: P) -> Result<P::ReturnType, Error> {
        within(async { self.at.runtime_apis().call(payload).await.map_err(asking) }).await
    }

    /// What is stored; none where there is nothing.
    pub async fn read<A: Address>(
        &self,
        address: A,
        keys: A::KeyParts,
    ) -> Result<Option<A::Value>, Error> {
        within(async {
            let found = self.at.storage().try_fetch(address, keys).await.map_err(reading)?;
            found.map(|value| value.decode().map_err(Error::unreachable)).transpose()
        })
        .await
    }

    /// Every entry of a map: its keys, and what it holds. For small maps.
    pub async fn entries<A: Address>(
        &self,
        address: A,
    ) -> Result<Vec<(A::KeyParts, A::Value)>, Error>
    where
        (): subxt::storage::PrefixOf<A::KeyParts>,
    {
        let mut entries =
            within(async { self.at.storage().iter(address, ()).await.map_err(reading) }).await?;
        let mut all = Vec::new();
        while let Some(entry) = within(async { Ok(entries.next().await) }).await? {
            let entry = entry.map_err(reading)?;
            let key = entry.key().map_err(Error::unreachable)?;
            let key = key.decode().map_err(Error::unreachable)?;
            all.push((key, entry.value().decode().map_err(Error::unreachable)?));
        }
        Ok(all)
    }

    /// A constant of the runtime.
    pub fn constant<A: subxt::constants::Address>(&self, address: A) -> Result<A::Target, Error> {
        self.at.constants().entry(address).map_err(|error| Error::Incompatible(error.to_string()))
    }
}

const OTHER_RUNTIME: &str = "the chain's runtime is another one than this program was made for; \
                             use the program of its version";

fn reading(error: StorageError) -> Error {
    match error {
        StorageError::IncompatibleCodegen => Error::Incompatible(OTHER_RUNTIME.into()),
        other => Error::unreachable(other),
    }
}

fn asking(error: RuntimeApiError) -> Error {
    match error {
        RuntimeApiError::IncompatibleCodegen => Error::Incompatible(OTHER_RUNTIME.into()),
        other => Error::unreachable(other),
    }
}

/// The same for what is signed.
pub(crate) fn other_runtime() -> Error {
    Error::Incompatible(OTHER_RUNTIME.into())
}

/// Why there is no connection, without the names of the layers that pass it on.
fn bare(error: &impl fmt::Display) -> String {
    error.to_string().replace("RPC error: ", "").replace("client error: ", "")
}

/// The answer, or that there was none in time.
pub(crate) async fn within<T>(work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    match tokio::time::timeout(ANSWER_WITHIN, work).await {
        Ok(result) => result,
        Err(_) => {
            Err(Error::Unreachable(format!("no answer within {} s", ANSWER_WITHIN.as_secs())))
        },
    }
}
