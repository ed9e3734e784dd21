//! The file: what makes it ours, how it came to its present form, and how it is opened.

use super::Error;
use rusqlite::{Connection, OpenFlags};
use std::{path::Path, time::Duration};

/// "HdRm": other programs' databases have another number here, or none.
const APPLICATION: i32 = 0x4864_526D;

/// The steps to the present form of what the chain has told; the database counts those it has taken
/// (`user_version`). A step is never changed: another one is added.
const STEPS: [&str; 1] = [include_str!("truth.sql")];

/// The form of what follows from the events. Another number, and it is made of them anew.
pub const DERIVED: u32 = 1;

/// Tables of [`DERIVED`], in an order in which they can be dropped.
pub const TABLES: [&str; 18] = [
    "accounts",
    "series",
    "units",
    "mentions",
    "fills",
    "hourly",
    "orders",
    "order_changes",
    "places",
    "totals",
    "sold",
    "deliveries",
    "indexes",
    "hour_values",
    "agreements",
    "standings",
    "settlements",
    "doubts",
];

/// Statements that are kept ready: all that an event can need.
const STATEMENTS: usize = 128;

/// Opens the file to write, makes it where there is none, and brings it to its present form.
pub fn open_to_write(file: &Path) -> Result<Connection, Error> {
    let db = Connection::open(file)?;
    prepare(&db, file)?;
    // What was written is there after a crash of the program; after a loss of power at least all but
    // the last moments, and these come from the chain again.
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "NORMAL")?;
    db.pragma_update(None, "cache_size", -65_536)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(db)
}

/// The same in memory.
#[cfg(test)]
pub fn in_memory() -> Result<Connection, Error> {
    let db = Connection::open_in_memory()?;
    prepare(&db, Path::new("memory"))?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(db)
}

/// Opens a file that is there, to read it beside whoever writes it.
pub fn open_to_read(file: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(file, flags)?;
    if number(&db, "application_id")? != APPLICATION {
        return Err(foreign(file));
    }
    let version = number(&db, "user_version")?;
    if usize::try_from(version) != Ok(STEPS.len()) {
        return Err(Error::wrong(format!(
            "{} has the form {version}, and this version reads {}: run headroom-history of one \
             version on it",
            file.display(),
            STEPS.len()
        )));
    }
    db.busy_timeout(Duration::from_secs(5))?;
    db.pragma_update(None, "query_only", true)?;
    db.pragma_update(None, "cache_size", -16_384)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(db)
}

fn number(db: &Connection, pragma: &str) -> Result<i32, Error> {
    Ok(db.pragma_query_value(None, pragma, |row| row.get(0))?)
}

fn foreign(file: &Path) -> Error {
    Error::wrong(format!(
        "{} is a database of another program, or none. Name another folder with --data",
        file.display()
    ))
}

fn prepare(db: &Connection, file: &Path) -> Result<(), Error> {
    // Reading the file is what shows whether it is a database.
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let application = number(db, "application_id")?;
    if application != APPLICATION && (tables > 0 || application != 0) {
        return Err(foreign(file));
    }
    let version = usize::try_from(number(db, "user_version")?).unwrap_or(usize::MAX);
    let steps = STEPS.get(version..).ok_or_else(|| {
        Error::wrong(format!(
            "{} was written by a newer headroom-history: run that one, or name another folder with \
             --data",
            file.display()
        ))
    })?;
    for (n, step) in steps.iter().enumerate() {
        let version = version + n + 1;
        db.execute_batch(&format!(
            "BEGIN IMMEDIATE; {step} PRAGMA application_id = {APPLICATION}; \
             PRAGMA user_version = {version}; COMMIT;"
        ))?;
    }
    Ok(())
}

/// Makes the tables that follow from the events, empty.
pub fn begin_derived(db: &Connection) -> Result<(), Error> {
    for table in TABLES {
        db.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    Ok(db.execute_batch(include_str!("derived.sql"))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    #[test]
    fn a_file_is_made_and_opened_again() {
        let folder = Folder::new();
        let file = folder.path().join("db");
        drop(open_to_write(&file).unwrap());
        let db = open_to_write(&file).unwrap();
        assert_eq!(number(&db, "user_version").unwrap(), STEPS.len() as i32);
        assert!(open_to_read(&file).unwrap().execute("DELETE FROM blocks", []).is_err());
    }

    #[test]
    fn what_is_no_database_or_somebody_elses_is_refused() {
        let folder = Folder::new();
        let file = folder.path().join("db");
        std::fs::write(&file, "not a database at all, and longer than its head").unwrap();
        let error = open_to_write(&file).unwrap_err().to_string();
        assert!(error.starts_with("the database is damaged"), "{error}");
        assert!(open_to_read(&file).is_err());

        let file = folder.path().join("other");
        Connection::open(&file).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
        for error in [open_to_write(&file).unwrap_err(), open_to_read(&file).unwrap_err()] {
            assert!(error.to_string().contains("is a database of another program"), "{error}");
        }
        // It is as it was.
        let other = Connection::open(&file).unwrap();
        assert_eq!(number(&other, "user_version").unwrap(), 0);
    }

    #[test]
    fn a_newer_form_is_refused() {
        let folder = Folder::new();
        let file = folder.path().join("db");
        let db = open_to_write(&file).unwrap();
        db.pragma_update(None, "user_version", STEPS.len() as i32 + 1).unwrap();
        drop(db);
        let error = open_to_write(&file).unwrap_err().to_string();
        assert!(error.contains("newer headroom-history"), "{error}");
        assert!(open_to_read(&file).unwrap_err().to_string().contains("has the form"));
    }

    #[test]
    fn every_table_that_is_derived_is_in_the_list() {
        let db = in_memory().unwrap();
        let tables = || -> Vec<String> {
            let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid";
            let mut found = db.prepare(sql).unwrap();
            let rows = found.query_map([], |row| row.get(0)).unwrap();
            rows.map(Result::unwrap).collect()
        };
        let truth = tables();
        begin_derived(&db).unwrap();
        assert_eq!(tables()[truth.len()..], TABLES);
    }
}
