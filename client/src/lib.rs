//! Typed access to a Headroom chain.
//!
//! | module | what it does |
//! |---|---|
//! | [`api`] | every call, event, storage item and runtime API, typed, from the chain's metadata |
//! | [`chain`] | a connection to a node, and the chain at one block |
//! | [`names`] | products, zones and operators by name; series as people write them |
//! | [`period`], [`amount`] | periods, prices and cash as people write them |
//! | [`submit`] | signing and sending, until it is known what became of it |
//! | [`follow`] | every block's events from a given block on, without gaps |
//! | [`keys`] | keys from a keystore file with a password, or of a dev chain's people |
//! | [`purchase`] | which periods cover some hours at the lowest price |
//! | [`plain`] | values of the chain as JSON |
//!
//! The metadata is checked in (`metadata.scale`). After a change of the runtime,
//! `./scripts/metadata` makes it anew, and a scenario test fails until then.
//!
//! ```no_run
//! # async fn example() -> Result<(), headroom_client::Error> {
//! use headroom_client::{amount, api, keys, Chain, Side, TimeInForce};
//!
//! let chain = Chain::connect("ws://127.0.0.1:9944").await?;
//! let names = chain.names().await?;
//! let series = names.series("h100-sxm/no-1/2027-03")?;
//! let order = api::tx().spot().place_order(
//!     series,
//!     Side::Bid,
//!     amount::parse_price("2.345/h")?,
//!     8,
//!     TimeInForce::GoodTillCancelled,
//!     16,
//! );
//! let receipt = chain.submit(&keys::dev("charlie")?, &order).await?;
//! println!("in block {}", receipt.number);
//! # Ok(()) }
//! ```

pub mod amount;
pub mod chain;
pub mod error;
pub mod follow;
pub mod keys;
pub mod names;
pub mod period;
pub mod plain;
pub mod purchase;
pub mod submit;
pub mod types;

pub use api_of_the_chain::api;
pub use chain::{Chain, View};
pub use error::Error;
pub use follow::{Block, BlockId, Follower, Update};
pub use names::Names;
pub use plain::Told;
pub use submit::Receipt;
pub use subxt::utils::AccountId32;
pub use types::*;

mod api_of_the_chain {
    // What is generated is documented where it comes from: in the pallets.
    #![allow(missing_docs, clippy::all)]

    /// Made of the chain's metadata by subxt: `api::tx()`, `api::storage()`, `api::runtime_apis()`,
    /// `api::constants()`, and the events and types of each pallet.
    #[subxt::subxt(
        runtime_metadata_path = "metadata.scale",
        derive_for_all_types = "Clone, PartialEq",
        derive_for_type(path = "headroom_primitives::period::Period", derive = "Copy, Eq, Hash"),
        derive_for_type(path = "headroom_primitives::series::SeriesId", derive = "Copy, Eq, Hash")
    )]
    pub mod api {}
}
