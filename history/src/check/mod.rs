//! Comparing the history with the chain's state at the last block that it has: whether what follows
//! from the events is what the chain came to.

mod compare;
mod ours;
mod theirs;

use crate::store::{self, Error};
pub use compare::Found;
use headroom_client::Chain;
use std::{collections::BTreeMap, path::Path};

/// What is compared of one thing: values by their names, as text.
type Facts = BTreeMap<&'static str, String>;

/// Things of one kind, by name.
type Things = BTreeMap<String, Facts>;

/// All that is compared.
#[derive(Debug, Default, PartialEq)]
pub struct Picture {
    pub orders: Things,
    pub units: Things,
    pub holdings: Things,
    /// Units that have left their issuers' hands, of series that have not begun.
    pub sold: Things,
    pub values: Things,
    pub offers: Things,
    pub agreements: Things,
}

/// Reads both and compares them. Somebody may write the database meanwhile.
pub async fn check(folder: &Path, node: &str) -> Result<Found, String> {
    let text = |error: Error| error.to_string();
    let file = store::file_in(folder);
    if !file.exists() {
        return Err(format!("there is no history in {}", folder.display()));
    }
    let db = store::open_to_read(&file).map_err(text)?;
    let moment = db.unchecked_transaction().map_err(|error| text(error.into()))?;
    let Some(best) = store::best(&moment).map_err(text)? else {
        return Err("the history is empty: nothing can be compared".into());
    };
    if store::derived(&moment).map_err(text)? != best.id.number {
        return Err("a rebuild is not finished: finish it with 'run' or 'rebuild' first".into());
    }
    let ours = ours::read(&moment, best.time).map_err(text)?;
    let doubts = store::doubts(&moment).map_err(text)?;
    let genesis = store::genesis(&moment).map_err(text)?;
    drop(moment);

    let chain = Chain::connect(node).await.map_err(|error| error.to_string())?;
    if genesis != Some(chain.genesis().0) {
        return Err(format!(
            "{node} is of another chain: its first block is {:?}",
            chain.genesis()
        ));
    }
    let view = chain.at(best.id.hash.into()).await.map_err(|error| {
        format!(
            "the state of block {} ({}) can't be read, which the history has last: {error}",
            best.id.number,
            store::hex(&best.id.hash)
        )
    })?;
    let theirs = theirs::read(&view).await.map_err(|error| error.to_string())?;
    Ok(compare::compare(best.id.number, doubts, &ours, &theirs))
}
