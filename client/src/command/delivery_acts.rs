//! What buyers, operators and anybody do about a delivery.

use super::{
    desk::{cash, text, thousandths, Desk},
    ids::{self, number_of},
    out::Table,
    reporting::milli,
    sign::{moment_told, Plan},
    Outcome,
};
use headroom_client::{
    amount,
    api::{self, runtime_types::pallet_delivery::types::Delivery},
    AccountId32, DeliveryId, Error, UnitId,
};
use serde_json::json;

/// What a delivery is owed as a whole, in thousandths of a unit-hour.
pub fn owed(unit: &UnitId, delivery: &Delivery<AccountId32>) -> u64 {
    u64::from(delivery.quantity) * u64::from(unit.series.period.hours()) * 1_000
}

async fn find(desk: &Desk, id: &DeliveryId) -> Result<Delivery<AccountId32>, Error> {
    let key = (id.unit.clone(), id.index);
    let found = desk.view.read(api::storage().delivery().deliveries(), key).await?;
    found.ok_or_else(|| {
        let shown = ids::show_delivery(&desk.names, id);
        Error::not_found(format!("there is no delivery {shown}, or it is over"))
    })
}

/// What the operator reports, in thousandths of a unit-hour.
fn reported(delivery: &Delivery<AccountId32>) -> Result<u64, Error> {
    let open = delivery.pending.as_ref().ok_or_else(|| {
        Error::WouldFail("the operator has reported nothing that is still open".into())
    })?;
    Ok(open.delivered)
}

/// `headroom deliveries accept`.
pub async fn accept(desk: &Desk, text_of: &str) -> Outcome {
    let id = ids::delivery(&desk.names, text_of)?;
    let delivery = find(desk, &id).await?;
    let delivered = reported(&delivery)?;
    let says = format!(
        "accepts {} of {} unit-hours of {text_of}",
        thousandths(delivered),
        thousandths(owed(&id.unit, &delivery))
    );
    let plan = Plan::new(says, json!({ "delivery": text_of, "delivered": text(delivered) }));
    let call = api::tx().delivery().accept(id, delivered);
    let Some(receipt) = desk.sign(&call, plan).await? else { return Ok(()) };
    let says = format!("accepted {} unit-hours; anybody can settle it now", thousandths(delivered));
    let json = json!({ "delivery": text_of, "delivered": text(delivered) });
    desk.done(&receipt, &says, json).await
}

/// `headroom deliveries object`.
pub async fn object(desk: &Desk, text_of: &str, delivered: &str) -> Outcome {
    let id = ids::delivery(&desk.names, text_of)?;
    let delivery = find(desk, &id).await?;
    let reported = reported(&delivery)?;
    let claimed = milli(delivered).ok_or_else(|| {
        Error::usage(format!("'{delivered}' is no number of unit-hours with three decimals"))
    })?;
    if claimed >= reported {
        return Err(Error::WouldFail(format!(
            "{} unit-hours were reported: an objection says that it was less",
            thousandths(reported)
        ))
        .into());
    }
    // A share of the disputed cover, rounded up, and no less than the least.
    let share: u32 = desk.view.constant(api::constants().delivery().stake_share())?;
    let least: u128 = desk.view.constant(api::constants().delivery().min_stake())?;
    let disputed = u128::from(reported - claimed) * u128::from(delivery.cover_rate);
    let stake = (disputed * u128::from(share)).div_ceil(amount::ONE).max(least);
    desk.ensure_free(stake).await?;
    let says = format!(
        "objects: {} unit-hours of {text_of}, not {}; a stake of about {}",
        thousandths(claimed),
        thousandths(reported),
        cash(stake)
    );
    let plan = Plan::new(says, json!({ "delivery": text_of, "claimed": text(claimed) }));
    let call = api::tx().delivery().object(id, reported, claimed);
    let Some(receipt) = desk.sign(&call, plan).await? else { return Ok(()) };
    let told = receipt.first("delivery.Objected")?;
    let says = format!(
        "objected with a stake of {}; the operator answers until {}, or your claim stands",
        cash(number_of(&told["stake"])),
        moment_told(&told["deadline"])
    );
    let json = json!({
        "delivery": text_of,
        "claimed": told["claimed"],
        "reported": told["reported"],
        "stake": told["stake"],
        "deadline": number_of(&told["deadline"]) as u64,
    });
    desk.done(&receipt, &says, json).await
}

/// `headroom operator answer`.
pub async fn answer(desk: &Desk, text_of: &str) -> Outcome {
    let id = ids::delivery(&desk.names, text_of)?;
    let delivery = find(desk, &id).await?;
    let dispute = delivery.dispute.as_ref().ok_or_else(|| {
        Error::WouldFail(format!("nobody objects to what was reported of {text_of}"))
    })?;
    desk.ensure_free(dispute.stake).await?;
    let says = format!(
        "answers the objection to {text_of}: {} unit-hours were reported, {} are claimed; a stake \
         of {}",
        thousandths(dispute.reported),
        thousandths(dispute.claimed),
        cash(dispute.stake)
    );
    let plan = Plan::new(says, json!({ "delivery": text_of, "stake": text(dispute.stake) }));
    let call = api::tx().delivery().answer(id);
    let Some(receipt) = desk.sign(&call, plan).await? else { return Ok(()) };
    let told = receipt.first("delivery.Answered")?;
    let says = format!("answered; an arbiter rules until {}", moment_told(&told["deadline"]));
    let json = json!({
        "delivery": text_of,
        "stake": told["stake"],
        "deadline": number_of(&told["deadline"]) as u64,
    });
    desk.done(&receipt, &says, json).await
}

/// `headroom deliveries settle`.
pub async fn settle(desk: &Desk, text_of: &str) -> Outcome {
    let id = ids::delivery(&desk.names, text_of)?;
    let plan =
        Plan::new(format!("settles what stands of {text_of}"), json!({ "delivery": text_of }));
    let call = api::tx().delivery().settle(id);
    let Some(receipt) = desk.sign(&call, plan).await? else { return Ok(()) };
    let told = receipt.first("delivery.Settled")?;
    let over = told["finished"] == true;
    let sum = |field| cash(number_of(&told[field]));
    let hours = |field| thousandths(number_of(&told[field]));
    let mut facts = Table::facts();
    facts
        .fact("delivered", format!("{} unit-hours", hours("delivered")))
        .fact("not delivered", format!("{} unit-hours", hours("lost")))
        .fact("cover to the operator", sum("released"))
        .fact("cover back to the buyer", sum("refunded"))
        .fact("damages to the buyer", sum("damages"))
        .fact("owed to the buyer besides", sum("debt"))
        .fact("over", if over { "yes" } else { "no" });
    let json = json!({
        "delivery": text_of,
        "delivered": told["delivered"],
        "lost": told["lost"],
        "released": told["released"],
        "refunded": told["refunded"],
        "damages": told["damages"],
        "debt": told["debt"],
        "finished": over,
    });
    desk.done(&receipt, &desk.out.text_of(&facts), json).await
}
