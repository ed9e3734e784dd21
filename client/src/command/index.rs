//! `headroom index`.

use super::{
    desk::{cash, count, text, thousandths, Desk},
    out::{number, words, Table},
    spark, Outcome,
};
use clap::Args;
use headroom_client::{
    api::{
        self,
        runtime_types::pallet_index::types::{self as chain, Definition, Rung, Value},
    },
    period::{show_moment, HOUR},
    Error, Period, SeriesId,
};
use serde_json::json;

#[derive(Args)]
#[command(after_help = "\
A value is of an hour, and says how it came about (its rung):
  Hour       by trades of the hour's own units, and reports
  Day        by trades of the units of its day
  Last       the last price of its own, for 24 hours
  Suspended  there is no price

Examples:
  headroom index
  headroom index h100-sxm/no-1 --hours 48
  headroom index h100-sxm/no-1/2027-03     what March has come to so far")]
pub struct Index {
    /// A market such as h100-sxm/no-1, or a series; else all indexes.
    of: Option<String>,
    /// How many of the last hours: 1 to 168.
    #[arg(long, value_name = "N", default_value_t = 24,
          value_parser = clap::value_parser!(u32).range(1..=168))]
    hours: u32,
}

/// Values of an index, by hour.
type Values = Vec<(u32, Value)>;

impl Index {
    pub async fn run(&self, desk: &Desk) -> Outcome {
        match self.of.as_deref() {
            None => self.all(desk).await,
            Some(text) if text.matches('/').count() < 2 => {
                let market = desk.names.market(text)?;
                let index = of_market(desk, market.product, market.zone)?;
                self.hours(desk, text, index).await
            },
            Some(text) => series(desk, desk.names.series(text)?).await,
        }
    }

    async fn all(&self, desk: &Desk) -> Outcome {
        let mut indexes = desk.view.entries(api::storage().index().indexes()).await?;
        indexes.sort_by_key(|((index,), _)| *index);
        let mut table = Table::new([
            number("index"),
            words("of"),
            words("last hour (UTC)"),
            number("value"),
            words("rung"),
            words("the last hours"),
        ]);
        let mut all = Vec::new();
        for ((id,), index) in indexes {
            let values = last(desk, id, self.hours).await?;
            let of = name(desk, &index.definition);
            let retired = if index.retired { " (retired)" } else { "" };
            let newest = values.last();
            table.row([
                id.to_string(),
                format!("{of}{retired}"),
                newest.map(|(hour, _)| hour_text(*hour)).unwrap_or_default(),
                newest.map(|(_, value)| price(value)).unwrap_or_default(),
                newest.map(|(_, value)| format!("{:?}", value.rung)).unwrap_or_default(),
                sparkline(&values),
            ]);
            all.push(json!({
                "index": id,
                "of": of,
                "retired": index.retired,
                "values": values.iter().map(value_json).collect::<Vec<_>>(),
            }));
        }
        if desk.out.json {
            return desk.out.json(&json!(all));
        }
        if table.is_empty() {
            return desk.out.say("no market has an index yet");
        }
        desk.out.table(&table)
    }

    async fn hours(&self, desk: &Desk, market: &str, index: u16) -> Outcome {
        let values = last(desk, index, self.hours).await?;
        if desk.out.json {
            return desk.out.json(&json!({
                "index": index,
                "of": market,
                "values": values.iter().map(value_json).collect::<Vec<_>>(),
            }));
        }
        if values.is_empty() {
            return desk.out.say(&format!("the index of {market} has no value yet"));
        }
        let mut table = Table::new([
            words("hour (UTC)"),
            number("value"),
            words("rung"),
            number("contributors"),
            number("units"),
            words(""),
        ]);
        for (hour, value) in values.iter().rev() {
            table.row([
                hour_text(*hour),
                price(value),
                format!("{:?}", value.rung),
                thousandths(value.contributors),
                count(value.quantity),
                if value.limited { "limited".into() } else { String::new() },
            ]);
        }
        desk.out.say(&format!("{market}, index {index}  {}", sparkline(&values)))?;
        desk.out.table(&table)
    }
}

/// What a period has come to so far: what a forward agreement on it settles at.
async fn series(desk: &Desk, series: SeriesId) -> Outcome {
    let index = of_market(desk, series.product, series.zone)?;
    let asked = desk.view.read(api::storage().index().indexes(), (index,)).await?;
    let about = asked.ok_or_else(|| Error::not_found("there is no such index"))?;
    let newest = desk.view.ask(api::runtime_apis().index_api().last_value(index)).await?;
    let (first, end) =
        (series.period.first_hour(), series.period.first_hour() + series.period.hours());
    // Hours before the index began have no value, and never will.
    let (from, to) = (first.max(about.first), end.min(about.next));
    let average = if from < to {
        desk.view.ask(api::runtime_apis().index_api().average(index, from, to)).await?
    } else {
        None
    };
    let shown = desk.names.show(&series);
    if desk.out.json {
        return desk.out.json(&json!({
            "index": index,
            "series": shown,
            "hours": series.period.hours(),
            "closed": average.as_ref().map_or(0, |average| average.hours),
            "missing": average.as_ref().map_or(0, |average| average.missing),
            "average": average.as_ref().and_then(|average| known(average).then(|| text(average.price))),
            "last": newest.as_ref().map(value_json),
        }));
    }
    let mut facts = Table::facts();
    facts.fact("series", shown);
    facts.fact("hours", count(series.period.hours()));
    match &average {
        None => facts.fact("average", "none of its hours is closed"),
        Some(average) => facts
            .fact("closed", count(average.hours))
            .fact("without a price", count(average.missing))
            .fact(
                "average",
                match known(average) {
                    true => format!("{} of the others", cash(average.price)),
                    false => "none".into(),
                },
            ),
    };
    if let Some((hour, value)) = &newest {
        facts.fact(
            "last value",
            format!("{} of {} UTC ({:?})", price(value), hour_text(*hour), value.rung),
        );
    }
    desk.out.table(&facts)
}

fn known(average: &chain::Average) -> bool {
    average.hours > average.missing
}

fn of_market(desk: &Desk, product: u16, zone: u16) -> Result<u16, Error> {
    desk.names.market_of(product, zone)?.index.ok_or_else(|| {
        Error::not_found(format!(
            "{}/{} has no index",
            desk.names.product_name(product),
            desk.names.zone_name(zone)
        ))
    })
}

/// The values of the last hours that are closed.
async fn last(desk: &Desk, index: u16, hours: u32) -> Result<Values, Error> {
    let apis = api::runtime_apis();
    let Some((newest, _)) = desk.view.ask(apis.index_api().last_value(index)).await? else {
        return Ok(Vec::new());
    };
    let from = newest.saturating_sub(hours - 1);
    desk.view.ask(apis.index_api().history(index, from, hours)).await
}

fn name(desk: &Desk, definition: &Definition) -> String {
    match definition {
        Definition::Market { product, zone } => {
            format!("{}/{}", desk.names.product_name(*product), desk.names.zone_name(*zone))
        },
        Definition::Basket(components) => {
            let parts = components.0.iter();
            let parts: Vec<_> =
                parts.map(|part| format!("{} ‰ of {}", part.weight, part.index)).collect();
            format!("a basket: {}", parts.join(", "))
        },
    }
}

fn sparkline(values: &Values) -> String {
    let prices = values.iter().map(|(_, value)| has_price(value).then_some(value.price));
    spark::line(&prices.collect::<Vec<_>>())
}

fn has_price(value: &Value) -> bool {
    value.rung != Rung::Suspended
}

fn price(value: &Value) -> String {
    if has_price(value) {
        cash(value.price)
    } else {
        "none".into()
    }
}

fn hour_text(hour: u32) -> String {
    let shown = show_moment(Period::Hour(hour).start());
    shown.get(..16).unwrap_or_default().to_string()
}

fn value_json((hour, value): &(u32, Value)) -> serde_json::Value {
    json!({
        "time": u64::from(*hour) * HOUR,
        "price": has_price(value).then(|| text(value.price)),
        "rung": format!("{:?}", value.rung),
        "method": value.method,
        "limited": value.limited,
        "contributors": value.contributors,
        "quantity": value.quantity,
    })
}
