//! The chain as the feeder sees it. Calls and storage are named and encoded by the metadata that the
//! node gives, so no copy of it is checked in, and a runtime upgrade that keeps the names needs no
//! new feeder. What is read is always finalised: a report that counts as sent can't be undone.

use crate::{
    answer::Digest,
    progress::Rules,
    report::{Report, Reported, Seen},
    source::causes,
};
use std::{future::Future, sync::Arc, time::Duration};
use subxt::{
    backend::LegacyBackend,
    client::{OnlineClientAtBlock, OnlineClientAtBlockT},
    config::DefaultExtrinsicParamsBuilder,
    dynamic::{self, Value},
    error::{BackendError, DispatchError, ExtrinsicError, RpcError, TransactionEventsError},
    events::Event,
    ext::{scale_decode::DecodeAsType, scale_value::Composite},
    extrinsics::ExtrinsicEvents,
    rpcs::{self, RpcClient},
    tx::{DynamicPayload, TransactionProgress, TransactionStatus},
    utils::AccountId32,
    ArcMetadata, OnlineClient, PolkadotConfig,
};
use subxt_signer::sr25519::Keypair;

/// A node that takes longer to answer is as good as gone.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// A transaction is finalised within half a minute on a network that works. Its era ends after 64
/// blocks; whatever has become of it by then is read from the chain.
const FINAL_WITHIN: Duration = Duration::from_secs(180);
/// Blocks for which a transaction is valid.
const MORTAL: u64 = 64;

/// Names an index.
pub type IndexId = u16;

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The node does not answer, or not as it should: connect again.
    Lost(String),
    /// The node's pool did not take the transaction.
    Pool(String),
    /// The call failed in its block; its error by name, such as `Index::TooLate`.
    Call(String),
}

impl Fault {
    fn lost(error: impl std::error::Error) -> Self {
        Fault::Lost(causes(&error))
    }
}

/// A connection to a node.
pub struct Chain {
    client: OnlineClient<PolkadotConfig>,
    signer: Keypair,
    /// Who reports: the signer, or the account that it is a proxy of.
    pub reporter: AccountId32,
    pub rules: Rules,
    /// Cash for each unit of an hour.
    pub bond_per_unit: u128,
    /// The least bond.
    pub least_bond: u128,
}

/// The chain at its last finalised block.
pub struct View {
    at: OnlineClientAtBlock<PolkadotConfig>,
    /// Chain time, in Unix milliseconds.
    pub now: u64,
}

/// An index, as far as it matters here.
#[derive(Clone, Copy, Debug, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct Index {
    /// The next hour to close.
    pub next: u32,
    pub retired: bool,
}

/// A closed hour, as its event tells of it.
#[derive(Clone, Debug, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct HourClosed {
    pub hour: u32,
    pub value: ClosedValue,
}

#[derive(Clone, Debug, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct ClosedValue {
    pub price: u64,
    pub rung: Rung,
}

#[derive(Clone, Copy, Debug, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub enum Rung {
    Hour,
    Day,
    Last,
    Suspended,
}

mod stored {
    use super::*;

    #[derive(DecodeAsType)]
    #[decode_as_type(crate_path = "subxt::ext::scale_decode")]
    pub struct Product {
        pub name: Vec<u8>,
        pub version: u16,
    }

    #[derive(DecodeAsType)]
    #[decode_as_type(crate_path = "subxt::ext::scale_decode")]
    pub struct Zone {
        pub name: Vec<u8>,
    }

    #[derive(DecodeAsType)]
    #[decode_as_type(crate_path = "subxt::ext::scale_decode")]
    pub struct Market {
        pub index: Option<IndexId>,
    }

    #[derive(DecodeAsType)]
    #[decode_as_type(crate_path = "subxt::ext::scale_decode")]
    pub struct Reporter {
        pub bond: u128,
    }

    #[derive(DecodeAsType)]
    #[decode_as_type(crate_path = "subxt::ext::scale_decode")]
    pub struct Input {
        pub quantity: u32,
        pub source: Source,
    }

    #[derive(DecodeAsType)]
    #[decode_as_type(crate_path = "subxt::ext::scale_decode")]
    pub enum Source {
        Trade {},
        Report { reporter: AccountId32, digest: [u8; 32] },
    }
}

impl Chain {
    /// Connects. `reporter` is whom the key reports for, where that is not its own account.
    pub async fn connect(
        node: &str,
        signer: Keypair,
        reporter: Option<AccountId32>,
    ) -> Result<Self, Fault> {
        within(ANSWER_WITHIN, async {
            let rpc = RpcClient::from_insecure_url(node).await.map_err(Fault::lost)?;
            // One question, one answer: there is no subscription that a restarted node forgets.
            let backend = LegacyBackend::builder().build(rpc);
            let client: OnlineClient<PolkadotConfig> =
                OnlineClient::from_backend(Arc::new(backend)).await.map_err(Fault::lost)?;
            let at = client.at_current_block().await.map_err(Fault::lost)?;
            let milliseconds = |name| constant::<u64>(&at, name);
            Ok(Chain {
                reporter: reporter.unwrap_or_else(|| signer.public_key().to_account_id()),
                rules: Rules {
                    report_window: milliseconds("ReportWindow")?,
                    lookback: milliseconds("Lookback")?,
                    close_delay: milliseconds("CloseDelay")?,
                },
                bond_per_unit: constant(&at, "BondPerUnit")?,
                least_bond: constant(&at, "LeastBond")?,
                signer,
                client,
            })
        })
        .await
    }

    /// Looks at the last finalised block.
    pub async fn view(&self) -> Result<View, Fault> {
        within(ANSWER_WITHIN, async {
            let at = self.client.at_current_block().await.map_err(Fault::lost)?;
            let address = dynamic::storage::<(), u64>("Timestamp", "Now");
            let now = at.storage().fetch(address, ()).await.map_err(Fault::lost)?;
            let now = now.decode().map_err(Fault::lost)?;
            Ok(View { at, now })
        })
        .await
    }

    /// Reports, and waits until that is final. Gives the block's hash.
    pub async fn observe(&self, index: IndexId, report: &Report) -> Result<String, Fault> {
        let Report { hour, price, quantity, digest, .. } = report;
        let call = call(
            "Index",
            "observe",
            vec![
                Value::u128(index.into()),
                Value::u128((*hour).into()),
                Value::u128((*price).into()),
                Value::u128((*quantity).into()),
                Value::from_bytes(digest),
            ],
        );
        let own = self.reporter == self.signer.public_key().to_account_id();
        let call = if own { call } else { self.as_proxy(call) };
        let (block, events) = self.send(&call).await?;
        told(&events, "Observed")?;
        Ok(block)
    }

    /// Closes the next hour of an index. Costs nothing, and needs no role.
    pub async fn close_hour(&self, index: IndexId) -> Result<HourClosed, Fault> {
        let call = call("Index", "close_hour", vec![Value::u128(index.into())]);
        let (_, events) = self.send(&call).await?;
        let event = told(&events, "HourClosed")?;
        event.decode_fields_unchecked_as().map_err(Fault::lost)
    }

    fn as_proxy(&self, call: DynamicPayload<Composite<()>>) -> DynamicPayload<Composite<()>> {
        let real = Value::unnamed_variant("Id", [Value::from_bytes(self.reporter.0)]);
        // Whatever its type: the chain says which calls a type may make.
        let any_type = Value::unnamed_variant("None", []);
        self::call("Proxy", "proxy", vec![real, any_type, call.into_value()])
    }

    /// Signs with the nonce of the last finalised block: a second transaction that is sent because
    /// the first one's fate was not known can only take its place, never follow it.
    async fn send(
        &self,
        call: &DynamicPayload<Composite<()>>,
    ) -> Result<(String, ExtrinsicEvents<PolkadotConfig>), Fault> {
        let (metadata, progress) = within(ANSWER_WITHIN, async {
            let at = self.client.at_current_block().await.map_err(Fault::lost)?;
            let params = DefaultExtrinsicParamsBuilder::new().mortal(MORTAL).build();
            let progress = at
                .transactions()
                .sign_and_submit_then_watch(call, &self.signer, params)
                .await
                .map_err(submitting)?;
            Ok((at.metadata(), progress))
        })
        .await?;
        within(FINAL_WITHIN, finalised(progress, metadata)).await
    }
}

/// The events of a transaction that has succeeded, and its block.
async fn finalised<C: OnlineClientAtBlockT<PolkadotConfig>>(
    mut progress: TransactionProgress<PolkadotConfig, C>,
    metadata: ArcMetadata,
) -> Result<(String, ExtrinsicEvents<PolkadotConfig>), Fault> {
    while let Some(status) = progress.next().await {
        match status.map_err(Fault::lost)? {
            TransactionStatus::InFinalizedBlock(block) => {
                let hash = format!("{:?}", block.block_hash());
                let events = block.wait_for_success().await.map_err(|error| match error {
                    TransactionEventsError::ExtrinsicFailed(error) => Fault::Call(name(&error)),
                    other => Fault::lost(other),
                })?;
                inner(&events, metadata)?;
                return Ok((hash, events));
            },
            TransactionStatus::Error { message }
            | TransactionStatus::Invalid { message }
            | TransactionStatus::Dropped { message } => return Err(Fault::Pool(message)),
            _ => {},
        }
    }
    Err(Fault::Lost("the node stopped telling of the transaction".into()))
}

/// A proxied call that fails does so inside a transaction that succeeds.
fn inner(events: &ExtrinsicEvents<PolkadotConfig>, metadata: ArcMetadata) -> Result<(), Fault> {
    let Some(event) = find(events, "Proxy", "ProxyExecuted")? else { return Ok(()) };
    // Result<(), DispatchError>: a byte that says which, then the error.
    match event.field_bytes() {
        [1, error @ ..] => {
            let error = DispatchError::decode_from(error, metadata).map_err(Fault::lost)?;
            Err(Fault::Call(name(&error)))
        },
        _ => Ok(()),
    }
}

/// The event of pallet index that says what a call did.
fn told<'a>(
    events: &'a ExtrinsicEvents<PolkadotConfig>,
    name: &str,
) -> Result<Event<'a, PolkadotConfig>, Fault> {
    find(events, "Index", name)?
        .ok_or_else(|| Fault::Lost(format!("the call succeeded, and there is no Index.{name}")))
}

fn find<'a>(
    events: &'a ExtrinsicEvents<PolkadotConfig>,
    pallet: &str,
    name: &str,
) -> Result<Option<Event<'a, PolkadotConfig>>, Fault> {
    for event in events.iter() {
        let event = event.map_err(Fault::lost)?;
        if (event.pallet_name(), event.event_name()) == (pallet, name) {
            return Ok(Some(event));
        }
    }
    Ok(None)
}

impl View {
    /// The index of a market, by the names of its product and zone. `Err` in the inner result says
    /// what there is not.
    pub async fn index_of(
        &self,
        product: &str,
        version: u16,
        zone: &str,
    ) -> Result<Result<IndexId, String>, Fault> {
        within(ANSWER_WITHIN, async {
            let found = self
                .find::<stored::Product>("Products", |stored| {
                    stored.name == product.as_bytes() && stored.version == version
                })
                .await?;
            let Some(product_id) = found else {
                return Ok(Err(format!("the chain has no product {product} of version {version}")));
            };
            let found =
                self.find::<stored::Zone>("Zones", |stored| stored.name == zone.as_bytes()).await?;
            let Some(zone_id) = found else {
                return Ok(Err(format!("the chain has no zone {zone}")));
            };
            let keys = vec![Value::u128(product_id.into()), Value::u128(zone_id.into())];
            let market = self.get::<stored::Market>("Capacity", "Markets", keys).await?;
            Ok(match market {
                None => Err(format!("{product} is not traded in {zone}")),
                Some(stored::Market { index: None }) => Err(format!(
                    "{product} in {zone} has no index; the market admin makes one with \
                     index.createIndex"
                )),
                Some(stored::Market { index: Some(index) }) => Ok(index),
            })
        })
        .await
    }

    pub async fn index(&self, index: IndexId) -> Result<Option<Index>, Fault> {
        within(ANSWER_WITHIN, self.get("Index", "Indexes", vec![Value::u128(index.into())])).await
    }

    /// The reporter's bond, in millionths of cash; `None` where it is not registered.
    pub async fn bond(&self, reporter: &AccountId32) -> Result<Option<u128>, Fault> {
        let keys = vec![Value::from_bytes(reporter.0)];
        let reporter = within(ANSWER_WITHIN, self.get("Index", "Reporters", keys)).await?;
        Ok(reporter.map(|stored::Reporter { bond }| bond))
    }

    /// What counts for an hour.
    pub async fn inputs(
        &self,
        index: IndexId,
        hour: u32,
        reporter: &AccountId32,
    ) -> Result<Vec<Seen>, Fault> {
        let slot = Value::unnamed_variant("Hour", [Value::u128(hour.into())]);
        let keys = vec![Value::u128(index.into()), slot];
        let inputs: Option<Vec<stored::Input>> =
            within(ANSWER_WITHIN, self.get("Index", "Inputs", keys)).await?;
        let seen = |stored::Input { quantity, source }| {
            let report = match source {
                stored::Source::Trade {} => None,
                stored::Source::Report { reporter: other, digest } => {
                    let digest: Digest = digest;
                    Some(Reported { digest, ours: other == *reporter })
                },
            };
            Seen { quantity, report }
        };
        Ok(inputs.unwrap_or_default().into_iter().map(seen).collect())
    }

    async fn get<V: DecodeAsType>(
        &self,
        pallet: &str,
        item: &str,
        keys: Vec<Value>,
    ) -> Result<Option<V>, Fault> {
        let address = dynamic::storage::<Vec<Value>, V>(pallet, item);
        let found = self.at.storage().try_fetch(address, keys).await.map_err(Fault::lost)?;
        found.map(|value| value.decode().map_err(Fault::lost)).transpose()
    }

    /// The key of the first entry of a map of pallet capacity that is it.
    async fn find<V: DecodeAsType>(
        &self,
        item: &str,
        is_it: impl Fn(&V) -> bool,
    ) -> Result<Option<u32>, Fault> {
        let address = dynamic::storage::<(u32,), V>("Capacity", item);
        let mut entries = self.at.storage().iter(address, ()).await.map_err(Fault::lost)?;
        while let Some(entry) = entries.next().await {
            let entry = entry.map_err(Fault::lost)?;
            if is_it(&entry.value().decode().map_err(Fault::lost)?) {
                let (id,) = entry.key().map_err(Fault::lost)?.decode().map_err(Fault::lost)?;
                return Ok(Some(id));
            }
        }
        Ok(None)
    }
}

fn call(pallet: &str, call: &str, args: Vec<Value>) -> DynamicPayload<Composite<()>> {
    dynamic::tx(pallet, call, Composite::unnamed(args))
}

fn constant<V: DecodeAsType>(
    at: &OnlineClientAtBlock<PolkadotConfig>,
    name: &str,
) -> Result<V, Fault> {
    at.constants().entry(dynamic::constant::<V>("Index", name)).map_err(Fault::lost)
}

fn submitting(error: ExtrinsicError) -> Fault {
    match error {
        ExtrinsicError::ErrorSubmittingTransaction(BackendError::Rpc(RpcError::ClientError(
            rpcs::Error::User(error),
        ))) => {
            let detail = error.data.map(|data| format!(": {}", data.get().trim_matches('"')));
            Fault::Pool(format!("{}{}", error.message, detail.unwrap_or_default()))
        },
        other => Fault::lost(other),
    }
}

/// Such as `Index::TooLate`.
fn name(error: &DispatchError) -> String {
    match error {
        DispatchError::Module(error) => error.details_string(),
        other => format!("{other:?}"),
    }
}

/// What to do about it, where something can be done.
pub fn advice(error: &str) -> &'static str {
    match error {
        "BadOrigin" => "; the account is no admitted reporter: root admits them",
        "Index::NotReporter" => "; register the account with index.registerReporter",
        "Index::BondTooSmall" | "Index::BeyondBond" => {
            "; raise the bond with index.registerReporter"
        },
        "Proxy::NotProxy" => {
            "; the key is no proxy of the reporter: add it with proxy.addProxy, type Feed"
        },
        _ if error.contains("Inability to pay") => {
            "; send the key's account native tokens, which pay fees"
        },
        _ => "",
    }
}

async fn within<T>(
    time: Duration,
    work: impl Future<Output = Result<T, Fault>>,
) -> Result<T, Fault> {
    match tokio::time::timeout(time, work).await {
        Ok(result) => result,
        Err(_) => Err(Fault::Lost(format!("no answer within {} s", time.as_secs()))),
    }
}
