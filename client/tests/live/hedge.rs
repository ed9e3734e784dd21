//! The index and a forward agreement on an hour, with the command; reporters make the prices.

use crate::node::{cash, key, sum, Node};
use headroom_client::{
    api::{self, runtime_types::pallet_index::types::Definition},
    period::HOUR,
    Chain, Period,
};

const MARKET: &str = "h100-sxm/cn-nx";
const REPORTERS: [&str; 5] = ["Argus", "Beacon", "Census", "Datum", "Echo"];

async fn registered(chain: &Chain) {
    let bond = api::tx().index().register_reporter(cash("20,000"));
    for reporter in REPORTERS {
        chain.submit(&key(reporter), &bond).await.unwrap();
    }
    let definition = Definition::Market { product: 0, zone: 0 };
    chain.submit(&key("Alice"), &api::tx().index().create_index(definition)).await.unwrap();
}

/// Sets the clock to the end of an hour, has its trades reported at a price, and closes all up to it.
async fn priced(node: &Node, chain: &Chain, hour: u32, price: u64) {
    let end = Period::Hour(hour).end();
    let at = |moment| headroom_client::period::show_moment(moment);
    node.did("Dave", &["clock", "set", &at(end + 60_000)]);
    for (n, reporter) in REPORTERS.iter().enumerate() {
        let digest = [n as u8; 32];
        let report = api::tx().index().observe(0, hour, price, 10, digest);
        chain.submit(&key(reporter), &report).await.unwrap();
    }
    node.did("Dave", &["clock", "set", &at(end + 3 * HOUR / 2 + 60_000)]);
    loop {
        let view = chain.best().await.unwrap();
        let index = view.read(api::storage().index().indexes(), (0,)).await.unwrap().unwrap();
        if index.next > hour {
            return;
        }
        chain.submit(&key("Dave"), &api::tx().index().close_hour(0)).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a node: ./scripts/test live runs it"]
async fn an_hour_is_hedged_from_offer_to_settlement() {
    let node = Node::start();
    let chain = node.chain().await;
    assert_eq!(node.did("Dave", &["index"]), serde_json::json!([]));
    assert_eq!(node.refused("Dave", &["index", MARKET]).0, 5);
    registered(&chain).await;

    let now = node.did("Dave", &["clock"])["time"].as_u64().unwrap();
    let first = (now / HOUR) as u32 + 1;
    priced(&node, &chain, first, 2_200_000).await;
    let told = node.did("Dave", &["index", MARKET]);
    let value = told["values"].as_array().unwrap().last().unwrap();
    assert_eq!((&value["price"], &value["rung"]), (&"2200000".into(), &"Hour".into()));
    assert_eq!(value["time"].as_u64().unwrap(), Period::Hour(first).start());
    let all = node.did("Dave", &["index"]);
    assert_eq!(all[0]["of"], MARKET);

    // 64 units of an hour at 2.10: a notional of 134.40, and a tenth of it as margin.
    let hour = first + 8;
    let series = format!("{MARKET}/{}", Period::Hour(hour));
    let offer = ["forward", "offer", "buy", &series, "--units", "64", "--price", "2.10"];
    let terms = ["--least-hours", "1", "--for", "2h"];
    let to = ["--to", "Dave"];
    let told = node.did("Charlie", &[&offer[..], &terms[..], &to[..]].concat());
    assert_eq!((&told["offer"], sum(&told["margin"])), (&0.into(), cash("13.44")));
    assert_eq!(node.refused("Helios", &["forward", "accept", "0"]).0, 4);
    let told = node.did("Charlie", &[&offer[..], &terms[..]].concat());
    assert_eq!(told["offer"], 1);
    let listed = node.did("Charlie", &["forward", "list"]);
    assert_eq!(listed["offers"].as_array().unwrap().len(), 2);
    node.did("Charlie", &["forward", "cancel", "1"]);

    let told = node.did("Dave", &["forward", "accept", "0"]);
    assert_eq!(told["events"][0]["name"], "forward.Accepted");
    // The index is at 2.20, and a mark moves by 2 % of 2.10 in its first hour.
    let told = node.did("Parallax", &["forward", "mark", "0"]);
    let mark = sum(&told["events"][0]["fields"]["mark"]);
    assert!((cash("2.10")..=cash("2.20")).contains(&mark), "{mark}");
    node.did("Dave", &["forward", "top-up", "0", "5"]);
    let told = node.did("Dave", &["forward", "list"]);
    let agreement = &told["agreements"][0];
    let gain = 64 * (mark - cash("2.10"));
    assert_eq!(sum(&agreement["gain"]), gain);
    assert_eq!(sum(&agreement["seller"]["margin"]), cash("18.44") - gain);
    node.did("Dave", &["forward", "withdraw", "0", "0.5"]);
    for (what, name) in
        [("call", "NothingToCall"), ("close-out", "NoCallDue"), ("settle", "NotDue")]
    {
        let (code, told) = node.refused("Dave", &["forward", what, "0"]);
        let message = told["message"].as_str().unwrap();
        assert!(code == 4 && message.contains(name), "{what}: {message}");
    }

    // The hour comes to 2.25: the lab has gained 64 × 0.15.
    priced(&node, &chain, hour, 2_250_000).await;
    let told = node.did("Dave", &["index", &series]);
    assert_eq!((&told["closed"], &told["average"]), (&1.into(), &"2250000".into()));
    let told = node.did("Parallax", &["forward", "settle", "0"]);
    let events = told["events"].as_array().unwrap();
    let settled = events.iter().find(|event| event["name"] == "forward.Settled").unwrap();
    assert_eq!(settled["fields"]["outcome"], "Average");
    assert_eq!(sum(&settled["fields"]["gain"]), cash("9.60"));
    let told = node.did("Charlie", &["forward", "list"]);
    assert_eq!(told["agreements"], serde_json::json!([]));
}
