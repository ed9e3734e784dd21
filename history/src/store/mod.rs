//! What is kept: the events as the chain told them, and what follows from them. One process writes,
//! a block is one transaction, and everybody else reads.

mod agreements;
mod derive;
mod error;
mod names;
mod orders;
mod schema;
mod trades;
mod undo;
mod units;
mod values;

#[cfg(test)]
mod tests;

use crate::facts;
pub use error::Error;
use headroom_client::{Block, BlockId};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
pub use schema::open_to_read;
use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
};
pub use trades::{Bar, HOURLY};

/// An event's number is its block's × 2^20 + its place in it.
const PLACES: u32 = 20;

/// Blocks that are told to whoever follows the chain: a fork can't be deeper.
const REMEMBERED: usize = headroom_client::follow::REMEMBERED;

/// Blocks of a transaction while tables are made anew.
const AT_ONCE: u32 = 1_000;

/// What happened where, as one number.
pub fn at(block: u32, index: u32) -> i64 {
    (i64::from(block) << PLACES) | i64::from(index)
}

/// The block and the place in it.
pub fn block_of(at: i64) -> (i64, i64) {
    (at >> PLACES, at & ((1 << PLACES) - 1))
}

/// The first that is behind a block.
pub fn behind(block: u32) -> i64 {
    (i64::from(block) + 1) << PLACES
}

/// The last block that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Best {
    pub id: BlockId,
    /// Unix milliseconds of the chain.
    pub time: u64,
}

/// The database, to write it.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    /// Held as long as it is open, so that nobody else writes.
    _lock: Option<File>,
}

/// Where the database is, in its folder.
pub fn file_in(folder: &Path) -> PathBuf {
    folder.join("history.sqlite")
}

impl Store {
    /// Opens the database in a folder, and makes both where they are not there.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let cannot = |what: &str, error: std::io::Error| {
            Error::wrong(format!("{} can't be {what}: {error}", folder.display()))
        };
        fs::create_dir_all(folder).map_err(|error| cannot("made", error))?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join("lock"))
            .map_err(|error| cannot("written", error))?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => Error::wrong(format!(
                "another headroom-history writes {}: end it first, or name another folder with --data",
                folder.display()
            )),
            TryLockError::Error(error) => cannot("locked", error),
        })?;
        Self::begin(schema::open_to_write(&file_in(folder))?, Some(lock))
    }

    #[cfg(test)]
    pub fn in_memory() -> Result<Self, Error> {
        Self::begin(schema::in_memory()?, None)
    }

    fn begin(db: Connection, lock: Option<File>) -> Result<Self, Error> {
        let mut store = Store { db, _lock: lock };
        if meta(&store.db, "derived_form")? != Some(schema::DERIVED.to_string()) {
            store.forget_derived()?;
        }
        Ok(store)
    }

    /// The tables that follow from the events are empty then, and [`Self::derive`] fills them.
    pub fn forget_derived(&mut self) -> Result<(), Error> {
        let work = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        schema::begin_derived(&work)?;
        set_meta(&work, "derived", "0")?;
        set_meta(&work, "derived_form", &schema::DERIVED.to_string())?;
        Ok(work.commit()?)
    }

    /// Does some of what is missing in the tables that follow from the events. Returns up to which
    /// block that is done; it is all once that is the best one.
    pub fn derive(&mut self) -> Result<u32, Error> {
        let done = derived(&self.db)?;
        let last = best(&self.db)?.map_or(0, |best| best.id.number).min(done + AT_ONCE);
        let work = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        derive::blocks(&work, done + 1, last)?;
        set_meta(&work, "derived", &last.to_string())?;
        work.commit()?;
        Ok(last)
    }

    /// The last block that is kept.
    pub fn best(&self) -> Result<Option<Best>, Error> {
        best(&self.db)
    }

    /// Up to which block the tables say what follows from the events.
    pub fn derived(&self) -> Result<u32, Error> {
        derived(&self.db)
    }

    /// The last blocks, oldest first, behind the first block of the chain: where to follow from.
    pub fn known(&self) -> Result<Vec<BlockId>, Error> {
        let Some(genesis) = genesis(&self.db)? else { return Ok(Vec::new()) };
        let mut found = self
            .db
            .prepare_cached("SELECT number, hash FROM blocks ORDER BY number DESC LIMIT ?1")?;
        let rows = found.query_map([REMEMBERED - 1], |row| {
            Ok(BlockId { number: row.get(0)?, hash: row.get(1)? })
        })?;
        let mut known = rows.collect::<Result<Vec<_>, _>>()?;
        known.push(BlockId { number: 0, hash: genesis });
        known.reverse();
        Ok(known)
    }

    /// Keeps a block on top of the last one.
    pub fn apply(&mut self, block: &Block) -> Result<(), Error> {
        let number = block.id.number;
        let last = match best(&self.db)? {
            Some(best) => best.id,
            // The parent of the first is what the chain begins with.
            None => BlockId { number: 0, hash: genesis(&self.db)?.unwrap_or(block.parent) },
        };
        if last.number.checked_add(1) != Some(number) || last.hash != block.parent {
            return Err(Error::wrong(format!(
                "block {number} does not follow block {}",
                last.number
            )));
        }
        let work = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if number == 1 {
            set_meta(&work, "genesis", &hex(&block.parent))?;
        }
        work.prepare_cached(
            "INSERT INTO blocks (number, hash, parent, time) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((number, block.id.hash, block.parent, whole(block.time)?))?;
        {
            let mut insert = work.prepare_cached(
                "INSERT INTO events (at, extrinsic, name, fields) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for told in block.events.iter().filter(|told| facts::is_kept(&told.name)) {
                if told.index >> PLACES > 0 {
                    return Err(Error::wrong(format!("block {number} has too many events")));
                }
                let at = at(number, told.index);
                insert.execute((at, told.extrinsic, &told.name, told.fields.to_string()))?;
                derive::event(&work, at, block.time, &told.name, &told.fields)?;
            }
        }
        set_meta(&work, "derived", &number.to_string())?;
        Ok(work.commit()?)
    }

    /// Forgets the blocks behind one.
    pub fn undo(&mut self, to: BlockId) -> Result<(), Error> {
        let last_final = last_final(&self.db)?;
        if to.number < last_final {
            return Err(Error::wrong(format!(
                "the node's chain is another one from block {} on, and up to block {last_final} this \
                 could not happen: they were final. Where the chain was begun anew, name another \
                 folder with --data",
                to.number + 1
            )));
        }
        let work = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        undo::behind_block(&work, to.number)?;
        let stands = match best(&work)? {
            Some(best) => best.id == to,
            None => to.number == 0,
        };
        if !stands {
            return Err(Error::wrong(format!(
                "block {} is not among those that are kept",
                to.number
            )));
        }
        set_meta(&work, "derived", &to.number.to_string())?;
        Ok(work.commit()?)
    }

    /// Blocks up to this one can't be undone.
    pub fn finalise(&mut self, number: u32) -> Result<(), Error> {
        let best = self.best()?.map_or(0, |best| best.id.number);
        let number = number.min(best).max(last_final(&self.db)?);
        set_meta(&self.db, "final", &number.to_string())
    }

    /// Reads what was written.
    pub fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        work(&self.db)
    }
}

/// The last block that is kept.
pub fn best(db: &Connection) -> Result<Option<Best>, Error> {
    let mut found =
        db.prepare_cached("SELECT number, hash, time FROM blocks ORDER BY number DESC LIMIT 1")?;
    let best = found.query_row([], |row| {
        Ok(Best { id: BlockId { number: row.get(0)?, hash: row.get(1)? }, time: row.get(2)? })
    });
    Ok(best.optional()?)
}

/// Up to which block nothing can be undone.
pub fn last_final(db: &Connection) -> Result<u32, Error> {
    Ok(meta(db, "final")?.and_then(|number| number.parse().ok()).unwrap_or(0))
}

/// Up to which block the tables say what follows from the events.
pub fn derived(db: &Connection) -> Result<u32, Error> {
    Ok(meta(db, "derived")?.and_then(|number| number.parse().ok()).unwrap_or(0))
}

/// How many events did not add up.
pub fn doubts(db: &Connection) -> Result<u64, Error> {
    Ok(db.prepare_cached("SELECT count(*) FROM doubts")?.query_row([], |row| row.get(0))?)
}

/// The hash of the chain's first block, once a block is kept.
pub fn genesis(db: &Connection) -> Result<Option<[u8; 32]>, Error> {
    meta(db, "genesis")?.map(|text| unhex(&text)).transpose()
}

fn meta(db: &Connection, key: &str) -> Result<Option<String>, Error> {
    let mut found = db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    Ok(found.query_row([key], |row| row.get(0)).optional()?)
}

fn set_meta(db: &Connection, key: &str, value: &str) -> Result<(), Error> {
    db.prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?
        .execute((key, value))?;
    Ok(())
}

/// SQLite has whole numbers of 64 bits with a sign.
fn whole(number: u64) -> Result<i64, Error> {
    i64::try_from(number)
        .map_err(|_| Error::wrong(format!("{number} is larger than any the history can keep")))
}

/// Bytes as text.
pub fn hex(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("0x{digits}")
}

fn unhex(text: &str) -> Result<[u8; 32], Error> {
    let wrong = || Error::wrong(format!("'{text}' is no hash"));
    let digits = text.strip_prefix("0x").filter(|digits| digits.len() == 64).ok_or_else(wrong)?;
    let mut bytes = [0; 32];
    for (byte, n) in bytes.iter_mut().zip((0..64).step_by(2)) {
        let pair = digits.get(n..n + 2).ok_or_else(wrong)?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
    }
    Ok(bytes)
}
