//! `headroom forward offer`.

use super::{
    desk::{cash, moment, text, Desk},
    forward_list, ids, moment as moments,
    sign::Plan,
    Outcome,
};
use clap::{Args, ValueEnum};
use headroom_client::{amount, api, period::HOUR, Error, ForwardSide, SeriesId, Settlement, Terms};
use serde_json::json;

/// Which side an offer takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Side {
    /// Gains where capacity becomes dearer.
    Buy,
    /// Gains where it becomes cheaper.
    Sell,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  headroom forward offer buy h100-sxm/no-1/2027-03 --units 64 --price 2.10
  headroom forward offer sell h100-sxm/no-1/2027-03 --units 64 --price 2.15 --to Charlie --for 2d

Cash agreements move the difference between the price and the index's average over the period;
docs/hedging.md has a month with all amounts.")]
pub struct Offer {
    /// Your side.
    side: Side,
    /// Such as h100-sxm/no-1/2027-03.
    series: String,
    /// How many.
    #[arg(long, visible_alias = "gpus", value_name = "N")]
    units: u32,
    /// The fixed price of a unit and hour.
    #[arg(long)]
    price: String,
    /// Settle with units, and in cash only what is missing.
    #[arg(long)]
    physical: bool,
    /// The only one who may accept: a name or an address; else anybody.
    #[arg(long, value_name = "WHO")]
    to: Option<String>,
    /// How long it can be accepted: a week at most, and before the period; else a day, or until the
    /// period begins.
    #[arg(long = "for", value_name = "SPAN")]
    open_for: Option<String>,
    /// First margin of each side, in thousandths of the notional.
    #[arg(long, value_name = "THOUSANDTHS", default_value_t = 100, help_heading = "Terms")]
    initial: u32,
    /// Under it more is called for, in thousandths of the notional.
    #[arg(long, value_name = "THOUSANDTHS", default_value_t = 60, help_heading = "Terms")]
    maintenance: u32,
    /// What a side pays that is closed out, in thousandths of the notional.
    #[arg(long, value_name = "THOUSANDTHS", default_value_t = 50, help_heading = "Terms")]
    penalty: u32,
    /// Time to answer a margin call: 1h to 72h.
    #[arg(long, value_name = "SPAN", default_value = "24h", help_heading = "Terms")]
    call_window: String,
    /// Hours to wait after the period for hours without a price.
    #[arg(long, value_name = "HOURS", default_value_t = 72, help_heading = "Terms")]
    wait: u32,
    /// The least hours with a price that make an average; else four fifths of them.
    #[arg(long, value_name = "HOURS", help_heading = "Terms")]
    least_hours: Option<u32>,
    /// Free no margin before the end.
    #[arg(long, help_heading = "Terms")]
    no_instalments: bool,
}

impl Offer {
    /// The last moment until which an offer on a series can stand.
    fn last_moment(&self, desk: &Desk, series: &SeriesId) -> Result<u64, Error> {
        let forward = || api::constants().forward();
        let lead = if self.physical {
            desk.view.constant(forward().gate_lead())?
                + desk.view.constant(forward().commit_lead())?
        } else {
            0
        };
        Ok(series.period.start().saturating_sub(lead + 1))
    }

    pub async fn run(&self, desk: &Desk) -> Outcome {
        let series = desk.names.series(&self.series)?;
        let price = amount::parse_price(&self.price)?;
        desk.ensure_terms(&series, price, self.units)?;
        if desk.names.market_of(series.product, series.zone)?.index.is_none() {
            return Err(Error::WouldFail(format!(
                "{} has no index to settle against",
                self.series
            ))
            .into());
        }
        let terms = self.terms(series, price)?;
        let counterparty = self.to.as_deref().map(|to| desk.party(to)).transpose()?;
        let valid_until = match &self.open_for {
            Some(span) => desk.view.now + moments::duration(span)?,
            None => (desk.view.now + 24 * HOUR).min(self.last_moment(desk, &series)?),
        };
        // Rounded up, as the chain does.
        let notional = amount::total(price, self.units, series.period.hours());
        let margin = (notional * u128::from(self.initial)).div_ceil(1_000);
        desk.ensure_free(margin).await?;
        let (side, word) = match self.side {
            Side::Buy => (ForwardSide::Buyer, "buy"),
            Side::Sell => (ForwardSide::Seller, "sell"),
        };
        let to = counterparty.as_ref().map_or("everybody".into(), |who| desk.who(who));
        let says = format!(
            "offers to {word} to {to}, until {}:\n{}\na margin of {} goes on hold",
            moment(valid_until),
            forward_list::terms_text(desk, &terms),
            cash(margin)
        );
        let json = json!({
            "series": desk.names.show(&series),
            "side": word,
            "terms": forward_list::terms_json(desk, &terms),
            "to": counterparty.as_ref().map(ToString::to_string),
            "validUntil": valid_until,
            "margin": text(margin),
        });
        let call = api::tx().forward().offer(terms, side, counterparty, valid_until);
        let Some(receipt) = desk.sign(&call, Plan::new(says, json)).await? else { return Ok(()) };
        let told = receipt.first("forward.Offered")?;
        let number = ids::number_of(&told["id"]) as u64;
        let says = format!("offer {number}; {} are on hold", cash(ids::number_of(&told["margin"])));
        let json = json!({ "offer": number, "margin": told["margin"], "validUntil": valid_until });
        desk.done(&receipt, &says, json).await
    }

    fn terms(&self, series: SeriesId, price: u64) -> Result<Terms, Error> {
        let hours = series.period.hours();
        Ok(Terms {
            series,
            quantity: self.units,
            price,
            settlement: if self.physical { Settlement::Physical } else { Settlement::Cash },
            initial: self.initial,
            maintenance: self.maintenance,
            call_window: moments::duration(&self.call_window)? / HOUR * HOUR,
            penalty: self.penalty,
            wait: self.wait,
            least_hours: self.least_hours.unwrap_or((hours * 4).div_ceil(5)),
            instalments: !self.no_instalments,
        })
    }
}
