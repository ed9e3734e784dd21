//! The command line.

use sc_cli::RunCmd;

/// What the node was asked to do.
#[derive(Debug, clap::Parser)]
pub struct Cli {
    /// A command that does its work and ends. Without one, the node runs.
    #[command(subcommand)]
    pub subcommand: Option<Subcommand>,

    /// How to run.
    #[clap(flatten)]
    pub run: RunCmd,
}

/// The commands that do their work and end.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
    /// Make, show and insert keys.
    #[command(subcommand)]
    Key(sc_cli::KeySubcommand),

    /// Write a chain's specification, as it is or, with `--raw`, with its genesis state.
    ExportChainSpec(sc_cli::ExportChainSpecCmd),

    /// Write a chain's specification with this node as its boot node.
    BuildSpec(sc_cli::BuildSpecCmd),

    /// Execute a block of the database again.
    CheckBlock(sc_cli::CheckBlockCmd),

    /// Write blocks to a file.
    ExportBlocks(sc_cli::ExportBlocksCmd),

    /// Read blocks from a file. Blocks of a chain that ran with `--dev` need it here too.
    ImportBlocks(sc_cli::ImportBlocksCmd),

    /// Remove the chain's data.
    PurgeChain(sc_cli::PurgeChainCmd),

    /// Take back the latest blocks, down to the last one finalised.
    Revert(sc_cli::RevertCmd),

    /// Show how far the database's chain has come.
    ChainInfo(sc_cli::ChainInfoCmd),
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{CommandFactory, Parser};

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_command_is_found_among_the_options_to_run() {
        let cli = Cli::parse_from(["headroom-node", "export-chain-spec", "--raw"]);
        assert!(matches!(cli.subcommand, Some(Subcommand::ExportChainSpec(_))));
        let cli = Cli::parse_from(["headroom-node", "--dev"]);
        assert!(cli.subcommand.is_none() && cli.run.shared_params.dev);
    }
}
