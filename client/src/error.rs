//! What can go wrong, by what whoever asked can do about it.

use std::fmt;

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// What was asked for makes no sense: write it another way.
    Usage(String),
    /// There is no such thing on the chain.
    NotFound(String),
    /// The node cannot be reached, or went away: try again.
    Unreachable(String),
    /// The node's pool did not take the transaction. Nothing was changed.
    Refused(String),
    /// The call failed in its block. Only the fee was paid.
    Failed {
        /// Such as `Spot.PriceNotOnTick`.
        error: String,
        /// What the chain's documentation says of it.
        docs: String,
    },
    /// The chain's state says that the call would fail. Nothing was sent.
    WouldFail(String),
    /// Nobody knows what became of the transaction: look before sending it again.
    Unknown(String),
    /// The key could not be had.
    Key(String),
    /// This client and the chain do not fit together: one of them is older.
    Incompatible(String),
}

impl Error {
    /// See [`Error::Usage`].
    pub fn usage(what: impl Into<String>) -> Self {
        Error::Usage(what.into())
    }

    /// See [`Error::NotFound`].
    pub fn not_found(what: impl Into<String>) -> Self {
        Error::NotFound(what.into())
    }

    /// The node did not answer, or not as it should.
    pub fn unreachable(error: impl std::error::Error) -> Self {
        Error::Unreachable(causes(&error))
    }

    /// What a process that ends with it returns: one number for each kind.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Usage(_) => 2,
            Error::Unreachable(_) => 3,
            Error::Refused(_) | Error::Failed { .. } | Error::WouldFail(_) => 4,
            Error::NotFound(_) => 5,
            Error::Key(_) => 6,
            Error::Incompatible(_) => 7,
            Error::Unknown(_) => 8,
        }
    }

    /// Its kind, for programs.
    pub fn kind(&self) -> &'static str {
        match self {
            Error::Usage(_) => "usage",
            Error::Unreachable(_) => "unreachable",
            Error::Refused(_) => "refused",
            Error::Failed { .. } => "failed",
            Error::WouldFail(_) => "would-fail",
            Error::NotFound(_) => "not-found",
            Error::Key(_) => "key",
            Error::Incompatible(_) => "incompatible",
            Error::Unknown(_) => "unknown",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Usage(what)
            | Error::NotFound(what)
            | Error::Key(what)
            | Error::Incompatible(what) => write!(f, "{what}"),
            Error::Unreachable(what) => write!(f, "the node can't be reached: {what}"),
            Error::Refused(what) => write!(f, "the node did not take the transaction: {what}"),
            Error::Failed { error, docs } if docs.is_empty() => {
                write!(f, "the call failed: {error}")
            },
            Error::Failed { error, docs } => write!(f, "the call failed: {error}. {docs}"),
            Error::WouldFail(what) => write!(f, "nothing was sent: {what}"),
            Error::Unknown(what) => {
                write!(f, "it is not known whether the transaction was carried out: {what}")
            },
        }
    }
}

impl std::error::Error for Error {}

/// An error and what caused it, in one line.
pub fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let inner = error.to_string();
        // Many an error repeats its cause in its own words.
        if !text.contains(&inner) {
            text.push_str(": ");
            text.push_str(&inner);
        }
        cause = error.source();
    }
    text
}
