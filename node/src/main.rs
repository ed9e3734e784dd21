//! The Headroom node.
//!
//! | module | what it holds |
//! |---|---|
//! | [`cli`], [`command`] | the command line, and what each command does |
//! | [`chain_spec`] | the chains that the node knows by name |
//! | [`service`] | a running node: database, pool, network, RPC; Aura and GRANDPA on a network |
//! | [`dev`] | what `--dev` does instead: it seals and finalises as transactions arrive |
//! | [`clock`] | the clock of `--dev`, which can be set forward |
//! | [`rpc`], [`dev_rpc`] | the RPC methods beyond those that every Substrate node has |

#![warn(missing_docs)]

mod chain_spec;
mod cli;
mod clock;
mod command;
mod dev;
mod dev_rpc;
mod rpc;
mod service;

fn main() -> sc_cli::Result<()> {
    command::run()
}
