//! The TOML file: which sources, and how what they say becomes reports.

use crate::{
    decimal::{Conversion, Decimal},
    pointer::Pointer,
};
use serde::Deserialize;
use std::{collections::HashSet, net::SocketAddr, path::Path, str::FromStr, time::Duration};
use subxt::utils::AccountId32;

/// Most sources of one feeder: what one account can report in an hour at a transaction a block.
const MOST_SOURCES: usize = 64;
/// The largest configuration file.
const MOST_FILE: u64 = 1 << 20;
/// The largest answer that can be configured.
const MOST_ANSWER: usize = 16 << 20;
/// Prices above a million of cash a unit and hour are nobody's; sums of them fit.
const MOST_PRICE: u64 = 1_000_000_000_000;
/// The chain takes reports so many hours ahead at most.
const MOST_EARLY: u32 = 48;

/// All of it, checked.
#[derive(Debug)]
pub struct Config {
    /// The node: a WebSocket address.
    pub node: String,
    /// Where health and metrics are served.
    pub listen: SocketAddr,
    /// Whom the key reports for, where that is not its own account.
    pub reporter: Option<AccountId32>,
    /// Whether to close hours that can be closed.
    pub close: bool,
    /// How often the chain is looked at.
    pub poll: Duration,
    /// How long something may fail before the feeder counts as ill.
    pub patience: Duration,
    pub sources: Vec<Source>,
}

/// One market at one venue.
#[derive(Debug)]
pub struct Source {
    /// How logs and metrics call it.
    pub name: String,
    pub url: Url,
    /// The name of an environment variable with a token to send.
    pub bearer_env: Option<String>,
    pub product: String,
    pub version: u16,
    pub zone: String,
    /// The venue's name in digests: who reads the same venue writes the same name.
    pub venue: String,
    pub per: Per,
    pub early_hours: u32,
    pub conversion: Conversion,
    /// Millionths of cash per unit and hour.
    pub least_price: u64,
    pub most_price: u64,
    /// Units of one trade.
    pub most_quantity: u32,
    pub every: Duration,
    pub timeout: Duration,
    pub most_backoff: Duration,
    pub most_bytes: usize,
    pub map: Map,
}

/// What becomes one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Per {
    /// All of an hour's trades: their volume-weighted mean.
    Lot,
    /// Each trade.
    Trade,
}

/// A URL, in which `{hour}`, `{from}` and `{to}` stand for the hour that is asked for.
#[derive(Debug)]
pub struct Url(String);

impl Url {
    /// Whether it asks for one hour. If not, one answer has all of them.
    pub fn is_of_hour(&self) -> bool {
        ["{hour}", "{from}", "{to}"].iter().any(|part| self.0.contains(part))
    }

    pub fn at(&self, hour: u32) -> String {
        let start = u64::from(hour) * 3_600;
        self.0
            .replace("{hour}", &hour.to_string())
            .replace("{from}", &start.to_string())
            .replace("{to}", &(start + 3_600).to_string())
    }
}

/// Where in an answer things are: JSON pointers (RFC 6901), the first two into the answer and all
/// others into one trade.
#[derive(Debug)]
pub struct Map {
    /// The list of trades.
    pub trades: Pointer,
    /// Up to when the answer is complete.
    pub as_of: Option<(Pointer, Clock)>,
    pub when: When,
    pub price: Pointer,
    pub quantity: Pointer,
    pub who: Who,
}

/// Which hour a trade is delivered in.
#[derive(Debug)]
pub enum When {
    /// A whole number: hours since 1970-01-01T00:00Z.
    Hour(Pointer),
    /// A moment in it.
    Time(Pointer, Clock),
}

/// How moments are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Clock {
    Seconds,
    Milliseconds,
    Rfc3339,
}

/// What makes a trade itself: two of the same are one.
#[derive(Debug)]
pub enum Who {
    /// The venue's own digest: 32 bytes in hex.
    Digest(Pointer),
    /// Its number, and who bought and sold.
    Parties { trade: Pointer, buyer: Pointer, seller: Pointer },
}

// What is written, before it is checked.

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default = "defaults::node")]
    node: String,
    #[serde(default = "defaults::listen")]
    listen: SocketAddr,
    reporter: Option<String>,
    #[serde(default)]
    close: bool,
    #[serde(default = "defaults::poll")]
    poll_seconds: u64,
    #[serde(default = "defaults::patience")]
    health_seconds: u64,
    #[serde(default)]
    source: Vec<FileSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSource {
    name: String,
    url: String,
    bearer_env: Option<String>,
    product: String,
    #[serde(default = "defaults::version")]
    version: u16,
    zone: String,
    venue: String,
    #[serde(default = "defaults::per")]
    per: Per,
    #[serde(default)]
    early_hours: u32,
    #[serde(default = "defaults::one")]
    currency: Decimal,
    #[serde(default = "defaults::one")]
    units: Decimal,
    least_price: Decimal,
    most_price: Decimal,
    #[serde(default = "defaults::most_quantity")]
    most_quantity: u32,
    #[serde(default = "defaults::every")]
    every_seconds: u64,
    #[serde(default = "defaults::timeout")]
    timeout_seconds: u64,
    #[serde(default = "defaults::most_backoff")]
    most_backoff_seconds: u64,
    #[serde(default = "defaults::most_bytes")]
    most_bytes: usize,
    map: FileMap,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileMap {
    trades: Pointer,
    as_of: Option<Pointer>,
    hour: Option<Pointer>,
    time: Option<Pointer>,
    clock: Option<Clock>,
    price: Pointer,
    quantity: Pointer,
    digest: Option<Pointer>,
    trade: Option<Pointer>,
    buyer: Option<Pointer>,
    seller: Option<Pointer>,
}

mod defaults {
    use super::*;

    pub fn node() -> String {
        "ws://127.0.0.1:9944".into()
    }
    pub fn listen() -> SocketAddr {
        ([127, 0, 0, 1], 9620).into()
    }
    pub fn poll() -> u64 {
        6
    }
    pub fn patience() -> u64 {
        120
    }
    pub fn version() -> u16 {
        1
    }
    pub fn per() -> Per {
        Per::Lot
    }
    pub fn one() -> Decimal {
        Decimal::ONE
    }
    pub fn most_quantity() -> u32 {
        100_000
    }
    pub fn every() -> u64 {
        60
    }
    pub fn timeout() -> u64 {
        10
    }
    pub fn most_backoff() -> u64 {
        300
    }
    pub fn most_bytes() -> usize {
        1 << 20
    }
}

impl Config {
    pub fn load(path: &Path) -> Result<Self, String> {
        let shown = path.display();
        let size = std::fs::metadata(path)
            .map_err(|error| format!("the configuration {shown} can't be read: {error}"))?
            .len();
        if size > MOST_FILE {
            return Err(format!("the configuration {shown} is larger than a MiB"));
        }
        std::fs::read_to_string(path)
            .map_err(|error| format!("the configuration {shown} can't be read: {error}"))?
            .parse()
            .map_err(|error| format!("in the configuration {shown}: {error}"))
    }
}

impl FromStr for Config {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        check_node(&file.node)?;
        let reporter =
            match &file.reporter {
                None => None,
                Some(address) => Some(AccountId32::from_str(address).map_err(|_| {
                    format!("reporter \"{address}\" is no SS58 address of an account")
                })?),
            };
        if file.source.is_empty() {
            return Err("there is no [[source]]; name at least one".into());
        }
        if file.source.len() > MOST_SOURCES {
            return Err(format!("there are more than {MOST_SOURCES} sources; run a second feeder"));
        }
        let mut names = HashSet::new();
        let mut sources = Vec::with_capacity(file.source.len());
        for source in file.source {
            let name = source.name.clone();
            if !names.insert(name.clone()) {
                return Err(format!("two sources are called \"{name}\""));
            }
            sources.push(source.checked().map_err(|error| format!("source \"{name}\": {error}"))?);
        }
        Ok(Config {
            node: file.node,
            listen: file.listen,
            reporter,
            close: file.close,
            poll: seconds("poll_seconds", file.poll_seconds)?,
            patience: seconds("health_seconds", file.health_seconds)?,
            sources,
        })
    }
}

/// The node speaks WebSocket.
pub fn check_node(node: &str) -> Result<(), String> {
    if node.starts_with("ws://") || node.starts_with("wss://") {
        Ok(())
    } else {
        Err(format!("node \"{node}\" does not begin with ws:// or wss://"))
    }
}

/// From a second to a day.
fn seconds(name: &str, value: u64) -> Result<Duration, String> {
    if (1..=86_400).contains(&value) {
        Ok(Duration::from_secs(value))
    } else {
        Err(format!("{name} is {value}; it goes from 1 to 86400"))
    }
}

impl FileSource {
    fn checked(self) -> Result<Source, String> {
        for (what, name) in [("name", &self.name), ("venue", &self.venue)] {
            let short = (1..=64).contains(&name.len());
            if !short || name.chars().any(|c| c.is_control() || c.is_whitespace()) {
                return Err(format!("{what} has to have 1 to 64 characters, and no spaces"));
            }
        }
        check_url(&self.url)?;
        let conversion = Conversion::new(self.currency, self.units).ok_or(
            "currency and units have to be more than 0, with at most 9 digits in all and 9 after \
             the point",
        )?;
        let price = |name: &str, value: Decimal| {
            value
                .millionths()
                .filter(|price| (1..=MOST_PRICE).contains(price))
                .ok_or(format!("{name} goes from 0.000001 to 1000000 of cash per unit and hour"))
        };
        let least_price = price("least_price", self.least_price)?;
        let most_price = price("most_price", self.most_price)?;
        if least_price > most_price {
            return Err("least_price is above most_price".into());
        }
        if self.most_quantity == 0 {
            return Err("most_quantity is 0: every trade would be refused".into());
        }
        if self.early_hours > MOST_EARLY {
            return Err(format!("early_hours is at most {MOST_EARLY}: the chain takes no others"));
        }
        if self.early_hours > 0 && self.per == Per::Lot {
            return Err("a lot is all of an hour's trades, and is known when the hour is over: \
                        early_hours needs per = \"trade\""
                .into());
        }
        if !(1_024..=MOST_ANSWER).contains(&self.most_bytes) {
            return Err(format!("most_bytes goes from 1024 to {MOST_ANSWER}"));
        }
        Ok(Source {
            url: Url(self.url),
            bearer_env: self.bearer_env,
            product: self.product,
            version: self.version,
            zone: self.zone,
            venue: self.venue,
            per: self.per,
            early_hours: self.early_hours,
            conversion,
            least_price,
            most_price,
            most_quantity: self.most_quantity,
            every: seconds("every_seconds", self.every_seconds)?,
            timeout: seconds("timeout_seconds", self.timeout_seconds)?,
            most_backoff: seconds("most_backoff_seconds", self.most_backoff_seconds)?,
            most_bytes: self.most_bytes,
            map: self.map.checked()?,
            name: self.name,
        })
    }
}

fn check_url(url: &str) -> Result<(), String> {
    let filled = Url(url.into()).at(0);
    let parsed = reqwest::Url::parse(&filled)
        .map_err(|error| format!("url is no URL ({error}); it is such as https://venue/trades"))?;
    match parsed.scheme() {
        "http" | "https" if filled.contains(['{', '}']) => {
            Err("of what stands in braces, url knows {hour}, {from} and {to}".into())
        },
        "http" | "https" => Ok(()),
        other => Err(format!("url begins with {other}:, and only http: and https: are read")),
    }
}

impl FileMap {
    fn checked(self) -> Result<Map, String> {
        let clock = || {
            self.clock
                .ok_or("map.time and map.as_of need map.clock: seconds, milliseconds or rfc3339")
        };
        let as_of = match self.as_of {
            None => None,
            Some(pointer) => Some((pointer, clock()?)),
        };
        let when = match (self.hour, self.time) {
            (Some(hour), None) => When::Hour(hour),
            (None, Some(time)) => When::Time(time, clock()?),
            _ => return Err("map needs either hour or time".into()),
        };
        let who = match (self.digest, self.trade, self.buyer, self.seller) {
            (Some(digest), None, None, None) => Who::Digest(digest),
            (None, Some(trade), Some(buyer), Some(seller)) => Who::Parties { trade, buyer, seller },
            _ => return Err("map needs either digest, or all of trade, buyer and seller".into()),
        };
        Ok(Map {
            trades: self.trades,
            as_of,
            when,
            price: self.price,
            quantity: self.quantity,
            who,
        })
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A configuration with one source, and what a test adds to each.
    pub fn text(top: &str, source: &str, map: &str) -> String {
        format!(
            r#"
            {top}
            [[source]]
            name = "argus-h100"
            url = "http://127.0.0.1:1/trades?hour={{hour}}"
            product = "h100-sxm"
            zone = "no-1"
            venue = "argus"
            least_price = "0.5"
            most_price = 10
            {source}
            [source.map]
            trades = "/data/trades"
            price = "/price"
            quantity = "/quantity"
            {map}
            "#
        )
    }

    pub const MAP: &str =
        "hour = \"/hour\"\n trade = \"/id\"\n buyer = \"/buyer\"\n seller = \"/seller\"";

    fn error(top: &str, source: &str, map: &str) -> String {
        text(top, source, map).parse::<Config>().unwrap_err()
    }

    #[test]
    fn the_example_in_the_manual_is_one() {
        let manual = include_str!("../../docs/reporters.md");
        let example = manual.split("```").find_map(|part| part.strip_prefix("toml\n"));
        let config: Config = example.expect("there is an example").parse().unwrap();
        assert_eq!(config.sources[0].map.price.to_string(), "/price");
    }

    #[test]
    fn what_is_left_out_has_a_default() {
        let config: Config = text("", "", MAP).parse().unwrap();
        assert_eq!(config.node, "ws://127.0.0.1:9944");
        assert_eq!(config.listen.to_string(), "127.0.0.1:9620");
        assert!(!config.close && config.reporter.is_none());
        let source = &config.sources[0];
        assert_eq!((source.per, source.version, source.early_hours), (Per::Lot, 1, 0));
        assert_eq!((source.least_price, source.most_price), (500_000, 10_000_000));
        assert_eq!(source.timeout, Duration::from_secs(10));
    }

    #[test]
    fn a_url_is_filled_in_for_an_hour() {
        let config: Config = text("", "", MAP).parse().unwrap();
        assert!(config.sources[0].url.is_of_hour());
        assert_eq!(config.sources[0].url.at(7), "http://127.0.0.1:1/trades?hour=7");
        assert_eq!(Url("{from}-{to}".into()).at(2), "7200-10800");
        assert!(!Url("http://x/".into()).is_of_hour());
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (top, source, map, expected) in [
            ("nod = \"ws://x\"", "", MAP, "unknown field `nod`"),
            ("node = \"http://x\"", "", MAP, "does not begin with ws://"),
            ("poll_seconds = 0", "", MAP, "poll_seconds is 0"),
            ("reporter = \"5xx\"", "", MAP, "no SS58 address"),
            ("", "currency = 0.14", MAP, "decimal number in quotes"),
            ("", "currency = \"0\"", MAP, "source \"argus-h100\": currency and units"),
            ("", "currency = \"-1\"", MAP, "is negative"),
            ("", "timeout_seconds = 0", MAP, "timeout_seconds is 0"),
            ("", "early_hours = 2", MAP, "needs per = \"trade\""),
            ("", "early_hours = 49\nper = \"trade\"", MAP, "at most 48"),
            ("", "most_bytes = 1", MAP, "most_bytes goes from"),
            ("", "most_quantity = 0", MAP, "every trade would be refused"),
            ("", "per = \"day\"", MAP, "unknown variant `day`"),
            ("", "", "hour = \"/hour\"\ndigest = \"id\"", "begins with /"),
            ("", "", "hour = \"/hour\"\nbuyer = \"/b\"", "either digest, or all of"),
            ("", "", "digest = \"/d\"", "either hour or time"),
            ("", "", "time = \"/t\"\ndigest = \"/d\"", "need map.clock"),
        ] {
            let error = error(top, source, map);
            assert!(error.contains(expected), "{error}\nshould say: {expected}");
        }
    }

    #[test]
    fn bad_urls_are_refused() {
        for (url, expected) in [
            ("ftp://x/", "only http: and https:"),
            ("trades", "is no URL"),
            ("http://x/{day}", "knows {hour}"),
        ] {
            let error = check_url(url).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn names_and_numbers_of_sources_are_bounded() {
        let one = text("", "", MAP);
        let body = one.split_once("[[source]]").unwrap().1;
        let twice = format!("[[source]]{body}[[source]]{body}");
        assert!(twice.parse::<Config>().unwrap_err().contains("two sources are called"));
        let many: String = (0..=MOST_SOURCES)
            .map(|n| format!("[[source]]{}", body.replace("argus-h100", &format!("s{n}"))))
            .collect();
        assert!(many.parse::<Config>().unwrap_err().contains("more than 64 sources"));
        assert!("".parse::<Config>().unwrap_err().contains("no [[source]]"));
    }
}
