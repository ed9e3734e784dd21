//! How long to wait after failures: twice as long after each, up to a cap, and never all at once.

use std::time::Duration;

/// The wait after the first failure.
const FIRST: Duration = Duration::from_secs(1);

/// The failures of one thing in a row.
#[derive(Clone, Debug)]
pub struct Backoff {
    most: Duration,
    failures: u32,
}

impl Backoff {
    pub fn new(most: Duration) -> Self {
        Backoff { most, failures: 0 }
    }

    /// It worked: the next failure is the first again.
    pub fn reset(&mut self) {
        self.failures = 0;
    }

    /// It failed: so long from now. Between half of the step and all of it, so that feeders that
    /// lost the same node don't come back to it in one moment.
    pub fn failed(&mut self) -> Duration {
        self.failed_with(rand::random())
    }

    /// `chance` is from 0 to 1.
    fn failed_with(&mut self, chance: f64) -> Duration {
        let step = FIRST.saturating_mul(2u32.saturating_pow(self.failures)).min(self.most);
        self.failures = self.failures.saturating_add(1);
        step.mul_f64(0.5 + chance.clamp(0.0, 1.0) / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_doubles_up_to_its_cap_and_begins_anew_after_a_success() {
        let mut backoff = Backoff::new(Duration::from_secs(10));
        let waits: Vec<u64> = (0..6).map(|_| backoff.failed_with(1.0).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 10, 10]);
        backoff.reset();
        assert_eq!(backoff.failed_with(1.0), FIRST);
    }

    #[test]
    fn it_stays_between_half_of_the_step_and_all_of_it() {
        let mut backoff = Backoff::new(Duration::from_secs(8));
        for _ in 0..1_000 {
            backoff.failed();
        }
        for _ in 0..1_000 {
            let wait = backoff.failed();
            assert!((Duration::from_secs(4)..=Duration::from_secs(8)).contains(&wait), "{wait:?}");
        }
    }
}
