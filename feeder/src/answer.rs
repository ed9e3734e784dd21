//! What a source said, as trades: each by itself is read, converted and checked, or refused with a
//! reason.

use crate::{
    config::{Clock, Map, Source, When, Who},
    decimal::{Decimal, MILLION},
    pointer::{scalar, Pointer},
    refusal::{Reason, Refusal},
};
use serde_json::value::RawValue;
use std::collections::{hash_map::Entry, HashMap, HashSet};
use subxt::ext::codec::Encode;

/// Most trades of one answer.
pub const MOST_TRADES: usize = 4_096;
/// The longest text that names a trade or a party.
const MOST_TEXT: usize = 256;

/// BLAKE2b, 256 bits.
pub type Digest = [u8; 32];

/// A trade, in the market's units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trade {
    /// The hour that it is delivered in.
    pub hour: u32,
    /// Millionths of cash per unit and hour.
    pub price: u64,
    /// Millionths of a unit.
    pub quantity: u64,
    pub digest: Digest,
}

/// All of an answer.
#[derive(Debug, Default)]
pub struct Answer {
    pub trades: Vec<Trade>,
    /// What was in it and does not count.
    pub refused: Vec<Refusal>,
    /// Up to when it is complete, in Unix milliseconds, where it says so.
    pub as_of: Option<u64>,
}

/// Reads an answer. `asked` is the hour that was asked for, where it was one. An answer that has no
/// list of trades where the configuration says is refused as a whole.
pub fn read(source: &Source, body: &[u8], asked: Option<u32>) -> Result<Answer, Refusal> {
    let garbage = |what: String| Refusal::new(Reason::Garbage, asked, what);
    let document: &RawValue =
        serde_json::from_slice(body).map_err(|error| garbage(format!("no JSON: {error}")))?;
    let list = source
        .map
        .trades
        .of(document)
        .ok_or_else(|| garbage(format!("there is nothing at {}", source.map.trades)))?;
    let list: Vec<&RawValue> = serde_json::from_str(list.get())
        .map_err(|_| garbage(format!("at {} is no list", source.map.trades)))?;
    if list.len() > MOST_TRADES {
        return Err(Refusal::new(
            Reason::TooLarge,
            asked,
            format!("{} trades; {MOST_TRADES} are read at most", list.len()),
        ));
    }
    let mut answer = Answer { as_of: as_of(&source.map, document, asked)?, ..Answer::default() };
    for (at, element) in list.into_iter().enumerate() {
        match one(source, element, asked) {
            Ok(trade) => answer.trades.push(trade),
            Err((reason, what)) => {
                answer.refused.push(Refusal::new(reason, asked, format!("trade {at}: {what}")))
            },
        }
    }
    once(&mut answer);
    Ok(answer)
}

fn as_of(map: &Map, document: &RawValue, asked: Option<u32>) -> Result<Option<u64>, Refusal> {
    let Some((pointer, clock)) = &map.as_of else { return Ok(None) };
    let refusal = |what: String| Refusal::new(Reason::Garbage, asked, what);
    let text = pointer
        .of(document)
        .and_then(scalar)
        .ok_or_else(|| refusal(format!("there is no moment at {pointer}")))?;
    let moment = moment(&text, *clock).ok_or_else(|| refusal(format!("no moment at {pointer}")))?;
    Ok(Some(moment))
}

type Fault = (Reason, String);

fn one(source: &Source, element: &RawValue, asked: Option<u32>) -> Result<Trade, Fault> {
    let map = &source.map;
    let hour = match &map.when {
        When::Hour(pointer) => {
            field(element, pointer)?.parse().map_err(|_| fault(pointer, "is no hour since 1970"))?
        },
        When::Time(pointer, clock) => moment(&field(element, pointer)?, *clock)
            .and_then(|moment| u32::try_from(moment / 3_600_000).ok())
            .ok_or_else(|| fault(pointer, "is no moment"))?,
    };
    if let Some(asked) = asked.filter(|asked| *asked != hour) {
        return Err((Reason::OtherHour, format!("is of hour {hour}, and {asked} was asked for")));
    }
    let number = |pointer: &Pointer| -> Result<Decimal, Fault> {
        let text = field(element, pointer)?;
        text.parse().map_err(|error| (Reason::Number, format!("{pointer} {error}")))
    };
    let price = number(&map.price)?;
    let quantity = number(&map.quantity)?;
    let (least, most) = (source.least_price, source.most_price);
    let price = source.conversion.price(price).filter(|price| (least..=most).contains(price));
    let price = price.ok_or_else(|| {
        let what = format!("{} is not within least_price and most_price", map.price);
        (Reason::PriceBounds, what)
    })?;
    if quantity.is_zero() {
        return Err((Reason::ZeroQuantity, format!("{} is 0", map.quantity)));
    }
    let most = u128::from(source.most_quantity) * MILLION;
    let quantity =
        source.conversion.quantity(quantity).filter(|quantity| u128::from(*quantity) <= most);
    let quantity = quantity.ok_or_else(|| {
        (Reason::QuantityBounds, format!("{} is above most_quantity", map.quantity))
    })?;
    Ok(Trade { hour, price, quantity, digest: digest(source, element)? })
}

/// Of the venue, the trade's number, the buyer and the seller, so that two reporters that read one
/// venue make one digest.
fn digest(source: &Source, element: &RawValue) -> Result<Digest, Fault> {
    match &source.map.who {
        Who::Digest(pointer) => {
            let text = field(element, pointer)?;
            hex32(&text).ok_or_else(|| fault(pointer, "is not 32 bytes in hex"))
        },
        Who::Parties { trade, buyer, seller } => {
            let [trade, buyer, seller] = [trade, buyer, seller].map(|at| field(element, at));
            let parts = ("trade", &source.venue, trade?, buyer?, seller?);
            Ok(sp_crypto_hashing::blake2_256(&parts.encode()))
        },
    }
}

/// A lot is known by its place, not by its content: a venue that corrects an hour afterwards does not
/// have it counted twice.
pub fn lot_digest(source: &Source, hour: u32) -> Digest {
    let Source { venue, product, version, zone, .. } = source;
    sp_crypto_hashing::blake2_256(&("lot", venue, product, version, zone, hour).encode())
}

/// Leaves one of each trade, and none of those that are there twice with different words.
fn once(answer: &mut Answer) {
    let mut seen: HashMap<Digest, &Trade> = HashMap::new();
    let mut again = Vec::new();
    let mut liars = HashSet::new();
    for trade in &answer.trades {
        match seen.entry(trade.digest) {
            Entry::Vacant(slot) => {
                slot.insert(trade);
            },
            Entry::Occupied(first) if **first.get() == *trade => {
                let what = format!("trade {} is there twice", hex(&trade.digest));
                again.push(Refusal::new(Reason::Duplicate, Some(trade.hour), what));
            },
            Entry::Occupied(_) => {
                if liars.insert(trade.digest) {
                    let what = format!("trade {} is told in two ways", hex(&trade.digest));
                    again.push(Refusal::new(Reason::Conflict, Some(trade.hour), what));
                }
            },
        }
    }
    answer.refused.append(&mut again);
    let mut left = HashSet::new();
    answer.trades.retain(|trade| !liars.contains(&trade.digest) && left.insert(trade.digest));
}

fn fault(pointer: &Pointer, what: &str) -> Fault {
    (Reason::Field, format!("{pointer} {what}"))
}

fn field(element: &RawValue, pointer: &Pointer) -> Result<String, Fault> {
    let text = pointer
        .of(element)
        .and_then(scalar)
        .ok_or_else(|| fault(pointer, "is missing, or no number or text"))?;
    if text.is_empty() || text.len() > MOST_TEXT {
        return Err(fault(pointer, "is empty or longer than 256 bytes"));
    }
    Ok(text)
}

/// Unix milliseconds.
fn moment(text: &str, clock: Clock) -> Option<u64> {
    match clock {
        Clock::Milliseconds => text.parse().ok(),
        Clock::Seconds => text.parse::<u64>().ok()?.checked_mul(1_000),
        Clock::Rfc3339 => {
            let moment = chrono::DateTime::parse_from_rfc3339(text).ok()?;
            u64::try_from(moment.timestamp_millis()).ok()
        },
    }
}

fn hex32(text: &str) -> Option<Digest> {
    let text = text.strip_prefix("0x").unwrap_or(text);
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; 32];
    for (n, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * n..2 * n + 2)?, 16).ok()?;
    }
    Some(bytes)
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::from("0x"), |text, byte| format!("{text}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{
        tests::{text, MAP},
        Config,
    };

    fn source_with(source: &str, map: &str) -> Source {
        text("", source, map).parse::<Config>().unwrap().sources.remove(0)
    }

    fn source() -> Source {
        source_with("", MAP)
    }

    fn body(trades: &str) -> String {
        format!(r#"{{ "data": {{ "trades": [{trades}] }} }}"#)
    }

    fn trade(id: u32, price: &str, quantity: &str) -> String {
        format!(
            r#"{{ "hour": 5, "id": {id}, "buyer": "b", "seller": "s",
                  "price": {price}, "quantity": {quantity} }}"#
        )
    }

    /// Why the only trade of an answer is refused.
    fn reason(source: &Source, trade: &str) -> Reason {
        let answer = read(source, body(trade).as_bytes(), Some(5)).unwrap();
        assert_eq!(answer.trades, []);
        let [refusal] = answer.refused.try_into().unwrap();
        refusal.reason
    }

    #[test]
    fn a_trade_is_read() {
        let answer = read(&source(), body(&trade(1, "2.35", "\"4\"")).as_bytes(), Some(5)).unwrap();
        let [trade] = answer.trades.try_into().unwrap();
        assert_eq!((trade.hour, trade.price, trade.quantity), (5, 2_350_000, 4_000_000));
        assert!(answer.refused.is_empty());
    }

    #[test]
    fn what_is_no_answer_is_refused_whole() {
        for (body, expected) in [
            ("", Reason::Garbage),
            ("<html>502</html>", Reason::Garbage),
            ("{\"data\":{\"trades\":[{]}}", Reason::Garbage),
            ("{\"data\":{\"trades\":{}}}", Reason::Garbage),
            ("{\"data\":null}", Reason::Garbage),
            ("\u{0}\u{1}\u{2}", Reason::Garbage),
        ] {
            assert_eq!(read(&source(), body.as_bytes(), None).unwrap_err().reason, expected);
        }
        assert_eq!(read(&source(), &[0xff, 0xfe], None).unwrap_err().reason, Reason::Garbage);
        let many = vec!["1"; MOST_TRADES + 1].join(",");
        let refusal = read(&source(), body(&many).as_bytes(), None).unwrap_err();
        assert_eq!(refusal.reason, Reason::TooLarge);
    }

    #[test]
    fn nesting_without_end_does_not_end_the_process() {
        let deep = "[".repeat(400_000) + &"]".repeat(400_000);
        let answer = read(&source(), body(&deep).as_bytes(), None).unwrap();
        assert_eq!(answer.refused[0].reason, Reason::Field);
    }

    #[test]
    fn a_lie_is_refused_by_its_reason() {
        let source = source();
        for (price, quantity, expected) in [
            ("0.49", "1", Reason::PriceBounds),
            ("10.01", "1", Reason::PriceBounds),
            ("0", "1", Reason::PriceBounds),
            ("1e18", "1", Reason::PriceBounds),
            ("-2", "1", Reason::Number),
            ("1e999", "1", Reason::Number),
            ("\"NaN\"", "1", Reason::Number),
            ("null", "1", Reason::Field),
            ("2", "0", Reason::ZeroQuantity),
            ("2", "-1", Reason::Number),
            ("2", "100001", Reason::QuantityBounds),
            ("2", "1e18", Reason::QuantityBounds),
            ("2", "[]", Reason::Field),
        ] {
            let found = reason(&source, &trade(1, price, quantity));
            assert_eq!(found, expected, "price {price}, quantity {quantity}");
        }
        for element in ["1", "null", "[]", "\"\"", "{}"] {
            assert_eq!(reason(&source, element), Reason::Field, "{element}");
        }
        let other = trade(1, "2", "1").replace("\"hour\": 5", "\"hour\": 6");
        assert_eq!(reason(&source, &other), Reason::OtherHour);
        let never = trade(1, "2", "1").replace("\"hour\": 5", "\"hour\": 4294967296");
        assert_eq!(reason(&source, &never), Reason::Field);
        let long = trade(1, "2", "1").replace("\"b\"", &format!("\"{}\"", "b".repeat(257)));
        assert_eq!(reason(&source, &long), Reason::Field);
    }

    #[test]
    fn one_bad_trade_does_not_spoil_the_rest() {
        let trades = [trade(1, "2", "1"), trade(2, "-2", "1"), trade(3, "3", "1")].join(",");
        let answer = read(&source(), body(&trades).as_bytes(), Some(5)).unwrap();
        assert_eq!((answer.trades.len(), answer.refused.len()), (2, 1));
    }

    #[test]
    fn a_trade_counts_once_and_a_contradiction_not_at_all() {
        let trades =
            [trade(1, "2", "1"), trade(1, "2", "1"), trade(2, "2", "1"), trade(2, "3", "1")];
        let answer = read(&source(), body(&trades.join(",")).as_bytes(), Some(5)).unwrap();
        assert_eq!(answer.trades.len(), 1);
        let reasons: Vec<_> = answer.refused.iter().map(|refusal| refusal.reason).collect();
        assert_eq!(reasons, [Reason::Duplicate, Reason::Conflict]);
    }

    #[test]
    fn digests_are_of_venue_trade_buyer_and_seller() {
        let parts = ("trade", "argus", "1", "b", "s").encode();
        let answer = read(&source(), body(&trade(1, "2", "1")).as_bytes(), Some(5)).unwrap();
        assert_eq!(answer.trades[0].digest, sp_crypto_hashing::blake2_256(&parts));
        // Lengths are part of it: no two ways to cut one text are the same trade.
        let other = ("trade", "argus", "1b", "", "s").encode();
        assert_ne!(parts, other);
    }

    #[test]
    fn a_digest_of_the_venue_is_taken_as_it_is() {
        let source = source_with("", "hour = \"/hour\"\ndigest = \"/id\"");
        let given = format!("\"0x{}\"", "5e".repeat(32));
        let body = body(&trade(1, "2", "1").replace("\"id\": 1", &format!("\"id\": {given}")));
        let answer = read(&source, body.as_bytes(), Some(5)).unwrap();
        assert_eq!(answer.trades[0].digest, [0x5e; 32]);
        assert_eq!(reason(&source, &trade(1, "2", "1")), Reason::Field);
        let wide =
            trade(1, "2", "1").replace("\"id\": 1", &format!("\"id\": \"{}\"", "é".repeat(32)));
        assert_eq!(reason(&source, &wide), Reason::Field);
    }

    #[test]
    fn moments_are_read_in_three_ways() {
        let five = 5 * 3_600_000 + 1;
        assert_eq!(moment("18000", Clock::Seconds), Some(five - 1));
        assert_eq!(moment("18000001", Clock::Milliseconds), Some(five));
        assert_eq!(moment("1970-01-01T07:00:00.001+02:00", Clock::Rfc3339), Some(five));
        for clock in [Clock::Seconds, Clock::Milliseconds, Clock::Rfc3339] {
            for text in ["", "x", "-1", "1.5", "1969-12-31T23:59:59Z"] {
                assert_eq!(moment(text, clock), None, "{text}");
            }
        }
        assert_eq!(moment(&u64::MAX.to_string(), Clock::Seconds), None);
    }

    #[test]
    fn an_answer_says_up_to_when_it_is_complete() {
        let source = source_with("", &format!("{MAP}\nas_of = \"/at\"\nclock = \"seconds\""));
        let with = |at: &str| format!(r#"{{ "at": {at}, "data": {{ "trades": [] }} }}"#);
        assert_eq!(read(&source, with("7").as_bytes(), None).unwrap().as_of, Some(7_000));
        assert_eq!(read(&source, with("{}").as_bytes(), None).unwrap_err().reason, Reason::Garbage);
    }
}
