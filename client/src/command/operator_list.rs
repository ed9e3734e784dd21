//! `headroom operator list`.

use super::{
    desk::{cash, count, moment, text, Desk},
    ids,
    out::{number, words, Table},
    reporting::{deliveries_of, metered_hours},
    Outcome,
};
use clap::Args;
use headroom_client::{api, AccountId32, DeliveryId, Error, Period, SeriesId, UnitId, UnitRecord};
use serde_json::{json, Value};

/// The most that the chain gives at once.
const PAGE: u32 = 100;

#[derive(Args)]
#[command(after_help = "\
Examples:
  headroom operator list --as Helios
  headroom operator list h100-sxm/no-1/2027-03 --as Helios     how many of it can still be issued")]
pub struct List {
    /// How many of these can still be issued; else of the next day, month and year.
    series: Vec<String>,
    /// Whose: an address or a name; else the key's.
    #[arg(long, value_name = "WHO")]
    account: Option<String>,
}

/// A table, and the same for programs.
type Shown = (Table, Vec<Value>);

impl List {
    pub async fn run(&self, desk: &Desk) -> Outcome {
        let account = desk.account(self.account.as_deref())?;
        let operators = api::storage().capacity().operators();
        let Some(operator) = desk.view.read(operators, (account,)).await? else {
            return Err(Error::not_found(format!(
                "{} is no operator: see headroom operator register",
                desk.who(&account)
            ))
            .into());
        };
        let units = issued(desk, &account).await?;
        let working = desk.out.working("reading deliveries");
        let (unit_table, unit_json) = shown_units(desk, &units);
        let (due_table, due_json) = self.due(desk, &account, &units).await?;
        let (room_table, room_json) = self.room(desk, &account).await?;
        drop(working);
        if desk.out.json {
            return desk.out.json(&json!({
                "operator": account.to_string(),
                "name": String::from_utf8_lossy(&operator.name.0),
                "inDebt": operator.in_debt,
                "bond": text(operator.bond),
                "units": unit_json,
                "deliveries": due_json,
                "issuable": room_json,
            }));
        }
        let debt = if operator.in_debt { "; in debt: see headroom cash" } else { "" };
        desk.out.say(&format!(
            "{}, behind a bond of {}{debt}",
            String::from_utf8_lossy(&operator.name.0),
            cash(operator.bond)
        ))?;
        for (name, table) in [
            ("issued", &unit_table),
            ("deliveries due", &due_table),
            ("can still be issued", &room_table),
        ] {
            let text = if table.is_empty() { "none".into() } else { desk.out.text_of(table) };
            desk.out.say(&format!("\n{name}\n{text}"))?;
        }
        Ok(())
    }

    /// Deliveries that can be reported, or are waited for.
    async fn due(
        &self,
        desk: &Desk,
        account: &AccountId32,
        units: &[(SeriesId, UnitRecord)],
    ) -> Result<Shown, Error> {
        let mut table = Table::new([
            words("delivery"),
            words("buyer"),
            number("units"),
            number("hours over"),
            number("reported"),
            words("report until"),
            words("state"),
        ]);
        let mut json = Vec::new();
        let window = desk.view.constant(api::constants().delivery().report_window())?;
        for (series, _) in units.iter().filter(|(_, unit)| unit.nominated > 0) {
            let unit = UnitId { series: *series, operator: *account };
            for (index, delivery) in deliveries_of(desk, &unit).await? {
                let id = DeliveryId { unit: unit.clone(), index };
                let phase = desk
                    .view
                    .ask(api::runtime_apis().delivery_api().phase(id.clone()))
                    .await?
                    .map_or_else(String::new, |phase| format!("{phase:?}"));
                let over = metered_hours(series.period, desk.view.now);
                let reported = delivery.pending.as_ref().map_or(delivery.hours, |open| open.hours);
                let until = series.period.end().max(delivery.reopened) + window;
                table.row([
                    ids::show_delivery(&desk.names, &id),
                    desk.who(&delivery.buyer),
                    count(delivery.quantity),
                    count(over),
                    count(reported),
                    moment(until),
                    phase.to_lowercase(),
                ]);
                json.push(json!({
                    "delivery": ids::show_delivery(&desk.names, &id),
                    "buyer": delivery.buyer.to_string(),
                    "units": delivery.quantity,
                    "hoursOver": over,
                    "hoursReported": reported,
                    "reportUntil": until,
                    "phase": phase,
                }));
            }
        }
        Ok((table, json))
    }

    /// What can still be issued, by what it is attested for.
    async fn room(&self, desk: &Desk, account: &AccountId32) -> Result<Shown, Error> {
        let mut table = Table::new([words("series"), number("units"), words("attested")]);
        let mut json = Vec::new();
        let lines = lines(desk, account).await?;
        let asked: Vec<SeriesId> = if self.series.is_empty() {
            let periods = next_periods(desk.view.now);
            let of = |(product, zone): (u16, u16)| {
                periods.map(|period| SeriesId { product, zone, period })
            };
            lines.iter().flat_map(|(line, _)| of(*line)).collect()
        } else {
            self.series.iter().map(|text| desk.names.series(text)).collect::<Result<_, _>>()?
        };
        for series in asked {
            let apis = api::runtime_apis();
            let room = desk.view.ask(apis.capacity_api().issuable(*account, series)).await?;
            let line = lines.iter().find(|(line, _)| *line == (series.product, series.zone));
            let attested = line.map_or_else(
                || "not at all".to_string(),
                |(_, (units, tier, until))| {
                    format!("{} of tier {tier} until {}", count(*units), moment(*until))
                },
            );
            table.row([desk.names.show(&series), count(room), attested]);
            json.push(json!({
                "series": desk.names.show(&series),
                "units": room,
                "attested": line.map_or(0, |(_, (units, _, _))| *units),
                "tier": line.map(|(_, (_, tier, _))| *tier),
                "until": line.map(|(_, (_, _, until))| *until),
            }));
        }
        Ok((table, json))
    }
}

fn shown_units(desk: &Desk, units: &[(SeriesId, UnitRecord)]) -> Shown {
    let mut table = Table::new([
        words("series"),
        number("issued"),
        number("own"),
        number("in orders"),
        number("nominated"),
        number("over"),
        number("cover held"),
        number("bond held"),
    ]);
    let mut json = Vec::new();
    for (series, unit) in units {
        table.row([
            desk.names.show(series),
            count(unit.supply),
            count(unit.own),
            count(unit.own_in_orders),
            count(unit.nominated),
            count(unit.settled + unit.expired),
            cash(unit.cover_held),
            cash(unit.bond_held),
        ]);
        json.push(json!({
            "series": desk.names.show(series),
            "issued": unit.supply,
            "own": unit.own,
            "inOrders": unit.own_in_orders,
            "nominated": unit.nominated,
            "settled": unit.settled,
            "expired": unit.expired,
            "coverRate": text(unit.cover_rate),
            "coverHeld": text(unit.cover_held),
            "bondHeld": text(unit.bond_held),
        }));
    }
    (table, json)
}

/// The next day, month and year.
fn next_periods(now: u64) -> [Period; 3] {
    let day = Period::day_of(Period::day_of(now).end());
    let after =
        |period: Option<Period>| period.map(|period| Period::day_of(period.end())).unwrap_or(day);
    let month = after(Period::day_of(now).parent()).parent().unwrap_or(day);
    let year = |period: Period| period.parent().and_then(|quarter| quarter.parent());
    let this_year = Period::day_of(now).parent().and_then(year);
    let next_year = after(this_year).parent().and_then(year).unwrap_or(day);
    [day, month, next_year]
}

/// Everything that an operator has issued and that is not over.
async fn issued(desk: &Desk, operator: &AccountId32) -> Result<Vec<(SeriesId, UnitRecord)>, Error> {
    let mut all: Vec<(SeriesId, UnitRecord)> = Vec::new();
    loop {
        let after = all.last().map(|(series, _)| *series);
        let asked = api::runtime_apis().capacity_api().issued(*operator, after, PAGE);
        let page = desk.view.ask(asked).await?;
        let full = page.len() == PAGE as usize;
        all.extend(page);
        if !full {
            all.sort_by_key(|(series, _)| (series.period, series.product, series.zone));
            return Ok(all);
        }
    }
}

/// What an operator is attested for: product and zone; units, tier, and until when.
async fn lines(
    desk: &Desk,
    operator: &AccountId32,
) -> Result<Vec<((u16, u16), (u32, u8, u64))>, Error> {
    let mut found = Vec::new();
    for market in &desk.names.markets {
        let key = (*operator, (market.product, market.zone));
        if let Some(line) = desk.view.read(api::storage().capacity().lines(), key).await? {
            let of = (market.product, market.zone);
            found.push((of, (line.quantity, line.tier, line.valid_until)));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_periods_begin_after_this_day() {
        let of = |text: &str| {
            let day: Period = text.parse().unwrap();
            next_periods(day.start() + 5).map(|period| period.to_string())
        };
        assert_eq!(of("2027-03-01"), ["2027-03-02", "2027-04", "2028"]);
        assert_eq!(of("2027-12-31"), ["2028-01-01", "2028-01", "2028"]);
    }
}
