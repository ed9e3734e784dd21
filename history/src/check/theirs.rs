//! The picture that the chain has.

use super::{ours, Facts, Picture, Things};
use crate::store::hex;
use headroom_client::{
    api::{
        self,
        runtime_types::pallet_forward::types::{Assignment, Commitment, Party},
    },
    AccountId32, Agreement, Error, ForwardSide, Offer, SeriesId, Settlement, Side, Terms,
    UnitRecord, View,
};
use std::collections::BTreeMap;

/// Everything, at a block.
pub async fn read(view: &View) -> Result<Picture, Error> {
    let mut picture = Picture {
        orders: orders(view).await?,
        holdings: holdings(view).await?,
        values: values(view).await?,
        offers: offers(view).await?,
        agreements: agreements(view).await?,
        ..Picture::default()
    };
    let mut sold = BTreeMap::<SeriesName, u64>::new();
    for ((operator, series), record) in view.entries(api::storage().capacity().units()).await? {
        if series.period.start() > view.now {
            let inside = record.own.saturating_add(record.own_in_orders);
            *sold.entry(name(&series)).or_default() +=
                u64::from(record.supply.saturating_sub(inside));
        }
        picture.units.insert(ours::unit(&name(&series), &operator.to_string()), unit(&record));
    }
    let sold = sold.into_iter().filter(|(_, units)| *units > 0);
    picture.sold =
        sold.map(|(series, units)| (series, Facts::from([("units", units.to_string())]))).collect();
    Ok(picture)
}

type SeriesName = String;

fn name(series: &SeriesId) -> SeriesName {
    format!("{}/{}/{}", series.product, series.zone, series.period)
}

fn optional<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "none".into(), |value| value.to_string())
}

fn unit(record: &UnitRecord) -> Facts {
    Facts::from([
        ("supply", record.supply.to_string()),
        ("own", record.own.to_string()),
        ("own in orders", record.own_in_orders.to_string()),
        ("nominated", record.nominated.to_string()),
        ("settled", record.settled.to_string()),
        ("expired", record.expired.to_string()),
    ])
}

async fn orders(view: &View) -> Result<Things, Error> {
    let books = view.entries(api::storage().spot().books()).await?;
    let ticks: BTreeMap<SeriesName, u64> =
        books.into_iter().map(|((series,), book)| (name(&series), book.tick)).collect();
    let mut things = Things::new();
    for ((owner, series), orders) in view.entries(api::storage().spot().orders()).await? {
        let series = name(&series);
        let tick = ticks.get(&series).copied().unwrap_or_default();
        for order in orders.0 {
            let operator = match order.side {
                Side::Bid => None,
                Side::Ask { operator } => Some(operator),
            };
            let facts = Facts::from([
                ("owner", owner.to_string()),
                ("issuer of what it sells", optional(operator)),
                ("price", (u64::from(order.ticks) * tick).to_string()),
                ("left", order.quantity.to_string()),
                ("until", optional(order.until)),
            ]);
            things.insert(format!("order {} in {series}", order.seq), facts);
        }
    }
    Ok(things)
}

async fn holdings(view: &View) -> Result<Things, Error> {
    let entries = view.entries(api::storage().capacity().holdings()).await?;
    let things = entries.into_iter().map(|((owner, unit), holding)| {
        let unit = ours::unit(&name(&unit.series), &unit.operator.to_string());
        let facts = Facts::from([
            ("free", holding.free.to_string()),
            ("in orders", holding.in_orders.to_string()),
        ]);
        (format!("{unit} in the hands of {owner}"), facts)
    });
    Ok(things.collect())
}

async fn values(view: &View) -> Result<Things, Error> {
    let entries = view.entries(api::storage().index().values()).await?;
    let things = entries.into_iter().map(|((index, hour), value)| {
        let facts = Facts::from([
            ("price", value.price.to_string()),
            ("rung", format!("{:?}", value.rung)),
            ("method", value.method.to_string()),
            ("limited", u8::from(value.limited).to_string()),
            ("contributors", value.contributors.to_string()),
            ("quantity", value.quantity.to_string()),
            ("inputs", hex(&value.inputs)),
            ("sum", value.sum.to_string()),
            ("missing", value.missing.to_string()),
        ]);
        (ours::value(&index.to_string(), &hour.to_string()), facts)
    });
    Ok(things.collect())
}

fn side(side: &ForwardSide) -> &'static str {
    match side {
        ForwardSide::Buyer => "Buyer",
        ForwardSide::Seller => "Seller",
    }
}

async fn offers(view: &View) -> Result<Things, Error> {
    let entries = view.entries(api::storage().forward().offers()).await?;
    let things = entries.into_iter().map(|((id,), offer)| {
        let Offer { maker, side: of, terms: on, counterparty, valid_until, index, margin } = offer;
        let mut facts = terms(&on);
        facts.extend([
            ("maker", maker.to_string()),
            ("side", side(&of).into()),
            ("counterparty", optional(counterparty)),
            ("valid until", valid_until.to_string()),
            ("index", index.to_string()),
            ("margin", margin.to_string()),
        ]);
        (format!("offer {id}"), facts)
    });
    Ok(things.collect())
}

async fn agreements(view: &View) -> Result<Things, Error> {
    let entries = view.entries(api::storage().forward().agreements()).await?;
    let things = entries
        .into_iter()
        .map(|((id,), agreement)| (format!("agreement {id}"), agreement_facts(&agreement)));
    Ok(things.collect())
}

fn agreement_facts(agreement: &Agreement) -> Facts {
    let mut facts = terms(&agreement.terms);
    let committed: Vec<_> = agreement
        .committed
        .0
        .iter()
        .map(|Commitment { operator, quantity }| (operator.to_string(), *quantity))
        .collect();
    let mark = agreement.marks.0.last();
    facts.extend([
        ("index", agreement.index.to_string()),
        ("units left", agreement.quantity.to_string()),
        ("at fault", optional(agreement.fault.as_ref().map(side))),
        ("deliverable", agreement.deliverable.to_string()),
        ("committed", format!("{committed:?}")),
        ("instructions", optional(agreement.instructions.map(|hash| hex(&hash)))),
        ("moved", agreement.moved.to_string()),
        ("last mark", optional(mark.map(|(hour, mark)| format!("{mark} in hour {hour}")))),
        ("assignment", optional(agreement.assignment.as_ref().map(assignment))),
        ("buyer", agreement.buyer.account.to_string()),
        ("seller", agreement.seller.account.to_string()),
        ("buyer's call", call(&agreement.buyer)),
        ("seller's call", call(&agreement.seller)),
        ("buyer's margin", agreement.buyer.margin.to_string()),
        ("seller's margin", agreement.seller.margin.to_string()),
    ]);
    facts
}

fn assignment(assignment: &Assignment<AccountId32>) -> String {
    let consents = (assignment.other_consents, assignment.to_consents);
    format!("{} to {}, consents {consents:?}", side(&assignment.side), assignment.to)
}

fn call(party: &Party<AccountId32>) -> String {
    optional(party.call.as_ref().map(|call| format!("{} until {}", call.level, call.deadline)))
}

fn terms(terms: &Terms) -> Facts {
    let settlement = match terms.settlement {
        Settlement::Cash => "Cash",
        Settlement::Physical => "Physical",
    };
    Facts::from([
        ("series", name(&terms.series)),
        ("quantity", terms.quantity.to_string()),
        ("price", terms.price.to_string()),
        ("settlement", settlement.into()),
        ("initial", terms.initial.to_string()),
        ("maintenance", terms.maintenance.to_string()),
        ("call_window", terms.call_window.to_string()),
        ("penalty", terms.penalty.to_string()),
        ("wait", terms.wait.to_string()),
        ("least_hours", terms.least_hours.to_string()),
        ("instalments", terms.instalments.to_string()),
    ])
}
