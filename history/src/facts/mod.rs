//! From an event's JSON to what is known by it. Nothing is stored here.
//!
//! An event that is not as expected is an error, and so is one of the market's pallets that is not
//! known: whatever is built on it would be wrong from then on, without anybody noticing.

pub mod capacity;
pub mod delivery;
pub mod forward;
pub mod index;
pub mod plain;
pub mod series;
pub mod spot;

use serde::de::DeserializeOwned;
use serde_json::Value;

/// The pallets whose events are kept. What the others tell of is not the market's.
const PALLETS: [&str; 6] = ["capacity", "cash", "delivery", "forward", "index", "spot"];

/// Events of those pallets that say nothing of orders, units, values and agreements. They are kept
/// and can be read, and that is all.
const TOLD_ONLY: [&str; 32] = [
    "capacity.Attested",
    "capacity.MarketOpened",
    "capacity.MarketPaused",
    "capacity.OperatorDeregistered",
    "capacity.OperatorRegistered",
    "capacity.ProductCreated",
    "capacity.ProductRetired",
    "capacity.ReferenceSet",
    "capacity.StandingChanged",
    "capacity.ZoneCreated",
    "cash.DebtPaid",
    "cash.DebtRecorded",
    "cash.Deposited",
    "cash.Held",
    "cash.Released",
    "cash.TransferOnHold",
    "cash.Transferred",
    "cash.Withdrawn",
    "delivery.Accepted",
    "delivery.Answered",
    "delivery.ObjectionLapsed",
    "delivery.Objected",
    "delivery.Reported",
    "delivery.Resolved",
    "forward.FloorSet",
    "forward.TapeCleared",
    "index.ChallengeLapsed",
    "index.Challenged",
    "index.Counted",
    "index.Displaced",
    "index.IndexRetired",
    "spot.BookClosed",
];

/// The same, of the reporters of the index.
const OF_REPORTERS: [&str; 4] =
    ["index.Observed", "index.ReporterDeregistered", "index.ReporterRegistered", "index.Ruled"];

/// An account, as an address of the prefix 42.
pub type Account = String;

/// What an event is about.
#[derive(Debug)]
pub enum Fact {
    Placed(spot::Placed),
    Filled(spot::Filled),
    Cancelled(spot::Cancelled),
    Issued(capacity::Counted),
    Retired(capacity::Counted),
    Transferred(capacity::Transferred),
    Split(capacity::Cut),
    Joined(capacity::Cut),
    Swept(capacity::Swept),
    Nominated(delivery::Nominated),
    DeliverySettled(delivery::Settled),
    Expired(delivery::Expired),
    IndexCreated(index::Created),
    HourClosed(index::Closed),
    Forward(forward::Fact),
}

/// Whether an event is one of the market's.
pub fn is_kept(name: &str) -> bool {
    name.split_once('.').is_some_and(|(pallet, _)| PALLETS.contains(&pallet))
}

/// What an event of the market says; nothing where it is kept only to be read.
pub fn read(name: &str, fields: &Value) -> Result<Option<Fact>, String> {
    Ok(Some(match name {
        "spot.OrderPlaced" => Fact::Placed(parse(name, fields)?),
        "spot.Filled" => Fact::Filled(parse(name, fields)?),
        "spot.OrderCancelled" => Fact::Cancelled(parse(name, fields)?),
        "capacity.Issued" => Fact::Issued(parse(name, fields)?),
        "capacity.Retired" => Fact::Retired(parse(name, fields)?),
        "capacity.Transferred" => Fact::Transferred(parse(name, fields)?),
        "capacity.Split" => Fact::Split(parse(name, fields)?),
        "capacity.Joined" => Fact::Joined(parse(name, fields)?),
        "capacity.Swept" => Fact::Swept(parse(name, fields)?),
        "delivery.Nominated" => Fact::Nominated(parse(name, fields)?),
        "delivery.Settled" => Fact::DeliverySettled(parse(name, fields)?),
        "delivery.Expired" => Fact::Expired(parse(name, fields)?),
        "index.IndexCreated" => Fact::IndexCreated(parse(name, fields)?),
        "index.HourClosed" => Fact::HourClosed(parse(name, fields)?),
        _ if TOLD_ONLY.contains(&name) || OF_REPORTERS.contains(&name) => return Ok(None),
        _ => match forward::read(name, fields)? {
            Some(fact) => Fact::Forward(fact),
            None => {
                return Err(format!(
                    "the chain tells of {name}, which this version does not know: it needs a newer \
                     headroom-history"
                ))
            },
        },
    }))
}

fn parse<T: DeserializeOwned>(name: &str, fields: &Value) -> Result<T, String> {
    T::deserialize(fields).map_err(|error| {
        format!("{name} is not as expected: {error}. It needs a newer headroom-history")
    })
}

/// Every account that a value names, each once, in the order of their addresses.
pub fn accounts(fields: &Value) -> Vec<&str> {
    let mut found = Vec::new();
    collect(fields, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

fn collect<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) if is_account(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(fields) => fields.values().for_each(|item| collect(item, found)),
        _ => {},
    }
}

/// Whether a text has the form of an address of the prefix 42. Nothing else that events hold has it:
/// bytes begin with 0x, numbers are shorter, and names of variants too.
pub fn is_account(text: &str) -> bool {
    let base58 =
        |byte: u8| byte.is_ascii_alphanumeric() && !matches!(byte, b'0' | b'O' | b'I' | b'l');
    (46..=49).contains(&text.len()) && text.starts_with('5') && text.bytes().all(base58)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const HELIOS: &str = "5CyK8YXBYQzmLdSB6iwEXmPoZmCrZbT8WB4kZkNm1tfRKvKN";
    const LUMEN: &str = "5DtTTS73SzZbFtVYFFwCHXsHfbtYEYiLyXgtnbpRrkYi1aZD";

    #[test]
    fn what_is_not_known_is_an_error_and_not_passed_over() {
        let error = read("spot.Auctioned", &json!({})).unwrap_err();
        assert!(error.contains("spot.Auctioned") && error.contains("newer"), "{error}");
        assert!(read("cash.Held", &json!({})).unwrap().is_none());
        assert!(is_kept("spot.Auctioned") && !is_kept("system.ExtrinsicSuccess"));
        assert!(!is_kept("spot") && !is_kept("spotless.Filled"));
    }

    #[test]
    fn an_event_that_is_not_as_expected_says_what_is_wrong() {
        let error = read("capacity.Issued", &json!({"unit": {}, "quantity": 1})).unwrap_err();
        assert!(error.starts_with("capacity.Issued is not as expected: missing field"), "{error}");
    }

    #[test]
    fn accounts_are_found_wherever_they_are() {
        let fields = json!({
            "maker": {"owner": LUMEN, "seq": "5"},
            "side": {"Ask": {"operator": HELIOS}},
            "list": [HELIOS, 5, null],
            "digest": "0x5500000000000000000000000000000000000000000000000000000000000000",
            "amount": "555555555555555555555555555555555555555",
        });
        assert_eq!(accounts(&fields), [HELIOS, LUMEN]);
        assert!(accounts(&json!({"n": 1})).is_empty());
    }
}
