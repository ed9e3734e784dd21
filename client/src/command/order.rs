//! `headroom order`: the words of it, and what a sale needs. A purchase over a span of hours is in
//! [`super::buy`].

use super::{
    buy::Span,
    desk::{count, Desk},
    ids,
    new_order::{New, Terms},
    open_orders::{Cancel, List},
    placing, Outcome,
};
use clap::{Args, Subcommand};
use headroom_client::{amount, api, AccountId32, Error, SeriesId, Side, UnitId};

#[derive(Subcommand)]
pub enum Order {
    /// Buy: in one series at a price, or for a span of hours at what they cost now.
    #[command(after_help = "\
Examples:
  headroom order buy h100-sxm/no-1/2027-03 --units 8 --price 2.345
  headroom order buy --gpus 8 --product h100-sxm --zone cn-nx --from 'tomorrow 14:00' \\
      --hours 24 --max 2.40

The second finds the periods that cover the span at the lowest price: an hour by itself, or within
its day or month where that lies in the span as a whole. It shows the quote, asks, and buys all of
them in one transaction or none.")]
    Buy(Buy),
    /// Sell units that you issued or bought.
    #[command(after_help = "\
Examples:
  headroom order sell h100-sxm/no-1/2027-03 --units 8 --price 2.40
  headroom order sell h100-sxm/no-1/2027-03@Helios --units 2 --price 2.45 --tif gtt=+2h")]
    Sell(Sell),
    /// Cancel orders.
    #[command(after_help = "\
Examples:
  headroom order cancel h100-sxm/no-1/2027-03#17
  headroom order cancel h100-sxm/no-1/2027-03     all of your own in the series
  headroom order cancel --all")]
    Cancel(Cancel),
    /// List open orders.
    List(List),
}

#[derive(Args)]
pub struct Buy {
    /// One series, such as h100-sxm/no-1/2027-03; without it, a span of hours.
    #[arg(requires = "price", required_unless_present = "product")]
    series: Option<String>,
    /// How many.
    #[arg(long, visible_alias = "gpus", value_name = "N")]
    units: u32,
    /// The most for a unit and hour, such as 2.345 or 2.345/h.
    #[arg(long, requires = "series")]
    price: Option<String>,
    #[command(flatten)]
    terms: Terms,
    #[command(flatten)]
    span: Span,
}

#[derive(Args)]
pub struct Sell {
    /// A series, or one operator's unit of it: h100-sxm/no-1/2027-03@Helios.
    what: String,
    /// How many.
    #[arg(long, visible_alias = "gpus", value_name = "N")]
    units: u32,
    /// The least for a unit and hour, such as 2.345 or 2.345/h.
    #[arg(long)]
    price: String,
    #[command(flatten)]
    terms: Terms,
}

impl Order {
    pub async fn run(&self, desk: &Desk) -> Outcome {
        match self {
            Order::Buy(buy) => buy.run(desk).await,
            Order::Sell(sell) => sell.run(desk).await,
            Order::Cancel(cancel) => cancel.run(desk).await,
            Order::List(list) => list.run(desk).await,
        }
    }
}

impl Buy {
    async fn run(&self, desk: &Desk) -> Outcome {
        let (Some(series), Some(price)) = (&self.series, &self.price) else {
            return self.span.buy(desk, self.units).await;
        };
        let new = New {
            series: desk.names.series(series)?,
            side: Side::Bid,
            price: amount::parse_price(price)?,
            units: self.units,
        };
        let fee = desk.taker_fee()?;
        let (value, fee) = placing::cost(new.price, new.units, new.series.period.hours(), fee);
        new.place(desk, &self.terms, value + fee).await
    }
}

impl Sell {
    async fn run(&self, desk: &Desk) -> Outcome {
        let account = desk.options.account()?;
        let (series, operator) =
            if self.what.rsplit('/').next().is_some_and(|end| end.contains('@')) {
                let unit = ids::unit(&desk.names, &self.what)?;
                (unit.series, Some(unit.operator))
            } else {
                (desk.names.series(&self.what)?, None)
            };
        let price = amount::parse_price(&self.price)?;
        let operator = match operator {
            Some(operator) => operator,
            None => self.operator(desk, &account, series).await?,
        };
        let needed = self.covered(desk, &account, series, &operator, price).await?;
        let new = New { series, side: Side::Ask { operator }, price, units: self.units };
        new.place(desk, &self.terms, needed).await
    }

    /// Whose units are meant where it was not said.
    async fn operator(
        &self,
        desk: &Desk,
        account: &AccountId32,
        series: SeriesId,
    ) -> Result<AccountId32, Error> {
        let key = (*account, series);
        if desk.view.read(api::storage().capacity().units(), key).await?.is_some() {
            return Ok(*account);
        }
        let held = super::holdings::of(desk, account).await?;
        let mut of: Vec<_> = held.into_iter().filter(|(unit, _)| unit.series == series).collect();
        match (of.pop(), of.is_empty()) {
            (Some((unit, _)), true) => Ok(unit.operator),
            (Some(_), false) => Err(Error::usage(format!(
                "you hold units of several operators: say which, as {}@OPERATOR",
                desk.names.show(&series)
            ))),
            (None, _) => Err(Error::WouldFail(format!(
                "{} has no units of {}",
                desk.who(account),
                desk.names.show(&series)
            ))),
        }
    }

    /// The units are there. What an issuer's price lacks under the cover is needed in cash.
    async fn covered(
        &self,
        desk: &Desk,
        account: &AccountId32,
        series: SeriesId,
        operator: &AccountId32,
        price: u64,
    ) -> Result<u128, Error> {
        let (there, cover) = if operator == account {
            let key = (*account, series);
            let found = desk.view.read(api::storage().capacity().units(), key).await?;
            found.map_or((0, Some(0)), |unit| (unit.own, Some(unit.cover_rate)))
        } else {
            let held = super::holdings::of(desk, account).await?;
            let is = |unit: &UnitId| unit.series == series && unit.operator == *operator;
            let unit = held.into_iter().find(|(unit, _)| is(unit));
            (unit.map_or(0, |(_, holding)| holding.free), None)
        };
        if there < self.units {
            return Err(Error::WouldFail(format!(
                "{} units are to be sold, and {} are free",
                count(self.units),
                count(there)
            )));
        }
        let Some(cover) = cover else { return Ok(0) };
        let hours = series.period.hours();
        let (value, fee) = placing::cost(price, self.units, hours, desk.taker_fee()?);
        Ok((amount::total(cover, self.units, hours) + fee).saturating_sub(value))
    }
}
