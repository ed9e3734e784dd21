//! Blocks: kept whole or not at all, in order, undone, found again.

use super::*;
use crate::testing::*;
use serde_json::json;

#[test]
fn blocks_are_kept_in_order_and_found_again() {
    let folder = Folder::new();
    let mut chain = MadeUpChain::new();
    let mut store = Store::open(folder.path()).unwrap();
    assert!(store.known().unwrap().is_empty());
    for _ in 0..3 {
        store.apply(&chain.grow(vec![issued(&march(), HELIOS, 5)])).unwrap();
    }
    store.finalise(2).unwrap();
    drop(store);

    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.best().unwrap().unwrap().id, chain.id(3));
    assert_eq!(store.known().unwrap(), [0, 1, 2, 3].map(|number| chain.id(number)));
    assert_eq!(last_final(&store.db).unwrap(), 2);
    assert_eq!(genesis(&store.db).unwrap(), Some(chain.id(0).hash));
    assert_eq!(number(&store, "SELECT max(supply) FROM totals"), 15);
}

#[test]
fn only_the_last_blocks_are_known() {
    let mut chain = MadeUpChain::new();
    let mut store = Store::in_memory().unwrap();
    for _ in 0..REMEMBERED + 10 {
        store.apply(&chain.grow(vec![])).unwrap();
    }
    let known = store.known().unwrap();
    assert_eq!(known.len(), REMEMBERED);
    assert_eq!((known[0].number, known[1].number), (0, 12));
}

#[test]
fn a_block_that_does_not_follow_is_refused() {
    let mut chain = MadeUpChain::new();
    let mut store = Store::in_memory().unwrap();
    store.apply(&chain.grow(vec![])).unwrap();
    let mut other = chain.clone();
    other.cut(0);
    other.grow(vec![]);
    for wrong in [other.grow(vec![]), chain.blocks[0].clone()] {
        let error = store.apply(&wrong).unwrap_err().to_string();
        assert!(error.contains("does not follow block 1"), "{error}");
    }
    store.apply(&chain.grow(vec![])).unwrap();
}

#[test]
fn a_block_with_an_event_that_is_not_understood_leaves_nothing_behind() {
    let mut chain = MadeUpChain::new();
    let mut store = Store::in_memory().unwrap();
    store.apply(&chain.grow(vec![issued(&march(), HELIOS, 5)])).unwrap();
    let before = everything(&store);
    let broken = [
        ("spot.Filled", json!({"maker": 1})),
        ("spot.Auctioned", json!({})),
        ("forward.Offered", offered(1, LUMEN, "Buyer", json!({})).1),
    ];
    for event in broken {
        let mut fork = chain.clone();
        let block = fork.grow(vec![issued(&march(), HELIOS, 7), event]);
        let error = store.apply(&block).unwrap_err().to_string();
        assert!(error.contains("newer headroom-history"), "{error}");
        assert_eq!(everything(&store), before);
    }
    // What is not the market's is not kept.
    let rest = vec![("system.NewAccount", json!({"account": HELIOS}))];
    store.apply(&chain.grow(rest)).unwrap();
    assert_eq!(number(&store, "SELECT count(*) FROM events"), 1);
}

#[test]
fn what_is_final_is_not_undone() {
    let mut chain = MadeUpChain::new();
    let mut store = Store::in_memory().unwrap();
    for _ in 0..4 {
        store.apply(&chain.grow(vec![issued(&march(), HELIOS, 5)])).unwrap();
    }
    store.finalise(2).unwrap();
    store.finalise(1).unwrap();
    let error = store.undo(chain.id(1)).unwrap_err().to_string();
    assert!(error.contains("from block 2 on") && error.contains("--data"), "{error}");
    // Nor back to a block that was never there.
    let error = store.undo(BlockId { number: 3, hash: [9; 32] }).unwrap_err().to_string();
    assert!(error.contains("not among those"), "{error}");
    store.undo(chain.id(2)).unwrap();
    assert_eq!(number(&store, "SELECT supply FROM totals ORDER BY at DESC LIMIT 1"), 10);
    // A number that lies ahead of what is kept says nothing of what comes.
    store.finalise(50).unwrap();
    assert_eq!(last_final(&store.db).unwrap(), 2);
}

#[test]
fn only_one_writes() {
    let folder = Folder::new();
    let _first = Store::open(folder.path()).unwrap();
    let error = Store::open(folder.path()).unwrap_err().to_string();
    assert!(error.contains("another headroom-history writes"), "{error}");
}

#[test]
fn a_rebuild_that_was_broken_off_is_finished_later() {
    let folder = Folder::new();
    let mut chain = MadeUpChain::new();
    let mut store = Store::open(folder.path()).unwrap();
    let series = march();
    for n in 0..AT_ONCE + 50 {
        let ask = order(HELIOS, &series, u64::from(n));
        let events = vec![issued(&series, HELIOS, 5), placed(&ask, Some(HELIOS), 2_000_000, 5)];
        store.apply(&chain.grow(events)).unwrap();
    }
    let before = everything(&store);
    store.forget_derived().unwrap();
    assert_eq!(store.derive().unwrap(), AT_ONCE);
    drop(store);

    let mut store = Store::open(folder.path()).unwrap();
    assert_eq!(store.derived().unwrap(), AT_ONCE);
    assert_eq!(store.derive().unwrap(), AT_ONCE + 50);
    assert_eq!(store.derive().unwrap(), AT_ONCE + 50);
    assert_eq!(everything(&store), before);
}

#[test]
fn another_form_of_what_is_derived_is_made_anew() {
    let folder = Folder::new();
    let mut chain = MadeUpChain::new();
    let mut store = Store::open(folder.path()).unwrap();
    store.apply(&chain.grow(vec![issued(&march(), HELIOS, 5)])).unwrap();
    set_meta(&store.db, "derived_form", "0").unwrap();
    let before = everything(&store);
    drop(store);
    let mut store = Store::open(folder.path()).unwrap();
    assert_eq!((store.derived().unwrap(), number(&store, "SELECT count(*) FROM totals")), (0, 0));
    assert_eq!(store.derive().unwrap(), 1);
    assert_eq!(everything(&store), before);
}

#[test]
fn hashes_are_read_as_they_are_written() {
    let hash: [u8; 32] = std::array::from_fn(|n| n as u8 * 8);
    assert_eq!(unhex(&hex(&hash)).unwrap(), hash);
    for wrong in ["", "0x", &"0".repeat(64), &format!("0x{}", "g".repeat(64))] {
        assert!(unhex(wrong).is_err(), "{wrong}");
    }
}
