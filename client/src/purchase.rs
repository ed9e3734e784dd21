//! Which periods cover some hours at the lowest price: an hour can be bought as itself, or within
//! its day, its month, its quarter or its year, where that lies in the span as a whole. Pure.

use crate::{amount, period::HOUR, types::Period, Error};
use std::collections::HashMap;

/// The longest span: a year.
pub const MOST_HOURS: u32 = 8_784;
/// Most books that are looked at for one purchase.
pub const MOST_BOOKS: usize = 400;
/// Most orders of one purchase.
pub const MOST_ORDERS: usize = 64;

/// A price level of the asks: price, units, orders.
pub type Level = (u64, u64, u32);

/// What a quantity would cost now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Cash that changes hands, in millionths.
    pub value: u128,
    /// The highest price met, per unit and hour.
    pub worst: u64,
    /// Orders that are met.
    pub orders: u32,
}

/// One of the periods, and what it would cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// When.
    pub period: Period,
    /// What for.
    pub quote: Quote,
}

/// What `quantity` units for some hours would cost by the asks, best first, none of them dearer than
/// `max`. None where there are not as many.
pub fn quote(asks: &[Level], quantity: u32, hours: u32, max: Option<u64>) -> Option<Quote> {
    let mut quote = Quote { value: 0, worst: 0, orders: 0 };
    let mut left = u64::from(quantity);
    for &(price, units, orders) in asks {
        if left == 0 || max.is_some_and(|max| price > max) {
            break;
        }
        let taken = left.min(units);
        quote.value = quote.value.saturating_add(amount::total(price, taken as u32, hours));
        quote.worst = price;
        quote.orders = quote.orders.saturating_add(orders);
        left -= taken;
    }
    (left == 0).then_some(quote)
}

/// Every period that lies in the hours from `first` on, longest first; the hours of whole days are
/// left out where there would be too many books to look at.
pub fn candidates(first: u32, hours: u32) -> Result<Vec<Period>, Error> {
    if hours == 0 || hours > MOST_HOURS {
        return Err(Error::usage(format!("{hours} hours: it is 1 to {MOST_HOURS} of them")));
    }
    let end = first + hours;
    let inside = |period: &Period| {
        let begins = period.first_hour();
        begins >= first && begins + period.hours() <= end
    };
    let mut found: Vec<Period> = Vec::new();
    for hour in first..end {
        let mut at = Some(Period::Hour(hour));
        while let Some(period) = at.filter(inside) {
            // Larger periods are met at each of their hours.
            if period.first_hour() == hour {
                found.push(period);
            }
            at = period.parent();
        }
    }
    if found.len() > MOST_BOOKS {
        found.retain(
            |period| !matches!(period, Period::Hour(hour) if inside(&Period::Day(hour / 24))),
        );
    }
    if found.len() > MOST_BOOKS {
        return Err(Error::usage(format!(
            "that is more than {MOST_BOOKS} books to look at; buy a shorter span at a time"
        )));
    }
    found.sort_by_key(|period| (std::cmp::Reverse(period.hours()), period.first_hour()));
    Ok(found)
}

/// The periods that together are the hours from `first` on, at the lowest sum; of equal ones, the
/// fewest. An error names the first hour that nobody sells.
pub fn cheapest(
    first: u32,
    hours: u32,
    quotes: &HashMap<Period, Quote>,
) -> Result<Vec<Part>, Error> {
    // What the first n hours cost at least, with how many orders, and with which period last.
    let mut best: Vec<Option<(u128, usize, Option<Part>)>> = vec![None; hours as usize + 1];
    best[0] = Some((0, 0, None));
    let mut by_end: HashMap<u32, Vec<Part>> = HashMap::new();
    for (&period, &quote) in quotes {
        let end = period.first_hour() + period.hours();
        by_end.entry(end).or_default().push(Part { period, quote });
    }
    for n in 1..=hours {
        for part in by_end.get(&(first + n)).into_iter().flatten() {
            let Some(begins) = n.checked_sub(part.period.hours()) else { continue };
            let Some((cost, orders, _)) = best[begins as usize] else { continue };
            let new = (cost.saturating_add(part.quote.value), orders + 1);
            let old = best[n as usize];
            if old.is_none_or(|(cost, orders, _)| new < (cost, orders)) {
                best[n as usize] = Some((new.0, new.1, Some(*part)));
            }
        }
    }
    let mut parts = Vec::new();
    let mut n = hours;
    while n > 0 {
        let Some((_, _, Some(part))) = best[n as usize] else {
            return Err(missing(first, &best));
        };
        parts.push(part);
        n -= part.period.hours();
    }
    parts.reverse();
    if parts.len() > MOST_ORDERS {
        return Err(Error::usage(format!(
            "that takes {} orders, and {MOST_ORDERS} fit together; buy a shorter span at a time",
            parts.len()
        )));
    }
    Ok(parts)
}

fn missing(first: u32, best: &[Option<(u128, usize, Option<Part>)>]) -> Error {
    let reached = best.iter().rposition(Option::is_some).unwrap_or_default();
    let hour = Period::Hour(first + reached as u32);
    Error::not_found(format!(
        "nobody sells that many units from {hour} on, alone or within a longer period of the span, \
         at that price"
    ))
}

/// The hour that a moment begins; an error where it lies within one.
pub fn whole_hour(moment: u64) -> Result<u32, Error> {
    if !moment.is_multiple_of(HOUR) {
        return Err(Error::usage("a purchase begins at a full hour"));
    }
    u32::try_from(moment / HOUR).map_err(|_| Error::usage("that is too far ahead"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_of(text: &str) -> u32 {
        text.parse::<Period>().unwrap().first_hour()
    }

    fn at(value: u128) -> Quote {
        Quote { value, worst: 1, orders: 1 }
    }

    #[test]
    fn a_quote_goes_down_the_book() {
        let asks = [(2_000_000, 5, 2), (2_100_000, 5, 1), (3_000_000, 100, 9)];
        let eight = quote(&asks, 8, 24, None).unwrap();
        assert_eq!(eight.value, (5 * 2_000_000 + 3 * 2_100_000) * 24);
        assert_eq!((eight.worst, eight.orders), (2_100_000, 3));
        assert_eq!(quote(&asks, 11, 1, Some(2_500_000)), None);
        assert_eq!(quote(&asks, 111, 1, None), None);
        assert_eq!(quote(&[], 1, 1, None), None);
    }

    #[test]
    fn candidates_lie_in_the_span() {
        let day = first_of("2027-03-01");
        let found = candidates(day - 2, 28).unwrap();
        assert_eq!(found.len(), 29);
        assert_eq!(found[0], Period::Day(day / 24));
        // A month as a whole: itself, its days and none of their hours.
        let month = candidates(first_of("2027-03"), 744).unwrap();
        assert_eq!(month.len(), 32);
        assert_eq!(month[0].to_string(), "2027-03");
        assert!(candidates(day, 0).is_err());
        assert!(candidates(day, MOST_HOURS + 1).is_err());
    }

    #[test]
    fn the_cheapest_way_is_taken() {
        let day: Period = "2027-03-01".parse().unwrap();
        let first = day.first_hour();
        let mut quotes: HashMap<_, _> =
            (first..first + 26).map(|hour| (Period::Hour(hour), at(10))).collect();
        quotes.insert(day, at(241));
        let parts = cheapest(first, 26, &quotes).unwrap();
        assert_eq!(parts.len(), 26);
        // Of equal ways, the one of fewest orders.
        quotes.insert(day, at(240));
        let parts = cheapest(first, 26, &quotes).unwrap();
        assert_eq!(parts.len(), 3);
        assert_eq!(parts[0].period, day);
        let hours: u32 = parts.iter().map(|part| part.period.hours()).sum();
        assert_eq!(hours, 26);
    }

    #[test]
    fn an_hour_that_nobody_sells_is_named() {
        let first = first_of("2027-03-01T05");
        let mut quotes: HashMap<_, _> =
            (first..first + 4).map(|hour| (Period::Hour(hour), at(10))).collect();
        quotes.remove(&Period::Hour(first + 2));
        let error = cheapest(first, 4, &quotes).unwrap_err().to_string();
        assert!(error.contains("2027-03-01T07"), "{error}");
    }

    #[test]
    fn a_purchase_begins_at_a_full_hour() {
        assert_eq!(whole_hour(7_200_000).unwrap(), 2);
        assert!(whole_hour(7_200_001).is_err());
    }
}
