//! Deadlines, and gaps in time. No storage here.
//!
//! A chain that stands still must not cost anyone a deadline. Where more than a threshold lies
//! between two blocks, a deadline that fell into the gap is over a grace period after the chain
//! has resumed.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use headroom_primitives::Moment;
use scale_info::TypeInfo;

/// When blocks were made.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct Heartbeat {
    /// The time of the last block; 0 before the first.
    pub last: Moment,
    /// The time of the last block before the last gap.
    pub gap_from: Moment,
    /// The time of the first block after it; 0 where there was none.
    pub resumed: Moment,
}

impl Heartbeat {
    /// With a block at `now`.
    pub fn beat(self, now: Moment, threshold: Moment) -> Self {
        let gap = self.last > 0 && now.saturating_sub(self.last) > threshold;
        if gap {
            Self { last: now, gap_from: self.last, resumed: now }
        } else {
            Self { last: now, ..self }
        }
    }

    /// Whether a deadline is over at `now`: the first moment after it.
    pub fn is_over(self, deadline: Moment, now: Moment, threshold: Moment, grace: Moment) -> bool {
        let beat = self.beat(now, threshold);
        let fell_into_it = beat.resumed > 0 && deadline > beat.gap_from;
        let extended =
            if fell_into_it { deadline.max(beat.resumed.saturating_add(grace)) } else { deadline };
        now > extended
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Moment = 60_000;
    const THRESHOLD: Moment = 10 * MINUTE;
    const GRACE: Moment = 60 * MINUTE;

    fn over(beat: Heartbeat, deadline: Moment, now: Moment) -> bool {
        beat.is_over(deadline, now, THRESHOLD, GRACE)
    }

    #[test]
    fn without_a_gap_a_deadline_is_a_deadline() {
        let beat = Heartbeat { last: 1_000 * MINUTE, ..Default::default() };
        assert!(!over(beat, 1_001 * MINUTE, 1_001 * MINUTE));
        assert!(over(beat, 1_001 * MINUTE, 1_001 * MINUTE + 1));
    }

    #[test]
    fn a_deadline_that_fell_into_a_gap_is_extended() {
        let beat = Heartbeat { last: 1_000 * MINUTE, ..Default::default() };
        // The first block after the gap sees it at once.
        let resumed = 2_000 * MINUTE;
        assert!(!over(beat, 1_500 * MINUTE, resumed));
        let beat = beat.beat(resumed, THRESHOLD);
        assert_eq!(beat, Heartbeat { last: resumed, gap_from: 1_000 * MINUTE, resumed });
        let beat = beat.beat(resumed + 9 * MINUTE, THRESHOLD);
        assert!(!over(beat, 1_500 * MINUTE, resumed + 10 * MINUTE));
        let beat = Heartbeat { last: resumed + GRACE, ..beat };
        assert!(!over(beat, 1_500 * MINUTE, resumed + GRACE));
        assert!(over(beat, 1_500 * MINUTE, resumed + GRACE + 1));
    }

    #[test]
    fn a_deadline_before_the_gap_is_not() {
        let beat = Heartbeat { last: 1_000 * MINUTE, ..Default::default() };
        assert!(over(beat, 999 * MINUTE, 2_000 * MINUTE));
    }

    #[test]
    fn the_first_block_is_no_gap() {
        assert_eq!(
            Heartbeat::default().beat(5_000 * MINUTE, THRESHOLD),
            Heartbeat { last: 5_000 * MINUTE, ..Default::default() }
        );
    }
}
