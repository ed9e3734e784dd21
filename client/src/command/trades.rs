//! `headroom trades`: from the chain's own events, or from a history.

use super::{
    desk::{cash, count, Desk},
    history,
    ids::{number_of, series_of},
    out::{number, words, Table},
    Outcome, Stop,
};
use clap::{Args, ValueHint};
use futures::{stream, StreamExt};
use headroom_client::{period::show_moment, Block, BlockId, Error, Follower, SeriesId, Update};
use serde_json::{json, Value};

/// Blocks that are read at a time.
const AT_A_TIME: u32 = 32;

#[derive(Args)]
#[command(after_help = "\
Examples:
  headroom trades
  headroom trades h100-sxm/no-1 --limit 50
  headroom trades h100-sxm/no-1/2027-03 --watch
  headroom trades h100-sxm/no-1/2027-03 --history http://127.0.0.1:9710")]
pub struct Trades {
    /// A series, or a market such as h100-sxm/no-1; else all.
    of: Option<String>,
    /// The most that are shown.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// How many of the last blocks are looked at.
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    blocks: u32,
    /// Go on with new ones as they happen, until Ctrl-C. With --json, a line each.
    #[arg(long, short)]
    watch: bool,
    /// Ask a headroom-history for them, which knows them all; such as http://127.0.0.1:9710.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url, conflicts_with_all = ["blocks", "watch"])]
    history: Option<String>,
}

/// Whose trades are wanted.
#[derive(Clone, Copy)]
enum Of {
    All,
    Market { product: u16, zone: u16 },
    Series(SeriesId),
}

impl Of {
    fn read(desk: &Desk, text: Option<&str>) -> Result<Self, Error> {
        let Some(text) = text else { return Ok(Of::All) };
        if text.matches('/').count() == 1 {
            let market = desk.names.market(text)?;
            return Ok(Of::Market { product: market.product, zone: market.zone });
        }
        desk.names.series(text).map(Of::Series)
    }

    fn has(self, series: &SeriesId) -> bool {
        match self {
            Of::All => true,
            Of::Market { product, zone } => (series.product, series.zone) == (product, zone),
            Of::Series(wanted) => wanted == *series,
        }
    }
}

/// A trade, for people and for programs.
pub struct Trade {
    row: [String; 7],
    json: Value,
}

/// The head of a table of trades.
fn head() -> Table {
    Table::new([
        words("time (UTC)"),
        words("series"),
        number("price"),
        number("units"),
        number("value"),
        words("buyer"),
        words("seller"),
    ])
}

impl Trade {
    /// Of the fields that it has on the chain, in an event, and in a history.
    pub fn new(desk: &Desk, series: &SeriesId, time: u64, fields: &Value, json: Value) -> Self {
        let row = [
            show_moment(time),
            desk.names.show(series),
            cash(number_of(&fields["price"])),
            count(number_of(&fields["quantity"])),
            cash(number_of(&fields["value"])),
            desk.who_told(&fields["buyer"]),
            desk.who_told(&fields["seller"]),
        ];
        Trade { row, json }
    }
}

impl Trades {
    pub async fn run(&self, desk: &Desk) -> Outcome {
        let of = Of::read(desk, self.of.as_deref())?;
        if let Some(url) = &self.history {
            let series = match of {
                Of::Series(series) => Some(series),
                Of::All => None,
                Of::Market { .. } => {
                    return Err(Error::usage("a history is asked for a series, or for all").into())
                },
            };
            let mut trades = history::trades(desk, url, series, self.limit).await?;
            trades.reverse();
            return show(desk, trades);
        }
        let trades = self.last(desk, of).await?;
        if !self.watch {
            return show(desk, trades);
        }
        tokio::select! {
            ended = follow(desk, of, trades) => ended,
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    }

    /// The last ones, oldest first.
    async fn last(&self, desk: &Desk, of: Of) -> Result<Vec<Trade>, Error> {
        let best = desk.view.number();
        let least = best.saturating_sub(self.blocks).max(1);
        let working =
            desk.out.counting("reading blocks", u64::from(best.saturating_sub(least)) + 1);
        let mut found: Vec<Trade> = Vec::new();
        let mut end = best;
        while end >= least && found.len() < self.limit {
            let begin = end.saturating_sub(AT_A_TIME - 1).max(least);
            let blocks = stream::iter((begin..=end).rev())
                .map(|number| desk.chain.block(number))
                .buffered(8)
                .collect::<Vec<_>>()
                .await;
            for block in blocks {
                match block {
                    Ok(Some(block)) => found.extend(trades_of(desk, &block, of).into_iter().rev()),
                    Ok(None) => {},
                    // What is pruned is gone; what was found is not.
                    Err(Error::Incompatible(why)) if !found.is_empty() => {
                        desk.out.aside(&why);
                        end = 0;
                        break;
                    },
                    Err(error) => return Err(error),
                }
            }
            working.add(u64::from(AT_A_TIME));
            end = end.min(begin).saturating_sub(1);
        }
        found.truncate(self.limit);
        found.reverse();
        Ok(found)
    }
}

fn trades_of(desk: &Desk, block: &Block, of: Of) -> Vec<Trade> {
    let fills = block.events.iter().filter(|event| event.name == "spot.Filled");
    fills
        .filter_map(|event| {
            let fields = &event.fields;
            let series = series_of(&fields["maker"]["series"]).filter(|series| of.has(series))?;
            let json = json!({
                "block": block.id.number,
                "event": event.index,
                "time": block.time,
                "series": desk.names.show(&series),
                "price": fields["price"],
                "quantity": fields["quantity"],
                "value": fields["value"],
                "buyer": fields["buyer"],
                "seller": fields["seller"],
                "operator": fields["operator"],
                "takerBids": fields["taker_bids"],
            });
            Some(Trade::new(desk, &series, block.time, fields, json))
        })
        .collect()
}

fn show(desk: &Desk, trades: Vec<Trade>) -> Outcome {
    if desk.out.json {
        let all: Vec<_> = trades.into_iter().map(|trade| trade.json).collect();
        return desk.out.json(&Value::Array(all));
    }
    if trades.is_empty() {
        return desk.out.say("no trades");
    }
    let mut table = head();
    for trade in trades {
        table.row(trade.row);
    }
    desk.out.table(&table)
}

/// Tells of each trade as it happens, without gaps where the node is away for a while.
async fn follow(desk: &Desk, of: Of, last: Vec<Trade>) -> Outcome {
    if desk.out.json {
        for trade in last {
            desk.out.json_line(&trade.json)?;
        }
    } else if !last.is_empty() {
        show(desk, last)?;
    }
    let best = BlockId { number: desk.view.number(), hash: desk.view.hash().0 };
    let mut follower = Follower::new(desk.options.endpoint(), [best]);
    let mut away = false;
    loop {
        let update = follower.poll().await?;
        if away != follower.lost().is_some() {
            away = !away;
            let why = follower.lost().unwrap_or_default();
            let text = format!("the node is away ({why}); trying again");
            desk.out.aside(if away { &text } else { "the node is back" });
        }
        match update {
            Some(Update::Block(block)) => tell(desk, trades_of(desk, &block, of))?,
            Some(Update::Undone { to }) if desk.out.json => {
                desk.out.json_line(&json!({ "undone": { "to": to.number } }))?;
            },
            Some(Update::Undone { to }) => {
                desk.out
                    .say(&format!("undone: trades after block {} never happened", to.number))?;
            },
            Some(Update::Final { .. }) | None => {},
        }
    }
}

fn tell(desk: &Desk, trades: Vec<Trade>) -> Result<(), Stop> {
    for trade in trades {
        if desk.out.json {
            desk.out.json_line(&trade.json)?;
            continue;
        }
        let [time, series, price, units, value, buyer, seller] = trade.row;
        desk.out
            .say(&format!("{time}  {series}  {units} at {price} = {value}  {seller} to {buyer}"))?;
    }
    Ok(())
}
