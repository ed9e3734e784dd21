//! Cash and prices as people write them. The chain counts in millionths; nothing here rounds.

use crate::Error;

/// Millionths in one.
pub const ONE: u128 = 1_000_000;

/// `2.345`, `1,000` or `0.000001` in millionths. More than six decimals are an error.
///
/// ```
/// assert_eq!(headroom_client::amount::parse("1,234.5").unwrap(), 1_234_500_000);
/// assert!(headroom_client::amount::parse("0.0000001").is_err());
/// ```
pub fn parse(text: &str) -> Result<u128, Error> {
    let wrong = || Error::usage(format!("'{text}' is no amount with at most six decimals"));
    let plain = text.trim().replace([',', '_'], "");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = !whole.is_empty() && digits(whole) && digits(fraction) && fraction.len() <= 6;
    if !fits || plain.ends_with('.') {
        return Err(wrong());
    }
    let whole: u128 = whole.parse().map_err(|_| wrong())?;
    let fraction: u128 = format!("{fraction:0<6}").parse().map_err(|_| wrong())?;
    whole.checked_mul(ONE).and_then(|whole| whole.checked_add(fraction)).ok_or_else(wrong)
}

/// A price: `2.345` or `2.345/h`, cash per unit and hour, in millionths.
pub fn parse_price(text: &str) -> Result<u64, Error> {
    let bare = text.trim().strip_suffix("/h").unwrap_or(text);
    let price = parse(bare)
        .map_err(|_| Error::usage(format!("'{text}' is no price: write it as 2.345 or 2.345/h")))?;
    u64::try_from(price).map_err(|_| Error::usage(format!("a price of {text} is too high")))
}

/// Millionths as text with all six decimals: 2_345_678 is `2.345678`, thousands are parted.
///
/// ```
/// assert_eq!(headroom_client::amount::show(1_234_500_000), "1,234.500000");
/// ```
pub fn show(millionths: u128) -> String {
    format!("{}.{:06}", thousands(millionths / ONE), millionths % ONE)
}

/// The same with a sign.
pub fn show_signed(millionths: i128) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    format!("{sign}{}", show(millionths.unsigned_abs()))
}

/// A whole number with its thousands parted.
pub fn thousands(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What `quantity` units cost at `price` over `hours`: exact.
pub fn total(price: u64, quantity: u32, hours: u32) -> u128 {
    u128::from(price) * u128::from(quantity) * u128::from(hours)
}

/// A fee of `basis_points` on `value`, rounded up as the chain does.
pub fn fee_on(value: u128, basis_points: u16) -> u128 {
    value.saturating_mul(basis_points.into()).div_ceil(10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", ".", "1.", ".5", "-1", "1.2.3", "1e6", "0x1", "1.0000001", "١"] {
            assert!(parse(text).is_err(), "{text}");
        }
        let most = u128::MAX.to_string();
        assert!(parse(&most).is_err());
    }

    #[test]
    fn amounts_are_read_as_they_are_shown() {
        for millionths in [0, 1, 999_999, ONE, 123_456_789_012_345_678, u64::MAX.into()] {
            assert_eq!(parse(&show(millionths)).unwrap(), millionths);
        }
        assert_eq!(show_signed(-1_500_000), "-1.500000");
    }

    #[test]
    fn prices_are_per_unit_and_hour() {
        assert_eq!(parse_price("2.345/h").unwrap(), 2_345_000);
        assert_eq!(parse_price(" 2 ").unwrap(), 2_000_000);
        for text in ["2/d", "/h", "99999999999999999"] {
            assert!(parse_price(text).is_err(), "{text}");
        }
    }

    #[test]
    fn fees_round_up() {
        assert_eq!(fee_on(1, 5), 1);
        assert_eq!(fee_on(20_000, 5), 10);
        assert_eq!(total(2_345_678, 8, 24), 450_370_176);
    }
}
