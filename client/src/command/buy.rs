//! A purchase in one line: the periods that cover some hours at the lowest price, bought together or
//! not at all.

use super::{
    desk::{cash, count, text, Desk},
    moment as moments,
    placing::{self, Placed},
    quote::Quote,
    sign::Plan,
    Outcome, Stop,
};
use clap::Args;
use futures::{stream, StreamExt};
use headroom_client::{
    amount, api,
    purchase::{self, Level},
    Error, Order, Period, SeriesId, Side,
};
use serde_json::json;
use std::collections::HashMap;

/// Books that are asked for at a time.
const AT_A_TIME: usize = 16;

#[derive(Args)]
#[command(next_help_heading = "For a span of hours")]
pub struct Span {
    /// Of what, such as h100-sxm.
    #[arg(long, requires_all = ["zone", "from", "hours"], conflicts_with = "series")]
    pub product: Option<String>,
    /// Where, such as cn-nx.
    #[arg(long, requires = "product")]
    zone: Option<String>,
    /// From when: now, 'today 14:00', 'tomorrow 14:00', '2027-03-01 14:00' or +3h, in chain time
    /// (UTC). now and +3h are the next full hour that can still be bought.
    #[arg(long, value_name = "MOMENT", requires = "product")]
    from: Option<String>,
    /// For how many hours.
    #[arg(long, value_name = "N", requires = "product")]
    hours: Option<u32>,
    /// The most for a unit and hour, such as 2.40; with --yes it has to be said.
    #[arg(long, value_name = "PRICE", requires = "product")]
    max: Option<String>,
}

impl Span {
    pub async fn buy(&self, desk: &Desk, units: u32) -> Outcome {
        let quote = self.quote(desk, units).await?;
        quote.ensure_cash(desk).await?;
        let (says, json) = (quote.text(desk), quote.json(desk));
        let call = quote.call(desk)?;
        let plan = Plan::new(says, json!({ "quote": json }));
        let receipt = match desk.sign(&call, plan).await {
            Ok(Some(receipt)) => receipt,
            Ok(None) => return Ok(()),
            Err(Stop::Failed(error)) => return Err(explained(error).into()),
            Err(other) => return Err(other),
        };
        let placed = Placed::of(&receipt);
        let says = format!(
            "{}\nbought {} units for {} h: {}, fee {}, {} in all",
            desk.out.text_of(&placed.table(desk)),
            count(units),
            count(quote.hours()),
            cash(placed.value),
            cash(placed.fee),
            cash(placed.value + placed.fee)
        );
        let json = json!({
            "quote": quote.json(desk),
            "units": units,
            "hours": quote.hours(),
            "value": text(placed.value),
            "fee": text(placed.fee),
            "total": text(placed.value + placed.fee),
            "fills": placed.json(desk),
        });
        desk.done(&receipt, &says, json).await
    }

    async fn quote(&self, desk: &Desk, units: u32) -> Result<Quote, Error> {
        let missing = || Error::usage("say --product, --zone, --from and --hours; see --help");
        let product = desk.names.product(self.product.as_deref().ok_or_else(missing)?)?.id;
        let zone = desk.names.zone(self.zone.as_deref().ok_or_else(missing)?)?.id;
        desk.names.market_of(product, zone)?;
        let hours = self.hours.ok_or_else(missing)?;
        let max = self.max.as_deref().map(amount::parse_price).transpose()?;
        if max.is_none() && desk.options.yes {
            return Err(Error::usage("with --yes, say --max: nobody looks at the price"));
        }
        let first = first_hour(desk, self.from.as_deref().ok_or_else(missing)?)?;
        let series = |period| SeriesId { product, zone, period };
        desk.ensure_trading(&series(Period::Hour(first)))?;
        desk.ensure_terms(&series(Period::Hour(first)), desk_tick(desk, product), units)?;

        let own = match desk.options.account() {
            Ok(account) => desk.orders_of(&account).await?,
            Err(_) => Vec::new(),
        };
        let candidates = purchase::candidates(first, hours)?;
        let working = desk.out.counting("reading books", candidates.len() as u64);
        let books: Vec<_> = stream::iter(candidates)
            .map(|period| async move {
                let asked = api::runtime_apis().spot_api().depth(series(period), 50);
                desk.view.ask(asked).await.map(|(_, asks)| (period, asks))
            })
            .buffer_unordered(AT_A_TIME)
            .inspect(|_| working.add(1))
            .collect()
            .await;
        let mut quotes = HashMap::new();
        for book in books {
            let (period, mut asks) = book?;
            without(desk, &mut asks, &series(period), &own);
            if let Some(quote) = purchase::quote(&asks, units, period.hours(), max) {
                quotes.insert(period, quote);
            }
        }
        drop(working);
        let parts = purchase::cheapest(first, hours, &quotes)?;
        let in_the_way = parts.iter().filter_map(|part| {
            let (_, own) = own.iter().find(|(of, _)| *of == series(part.period))?;
            placing::own_in_the_way(desk, &series(part.period), own, true, part.quote.worst)
        });
        Ok(Quote {
            market: (product, zone),
            units,
            own: in_the_way.collect(),
            parts,
            basis_points: desk.taker_fee()?,
        })
    }
}

/// The hour that a purchase begins with.
fn first_hour(desk: &Desk, text: &str) -> Result<u32, Error> {
    let from = moments::parse(text, desk.view.now)?;
    if !from.from_now {
        return purchase::whole_hour(from.at);
    }
    // The first one from then on whose trading has not stopped.
    let hour = SeriesId { product: 0, zone: 0, period: Period::hour_of(desk.view.now) };
    let lead = hour.period.start().saturating_sub(desk.trading_stop(&hour)?);
    purchase::whole_hour(moments::next_hour(from.at.max(desk.view.now + lead + 1)))
}

fn desk_tick(desk: &Desk, product: u16) -> u64 {
    let found = desk.names.products.iter().find(|found| found.id == product);
    found.map_or(1, |found| found.tick)
}

/// A book without the units that are one's own: they are not bought, though the orders are met.
fn without(desk: &Desk, asks: &mut [Level], series: &SeriesId, own: &[(SeriesId, Vec<Order>)]) {
    let orders = own.iter().filter(|(of, _)| of == series).flat_map(|(_, orders)| orders);
    for order in orders.filter(|order| !matches!(order.side, Side::Bid)) {
        let price = desk.price_of(series, order);
        if let Some((_, units, _)) = asks.iter_mut().find(|(at, _, _)| *at == price) {
            *units = units.saturating_sub(order.quantity.into());
        }
    }
}

/// What the failure of a purchase means.
fn explained(error: Error) -> Error {
    match error {
        Error::Failed { error, docs } if error == "Spot.NotFilled" => Error::Failed {
            docs: format!(
                "{docs} The books have changed since the quote, or hold orders that can't be \
                 filled. Nothing was bought: ask again"
            ),
            error,
        },
        Error::Refused(why) if why.contains("xhaust") => Error::Refused(format!(
            "{why}: it is too much for one block; buy a shorter span, or less, at a time"
        )),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_that_has_moved_is_explained() {
        let moved = Error::Failed { error: "Spot.NotFilled".into(), docs: String::new() };
        assert!(explained(moved).to_string().contains("ask again"));
        let other = Error::Failed { error: "Spot.InDebt".into(), docs: "why".into() };
        assert_eq!(explained(other.clone()), other);
    }
}
