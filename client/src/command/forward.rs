//! `headroom forward`: offering, accepting, and what keeps an agreement going.

use super::{
    desk::{cash, count, moment, text, Desk},
    forward_list::{self, List},
    forward_offer::Offer,
    ids::{self, number_of},
    out::Table,
    sign::{moment_told, Plan},
    Outcome, Stop,
};
use clap::Subcommand;
use headroom_client::{amount, api, Error, Receipt};
use serde_json::{json, Value};
use subxt::transactions::Payload;

#[derive(Subcommand)]
#[command(after_help = "\
Examples:
  headroom forward offer buy h100-sxm/no-1/2027-03 --units 64 --price 2.10 --to Helios
  headroom forward list
  headroom forward accept 7
  headroom forward mark 7
  headroom forward settle 7")]
pub enum Forward {
    /// Stand by terms, with the first margin on hold.
    Offer(Offer),
    /// Take an offer back.
    Cancel {
        /// Its number.
        offer: u64,
    },
    /// Accept an offer. The agreement has its number.
    Accept {
        /// Its number.
        offer: u64,
    },
    /// Agreements and offers.
    List(List),
    /// Mark an agreement: what was gained moves between the margins.
    Mark {
        /// Its number.
        agreement: u64,
    },
    /// Put cash into one's margin.
    TopUp {
        /// Its number.
        agreement: u64,
        /// Such as 7,464.10.
        amount: String,
    },
    /// Take out margin that is not needed.
    Withdraw {
        /// Its number.
        agreement: u64,
        /// Such as 7,464.10.
        amount: String,
    },
    /// Call for margin where it is short.
    Call {
        /// Its number.
        agreement: u64,
    },
    /// End an agreement whose margin call was not answered in time.
    CloseOut {
        /// Its number.
        agreement: u64,
    },
    /// Physical: put in units that are to be delivered.
    Commit {
        /// Its number.
        agreement: u64,
        /// Such as h100-sxm/no-1/2027-03@Helios.
        unit: String,
        /// How many.
        #[arg(long, visible_alias = "gpus", value_name = "N")]
        units: u32,
    },
    /// Settle an agreement that is over, an instalment, or units before the gate.
    Settle {
        /// Its number.
        agreement: u64,
    },
}

impl Forward {
    pub async fn run(&self, desk: &Desk) -> Outcome {
        let tx = api::tx();
        match self {
            Forward::Offer(offer) => offer.run(desk).await,
            Forward::List(list) => list.run(desk).await,
            Forward::Accept { offer } => accept(desk, *offer).await,
            Forward::Cancel { offer } => {
                act(desk, "takes back offer", *offer, &tx.forward().cancel_offer(*offer)).await
            },
            Forward::Mark { agreement } => {
                act(desk, "marks agreement", *agreement, &tx.forward().mark(*agreement)).await
            },
            Forward::TopUp { agreement, amount } => {
                let millionths = amount::parse(amount)?;
                desk.ensure_free(millionths).await?;
                let what = format!("puts {} into the margin of agreement", cash(millionths));
                let call = tx.forward().top_up(*agreement, millionths);
                act(desk, &what, *agreement, &call).await
            },
            Forward::Withdraw { agreement, amount } => {
                let millionths = amount::parse(amount)?;
                let what = format!("takes {} out of the margin of agreement", cash(millionths));
                let call = tx.forward().withdraw_excess(*agreement, millionths);
                act(desk, &what, *agreement, &call).await
            },
            Forward::Call { agreement } => {
                let call = tx.forward().call_margin(*agreement);
                act(desk, "calls for margin of agreement", *agreement, &call).await
            },
            Forward::CloseOut { agreement } => {
                let call = tx.forward().close_out(*agreement);
                act(desk, "closes out agreement", *agreement, &call).await
            },
            Forward::Commit { agreement, unit, units } => {
                let unit = ids::unit(&desk.names, unit)?;
                let what = format!(
                    "commits {} units of {} to agreement",
                    count(*units),
                    ids::show_unit(&desk.names, &unit)
                );
                let call = tx.forward().commit(*agreement, unit, *units);
                act(desk, &what, *agreement, &call).await
            },
            Forward::Settle { agreement } => {
                act(desk, "settles agreement", *agreement, &tx.forward().settle(*agreement)).await
            },
        }
    }
}

async fn accept(desk: &Desk, number: u64) -> Outcome {
    let found = desk.view.read(api::storage().forward().offers(), (number,)).await?;
    let offer = found.ok_or_else(|| Error::not_found(format!("there is no offer {number}")))?;
    if offer.valid_until < desk.view.now {
        let lapsed = moment(offer.valid_until);
        return Err(Error::WouldFail(format!("offer {number} lapsed at {lapsed}")).into());
    }
    desk.ensure_free(offer.margin).await?;
    let terms = forward_list::terms_text(desk, &offer.terms);
    let side = forward_list::other(&offer.side);
    let says = format!(
        "accepts offer {number} of {}, as the {side}:\n{terms}\na margin of {} goes on hold",
        desk.who(&offer.maker),
        cash(offer.margin)
    );
    let json = json!({ "offer": number, "side": side, "margin": text(offer.margin) });
    let call = api::tx().forward().accept(number);
    let Some(receipt) = desk.sign(&call, Plan::new(says, json)).await? else { return Ok(()) };
    finish(desk, number, &receipt).await
}

/// A call on one agreement or offer, and all that it told.
async fn act<C: Payload>(desk: &Desk, what: &str, number: u64, call: &C) -> Outcome {
    let plan = Plan::new(format!("{what} {number}"), json!({ "agreement": number }));
    let Some(receipt) = desk.sign(call, plan).await? else { return Ok(()) };
    finish(desk, number, &receipt).await
}

async fn finish(desk: &Desk, number: u64, receipt: &Receipt) -> Result<(), Stop> {
    let told = || receipt.events.iter().filter(|event| event.name.starts_with("forward."));
    let says: Vec<_> = told().map(|event| said(desk, &event.name, &event.fields)).collect();
    let events: Vec<_> =
        told().map(|event| json!({ "name": event.name, "fields": event.fields })).collect();
    let json = json!({ "agreement": number, "events": events });
    desk.done(receipt, &says.join("\n"), json).await
}

/// What an event says, for people.
fn said(desk: &Desk, name: &str, fields: &Value) -> String {
    let sum = |field: &str| cash(number_of(&fields[field]));
    let signed = |field: &str| {
        let text = fields[field].as_str().and_then(|text| text.parse().ok());
        amount::show_signed(text.unwrap_or_default())
    };
    let word = |field: &str| fields[field].as_str().unwrap_or_default().to_lowercase();
    match name {
        "forward.OfferCancelled" => format!("the offer is gone; {} are free", sum("margin")),
        "forward.Accepted" => format!(
            "agreed: {} buys, {} sells; a margin of {} each",
            desk.who_told(&fields["buyer"]),
            desk.who_told(&fields["seller"]),
            sum("margin")
        ),
        "forward.Marked" => format!(
            "marked at {}: {} moved to the buyer, who has gained {} in all",
            sum("mark"),
            signed("moved"),
            signed("gain")
        ),
        "forward.ToppedUp" | "forward.Withdrawn" => {
            format!("the {}'s margin is {} now", word("side"), sum("margin"))
        },
        "forward.MarginCalled" => format!(
            "the {} is called: a margin of {} until {}",
            word("side"),
            sum("level"),
            moment_told(&fields["deadline"])
        ),
        "forward.CallLifted" => format!("the call of the {} is lifted", word("side")),
        "forward.Committed" => format!("{} units are committed", fields["quantity"]),
        "forward.Freed" => {
            format!(
                "free: {} of the buyer's margin, {} of the seller's",
                sum("buyer"),
                sum("seller")
            )
        },
        "forward.Delivered" => {
            format!("{} units changed hands, {} did not", fields["quantity"], fields["left"])
        },
        "forward.Settled" => {
            let outcome = &fields["outcome"];
            let mut facts = Table::facts();
            facts
                .fact("settled", outcome.as_str().map_or(outcome.to_string(), str::to_lowercase))
                .fact("a unit and hour was worth", sum("price"))
                .fact("the buyer gained", signed("gain"))
                .fact("penalty", sum("penalty"))
                .fact("owed beyond margins", sum("debt"))
                .fact("free for the buyer", sum("buyer_freed"))
                .fact("free for the seller", sum("seller_freed"));
            desk.out.text_of(&facts)
        },
        other => format!("{other} {fields}"),
    }
}
