//! Signing a call and sending it, until it is known what became of it.
//!
//! A transaction is offered to the node again every few seconds, and the blocks since it was signed
//! are searched for it. So it makes no difference whether the node was restarted, lost its pool, or
//! answered twice: the same bytes carry the same nonce, and are carried out once.

use crate::{
    chain::{other_runtime, within},
    error::causes,
    plain::Told,
    Chain, Error, View,
};
use serde_json::Value;
use std::time::{Duration, Instant};
use subxt::{
    config::{substrate::H256, DefaultExtrinsicParamsBuilder},
    error::{DispatchError, ExtrinsicError},
    events::Phase,
    rpcs,
    tx::{Payload, SubmittableTransaction, TransactionInvalid, ValidationResult},
    utils::AccountId32,
    ArcMetadata, PolkadotConfig,
};
use subxt_signer::sr25519::Keypair;

/// Blocks for which a transaction is valid.
const MORTAL: u32 = 64;
/// How often a transaction is signed anew because another of its account took its nonce.
const TRIES: u32 = 16;
/// How often the node is asked for new blocks.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// How often a transaction is offered again.
const OFFER_EVERY: Duration = Duration::from_secs(5);
/// How long a node may be away.
const AWAY_FOR: Duration = Duration::from_secs(120);

/// The node's codes of the answers that a pool gives.
mod code {
    pub const INVALID: i32 = 1010;
    pub const BANNED: i32 = 1012;
    pub const KNOWN: i32 = 1013;
    pub const LOW_PRIORITY: i32 = 1014;
}

/// When a transaction counts as carried out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Until {
    /// It is in a block of the best chain, which can still be undone.
    #[default]
    InBlock,
    /// It can't be undone any more.
    Final,
}

/// What a transaction did.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The block that it is in.
    pub block: H256,
    /// That block's number.
    pub number: u32,
    /// Its place in the block.
    pub extrinsic: u32,
    /// Its hash.
    pub hash: H256,
    /// What it cost, in the smallest part of the native token.
    pub fee: u128,
    /// What it told, in order.
    pub events: Vec<Told>,
}

impl Receipt {
    /// The fields of each event of a name, such as `spot.Filled`.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Value> {
        self.events.iter().filter(move |event| event.name == name).map(|event| &event.fields)
    }

    /// The fields of the first event of a name.
    pub fn first(&self, name: &str) -> Result<&Value, Error> {
        let found = self.events.iter().find(|event| event.name == name);
        found.map(|event| &event.fields).ok_or_else(|| {
            Error::Incompatible(format!("the call succeeded, and there is no {name}"))
        })
    }
}

/// What a transaction would cost, and whether the pool would take it.
#[derive(Clone, Debug)]
pub struct Preview {
    /// In the smallest part of the native token.
    pub fee: u128,
    /// Why the pool would not take it.
    pub refused: Option<String>,
    /// The call as it would be signed.
    pub call: Vec<u8>,
}

type Signed = SubmittableTransaction<PolkadotConfig, crate::chain::AtBlock>;

/// What a pool says of a transaction.
enum Offered {
    /// It is in the pool now.
    Taken,
    /// It was there.
    Known,
    /// Its nonce is used, by itself or by another.
    Stale,
    /// Another with its nonce is in the pool.
    Crowded,
    /// No.
    Refused(String),
}

impl Chain {
    /// Signs a call, sends it, and waits until it is in a block.
    pub async fn submit<C: Payload>(&self, signer: &Keypair, call: &C) -> Result<Receipt, Error> {
        self.submit_until(signer, call, Until::InBlock).await
    }

    /// The same, and waits as long as is asked for.
    pub async fn submit_until<C: Payload>(
        &self,
        signer: &Keypair,
        call: &C,
        until: Until,
    ) -> Result<Receipt, Error> {
        let mut chain = self.clone();
        for _ in 0..TRIES {
            // One at a time, so that those who share this connection don't take each other's nonce.
            let turn = self.turn.lock().await;
            let (signed, born) = chain.sign(signer, call).await?;
            let mut search = Search::new(born);
            let offered = search.offer(&chain, &signed).await;
            drop(turn);
            let found = match offered {
                Ok(Some(Found::Displaced)) => None,
                Ok(_) | Err(Error::Unreachable(_)) => {
                    deliver(&mut chain, search, &signed, until).await?
                },
                Err(other) => return Err(other),
            };
            if let Some(receipt) = found {
                return Ok(receipt);
            }
        }
        Err(Error::Refused(format!(
            "{TRIES} times in a row another transaction of this account took its place"
        )))
    }

    /// What a call would cost, without sending it.
    pub async fn preview<C: Payload>(&self, signer: &Keypair, call: &C) -> Result<Preview, Error> {
        let (signed, _) = self.sign(signer, call).await?;
        within(async {
            let fee = signed.partial_fee_estimate().await.map_err(signing)?;
            let refused = match signed.validate().await.map_err(signing)? {
                ValidationResult::Valid(_) => None,
                ValidationResult::Invalid(TransactionInvalid::Payment) => {
                    Some("the account has too few native tokens for the fee".to_string())
                },
                ValidationResult::Invalid(why) => Some(format!("{why:?}")),
                ValidationResult::Unknown(why) => Some(format!("{why:?}")),
            };
            let view = self.last_final().await?;
            let call = view.at.transactions().call_data(call).map_err(signing)?;
            Ok(Preview { fee, refused, call })
        })
        .await
    }

    /// Signed with the next nonce, and the block from which on it can be in one.
    async fn sign<C: Payload>(&self, signer: &Keypair, call: &C) -> Result<(Signed, u32), Error> {
        let view = self.last_final().await?;
        let account: AccountId32 = signer.public_key().to_account_id();
        within(async {
            // The pool's, so that what waits there counts.
            let nonce = self.methods().system_account_next_index(&account).await;
            let nonce = nonce.map_err(Error::unreachable)?;
            let params =
                DefaultExtrinsicParamsBuilder::new().nonce(nonce).mortal(MORTAL.into()).build();
            let mut transactions = view.at.transactions();
            let signed = transactions.create_signed(call, signer, params).await.map_err(signing)?;
            Ok((signed, view.number()))
        })
        .await
    }

    async fn offer(&self, signed: &Signed) -> Result<Offered, Error> {
        within(async {
            match self.methods().author_submit_extrinsic(signed.encoded()).await {
                Ok(_) => Ok(Offered::Taken),
                Err(rpcs::Error::User(error)) => {
                    let data = error.data.as_ref().map(|data| data.get().trim_matches('"'));
                    let data = data.unwrap_or_default();
                    Ok(match error.code {
                        code::KNOWN | code::BANNED => Offered::Known,
                        code::LOW_PRIORITY => Offered::Crowded,
                        code::INVALID if data.contains("outdated") => Offered::Stale,
                        _ if data.is_empty() => Offered::Refused(error.message),
                        _ => Offered::Refused(format!("{}: {data}", error.message)),
                    })
                },
                Err(error) => Err(Error::unreachable(error)),
            }
        })
        .await
    }

    async fn best_number(&self) -> Result<u32, Error> {
        within(async {
            let header = self.methods().chain_get_header(None).await.map_err(Error::unreachable)?;
            header
                .map(|header| header.number as u32)
                .ok_or_else(|| Error::Unreachable("the node has no blocks".into()))
        })
        .await
    }

    async fn final_number(&self) -> Result<u32, Error> {
        Ok(self.last_final().await?.number())
    }

    /// The block of a number on the best chain, and where in it a transaction is.
    async fn position(&self, number: u32, bytes: &[u8]) -> Result<Option<(H256, usize)>, Error> {
        within(async {
            let hash = self.methods().chain_get_block_hash(Some(u64::from(number).into())).await;
            let Some(hash) = hash.map_err(Error::unreachable)? else { return Ok(None) };
            let block = self.methods().chain_get_block(Some(hash)).await;
            let Some(block) = block.map_err(Error::unreachable)? else { return Ok(None) };
            // An extrinsic is encoded with its length before it, as it is submitted.
            let is = |extrinsic: &rpcs::methods::legacy::Bytes| extrinsic.0 == bytes;
            Ok(block.block.extrinsics.iter().position(is).map(|index| (hash, index)))
        })
        .await
    }
}

/// Sees a signed transaction through. None where another of its account took its nonce.
async fn deliver(
    chain: &mut Chain,
    mut search: Search,
    signed: &Signed,
    until: Until,
) -> Result<Option<Receipt>, Error> {
    let mut away: Option<Instant> = None;
    loop {
        match search.step(chain, signed, until).await {
            Ok(Some(Found::Receipt(receipt))) => return Ok(Some(receipt)),
            Ok(Some(Found::Displaced)) => return Ok(None),
            Ok(None) => {
                away = None;
                tokio::time::sleep(LOOK_EVERY).await;
            },
            Err(Error::Unreachable(why)) => {
                let since = *away.get_or_insert_with(Instant::now);
                if since.elapsed() > AWAY_FOR {
                    // Even where no answer came, the node may have taken it.
                    return Err(Error::Unknown(format!("the node has gone away: {why}")));
                }
                tokio::time::sleep(LOOK_EVERY * 5).await;
                if let Ok(anew) = Chain::connect(chain.endpoint()).await {
                    *chain = anew;
                    // The pool is gone with the process.
                    search.offered = None;
                }
            },
            Err(other) => return Err(other),
        }
    }
}

struct Search {
    /// The next block to look at.
    next: u32,
    /// The block that it was signed at.
    born: u32,
    /// When it was offered last.
    offered: Option<Instant>,
    /// Whether a pool ever took it.
    taken: bool,
    /// Whether the pool has just said that its nonce is used.
    stale: bool,
}

enum Found {
    Receipt(Receipt),
    Displaced,
}

impl Search {
    fn new(born: u32) -> Self {
        Search { next: born + 1, born, offered: None, taken: false, stale: false }
    }

    /// Offers it, where it was not offered of late.
    async fn offer(&mut self, chain: &Chain, signed: &Signed) -> Result<Option<Found>, Error> {
        if self.offered.is_some_and(|offered| offered.elapsed() <= OFFER_EVERY) {
            return Ok(None);
        }
        match chain.offer(signed).await? {
            Offered::Taken => {
                // Where it was taken before, it is in no block any more.
                self.next = self.born + 1;
                self.taken = true;
            },
            Offered::Known => self.taken = true,
            Offered::Stale => {
                self.stale = true;
                self.next = self.born + 1;
            },
            Offered::Crowded => return Ok(Some(Found::Displaced)),
            Offered::Refused(why) if !self.taken => return Err(Error::Refused(why)),
            // It may be in a block that this node has not seen.
            Offered::Refused(_) => {},
        }
        self.offered = Some(Instant::now());
        Ok(None)
    }

    async fn step(
        &mut self,
        chain: &Chain,
        signed: &Signed,
        until: Until,
    ) -> Result<Option<Found>, Error> {
        if let Some(displaced) = self.offer(chain, signed).await? {
            return Ok(Some(displaced));
        }
        let stale = std::mem::take(&mut self.stale);
        let best = chain.best_number().await?;
        while self.next <= best {
            if let Some((hash, index)) = chain.position(self.next, signed.encoded()).await? {
                return self.found(chain, signed, hash, index, until).await;
            }
            self.next += 1;
        }
        if stale {
            return Ok(Some(Found::Displaced));
        }
        if best > self.born + MORTAL {
            return Err(Error::Refused(format!("no block took it within {MORTAL} blocks")));
        }
        Ok(None)
    }

    async fn found(
        &mut self,
        chain: &Chain,
        signed: &Signed,
        hash: H256,
        index: usize,
        until: Until,
    ) -> Result<Option<Found>, Error> {
        if until == Until::Final && chain.final_number().await? < self.next {
            // It is looked for again: until it is final, its block can be another one.
            return Ok(None);
        }
        let view = chain.at(hash).await?;
        let receipt = receipt(&view, signed.hash(), index as u32).await?;
        Ok(Some(Found::Receipt(receipt)))
    }
}

/// What the transaction at a place of a block did; an error where it failed.
async fn receipt(view: &View, hash: H256, extrinsic: u32) -> Result<Receipt, Error> {
    let events = within(async { view.at.events().fetch().await.map_err(Error::unreachable) });
    let events = events.await?;
    let mut told = Vec::new();
    for event in events.iter() {
        let event = event.map_err(|error| Error::Incompatible(causes(&error)))?;
        if event.phase() != Phase::ApplyExtrinsic(extrinsic) {
            continue;
        }
        let failure = match (event.pallet_name(), event.event_name()) {
            ("System", "ExtrinsicFailed") => Some(event.field_bytes()),
            // These succeed where the call in them fails.
            ("Utility", "BatchInterrupted") => event.field_bytes().get(4..),
            ("Utility", "ItemFailed") => Some(event.field_bytes()),
            ("Sudo", "Sudid" | "SudoAsDone") | ("Proxy", "ProxyExecuted") => {
                match event.field_bytes() {
                    [1, error @ ..] => Some(error),
                    _ => None,
                }
            },
            _ => None,
        };
        if let Some(error) = failure {
            return Err(failed(error, view.at.metadata()));
        }
        told.push(Told::of(&event, view.at.metadata_ref())?);
    }
    let fee = told
        .iter()
        .find(|event| event.name == "transactionPayment.TransactionFeePaid")
        .and_then(|event| event.fields["actual_fee"].as_str()?.parse().ok())
        .unwrap_or_default();
    Ok(Receipt { block: view.hash(), number: view.number(), extrinsic, hash, fee, events: told })
}

/// A call's error by its name, with what the chain says of it.
fn failed(error: &[u8], metadata: ArcMetadata) -> Error {
    match DispatchError::decode_from(error, metadata) {
        Ok(DispatchError::Module(module)) => match module.details() {
            Ok(details) => Error::Failed {
                error: format!("{}.{}", details.pallet.name(), details.variant.name),
                docs: details.variant.docs.join(" ").trim().to_string(),
            },
            Err(_) => Error::Failed { error: module.details_string(), docs: String::new() },
        },
        Ok(other) => Error::Failed { error: format!("{other:?}"), docs: String::new() },
        Err(error) => Error::Failed { error: error.to_string(), docs: String::new() },
    }
}

fn signing(error: ExtrinsicError) -> Error {
    match error {
        ExtrinsicError::IncompatibleCodegen => other_runtime(),
        other => Error::unreachable(other),
    }
}
