//! Questions and answers, on made-up blocks.

use super::*;
use crate::{store::Store, testing::*};
use serde_json::{json, Value};

/// A store of a chain, and what it answers.
struct Asked {
    chain: MadeUpChain,
    store: Store,
}

impl Asked {
    fn new() -> Self {
        Asked { chain: MadeUpChain::new(), store: Store::in_memory().unwrap() }
    }

    fn feed(&mut self, events: Vec<(&str, Value)>) {
        self.store.apply(&self.chain.grow(events)).unwrap();
    }

    fn feed_at(&mut self, time: u64, events: Vec<(&str, Value)>) {
        self.store.apply(&self.chain.grow_at(time, events)).unwrap();
    }

    /// A fill of one unit of March at so many thousandths of cash.
    fn trade_at(&mut self, time: u64, price: u64) {
        let (maker, taker) = (order(HELIOS, &march(), 0), order(LUMEN, &march(), 1));
        self.feed_at(time, vec![filled(&maker, &taker, HELIOS, price * 1_000, 1)]);
    }

    fn ask(&self, path: &str, query: &str) -> Value {
        let answer = self.store.read(|db| Ok(answer(db, path, query).unwrap()));
        serde_json::from_str(&answer.unwrap().unwrap()).unwrap()
    }

    fn refused(&self, path: &str, query: &str) -> String {
        let answer = self.store.read(|db| Ok(answer(db, path, query).unwrap()));
        match answer.unwrap() {
            Err(Fault::Bad(what)) => what,
            other => panic!("{path}?{query}: {other:?}"),
        }
    }
}

fn candle(time: u64, prices: [u64; 4], trades: u64) -> Value {
    let [open, high, low, close] = prices.map(|price| (price * 1_000).to_string());
    json!({"time": time, "open": open, "high": high, "low": low, "close": close, "volume": trades,
        "trades": trades})
}

fn without_value(mut answer: Value) -> Value {
    for item in answer.as_array_mut().unwrap() {
        item.as_object_mut().unwrap().remove("value").unwrap();
    }
    answer
}

#[test]
fn candles_have_their_edges_where_the_clock_has_them() {
    let mut asked = Asked::new();
    let minute = 60_000;
    asked.trade_at(MONDAY, 10);
    asked.trade_at(MONDAY + 59_999, 12);
    asked.trade_at(MONDAY + minute, 9);
    asked.trade_at(MONDAY + 3 * minute + 1, 11);
    let ask = |query: &str| without_value(asked.ask("/candles", query));
    let first = candle(MONDAY, [10, 12, 10, 12], 2);
    let second = candle(MONDAY + minute, [9, 9, 9, 9], 1);
    let third = candle(MONDAY + 3 * minute, [11, 11, 11, 11], 1);
    let all = "series=0/1/2027-03&every=60";
    assert_eq!(ask(all), json!([first, second, third]));
    // Whole candles: the one that `from` lies in, and none that begins at `to`.
    let span = |from: u64, to: u64| format!("{all}&from={from}&to={to}");
    assert_eq!(ask(&span(MONDAY + 59_999, MONDAY + minute)), json!([first]));
    assert_eq!(ask(&span(MONDAY + 59_999, MONDAY + minute + 1)), json!([first, second]));
    assert_eq!(ask(&span(MONDAY + minute, MONDAY + 3 * minute)), json!([second]));
    assert_eq!(ask(&span(MONDAY + 4 * minute, u64::MAX)), json!([]));
    assert_eq!(ask(&span(MONDAY + 1, MONDAY)), json!([]));
    assert_eq!(ask(&span(MONDAY + minute, MONDAY)), json!([]));
    let whole = candle(MONDAY, [10, 12, 9, 11], 4);
    for every in [300, 900, 3_600, 14_400, 86_400] {
        assert_eq!(ask(&format!("series=0/1/2027-03&every={every}")), json!([whole]));
    }
    assert_eq!(ask("series=0/1/2027-04&every=60"), json!([]));
}

#[test]
fn hours_and_fills_make_the_same_candles() {
    let mut asked = Asked::new();
    for n in 0..200u64 {
        asked.trade_at(MONDAY + n * 17 * 60_000 + 5, 1_000 + n * 7_919 % 97);
    }
    // What the fills of four hours come to, candle by candle.
    let by_hour = asked.ask("/candles", "series=0/1/2027-03&every=14400");
    let fine = asked.ask("/candles", "series=0/1/2027-03&every=900");
    for candle in by_hour.as_array().unwrap() {
        let begins = candle["time"].as_u64().unwrap();
        let within =
            |one: &&Value| (begins..begins + 4 * HOUR).contains(&one["time"].as_u64().unwrap());
        let parts: Vec<&Value> = fine.as_array().unwrap().iter().filter(within).collect();
        let number = |value: &Value| value.as_str().unwrap().parse::<u128>().unwrap();
        let highest = parts.iter().map(|part| number(&part["high"])).max();
        let sum: u128 = parts.iter().map(|part| number(&part["value"])).sum();
        assert_eq!(parts[0]["open"], candle["open"]);
        assert_eq!(parts[parts.len() - 1]["close"], candle["close"]);
        assert_eq!((highest, sum), (Some(number(&candle["high"])), number(&candle["value"])));
    }
}

#[test]
fn the_latest_candles_are_given_where_there_are_too_many() {
    let mut asked = Asked::new();
    for n in 0..1_001u64 {
        asked.trade_at(MONDAY + n * 60_000, 10 + n);
    }
    let candles = asked.ask("/candles", "series=0/1/2027-03&every=60");
    let candles = candles.as_array().unwrap();
    assert_eq!(candles.len(), 1_000);
    assert_eq!(candles[0]["time"], MONDAY + 60_000);
    assert_eq!(candles[999]["open"], "1010000");
}

#[test]
fn a_ticker_looks_back_a_day_of_the_chain() {
    let mut asked = Asked::new();
    asked.trade_at(MONDAY, 10);
    asked.trade_at(MONDAY + HOUR / 2, 20);
    let ticker = |asked: &Asked| asked.ask("/tickers", "")[0].clone();
    let expect = |last: u64, open: u64, high: u64, low: u64, trades: u64, time: u64| {
        json!({"series": "0/1/2027-03", "last": (last * 1_000).to_string(),
            "open": (open * 1_000).to_string(), "high": (high * 1_000).to_string(),
            "low": (low * 1_000).to_string(), "volume": trades, "trades": trades, "time": time})
    };
    let bare = |mut ticker: Value| {
        ticker.as_object_mut().unwrap().remove("value").unwrap();
        ticker
    };
    // Nothing came before the first: it opens at that.
    let half_past = MONDAY + HOUR / 2;
    assert_eq!(bare(ticker(&asked)), expect(20, 10, 20, 10, 2, half_past));
    // Later, the day begins between the two, and the first is what it opens at.
    asked.feed_at(MONDAY + 24 * HOUR + 1, vec![]);
    assert_eq!(bare(ticker(&asked)), expect(20, 10, 20, 20, 1, half_past));
    asked.trade_at(MONDAY + 24 * HOUR + 2, 15);
    let time = MONDAY + 24 * HOUR + 2;
    assert_eq!(bare(ticker(&asked)), expect(15, 10, 20, 15, 2, time));
    assert_eq!(ticker(&asked)["value"], "35000");
    // And at last nothing of the day is left: its price is the last one.
    asked.feed_at(MONDAY + 50 * HOUR, vec![]);
    assert_eq!(bare(ticker(&asked)), expect(15, 15, 15, 15, 0, time));
    assert_eq!(ticker(&asked)["value"], "0");
}

#[test]
fn tickers_are_of_series_that_are_not_over() {
    let mut asked = Asked::new();
    let now = u32::try_from(MONDAY / HOUR).unwrap();
    for later in 0..3 {
        let series = hour(now + later);
        let (maker, taker) = (order(HELIOS, &series, 0), order(LUMEN, &series, 1));
        asked.feed(vec![filled(&maker, &taker, HELIOS, 1_000, 1)]);
    }
    let series = |query: &str| -> Vec<String> {
        let tickers = asked.ask("/tickers", query);
        let tickers = tickers.as_array().unwrap().iter();
        tickers.map(|ticker| ticker["series"].as_str().unwrap().into()).collect()
    };
    assert_eq!(series(""), ["0/1/2026-11-23T02", "0/1/2026-11-23T01", "0/1/2026-11-23T00"]);
    asked.feed_at(MONDAY + HOUR, vec![]);
    let series = |query: &str| asked.ask("/tickers", query).as_array().unwrap().len();
    assert_eq!((series(""), series("all=1"), series("all=0")), (2, 3, 2));
}

/// Helios sells to Lumen and to Parallax, in turn.
fn trades(count: u64) -> Asked {
    let mut asked = Asked::new();
    for n in 0..count {
        let buyer = if n % 2 == 0 { LUMEN } else { PARALLAX };
        let (maker, taker) = (order(HELIOS, &march(), n), order(buyer, &march(), n + 1_000));
        asked.feed(vec![
            issued(&march(), HELIOS, 1),
            filled(&maker, &taker, HELIOS, 2_000_000 + n, 1),
        ]);
    }
    asked
}

#[test]
fn trades_are_paged_newest_first() {
    let asked = trades(5);
    let ask = |query: &str| asked.ask("/trades", query);
    let page = ask("limit=2");
    assert_eq!(
        page["trades"][0],
        json!({"block": 5, "event": 1, "time": MONDAY + 24_000, "series": "0/1/2027-03",
            "price": "2000004", "quantity": 1, "value": "2000004", "buyer": LUMEN,
            "seller": HELIOS, "operator": HELIOS, "takerBids": true, "maker": 4, "taker": 1004,
            "buyerFee": "1000", "sellerFee": "0"})
    );
    let blocks = |page: &Value| -> Vec<u64> {
        page["trades"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["block"].as_u64().unwrap())
            .collect()
    };
    assert_eq!((blocks(&page), &page["next"]), (vec![5, 4], &json!("4-1")));
    let page = ask("limit=2&before=4-1");
    assert_eq!((blocks(&page), &page["next"]), (vec![3, 2], &json!("2-1")));
    let page = ask("limit=2&before=2-1");
    assert_eq!((blocks(&page), &page["next"]), (vec![1], &Value::Null));
    // A page that is just full has nothing behind it.
    assert_eq!(ask("limit=5")["next"], Value::Null);

    assert_eq!(blocks(&ask(&format!("account={LUMEN}"))), [5, 3, 1]);
    assert_eq!(blocks(&ask(&format!("account={LUMEN}&limit=1&before=5-1"))), [3]);
    assert_eq!(blocks(&ask(&format!("account={HELIOS}&limit=3"))), [5, 4, 3]);
    assert_eq!(blocks(&ask("series=0/1/2027-03")), [5, 4, 3, 2, 1]);
    let of_both = format!("series=0%2F1%2F2027-03&account={PARALLAX}");
    assert_eq!(blocks(&ask(&of_both)), [4, 2]);
    assert!(blocks(&ask("series=0/2/2027-03")).is_empty());
    assert!(blocks(&ask(&format!("account={BOREALIS}"))).is_empty());
    assert!(blocks(&ask(&format!("series=0/2/2027-03&account={LUMEN}"))).is_empty());
}

#[test]
fn orders_say_what_became_of_them() {
    let mut asked = Asked::new();
    let series = march();
    let (ask, bid, other) =
        (order(HELIOS, &series, 0), order(LUMEN, &series, 1), order(LUMEN, &series, 2));
    asked.feed(vec![issued(&series, HELIOS, 10), placed(&ask, Some(HELIOS), 2_000_000, 8)]);
    asked.feed(vec![
        placed(&bid, None, 2_000_000, 5),
        filled(&ask, &bid, HELIOS, 2_000_000, 5),
        placed(&other, None, 1_000_000, 3),
    ]);
    let asks = asked.ask("/orders", &format!("account={HELIOS}"));
    assert_eq!(
        asks["orders"][0],
        json!({"series": "0/1/2027-03", "seq": 0, "side": {"Ask": {"operator": HELIOS}},
            "price": "2000000", "quantity": 8, "left": 3, "filled": 5, "state": "open",
            "reason": null, "timeInForce": "GoodTillCancelled", "time": MONDAY, "block": 1})
    );
    let states = |query: &str| -> Vec<(u64, String)> {
        let page = asked.ask("/orders", &format!("account={LUMEN}{query}"));
        let orders = page["orders"].as_array().unwrap().iter();
        orders
            .map(|order| (order["seq"].as_u64().unwrap(), order["state"].as_str().unwrap().into()))
            .collect()
    };
    assert_eq!(states(""), [(2, "open".into()), (1, "filled".into())]);
    assert_eq!(states("&open=1"), [(2, "open".into())]);
    assert_eq!(states("&limit=1&before=2-2"), [(1, "filled".into())]);

    asked.feed(vec![cancelled(&ask, 3, "Owner"), cancelled(&other, 3, "InDebt")]);
    let asks = asked.ask("/orders", &format!("account={HELIOS}"));
    let ask = &asks["orders"][0];
    assert_eq!((&ask["state"], &ask["reason"]), (&json!("cancelled"), &json!("Owner")));
    assert_eq!((&ask["left"], &ask["filled"]), (&json!(0), &json!(5)));
    assert_eq!(asked.ask("/orders", &format!("account={LUMEN}&open=1"))["orders"], json!([]));
}

#[test]
fn activity_is_every_event_that_names_an_account() {
    let mut asked = trades(3);
    asked.feed(vec![("cash.Deposited", json!({"who": LUMEN, "amount": "5"}))]);
    let page = asked.ask("/activity", &format!("account={LUMEN}&limit=2"));
    assert_eq!(
        page["events"][0],
        json!({"block": 4, "event": 0, "time": MONDAY + 18_000, "name": "cash.Deposited",
            "fields": {"who": LUMEN, "amount": "5"}})
    );
    assert_eq!(page["events"][1]["name"], "spot.Filled");
    assert_eq!(page["next"], "3-1");
    let page = asked.ask("/activity", &format!("account={LUMEN}&before=3-1"));
    assert_eq!(page["events"].as_array().unwrap().len(), 1);
    assert_eq!(asked.ask("/activity", &format!("account={BOREALIS}"))["events"], json!([]));
}

#[test]
fn agreements_are_told_of_once_they_have_ended() {
    let mut asked = Asked::new();
    for id in [3, 4] {
        asked.feed(vec![
            offered(id, HELIOS, "Seller", terms("Cash", 6)),
            accepted(id, LUMEN, HELIOS),
        ]);
    }
    let ask = |asked: &Asked, who: &str| asked.ask("/agreements", &format!("account={who}"));
    assert_eq!(ask(&asked, LUMEN)["agreements"], json!([]));
    let assigned = json!({"id": "4", "side": "Buyer", "from": LUMEN, "to": PARALLAX,
        "freed": "1000", "margin": "1200"});
    asked.feed(vec![("forward.Assigned", assigned)]);
    asked.feed(vec![forward_settled(3, -7), forward_settled(4, 7)]);
    let page = ask(&asked, LUMEN);
    assert_eq!(
        page["agreements"],
        json!([{"id": 3, "buyer": LUMEN, "seller": HELIOS, "terms": terms("Cash", 6),
            "outcome": "Average", "price": "2100000", "gain": "-7", "debt": "5",
            "time": MONDAY + 18_000}])
    );
    assert_eq!(ask(&asked, PARALLAX)["agreements"][0]["id"], 4);
    let both = ask(&asked, HELIOS);
    assert_eq!(
        (&both["agreements"][0]["id"], &both["agreements"][1]["id"]),
        (&json!(4), &json!(3))
    );
    assert_eq!(asked.ask("/agreements", &format!("account={HELIOS}&limit=1"))["next"], "4-1");
}

#[test]
fn what_is_sold_counts_in_every_hour_of_its_period() {
    let mut asked = Asked::new();
    let first = 501_072; // 2027-03-01T00
    let sale = |series: &Value, quantity| {
        let unit = unit(series, HELIOS);
        vec![issued(series, HELIOS, 10), transferred(&unit, HELIOS, LUMEN, quantity)]
    };
    let day = json!({"product": 0, "zone": 1, "period": {"Day": first / 24}});
    let year = json!({"product": 0, "zone": 1, "period": {"Year": 2027}});
    let elsewhere = json!({"product": 0, "zone": 2, "period": {"Year": 2027}});
    for (series, quantity) in
        [(march(), 1), (day, 2), (hour(first + 1), 4), (year, 8), (elsewhere, 9)]
    {
        asked.feed(sale(&series, quantity));
    }
    let ask = |from: u32, count: u32| {
        asked.ask("/sold", &format!("product=0&zone=1&from={from}&count={count}"))
    };
    assert_eq!(ask(first - 1, 4), json!([8, 11, 15, 11]));
    assert_eq!(ask(first + 23, 2), json!([11, 9]));
    assert_eq!(ask(first + 743, 2), json!([9, 8]));
    // The year's edges.
    assert_eq!(ask(first - 59 * 24 - 1, 2), json!([0, 8]));
    assert_eq!(ask(first + 306 * 24 - 1, 2), json!([8, 0]));
    assert_eq!(ask(0, 2), json!([0, 0]));
    assert_eq!(
        asked.ask("/sold", "product=0&zone=1&from=4294967295").as_array().unwrap().len(),
        1_000
    );
    assert_eq!(asked.ask("/sold", "product=5&zone=1&from=0&count=1"), json!([0]));
}

#[test]
fn a_bad_question_is_refused_with_a_sentence() {
    let asked = Asked::new();
    for (path, query, said) in [
        ("/candles", "every=60", "'series' is missing"),
        ("/candles", "series=0/1/2027-03", "'every' is one of"),
        ("/candles", "series=0/1/2027-03&every=61", "'every' is one of"),
        ("/candles", "series=0/1/2027-03&every=60&from=-1", "no whole number"),
        ("/candles", "series=0/1/2027-03&every=60&limit=5", "'limit' is not asked for"),
        ("/trades", "limit=201", "at most 200"),
        ("/trades", "series=h100-sxm/no-1/2027-03", "no series"),
        ("/trades", "before=yesterday", "no 'next'"),
        ("/orders", "", "'account' is missing"),
        ("/orders", &format!("account={LUMEN}&open=true"), "0 or 1"),
        ("/activity", "account=0x00", "no account"),
        ("/agreements", "", "'account' is missing"),
        ("/sold", "product=0&zone=1", "'from' is missing"),
        ("/sold", "product=0&zone=1&from=0&count=1001", "at most 1000"),
        ("/sold", "product=0&zone=1&from=2027-03-01T00", "no whole number"),
        ("/tickers", "all=yes", "0 or 1"),
    ] {
        let error = asked.refused(path, query);
        assert!(error.contains(said), "{path}?{query}: {error}");
    }
}
