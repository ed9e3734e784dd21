//! `headroom deliveries`: the list, and where to deliver.

use super::{
    delivery_acts::{accept, object, owed, settle},
    desk::{count, moment, text, thousandths, Desk},
    ids::{self, number_of},
    out::{number, words, Table},
    sign::Plan,
    Outcome,
};
use clap::{Args, Subcommand};
use headroom_client::{api, AccountId32, DeliveryId, Error};
use serde_json::json;

#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Without a word it lists the deliveries that an account takes or makes and that are not over.

Examples:
  headroom deliveries --as Charlie
  headroom deliveries nominate h100-sxm/no-1/2027-03@Helios --units 8 --to 'k8s://my-cluster'
  headroom deliveries accept h100-sxm/no-1/2027-03@Helios#0
  headroom deliveries object h100-sxm/no-1/2027-03@Helios#0 --delivered 150
  headroom deliveries settle h100-sxm/no-1/2027-03@Helios#0"
)]
pub struct Deliveries {
    /// Whose: an address or a name; else the key's.
    #[arg(long, value_name = "WHO")]
    account: Option<String>,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand)]
enum What {
    /// Say where units are to be delivered, until an hour before their period.
    Nominate(Nominate),
    /// Accept what the operator reports: it stands at once.
    Accept {
        /// Such as h100-sxm/no-1/2027-03@Helios#0.
        delivery: String,
    },
    /// Object to it: less was delivered.
    Object {
        /// Such as h100-sxm/no-1/2027-03@Helios#0.
        delivery: String,
        /// Unit-hours that really were, since the period began.
        #[arg(long, value_name = "UNIT-HOURS")]
        delivered: String,
    },
    /// Have what stands paid for.
    Settle {
        /// Such as h100-sxm/no-1/2027-03@Helios#0.
        delivery: String,
    },
}

#[derive(Args)]
struct Nominate {
    /// Such as h100-sxm/no-1/2027-03@Helios.
    unit: String,
    /// How many; else all that are free.
    #[arg(long, visible_alias = "gpus", value_name = "N")]
    units: Option<u32>,
    /// Where and how, in words. The chain keeps their SHA-256; give the words to the operator.
    #[arg(long, value_name = "WORDS", required_unless_present = "hash")]
    to: Option<String>,
    /// The hash itself: 0x and 64 digits.
    #[arg(long, conflicts_with = "to")]
    hash: Option<String>,
}

impl Deliveries {
    pub async fn run(&self, desk: &Desk) -> Outcome {
        match &self.what {
            None => list(desk, &desk.account(self.account.as_deref())?).await,
            Some(What::Nominate(nominate)) => nominate.run(desk).await,
            Some(What::Accept { delivery }) => accept(desk, delivery).await,
            Some(What::Object { delivery, delivered }) => object(desk, delivery, delivered).await,
            Some(What::Settle { delivery }) => settle(desk, delivery).await,
        }
    }
}

async fn list(desk: &Desk, account: &AccountId32) -> Outcome {
    let working = desk.out.working("reading deliveries");
    let all = desk.view.entries(api::storage().delivery().deliveries()).await?;
    let mut own: Vec<_> = all
        .into_iter()
        .map(|((unit, index), delivery)| (DeliveryId { unit, index }, delivery))
        .filter(|(id, delivery)| delivery.buyer == *account || id.unit.operator == *account)
        .collect();
    own.sort_by_key(|(id, _)| {
        let series = id.unit.series;
        (series.period, series.product, series.zone, id.unit.operator.0, id.index)
    });
    let mut table = Table::new([
        words("delivery"),
        words("with"),
        number("units"),
        number("owed"),
        number("stands"),
        number("reported"),
        words("state"),
    ]);
    let mut json = Vec::new();
    for (id, delivery) in own {
        let asked = api::runtime_apis().delivery_api().phase(id.clone());
        let phase = desk.view.ask(asked).await?;
        let phase = phase.map_or_else(String::new, |phase| format!("{phase:?}"));
        let buys = delivery.buyer == *account;
        let owed = owed(&id.unit, &delivery);
        let shown = ids::show_delivery(&desk.names, &id);
        let waits = match (&delivery.dispute, &delivery.pending) {
            (Some(dispute), _) => Some(dispute.deadline),
            (None, Some(report)) => Some(report.closes),
            (None, None) => None,
        };
        let until = waits.map(|until| format!(" until {}", moment(until))).unwrap_or_default();
        table.row([
            shown.clone(),
            match buys {
                true => format!("from {}", desk.who(&id.unit.operator)),
                false => format!("to {}", desk.who(&delivery.buyer)),
            },
            count(delivery.quantity),
            thousandths(owed),
            thousandths(delivery.stands.delivered),
            delivery.pending.as_ref().map_or(String::new(), |open| thousandths(open.delivered)),
            format!("{}{until}", phase.to_lowercase()),
        ]);
        json.push(json!({
            "delivery": shown,
            "series": desk.names.show(&id.unit.series),
            "operator": id.unit.operator.to_string(),
            "buyer": delivery.buyer.to_string(),
            "units": delivery.quantity,
            "owed": text(owed),
            "stands": {
                "hours": delivery.hours,
                "delivered": text(delivery.stands.delivered),
                "lost": text(delivery.stands.lost),
            },
            "reported": delivery.pending.as_ref().map(|open| json!({
                "hours": open.hours,
                "delivered": text(open.delivered),
                "closes": open.closes,
            })),
            "objection": delivery.dispute.as_ref().map(|dispute| json!({
                "claimed": text(dispute.claimed),
                "reported": text(dispute.reported),
                "stake": text(dispute.stake),
                "answered": dispute.answered,
                "deadline": dispute.deadline,
            })),
            "phase": phase,
        }));
    }
    drop(working);
    if desk.out.json {
        let whole = json!({ "account": account.to_string(), "deliveries": json });
        return desk.out.json(&whole);
    }
    if table.is_empty() {
        return desk.out.say(&format!("{} has no deliveries", desk.who(account)));
    }
    desk.out.table(&table)?;
    desk.out.say("owed, stands and reported are in unit-hours")
}

impl Nominate {
    async fn run(&self, desk: &Desk) -> Outcome {
        let unit = ids::unit(&desk.names, &self.unit)?;
        let account = desk.options.account()?;
        let held = super::holdings::of(desk, &account).await?;
        let free = held.iter().find(|(held, _)| *held == unit).map_or(0, |(_, held)| held.free);
        let units = self.units.unwrap_or(free);
        let shown = ids::show_unit(&desk.names, &unit);
        if units == 0 || units > free {
            return Err(Error::WouldFail(format!("{} of {shown} are free", count(free))).into());
        }
        let hash = match (&self.hash, &self.to) {
            (Some(hash), _) => read_hash(hash)?,
            (None, to) => sp_crypto_hashing::sha2_256(to.as_deref().unwrap_or_default().as_bytes()),
        };
        let hex = show_hash(&hash);
        let plan = Plan::new(
            format!("nominates {} units of {shown}, instructions {hex}", count(units)),
            json!({ "unit": shown, "units": units, "instructions": hex }),
        );
        let call = api::tx().delivery().nominate(unit.clone(), units, hash);
        let Some(receipt) = desk.sign(&call, plan).await? else { return Ok(()) };
        let told = receipt.first("delivery.Nominated")?;
        let index = number_of(&told["delivery"]["index"]) as u32;
        let id = ids::show_delivery(&desk.names, &DeliveryId { unit, index });
        let says = format!(
            "nominated {} units as {id}\ninstructions {hex}: give the operator the words",
            count(units)
        );
        let json = json!({ "delivery": id, "units": units, "instructions": hex });
        desk.done(&receipt, &says, json).await
    }
}

fn show_hash(hash: &[u8; 32]) -> String {
    let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("0x{digits}")
}

/// 0x and 64 digits.
pub fn read_hash(text: &str) -> Result<[u8; 32], Error> {
    let wrong = || Error::usage(format!("'{text}' is no hash: write 0x and 64 digits"));
    let digits = text.strip_prefix("0x").filter(|digits| digits.len() == 64).ok_or_else(wrong)?;
    let mut hash = [0; 32];
    for (n, byte) in hash.iter_mut().enumerate() {
        let two = digits.get(2 * n..2 * n + 2).ok_or_else(wrong)?;
        *byte = u8::from_str_radix(two, 16).map_err(|_| wrong())?;
    }
    Ok(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_read_as_they_are_shown() {
        let hash = sp_crypto_hashing::sha2_256(b"k8s://my-cluster");
        assert_eq!(read_hash(&show_hash(&hash)).unwrap(), hash);
        let short = "0".repeat(66);
        for text in ["", "0x", "0x00", short.as_str(), &format!("0x{}", "g".repeat(64))] {
            assert!(read_hash(text).is_err(), "{text}");
        }
        assert!(read_hash(&format!("0x{}", "é".repeat(32))).is_err());
    }
}
