//! How the feeder is: its health, and its metrics.

use crate::refusal::Reason;
use prometheus::{
    opts, Encoder, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge, IntGaugeVec,
    Registry, TextEncoder,
};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// What is counted. Names and labels are documented in docs/reporters.md.
pub struct Metrics {
    registry: Registry,
    pub sent: IntCounterVec,
    pub sent_units: IntCounterVec,
    pub refused: IntCounterVec,
    pub missed: IntCounterVec,
    pub last_hour: IntGaugeVec,
    pub fetches: IntCounterVec,
    pub fetch_seconds: HistogramVec,
    pub closed: IntCounter,
    pub connects: IntCounter,
    pub connected: IntGauge,
    pub chain_time: IntGauge,
    pub bond_units: IntGauge,
}

impl Metrics {
    fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new_custom(Some("headroom_feeder".into()), None)?;
        let counters = |name: &str, help: &str, labels: &[&str]| {
            let made = IntCounterVec::new(opts!(name, help), labels)?;
            registry.register(Box::new(made.clone())).map(|()| made)
        };
        let counter = |name: &str, help: &str| {
            let made = IntCounter::with_opts(opts!(name, help))?;
            registry.register(Box::new(made.clone())).map(|()| made)
        };
        let gauge = |name: &str, help: &str| {
            let made = IntGauge::with_opts(opts!(name, help))?;
            registry.register(Box::new(made.clone())).map(|()| made)
        };
        let last_hour = IntGaugeVec::new(
            opts!("last_hour", "The last hour that was reported, since 1970-01-01T00:00Z."),
            &["source"],
        )?;
        registry.register(Box::new(last_hour.clone()))?;
        let fetch_seconds = HistogramVec::new(
            HistogramOpts::new("fetch_seconds", "How long sources take to answer.")
                .buckets(vec![0.01, 0.05, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0]),
            &["source"],
        )?;
        registry.register(Box::new(fetch_seconds.clone()))?;
        Ok(Metrics {
            sent: counters("sent_total", "Reports that are on the chain.", &["source"])?,
            sent_units: counters("sent_units_total", "Units of those reports.", &["source"])?,
            refused: counters(
                "refused_total",
                "What sources said and was not reported.",
                &["source", "reason"],
            )?,
            missed: counters(
                "hours_missed_total",
                "Hours that can't be reported any more, and were not.",
                &["source"],
            )?,
            last_hour,
            fetches: counters("fetches_total", "Questions to sources.", &["source", "outcome"])?,
            fetch_seconds,
            closed: counter("hours_closed_total", "Hours of indexes that the feeder closed.")?,
            connects: counter("connects_total", "Connections to the node that were made.")?,
            connected: gauge("connected", "Whether there is a connection to the node.")?,
            chain_time: gauge(
                "chain_time_seconds",
                "The chain's clock in the last finalised block, in Unix seconds.",
            )?,
            bond_units: gauge(
                "bond_units",
                "Units an hour and index that the reporter's bond reaches for.",
            )?,
            registry,
        })
    }

    /// All of them from the beginning, so that a rate over a rare reason has its zero.
    fn begin(&self, sources: &[String]) {
        for source in sources {
            self.sent.with_label_values(&[source]);
            self.sent_units.with_label_values(&[source]);
            self.missed.with_label_values(&[source]);
            for outcome in ["good", "bad"] {
                self.fetches.with_label_values(&[source.as_str(), outcome]);
            }
        }
    }

    pub fn text(&self) -> Result<String, String> {
        let mut text = Vec::new();
        TextEncoder::new()
            .encode(&self.registry.gather(), &mut text)
            .map_err(|error| error.to_string())?;
        String::from_utf8(text).map_err(|error| error.to_string())
    }
}

/// How it stands with a source.
#[derive(Clone, Debug, Default)]
struct SourceState {
    failing_since: Option<Instant>,
    problem: Option<String>,
    last_hour: Option<u32>,
}

#[derive(Debug)]
struct State {
    began: Instant,
    /// When a round last went through.
    round: Option<Instant>,
    /// What is wrong with the node or the account.
    problem: Option<String>,
    chain_time: u64,
    sources: BTreeMap<String, SourceState>,
}

/// What the round tells, and the endpoint shows.
pub struct Status {
    pub metrics: Metrics,
    patience: Duration,
    state: Mutex<State>,
}

/// The answer to `/health`.
#[derive(Debug, Serialize)]
pub struct Health {
    pub healthy: bool,
    /// Why not.
    pub problems: Vec<String>,
    /// The chain's clock, in Unix milliseconds.
    chain_time: u64,
    /// Seconds since a round last went through.
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds_since_round: Option<u64>,
    sources: BTreeMap<String, SourceHealth>,
}

#[derive(Debug, Serialize)]
struct SourceHealth {
    failing: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_hour: Option<u32>,
}

impl Status {
    pub fn new(patience: Duration, sources: &[String]) -> Result<Self, String> {
        let metrics = Metrics::new().map_err(|error| format!("no metrics: {error}"))?;
        metrics.begin(sources);
        let sources = sources.iter().map(|name| (name.clone(), SourceState::default())).collect();
        let state = State {
            began: Instant::now(),
            round: None,
            problem: Some("no connection to the node yet".into()),
            chain_time: 0,
            sources,
        };
        Ok(Status { metrics, patience, state: Mutex::new(state) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // What is in it is whole after each of the calls below, whatever became of their caller.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The node answered: what its clock says, and what keeps the account from reporting.
    pub fn round(&self, chain_time: u64, problem: Option<String>) {
        let mut state = self.state();
        state.round = Some(Instant::now());
        state.chain_time = chain_time;
        state.problem = problem;
        self.metrics.connected.set(1);
        self.metrics.chain_time.set(i64::try_from(chain_time / 1_000).unwrap_or(i64::MAX));
    }

    /// The node is gone.
    pub fn lost(&self, why: &str) {
        self.state().problem = Some(format!("no connection to the node: {why}"));
        self.metrics.connected.set(0);
    }

    pub fn source_works(&self, name: &str) {
        self.source(name, |source| {
            source.failing_since = None;
            source.problem = None;
        });
    }

    pub fn source_fails(&self, name: &str, why: &str) {
        self.source(name, |source| {
            source.failing_since.get_or_insert_with(Instant::now);
            source.problem = Some(why.into());
        });
    }

    pub fn sent(&self, name: &str, hour: u32, units: u32) {
        self.metrics.sent.with_label_values(&[name]).inc();
        self.metrics.sent_units.with_label_values(&[name]).inc_by(units.into());
        self.source(name, |source| source.last_hour = source.last_hour.max(Some(hour)));
        let last = self.state().sources.get(name).and_then(|source| source.last_hour);
        self.metrics.last_hour.with_label_values(&[name]).set(last.unwrap_or(hour).into());
    }

    pub fn refused(&self, name: &str, reason: Reason) {
        self.metrics.refused.with_label_values(&[name, reason.label()]).inc();
    }

    fn source(&self, name: &str, change: impl FnOnce(&mut SourceState)) {
        if let Some(source) = self.state().sources.get_mut(name) {
            change(source);
        }
    }

    /// Ill is who has no node, may not report, has not been round for too long, or has a source that
    /// has failed for too long.
    pub fn health(&self) -> Health {
        self.health_at(Instant::now())
    }

    fn health_at(&self, now: Instant) -> Health {
        let state = self.state();
        let since = |moment: Instant| now.saturating_duration_since(moment);
        let mut problems: Vec<String> = state.problem.iter().cloned().collect();
        let quiet = since(state.round.unwrap_or(state.began));
        if quiet > self.patience {
            problems.push(format!("no round has gone through for {} s", quiet.as_secs()));
        }
        let failing = |source: &SourceState| {
            source.failing_since.is_some_and(|moment| since(moment) > self.patience)
        };
        for (name, source) in state.sources.iter().filter(|(_, source)| failing(source)) {
            let why = source.problem.as_deref().unwrap_or("unknown");
            problems.push(format!("source {name} fails: {why}"));
        }
        let sources = state
            .sources
            .iter()
            .map(|(name, source)| {
                let health = SourceHealth {
                    failing: source.failing_since.is_some(),
                    problem: source.problem.clone(),
                    last_hour: source.last_hour,
                };
                (name.clone(), health)
            })
            .collect();
        Health {
            healthy: problems.is_empty(),
            problems,
            chain_time: state.chain_time,
            seconds_since_round: state.round.map(|moment| since(moment).as_secs()),
            sources,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(60);

    fn status() -> Status {
        Status::new(PATIENCE, &["argus".into()]).unwrap()
    }

    #[test]
    fn it_is_ill_until_a_round_has_gone_through() {
        let status = status();
        assert!(!status.health().healthy);
        status.round(1_000, None);
        assert!(status.health().healthy);
    }

    #[test]
    fn it_is_ill_without_a_node_or_the_right_to_report() {
        let status = status();
        status.round(1_000, Some("not registered".into()));
        assert_eq!(status.health().problems, ["not registered"]);
        status.round(2_000, None);
        status.lost("refused");
        assert_eq!(status.health().problems, ["no connection to the node: refused"]);
        status.round(3_000, None);
        assert!(status.health().healthy);
    }

    #[test]
    fn it_is_ill_when_rounds_stop() {
        let status = status();
        status.round(1_000, None);
        let later = Instant::now() + PATIENCE + Duration::from_secs(1);
        assert!(!status.health_at(later).healthy);
    }

    #[test]
    fn a_source_may_fail_for_a_while() {
        let status = status();
        status.source_fails("argus", "timeout");
        status.round(1_000, None);
        assert!(status.health().healthy);
        let later = Instant::now() + PATIENCE + Duration::from_secs(1);
        status.state().round = Some(later);
        assert_eq!(status.health_at(later).problems, ["source argus fails: timeout"]);
        status.source_works("argus");
        assert!(status.health_at(later).healthy);
    }

    #[test]
    fn metrics_are_there_before_anything_happens() {
        let status = status();
        status.sent("argus", 7, 5);
        status.refused("argus", Reason::PriceBounds);
        let text = status.metrics.text().unwrap();
        for line in [
            "headroom_feeder_sent_total{source=\"argus\"} 1",
            "headroom_feeder_sent_units_total{source=\"argus\"} 5",
            "headroom_feeder_last_hour{source=\"argus\"} 7",
            "headroom_feeder_refused_total{reason=\"price_bounds\",source=\"argus\"} 1",
            "headroom_feeder_hours_missed_total{source=\"argus\"} 0",
            "headroom_feeder_connected 0",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\nis not in\n{text}");
        }
    }
}
