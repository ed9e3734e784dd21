//! The round: look at the chain, ask the sources that are due, report what they say.
//!
//! One task does all of it, and is the only one that sends: transactions go one after the other. Only
//! the questions to sources run beside it, so that a source that is slow or gone keeps nobody waiting.

use crate::{
    answer::{self, hex, lot_digest, Answer, Digest},
    backoff::Backoff,
    chain::{advice, Chain, Fault, IndexId, View},
    config::{Config, Per, Source},
    log,
    progress::{self, Progress},
    refusal::{Reason, Refusal},
    report::{self, Plan, Report},
    source,
    status::Status,
};
use std::{
    collections::{BTreeSet, HashSet},
    convert::Infallible,
    sync::Arc,
    time::{Duration, Instant},
};
use subxt_signer::sr25519::Keypair;
use tokio::task::JoinSet;

/// The longest wait before the node is tried again.
const MOST_RECONNECT: Duration = Duration::from_secs(30);
/// Hours of an index that one round closes at most: after an outage there may be many.
const MOST_CLOSED: usize = 48;
/// Refusals that are remembered so that each is told once.
const MOST_TOLD: usize = 10_000;

/// A source, and how it stands with it.
struct Line {
    source: Arc<Source>,
    progress: Progress,
    backoff: Backoff,
    /// Not asked again before.
    next_at: Instant,
    /// A question is out.
    asked: bool,
    /// The market's index; looked up once a connection.
    index: Option<IndexId>,
    told: HashSet<Refusal>,
    /// Reports that were on the chain, or found no place in their hour.
    dealt_with: HashSet<(u32, Digest)>,
}

/// What came of a question.
struct Fetched {
    line: usize,
    hour: u32,
    took: Duration,
    result: Result<Vec<u8>, Refusal>,
}

pub struct Feeder {
    config: Config,
    signer: Keypair,
    status: Arc<Status>,
    client: reqwest::Client,
    lines: Vec<Line>,
    fetches: JoinSet<Fetched>,
    /// Units that the bond reaches for; `None` while the account can't report.
    units: Option<u64>,
    /// Why it can't.
    problem: Option<String>,
    /// No hour is closed before.
    close_at: Instant,
    close_backoff: Backoff,
}

impl Feeder {
    pub fn new(mut config: Config, signer: Keypair, status: Arc<Status>) -> Result<Self, String> {
        let line = |source: Source| Line {
            backoff: Backoff::new(source.most_backoff),
            source: Arc::new(source),
            progress: Progress::default(),
            next_at: Instant::now(),
            asked: false,
            index: None,
            told: HashSet::new(),
            dealt_with: HashSet::new(),
        };
        Ok(Feeder {
            lines: std::mem::take(&mut config.sources).into_iter().map(line).collect(),
            config,
            signer,
            status,
            client: source::client()?,
            fetches: JoinSet::new(),
            units: None,
            problem: None,
            close_at: Instant::now(),
            close_backoff: Backoff::new(MOST_RECONNECT),
        })
    }

    /// Until the process is ended. May be dropped at any moment: what was sent is on the chain, and
    /// the next start reads it there.
    pub async fn run(mut self) -> Infallible {
        let mut backoff = Backoff::new(MOST_RECONNECT);
        loop {
            let Err(why) = self.connected(&mut backoff).await;
            self.status.lost(&why);
            let wait = backoff.failed();
            let seconds = format!("{:.1}", wait.as_secs_f64());
            log::line("node lost", &[("why", &why), ("again_in_s", &seconds)]);
            tokio::time::sleep(wait).await;
        }
    }

    /// As long as the node answers.
    async fn connected(&mut self, backoff: &mut Backoff) -> Result<Infallible, String> {
        let Config { node, reporter, .. } = &self.config;
        let chain = Chain::connect(node, self.signer.clone(), *reporter).await;
        let chain = chain.map_err(words)?;
        self.status.metrics.connects.inc();
        let reporter = chain.reporter.to_string();
        log::line("connected", &[("node", node), ("reporter", &reporter)]);
        for line in &mut self.lines {
            line.progress.doubt();
            line.dealt_with.clear();
            line.index = None;
        }
        loop {
            self.round(&chain).await.map_err(words)?;
            backoff.reset();
            let tick = tokio::time::sleep(self.config.poll);
            tokio::pin!(tick);
            loop {
                tokio::select! {
                    () = &mut tick => break,
                    Some(fetched) = self.fetches.join_next() => {
                        let fetched = fetched.map_err(|error| error.to_string())?;
                        self.answered(&chain, fetched).await.map_err(words)?;
                    },
                }
            }
        }
    }

    async fn round(&mut self, chain: &Chain) -> Result<(), Fault> {
        let view = chain.view().await?;
        let problem = self.standing(chain, &view).await?;
        for n in 0..self.lines.len() {
            self.look(chain, &view, n, problem.as_deref()).await?;
        }
        if self.config.close && self.close_at <= Instant::now() {
            self.close(chain, &view).await?;
        }
        self.status.round(view.now, problem);
        Ok(())
    }

    /// What keeps the account from reporting.
    async fn standing(&mut self, chain: &Chain, view: &View) -> Result<Option<String>, Fault> {
        let bond = view.bond(&chain.reporter).await?;
        let units = bond.unwrap_or(0).checked_div(chain.bond_per_unit).unwrap_or(0);
        let units = u64::try_from(units).unwrap_or(u64::MAX);
        self.status.metrics.bond_units.set(i64::try_from(units).unwrap_or(i64::MAX));
        let problem = match bond {
            None => Some("is not registered".to_owned()),
            Some(bond) if bond < chain.least_bond => Some("has less than the least bond".into()),
            Some(_) => None,
        };
        let problem = problem
            .map(|what| format!("{} {what}; call index.registerReporter with it", chain.reporter));
        // Told when it begins, not in every round.
        if let Some(problem) = problem.as_ref().filter(|_| problem != self.problem) {
            log::line("can't report", &[("why", problem)]);
        }
        self.problem.clone_from(&problem);
        self.units = problem.is_none().then_some(units);
        Ok(problem)
    }

    /// Sees what a source owes, and asks it if it is due.
    async fn look(
        &mut self,
        chain: &Chain,
        view: &View,
        n: usize,
        problem: Option<&str>,
    ) -> Result<(), Fault> {
        let line = &self.lines[n];
        let source = line.source.clone();
        let due = line.next_at <= Instant::now();
        let id = match line.index {
            Some(id) => id,
            None if !due => return Ok(()),
            None => match view.index_of(&source.product, source.version, &source.zone).await? {
                Ok(id) => id,
                Err(why) => {
                    self.fails(n, Refusal::new(Reason::NoIndex, None, why));
                    return Ok(());
                },
            },
        };
        let Some(index) = view.index(id).await?.filter(|index| !index.retired) else {
            self.lines[n].index = None;
            if due {
                let why = format!("index {id} is retired");
                self.fails(n, Refusal::new(Reason::NoIndex, None, why));
            }
            return Ok(());
        };
        self.lines[n].index = Some(id);
        self.advance(n, progress::window(view.now, index.next, source.early_hours, chain.rules));
        let line = &mut self.lines[n];
        if let Some(problem) = problem {
            for hour in line.progress.owed() {
                line.progress.owes(hour, problem);
            }
            return Ok(());
        }
        if !due || line.asked {
            return Ok(());
        }
        if source.per == Per::Lot {
            for hour in line.progress.owed() {
                let digest = lot_digest(&source, hour);
                let seen = view.inputs(id, hour, &chain.reporter).await?;
                let there = seen.iter().filter_map(|seen| seen.report);
                if there.into_iter().any(|report| report.digest == digest) {
                    line.progress.reported(hour);
                }
            }
        }
        // Of a lot's hour there is nothing more to ask; to trades, more may come while it is open.
        let wanted = match source.per {
            Per::Lot => line.progress.owed(),
            Per::Trade => line.progress.all(),
        };
        let Some(hour) = wanted.first().copied() else { return Ok(()) };
        line.progress.tried(hour);
        line.asked = true;
        let client = self.client.clone();
        self.fetches.spawn(async move {
            let began = Instant::now();
            let result = source::fetch(&client, &source, hour).await;
            Fetched { line: n, hour, took: began.elapsed(), result }
        });
        Ok(())
    }

    /// The window has moved.
    fn advance(&mut self, n: usize, window: (u32, u32)) {
        let line = &mut self.lines[n];
        let name = &line.source.name;
        let missed = line.progress.advance(window);
        line.dealt_with.retain(|(hour, _)| *hour >= window.0);
        if !missed.is_empty() {
            line.told.clear();
        }
        for progress::Missed { from, to, why } in missed {
            let hours = u64::from(to - from) + 1;
            self.status.metrics.missed.with_label_values(&[name]).inc_by(hours);
            let (from, to) = (log::hour(from), log::hour(to));
            log::line("missed", &[("source", name), ("from", &from), ("to", &to), ("why", &why)]);
        }
    }

    /// A source has answered, or not.
    async fn answered(&mut self, chain: &Chain, fetched: Fetched) -> Result<(), Fault> {
        let Fetched { line: n, hour, took, result } = fetched;
        let source = self.lines[n].source.clone();
        self.lines[n].asked = false;
        let metrics = &self.status.metrics;
        metrics.fetch_seconds.with_label_values(&[&source.name]).observe(took.as_secs_f64());
        let of_hour = source.url.is_of_hour();
        let asked = of_hour.then_some(hour);
        let read = result.and_then(|body| answer::read(&source, &body, asked));
        let outcome = if read.is_ok() { "good" } else { "bad" };
        metrics.fetches.with_label_values(&[source.name.as_str(), outcome]).inc();
        let progress = &mut self.lines[n].progress;
        let hours = if of_hour { vec![hour] } else { progress.all() };
        let answer = match read {
            Ok(answer) => answer,
            Err(refusal) => {
                for hour in hours {
                    progress.owes(hour, refusal.reason.label());
                }
                self.fails(n, refusal);
                return Ok(());
            },
        };
        for refusal in &answer.refused {
            self.refuses_once(n, refusal.clone());
        }
        // Trades of hours that are past are no fault: a source may list its whole day.
        let now = chain.view().await?.now;
        for trade in &answer.trades {
            if progress::is_too_early(trade.hour, now, chain.rules) {
                let what = format!("trade {}", hex(&trade.digest));
                self.refuses_once(n, Refusal::new(Reason::TooEarly, Some(trade.hour), what));
            }
        }
        let mut failed = None;
        let mut wait = false;
        for hour in hours {
            match self.hour(chain, n, &answer, hour).await? {
                Outcome::Done => {},
                Outcome::Wait => wait = true,
                Outcome::Failed(why) => failed = Some(why),
            }
        }
        let line = &mut self.lines[n];
        match failed {
            Some(why) => {
                line.next_at = Instant::now() + line.backoff.failed();
                self.status.source_fails(&source.name, &why);
            },
            None => {
                line.backoff.reset();
                let rest = wait || source.per == Per::Trade;
                line.next_at = Instant::now() + if rest { source.every } else { Duration::ZERO };
                self.status.source_works(&source.name);
            },
        }
        Ok(())
    }

    /// Reports what an answer has for an hour.
    async fn hour(
        &mut self,
        chain: &Chain,
        n: usize,
        answer: &Answer,
        hour: u32,
    ) -> Result<Outcome, Fault> {
        let source = self.lines[n].source.clone();
        // The connection is a new one, or the account has lost its bond: the next round asks again.
        let (Some(index), Some(units)) = (self.lines[n].index, self.units) else {
            return Ok(Outcome::Done);
        };
        let view = chain.view().await?;
        let Some(record) = view.index(index).await?.filter(|record| !record.retired) else {
            return Ok(Outcome::Done);
        };
        let (first, _) = progress::window(view.now, record.next, source.early_hours, chain.rules);
        if hour < first {
            let what = "the hour was over for too long when the answer came";
            if !self.lines[n].progress.late(hour, what) {
                return Ok(Outcome::Done);
            }
            self.refuses(n, &Refusal::new(Reason::TooLate, Some(hour), what));
            return Ok(Outcome::Failed(what.into()));
        }
        let over = progress::is_over(hour, view.now);
        if over && answer.as_of.is_some_and(|as_of| as_of < progress::end(hour)) {
            let what = "the answer is from before the hour's end";
            return Ok(self.owes(n, Refusal::new(Reason::Stale, Some(hour), what)));
        }
        let (reports, refused) = report::reports(&source, answer, hour);
        let nothing = reports.is_empty();
        let all_refused = nothing
            && (!refused.is_empty()
                || answer.refused.iter().any(|refusal| refusal.hour.is_none_or(|of| of == hour)));
        for refusal in refused {
            self.refuses_once(n, refusal);
        }
        if all_refused {
            self.lines[n].progress.owes(hour, "every trade was refused");
            return Ok(Outcome::Failed("every trade was refused".into()));
        }
        if nothing {
            self.lines[n].progress.empty(hour);
            return Ok(Outcome::Wait);
        }
        let seen = view.inputs(index, hour, &chain.reporter).await?;
        let Plan { send, refused, reported } =
            report::plan(reports, &seen, units, &self.lines[n].dealt_with);
        if reported {
            self.lines[n].progress.reported(hour);
        }
        let mut outcome = Outcome::Done;
        for refusal in refused {
            self.lines[n].progress.owes(hour, refusal.reason.label());
            match refusal.reason {
                Reason::Bond => outcome = Outcome::Failed(refusal.what.clone()),
                Reason::Full => outcome = Outcome::Wait,
                _ => {},
            }
            self.refuses_once(n, refusal);
        }
        for report in send {
            match chain.observe(index, &report).await {
                Ok(block) => self.sent(n, index, &report, &block),
                // The next are no larger, and are tried as well: which inputs give way is the
                // chain's rule, and it looks at more than their size.
                Err(Fault::Call(error)) if error == "Index::InputsFull" => {
                    self.lines[n].dealt_with.insert((hour, report.digest));
                    self.owes(n, report::full(&report));
                    outcome = Outcome::Wait;
                },
                Err(Fault::Lost(why)) => return Err(Fault::Lost(why)),
                Err(Fault::Call(error) | Fault::Pool(error)) => {
                    let what = format!("{error}{}", advice(&error));
                    return Ok(self.owes(n, Refusal::new(Reason::Chain, Some(hour), what)));
                },
            }
        }
        Ok(outcome)
    }

    fn sent(&mut self, n: usize, index: IndexId, report: &Report, block: &str) {
        let line = &mut self.lines[n];
        line.progress.reported(report.hour);
        line.dealt_with.insert((report.hour, report.digest));
        let Report { hour, price, quantity, traded, digest } = report;
        self.status.sent(&line.source.name, *hour, *quantity);
        log::line(
            "sent",
            &[
                ("source", &line.source.name),
                ("index", &index.to_string()),
                ("hour", &log::hour(*hour)),
                ("price", &log::cash(*price)),
                ("quantity", &quantity.to_string()),
                ("traded", &traded.to_string()),
                ("digest", &hex(digest)),
                ("block", block),
            ],
        );
    }

    /// Closes every hour that can be closed of the indexes that the sources are for.
    async fn close(&mut self, chain: &Chain, view: &View) -> Result<(), Fault> {
        let indexes: BTreeSet<IndexId> = self.lines.iter().filter_map(|line| line.index).collect();
        for id in indexes {
            let Some(index) = view.index(id).await?.filter(|index| !index.retired) else {
                continue;
            };
            let mut next = index.next;
            for _ in 0..MOST_CLOSED {
                if view.now < progress::end(next).saturating_add(chain.rules.close_delay) {
                    break;
                }
                let shown = id.to_string();
                match chain.close_hour(id).await {
                    Ok(closed) => {
                        self.status.metrics.closed.inc();
                        self.close_backoff.reset();
                        next = closed.hour.saturating_add(1);
                        let (price, rung) = (log::cash(closed.value.price), closed.value.rung);
                        log::line(
                            "closed",
                            &[
                                ("index", &shown),
                                ("hour", &log::hour(closed.hour)),
                                ("price", &price),
                                ("rung", &format!("{rung:?}")),
                            ],
                        );
                    },
                    Err(Fault::Lost(why)) => return Err(Fault::Lost(why)),
                    // Somebody else was quicker.
                    Err(Fault::Call(error)) if error == "Index::NotYet" => break,
                    Err(Fault::Call(error) | Fault::Pool(error)) => {
                        let why = format!("{error}{}", advice(&error));
                        log::line("not closed", &[("index", &shown), ("why", &why)]);
                        self.close_at = Instant::now() + self.close_backoff.failed();
                        return Ok(());
                    },
                }
            }
        }
        Ok(())
    }

    /// An hour can't be reported now, for a reason that may pass.
    fn owes(&mut self, n: usize, refusal: Refusal) -> Outcome {
        if let Some(hour) = refusal.hour {
            self.lines[n].progress.owes(hour, &format!("{}: {}", refusal.reason, refusal.what));
        }
        let why = refusal.what.clone();
        self.refuses(n, &refusal);
        Outcome::Failed(why)
    }

    /// A source as a whole fails: it is left alone for a while.
    fn fails(&mut self, n: usize, refusal: Refusal) {
        let line = &mut self.lines[n];
        line.next_at = Instant::now() + line.backoff.failed();
        self.status
            .source_fails(&line.source.name, &format!("{}: {}", refusal.reason, refusal.what));
        self.refuses(n, &refusal);
    }

    /// Of a trade that is refused again in every answer, one line is enough.
    fn refuses_once(&mut self, n: usize, refusal: Refusal) {
        let told = &mut self.lines[n].told;
        if told.len() >= MOST_TOLD {
            told.clear();
        }
        if told.insert(refusal.clone()) {
            self.refuses(n, &refusal);
        }
    }

    fn refuses(&self, n: usize, refusal: &Refusal) {
        let name = &self.lines[n].source.name;
        self.status.refused(name, refusal.reason);
        let hour = refusal.hour.map(log::hour);
        let mut values = vec![("source", name.as_str()), ("reason", refusal.reason.label())];
        if let Some(hour) = &hour {
            values.push(("hour", hour));
        }
        values.push(("why", &refusal.what));
        log::line("refused", &values);
    }
}

/// What came of an hour in an answer.
enum Outcome {
    /// What is there to report is reported.
    Done,
    /// There is nothing to report so far, or no place for it: later there may be.
    Wait,
    /// Not reported, and why.
    Failed(String),
}

fn words(fault: Fault) -> String {
    match fault {
        Fault::Lost(why) | Fault::Pool(why) | Fault::Call(why) => why,
    }
}
