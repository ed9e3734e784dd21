//! `headroom status`.

use super::{
    desk::{moment, Desk},
    out::Table,
    Outcome,
};
use serde_json::{json, Value};
use subxt::rpcs::client::RpcParams;

pub async fn run(desk: &Desk) -> Outcome {
    let ask = |method: &'static str| desk.chain.ask::<Value>(method, RpcParams::new());
    let (node, version, chain) =
        futures::try_join!(ask("system_name"), ask("system_version"), ask("system_chain"),)?;
    let (health, runtime) =
        futures::try_join!(ask("system_health"), ask("state_getRuntimeVersion"))?;
    let last_final = desk.chain.last_final().await?;
    let (view, names) = (&desk.view, &desk.names);
    let genesis = format!("{:?}", desk.chain.genesis());

    if desk.out.json {
        return desk.out.json(&json!({
            "node": desk.chain.endpoint(),
            "version": format!("{} {}", word(&node), word(&version)),
            "chain": chain,
            "genesis": genesis,
            "runtime": { "name": runtime["specName"], "version": runtime["specVersion"] },
            "best": {
                "number": view.number(),
                "hash": format!("{:?}", view.hash()),
                "time": view.now,
            },
            "final": last_final.number(),
            "peers": health["peers"],
            "syncing": health["isSyncing"],
            "products": names.products.len(),
            "zones": names.zones.len(),
            "markets": names.markets.len(),
            "operators": names.operators.len(),
        }));
    }
    let paused = names.markets.iter().filter(|market| market.paused).count();
    let paused = if paused == 0 { String::new() } else { format!(" ({paused} of them paused)") };
    let syncing = if health["isSyncing"] == true { ", catching up" } else { "" };
    let mut facts = Table::facts();
    facts
        .fact("node", desk.chain.endpoint())
        .fact("version", format!("{} {}", word(&node), word(&version)))
        .fact("chain", word(&chain))
        .fact("genesis", genesis)
        .fact("runtime", format!("{} {}", word(&runtime["specName"]), runtime["specVersion"]))
        .fact("best block", format!("{} of {}", view.number(), moment(view.now)))
        .fact("final block", last_final.number().to_string())
        .fact("peers", format!("{}{syncing}", health["peers"]))
        .fact(
            "market",
            format!(
                "{} products, {} zones, {} markets{paused}, {} operators",
                names.products.len(),
                names.zones.len(),
                names.markets.len(),
                names.operators.len()
            ),
        );
    desk.out.table(&facts)
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
