//! A data-centre lists, a lab buys in one line, and both see the delivery through: the command only.

use crate::node::{account, cash, free_cash, sum, Node};
use headroom_client::{period::HOUR, Period};
use serde_json::Value;

const MARKET: &str = "h100-sxm/us-tx";

/// Hours before a day, the day, and what it takes to buy them.
struct Span {
    day: Period,
    first: u64,
}

impl Span {
    /// The day after tomorrow, and the two hours before it.
    fn after(now: u64) -> Self {
        let day = Period::day_of(now + 48 * HOUR);
        Span { day, first: day.start() - 2 * HOUR }
    }

    fn hours(&self) -> [String; 2] {
        [0, 1].map(|n| format!("{MARKET}/{}", Period::hour_of(self.first + n * HOUR)))
    }

    fn day(&self) -> String {
        format!("{MARKET}/{}", self.day)
    }

    /// As somebody writes it.
    fn from(&self) -> String {
        Period::hour_of(self.first).to_string().replace('T', " ") + ":00"
    }
}

/// Registers Dave with 64 GPUs that nobody else sells there, and lists them.
fn listed(node: &Node) -> Span {
    let told = node.did("Dave", &["operator", "register", "Fjord"]);
    assert_eq!(sum(&told["bond"]), cash("10,000"));
    node.did(
        "Attestor",
        &[
            "operator",
            "attest",
            "Fjord",
            "--product",
            "h100-sxm",
            "--zone",
            "us-tx",
            "--units",
            "64",
        ],
    );
    let now = node.did("Dave", &["clock"])["time"].as_u64().unwrap();
    let span = Span::after(now);
    for hour in span.hours() {
        node.did("Dave", &["operator", "issue", &hour, "--units", "16"]);
        let told = node.did("Dave", &["order", "sell", &hour, "--units", "8", "--price", "2.1"]);
        assert_eq!(told["rests"], 8);
    }
    node.did("Dave", &["operator", "issue", &span.day(), "--units", "16"]);
    node.did("Dave", &["order", "sell", &span.day(), "--units", "6", "--price", "2.05/h"]);
    node.did("Dave", &["order", "sell", &span.day(), "--units", "10", "--price", "2.20"]);
    // Dearer by the hour than by the day, so nobody buys them.
    let first_of_day = format!("{MARKET}/{}", Period::hour_of(span.day.start()));
    node.did("Dave", &["operator", "issue", &first_of_day, "--units", "8"]);
    node.did("Dave", &["order", "sell", &first_of_day, "--units", "8", "--price", "9"]);
    span
}

fn purchase<'a>(from: &'a str, hours: &'a str, max: &'a str) -> Vec<&'a str> {
    vec![
        "order",
        "buy",
        "--gpus",
        "8",
        "--product",
        "h100-sxm",
        "--zone",
        "us-tx",
        "--from",
        from,
        "--hours",
        hours,
        "--max",
        max,
    ]
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a node: ./scripts/test live runs it"]
async fn a_day_and_hours_are_bought_in_one_line_and_delivered() {
    let node = Node::start();
    let chain = node.chain().await;
    let span = listed(&node);
    let from = span.from();
    let before = free_cash(&chain, "Charlie").await;

    // A dry run says what it would be, and changes nothing.
    let mut dry = purchase(&from, "26", "2.40");
    dry.push("--dry-run");
    let told = node.did("Charlie", &dry);
    assert_eq!((&told["dryRun"], &told["refused"]), (&Value::Bool(true), &Value::Null));
    assert!(told["call"].as_str().unwrap().starts_with("0x"));
    assert!(sum(&told["transactionFee"]) > 0);
    assert_eq!(free_cash(&chain, "Charlie").await, before);
    assert_eq!(node.did("Charlie", &["holdings"])["units"], serde_json::json!([]));

    // Nobody sells as cheaply, as much, or as long.
    let few = node.refused("Charlie", &purchase(&from, "26", "2.10"));
    assert_eq!((few.0, few.1["error"].as_str()), (5, Some("not-found")));
    assert_eq!(node.refused("Charlie", &purchase(&from, "51", "9")).0, 5);
    // A purchase that nobody looks at needs a limit.
    let open = purchase(&from, "26", "2.40");
    assert_eq!(node.refused("Charlie", &open[..open.len() - 2]).0, 2);

    let told = node.did("Charlie", &open);
    let parts = told["quote"]["parts"].as_array().unwrap();
    let series: Vec<_> = parts.iter().map(|part| part["series"].as_str().unwrap()).collect();
    let [first, second] = span.hours();
    assert_eq!(series, [first.clone(), second, span.day()]);
    // 2 × 8 × 2.10 + 24 × (6 × 2.05 + 2 × 2.20), and 5 basis points.
    assert_eq!(sum(&told["value"]), cash("434.40"));
    assert_eq!(sum(&told["fee"]), cash("0.2172"));
    assert_eq!(sum(&told["total"]), cash("434.6172"));
    assert_eq!(told["fills"].as_array().unwrap().len(), 4);
    assert_eq!((&told["units"], &told["hours"]), (&8.into(), &26.into()));
    assert_eq!(free_cash(&chain, "Charlie").await, before - cash("434.6172"));
    let held = node.did("Charlie", &["holdings"]);
    let held = held["units"].as_array().unwrap();
    assert_eq!(held.len(), 3);
    assert!(held.iter().all(|unit| unit["free"] == 8));

    // What was met is told of, newest last.
    let trades = node.did("Charlie", &["trades", MARKET, "--limit", "3"]);
    let trades = trades.as_array().unwrap();
    assert_eq!(trades.len(), 3);
    assert_eq!(trades[2]["series"], span.day().as_str());
    assert_eq!(trades[2]["price"], "2200000");

    delivered(&node, &span, &first);
}

/// The first hour: 7 of 8 unit-hours are reported, and the lab says that it was 6.
fn delivered(node: &Node, span: &Span, hour: &str) {
    let unit = format!("{hour}@Fjord");
    let told = node.did("Charlie", &["deliveries", "nominate", &unit, "--to", "k8s://lab/join"]);
    let delivery = told["delivery"].as_str().unwrap().to_string();
    assert_eq!(delivery, format!("{unit}#0"));
    // The SHA-256 of the words.
    let hash = "0x19415a1775e9febdf60a79270d0f26af5491526a5575d97aa85e53198e9c0c3c";
    assert_eq!(told["instructions"], hash);

    let state = |who: &str| node.did(who, &["deliveries"])["deliveries"][0].clone();
    assert_eq!(state("Charlie")["phase"], "Open");
    let due = node.did("Dave", &["operator", "list"]);
    assert_eq!(due["deliveries"][0]["delivery"], delivery.as_str());

    // Not before it has happened.
    let early = node.refused("Dave", &["operator", "deliver", hour, "--unit-hours", "7"]);
    assert_eq!(early.0, 4);
    assert!(early.1["message"].as_str().unwrap().contains("Delivery."), "{}", early.1);
    let over = Period::hour_of(span.first).end() + 60_000;
    let set = headroom_client::period::show_moment(over);
    assert!(node.did("Dave", &["clock", "set", &set])["time"].as_u64().unwrap() >= over);

    let told = node.did("Dave", &["operator", "deliver", hour, "--unit-hours", "7"]);
    assert_eq!(told["reports"][0]["delivered"], "7000");
    assert_eq!(state("Charlie")["reported"]["delivered"], "7000");
    // An objection is to less than was reported.
    assert_eq!(
        node.refused("Charlie", &["deliveries", "object", &delivery, "--delivered", "7"]).0,
        4
    );
    let told = node.did("Charlie", &["deliveries", "object", &delivery, "--delivered", "6"]);
    // A tenth of 1.60, and at least 1.
    assert_eq!(sum(&told["stake"]), cash("1"));
    assert_eq!(state("Dave")["objection"]["answered"], false);
    node.did("Dave", &["operator", "answer", &delivery]);
    assert_eq!(state("Dave")["phase"], "Answered");

    // Without a ruling in three days, the report stands. A jump of the clock extends the deadline
    // that falls into it, until two more have come.
    for span in ["3d2h", "1h", "1h"] {
        node.did("Dave", &["clock", "advance", span]);
    }
    let told = node.did("Parallax", &["deliveries", "settle", &delivery]);
    assert_eq!((&told["delivered"], &told["lost"]), (&"7000".into(), &"1000".into()));
    assert_eq!(sum(&told["released"]), cash("11.20"));
    assert_eq!(sum(&told["refunded"]), cash("1.60"));
    // What replacing it costs above the cover, and a tenth: 0.40 + 0.20.
    assert_eq!(sum(&told["damages"]), cash("0.60"));
    assert_eq!(told["finished"], true);
    assert_eq!(node.refused("Charlie", &["deliveries", "settle", &delivery]).0, 4);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a node: ./scripts/test live runs it"]
async fn what_would_fail_is_said_before_it_is_signed() {
    let node = Node::start();
    let chain = node.chain().await;
    let span = listed(&node);
    let (day, from) = (span.day(), span.from());
    let block = |ran: Value| ran["best"]["number"].as_u64().unwrap();
    let fee = |chain: &headroom_client::Chain| {
        let chain = chain.clone();
        async move {
            let view = chain.best().await.unwrap();
            let key = (account("Charlie"),);
            let system = headroom_client::api::storage().system().account();
            view.read(system, key).await.unwrap().unwrap().data.free
        }
    };
    let (before, paid) = (block(node.did("Charlie", &["status"])), fee(&chain).await);

    // Too dear, off the tick, out of lots, of no such series; sold without having it.
    for (arguments, code, word) in [
        (vec!["order", "buy", &day, "--units", "9999999", "--price", "9"], 4, "free cash"),
        (vec!["order", "buy", &day, "--units", "1", "--price", "2.0001"], 2, "steps of"),
        (vec!["order", "buy", &day, "--units", "0", "--price", "2"], 2, "lots of"),
        (vec!["order", "buy", "h100-sxm/no-2/2027", "--units", "1", "--price", "2"], 5, "no-1"),
        (
            vec!["order", "buy", "h100-sxm/no-1/2027-13", "--units", "1", "--price", "2"],
            2,
            "period",
        ),
        (vec!["order", "sell", &day, "--units", "1", "--price", "2"], 4, "no units"),
        (vec!["order", "sell", &format!("{day}@Fjord"), "--units", "1", "--price", "2"], 4, "free"),
        (vec!["operator", "issue", &day, "--units", "1"], 4, "can be"),
        (vec!["deliveries", "nominate", &format!("{day}@Fjord"), "--to", "x"], 4, "free"),
        (vec!["forward", "offer", "buy", &day, "--units", "8", "--price", "2"], 4, "no index"),
        (vec!["forward", "accept", "7"], 5, "no offer"),
        (vec!["cash", "withdraw", "99,000,000"], 4, "free cash"),
    ] {
        let (got, told) = node.refused("Charlie", &arguments);
        let message = told["message"].as_str().unwrap();
        assert!(got == code && message.contains(word), "{arguments:?}: {got} {message}");
    }
    // Trading of an hour that begins in an hour has stopped.
    let now = node.did("Charlie", &["clock"])["time"].as_u64().unwrap();
    let soon = format!("{MARKET}/{}", Period::hour_of(now + HOUR));
    let (code, told) =
        node.refused("Charlie", &["order", "buy", &soon, "--units", "1", "--price", "2"]);
    assert!(code == 4 && told["message"].as_str().unwrap().contains("trading"), "{told}");

    // One's own on the other side is not bought.
    let told = node.did("Charlie", &["order", "buy", &day, "--units", "6", "--price", "2.05"]);
    assert_eq!(told["filled"], 6);
    node.did("Charlie", &["order", "sell", &day, "--units", "6", "--price", "2.05"]);
    let mut quoted = purchase(&from, "26", "9");
    quoted.push("--dry-run");
    let told = node.did("Charlie", &quoted);
    assert_eq!(told["quote"]["parts"][2]["limit"], "2200000");
    let ran = node.run_with(&quoted, &[("HEADROOM_AS", "Charlie")]);
    assert!(ran.stdout.contains("your own on the other side"), "{}", ran.stdout);

    // Orders are listed, and cancelled one by one or together.
    let orders = node.did("Charlie", &["order", "list"]);
    let order = orders["orders"][0]["order"].as_str().unwrap().to_string();
    assert_eq!(orders["orders"].as_array().unwrap().len(), 1);
    let told = node.did("Charlie", &["order", "cancel", &order]);
    assert_eq!(told["cancelled"][0]["units"], 6);
    assert_eq!(node.refused("Charlie", &["order", "cancel", &order]).0, 4);
    let until = ["--tif", "gtt=+2h"];
    let bid = ["order", "buy", &day, "--units", "1", "--price", "1"];
    node.did("Charlie", &[&bid[..], &until[..]].concat());
    node.did("Charlie", &bid);
    assert_eq!(node.did("Charlie", &["order", "list"])["orders"].as_array().unwrap().len(), 2);
    let told = node.did("Charlie", &["order", "cancel", "--all"]);
    assert_eq!(told["cancelled"].as_array().unwrap().len(), 2);
    for tif in ["fok", "post-only"] {
        let dear = ["order", "buy", &day, "--units", "64", "--price", "2.20", "--tif", tif];
        let (code, told) = node.refused("Charlie", &dear);
        let named = told["message"].as_str().unwrap().contains("Spot.");
        assert!(code == 4 && named, "{told}");
    }
    assert!(block(node.did("Charlie", &["status"])) > before);
    assert!(fee(&chain).await < paid);
}
