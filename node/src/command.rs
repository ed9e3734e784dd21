//! What each command does.

use crate::{
    chain_spec,
    cli::{Cli, Subcommand},
    dev,
    service::{self, Backend, Client, Kind, Partial},
};
use headroom_runtime::{opaque::Block, BlockNumber};
use sc_cli::{CliConfiguration, SubstrateCli};
use sc_service::{ChainSpec, Configuration};
use std::{path::PathBuf, sync::Arc};

impl SubstrateCli for Cli {
    fn impl_name() -> String {
        "Headroom Node".into()
    }

    fn impl_version() -> String {
        env!("SUBSTRATE_CLI_IMPL_VERSION").into()
    }

    fn description() -> String {
        env!("CARGO_PKG_DESCRIPTION").into()
    }

    fn author() -> String {
        env!("CARGO_PKG_AUTHORS").into()
    }

    fn support_url() -> String {
        "the issues of the repository that you got it from".into()
    }

    fn copyright_start_year() -> i32 {
        2026
    }

    fn load_spec(&self, id: &str) -> Result<Box<dyn ChainSpec>, String> {
        Ok(match id {
            "dev" => Box::new(chain_spec::development()?),
            "" | "local" => Box::new(chain_spec::local()?),
            path => Box::new(chain_spec::ChainSpec::from_json_file(PathBuf::from(path))?),
        })
    }
}

/// Takes so many blocks back out of what GRANDPA remembers.
type RevertGrandpa = Box<dyn FnOnce(Arc<Client>, Arc<Backend>, BlockNumber) -> sc_cli::Result<()>>;

/// How the chain that a command works on is sealed.
fn kind(command: &impl CliConfiguration) -> sc_cli::Result<Kind> {
    Ok(if command.is_dev()? { Kind::Dev } else { Kind::Network })
}

/// Opens the chain that a command works on.
fn open(mut config: Configuration, kind: Kind) -> Result<Partial, sc_service::Error> {
    if let Kind::Dev = kind {
        dev::prepare(&mut config);
    }
    service::new_partial(&config, kind)
}

/// Does what the command line says.
pub fn run() -> sc_cli::Result<()> {
    let mut cli = Cli::from_args();
    match &cli.subcommand {
        Some(Subcommand::Key(cmd)) => cmd.run(&cli),
        Some(Subcommand::ExportChainSpec(cmd)) => cmd.run(cli.load_spec(&cmd.chain)?),
        Some(Subcommand::BuildSpec(cmd)) => {
            let runner = cli.create_runner(cmd)?;
            runner.sync_run(|config| cmd.run(config.chain_spec, config.network))
        },
        Some(Subcommand::CheckBlock(cmd)) => {
            let (runner, kind) = (cli.create_runner(cmd)?, kind(cmd)?);
            runner.async_run(|config| {
                let parts = open(config, kind)?;
                Ok((cmd.run(parts.client, parts.import_queue), parts.task_manager))
            })
        },
        Some(Subcommand::ExportBlocks(cmd)) => {
            let (runner, kind) = (cli.create_runner(cmd)?, kind(cmd)?);
            runner.async_run(|config| {
                let database = config.database.clone();
                let parts = open(config, kind)?;
                Ok((cmd.run(parts.client, database), parts.task_manager))
            })
        },
        Some(Subcommand::ImportBlocks(cmd)) => {
            let (runner, kind) = (cli.create_runner(cmd)?, kind(cmd)?);
            runner.async_run(|config| {
                let parts = open(config, kind)?;
                Ok((cmd.run(parts.client, parts.import_queue), parts.task_manager))
            })
        },
        Some(Subcommand::PurgeChain(cmd)) => {
            let runner = cli.create_runner(cmd)?;
            runner.sync_run(|config| cmd.run(config.database))
        },
        Some(Subcommand::Revert(cmd)) => {
            let (runner, kind) = (cli.create_runner(cmd)?, kind(cmd)?);
            runner.async_run(|config| {
                let parts = open(config, kind)?;
                // GRANDPA's memory of the blocks goes with them; a dev chain has none.
                let forget: Option<RevertGrandpa> = match kind {
                    Kind::Network => Some(Box::new(|client, _, blocks| {
                        Ok(sc_consensus_grandpa::revert(client, blocks)?)
                    })),
                    Kind::Dev => None,
                };
                Ok((cmd.run(parts.client, parts.backend, forget), parts.task_manager))
            })
        },
        Some(Subcommand::ChainInfo(cmd)) => {
            let runner = cli.create_runner(cmd)?;
            runner.sync_run(|config| cmd.run::<Block>(&config))
        },
        None => {
            if cli.run.get_keyring().is_some() {
                // A validator with a keyring's key is one of a test network: it makes its network
                // key itself at its first start, which others have to do with care.
                cli.run.network_params.node_key_params.unsafe_force_node_key_generation = true;
            }
            let kind = kind(&cli.run)?;
            if let Kind::Dev = kind {
                // There are no forks. The other pool keeps a view of each, and forgets those that
                // come to a view which the next block, final at once, removes.
                cli.run.pool_config.pool_type = sc_cli::TransactionPoolType::SingleState;
            }
            let runner = cli.create_runner(&cli.run)?;
            runner.run_node_until_exit(|config| async move {
                service::new_full(config, kind).map_err(sc_cli::Error::Service)
            })
        },
    }
}
