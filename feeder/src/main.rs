//! `headroom-feeder` feeds the capacity index: it reads price sources, checks what they say, and
//! reports it for its account. docs/reporters.md is its manual.
//!
//! | module | what it holds |
//! |---|---|
//! | [`config`] | the TOML file |
//! | [`key`] | the key that signs |
//! | [`source`] | asking a source |
//! | [`answer`], [`pointer`], [`decimal`] | from its answer to trades |
//! | [`report`] | from trades to reports |
//! | [`progress`] | which hours are owed |
//! | [`chain`] | reading and sending |
//! | [`feeder`] | the round that does all of it |
//! | [`status`], [`serve`], [`log`] | what others see of it |

mod answer;
mod backoff;
mod chain;
mod config;
mod decimal;
mod feeder;
mod key;
mod log;
mod pointer;
mod progress;
mod refusal;
mod report;
mod serve;
mod source;
mod status;

use clap::{error::ErrorKind, Parser};
use config::Config;
use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};
use subxt_signer::sr25519::Keypair;
use tokio::signal::unix::{signal, SignalKind};

/// Reads price sources and reports what was traded to Headroom's capacity index.
///
/// The key comes from --key-file or from the environment variable HEADROOM_FEEDER_KEY.
#[derive(Parser)]
#[command(name = "headroom-feeder", version, max_term_width = 100)]
struct Arguments {
    /// The TOML file with the sources.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// A file with the secret phrase or seed, which nobody else can read.
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// The node, in place of the one in the file, such as ws://127.0.0.1:9944.
    #[arg(long, value_name = "URL")]
    node: Option<String>,
    /// Where /health and /metrics are served, in place of the address in the file.
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// Check the file and the key, say whose key it is, and end.
    #[arg(long)]
    check: bool,
}

/// Arguments, the configuration or the key are wrong: starting again changes nothing.
const WRONG: u8 = 2;
/// Something outside is in the way.
const FAILED: u8 = 1;

fn main() -> ExitCode {
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err((code, why)) => {
            eprintln!("error: {why}");
            ExitCode::from(code)
        },
    }
}

fn start() -> Result<(), (u8, String)> {
    let Some(arguments) = arguments().map_err(|why| (WRONG, why))? else { return Ok(()) };
    let (config, key) = prepared(&arguments).map_err(|why| (WRONG, why))?;
    if arguments.check {
        let account = key.public_key().to_account_id();
        println!("{} sources; the key is that of {account}", config.sources.len());
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| (FAILED, format!("no runtime can be started: {error}")))?;
    runtime.block_on(run(config, key)).map_err(|why| (FAILED, why))
}

/// `None` where help or the version was asked for. An argument that is not known is not repeated: it
/// may be a key.
fn arguments() -> Result<Option<Arguments>, String> {
    match Arguments::try_parse() {
        Ok(arguments) => Ok(Some(arguments)),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                print!("{error}");
                Ok(None)
            },
            ErrorKind::MissingRequiredArgument => {
                Err("--config is missing: name the TOML file with the sources".into())
            },
            _ => Err("there is an argument that is not understood; see --help. A key is never \
                      taken as an argument: name a file with --key-file, or set \
                      HEADROOM_FEEDER_KEY"
                .into()),
        },
    }
}

fn prepared(arguments: &Arguments) -> Result<(Config, Keypair), String> {
    let mut config = Config::load(&arguments.config)?;
    if let Some(node) = &arguments.node {
        config::check_node(node)?;
        config.node.clone_from(node);
    }
    if let Some(listen) = arguments.listen {
        config.listen = listen;
    }
    Ok((config, key::load(arguments.key_file.as_deref())?))
}

async fn run(config: Config, key: Keypair) -> Result<(), String> {
    // reqwest leaves the choice to the program; ring is what the connection to the node uses.
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        return Err("TLS can't be set up".into());
    }
    let signals = |kind| signal(kind).map_err(|error| format!("no signals: {error}"));
    let mut terminate = signals(SignalKind::terminate())?;
    let mut interrupt = signals(SignalKind::interrupt())?;

    let names: Vec<String> = config.sources.iter().map(|source| source.name.clone()).collect();
    let status = Arc::new(status::Status::new(config.patience, &names)?);
    let listener = serve::bind(config.listen).await?;
    let address = listener.local_addr().map_err(|error| error.to_string())?.to_string();
    let account = key.public_key().to_account_id().to_string();
    log::line(
        "started",
        &[
            ("version", env!("CARGO_PKG_VERSION")),
            ("key", &account),
            ("sources", &names.len().to_string()),
            ("listen", &address),
        ],
    );
    let feeder = feeder::Feeder::new(config, key, status.clone())?;
    tokio::select! {
        never = feeder.run() => match never {},
        never = serve::serve(listener, status) => match never {},
        _ = terminate.recv() => {},
        _ = interrupt.recv() => {},
    }
    log::line("ended", &[]);
    Ok(())
}
