//! How the history is: what it has, whether it follows, and its metrics.

use crate::store::{hex, Best};
use prometheus::{
    opts, Encoder, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge, Registry,
    TextEncoder,
};
use serde::Serialize;
use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Blocks behind the node from which on it does not follow.
const TOO_FAR: u32 = 20;

/// What is counted, and in words for whoever reads `/metrics`.
pub struct Metrics {
    registry: Registry,
    pub blocks: IntCounter,
    pub undone: IntCounter,
    pub requests: IntCounterVec,
    pub request_seconds: HistogramVec,
    pub connections: IntGauge,
    best_block: IntGauge,
    final_block: IntGauge,
    node_block: IntGauge,
    chain_time: IntGauge,
    connected: IntGauge,
    doubts: IntGauge,
}

impl Metrics {
    fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new_custom(Some("headroom_history".into()), None)?;
        let counter = |name: &str, help: &str| {
            let made = IntCounter::with_opts(opts!(name, help))?;
            registry.register(Box::new(made.clone())).map(|()| made)
        };
        let gauge = |name: &str, help: &str| {
            let made = IntGauge::with_opts(opts!(name, help))?;
            registry.register(Box::new(made.clone())).map(|()| made)
        };
        let requests =
            IntCounterVec::new(opts!("requests_total", "Questions over HTTP."), &["path", "code"])?;
        registry.register(Box::new(requests.clone()))?;
        let request_seconds = HistogramVec::new(
            HistogramOpts::new("request_seconds", "How long answers take.")
                .buckets(vec![0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 5.0]),
            &["path"],
        )?;
        registry.register(Box::new(request_seconds.clone()))?;
        Ok(Metrics {
            blocks: counter("blocks_total", "Blocks that were kept since the start.")?,
            undone: counter("undone_total", "Blocks that were undone since the start.")?,
            requests,
            request_seconds,
            connections: gauge("connections", "Connections over HTTP that are open.")?,
            best_block: gauge("best_block", "The last block that is kept.")?,
            final_block: gauge("final_block", "Up to which block nothing can be undone.")?,
            node_block: gauge("node_block", "The node's best block when it was last asked.")?,
            chain_time: gauge(
                "chain_time_seconds",
                "The chain's clock in the last block that is kept, in Unix seconds.",
            )?,
            connected: gauge("connected", "Whether there is a connection to the node.")?,
            doubts: gauge("doubts", "Events that did not add up with those before them.")?,
            registry,
        })
    }

    pub fn text(&self) -> Result<String, String> {
        let mut text = Vec::new();
        TextEncoder::new()
            .encode(&self.registry.gather(), &mut text)
            .map_err(|error| error.to_string())?;
        String::from_utf8(text).map_err(|error| error.to_string())
    }
}

#[derive(Default)]
struct State {
    genesis: Option<String>,
    best: Option<Best>,
    last_final: u32,
    /// The node's best block, while there is a connection.
    node: Option<u32>,
    /// The same, whether or not there is one now.
    last_seen: Option<u32>,
    /// Why there is none.
    lost: Option<String>,
}

/// What the follower tells, and the endpoint shows.
pub struct Status {
    pub metrics: Metrics,
    state: Mutex<State>,
}

/// The answer to `/status`.
#[derive(Debug, Serialize)]
pub struct Shown {
    genesis: Option<String>,
    best: Option<ShownBlock>,
    #[serde(rename = "final")]
    last_final: u32,
    node: Option<u32>,
    behind: u32,
    version: &'static str,
}

#[derive(Debug, Serialize)]
struct ShownBlock {
    number: u32,
    hash: String,
    time: u64,
}

/// What the database has.
pub struct Kept {
    pub genesis: Option<[u8; 32]>,
    pub best: Option<Best>,
    pub last_final: u32,
    pub doubts: u64,
}

impl Status {
    pub fn new() -> Result<Self, String> {
        let metrics = Metrics::new().map_err(|error| format!("no metrics: {error}"))?;
        let lost = Some("no connection to the node yet".into());
        Ok(Status { metrics, state: Mutex::new(State { lost, ..State::default() }) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // What is in it is whole after each of the calls below, whatever became of their caller.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the database has now.
    pub fn kept(&self, kept: &Kept) {
        let mut state = self.state();
        state.genesis = kept.genesis.map(|hash| hex(&hash));
        state.best = kept.best;
        state.last_final = kept.last_final;
        let best = kept.best.map_or(0, |best| best.id.number);
        let time = kept.best.map_or(0, |best| best.time) / 1_000;
        self.metrics.best_block.set(best.into());
        self.metrics.chain_time.set(i64::try_from(time).unwrap_or(i64::MAX));
        self.metrics.final_block.set(kept.last_final.into());
        self.metrics.doubts.set(i64::try_from(kept.doubts).unwrap_or(i64::MAX));
    }

    /// What is known of the node. Returns whether that is news: why it is lost, or nothing where it is
    /// found again.
    pub fn node(&self, head: Option<u32>, lost: Option<&str>) -> Option<Option<String>> {
        let mut state = self.state();
        state.node = head;
        state.last_seen = head.or(state.last_seen);
        if let Some(head) = head {
            self.metrics.node_block.set(head.into());
        }
        let now = match (head, lost) {
            (Some(_), _) => None,
            (None, Some(why)) => Some(why.to_string()),
            // It is being connected to: nothing is known yet.
            (None, None) => return None,
        };
        self.metrics.connected.set(now.is_none().into());
        let changed = state.lost.is_some() != now.is_some();
        state.lost.clone_from(&now);
        changed.then_some(now)
    }

    fn behind(state: &State) -> u32 {
        let best = state.best.map_or(0, |best| best.id.number);
        state.last_seen.map_or(0, |seen| seen.saturating_sub(best))
    }

    pub fn shown(&self) -> Shown {
        let state = self.state();
        Shown {
            genesis: state.genesis.clone(),
            best: state.best.map(|best| ShownBlock {
                number: best.id.number,
                hash: hex(&best.id.hash),
                time: best.time,
            }),
            last_final: state.last_final,
            node: state.node,
            behind: Self::behind(&state),
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    /// Why it is ill, where it is.
    pub fn health(&self) -> Result<(), String> {
        let state = self.state();
        if let Some(why) = &state.lost {
            return Err(format!("it does not follow the chain: {why}"));
        }
        let best = state.best.map_or(0, |best| best.id.number);
        let node = state.last_seen.unwrap_or(best);
        if best.saturating_sub(node) >= TOO_FAR {
            return Err(format!(
                "the node is at block {node}, and block {best} is kept: it catches up, or its chain \
                 was begun anew"
            ));
        }
        match Self::behind(&state) {
            behind if behind < TOO_FAR => Ok(()),
            behind => Err(format!("it is {behind} blocks behind the node, and catches up")),
        }
    }

    pub fn answered(&self, path: &str, code: u16, took: Duration) {
        self.metrics.requests.with_label_values(&[path, &code.to_string()]).inc();
        self.metrics.request_seconds.with_label_values(&[path]).observe(took.as_secs_f64());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use headroom_client::BlockId;

    fn kept(number: u32) -> Kept {
        let id = BlockId { number, hash: [1; 32] };
        let best = Some(Best { id, time: 5_000 });
        Kept { genesis: Some([0; 32]), best, last_final: number - 1, doubts: 0 }
    }

    #[test]
    fn it_is_ill_until_it_follows_and_when_it_falls_behind() {
        let status = Status::new().unwrap();
        assert!(status.health().unwrap_err().contains("no connection to the node yet"));
        assert_eq!(status.node(Some(30), None), Some(None));
        status.kept(&kept(10));
        assert!(status.health().unwrap_err().contains("20 blocks behind"));
        status.kept(&kept(11));
        assert_eq!(status.health(), Ok(()));
        status.kept(&kept(49));
        assert_eq!(status.health(), Ok(()));
        status.kept(&kept(50));
        assert!(status.health().unwrap_err().contains("the node is at block 30, and block 50"));
    }

    #[test]
    fn a_node_that_is_away_is_told_of_once() {
        let status = Status::new().unwrap();
        assert_eq!(status.node(None, None), None);
        assert_eq!(status.node(Some(9), None), Some(None));
        status.kept(&kept(9));
        assert_eq!(status.node(None, Some("refused")), Some(Some("refused".into())));
        assert_eq!(status.node(None, Some("refused")), None);
        assert!(status.health().unwrap_err().ends_with("refused"));
        let shown = serde_json::to_value(status.shown()).unwrap();
        assert_eq!(shown["node"], serde_json::Value::Null);
        assert_eq!((&shown["best"]["number"], &shown["final"]), (&9.into(), &8.into()));
    }

    #[test]
    fn metrics_have_what_is_kept() {
        let status = Status::new().unwrap();
        status.kept(&kept(7));
        status.answered("/tickers", 200, Duration::from_millis(3));
        let text = status.metrics.text().unwrap();
        for line in [
            "headroom_history_best_block 7",
            "headroom_history_final_block 6",
            "headroom_history_chain_time_seconds 5",
            "headroom_history_connected 0",
            "headroom_history_requests_total{code=\"200\",path=\"/tickers\"} 1",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\nis not in\n{text}");
        }
    }
}
