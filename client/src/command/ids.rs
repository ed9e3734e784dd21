//! Units, deliveries and orders as people write them, and series in what the chain told.
//!
//! | what | is written |
//! |---|---|
//! | a unit | `h100-sxm/no-1/2027-03@Helios` |
//! | a delivery | `h100-sxm/no-1/2027-03@Helios#0` |
//! | an order | `h100-sxm/no-1/2027-03#17` |

use headroom_client::{AccountId32, DeliveryId, Error, Names, Period, SeriesId, UnitId};
use serde_json::Value;

/// An operator's name where it stands for nobody else and can be read back, else its address.
fn operator(names: &Names, account: &AccountId32) -> String {
    let name = names.operator_name(account);
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let read_back =
        name.chars().all(plain) && names.operator(&name).is_ok_and(|found| found == *account);
    if read_back {
        name
    } else {
        account.to_string()
    }
}

/// `h100-sxm/no-1/2027-03@Helios`.
pub fn show_unit(names: &Names, unit: &UnitId) -> String {
    format!("{}@{}", names.show(&unit.series), operator(names, &unit.operator))
}

/// The same, read.
pub fn unit(names: &Names, text: &str) -> Result<UnitId, Error> {
    // A product's version has an @ of its own, before the first slash.
    let parted = text.rsplit_once('@').filter(|(_, operator)| !operator.contains('/'));
    let Some((series, operator)) = parted else {
        return Err(Error::usage(format!(
            "'{text}' is no unit: write series@operator, such as h100-sxm/no-1/2027-03@Helios"
        )));
    };
    Ok(UnitId { series: names.series(series)?, operator: names.operator(operator)? })
}

/// `h100-sxm/no-1/2027-03@Helios#0`.
pub fn show_delivery(names: &Names, delivery: &DeliveryId) -> String {
    format!("{}#{}", show_unit(names, &delivery.unit), delivery.index)
}

/// The same, read.
pub fn delivery(names: &Names, text: &str) -> Result<DeliveryId, Error> {
    let parted = text.rsplit_once('#').and_then(|(unit, index)| Some((unit, index.parse().ok()?)));
    let Some((of, index)) = parted else {
        return Err(Error::usage(format!(
            "'{text}' is no delivery: write unit#number, such as h100-sxm/no-1/2027-03@Helios#0"
        )));
    };
    Ok(DeliveryId { unit: unit(names, of)?, index })
}

/// `h100-sxm/no-1/2027-03#17`.
pub fn show_order(names: &Names, series: &SeriesId, seq: u64) -> String {
    format!("{}#{seq}", names.show(series))
}

/// The same, read; without a number it is all of one's orders in the series.
pub fn order(names: &Names, text: &str) -> Result<(SeriesId, Option<u64>), Error> {
    match text.rsplit_once('#') {
        None => Ok((names.series(text)?, None)),
        Some((series, seq)) => {
            let seq = seq.parse().map_err(|_| {
                Error::usage(format!(
                    "'{text}' is no order: write series#number, such as h100-sxm/no-1/2027-03#17"
                ))
            })?;
            Ok((names.series(series)?, Some(seq)))
        },
    }
}

/// The series in a field of an event.
pub fn series_of(field: &Value) -> Option<SeriesId> {
    let small = |value: &Value| u16::try_from(value.as_u64()?).ok();
    let smaller = |value: &Value| u8::try_from(value.as_u64()?).ok();
    let (kind, inner) = field["period"].as_object()?.iter().next()?;
    let number = || u32::try_from(inner.as_u64()?).ok();
    let period = match kind.as_str() {
        "Hour" => Period::Hour(number()?),
        "Day" => Period::Day(number()?),
        "Month" => Period::Month { year: small(&inner["year"])?, month: smaller(&inner["month"])? },
        "Quarter" => {
            Period::Quarter { year: small(&inner["year"])?, quarter: smaller(&inner["quarter"])? }
        },
        "Year" => Period::Year(small(inner)?),
        _ => return None,
    };
    Some(SeriesId { product: small(&field["product"])?, zone: small(&field["zone"])?, period })
}

/// A number in a field of an event: of 32 bits, or as decimal text.
pub fn number_of(field: &Value) -> u128 {
    let text = field.as_str().and_then(|text| text.parse().ok());
    text.or(field.as_u64().map(u128::from)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use headroom_client::api::runtime_types::bounded_collections::bounded_vec;
    use headroom_client::names::{Market, Operator, Product, Zone};
    use serde_json::json;

    fn names() -> Names {
        let product = |id, version| Product {
            id,
            name: "open-70b".into(),
            version,
            deliverable: headroom_client::Deliverable::Tokens {
                model_class: bounded_vec::BoundedVec(vec![]),
                quantisation_bits: 8,
                context_length: 1,
                latency_ms: 1,
                weights: headroom_client::TokenWeights { input: 1, cached: 1, output: 1 },
            },
            tick: 100,
            lot: 1,
            lowest_tier: 1,
            retired: false,
        };
        let operator = |byte, name: &str| Operator {
            account: AccountId32([byte; 32]),
            name: name.into(),
            in_debt: false,
        };
        let market =
            |product| Market { product, zone: 0, reference: 1, paused: false, index: None };
        Names {
            products: vec![product(0, 1), product(1, 2)],
            zones: vec![Zone {
                id: 0,
                name: "no-1".into(),
                region: String::new(),
                jurisdiction: "NO".into(),
            }],
            markets: vec![market(0), market(1)],
            operators: vec![operator(1, "Helios"), operator(2, "Two Words"), operator(3, "Two@")],
        }
    }

    #[test]
    fn ids_are_read_as_they_are_shown() {
        let names = names();
        for text in ["open-70b/no-1/2027-03@Helios#0", "open-70b@1/no-1/2027-03-01T14@Helios#17"] {
            let id = delivery(&names, text).unwrap();
            assert_eq!(show_delivery(&names, &id), text);
        }
        for byte in [2, 3, 9] {
            let unit = UnitId {
                series: names.series("open-70b@1/no-1/2027").unwrap(),
                operator: AccountId32([byte; 32]),
            };
            assert_eq!(super::unit(&names, &show_unit(&names, &unit)).unwrap(), unit);
        }
        let (series, seq) = order(&names, "open-70b/no-1/2027-Q1#5").unwrap();
        assert_eq!(show_order(&names, &series, seq.unwrap()), "open-70b/no-1/2027-Q1#5");
        assert_eq!(order(&names, "open-70b/no-1/2027-Q1").unwrap().1, None);
    }

    #[test]
    fn what_is_no_id_is_refused() {
        let names = names();
        for text in
            ["open-70b/no-1/2027@Helios", "open-70b/no-1/2027#1", "open-70b/no-1/2027@Helios#x"]
        {
            assert!(matches!(delivery(&names, text), Err(Error::Usage(_))), "{text}");
        }
        assert!(matches!(unit(&names, "open-70b@1/no-1/2027"), Err(Error::Usage(_))));
        assert!(matches!(unit(&names, "open-70b/no-1/2027@Nobody"), Err(Error::NotFound(_))));
        assert!(matches!(order(&names, "open-70b/no-1/2027#"), Err(Error::Usage(_))));
    }

    #[test]
    fn series_are_found_in_events() {
        for (period, text) in [
            (json!({"Hour": 501_024}), "2027-02-27T00"),
            (json!({"Month": {"year": 2027, "month": 3}}), "2027-03"),
            (json!({"Quarter": {"year": 2027, "quarter": 1}}), "2027-Q1"),
            (json!({"Year": 2027}), "2027"),
        ] {
            let found = series_of(&json!({"product": 1, "zone": 2, "period": period})).unwrap();
            assert_eq!((found.product, found.zone), (1, 2));
            assert_eq!(found.period.to_string(), text);
        }
        assert_eq!(series_of(&json!({"product": 1})), None);
        assert_eq!(number_of(&json!("340282366920938463463374607431768211455")), u128::MAX);
        assert_eq!(number_of(&json!(7)), 7);
    }
}
