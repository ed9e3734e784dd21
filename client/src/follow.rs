//! Every block's events, from a given block on, in order and without gaps: across reconnects,
//! restarts of either side, and forks.
//!
//! It follows the best chain. Where that changes, [`Update::Undone`] says back to which block; what
//! was told of later ones never happened. [`Update::Final`] says what can't be undone any more.
//!
//! Events are read from each block's state, so to follow from long ago the node has to keep it:
//! `--state-pruning archive`.

use crate::{chain::within, error::causes, plain::Told, Chain, Error};
use futures::{stream, StreamExt};
use std::{collections::VecDeque, time::Duration};
use subxt::config::substrate::H256;

/// How often the node is asked for a new block.
const LOOK_EVERY: Duration = Duration::from_millis(200);
/// The longest pause between two attempts to connect.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// Blocks that are fetched at a time, when there is much to catch up with.
const AT_A_TIME: u32 = 32;
/// Blocks of one's own that are remembered: a fork can't be deeper. Finality comes long before.
pub const REMEMBERED: usize = 1_024;

/// Names a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockId {
    /// Its number.
    pub number: u32,
    /// Its hash.
    pub hash: [u8; 32],
}

/// A block and what was told in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Which.
    pub id: BlockId,
    /// The block before it.
    pub parent: [u8; 32],
    /// Chain time, in Unix milliseconds.
    pub time: u64,
    /// In order.
    pub events: Vec<Told>,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq)]
pub enum Update {
    /// A block on top of the last one.
    Block(Block),
    /// Blocks behind this one are not on the best chain any more.
    Undone {
        /// The last one that stands.
        to: BlockId,
    },
    /// Blocks up to this one can't be undone.
    Final {
        /// The last one.
        number: u32,
    },
}

/// Follows the chain.
pub struct Follower {
    endpoint: String,
    chain: Option<Chain>,
    /// Which chain it is, once that is known.
    genesis: Option<BlockId>,
    /// The last blocks that were told of, oldest first.
    known: VecDeque<BlockId>,
    /// Fetched and not told of yet.
    ready: VecDeque<Block>,
    last_final: u32,
    head: Option<u32>,
    /// Whether the node was away, and why.
    lost: Option<String>,
    pause: Duration,
}

impl Follower {
    /// Follows from behind the last of `known` on: the last blocks that the caller has kept, oldest
    /// first, of which [`REMEMBERED`] at most count. Where block 0 is the first of them, a node of
    /// another chain is refused. With none, it follows from block 1 on.
    pub fn new(endpoint: impl Into<String>, known: impl IntoIterator<Item = BlockId>) -> Self {
        let mut known: VecDeque<_> = known.into_iter().collect();
        let genesis = known.front().copied().filter(|first| first.number == 0);
        while known.len() > REMEMBERED {
            known.pop_front();
        }
        Follower {
            endpoint: endpoint.into(),
            chain: None,
            genesis,
            known,
            ready: VecDeque::new(),
            last_final: 0,
            head: None,
            lost: None,
            pause: LOOK_EVERY,
        }
    }

    /// The node's best block when it was last asked; none while it can't be reached.
    pub fn head(&self) -> Option<u32> {
        self.head
    }

    /// Why the node can't be reached, while it can't.
    pub fn lost(&self) -> Option<&str> {
        self.lost.as_deref()
    }

    /// The connection, while there is one.
    pub fn chain(&self) -> Option<&Chain> {
        self.chain.as_ref()
    }

    /// Waits for what comes next. Where the node is away it connects again, for ever; an error is
    /// one that waiting does not help.
    pub async fn next(&mut self) -> Result<Update, Error> {
        loop {
            if let Some(update) = self.poll().await? {
                return Ok(update);
            }
        }
    }

    /// The same, and gives up for the moment where there is nothing yet: for whoever has something
    /// else to do, such as saying that the node is away.
    pub async fn poll(&mut self) -> Result<Option<Update>, Error> {
        match self.step().await {
            Ok(Some(update)) => {
                self.pause = LOOK_EVERY;
                Ok(Some(update))
            },
            Ok(None) => {
                tokio::time::sleep(LOOK_EVERY).await;
                Ok(None)
            },
            Err(Error::Unreachable(why)) => {
                self.chain = None;
                self.head = None;
                self.ready.clear();
                self.lost = Some(why);
                tokio::time::sleep(self.pause).await;
                self.pause = (self.pause * 2).min(LONGEST_PAUSE);
                Ok(None)
            },
            Err(other) => Err(other),
        }
    }

    async fn step(&mut self) -> Result<Option<Update>, Error> {
        if let Some(block) = self.ready.pop_front() {
            return self.tell(block);
        }
        let chain = match &self.chain {
            Some(chain) => chain.clone(),
            None => self.connect().await?,
        };
        let best = number(&chain.header(None).await?.ok_or_else(no_blocks)?);
        self.head = Some(best);
        self.lost = None;

        // Whether the last one told of is still on the best chain. A node that is behind says
        // nothing about it.
        let last = self.last();
        if let Some(hash) = chain.hash_at(last.number).await? {
            if hash.0 != last.hash {
                return self.undo(&chain).await.map(Some);
            }
        }
        if best > last.number {
            self.fetch(&chain, last.number + 1, best).await?;
            if let Some(block) = self.ready.pop_front() {
                return self.tell(block);
            }
            return Ok(None);
        }
        let settled = chain.final_header().await?.min(last.number);
        if settled > self.last_final {
            self.last_final = settled;
            return Ok(Some(Update::Final { number: settled }));
        }
        Ok(None)
    }

    async fn connect(&mut self) -> Result<Chain, Error> {
        let chain = Chain::connect(&self.endpoint).await?;
        let genesis = BlockId { number: 0, hash: chain.genesis().0 };
        if let Some(ours) = self.genesis.filter(|ours| *ours != genesis) {
            return Err(Error::Incompatible(format!(
                "{} is of another chain: its first block is {:?}, not {:?}",
                self.endpoint,
                chain.genesis(),
                H256(ours.hash)
            )));
        }
        self.genesis = Some(genesis);
        if self.known.is_empty() {
            self.known.push_back(genesis);
        }
        self.chain = Some(chain.clone());
        Ok(chain)
    }

    fn last(&self) -> BlockId {
        // `connect` has put the genesis there.
        self.known.back().copied().unwrap_or(BlockId { number: 0, hash: [0; 32] })
    }

    fn tell(&mut self, block: Block) -> Result<Option<Update>, Error> {
        if block.parent != self.last().hash {
            // The best chain changed between two fetches; the next step finds out from where.
            self.ready.clear();
            return Ok(None);
        }
        self.known.push_back(block.id);
        if self.known.len() > REMEMBERED {
            self.known.pop_front();
        }
        Ok(Some(Update::Block(block)))
    }

    /// Back to the last known block that is on the best chain.
    async fn undo(&mut self, chain: &Chain) -> Result<Update, Error> {
        self.ready.clear();
        // Known blocks are of one chain, so all before one that stands stand: halve.
        let (mut stands, mut gone) = (None, self.known.len() - 1);
        let mut low = 0;
        while low < gone {
            let middle = (low + gone) / 2;
            let block = self.known[middle];
            if chain.hash_at(block.number).await?.is_some_and(|hash| hash.0 == block.hash) {
                stands = Some(middle);
                low = middle + 1;
            } else {
                gone = middle;
            }
        }
        let Some(stands) = stands else {
            return Err(Error::Incompatible(format!(
                "{} is on another chain: it has none of the last {} blocks that were followed",
                self.endpoint,
                self.known.len()
            )));
        };
        self.known.truncate(stands + 1);
        Ok(Update::Undone { to: self.known[stands] })
    }

    async fn fetch(&mut self, chain: &Chain, from: u32, best: u32) -> Result<(), Error> {
        let last = best.min(from + AT_A_TIME - 1);
        let blocks = stream::iter(from..=last)
            .map(|number| async move { chain.block(number).await })
            .buffered(8)
            .collect::<Vec<_>>()
            .await;
        for block in blocks {
            match block? {
                Some(block) => self.ready.push_back(block),
                None => break,
            }
        }
        Ok(())
    }
}

fn no_blocks() -> Error {
    Error::Unreachable("the node has no blocks".into())
}

type Header = subxt::config::substrate::SubstrateHeader<H256>;

/// The runtime numbers its blocks by 32 bits.
fn number(header: &Header) -> u32 {
    header.number as u32
}

impl Chain {
    async fn header(&self, hash: Option<H256>) -> Result<Option<Header>, Error> {
        within(async { self.methods().chain_get_header(hash).await.map_err(Error::unreachable) })
            .await
    }

    async fn final_header(&self) -> Result<u32, Error> {
        let hash = within(async {
            self.methods().chain_get_finalized_head().await.map_err(Error::unreachable)
        })
        .await?;
        Ok(number(&self.header(Some(hash)).await?.ok_or_else(no_blocks)?))
    }

    /// The hash of the block of a number on the best chain.
    async fn hash_at(&self, number: u32) -> Result<Option<H256>, Error> {
        within(async {
            let found = self.methods().chain_get_block_hash(Some(u64::from(number).into())).await;
            found.map_err(Error::unreachable)
        })
        .await
    }

    /// The block of a number on the best chain, with its events; none where there is no such block.
    pub async fn block(&self, number: u32) -> Result<Option<Block>, Error> {
        let Some(hash) = self.hash_at(number).await? else { return Ok(None) };
        let Some(header) = self.header(Some(hash)).await? else { return Ok(None) };
        let view = self.at(hash).await.map_err(|error| pruned(error, number))?;
        let events = within(async { view.at.events().fetch().await.map_err(Error::unreachable) });
        let events = events.await.map_err(|error| pruned(error, number))?;
        let mut told = Vec::with_capacity(events.len() as usize);
        for event in events.iter() {
            let event = event.map_err(|error| Error::Incompatible(causes(&error)))?;
            told.push(Told::of(&event, view.at.metadata_ref())?);
        }
        Ok(Some(Block {
            id: BlockId { number, hash: hash.0 },
            parent: header.parent_hash.0,
            time: view.now,
            events: told,
        }))
    }
}

/// A node that has thrown the state away will never have it again.
fn pruned(error: Error, number: u32) -> Error {
    match error {
        Error::Unreachable(why) if why.contains("State already discarded") => {
            Error::Incompatible(format!(
                "the node does not keep the state of block {number}: start it with \
                 '--state-pruning archive', or follow from a later block"
            ))
        },
        other => other,
    }
}
