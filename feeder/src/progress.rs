//! Which hours a source still owes. Kept in memory alone: what was reported is read from the chain,
//! so that a feeder that was ended and started again knows as much as one that was not.

use std::collections::BTreeMap;

const HOUR: u64 = 3_600_000;

/// The chain's times, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// Reports are taken until so long after the hour.
    pub report_window: u64,
    /// And from so long before it.
    pub lookback: u64,
    /// An hour can be closed so long after it.
    pub close_delay: u64,
}

/// The hours that can be reported now: from `first` up to `last`; none where `first` is larger. `next`
/// is the first hour of the index that is not closed.
pub fn window(now: u64, next: u32, early_hours: u32, rules: Rules) -> (u32, u32) {
    let hours = |moment: u64| u32::try_from(moment / HOUR).unwrap_or(u32::MAX);
    // The first hour whose end and the window after it are not past.
    let open = hours(now.saturating_sub(rules.report_window).saturating_add(HOUR - 1));
    let first = open.saturating_sub(1).max(next);
    let begun = hours(now.saturating_add(rules.lookback));
    let last = hours(now).saturating_add(early_hours).saturating_sub(1).min(begun);
    (first, last)
}

/// Whether the hour begins later than the chain takes reports for.
pub fn is_too_early(hour: u32, now: u64, rules: Rules) -> bool {
    u64::from(hour).saturating_mul(HOUR) > now.saturating_add(rules.lookback)
}

/// Whether the hour is over.
pub fn is_over(hour: u32, now: u64) -> bool {
    end(hour) <= now
}

/// When it is over, in Unix milliseconds.
pub fn end(hour: u32) -> u64 {
    u64::from(hour).saturating_add(1).saturating_mul(HOUR)
}

/// How it stands with an hour.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
    /// Nothing is known: the feeder has begun, or lost its node.
    Unknown,
    /// It has not been reported; why not.
    Owed(String),
    /// The source says that nothing was traded.
    Empty,
    /// It is on the chain.
    Reported,
}

/// Hours that went by without a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    pub from: u32,
    pub to: u32,
    pub why: String,
}

/// What one source owes.
#[derive(Debug, Default)]
pub struct Progress {
    hours: BTreeMap<u32, (u32, Standing)>,
    /// The hour after the last that was ever in the window.
    seen_to: Option<u32>,
}

impl Progress {
    /// The window has moved. Returns hours that have left it and were owed, runs of one reason
    /// together.
    pub fn advance(&mut self, (first, last): (u32, u32)) -> Vec<Missed> {
        let mut missed = Vec::new();
        let rest = self.hours.split_off(&first);
        for (hour, (_, standing)) in std::mem::replace(&mut self.hours, rest) {
            if let Standing::Owed(why) = standing {
                note(&mut missed, hour, hour, why);
            }
        }
        // The clock went over them between two looks: a node that stood still, or a dev chain's RPC.
        if let Some(seen_to) = self.seen_to.filter(|seen_to| *seen_to < first) {
            note(&mut missed, seen_to, first - 1, "the clock went past".into());
        }
        for hour in first..=last {
            self.hours.entry(hour).or_insert((0, Standing::Unknown));
        }
        let to = last.saturating_add(1).max(first);
        self.seen_to = Some(self.seen_to.unwrap_or(0).max(to));
        missed
    }

    /// The node was lost, and with it perhaps its last blocks: all is to be read again.
    pub fn doubt(&mut self) {
        for (_, standing) in self.hours.values_mut() {
            if *standing == Standing::Reported {
                *standing = Standing::Unknown;
            }
        }
    }

    /// Hours that are not on the chain, those that were tried least first, then the oldest.
    pub fn owed(&self) -> Vec<u32> {
        let mut owed: Vec<(u32, u32)> = self
            .hours
            .iter()
            .filter(|(_, (_, standing))| *standing != Standing::Reported)
            .map(|(hour, (tries, _))| (*tries, *hour))
            .collect();
        owed.sort_unstable();
        owed.into_iter().map(|(_, hour)| hour).collect()
    }

    /// All hours of the window, in the same order.
    pub fn all(&self) -> Vec<u32> {
        let mut all: Vec<(u32, u32)> =
            self.hours.iter().map(|(hour, (tries, _))| (*tries, *hour)).collect();
        all.sort_unstable();
        all.into_iter().map(|(_, hour)| hour).collect()
    }

    /// The source is asked for it.
    pub fn tried(&mut self, hour: u32) {
        if let Some((tries, _)) = self.hours.get_mut(&hour) {
            *tries = tries.saturating_add(1);
        }
    }

    pub fn reported(&mut self, hour: u32) {
        self.set(hour, Standing::Reported);
    }

    pub fn empty(&mut self, hour: u32) {
        self.set(hour, Standing::Empty);
    }

    pub fn owes(&mut self, hour: u32, why: &str) {
        self.set(hour, Standing::Owed(why.into()));
    }

    /// Its time is over before it was reported. Returns false where there was nothing to report, or
    /// it is reported. Why it was owed until then says more than that it is late now.
    pub fn late(&mut self, hour: u32, why: &str) -> bool {
        match self.hours.get(&hour) {
            Some((_, Standing::Unknown)) => {
                self.owes(hour, why);
                true
            },
            Some((_, Standing::Owed(_))) => true,
            _ => false,
        }
    }

    fn set(&mut self, hour: u32, to: Standing) {
        if let Some((_, standing)) = self.hours.get_mut(&hour) {
            // Of an hour's trades some may be there while others are refused.
            if *standing != Standing::Reported {
                *standing = to;
            }
        }
    }
}

fn note(missed: &mut Vec<Missed>, from: u32, to: u32, why: String) {
    match missed.last_mut() {
        Some(last) if last.why == why && last.to + 1 == from => last.to = to,
        _ => missed.push(Missed { from, to, why }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_late_is_missed_for_the_reason_that_it_was_owed_for() {
        let mut progress = Progress::default();
        progress.advance((5, 8));
        progress.owes(5, "it lies");
        progress.empty(6);
        progress.reported(7);
        let late: Vec<_> = (5..10).map(|hour| progress.late(hour, "late")).collect();
        assert_eq!(late, [true, false, false, true, false]);
        let missed = |from, to, why: &str| Missed { from, to, why: why.into() };
        assert_eq!(progress.advance((9, 9)), [missed(5, 5, "it lies"), missed(8, 8, "late")]);
    }

    const RULES: Rules =
        Rules { report_window: HOUR, lookback: 48 * HOUR, close_delay: 90 * 60_000 };

    /// By the chain's own words: not before its end, and until an hour after it.
    fn by_the_book(now: u64, next: u32) -> Vec<u32> {
        (next..200).filter(|hour| end(*hour) <= now && now <= end(*hour) + HOUR).collect()
    }

    #[test]
    fn the_window_is_what_the_chain_takes() {
        for next in [0, 99, 100, 101, 150] {
            for step in 0..2_000u64 {
                let now = 98 * HOUR + step * 7_200;
                for now in [now, now.next_multiple_of(HOUR), now.next_multiple_of(HOUR) - 1] {
                    let (first, last) = window(now, next, 0, RULES);
                    assert_eq!((first..=last).collect::<Vec<_>>(), by_the_book(now, next), "{now}");
                }
            }
        }
    }

    #[test]
    fn early_hours_go_ahead_and_never_further_than_the_chain() {
        assert_eq!(window(100 * HOUR + 1, 0, 3, RULES), (99, 102));
        assert_eq!(window(100 * HOUR, 0, 48, RULES), (98, 147));
        for (hour, early) in [(147, false), (148, false), (149, true), (u32::MAX, true)] {
            assert_eq!(is_too_early(hour, 100 * HOUR, RULES), early, "{hour}");
        }
        let near = Rules { lookback: HOUR, ..RULES };
        assert_eq!(window(100 * HOUR, 0, 48, near), (98, 101));
    }

    #[test]
    fn an_hour_is_owed_until_it_is_reported() {
        let mut progress = Progress::default();
        assert_eq!(progress.advance((10, 11)), []);
        assert_eq!(progress.owed(), [10, 11]);
        progress.reported(10);
        assert_eq!(progress.owed(), [11]);
        assert_eq!(progress.advance((11, 12)), []);
        assert_eq!(progress.owed(), [11, 12]);
    }

    #[test]
    fn what_was_tried_least_is_next() {
        let mut progress = Progress::default();
        progress.advance((10, 12));
        progress.tried(10);
        progress.tried(11);
        progress.tried(11);
        assert_eq!(progress.owed(), [12, 10, 11]);
    }

    #[test]
    fn what_was_owed_and_has_left_is_missed_with_its_reason() {
        let mut progress = Progress::default();
        progress.advance((10, 14));
        progress.owes(10, "timeout");
        progress.owes(11, "timeout");
        progress.empty(12);
        progress.owes(13, "garbage");
        progress.reported(14);
        let missed = |from, to, why: &str| Missed { from, to, why: why.into() };
        assert_eq!(
            progress.advance((15, 15)),
            [missed(10, 11, "timeout"), missed(13, 13, "garbage")]
        );
    }

    #[test]
    fn hours_that_a_jump_went_over_are_missed() {
        let mut progress = Progress::default();
        assert_eq!(progress.advance((10, 10)), []);
        progress.reported(10);
        let missed = progress.advance((20, 20));
        assert_eq!((missed[0].from, missed[0].to, missed.len()), (11, 19, 1));
    }

    #[test]
    fn an_empty_window_owes_nothing_and_loses_nothing() {
        let mut progress = Progress::default();
        assert_eq!(progress.advance((10, 9)), []);
        assert!(progress.owed().is_empty());
        assert_eq!(progress.advance((10, 10)), []);
        assert_eq!(progress.owed(), [10]);
    }

    #[test]
    fn after_a_lost_node_all_is_read_again_and_nothing_counts_as_missed() {
        let mut progress = Progress::default();
        progress.advance((10, 10));
        progress.reported(10);
        progress.doubt();
        assert_eq!(progress.owed(), [10]);
        assert_eq!(progress.advance((11, 11)), []);
    }

    #[test]
    fn a_later_refusal_does_not_take_a_report_back() {
        let mut progress = Progress::default();
        progress.advance((10, 10));
        progress.reported(10);
        progress.owes(10, "bond");
        progress.empty(10);
        assert!(progress.owed().is_empty());
    }
}
