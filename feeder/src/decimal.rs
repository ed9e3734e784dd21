//! Numbers as sources write them, without passing through floating point: `2.35` is 2.35 here, and
//! what is rounded is rounded once, where it says so.

use serde::{de, Deserialize, Deserializer};
use std::{fmt, str::FromStr};

/// Most significant digits of a number. A source that writes more than this does not know what it
/// measures.
const DIGITS: u32 = 18;
/// Most digits after the point, and most zeros before it that are no digits of the number.
const SCALE: i32 = 18;
/// Most significant digits of a factor of the configuration, and most digits after its point. With
/// this bound nothing below can overflow where its result would fit.
const FACTOR_DIGITS: u32 = 9;

/// Prices and quantities are kept in millionths.
pub const MILLION: u128 = 1_000_000;

/// `mantissa × 10^-scale`, not negative, without zeros at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    mantissa: u128,
    scale: i32,
}

/// Why a text is no number that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDecimal {
    Malformed,
    Negative,
    OutOfRange,
}

impl fmt::Display for NotDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotDecimal::Malformed => "is no decimal number",
            NotDecimal::Negative => "is negative",
            NotDecimal::OutOfRange => "has more than 18 digits, or is too large or too small",
        })
    }
}

impl Decimal {
    pub const ONE: Decimal = Decimal { mantissa: 1, scale: 0 };

    pub fn is_zero(&self) -> bool {
        self.mantissa == 0
    }

    /// Whether it is short enough for a factor of the configuration.
    fn is_factor(&self) -> bool {
        self.mantissa > 0
            && self.mantissa < 10u128.pow(FACTOR_DIGITS)
            && self.scale.unsigned_abs() <= FACTOR_DIGITS
    }

    /// In millionths, rounded down; `None` where that is more than a `u64`.
    pub fn millionths(&self) -> Option<u64> {
        ratio(self.mantissa, 1, 6 - self.scale, false)
    }
}

/// What one of a source's prices and quantities are in the market's: cash per unit and hour, units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion {
    currency: Decimal,
    units: Decimal,
}

impl Conversion {
    /// `currency` is what one of the source's currency is in cash, `units` how many of the market's
    /// units one of the source's is. `None` where one of them is 0 or has too many digits.
    pub fn new(currency: Decimal, units: Decimal) -> Option<Self> {
        (currency.is_factor() && units.is_factor()).then_some(Conversion { currency, units })
    }

    /// Cash per unit and hour, in millionths, rounded to the nearest (a half up).
    pub fn price(&self, price: Decimal) -> Option<u64> {
        let places = 6 + self.units.scale - price.scale - self.currency.scale;
        let top = price.mantissa.checked_mul(self.currency.mantissa)?;
        ratio(top, self.units.mantissa, places, true)
    }

    /// Millionths of a unit, rounded down: a report never says more than was traded.
    pub fn quantity(&self, quantity: Decimal) -> Option<u64> {
        let places = 6 - quantity.scale - self.units.scale;
        ratio(quantity.mantissa.checked_mul(self.units.mantissa)?, 1, places, false)
    }
}

/// `top × 10^places ÷ bottom`, rounded down or to the nearest; `None` where it does not fit.
fn ratio(top: u128, bottom: u128, places: i32, nearest: bool) -> Option<u64> {
    let power = 10u128.checked_pow(places.unsigned_abs())?;
    let (top, bottom) = if places >= 0 {
        (top.checked_mul(power)?, bottom)
    } else {
        (top, bottom.checked_mul(power)?)
    };
    let half = if nearest { bottom / 2 } else { 0 };
    u64::try_from(top.checked_add(half)? / bottom).ok()
}

impl FromStr for Decimal {
    type Err = NotDecimal;

    /// The grammar of a JSON number.
    fn from_str(text: &str) -> Result<Self, NotDecimal> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (number, exponent) = match rest.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, Some(exponent)),
            None => (rest, None),
        };
        let (whole, fraction) = match number.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return Err(NotDecimal::Malformed),
            None => (number, ""),
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        if whole.is_empty() || leading_zero || !digits(whole) || !digits(fraction) {
            return Err(NotDecimal::Malformed);
        }
        let exponent = match exponent {
            None => 0,
            Some(exponent) => {
                let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
                if unsigned.is_empty() || !digits(unsigned) {
                    return Err(NotDecimal::Malformed);
                }
                exponent.parse::<i32>().map_err(|_| NotDecimal::OutOfRange)?
            },
        };
        let written = [whole, fraction].concat();
        let significant = written.trim_start_matches('0');
        if significant.is_empty() {
            return Ok(Decimal { mantissa: 0, scale: 0 });
        }
        if negative {
            return Err(NotDecimal::Negative);
        }
        let kept = significant.trim_end_matches('0');
        let zeros = significant.len() - kept.len();
        let scale = i64::try_from(fraction.len()).map_err(|_| NotDecimal::OutOfRange)?
            - i64::from(exponent)
            - i64::try_from(zeros).map_err(|_| NotDecimal::OutOfRange)?;
        let scale = i32::try_from(scale).map_err(|_| NotDecimal::OutOfRange)?;
        if kept.len() > DIGITS as usize || !(-SCALE..=SCALE).contains(&scale) {
            return Err(NotDecimal::OutOfRange);
        }
        let mantissa = kept.parse().map_err(|_| NotDecimal::Malformed)?;
        Ok(Decimal { mantissa, scale })
    }
}

/// From a text or a whole number. TOML's fractions are floating point, and are refused.
impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Decimal;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, or a decimal number in quotes such as \"0.14\"")
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Decimal, E> {
                self.visit_str(&value.to_string())
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
                text.parse().map_err(|error| E::custom(format!("\"{text}\" {error}")))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn conversion(currency: &str, units: &str) -> Conversion {
        Conversion::new(decimal(currency), decimal(units)).unwrap()
    }

    #[test]
    fn every_way_to_write_a_number_is_the_same_number() {
        for text in ["2.35", "2.350", "235e-2", "0.235E1", "0.0235e+2", "2350000000000e-12"] {
            assert_eq!(decimal(text), Decimal { mantissa: 235, scale: 2 }, "{text}");
        }
        for text in ["0", "0.000", "-0", "0e999", "-0.0e-5"] {
            assert!(decimal(text).is_zero(), "{text}");
        }
        assert_eq!(decimal("1e18"), Decimal { mantissa: 1, scale: -18 });
    }

    #[test]
    fn what_is_no_number_is_refused_by_its_reason() {
        use NotDecimal::*;
        for text in ["", "-", ".5", "5.", "01", "1e", "1e+", "1.2.3", "0x10", "1 ", "+1", "NaN"] {
            assert_eq!(text.parse::<Decimal>(), Err(Malformed), "{text}");
        }
        for text in ["-1", "-0.000001", "-1e-3"] {
            assert_eq!(text.parse::<Decimal>(), Err(Negative), "{text}");
        }
        let long = ["1e999", "1e-999", "1e99999999999", "1e19", "1e-19", "1234567890123456789"];
        for text in long {
            assert_eq!(text.parse::<Decimal>(), Err(OutOfRange), "{text}");
        }
    }

    #[test]
    fn prices_are_exact_where_floating_point_is_not() {
        // As f64, 1.005 × 1,000,000 is 1004999.9999999999.
        assert_eq!(conversion("1", "1").price(decimal("1.005")), Some(1_005_000));
        assert_eq!(conversion("1", "1").price(decimal("0.1")), Some(100_000));
    }

    #[test]
    fn a_node_of_eight_gpus_is_eight_units() {
        let nodes = conversion("1", "8");
        assert_eq!(nodes.price(decimal("18.8")), Some(2_350_000));
        assert_eq!(nodes.quantity(decimal("3")), Some(24_000_000));
    }

    #[test]
    fn a_thousand_tokens_are_a_thousandth_of_a_unit() {
        let thousands = conversion("1", "0.001");
        assert_eq!(thousands.price(decimal("0.00035")), Some(350_000));
        assert_eq!(thousands.quantity(decimal("20500")), Some(20_500_000));
    }

    #[test]
    fn a_currency_is_converted_and_rounded_once_to_the_nearest() {
        assert_eq!(conversion("0.1408", "1").price(decimal("14.2")), Some(1_999_360));
        let third = conversion("1", "3");
        assert_eq!(third.price(decimal("1")), Some(333_333));
        assert_eq!(third.price(decimal("2")), Some(666_667));
        assert_eq!(conversion("1", "2").price(decimal("0.000001")), Some(1));
        assert_eq!(conversion("1", "1").price(decimal("0.0000004")), Some(0));
    }

    #[test]
    fn quantities_are_rounded_down() {
        assert_eq!(conversion("1", "1").quantity(decimal("0.0000019")), Some(1));
        assert_eq!(conversion("1", "1").quantity(decimal("1e-18")), Some(0));
    }

    #[test]
    fn what_does_not_fit_is_none_and_never_wraps() {
        let large = conversion("999999999", "0.000000001");
        assert_eq!(large.price(decimal("999999999999999999")), None);
        assert_eq!(conversion("1", "999999999").quantity(decimal("999999999999999999")), None);
        let small = conversion("0.000000001", "999999999");
        assert_eq!(small.price(decimal("1e-18")), Some(0));
    }

    #[test]
    fn factors_are_positive_and_short() {
        for text in ["0", "1234567891", "0.0000000001"] {
            assert_eq!(Conversion::new(decimal(text), Decimal::ONE), None, "{text}");
        }
    }
}
