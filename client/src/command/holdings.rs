//! `headroom holdings`.

use super::{
    desk::{count, moment, Desk},
    ids,
    out::{number, words, Table},
    Outcome,
};
use clap::Args;
use headroom_client::{api, AccountId32, Error, Holding, UnitId};
use serde_json::json;

/// The most that the chain gives at once.
const PAGE: u32 = 100;

#[derive(Args)]
#[command(after_help = "\
Examples:
  headroom holdings --as Charlie
  headroom holdings --account 5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y --json")]
pub struct Holdings {
    /// Whose: an address or a name; else the key's.
    #[arg(long, value_name = "WHO")]
    account: Option<String>,
}

impl Holdings {
    pub async fn run(&self, desk: &Desk) -> Outcome {
        let account = desk.account(self.account.as_deref())?;
        let mut all = of(desk, &account).await?;
        all.sort_by_key(|(unit, _)| (unit.series.period, unit.series.product, unit.series.zone));
        let gate = desk.gate_lead()?;
        let closes = |unit: &UnitId| unit.series.period.start().saturating_sub(gate);
        if desk.out.json {
            let units: Vec<_> = all
                .iter()
                .map(|(unit, holding)| {
                    json!({
                        "unit": ids::show_unit(&desk.names, unit),
                        "series": desk.names.show(&unit.series),
                        "operator": unit.operator.to_string(),
                        "free": holding.free,
                        "inOrders": holding.in_orders,
                        "gateCloses": closes(unit),
                    })
                })
                .collect();
            return desk.out.json(&json!({ "account": account.to_string(), "units": units }));
        }
        if all.is_empty() {
            return desk.out.say(&format!("{} holds no units of others", desk.who(&account)));
        }
        let mut table = Table::new([
            words("unit"),
            number("free"),
            number("in orders"),
            words("nominate until"),
        ]);
        for (unit, holding) in &all {
            let closes = closes(unit);
            table.row([
                ids::show_unit(&desk.names, unit),
                count(holding.free),
                count(holding.in_orders),
                if closes <= desk.view.now { "the gate is closed".into() } else { moment(closes) },
            ]);
        }
        desk.out.table(&table)
    }
}

/// Every unit of others that an account owns.
pub async fn of(desk: &Desk, who: &AccountId32) -> Result<Vec<(UnitId, Holding)>, Error> {
    let mut all: Vec<(UnitId, Holding)> = Vec::new();
    loop {
        let after = all.last().map(|(unit, _)| unit.clone());
        let asked = api::runtime_apis().capacity_api().holdings(*who, after, PAGE);
        let page = desk.view.ask(asked).await?;
        let full = page.len() == PAGE as usize;
        all.extend(page);
        if !full {
            return Ok(all);
        }
    }
}
