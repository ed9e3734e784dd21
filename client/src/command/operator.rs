//! `headroom operator`: what operators do, and what attestors do for them.

use super::{
    desk::{cash, count, moment, text, Desk},
    ids, moment as moments,
    operator_list::List,
    reporting::{milli, Deliver},
    sign::Plan,
    Outcome,
};
use clap::{Args, Subcommand};
use headroom_client::{
    api::{self, runtime_types::bounded_collections::bounded_vec::BoundedVec},
    Error, UnitId,
};
use serde_json::json;

#[derive(Subcommand)]
#[command(after_help = "\
Examples:
  headroom operator register 'Fjord Compute' --key desk.json
  headroom operator issue h100-sxm/no-1/2027-03 --units 16
  headroom order sell h100-sxm/no-1/2027-03 --units 8 --price 2.40
  headroom operator list
  headroom operator deliver h100-sxm/no-1/2027-03 --unit-hours 190.5")]
pub enum Operator {
    /// Register as an operator, behind the registration bond.
    Register {
        /// What buyers see.
        name: String,
    },
    /// For attestors: vouch for an operator's capacity, in place of what was said before.
    Attest(Attest),
    /// Make units of a series, each behind its bond.
    Issue {
        /// Such as h100-sxm/no-1/2027-03.
        series: String,
        /// How many.
        #[arg(long, visible_alias = "gpus", value_name = "N")]
        units: u32,
    },
    /// Take back units that are not sold.
    Retire {
        /// Such as h100-sxm/no-1/2027-03.
        series: String,
        /// How many.
        #[arg(long, visible_alias = "gpus", value_name = "N")]
        units: u32,
    },
    /// Own units, what can still be issued, and deliveries due.
    List(List),
    /// Report what the meters read: all that was delivered since the period began.
    Deliver(Deliver),
    /// Answer a buyer's objection with a stake equal to the buyer's.
    Answer {
        /// Such as h100-sxm/no-1/2027-03@Helios#0.
        delivery: String,
    },
}

#[derive(Args)]
pub struct Attest {
    /// Whose capacity: a name or an address.
    operator: String,
    /// Of what, such as h100-sxm.
    #[arg(long)]
    product: String,
    /// Where, such as no-1.
    #[arg(long)]
    zone: String,
    /// How many units its pool of hardware can run; 0 withdraws.
    #[arg(long, value_name = "N")]
    units: u32,
    /// Until when: '2027-12-31', or +300d.
    #[arg(long, value_name = "MOMENT", default_value = "+300d")]
    until: String,
    /// How well it is verified and run; else the product's lowest.
    #[arg(long)]
    tier: Option<u8>,
    /// Which pool of hardware.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pool: u16,
    /// GPUs that one unit needs.
    #[arg(long, value_name = "GPUS", default_value = "1")]
    gpus_per_unit: String,
}

impl Operator {
    pub async fn run(&self, desk: &Desk) -> Outcome {
        match self {
            Operator::Register { name } => register(desk, name).await,
            Operator::Attest(attest) => attest.run(desk).await,
            Operator::Issue { series, units } => issue(desk, series, *units).await,
            Operator::Retire { series, units } => retire(desk, series, *units).await,
            Operator::List(list) => list.run(desk).await,
            Operator::Deliver(deliver) => deliver.run(desk).await,
            Operator::Answer { delivery } => super::delivery_acts::answer(desk, delivery).await,
        }
    }
}

async fn register(desk: &Desk, name: &str) -> Outcome {
    if name.is_empty() || name.len() > 32 || !name.is_ascii() {
        return Err(Error::usage("a name is 1 to 32 letters of ASCII").into());
    }
    let bond = desk.view.constant(api::constants().capacity().registration_bond())?;
    desk.ensure_free(bond).await?;
    let plan = Plan::new(
        format!("registers '{name}' as an operator, behind a bond of {}", cash(bond)),
        json!({ "name": name, "bond": text(bond) }),
    );
    let call = api::tx().capacity().register_operator(BoundedVec(name.as_bytes().to_vec()));
    let Some(receipt) = desk.sign(&call, plan).await? else { return Ok(()) };
    let told = receipt.first("capacity.OperatorRegistered")?;
    let says = format!(
        "registered '{name}'; {} are on hold. An attestor vouches for what you have before you can \
         issue",
        cash(ids::number_of(&told["bond"]))
    );
    let json = json!({ "operator": told["operator"], "name": name, "bond": told["bond"] });
    desk.done(&receipt, &says, json).await
}

impl Attest {
    async fn run(&self, desk: &Desk) -> Outcome {
        let operator = desk.party(&self.operator)?;
        let product = desk.names.product(&self.product)?;
        let zone = desk.names.zone(&self.zone)?.id;
        let until = moments::parse(&self.until, desk.view.now)?.at;
        let tier = self.tier.unwrap_or(product.lowest_tier);
        let milli_gpus = milli(&self.gpus_per_unit)
            .and_then(|milli| u32::try_from(milli).ok())
            .ok_or_else(|| Error::usage("GPUs for each unit have at most three decimals"))?;
        let plan = Plan::new(
            format!(
                "vouches for {} units of {} in {} by {}, tier {tier}, until {}",
                count(self.units),
                self.product,
                self.zone,
                desk.who(&operator),
                moment(until)
            ),
            json!({
                "operator": operator.to_string(),
                "product": self.product,
                "zone": self.zone,
                "units": self.units,
                "tier": tier,
                "until": until,
            }),
        );
        let call = api::tx()
            .capacity()
            .attest(operator, product.id, zone, self.pool, self.units, milli_gpus, tier, until);
        let Some(receipt) = desk.sign(&call, plan).await? else { return Ok(()) };
        let told = receipt.first("capacity.Attested")?;
        let short = told["short"] == true;
        let note = if short { "; that is less than what is issued" } else { "" };
        let says = format!("attested {} units until {}{note}", count(self.units), moment(until));
        let json = json!({ "operator": told["operator"], "units": self.units, "short": short });
        desk.done(&receipt, &says, json).await
    }
}

async fn issue(desk: &Desk, text_of: &str, units: u32) -> Outcome {
    let series = desk.names.series(text_of)?;
    let account = desk.options.account()?;
    let asked = api::runtime_apis().capacity_api().issuable(account, series);
    let room = desk.view.ask(asked).await?;
    if units == 0 || units > room {
        return Err(Error::WouldFail(format!(
            "{} units are to be issued, and {} can be: see headroom operator list",
            count(units),
            count(room)
        ))
        .into());
    }
    let shown = desk.names.show(&series);
    let plan = Plan::new(
        format!("issues {} units of {shown}, of {} that can be", count(units), count(room)),
        json!({ "series": shown, "units": units, "issuable": room }),
    );
    let call = api::tx().capacity().issue(series, units);
    let Some(receipt) = desk.sign(&call, plan).await? else { return Ok(()) };
    let told = receipt.first("capacity.Issued")?;
    let says = format!(
        "issued {} units of {shown}; bond on hold {}, cover {} for a unit and hour once sold",
        count(units),
        cash(ids::number_of(&told["bond"])),
        cash(ids::number_of(&told["cover_rate"]))
    );
    let json = json!({
        "series": shown,
        "units": units,
        "bond": told["bond"],
        "coverRate": told["cover_rate"],
        "bondRate": told["bond_rate"],
    });
    desk.done(&receipt, &says, json).await
}

async fn retire(desk: &Desk, text_of: &str, units: u32) -> Outcome {
    let series = desk.names.series(text_of)?;
    let unit = UnitId { series, operator: desk.options.account()? };
    let shown = desk.names.show(&series);
    let plan = Plan::new(
        format!("takes back {} units of {shown}", count(units)),
        json!({ "series": shown, "units": units }),
    );
    let call = api::tx().capacity().retire(unit, units);
    let Some(receipt) = desk.sign(&call, plan).await? else { return Ok(()) };
    let told = receipt.first("capacity.Retired")?;
    let freed = cash(ids::number_of(&told["bond"]));
    let says = format!("took back {} units; {freed} are free", count(units));
    let json = json!({ "series": shown, "units": units, "freed": told["bond"] });
    desk.done(&receipt, &says, json).await
}
