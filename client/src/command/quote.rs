//! What a purchase would come to.

use super::{
    desk::{cash, count, moment, text, Desk},
    out::{number, words, Table},
    placing,
};
use headroom_client::{
    amount,
    api::{self, runtime_types as chain},
    period::HOUR,
    purchase::Part,
    Error, SeriesId, Side, TimeInForce,
};
use serde_json::{json, Value};

/// What is bought, and what it costs.
pub struct Quote {
    /// Product and zone.
    pub market: (u16, u16),
    /// Of each period.
    pub units: u32,
    /// In order.
    pub parts: Vec<Part>,
    /// What a taker pays.
    pub basis_points: u16,
    /// One's own asks that are met: they are cancelled.
    pub own: Vec<String>,
}

impl Quote {
    fn series(&self, part: &Part) -> SeriesId {
        SeriesId { product: self.market.0, zone: self.market.1, period: part.period }
    }

    /// Hours in all.
    pub fn hours(&self) -> u64 {
        self.parts.iter().map(|part| u64::from(part.period.hours())).sum()
    }

    fn value(&self) -> u128 {
        self.parts.iter().map(|part| part.quote.value).sum()
    }

    fn fee(&self) -> u128 {
        self.parts.iter().map(|part| amount::fee_on(part.quote.value, self.basis_points)).sum()
    }

    /// What a part costs where every unit has the worst price of it.
    fn limit(&self, part: &Part) -> u128 {
        let hours = part.period.hours();
        let (value, fee) = placing::cost(part.quote.worst, self.units, hours, self.basis_points);
        value + fee
    }

    fn at_most(&self) -> u128 {
        self.parts.iter().map(|part| self.limit(part)).sum()
    }

    /// Each order is covered at its limit when it is placed, and those before it are paid then.
    pub async fn ensure_cash(&self, desk: &Desk) -> Result<(), Error> {
        let (mut paid, mut needed) = (0, 0);
        for part in &self.parts {
            needed = self.limit(part).saturating_add(paid).max(needed);
            paid += part.quote.value + amount::fee_on(part.quote.value, self.basis_points);
        }
        desk.ensure_free(needed).await
    }

    /// One fill-or-kill bid a period, all of them or none.
    pub fn call(&self, desk: &Desk) -> Result<impl subxt::transactions::Payload, Error> {
        use chain::{headroom_runtime::RuntimeCall, pallet_spot::pallet::Call};
        let most: u32 = desk.view.constant(api::constants().spot().max_fills())?;
        let mut calls = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let orders = part.quote.orders;
            if orders > most {
                return Err(Error::usage(format!(
                    "{} would meet {orders} orders, and one may meet {most}: buy fewer units at a \
                     time",
                    desk.names.show(&self.series(part))
                )));
            }
            calls.push(RuntimeCall::Spot(Call::place_order {
                series: self.series(part),
                side: Side::Bid,
                price: part.quote.worst,
                quantity: self.units,
                time_in_force: TimeInForce::FillOrKill,
                max_fills: desk.most_fills(orders)?,
            }));
        }
        Ok(api::tx().utility().batch_all(calls))
    }

    /// For people.
    pub fn text(&self, desk: &Desk) -> String {
        let mut table = Table::new([
            words("period"),
            number("hours"),
            number("units"),
            number("price"),
            number("at most"),
            number("value"),
        ]);
        for part in &self.parts {
            let hours = part.period.hours();
            let unit_hours = u128::from(self.units) * u128::from(hours);
            table.row([
                part.period.to_string(),
                count(hours),
                count(self.units),
                // The mean of what is met, rounded up.
                cash(part.quote.value.div_ceil(unit_hours.max(1))),
                cash(part.quote.worst),
                cash(part.quote.value),
            ]);
        }
        let mut sums = Table::new([words(""), number("")]);
        sums.row(["value", &cash(self.value())])
            .row(["fee", &cash(self.fee())])
            .row(["total", &cash(self.value() + self.fee())])
            .row(["at most", &cash(self.at_most())]);
        let begins = self.parts.first().map_or(0, |part| part.period.start());
        let hours = self.hours();
        let mut text = format!(
            "{} units of {}/{} for {} h, from {} to {}\n{}\n\n{}",
            count(self.units),
            desk.names.product_name(self.market.0),
            desk.names.zone_name(self.market.1),
            count(hours),
            moment(begins),
            moment(begins + hours * HOUR),
            desk.out.text_of(&table),
            desk.out.text_of(&sums),
        );
        for own in &self.own {
            text = format!("{text}\n{own}");
        }
        text
    }

    /// For programs.
    pub fn json(&self, desk: &Desk) -> Value {
        let parts = self.parts.iter().map(|part| {
            json!({
                "series": desk.names.show(&self.series(part)),
                "hours": part.period.hours(),
                "units": self.units,
                "orders": part.quote.orders,
                "limit": text(part.quote.worst),
                "value": text(part.quote.value),
                "fee": text(amount::fee_on(part.quote.value, self.basis_points)),
            })
        });
        json!({
            "parts": parts.collect::<Vec<_>>(),
            "value": text(self.value()),
            "fee": text(self.fee()),
            "total": text(self.value() + self.fee()),
            "atMost": text(self.at_most()),
        })
    }
}
