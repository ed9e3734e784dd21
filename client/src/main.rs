//! The command `headroom`: look at the market, trade, deliver and hedge from a terminal or a script.
//! docs/command.md is its manual.

mod command;

use std::process::ExitCode;

fn main() -> ExitCode {
    command::main()
}
