//! `headroom products`.

use super::{
    desk::{cash, count, text, Desk},
    out::{number, words, Table},
    Outcome,
};
use headroom_client::{names::Product, Deliverable};
use serde_json::{json, Value};

pub async fn run(desk: &Desk) -> Outcome {
    let names = &desk.names;
    if desk.out.json {
        return desk.out.json(&json!({
            "products": names.products.iter().map(product_json).collect::<Vec<_>>(),
            "zones": names.zones.iter().map(|zone| json!({
                "id": zone.id,
                "name": zone.name,
                "region": zone.region,
                "jurisdiction": zone.jurisdiction,
            })).collect::<Vec<_>>(),
            "markets": names.markets.iter().map(|market| json!({
                "product": names.product_name(market.product),
                "zone": names.zone_name(market.zone),
                "reference": text(market.reference),
                "paused": market.paused,
                "index": market.index,
            })).collect::<Vec<_>>(),
            "operators": names.operators.iter().map(|operator| json!({
                "name": operator.name,
                "account": operator.account.to_string(),
                "inDebt": operator.in_debt,
            })).collect::<Vec<_>>(),
        }));
    }
    let mut products = Table::new([
        words("product"),
        words("a unit is, for every hour"),
        number("tick"),
        number("lot"),
        number("tier"),
    ]);
    for product in &names.products {
        let retired = if product.retired { " (retired: nothing new is issued)" } else { "" };
        products.row([
            names.product_name(product.id),
            format!("{}{retired}", deliverable(&product.deliverable)),
            cash(product.tick),
            count(product.lot),
            format!("{}+", product.lowest_tier),
        ]);
    }
    let mut markets = Table::new([
        words("market"),
        words("region"),
        words("in"),
        number("reference price"),
        words("index"),
        words(""),
    ]);
    for market in &names.markets {
        let zone = names.zones.iter().find(|zone| zone.id == market.zone);
        markets.row([
            format!("{}/{}", names.product_name(market.product), names.zone_name(market.zone)),
            zone.map(|zone| zone.region.clone()).unwrap_or_default(),
            zone.map(|zone| zone.jurisdiction.clone()).unwrap_or_default(),
            cash(market.reference),
            market.index.map_or_else(|| "none".into(), |index| index.to_string()),
            if market.paused { "paused".into() } else { String::new() },
        ]);
    }
    let mut operators = Table::new([words("operator"), words("account"), words("")]);
    for operator in &names.operators {
        operators.row([
            operator.name.clone(),
            operator.account.to_string(),
            if operator.in_debt { "in debt".into() } else { String::new() },
        ]);
    }
    desk.out.table(&products)?;
    desk.out.say("")?;
    desk.out.table(&markets)?;
    desk.out.say("")?;
    desk.out.table(&operators)
}

/// What a unit delivers for every hour, in words.
fn deliverable(what: &Deliverable) -> String {
    match what {
        Deliverable::GpuHours { model, memory_gib, fabric, host_cpus, host_memory_gib } => format!(
            "a GPU {} with {memory_gib} GiB, {}; {host_cpus} CPUs and {host_memory_gib} GiB of its \
             host",
            String::from_utf8_lossy(&model.0),
            String::from_utf8_lossy(&fabric.0),
        ),
        Deliverable::Tokens {
            model_class, quantisation_bits, context_length, latency_ms, ..
        } => {
            format!(
                "a million standard tokens; {}, {quantisation_bits} bits or more, context of {}, \
                 first token within {} ms",
                String::from_utf8_lossy(&model_class.0),
                count(*context_length),
                count(*latency_ms),
            )
        },
    }
}

fn product_json(product: &Product) -> Value {
    let delivers = match &product.deliverable {
        Deliverable::GpuHours { model, memory_gib, fabric, host_cpus, host_memory_gib } => json!({
            "gpu": {
                "model": String::from_utf8_lossy(&model.0),
                "memoryGib": memory_gib,
                "fabric": String::from_utf8_lossy(&fabric.0),
                "hostCpus": host_cpus,
                "hostMemoryGib": host_memory_gib,
            },
        }),
        Deliverable::Tokens {
            model_class,
            quantisation_bits,
            context_length,
            latency_ms,
            weights,
        } => json!({
            "tokens": {
                "modelClass": String::from_utf8_lossy(&model_class.0),
                "quantisationBits": quantisation_bits,
                "contextLength": context_length,
                "latencyMs": latency_ms,
                "weights": {
                    "input": weights.input,
                    "cached": weights.cached,
                    "output": weights.output,
                },
            },
        }),
    };
    json!({
        "id": product.id,
        "name": product.name,
        "version": product.version,
        "delivers": delivers,
        "tick": text(product.tick),
        "lot": product.lot,
        "lowestTier": product.lowest_tier,
        "retired": product.retired,
    })
}
