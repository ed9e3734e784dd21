//! `headroom-history` keeps what happened on the market: it follows a chain, stores its events, and
//! answers over HTTP. The chain itself only knows how things are now.
//!
//! | module | what it holds |
//! |---|---|
//! | [`facts`] | from an event's JSON to what is known by it |
//! | [`agreement`] | how it stands with a forward agreement |
//! | [`store`] | the database: events, and what follows from them |
//! | [`follow`] | following the chain, across forks and restarts |
//! | [`queries`] | what is asked over HTTP |
//! | [`readers`], [`serve`] | answering it |
//! | [`check`] | comparing with the chain's state |
//! | [`status`], [`log`] | what others see of it |

mod agreement;
mod check;
mod facts;
mod follow;
mod log;
mod queries;
mod readers;
mod serve;
mod status;
mod store;

#[cfg(test)]
mod testing;

use clap::{Parser, Subcommand};
use headroom_client::Follower;
use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};
use store::Store;
use tokio::{
    runtime::Runtime,
    signal::unix::{signal, SignalKind},
};

/// Keeps what happened on the market, and answers over HTTP.
#[derive(Parser)]
#[command(name = "headroom-history", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Follows a chain and answers over HTTP.
    Run {
        #[command(flatten)]
        place: Place,
        /// The node, which keeps the state of old blocks (--state-pruning archive).
        #[arg(long, value_name = "URL", default_value = "ws://127.0.0.1:9944", value_parser = node)]
        node: String,
        /// Where it answers.
        #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:9710")]
        listen: SocketAddr,
    },
    /// Compares the history with the chain's state at the last block that it has. Ends with 1 where
    /// they differ, and says in what.
    Check {
        #[command(flatten)]
        place: Place,
        /// The node.
        #[arg(long, value_name = "URL", default_value = "ws://127.0.0.1:9944", value_parser = node)]
        node: String,
    },
    /// Makes everything anew that follows from the events that are kept.
    Rebuild {
        #[command(flatten)]
        place: Place,
    },
}

#[derive(clap::Args)]
struct Place {
    /// The folder with the database.
    #[arg(long, value_name = "FOLDER")]
    data: PathBuf,
}

fn node(url: &str) -> Result<String, String> {
    if url.starts_with("ws://") || url.starts_with("wss://") {
        Ok(url.into())
    } else {
        Err("a node's address begins with ws:// or wss://".into())
    }
}

fn main() -> ExitCode {
    match start(Arguments::parse().command) {
        Ok(code) => code,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        },
    }
}

fn start(command: Command) -> Result<ExitCode, String> {
    let runtime = || Runtime::new().map_err(|error| format!("no runtime can be started: {error}"));
    match command {
        Command::Run { place, node, listen } => {
            let store = open(&place)?;
            runtime()?.block_on(run(place, store, node, listen))?;
            Ok(ExitCode::SUCCESS)
        },
        Command::Check { place, node } => {
            let found = runtime()?.block_on(check::check(&place.data, &node))?;
            print!("{found}");
            Ok(if found.agrees() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        },
        Command::Rebuild { place } => {
            let mut store = Store::open(&place.data).map_err(|error| error.to_string())?;
            store.forget_derived().map_err(|error| error.to_string())?;
            derive(&mut store)?;
            Ok(ExitCode::SUCCESS)
        },
    }
}

/// Opens the database, and finishes what an earlier rebuild has left.
fn open(place: &Place) -> Result<Store, String> {
    let mut store = Store::open(&place.data).map_err(|error| error.to_string())?;
    derive(&mut store)?;
    Ok(store)
}

fn derive(store: &mut Store) -> Result<(), String> {
    let best = store.best().map_err(|error| error.to_string())?;
    let best = best.map_or(0, |best| best.id.number);
    let mut done = store.derived().map_err(|error| error.to_string())?;
    while done < best {
        done = store.derive().map_err(|error| error.to_string())?;
        log::line("rebuilt", &[("block", &done.to_string()), ("of", &best.to_string())]);
    }
    Ok(())
}

async fn run(place: Place, store: Store, node: String, listen: SocketAddr) -> Result<(), String> {
    let signals = |kind| signal(kind).map_err(|error| format!("no signals: {error}"));
    let mut terminate = signals(SignalKind::terminate())?;
    let mut interrupt = signals(SignalKind::interrupt())?;

    let status = Arc::new(status::Status::new()?);
    status.kept(&follow::kept(&store).map_err(|error| error.to_string())?);
    let known = store.known().map_err(|error| error.to_string())?;
    let last = known.last().map_or(0, |block| block.number).to_string();
    let readers = readers::Readers::open(&store::file_in(&place.data));
    let readers = readers.map_err(|error| error.to_string())?;
    let server = Arc::new(serve::Server { readers, status: status.clone() });
    let listener = serve::bind(listen).await?;
    let address = listener.local_addr().map_err(|error| error.to_string())?.to_string();
    log::line(
        "started",
        &[
            ("version", env!("CARGO_PKG_VERSION")),
            ("node", &node),
            ("listen", &address),
            ("block", &last),
        ],
    );
    let follower = Follower::new(node, known);
    tokio::select! {
        ended = follow::follow(follower, store, status) => match ended {
            Ok(never) => match never {},
            Err(why) => return Err(why),
        },
        never = serve::serve(listener, server) => match never {},
        _ = terminate.recv() => {},
        _ = interrupt.recv() => {},
    }
    log::line("ended", &[]);
    Ok(())
}
