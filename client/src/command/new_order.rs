//! Placing one order, and saying what became of it.

use super::{
    desk::{cash, count, text, Desk},
    ids, moment as moments,
    placing::{self, Placed},
    sign::Plan,
    Outcome,
};
use clap::Args;
use headroom_client::{api, Error, Receipt, SeriesId, Side, TimeInForce};
use serde_json::{json, Value};

/// What both sides say.
#[derive(Args)]
pub struct Terms {
    /// What becomes of what is not filled at once: gtc rests, gtt=MOMENT rests until then, ioc is
    /// cancelled, fok fills all or nothing, post-only rests or is refused.
    #[arg(long, value_name = "TIF", default_value = "gtc")]
    tif: String,
    /// The most orders that it may meet; else as many as it meets now, and a few.
    #[arg(long, value_name = "N")]
    max_fills: Option<u32>,
}

/// One order, as it would be placed.
pub struct New {
    /// In which book.
    pub series: SeriesId,
    /// Which side of it.
    pub side: Side,
    /// The limit.
    pub price: u64,
    /// How many.
    pub units: u32,
}

impl New {
    /// Places it, where the state does not say that it would fail.
    pub async fn place(self, desk: &Desk, terms: &Terms, needed: u128) -> Outcome {
        let New { series, side, price, units } = self;
        let tif = time_in_force(&terms.tif, desk.view.now)?;
        let account = desk.options.account()?;
        desk.ensure_terms(&series, price, units)?;
        desk.ensure_trading(&series)?;
        desk.ensure_free(needed).await?;
        let bids = matches!(side, Side::Bid);
        let (of_bids, of_asks) =
            desk.view.ask(api::runtime_apis().spot_api().depth(series, 50)).await?;
        let (now, orders) =
            placing::meets(if bids { &of_asks } else { &of_bids }, bids, price, units);
        let max_fills = terms.max_fills.map_or_else(|| desk.most_fills(orders), Ok)?;
        let key = (account, series);
        let own = desk.view.read(api::storage().spot().orders(), key).await?;
        let own = own.map_or_else(Vec::new, |own| own.0);

        let shown = desk.names.show(&series);
        let (value, fee) = placing::cost(price, units, series.period.hours(), desk.taker_fee()?);
        let mut says = format!(
            "{} {} of {shown} at {} at {}, for {} h: {} ({}); about {} of them at once; fee at most {}",
            if bids { "buys" } else { "sells" },
            count(units),
            cash(price),
            if bids { "most" } else { "least" },
            count(series.period.hours()),
            cash(value),
            terms.tif,
            count(now),
            cash(fee),
        );
        if let Some(told) = placing::own_in_the_way(desk, &series, &own, bids, price) {
            says = format!("{says}\n{told}");
        }
        let plan = json!({
            "series": shown,
            "side": if bids { "bid" } else { "ask" },
            "units": units,
            "price": text(price),
            "value": text(value),
            "feeAtMost": text(fee),
            "maxFills": max_fills,
        });
        let call = api::tx().spot().place_order(series, side, price, units, tif, max_fills);
        let Some(receipt) = desk.sign(&call, Plan::new(says, plan)).await? else { return Ok(()) };
        report(desk, &series, units, &receipt).await
    }
}

/// What became of one order.
async fn report(desk: &Desk, series: &SeriesId, units: u32, receipt: &Receipt) -> Outcome {
    let id = &receipt.first("spot.OrderPlaced")?["id"];
    let order = ids::show_order(&desk.names, series, ids::number_of(&id["seq"]) as u64);
    let placed = Placed::of(receipt);
    let dropped = receipt.all("spot.OrderCancelled").find(|told| told["id"] == *id);
    let cancelled = dropped.map_or(0, |told| ids::number_of(&told["quantity"]));
    let rests = u128::from(units).saturating_sub(placed.filled + cancelled);
    let mut says = Vec::new();
    if placed.filled > 0 {
        says.push(desk.out.text_of(&placed.table(desk)));
        says.push(format!(
            "{} of {} filled for {}, fee {}",
            count(placed.filled),
            count(units),
            cash(placed.value),
            cash(placed.fee)
        ));
    }
    if let Some(told) = dropped {
        says.push(format!("{} not filled: {}", count(cancelled), reason(told)));
    }
    if rests > 0 {
        says.push(format!("{} rest as {order}", count(rests)));
    }
    let json = json!({
        "order": order,
        "filled": placed.filled as u64,
        "value": text(placed.value),
        "fee": text(placed.fee),
        "rests": rests as u64,
        "cancelled": cancelled as u64,
        "reason": dropped.map(|told| told["reason"].clone()),
        "fills": placed.json(desk),
    });
    desk.done(receipt, &says.join("\n"), json).await
}

fn reason(told: &Value) -> &str {
    match told["reason"].as_str().unwrap_or_default() {
        "FillCap" => "it had met as many orders as it may; see --max-fills",
        "ImmediateOrCancel" => "it was immediate-or-cancel",
        other => other,
    }
}

fn time_in_force(text: &str, now: u64) -> Result<TimeInForce, Error> {
    Ok(match text.to_ascii_lowercase().as_str() {
        "gtc" => TimeInForce::GoodTillCancelled,
        "ioc" => TimeInForce::ImmediateOrCancel,
        "fok" => TimeInForce::FillOrKill,
        "post-only" => TimeInForce::PostOnly,
        other => match other.strip_prefix("gtt=") {
            Some(until) => TimeInForce::GoodTillTime(moments::parse(until, now)?.at),
            None => {
                return Err(Error::usage(format!(
                    "'{text}' is no time in force: write gtc, gtt=MOMENT, ioc, fok or post-only"
                )))
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_force_are_read() {
        assert_eq!(time_in_force("FOK", 0).unwrap(), TimeInForce::FillOrKill);
        assert_eq!(time_in_force("post-only", 0).unwrap(), TimeInForce::PostOnly);
        assert_eq!(time_in_force("gtt=+2h", 5).unwrap(), TimeInForce::GoodTillTime(7_200_005));
        for text in ["", "gtt", "gtt=", "day"] {
            assert!(matches!(time_in_force(text, 0), Err(Error::Usage(_))), "{text}");
        }
    }
}
