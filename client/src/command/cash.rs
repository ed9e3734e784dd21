//! `headroom cash`.

use super::{
    desk::{cash, text, Desk},
    out::Table,
    sign::Plan,
    Outcome,
};
use clap::{Args, Subcommand};
use headroom_client::{
    amount, api, api::runtime_types::headroom_runtime as runtime, AccountId32, Error,
};
use serde_json::json;

/// The most claims that the chain gives at once.
const PAGE: u32 = 100;

#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Cash is the stable coin, deposited one to one. It pays for everything but transaction fees.

Examples:
  headroom cash --as Charlie
  headroom cash deposit 1,000 --key desk.json
  headroom cash withdraw 250.50 --key desk.json --dry-run"
)]
pub struct Cash {
    /// Whose: an address or a name; else the key's.
    #[arg(long, value_name = "WHO")]
    account: Option<String>,
    #[command(subcommand)]
    what: Option<Change>,
}

#[derive(Subcommand)]
enum Change {
    /// Turn the stable coin into cash.
    Deposit {
        /// Such as 1,000.50.
        amount: String,
    },
    /// Turn cash into the stable coin.
    Withdraw {
        /// Such as 1,000.50.
        amount: String,
    },
    /// Pay what somebody owes from its free cash.
    Pay {
        /// Who owes.
        debtor: String,
        /// Whom.
        creditor: String,
        /// At most so much; else all of it.
        amount: Option<String>,
    },
}

impl Cash {
    pub async fn run(&self, desk: &Desk) -> Outcome {
        let Some(what) = &self.what else { return self.show(desk).await };
        match what {
            Change::Deposit { amount } => {
                let millionths = amount::parse(amount)?;
                let plan = Plan::new(
                    format!("deposits {} of the stable coin as cash", cash(millionths)),
                    json!({ "deposit": text(millionths) }),
                );
                let call = api::tx().cash().deposit(millionths);
                let Some(receipt) = desk.sign(&call, plan).await? else { return Ok(()) };
                let says = format!("deposited {}", cash(millionths));
                desk.done(&receipt, &says, json!({ "deposited": text(millionths) })).await
            },
            Change::Withdraw { amount } => {
                let millionths = amount::parse(amount)?;
                desk.ensure_free(millionths).await?;
                let plan = Plan::new(
                    format!("withdraws {} of cash as the stable coin", cash(millionths)),
                    json!({ "withdraw": text(millionths) }),
                );
                let call = api::tx().cash().withdraw(millionths);
                let Some(receipt) = desk.sign(&call, plan).await? else { return Ok(()) };
                let says = format!("withdrew {}", cash(millionths));
                desk.done(&receipt, &says, json!({ "withdrawn": text(millionths) })).await
            },
            Change::Pay { debtor, creditor, amount } => {
                let (debtor, creditor) = (desk.party(debtor)?, desk.party(creditor)?);
                let most = amount.as_deref().map_or(Ok(u128::MAX), amount::parse)?;
                let plan = Plan::new(
                    format!("pays what {} owes {}", desk.who(&debtor), desk.who(&creditor)),
                    json!({ "debtor": debtor.to_string(), "creditor": creditor.to_string() }),
                );
                let call = api::tx().cash().pay_claim(debtor, creditor, most);
                let Some(receipt) = desk.sign(&call, plan).await? else { return Ok(()) };
                let paid = receipt.first("cash.DebtPaid")?;
                let says = format!(
                    "paid {}; {} is still owed",
                    cash(super::ids::number_of(&paid["amount"])),
                    cash(super::ids::number_of(&paid["left"]))
                );
                let json = json!({ "paid": paid["amount"], "left": paid["left"] });
                desk.done(&receipt, &says, json).await
            },
        }
    }

    async fn show(&self, desk: &Desk) -> Outcome {
        let account = desk.account(self.account.as_deref())?;
        let found = desk.view.read(api::storage().cash().accounts(), (account,)).await?;
        let (free, debt, holds) = match found {
            Some(found) => (found.free, found.debt, found.holds.0),
            None => (0, 0, Vec::new()),
        };
        let claims = api::runtime_apis().cash_api().claims(account, None, PAGE);
        let claims = if debt > 0 { desk.view.ask(claims).await? } else { Vec::new() };
        let coin = coin(desk, &account).await?;
        let native = desk.view.read(api::storage().system().account(), (account,)).await?;
        let native = native.map_or(0, |found| found.data.free);
        if desk.out.json {
            let holds: Vec<_> = holds
                .iter()
                .map(|hold| json!({ "for": held_for(&hold.id).0, "amount": text(hold.amount) }))
                .collect();
            let owes: Vec<_> = claims
                .iter()
                .map(|(who, owed)| json!({ "creditor": who.to_string(), "amount": text(owed) }))
                .collect();
            return desk.out.json(&json!({
                "account": account.to_string(),
                "free": text(free),
                "holds": holds,
                "debt": text(debt),
                "owes": owes,
                "stableCoin": text(coin),
                "native": text(native),
            }));
        }
        let mut facts = Table::facts();
        facts.fact("account", account.to_string()).fact("free cash", cash(free));
        for hold in &holds {
            facts.fact(&format!("on hold, {}", held_for(&hold.id).1), cash(hold.amount));
        }
        if debt > 0 {
            facts.fact("debt", cash(debt));
        }
        for (creditor, owed) in &claims {
            facts.fact(&format!("owed to {}", desk.who(creditor)), cash(*owed));
        }
        facts
            .fact("stable coin, not deposited", cash(coin))
            .fact("for transaction fees", desk.native(native).await);
        desk.out.table(&facts)
    }
}

/// What an account has of the stable coin behind cash.
async fn coin(desk: &Desk, account: &AccountId32) -> Result<u128, Error> {
    let asset = desk.view.constant(api::constants().cash().backing_asset())?;
    let found = desk.view.read(api::storage().assets().account(), (asset, *account)).await?;
    Ok(found.map_or(0, |found| found.balance))
}

/// Why cash is on hold: for programs, and for people.
fn held_for(reason: &runtime::RuntimeHoldReason) -> (&'static str, &'static str) {
    use api::runtime_types as chain;
    use chain::{
        pallet_capacity::pallet::HoldReason as Capacity,
        pallet_delivery::pallet::HoldReason as Delivery,
        pallet_forward::pallet::HoldReason as Forward, pallet_index::pallet::HoldReason as Index,
        pallet_spot::pallet::HoldReason as Spot,
    };
    use runtime::RuntimeHoldReason as Reason;
    match reason {
        Reason::Capacity(Capacity::Registration) => ("registration", "an operator's registration"),
        Reason::Capacity(Capacity::Bond) => ("bond", "bond of units issued"),
        Reason::Capacity(Capacity::Cover) => ("cover", "cover of units sold"),
        Reason::Spot(Spot::Order) => ("orders", "orders"),
        Reason::Delivery(Delivery::Stake) => ("stakes", "stakes of objections"),
        Reason::Index(Index::Reporter) => ("reporter", "a reporter's bond"),
        Reason::Index(Index::Challenge) => ("challenges", "stakes of challenges"),
        Reason::Forward(Forward::Margin) => ("margin", "margin of forward agreements"),
    }
}
