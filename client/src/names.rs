//! What there is to trade, by the names that people use.

use crate::{
    api,
    types::{Deliverable, Period, SeriesId},
    AccountId32, Error, View,
};
use std::str::FromStr;

/// A version of a product.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// Its number.
    pub id: u16,
    /// Such as `h100-sxm`.
    pub name: String,
    /// From 1.
    pub version: u16,
    /// What a unit delivers for every hour.
    pub deliverable: Deliverable,
    /// Prices are multiples of it: millionths of cash per unit and hour.
    pub tick: u64,
    /// Quantities of orders are multiples of it.
    pub lot: u32,
    /// The lowest tier that may be issued.
    pub lowest_tier: u8,
    /// Whether nothing new may be issued.
    pub retired: bool,
}

/// Where capacity is delivered.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// Its number.
    pub id: u16,
    /// Such as `no-1`.
    pub name: String,
    /// The grid region.
    pub region: String,
    /// Two letters of ISO 3166-1.
    pub jurisdiction: String,
}

/// A product in a zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Market {
    /// Which product.
    pub product: u16,
    /// In which zone.
    pub zone: u16,
    /// What capacity is worth: millionths of cash per unit and hour.
    pub reference: u64,
    /// Whether new issues and orders are refused for now.
    pub paused: bool,
    /// Its index, if it has one.
    pub index: Option<u16>,
}

/// Who sells.
#[derive(Clone, Debug, PartialEq)]
pub struct Operator {
    /// Who.
    pub account: AccountId32,
    /// What it calls itself.
    pub name: String,
    /// Whether it owes anybody anything.
    pub in_debt: bool,
}

/// What there is to trade, and who sells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// By number.
    pub products: Vec<Product>,
    /// By number.
    pub zones: Vec<Zone>,
    /// By product and zone.
    pub markets: Vec<Market>,
    /// By name.
    pub operators: Vec<Operator>,
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Names {
    /// As the chain has it at a block.
    pub async fn read(view: &View) -> Result<Self, Error> {
        let storage = api::storage;
        let mut products: Vec<_> = view
            .entries(storage().capacity().products())
            .await?
            .into_iter()
            .map(|((id,), product)| Product {
                id,
                name: text(&product.name.0),
                version: product.version,
                deliverable: product.deliverable,
                tick: product.tick,
                lot: product.lot,
                lowest_tier: product.lowest_tier,
                retired: product.retired,
            })
            .collect();
        products.sort_by_key(|product| product.id);
        let mut zones: Vec<_> = view
            .entries(storage().capacity().zones())
            .await?
            .into_iter()
            .map(|((id,), zone)| Zone {
                id,
                name: text(&zone.name.0),
                region: text(&zone.region.0),
                jurisdiction: text(&zone.jurisdiction),
            })
            .collect();
        zones.sort_by_key(|zone| zone.id);
        let mut markets: Vec<_> = view
            .entries(storage().capacity().markets())
            .await?
            .into_iter()
            .map(|((product, zone), market)| Market {
                product,
                zone,
                reference: market.reference,
                paused: market.paused,
                index: market.index,
            })
            .collect();
        markets.sort_by_key(|market| (market.product, market.zone));
        let mut operators: Vec<_> = view
            .entries(storage().capacity().operators())
            .await?
            .into_iter()
            .map(|((account,), operator)| Operator {
                account,
                name: text(&operator.name.0),
                in_debt: operator.in_debt,
            })
            .collect();
        operators.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Names { products, zones, markets, operators })
    }

    /// `h100-sxm` is its newest version, `h100-sxm@1` that one; a number is a product's own.
    pub fn product(&self, name: &str) -> Result<&Product, Error> {
        let found = match name.split_once('@') {
            Some((name, version)) => {
                let version: u16 = version.parse().map_err(|_| {
                    Error::usage(format!("'{name}@{version}': a version is a number, such as @1"))
                })?;
                self.products.iter().find(|found| found.name == name && found.version == version)
            },
            None => self
                .products
                .iter()
                .filter(|found| found.name == name)
                .max_by_key(|found| found.version),
        };
        found.ok_or_else(|| {
            let names: Vec<_> = self.products.iter().map(|found| found.name.as_str()).collect();
            Error::not_found(format!("there is no product '{name}'; there are: {}", list(names)))
        })
    }

    /// By its name, such as `no-1`.
    pub fn zone(&self, name: &str) -> Result<&Zone, Error> {
        self.zones.iter().find(|zone| zone.name == name).ok_or_else(|| {
            let names: Vec<_> = self.zones.iter().map(|zone| zone.name.as_str()).collect();
            Error::not_found(format!("there is no zone '{name}'; there are: {}", list(names)))
        })
    }

    /// `h100-sxm/no-1`.
    pub fn market(&self, text: &str) -> Result<&Market, Error> {
        let Some((product, zone)) = text.split_once('/') else {
            return Err(Error::usage(format!(
                "'{text}' is no market: write product/zone, such as h100-sxm/no-1"
            )));
        };
        self.market_of(self.product(product)?.id, self.zone(zone)?.id)
    }

    /// By its numbers.
    pub fn market_of(&self, product: u16, zone: u16) -> Result<&Market, Error> {
        let is = |market: &&Market| (market.product, market.zone) == (product, zone);
        self.markets.iter().find(is).ok_or_else(|| {
            Error::not_found(format!(
                "{} is not traded in {}",
                self.product_name(product),
                self.zone_name(zone)
            ))
        })
    }

    /// `h100-sxm/no-1/2027-03`: a product in a zone in a period, which has to be traded.
    pub fn series(&self, text: &str) -> Result<SeriesId, Error> {
        let mut parts = text.splitn(3, '/');
        let (Some(product), Some(zone), Some(period)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(Error::usage(format!(
                "'{text}' is no series: write product/zone/period, such as h100-sxm/no-1/2027-03"
            )));
        };
        let market = self.market_of(self.product(product)?.id, self.zone(zone)?.id)?;
        let period = Period::from_str(period)?;
        Ok(SeriesId { product: market.product, zone: market.zone, period })
    }

    /// A series as people write it.
    pub fn show(&self, series: &SeriesId) -> String {
        let SeriesId { product, zone, period } = series;
        format!("{}/{}/{period}", self.product_name(*product), self.zone_name(*zone))
    }

    /// `h100-sxm`; with its version where it is not the newest; with its number where it is unknown.
    pub fn product_name(&self, id: u16) -> String {
        let Some(product) = self.products.iter().find(|product| product.id == id) else {
            return format!("product-{id}");
        };
        match self.product(&product.name) {
            Ok(newest) if newest.id == id => product.name.clone(),
            _ => format!("{}@{}", product.name, product.version),
        }
    }

    /// `no-1`.
    pub fn zone_name(&self, id: u16) -> String {
        let found = self.zones.iter().find(|zone| zone.id == id);
        found.map_or_else(|| format!("zone-{id}"), |zone| zone.name.clone())
    }

    /// An operator by its name or its address.
    pub fn operator(&self, text: &str) -> Result<AccountId32, Error> {
        let mut found =
            self.operators.iter().filter(|operator| operator.name.eq_ignore_ascii_case(text));
        match (found.next(), found.next()) {
            (Some(operator), None) => Ok(operator.account),
            // Names are not unique, and a name must not lead to somebody else.
            (Some(_), Some(_)) => Err(Error::usage(format!(
                "there are several operators '{text}': give the address of the one"
            ))),
            (None, _) => AccountId32::from_str(text).map_err(|_| {
                let names: Vec<_> =
                    self.operators.iter().map(|operator| operator.name.as_str()).collect();
                Error::not_found(format!(
                    "there is no operator '{text}'; there are: {}",
                    list(names)
                ))
            }),
        }
    }

    /// What an operator calls itself, or its address.
    pub fn operator_name(&self, account: &AccountId32) -> String {
        let found = self.operators.iter().find(|operator| operator.account == *account);
        found.map_or_else(|| account.to_string(), |operator| operator.name.clone())
    }
}

fn list(mut names: Vec<&str>) -> String {
    names.dedup();
    if names.is_empty() {
        "none".into()
    } else {
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let product = |id, name: &str, version| Product {
            id,
            name: name.into(),
            version,
            deliverable: Deliverable::GpuHours {
                model: api::runtime_types::bounded_collections::bounded_vec::BoundedVec(vec![]),
                memory_gib: 80,
                fabric: api::runtime_types::bounded_collections::bounded_vec::BoundedVec(vec![]),
                host_cpus: 1,
                host_memory_gib: 1,
            },
            tick: 1_000,
            lot: 1,
            lowest_tier: 1,
            retired: false,
        };
        let zone = |id, name: &str| Zone {
            id,
            name: name.into(),
            region: String::new(),
            jurisdiction: "NO".into(),
        };
        let operator = |byte, name: &str| Operator {
            account: AccountId32([byte; 32]),
            name: name.into(),
            in_debt: false,
        };
        Names {
            products: vec![
                product(0, "h100-sxm", 1),
                product(1, "b200", 1),
                product(2, "h100-sxm", 2),
            ],
            zones: vec![zone(0, "cn-nx"), zone(1, "no-1")],
            markets: vec![
                Market { product: 2, zone: 1, reference: 2, paused: false, index: None },
                Market { product: 0, zone: 1, reference: 2, paused: false, index: None },
            ],
            operators: vec![operator(1, "Helios"), operator(2, "Twin"), operator(3, "Twin")],
        }
    }

    #[test]
    fn a_name_is_its_newest_version() {
        let names = names();
        assert_eq!(names.product("h100-sxm").unwrap().id, 2);
        assert_eq!(names.product("h100-sxm@1").unwrap().id, 0);
        assert_eq!(names.product_name(0), "h100-sxm@1");
        assert_eq!(names.product_name(2), "h100-sxm");
        let wrong = names.product("h200").unwrap_err().to_string();
        assert!(wrong.contains("b200"), "{wrong}");
        assert!(matches!(names.product("h100-sxm@x"), Err(Error::Usage(_))));
    }

    #[test]
    fn series_are_read_as_they_are_shown() {
        let names = names();
        for text in ["h100-sxm/no-1/2027-03", "h100-sxm@1/no-1/2027-03-01T05"] {
            let series = names.series(text).unwrap();
            assert_eq!(names.show(&series), text);
        }
        assert!(matches!(names.series("b200/no-1/2027"), Err(Error::NotFound(_))));
        assert!(matches!(names.series("h100-sxm/2027"), Err(Error::Usage(_))));
        assert!(matches!(names.series("h100-sxm/no-1/soon"), Err(Error::Usage(_))));
    }

    #[test]
    fn a_name_that_two_have_names_nobody() {
        let names = names();
        assert_eq!(names.operator("helios").unwrap(), AccountId32([1; 32]));
        assert!(matches!(names.operator("Twin"), Err(Error::Usage(_))));
        assert!(matches!(names.operator("Nobody"), Err(Error::NotFound(_))));
        let address = AccountId32([3; 32]).to_string();
        assert_eq!(names.operator(&address).unwrap(), AccountId32([3; 32]));
    }
}
