//! Reading beside the writer: a few connections, each question for a bounded time.

use crate::store::{self, Error};
use rusqlite::Connection;
use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::sync::Semaphore;

/// Questions that are answered at the same time.
const AT_ONCE: usize = 4;
/// How long a question waits for its turn.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long it may take then.
const LONGEST: Duration = Duration::from_secs(5);
/// Steps of SQLite's machine between two looks at the clock: well under a millisecond.
const LOOK_EVERY: i32 = 10_000;

/// The connections.
pub struct Readers {
    idle: Arc<Mutex<Vec<Connection>>>,
    turns: Arc<Semaphore>,
    longest: Duration,
}

/// Why there is no answer.
#[derive(Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Too much is asked at the same time.
    Busy,
    /// What answers has failed.
    Broken,
}

impl Readers {
    /// For a database that somebody has opened to write.
    pub fn open(file: &Path) -> Result<Self, Error> {
        let connections = (0..AT_ONCE).map(|_| store::open_to_read(file));
        let idle = connections.collect::<Result<Vec<_>, _>>()?;
        Ok(Readers {
            idle: Arc::new(Mutex::new(idle)),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            longest: LONGEST,
        })
    }

    /// Does some reading, of one moment of the database.
    pub async fn ask<T, F>(&self, work: F) -> Result<T, Trouble>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> T + Send + 'static,
    {
        let turn = tokio::time::timeout(PATIENCE, self.turns.clone().acquire_owned());
        let turn = turn.await.map_err(|_| Trouble::Busy)?.map_err(|_| Trouble::Broken)?;
        let idle = self.idle.clone();
        let longest = self.longest;
        // Whoever asked may be gone meanwhile: the connection comes back all the same.
        let reading = tokio::task::spawn_blocking(move || {
            let lock = || idle.lock().unwrap_or_else(PoisonError::into_inner);
            let mut db = lock().pop()?;
            let ends = Instant::now() + longest;
            let answer = db
                .progress_handler(LOOK_EVERY, Some(move || Instant::now() > ends))
                .and_then(|()| db.unchecked_transaction().map(|_moment| work(&db)));
            // It is of no use where it can't be reset: the next one then has none.
            if db.progress_handler(0, None::<fn() -> bool>).is_ok() {
                lock().push(db);
            }
            drop(turn);
            answer.ok()
        });
        reading.await.ok().flatten().ok_or(Trouble::Broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{store::Store, testing::Folder};

    #[tokio::test(flavor = "multi_thread")]
    async fn what_takes_too_long_is_stopped_and_the_connection_used_again() {
        let folder = Folder::new();
        let _store = Store::open(folder.path()).unwrap();
        let mut readers = Readers::open(&store::file_in(folder.path())).unwrap();
        readers.longest = Duration::from_millis(50);
        for _ in 0..2 * AT_ONCE {
            let answer = readers.ask(|db| {
                let forever = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
                               SELECT count(*) FROM n";
                db.query_row(forever, [], |row| row.get::<_, i64>(0)).map_err(Error::from)
            });
            assert!(answer.await.unwrap().unwrap_err().is_interrupted());
        }
        let answer = readers.ask(|db| db.query_row("SELECT 7", [], |row| row.get::<_, i64>(0)));
        assert_eq!(answer.await.unwrap().unwrap(), 7);
    }
}
