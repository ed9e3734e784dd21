//! `headroom operator deliver`: what the meters read.

use super::{
    desk::{count, thousandths, Desk},
    ids,
    sign::{moment_told, Plan},
    Outcome,
};
use clap::Args;
use headroom_client::{
    amount,
    api::{
        self,
        runtime_types::{
            headroom_runtime::RuntimeCall, pallet_delivery::pallet::Call,
            pallet_delivery::types::Delivery,
        },
    },
    period::HOUR,
    AccountId32, DeliveryId, Error, Metered, Period, UnitId,
};
use serde_json::json;

/// The most that the chain gives at once.
const PAGE: u32 = 100;

#[derive(Args)]
#[command(after_help = "\
What is reported counts from the beginning of the period. Capacity that was available and not taken
counts as delivered. The buyer has 24 hours to object.

Examples:
  headroom operator deliver h100-sxm/no-1/2027-03 --full
  headroom operator deliver h100-sxm/no-1/2027-03 --delivery 2 --unit-hours 190.5
  headroom operator deliver open-70b/no-1/2027-03-01 --input 50000000 --cached 0 --output 9000000")]
pub struct Deliver {
    /// Of which of your series.
    series: String,
    /// Which delivery of it, by number; else the only one, or with --full all of them.
    #[arg(long, value_name = "N")]
    delivery: Option<u32>,
    /// All that was owed so far was delivered.
    #[arg(long, conflicts_with_all = ["unit_hours", "input"])]
    full: bool,
    /// Unit-hours delivered, with at most three decimals.
    #[arg(long, value_name = "N", required_unless_present_any = ["full", "input"],
          conflicts_with = "input")]
    unit_hours: Option<String>,
    /// Input tokens that were computed.
    #[arg(long, value_name = "N", requires_all = ["cached", "output"])]
    input: Option<u64>,
    /// Input tokens that were served from a cache.
    #[arg(long, value_name = "N", requires = "input")]
    cached: Option<u64>,
    /// Output tokens.
    #[arg(long, value_name = "N", requires = "input")]
    output: Option<u64>,
}

/// Every delivery of a unit that is not over, by number.
pub async fn deliveries_of(
    desk: &Desk,
    unit: &UnitId,
) -> Result<Vec<(u32, Delivery<AccountId32>)>, Error> {
    let mut all: Vec<(u32, Delivery<AccountId32>)> = Vec::new();
    loop {
        let after = all.last().map(|(index, _)| *index);
        let asked = api::runtime_apis().delivery_api().deliveries(unit.clone(), after, PAGE);
        let page = desk.view.ask(asked).await?;
        let full = page.len() == PAGE as usize;
        all.extend(page);
        if !full {
            all.sort_by_key(|(index, _)| *index);
            return Ok(all);
        }
    }
}

/// Hours of a period that are over and metered: whole days of a period longer than a day.
pub fn metered_hours(period: Period, now: u64) -> u32 {
    let over = now.saturating_sub(period.start()) / HOUR;
    let over = u32::try_from(over).unwrap_or(u32::MAX).min(period.hours());
    match period {
        Period::Hour(_) | Period::Day(_) => over,
        _ => over / 24 * 24,
    }
}

/// A number with at most three decimals, in thousandths.
pub fn milli(text: &str) -> Option<u64> {
    let millionths = amount::parse(text).ok()?;
    (millionths % 1_000 == 0).then(|| u64::try_from(millionths / 1_000).ok()).flatten()
}

impl Deliver {
    pub async fn run(&self, desk: &Desk) -> Outcome {
        let series = desk.names.series(&self.series)?;
        let unit = UnitId { series, operator: desk.options.account()? };
        let all = deliveries_of(desk, &unit).await?;
        let wanted: Vec<_> = match self.delivery {
            Some(wanted) => all.into_iter().filter(|(index, _)| *index == wanted).collect(),
            None => all,
        };
        let shown = desk.names.show(&series);
        if wanted.is_empty() {
            return Err(
                Error::not_found(format!("there is no such delivery of your {shown}")).into()
            );
        }
        if wanted.len() > 1 && !self.full {
            let numbers: Vec<_> = wanted.iter().map(|(index, _)| index.to_string()).collect();
            return Err(Error::usage(format!(
                "there are several deliveries: say which with --delivery: {}",
                numbers.join(", ")
            ))
            .into());
        }
        let mut calls = Vec::new();
        let mut says = Vec::new();
        let mut told = Vec::new();
        for (index, delivery) in wanted {
            let metered = self.metered(desk, series.period, &delivery)?;
            let id = DeliveryId { unit: unit.clone(), index };
            let name = ids::show_delivery(&desk.names, &id);
            says.push(format!("reports {} of {name}", shown_reading(&metered)));
            told.push(name);
            calls.push(RuntimeCall::Delivery(Call::report { delivery: id, metered }));
        }
        let plan = Plan::new(says.join("\n"), json!({ "deliveries": told }));
        let call = api::tx().utility().batch_all(calls);
        let Some(receipt) = desk.sign(&call, plan).await? else { return Ok(()) };
        let (mut lines, mut reports) = (Vec::new(), Vec::new());
        for (name, report) in told.iter().zip(receipt.all("delivery.Reported")) {
            lines.push(format!(
                "{name}: {} unit-hours in {} h; it stands from {} on, unless the buyer objects",
                thousandths(ids::number_of(&report["delivered"])),
                report["hours"],
                moment_told(&report["closes"])
            ));
            reports.push(json!({
                "delivery": name,
                "hours": report["hours"],
                "delivered": report["delivered"],
                "closes": ids::number_of(&report["closes"]) as u64,
            }));
        }
        desk.done(&receipt, &lines.join("\n"), json!({ "reports": reports })).await
    }

    fn metered(
        &self,
        desk: &Desk,
        period: Period,
        delivery: &Delivery<AccountId32>,
    ) -> Result<Metered, Error> {
        if let (Some(input), Some(cached), Some(output)) = (self.input, self.cached, self.output) {
            return Ok(Metered::Tokens { input, cached, output });
        }
        if let Some(text) = &self.unit_hours {
            let read = milli(text).ok_or_else(|| {
                Error::usage(format!("'{text}' is no number of unit-hours with three decimals"))
            })?;
            return Ok(Metered::UnitHours(read));
        }
        if matches!(delivery.reading, Some(Metered::Tokens { .. })) {
            return Err(Error::usage("tokens are counted: say --input, --cached and --output"));
        }
        // Of hours that are decided, what stands; of those since, all of it. What was ruled not
        // delivered the meter goes on counting.
        let hours = metered_hours(period, desk.view.now);
        let since = u64::from(hours.saturating_sub(delivery.hours));
        let owed = u64::from(delivery.quantity) * since * 1_000;
        Ok(Metered::UnitHours(owed + delivery.stands.delivered + delivery.disallowed))
    }
}

fn shown_reading(metered: &Metered) -> String {
    match metered {
        Metered::UnitHours(milli) => format!("{} unit-hours", thousandths(*milli)),
        Metered::Tokens { input, cached, output } => format!(
            "{} input, {} cached and {} output tokens",
            count(*input),
            count(*cached),
            count(*output)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_have_three_decimals() {
        assert_eq!(milli("190.5"), Some(190_500));
        assert_eq!(milli("0.001"), Some(1));
        assert_eq!(milli("0.0001"), None);
        assert_eq!(milli("-1"), None);
    }

    #[test]
    fn long_periods_are_metered_by_the_day() {
        let day: Period = "2027-03-01".parse().unwrap();
        let month: Period = "2027-03".parse().unwrap();
        let at = |hours: u64| day.start() + hours * HOUR + 1;
        assert_eq!(metered_hours(day, day.start() - 1), 0);
        assert_eq!(metered_hours(day, at(3)), 3);
        assert_eq!(metered_hours(day, at(30)), 24);
        assert_eq!(metered_hours(month, at(30)), 24);
        assert_eq!(metered_hours(month, at(48)), 48);
    }
}
