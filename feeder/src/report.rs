//! From trades to reports: what of them is sent for an hour, given what the chain has already.

use crate::{
    answer::{hex, lot_digest, Answer, Digest, Trade},
    config::{Per, Source},
    decimal::MILLION,
    refusal::{Reason, Refusal},
};
use std::{cmp::Reverse, collections::HashSet};

/// One report to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub hour: u32,
    /// Millionths of cash per unit and hour.
    pub price: u64,
    /// Units.
    pub quantity: u32,
    /// Units that were traded: more than `quantity` where the bond does not reach for all.
    pub traded: u32,
    pub digest: Digest,
}

/// An input that the chain has for an hour, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Units.
    pub quantity: u32,
    /// `None` for a trade in the chain's own books.
    pub report: Option<Reported>,
}

/// A report that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported {
    pub digest: Digest,
    /// Whether the feeder's account made it.
    pub ours: bool,
}

/// What becomes of an hour's answer.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub send: Vec<Report>,
    pub refused: Vec<Refusal>,
    /// Whether something of it is on the chain, whoever brought it there.
    pub reported: bool,
}

/// What an hour's trades say: one lot, or each of them. Nothing where there are none.
pub fn reports(source: &Source, answer: &Answer, hour: u32) -> (Vec<Report>, Vec<Refusal>) {
    let trades: Vec<&Trade> = answer.trades.iter().filter(|trade| trade.hour == hour).collect();
    let too_small = |what: String| Refusal::new(Reason::ZeroQuantity, Some(hour), what);
    match source.per {
        Per::Lot if trades.is_empty() => Default::default(),
        Per::Lot => match lot(&trades) {
            Some((price, quantity)) => {
                let digest = lot_digest(source, hour);
                (vec![Report { hour, price, quantity, traded: quantity, digest }], Vec::new())
            },
            None => {
                (Vec::new(), vec![too_small("all trades together are less than a unit".into())])
            },
        },
        Per::Trade => {
            let mut refused = Vec::new();
            let mut reports: Vec<Report> = trades
                .into_iter()
                .filter_map(|Trade { price, quantity, digest, .. }| {
                    let units = units(u128::from(*quantity));
                    if units == 0 {
                        let what = format!("trade {} is of less than a unit", hex(digest));
                        refused.push(too_small(what));
                        return None;
                    }
                    let (price, digest) = (*price, *digest);
                    Some(Report { hour, price, quantity: units, traded: units, digest })
                })
                .collect();
            // The largest first: in an hour that is full, and for a bond that is short, they count.
            reports.sort_by_key(|report| (Reverse(report.quantity), report.digest));
            (reports, refused)
        },
    }
}

/// The volume-weighted mean, rounded to the nearest, and the units, rounded down. Nothing can
/// overflow: a price is at most 10^12, a quantity 2^32 × 10^6, and 4,096 of them are one answer.
fn lot(trades: &[&Trade]) -> Option<(u64, u32)> {
    let quantity: u128 = trades.iter().map(|trade| u128::from(trade.quantity)).sum();
    let value: u128 =
        trades.iter().map(|trade| u128::from(trade.price) * u128::from(trade.quantity)).sum();
    let units = units(quantity);
    let price = (value + quantity / 2).checked_div(quantity)?;
    (units > 0).then_some((u64::try_from(price).ok()?, units))
}

fn units(millionths: u128) -> u32 {
    u32::try_from(millionths / MILLION).unwrap_or(u32::MAX)
}

/// Leaves out what the chain has already, and what the bond does not reach for: `units` in one hour.
/// `dealt_with` are reports that were there and gave way to others, or found no place.
pub fn plan(
    reports: Vec<Report>,
    seen: &[Seen],
    units: u64,
    dealt_with: &HashSet<(u32, Digest)>,
) -> Plan {
    let ours = |seen: &&Seen| seen.report.is_some_and(|report| report.ours);
    let used: u64 = seen.iter().filter(ours).map(|seen| u64::from(seen.quantity)).sum();
    let mut room = units.saturating_sub(used);
    let mut plan = Plan::default();
    for mut report in reports {
        let hour = Some(report.hour);
        let there = seen
            .iter()
            .filter_map(|seen| seen.report)
            .find(|reported| reported.digest == report.digest);
        if let Some(there) = there {
            plan.reported = true;
            if !there.ours {
                let what = format!("{} is on the chain", hex(&report.digest));
                plan.refused.push(Refusal::new(Reason::ReportedByAnother, hour, what));
            }
            continue;
        }
        if dealt_with.contains(&(report.hour, report.digest)) {
            plan.refused.push(full(&report));
            continue;
        }
        report.quantity = report.quantity.min(u32::try_from(room).unwrap_or(u32::MAX));
        if report.quantity == 0 {
            let what = format!(
                "the bond reaches for {units} units an hour, and they are used up; register more \
                 with index.registerReporter"
            );
            plan.refused.push(Refusal::new(Reason::Bond, hour, what));
            break;
        }
        room -= u64::from(report.quantity);
        plan.send.push(report);
    }
    plan
}

/// The hour has as many inputs as it may, and this one is not among them.
pub fn full(report: &Report) -> Refusal {
    let what = format!("{}: the hour has no place for it", hex(&report.digest));
    Refusal::new(Reason::Full, Some(report.hour), what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{
        tests::{text, MAP},
        Config,
    };

    const UNITS: u64 = 1_000;

    fn source(per: &str) -> Source {
        let text = text("", &format!("per = \"{per}\""), MAP);
        text.parse::<Config>().unwrap().sources.remove(0)
    }

    fn trade(n: u8, price: u64, quantity: u64) -> Trade {
        Trade { hour: 5, price, quantity, digest: [n; 32] }
    }

    fn answer(trades: Vec<Trade>) -> Answer {
        Answer { trades, ..Answer::default() }
    }

    fn report(n: u8, quantity: u32) -> Report {
        Report { hour: 5, price: 2_000_000, quantity, traded: quantity, digest: [n; 32] }
    }

    fn seen(n: u8, quantity: u32, ours: bool) -> Seen {
        Seen { quantity, report: Some(Reported { digest: [n; 32], ours }) }
    }

    #[test]
    fn a_lot_is_the_weighted_mean_of_its_hour() {
        let mut other = trade(9, 9_000_000, 9_000_000);
        other.hour = 6;
        let trades = vec![trade(1, 2_000_000, 3_000_000), trade(2, 3_000_000, 1_500_000), other];
        let (reports, refused) = reports(&source("lot"), &answer(trades), 5);
        assert_eq!((reports.len(), refused.len()), (1, 0));
        // (2 × 3 + 3 × 1.5) ÷ 4.5 is 2.3333…, and of 4.5 units 4 are whole.
        assert_eq!((reports[0].price, reports[0].quantity), (2_333_333, 4));
    }

    #[test]
    fn a_lot_has_one_digest_whatever_is_in_it() {
        let of = |trades| reports(&source("lot"), &answer(trades), 5).0[0].digest;
        let first = of(vec![trade(1, 2_000_000, 3_000_000)]);
        assert_eq!(first, of(vec![trade(2, 3_000_000, 4_000_000)]));
        let mut elsewhere = source("lot");
        elsewhere.zone = "us-tx".into();
        for other in [lot_digest(&source("lot"), 6), lot_digest(&elsewhere, 5)] {
            assert_ne!(first, other);
        }
    }

    #[test]
    fn the_largest_lot_does_not_overflow() {
        let largest =
            |n: usize| trade((n % 256) as u8, 1_000_000_000_000, u64::from(u32::MAX) * 1_000_000);
        let trades: Vec<Trade> = (0..crate::answer::MOST_TRADES).map(largest).collect();
        let (reports, _) = reports(&source("lot"), &answer(trades), 5);
        assert_eq!((reports[0].price, reports[0].quantity), (1_000_000_000_000, u32::MAX));
    }

    #[test]
    fn less_than_a_unit_is_nothing() {
        let crumbs = || answer(vec![trade(1, 2_000_000, 999_999)]);
        for per in ["lot", "trade"] {
            let (reports, refused) = reports(&source(per), &crumbs(), 5);
            assert!(reports.is_empty());
            assert_eq!(refused[0].reason, Reason::ZeroQuantity);
        }
        assert_eq!(reports(&source("lot"), &answer(Vec::new()), 5), (Vec::new(), Vec::new()));
    }

    #[test]
    fn each_trade_is_a_report() {
        let trades = vec![trade(1, 2_000_000, 3_000_000), trade(2, 3_000_000, 1_500_000)];
        let (reports, _) = reports(&source("trade"), &answer(trades), 5);
        let found: Vec<_> = reports.iter().map(|r| (r.price, r.quantity, r.digest[0])).collect();
        assert_eq!(found, [(2_000_000, 3, 1), (3_000_000, 1, 2)]);
    }

    #[test]
    fn what_is_on_the_chain_is_not_sent_again() {
        let there = [seen(1, 5, true), seen(2, 5, false)];
        let plan =
            plan(vec![report(1, 5), report(2, 5), report(3, 5)], &there, UNITS, &HashSet::new());
        assert_eq!(plan.send, [report(3, 5)]);
        assert!(plan.reported);
        let reasons: Vec<_> = plan.refused.iter().map(|refusal| refusal.reason).collect();
        assert_eq!(reasons, [Reason::ReportedByAnother]);
    }

    #[test]
    fn the_bond_bounds_the_units_of_an_hour() {
        let there = [seen(1, 700, true), seen(2, 700, false)];
        let plan = plan(
            vec![report(3, 200), report(4, 200), report(5, 1)],
            &there,
            UNITS,
            &HashSet::new(),
        );
        let sent: Vec<_> = plan.send.iter().map(|r| (r.quantity, r.traded)).collect();
        assert_eq!(sent, [(200, 200), (100, 200)]);
        assert_eq!(plan.refused[0].reason, Reason::Bond);
    }

    #[test]
    fn what_gave_way_is_not_sent_again() {
        let gone = HashSet::from([(5, [1; 32]), (6, [2; 32])]);
        let plan = plan(vec![report(1, 5), report(2, 5)], &[], UNITS, &gone);
        assert_eq!(plan.send, [report(2, 5)]);
        assert_eq!(plan.refused, [full(&report(1, 5))]);
        assert!(!plan.reported);
    }
}
