//! How fast a year of trading is written and read. By hand:
//!
//! ```sh
//! cargo test --workspace --bins -- --ignored --nocapture a_year_of_trading
//! ```

use super::*;
use crate::{queries, testing::*};
use std::time::Instant;

/// Fills of the year, and how many to a block.
const FILLS: u32 = 300_000;
const TO_A_BLOCK: u32 = 10;

#[test]
#[ignore = "writes a few hundred megabytes; run it by hand for the figures"]
fn a_year_of_trading() {
    let folder = Folder::new();
    let mut store = Store::open(folder.path()).unwrap();
    let mut chain = MadeUpChain::new();
    let blocks = FILLS / TO_A_BLOCK;
    let step = 365 * 24 * HOUR / u64::from(blocks);
    // Two in three are of the month, the others of the hour that comes, as it comes.
    let months = [march(), march()];
    let began = Instant::now();
    let mut seq = 0;
    for block in 0..blocks {
        let time = MONDAY + u64::from(block) * step;
        let coming = hour(u32::try_from(time / HOUR).unwrap() + 4);
        let mut events = Vec::new();
        for n in 0..TO_A_BLOCK {
            let series = months.get(n as usize % 3).unwrap_or(&coming);
            let (ask, bid) = (order(HELIOS, series, seq), order(LUMEN, series, seq + 1));
            seq += 2;
            let price = 2_000_000 + u64::from((block * 31 + n * 7) % 400) * 1_000;
            events.push(issued(series, HELIOS, 2));
            events.push(placed(&ask, Some(HELIOS), price, 2));
            events.push(placed(&bid, None, price, 2));
            events.push(filled(&ask, &bid, HELIOS, price, 2));
        }
        let block = chain.grow_at(time, events);
        store.apply(&block).unwrap();
        chain.blocks.drain(..chain.blocks.len() - 1);
        chain.blocks[0].id.number = block.id.number;
    }
    let took = began.elapsed().as_secs_f64();
    println!("{FILLS} fills in {blocks} blocks: {:.0} fills/s written", f64::from(FILLS) / took);
    drop(store);
    let size = fs::metadata(file_in(folder.path())).unwrap().len();
    println!("{} MB, {} bytes a fill", size / 1_000_000, size / u64::from(FILLS));

    let db = open_to_read(&file_in(folder.path())).unwrap();
    let now = best(&db).unwrap().unwrap().time;
    let day_ago = now - 24 * HOUR;
    let hour_now = now / HOUR;
    for (path, query) in [
        ("/tickers", String::new()),
        ("/tickers", "all=1".into()),
        ("/candles", "series=0/1/2027-03&every=60".into()),
        ("/candles", "series=0/1/2027-03&every=900".into()),
        ("/candles", format!("series=0/1/2027-03&every=900&from={day_ago}")),
        ("/candles", "series=0/1/2027-03&every=3600".into()),
        ("/candles", "series=0/1/2027-03&every=86400".into()),
        ("/trades", "limit=200".into()),
        ("/trades", format!("account={LUMEN}&limit=200")),
        ("/trades", "series=0/1/2027-03&limit=200".into()),
        ("/orders", format!("account={LUMEN}&limit=200")),
        ("/orders", format!("account={LUMEN}&open=1")),
        ("/activity", format!("account={LUMEN}&limit=200")),
        ("/sold", format!("product=0&zone=1&from={}&count=1000", hour_now - 500)),
    ] {
        let mut took = Vec::new();
        let mut length = 0;
        for _ in 0..5 {
            let began = Instant::now();
            let answer = queries::answer(&db, path, &query).unwrap().unwrap();
            took.push(began.elapsed().as_secs_f64() * 1_000.0);
            length = answer.len();
        }
        let first = took[0];
        took.sort_by(f64::total_cmp);
        println!("{path}?{query}: first {first:.1} ms, then {:.1} ms, {length} bytes", took[2]);
    }
    drop(db);

    let mut store = Store::open(folder.path()).unwrap();
    let began = Instant::now();
    store.forget_derived().unwrap();
    while store.derive().unwrap() < blocks {}
    println!("rebuilt in {:.1} s", began.elapsed().as_secs_f64());
}
