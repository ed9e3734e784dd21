//! Following the chain: what the node tells of goes into the database, block by block.

use crate::{
    log,
    status::{Kept, Status},
    store::{self, Error, Store},
};
use headroom_client::{Follower, Update};
use std::{convert::Infallible, future::Future, sync::Arc};
use tokio::task::block_in_place;

/// While there is much to catch up with, a line is logged every so many blocks.
const SAY_EVERY: u32 = 5_000;

/// Where updates come from.
pub trait Source {
    /// What comes next; nothing where there is nothing yet.
    fn poll(
        &mut self,
    ) -> impl Future<Output = Result<Option<Update>, headroom_client::Error>> + Send;
    /// The node's best block; nothing while it is away.
    fn head(&self) -> Option<u32>;
    /// Why it is away.
    fn lost(&self) -> Option<&str>;
}

impl Source for Follower {
    async fn poll(&mut self) -> Result<Option<Update>, headroom_client::Error> {
        Follower::poll(self).await
    }

    fn head(&self) -> Option<u32> {
        Follower::head(self)
    }

    fn lost(&self) -> Option<&str> {
        Follower::lost(self)
    }
}

/// Keeps what a source tells, for ever; ends where that can't go on.
pub async fn follow(
    mut source: impl Source,
    mut store: Store,
    status: Arc<Status>,
) -> Result<Infallible, String> {
    loop {
        let update = source.poll().await.map_err(|error| error.to_string())?;
        match status.node(source.head(), source.lost()) {
            Some(None) => log::line("node found", &[]),
            Some(Some(why)) => log::line("node lost", &[("why", &why)]),
            None => {},
        }
        if let Some(update) = update {
            block_in_place(|| take(&mut store, &status, update))
                .map_err(|error| error.to_string())?;
        }
    }
}

fn take(store: &mut Store, status: &Status, update: Update) -> Result<(), Error> {
    match update {
        Update::Block(block) => {
            let number = block.id.number;
            store
                .apply(&block)
                .map_err(|error| Error::wrong(format!("block {number}: {error}")))?;
            status.metrics.blocks.inc();
            if number.is_multiple_of(SAY_EVERY) {
                log::line("kept", &[("block", &number.to_string())]);
            }
        },
        Update::Undone { to } => {
            let before = store.best()?.map_or(0, |best| best.id.number);
            store.undo(to)?;
            status.metrics.undone.inc_by(before.saturating_sub(to.number).into());
            log::line("undone", &[("from", &before.to_string()), ("to", &to.number.to_string())]);
        },
        Update::Final { number } => store.finalise(number)?,
    }
    status.kept(&kept(store)?);
    Ok(())
}

/// What the database has, for the status.
pub fn kept(store: &Store) -> Result<Kept, Error> {
    store.read(|db| {
        Ok(Kept {
            genesis: store::genesis(db)?,
            best: store::best(db)?,
            last_final: store::last_final(db)?,
            doubts: store::doubts(db)?,
        })
    })
}

#[cfg(test)]
mod tests;
