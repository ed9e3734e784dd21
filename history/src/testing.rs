//! What tests share: folders that go away, made-up blocks, and events as the chain tells them.

use headroom_client::{Block, BlockId, Told};
use serde_json::{json, Value};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

/// 2026-11-23T00:00Z, and hours since 1970 until then.
pub const MONDAY: u64 = 1_795_392_000_000;
pub const HOUR: u64 = 3_600_000;

pub const HELIOS: &str = "5CyK8YXBYQzmLdSB6iwEXmPoZmCrZbT8WB4kZkNm1tfRKvKN";
pub const BOREALIS: &str = "5G6sY6y5KcwbGnxS7ZpzF9N6D9bHcHTC5j5b4cFcAzjnCG1Y";
pub const LUMEN: &str = "5DtTTS73SzZbFtVYFFwCHXsHfbtYEYiLyXgtnbpRrkYi1aZD";
pub const PARALLAX: &str = "5C4zW6FvVqPLQaPaVqzLRVHVYxm6ZYzGkcb9Kq8pJoHtJ3oB";

/// A folder that goes away with its name.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "headroom-history-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A chain that grows by blocks of these events, and can be cut back.
#[derive(Clone)]
pub struct MadeUpChain {
    pub blocks: Vec<Block>,
    /// Told apart by it are blocks of one number on two forks.
    pub fork: u8,
}

impl MadeUpChain {
    pub fn new() -> Self {
        MadeUpChain { blocks: Vec::new(), fork: 0 }
    }

    pub fn id(&self, number: u32) -> BlockId {
        match self.blocks.get(number.wrapping_sub(1) as usize) {
            Some(block) => block.id,
            None => BlockId { number: 0, hash: [0xEE; 32] },
        }
    }

    /// A block on top, at a moment.
    pub fn grow_at(&mut self, time: u64, events: Vec<(&str, Value)>) -> Block {
        let last = self.blocks.last().map_or(self.id(0), |block| block.id);
        let number = last.number + 1;
        let mut hash = [self.fork; 32];
        hash[..4].copy_from_slice(&number.to_be_bytes());
        let events = events.into_iter().zip(0..).map(|((name, fields), index)| Told {
            index,
            extrinsic: Some(1),
            name: name.into(),
            fields,
        });
        let block = Block {
            id: BlockId { number, hash },
            parent: last.hash,
            time,
            events: events.collect(),
        };
        self.blocks.push(block.clone());
        block
    }

    /// The same, six seconds after the last.
    pub fn grow(&mut self, events: Vec<(&str, Value)>) -> Block {
        let time = self.blocks.last().map_or(MONDAY, |block| block.time + 6_000);
        self.grow_at(time, events)
    }

    /// Back to a block; what grows then is another fork.
    pub fn cut(&mut self, to: u32) {
        self.blocks.truncate(to as usize);
        self.fork += 1;
    }
}

/// 0/1/2027-03, as events name it.
pub fn march() -> Value {
    json!({"product": 0, "zone": 1, "period": {"Month": {"year": 2027, "month": 3}}})
}

/// An hour of the same market.
pub fn hour(hour: u32) -> Value {
    json!({"product": 0, "zone": 1, "period": {"Hour": hour}})
}

pub fn unit(series: &Value, operator: &str) -> Value {
    json!({"series": series, "operator": operator})
}

pub fn order(owner: &str, series: &Value, seq: u64) -> Value {
    json!({"owner": owner, "series": series, "seq": seq.to_string()})
}

pub fn issued(series: &Value, operator: &str, quantity: u32) -> (&'static str, Value) {
    let fields = json!({"unit": unit(series, operator), "quantity": quantity,
        "cover_rate": "1600000", "bond_rate": "400000", "bond": "1"});
    ("capacity.Issued", fields)
}

/// An ask of what somebody issued; a bid where there is none.
pub fn placed(
    id: &Value,
    operator: Option<&str>,
    price: u64,
    quantity: u32,
) -> (&'static str, Value) {
    let side = operator.map_or(json!("Bid"), |operator| json!({"Ask": {"operator": operator}}));
    let fields = json!({"id": id, "side": side, "price": price.to_string(), "quantity": quantity,
        "time_in_force": "GoodTillCancelled"});
    ("spot.OrderPlaced", fields)
}

pub fn cancelled(id: &Value, quantity: u32, reason: &str) -> (&'static str, Value) {
    ("spot.OrderCancelled", json!({"id": id, "quantity": quantity, "reason": reason}))
}

/// A bid meets an ask that rests.
pub fn filled(
    maker: &Value,
    taker: &Value,
    operator: &str,
    price: u64,
    quantity: u32,
) -> (&'static str, Value) {
    let value = u128::from(price) * u128::from(quantity);
    let fields = json!({"maker": maker, "taker": taker, "taker_bids": true, "operator": operator,
        "buyer": taker["owner"], "seller": maker["owner"], "price": price.to_string(),
        "quantity": quantity, "value": value.to_string(), "escrowed": "0", "maker_left": 0,
        "maker_fee": "0", "taker_fee": (value / 2_000).to_string()});
    ("spot.Filled", fields)
}

pub fn transferred(unit: &Value, from: &str, to: &str, quantity: u32) -> (&'static str, Value) {
    let fields = json!({"unit": unit, "from": from, "to": to, "quantity": quantity,
        "escrowed": "0", "returned": "0"});
    ("capacity.Transferred", fields)
}

pub fn terms(settlement: &str, quantity: u32) -> Value {
    json!({"series": march(), "quantity": quantity, "price": "2000000", "settlement": settlement,
        "initial": 100, "maintenance": 60, "call_window": "3600000", "penalty": 50, "wait": 24,
        "least_hours": 700, "instalments": false})
}

pub fn offered(id: u64, maker: &str, side: &str, terms: Value) -> (&'static str, Value) {
    let fields = json!({"id": id.to_string(), "maker": maker, "side": side, "terms": terms,
        "counterparty": null, "valid_until": MONDAY.to_string(), "index": 0, "margin": "1000"});
    ("forward.Offered", fields)
}

pub fn accepted(id: u64, buyer: &str, seller: &str) -> (&'static str, Value) {
    let fields = json!({"id": id.to_string(), "buyer": buyer, "seller": seller, "margin": "1000"});
    ("forward.Accepted", fields)
}

pub fn forward_settled(id: u64, gain: i64) -> (&'static str, Value) {
    let fields = json!({"id": id.to_string(), "outcome": "Average", "price": "2100000",
        "gain": gain.to_string(), "moved": "0", "penalty": "0", "debt": "5",
        "buyer_freed": "0", "seller_freed": "0"});
    ("forward.Settled", fields)
}
