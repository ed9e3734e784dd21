//! Orders that rest: listing and cancelling them.

use super::{
    desk::{cash, count, moment, text, Desk},
    ids,
    out::{number, words, Table},
    sign::Plan,
    Outcome,
};
use clap::Args;
use headroom_client::{
    api::{self, runtime_types as chain},
    OrderId, Side,
};
use serde_json::json;

#[derive(Args)]
pub struct Cancel {
    /// Orders such as h100-sxm/no-1/2027-03#17, or series.
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    orders: Vec<String>,
    /// All of them.
    #[arg(long)]
    all: bool,
}

#[derive(Args)]
pub struct List {
    /// Whose: an address or a name; else the key's.
    #[arg(long, value_name = "WHO")]
    account: Option<String>,
}

impl Cancel {
    pub async fn run(&self, desk: &Desk) -> Outcome {
        use chain::{headroom_runtime::RuntimeCall, pallet_spot::pallet::Call};
        let owner = desk.options.account()?;
        // As many as an account can have in a series.
        let limit = desk.view.constant(api::constants().spot().max_orders())?;
        let all_of = |series| RuntimeCall::Spot(Call::cancel_orders { series, limit });
        let mut calls = Vec::new();
        let mut told = Vec::new();
        if self.all {
            for (series, orders) in desk.orders_of(&owner).await? {
                told.extend(
                    orders.iter().map(|order| ids::show_order(&desk.names, &series, order.seq)),
                );
                calls.push(all_of(series));
            }
            if calls.is_empty() {
                return if desk.out.json {
                    desk.out.json(&json!({ "cancelled": [] }))
                } else {
                    desk.out.say("no open orders")
                };
            }
        }
        for order in &self.orders {
            let (series, seq) = ids::order(&desk.names, order)?;
            told.push(order.clone());
            calls.push(match seq {
                Some(seq) => {
                    RuntimeCall::Spot(Call::cancel_order { id: OrderId { owner, series, seq } })
                },
                None => all_of(series),
            });
        }
        let plan = Plan::new(format!("cancels {}", told.join(", ")), json!({ "cancel": told }));
        let call = api::tx().utility().batch_all(calls);
        let Some(receipt) = desk.sign(&call, plan).await? else { return Ok(()) };
        let cancelled: Vec<_> = receipt
            .all("spot.OrderCancelled")
            .filter_map(|told| {
                let series = ids::series_of(&told["id"]["series"])?;
                let seq = ids::number_of(&told["id"]["seq"]) as u64;
                Some((ids::show_order(&desk.names, &series, seq), told["quantity"].clone()))
            })
            .collect();
        let says: Vec<_> = cancelled
            .iter()
            .map(|(order, units)| format!("cancelled {order}: {units} units"))
            .collect();
        let json: Vec<_> = cancelled
            .iter()
            .map(|(order, units)| json!({ "order": order, "units": units }))
            .collect();
        desk.done(&receipt, &says.join("\n"), json!({ "cancelled": json })).await
    }
}

impl List {
    pub async fn run(&self, desk: &Desk) -> Outcome {
        let account = desk.account(self.account.as_deref())?;
        let mut all: Vec<_> = desk.orders_of(&account).await?;
        all.sort_by_key(|(series, _)| (series.period, series.product, series.zone));
        let mut table = Table::new([
            words("order"),
            words("side"),
            number("units"),
            number("price"),
            number("value"),
            words("of"),
            words("until"),
        ]);
        let mut json = Vec::new();
        for (series, orders) in &mut all {
            orders.sort_by_key(|order| order.seq);
            for order in orders {
                let price = desk.price_of(series, order);
                let hours = series.period.hours();
                let value = headroom_client::amount::total(price, order.quantity, hours);
                let id = ids::show_order(&desk.names, series, order.seq);
                let (side, operator) = match &order.side {
                    Side::Bid => ("bid", None),
                    Side::Ask { operator } => ("ask", Some(operator)),
                };
                let expired = order.until.is_some_and(|until| until <= desk.view.now);
                let until = match (order.until, expired) {
                    (None, _) => String::new(),
                    (Some(_), true) => "expired".to_string(),
                    (Some(until), false) => moment(until),
                };
                table.row([
                    id.clone(),
                    side.to_string(),
                    count(order.quantity),
                    cash(price),
                    cash(value),
                    operator.map(|operator| desk.who(operator)).unwrap_or_default(),
                    until,
                ]);
                json.push(json!({
                    "order": id,
                    "series": desk.names.show(series),
                    "side": side,
                    "operator": operator.map(ToString::to_string),
                    "units": order.quantity,
                    "price": text(price),
                    "value": text(value),
                    "until": order.until,
                    "expired": expired,
                }));
            }
        }
        if desk.out.json {
            return desk.out.json(&json!({ "account": account.to_string(), "orders": json }));
        }
        if table.is_empty() {
            return desk.out.say(&format!("{} has no open orders", desk.who(&account)));
        }
        desk.out.table(&table)
    }
}
