//! Why the database could not be used.

use rusqlite::ErrorCode;
use std::fmt;

#[derive(Debug)]
pub enum Error {
    /// SQLite says no.
    Database(rusqlite::Error),
    /// What was asked for makes no sense.
    Wrong(String),
}

impl Error {
    pub fn wrong(what: impl Into<String>) -> Self {
        Error::Wrong(what.into())
    }

    /// Whether the work was stopped from outside, because it took too long.
    pub fn is_interrupted(&self) -> bool {
        matches!(self, Error::Database(error)
            if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Error::Database(error)
    }
}

impl From<String> for Error {
    fn from(what: String) -> Self {
        Error::Wrong(what)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = match self {
            Error::Wrong(what) => return write!(f, "{what}"),
            Error::Database(error) => error,
        };
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => write!(
                f,
                "the database is damaged ({error}). Remove its folder: the history is built anew from \
                 the chain"
            ),
            Some(ErrorCode::DiskFull) => {
                write!(f, "the disk is full: make room, and it goes on where it stopped")
            },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                write!(f, "the database can't be opened or written: {error}")
            },
            _ => write!(f, "the database can't do it: {error}"),
        }
    }
}
