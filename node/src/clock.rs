//! The clock of a `--dev` chain: real UTC time plus an offset that only grows, in milliseconds
//! since 1970.
//!
//! The clock does not look at the machine's time by itself: each question carries it (`system`),
//! together with the time of the block that the next one follows (`parent`). So its rules can be
//! tested, and one block's time is one value, which its Aura slot is derived from as well.

use std::{
    fmt,
    time::{SystemTime, UNIX_EPOCH},
};

/// The latest time that the clock can be set to: the end of 2199, the last year of which the
/// chain's calendar knows the periods.
pub const LATEST: u64 = 7_258_118_399_999;

/// The machine's time. A machine that believes to live before 1970 gets 0.
pub fn system_time() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}

/// Why the clock was not set.
#[derive(Debug, PartialEq, Eq)]
pub enum ClockError {
    /// The time asked for is past.
    Back {
        /// The chain's time now.
        now: u64,
        /// The time asked for.
        asked: u64,
    },
    /// The time asked for is after [`LATEST`].
    TooFar,
}

impl fmt::Display for ClockError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            ClockError::Back { now, asked } => {
                write!(f, "the clock can't go back: it is {now} on the chain, asked for {asked}")
            },
            ClockError::TooFar => write!(f, "the clock ends with the year 2199, at {LATEST}"),
        }
    }
}

/// How far the chain is ahead of the machine.
#[derive(Debug, Default)]
pub struct Clock {
    offset: u64,
}

impl Clock {
    /// The clock of a chain whose latest block is `parent`: where that is ahead of the machine,
    /// because the clock was set forward before a restart, time carries on from there.
    pub fn resume(system: u64, parent: u64) -> Self {
        Clock { offset: parent.saturating_sub(system) }
    }

    /// The time of a block that is sealed now. Later than its parent, whatever the machine says.
    pub fn moment(&self, system: u64, parent: u64) -> u64 {
        system.saturating_add(self.offset).max(parent.saturating_add(1))
    }

    /// The time of the block that would set the clock to `target`: that very time.
    pub fn at(&self, target: u64, system: u64, parent: u64) -> Result<u64, ClockError> {
        let now = self.moment(system, parent);
        if target < now {
            return Err(ClockError::Back { now, asked: target });
        }
        if target > LATEST {
            return Err(ClockError::TooFar);
        }
        Ok(target)
    }

    /// The time of the block that would set the clock forward by `by`: exactly so much later than
    /// a block sealed now.
    pub fn after(&self, by: u64, system: u64, parent: u64) -> Result<u64, ClockError> {
        let target = self.moment(system, parent).checked_add(by).ok_or(ClockError::TooFar)?;
        self.at(target, system, parent)
    }

    /// Sets the clock: a block with the time `moment` was sealed when the machine's was `system`.
    pub fn set(&mut self, moment: u64, system: u64) {
        self.offset = self.offset.max(moment.saturating_sub(system));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2025-06-15, 12:00.
    const NOON: u64 = 1_749_988_800_000;
    const HOUR: u64 = 3_600_000;

    #[test]
    fn a_new_chain_has_the_machines_time() {
        let clock = Clock::resume(NOON, 0);
        assert_eq!(clock.moment(NOON, 0), NOON);
        assert_eq!(clock.moment(NOON + 2_000, NOON), NOON + 2_000);
    }

    #[test]
    fn blocks_sealed_in_the_same_millisecond_differ() {
        let clock = Clock::default();
        assert_eq!(clock.moment(NOON, NOON), NOON + 1);
        assert_eq!(clock.moment(NOON, NOON + 1), NOON + 2);
    }

    #[test]
    fn time_goes_on_when_the_machine_is_set_back() {
        let clock = Clock::default();
        assert_eq!(clock.moment(NOON - HOUR, NOON), NOON + 1);
    }

    #[test]
    fn the_clock_goes_forward_by_exactly_what_is_asked_and_on_from_there() {
        let mut clock = Clock::default();
        let target = clock.after(HOUR, NOON, NOON - 500).unwrap();
        assert_eq!(target, NOON + HOUR);
        clock.set(target, NOON);
        assert_eq!(clock.moment(NOON + 2_000, target), NOON + HOUR + 2_000);

        // And once more, on top.
        let again = clock.after(HOUR, NOON + 2_000, target).unwrap();
        assert_eq!(again, NOON + 2 * HOUR + 2_000);
    }

    #[test]
    fn the_clock_is_set_to_a_time_ahead() {
        let mut clock = Clock::default();
        let target = clock.at(NOON + 30 * 24 * HOUR, NOON, NOON - 1).unwrap();
        clock.set(target, NOON);
        assert_eq!(clock.moment(NOON + 1, target), target + 1);
    }

    #[test]
    fn the_clock_does_not_go_back() {
        let mut clock = Clock::default();
        clock.set(NOON + HOUR, NOON);
        assert_eq!(
            clock.at(NOON + HOUR - 1, NOON, NOON),
            Err(ClockError::Back { now: NOON + HOUR, asked: NOON + HOUR - 1 })
        );
        // The time of the latest block is past as well.
        assert_eq!(
            clock.at(NOON + HOUR, NOON, NOON + HOUR),
            Err(ClockError::Back { now: NOON + HOUR + 1, asked: NOON + HOUR })
        );
        assert_eq!(clock.at(NOON + HOUR + 1, NOON, NOON + HOUR), Ok(NOON + HOUR + 1));
    }

    #[test]
    fn the_clock_ends_with_2199() {
        let clock = Clock::default();
        assert_eq!(clock.at(LATEST, NOON, NOON), Ok(LATEST));
        assert_eq!(clock.at(LATEST + 1, NOON, NOON), Err(ClockError::TooFar));
        assert_eq!(clock.after(u64::MAX, NOON, NOON), Err(ClockError::TooFar));
        assert_eq!(clock.after(LATEST - NOON + 1, NOON, NOON - 1), Err(ClockError::TooFar));
    }

    #[test]
    fn a_restart_carries_on_from_the_latest_block() {
        // Ahead of the machine: the time between is kept, at the real pace.
        let clock = Clock::resume(NOON, NOON + HOUR);
        assert_eq!(clock.moment(NOON, NOON + HOUR), NOON + HOUR + 1);
        assert_eq!(clock.moment(NOON + 2_000, NOON + HOUR + 1), NOON + HOUR + 2_000);
        // Behind it: real time again.
        let clock = Clock::resume(NOON, NOON - HOUR);
        assert_eq!(clock.moment(NOON, NOON - HOUR), NOON);
    }

    #[test]
    fn messages_say_what_is_wrong() {
        let back = ClockError::Back { now: 20, asked: 10 };
        assert_eq!(
            back.to_string(),
            "the clock can't go back: it is 20 on the chain, asked for 10"
        );
        assert_eq!(
            ClockError::TooFar.to_string(),
            "the clock ends with the year 2199, at 7258118399999"
        );
    }
}
