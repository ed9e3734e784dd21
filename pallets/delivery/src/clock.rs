//! Deadlines, and gaps in time. No storage here.
//!
//! A chain that stands still must not cost anyone a deadline. Where more than a threshold lies
//! between two blocks, a deadline that fell into the gap is over a grace period after the chain
//! has resumed; and where it stands still again within that, a grace period after that. The last
//! two gaps count: with every gap that ever was, a chain that only jumps (a dev chain whose clock
//! is set forward) would never be past any deadline.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use headroom_primitives::Moment;
use scale_info::TypeInfo;

/// A time without blocks.
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
pub struct Gap {
    /// The time of the last block before it.
    pub from: Moment,
    /// The time of the first block after it; 0 where there was none.
    pub resumed: Moment,
}

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
    /// The last two gaps, the older one first.
    pub gaps: [Gap; 2],
}

impl Heartbeat {
    /// With a block at `now`.
    pub fn beat(self, now: Moment, threshold: Moment) -> Self {
        let gap = self.last > 0 && now.saturating_sub(self.last) > threshold;
        let [_, newer] = self.gaps;
        let gaps = if gap { [newer, Gap { from: self.last, resumed: now }] } else { self.gaps };
        Self { last: now, gaps }
    }

    /// Whether a deadline is over at `now`: the first moment after it.
    pub fn is_over(self, deadline: Moment, now: Moment, threshold: Moment, grace: Moment) -> bool {
        let beat = self.beat(now, threshold);
        let extended = beat.gaps.into_iter().fold(deadline, |deadline, gap| {
            let fell_into_it = gap.resumed > 0 && deadline > gap.from;
            if fell_into_it {
                deadline.max(gap.resumed.saturating_add(grace))
            } else {
                deadline
            }
        });
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
        let gap = Gap { from: 1_000 * MINUTE, resumed };
        assert_eq!(beat, Heartbeat { last: resumed, gaps: [Gap::default(), gap] });
        let beat = beat.beat(resumed + 9 * MINUTE, THRESHOLD);
        assert!(!over(beat, 1_500 * MINUTE, resumed + 10 * MINUTE));
        let beat = Heartbeat { last: resumed + GRACE, ..beat };
        assert!(!over(beat, 1_500 * MINUTE, resumed + GRACE));
        assert!(over(beat, 1_500 * MINUTE, resumed + GRACE + 1));
    }

    #[test]
    fn a_second_gap_does_not_end_the_grace_of_the_first() {
        let beat = Heartbeat { last: 1_000 * MINUTE, ..Default::default() };
        let beat = beat.beat(1_100 * MINUTE, THRESHOLD);
        let beat = beat.beat(1_105 * MINUTE, THRESHOLD);
        // It holds until 1160, and the chain stands still from 1105 to 1116.
        let again = 1_116 * MINUTE;
        assert!(!over(beat, 1_010 * MINUTE, again));
        let beat = beat.beat(again, THRESHOLD);
        let beat = Heartbeat { last: again + GRACE, ..beat };
        assert!(!over(beat, 1_010 * MINUTE, again + GRACE));
        assert!(over(beat, 1_010 * MINUTE, again + GRACE + 1));
        // A third gap is one too many.
        let beat = beat.beat(again + 2 * GRACE, THRESHOLD);
        assert!(over(beat, 1_010 * MINUTE, again + 2 * GRACE));
        assert!(!over(beat, again + GRACE + 1, again + 3 * GRACE));
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
