//! Following what a script tells.

use super::*;
use crate::testing::*;
use headroom_client::Error as ClientError;
use std::collections::VecDeque;

/// Tells what it was given, and ends with an error.
struct Script {
    updates: VecDeque<Option<Update>>,
    lost: Option<String>,
}

impl Source for Script {
    async fn poll(&mut self) -> Result<Option<Update>, ClientError> {
        match self.updates.pop_front() {
            Some(update) => Ok(update),
            None => Err(ClientError::Incompatible("the script is over".into())),
        }
    }

    fn head(&self) -> Option<u32> {
        self.lost.is_none().then_some(9)
    }

    fn lost(&self) -> Option<&str> {
        self.lost.as_deref()
    }
}

fn follows(updates: Vec<Option<Update>>, folder: &Folder) -> (String, Arc<Status>) {
    let store = Store::open(folder.path()).unwrap();
    let status = Arc::new(Status::new().unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    let script = Script { updates: updates.into(), lost: None };
    let ended = runtime.block_on(follow(script, store, status.clone()));
    (ended.unwrap_err(), status)
}

#[test]
fn blocks_forks_and_finality_go_into_the_database() {
    let folder = Folder::new();
    let mut chain = MadeUpChain::new();
    let mut updates: Vec<Option<Update>> = Vec::new();
    for _ in 0..3 {
        updates.push(Some(Update::Block(chain.grow(vec![issued(&march(), HELIOS, 1)]))));
    }
    updates.push(Some(Update::Final { number: 1 }));
    updates.push(None);
    chain.cut(2);
    updates.push(Some(Update::Undone { to: chain.id(2) }));
    updates.push(Some(Update::Block(chain.grow(vec![issued(&march(), HELIOS, 5)]))));
    let (why, status) = follows(updates, &folder);
    assert_eq!(why, "the script is over");
    let shown = serde_json::to_value(status.shown()).unwrap();
    let hash = store::hex(&chain.id(3).hash);
    assert_eq!((&shown["best"]["hash"], &shown["final"]), (&hash.into(), &1.into()));
    assert_eq!((&shown["node"], &shown["behind"]), (&9.into(), &6.into()));
    assert_eq!((status.metrics.blocks.get(), status.metrics.undone.get()), (4, 1));
}

#[test]
fn what_cannot_go_on_says_why_and_keeps_what_was_there() {
    let folder = Folder::new();
    let mut chain = MadeUpChain::new();
    let good = chain.grow(vec![issued(&march(), HELIOS, 1)]);
    let bad = chain.grow(vec![("spot.Auctioned", serde_json::json!({}))]);
    let updates = vec![Some(Update::Block(good)), Some(Update::Block(bad))];
    let (why, _) = follows(updates, &folder);
    assert!(why.starts_with("block 2: the chain tells of spot.Auctioned"), "{why}");
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.best().unwrap().unwrap().id, chain.id(1));
}
