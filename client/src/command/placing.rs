//! What is seen in the state before an order is signed, and what is told after it.

use super::{
    desk::{cash, count, moment, Desk},
    ids,
    out::{number, words, Table},
};
use headroom_client::{
    amount, api, purchase::Level, AccountId32, Error, Order, Receipt, SeriesId, Side,
};
use serde_json::{json, Value};

/// Most series of an account's orders that the chain gives at once.
const PAGE: u32 = 32;
/// Orders that may come between a look at the book and the block.
const SPARE: u32 = 4;

impl Desk {
    /// How long before a period its gate closes.
    pub fn gate_lead(&self) -> Result<u64, Error> {
        self.view.constant(api::constants().spot().gate_lead())
    }

    /// When trading of a series stops.
    pub fn trading_stop(&self, series: &SeriesId) -> Result<u64, Error> {
        let before_gate = self.view.constant(api::constants().spot().trading_stop())?;
        Ok(series.period.start().saturating_sub(self.gate_lead()? + before_gate))
    }

    /// An order of a series is taken now.
    pub fn ensure_trading(&self, series: &SeriesId) -> Result<(), Error> {
        let stops = self.trading_stop(series)?;
        if self.view.now >= stops {
            return Err(Error::WouldFail(format!(
                "trading of {} stopped at {}, and it is {}",
                self.names.show(series),
                moment(stops),
                moment(self.view.now)
            )));
        }
        if self.names.market_of(series.product, series.zone)?.paused {
            let (product, zone) =
                (self.names.product_name(series.product), self.names.zone_name(series.zone));
            return Err(Error::WouldFail(format!("the market {product}/{zone} is paused")));
        }
        Ok(())
    }

    /// A price and a quantity that the product takes.
    pub fn ensure_terms(&self, series: &SeriesId, price: u64, units: u32) -> Result<(), Error> {
        let known = self.names.products.iter().find(|product| product.id == series.product);
        let Some(product) = known else { return Ok(()) };
        if units == 0 || !units.is_multiple_of(product.lot.max(1)) {
            return Err(Error::usage(format!(
                "{units} units: {} is traded in lots of {}",
                product.name, product.lot
            )));
        }
        let tick = product.tick.max(1);
        if price == 0 || !price.is_multiple_of(tick) {
            let below = price / tick * tick;
            return Err(Error::usage(format!(
                "a price of {}: {} is priced in steps of {}, such as {} or {}",
                cash(price),
                product.name,
                cash(product.tick),
                cash(below.max(tick)),
                cash(below.max(tick) + tick)
            )));
        }
        Ok(())
    }

    /// The free cash of an account that is not in debt.
    pub async fn free_of(&self, account: &AccountId32) -> Result<u128, Error> {
        let key = (*account,);
        let found = self.view.read(api::storage().cash().accounts(), key).await?;
        let (free, debt) = found.map_or((0, 0), |found| (found.free, found.debt));
        if debt > 0 {
            return Err(Error::WouldFail(format!(
                "the account owes {}, and is held to paying that first (headroom cash)",
                cash(debt)
            )));
        }
        Ok(free)
    }

    /// So much of whoever signs is free.
    pub async fn ensure_free(&self, needed: u128) -> Result<(), Error> {
        let free = self.free_of(&self.options.account()?).await?;
        if free < needed {
            return Err(Error::WouldFail(format!(
                "it needs {} of free cash, and there is {}",
                cash(needed),
                cash(free)
            )));
        }
        Ok(())
    }

    /// The basis points that a taker pays.
    pub fn taker_fee(&self) -> Result<u16, Error> {
        self.view.constant(api::constants().spot().taker_fee())
    }

    /// The most orders that one may meet which meets so many now.
    pub fn most_fills(&self, orders: u32) -> Result<u32, Error> {
        let most: u32 = self.view.constant(api::constants().spot().max_fills())?;
        Ok(orders.saturating_add(SPARE).min(most))
    }

    /// Every open order of an account.
    pub async fn orders_of(&self, who: &AccountId32) -> Result<Vec<(SeriesId, Vec<Order>)>, Error> {
        let mut all: Vec<(SeriesId, Vec<Order>)> = Vec::new();
        loop {
            let after = all.last().map(|(series, _)| *series);
            let asked = api::runtime_apis().spot_api().orders(*who, after, PAGE);
            let page = self.view.ask(asked).await?;
            let full = page.len() == PAGE as usize;
            all.extend(page);
            if !full {
                return Ok(all);
            }
        }
    }

    /// An order's price.
    pub fn price_of(&self, series: &SeriesId, order: &Order) -> u64 {
        let product = self.names.products.iter().find(|product| product.id == series.product);
        product.map_or(0, |product| product.tick.saturating_mul(order.ticks.into()))
    }
}

/// Units and orders that one at a limit would meet, of the levels of the other side, best first.
pub fn meets(levels: &[Level], bids: bool, limit: u64, units: u32) -> (u64, u32) {
    let (mut left, mut orders) = (u64::from(units), 0_u32);
    for &(price, there, of) in levels {
        let crosses = if bids { price <= limit } else { price >= limit };
        if left == 0 || !crosses {
            break;
        }
        left -= left.min(there);
        orders = orders.saturating_add(of);
    }
    (u64::from(units) - left, orders)
}

/// What became of orders that one transaction placed.
pub struct Placed<'a> {
    fills: Vec<&'a Value>,
    /// Units that changed hands.
    pub filled: u128,
    /// Cash that did.
    pub value: u128,
    /// What the taker paid for it.
    pub fee: u128,
}

impl<'a> Placed<'a> {
    /// By what was told.
    pub fn of(receipt: &'a Receipt) -> Self {
        let fills: Vec<_> = receipt.all("spot.Filled").collect();
        let sum = |field| fills.iter().map(|fill| ids::number_of(&fill[field])).sum();
        Placed { filled: sum("quantity"), value: sum("value"), fee: sum("taker_fee"), fills }
    }

    /// Each fill, for people.
    pub fn table(&self, desk: &Desk) -> Table {
        let mut table = Table::new([
            words("series"),
            number("units"),
            number("price"),
            number("value"),
            words("operator"),
        ]);
        for fill in &self.fills {
            table.row([
                series_text(desk, fill),
                count(ids::number_of(&fill["quantity"])),
                cash(ids::number_of(&fill["price"])),
                cash(ids::number_of(&fill["value"])),
                desk.who_told(&fill["operator"]),
            ]);
        }
        table
    }

    /// Each fill, for programs.
    pub fn json(&self, desk: &Desk) -> Value {
        let fills = self.fills.iter().map(|fill| {
            json!({
                "series": series_text(desk, fill),
                "quantity": fill["quantity"],
                "price": fill["price"],
                "value": fill["value"],
                "operator": fill["operator"],
                "buyer": fill["buyer"],
                "seller": fill["seller"],
            })
        });
        Value::Array(fills.collect())
    }
}

fn series_text(desk: &Desk, fill: &Value) -> String {
    let series = ids::series_of(&fill["taker"]["series"]);
    series.map(|series| desk.names.show(&series)).unwrap_or_default()
}

/// What one's order on the other side is told before it is cancelled for meeting oneself.
pub fn own_in_the_way(
    desk: &Desk,
    series: &SeriesId,
    own: &[Order],
    bids: bool,
    limit: u64,
) -> Option<String> {
    let in_the_way = own.iter().filter(|order| {
        let price = desk.price_of(series, order);
        matches!(order.side, Side::Bid) != bids
            && if bids { price <= limit } else { price >= limit }
    });
    let ids: Vec<_> =
        in_the_way.map(|order| ids::show_order(&desk.names, series, order.seq)).collect();
    let told =
        format!("your own on the other side, where it is met, is cancelled: {}", ids.join(", "));
    (!ids.is_empty()).then_some(told)
}

/// The value of so much at a price, and the fee on it.
pub fn cost(price: u64, units: u32, hours: u32, basis_points: u16) -> (u128, u128) {
    let value = amount::total(price, units, hours);
    (value, amount::fee_on(value, basis_points))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_meets_what_crosses_it() {
        let asks = [(100, 5, 2), (110, 5, 1), (120, 50, 9)];
        assert_eq!(meets(&asks, true, 110, 8), (8, 3));
        assert_eq!(meets(&asks, true, 110, 11), (10, 3));
        assert_eq!(meets(&asks, true, 99, 1), (0, 0));
        let bids = [(90, 5, 2), (80, 5, 1)];
        assert_eq!(meets(&bids, false, 85, 9), (5, 2));
        assert_eq!(meets(&[], false, 85, 9), (0, 0));
    }
}
