//! `headroom book`.

use super::{
    desk::{cash, count, moment, text, Desk},
    out::{number, Table},
    Outcome,
};
use clap::Args;
use headroom_client::{api, purchase::Level, Error, SeriesId};
use serde_json::{json, Value};
use std::time::Duration;

/// How often the node is asked for a new block.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// The pause while the node is away.
const AWAY: Duration = Duration::from_secs(1);

#[derive(Args)]
#[command(after_help = "\
Examples:
  headroom book h100-sxm/no-1/2027-03
  headroom book h100-sxm/no-1/2027-03-01T14 --levels 5 --watch
  headroom book open-70b/no-1/2027-Q1 --json")]
pub struct Book {
    /// Such as h100-sxm/no-1/2027-03.
    series: String,
    /// How many prices of each side: 1 to 50.
    #[arg(long, value_name = "N", default_value_t = 10,
          value_parser = clap::value_parser!(u32).range(1..=50))]
    levels: u32,
    /// Show it anew whenever it changes, until Ctrl-C. With --json, a line each time.
    #[arg(long, short)]
    watch: bool,
}

/// A book at one block.
#[derive(PartialEq)]
struct Depth {
    bids: Vec<Level>,
    asks: Vec<Level>,
}

impl Book {
    pub async fn run(&self, mut desk: Desk) -> Outcome {
        let series = desk.names.series(&self.series)?;
        let depth = read(&desk, series, self.levels).await?;
        if !self.watch {
            return if desk.out.json {
                desk.out.json(&depth.json(&desk, &series))
            } else {
                desk.out.say(&depth.text(&desk, &series)?)
            };
        }
        tokio::select! {
            ended = self.watch(&mut desk, series, depth) => ended,
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    }

    async fn watch(&self, desk: &mut Desk, series: SeriesId, mut shown: Depth) -> Outcome {
        self.show(desk, &series, &shown)?;
        let mut away = false;
        loop {
            tokio::time::sleep(if away { AWAY } else { LOOK_EVERY }).await;
            let before = desk.view.number();
            let depth = match desk.again().await {
                Ok(()) if desk.view.number() == before => continue,
                Ok(()) => read(desk, series, self.levels).await,
                Err(error) => Err(error),
            };
            match depth {
                Ok(depth) => {
                    if depth != shown || away {
                        self.show(desk, &series, &depth)?;
                        shown = depth;
                    }
                    away = false;
                },
                Err(Error::Unreachable(why)) => {
                    if !away {
                        desk.out.aside(&format!("the node is away ({why}); trying again"));
                    }
                    away = true;
                },
                Err(other) => return Err(other.into()),
            }
        }
    }

    fn show(&self, desk: &Desk, series: &SeriesId, depth: &Depth) -> Outcome {
        if desk.out.json {
            return desk.out.json_line(&depth.json(desk, series));
        }
        let text = depth.text(desk, series)?;
        desk.out.clear()?;
        desk.out.say(&text)?;
        let end = if desk.out.terminal { "\nCtrl-C ends it" } else { "" };
        desk.out.say(&format!("block {} of {}{end}\n", desk.view.number(), moment(desk.view.now)))
    }
}

async fn read(desk: &Desk, series: SeriesId, levels: u32) -> Result<Depth, Error> {
    let (bids, asks) = desk.view.ask(api::runtime_apis().spot_api().depth(series, levels)).await?;
    Ok(Depth { bids, asks })
}

impl Depth {
    /// Both sides beside each other, best first.
    fn text(&self, desk: &Desk, series: &SeriesId) -> Result<String, Error> {
        let stops = desk.trading_stop(series)?;
        let state = if desk.view.now < stops { "trading until" } else { "trading stopped" };
        let head = format!(
            "{}: {} {}; {} h from {}",
            desk.names.show(series),
            state,
            moment(stops),
            count(series.period.hours()),
            moment(series.period.start()),
        );
        if self.bids.is_empty() && self.asks.is_empty() {
            return Ok(format!("{head}\nnobody bids or asks"));
        }
        let mut table = Table::new([
            number("orders"),
            number("units"),
            number("bid"),
            number("ask"),
            number("units"),
            number("orders"),
        ]);
        for n in 0..self.bids.len().max(self.asks.len()) {
            let side = |levels: &[Level]| {
                levels.get(n).map_or_else(
                    || [String::new(), String::new(), String::new()],
                    |&(price, units, orders)| [cash(price), count(units), count(orders)],
                )
            };
            let [bid, bid_units, bid_orders] = side(&self.bids);
            let [ask, ask_units, ask_orders] = side(&self.asks);
            table.row([bid_orders, bid_units, bid, ask, ask_units, ask_orders]);
        }
        Ok(format!("{head}\n{}", desk.out.text_of(&table)))
    }

    fn json(&self, desk: &Desk, series: &SeriesId) -> Value {
        let side = |levels: &[Level]| -> Vec<Value> {
            levels
                .iter()
                .map(|(price, quantity, orders)| {
                    json!({ "price": text(price), "quantity": quantity, "orders": orders })
                })
                .collect()
        };
        json!({
            "series": desk.names.show(series),
            "hours": series.period.hours(),
            "start": series.period.start(),
            "block": desk.view.number(),
            "time": desk.view.now,
            "bids": side(&self.bids),
            "asks": side(&self.asks),
        })
    }
}
