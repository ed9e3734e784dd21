//! The command's words, and what becomes of them.

mod book;
mod buy;
mod cash;
mod clock;
mod deliveries;
mod delivery_acts;
mod desk;
mod forward;
mod forward_list;
mod forward_offer;
mod history;
mod holdings;
mod ids;
mod index;
mod key;
mod moment;
mod new_order;
mod open_orders;
mod operator;
mod operator_list;
mod options;
mod order;
mod out;
mod placing;
mod products;
mod quote;
mod reporting;
mod sign;
mod spark;
mod status;
mod trades;

use clap::{error::ErrorKind, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use desk::Desk;
use headroom_client::Error;
use options::Options;
use out::Out;
use serde_json::json;
use std::{env, process::ExitCode};

/// Why the command ends before its end.
pub enum Stop {
    /// It can't be done.
    Failed(Error),
    /// The answer was no.
    Declined,
    /// Nobody reads what it says any more.
    Unheard,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Failed(error)
    }
}

/// What a command comes to.
pub type Outcome = Result<(), Stop>;

/// The answer was no, or nobody waits for it.
const DECLINED: u8 = 1;

const EXAMPLES: &str = "\
Examples:
  headroom products
  headroom book h100-sxm/no-1/2027-03 --watch
  headroom order buy --gpus 8 --product h100-sxm --zone cn-nx --from 'tomorrow 14:00' \\
      --hours 24 --max 2.40 --as Charlie

Written like this:
  series   h100-sxm/no-1/2027-03         product/zone/period; h100-sxm@1 is an older version
  periods  2027, 2027-Q1, 2027-03, 2027-03-01, 2027-03-01T14 (UTC)
  unit     h100-sxm/no-1/2027-03@Helios  the series, issued by one operator
  price    2.345 or 2.345/h              cash per unit and hour
  cash     1,234.567890                  at most six decimals

Exit codes:
  0  done                             5  there is no such thing
  1  the question was declined        6  the key can't be had
  2  it makes no sense as written     7  client and chain don't fit together
  3  the node can't be reached        8  it is not known what became of the transaction
  4  the chain refused or failed it

Environment: HEADROOM_NODE_URL, HEADROOM_KEYSTORE, HEADROOM_PASSWORD, HEADROOM_AS and NO_COLOR.
docs/command.md is the manual.";

/// Headroom from the command line: spot and forward exchange of capacity for AI.
#[derive(Parser)]
#[command(name = "headroom", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// The node, and where its chain stands.
    Status,
    /// Products, zones, markets and operators.
    Products,
    /// The orders of a series, best first.
    Book(book::Book),
    /// The last trades.
    Trades(trades::Trades),
    /// What the index says: the last values, and how they came about.
    Index(index::Index),
    /// For operators: register, issue, list and deliver.
    #[command(subcommand)]
    Operator(operator::Operator),
    /// Buy and sell.
    #[command(subcommand)]
    Order(order::Order),
    /// Units that an account has bought.
    Holdings(holdings::Holdings),
    /// Deliveries: list them, say where, accept, object and settle.
    Deliveries(deliveries::Deliveries),
    /// Agreements on the price of months to come.
    #[command(subcommand)]
    Forward(forward::Forward),
    /// An account's cash.
    Cash(cash::Cash),
    /// The chain's clock. Setting it is for dev chains only.
    Clock(clock::Clock),
    /// Keys and keystores.
    #[command(subcommand)]
    Key(key::Key),
    /// Writes the completion script of a shell.
    ///
    /// bash: headroom completion bash > ~/.local/share/bash-completion/completions/headroom
    #[command(verbatim_doc_comment)]
    Completion {
        /// For which shell.
        shell: Shell,
    },
}

/// Reads the arguments, does what they say, and says how it went.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return unread(&error),
    };
    let out = Out::new(cli.options.json);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return said(out, &Error::usage(format!("no thread can be begun: {error}"))),
    };
    match runtime.block_on(cli.run(out)) {
        Ok(()) | Err(Stop::Unheard) => ExitCode::SUCCESS,
        Err(Stop::Declined) => {
            out.aside("nothing was sent");
            ExitCode::from(DECLINED)
        },
        Err(Stop::Failed(error)) => said(out, &error),
    }
}

/// Says what is wrong, for whoever asked.
fn said(out: Out, error: &Error) -> ExitCode {
    if out.json {
        out.aside(&json!({ "error": error.kind(), "message": error.to_string() }).to_string());
    } else {
        out.aside(&format!("error: {error}"));
    }
    ExitCode::from(error.exit_code())
}

/// The arguments make no sense, or ask for help.
fn unread(error: &clap::Error) -> ExitCode {
    let help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if !help && env::args_os().any(|argument| argument == "--json") {
        let text = error.to_string();
        let what = text.strip_prefix("error: ").unwrap_or(&text).lines().next().unwrap_or_default();
        return said(Out::new(true), &Error::usage(what));
    }
    // Where nobody reads it, there is nobody to tell.
    let _ = error.print();
    if help {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(Error::usage("").exit_code())
    }
}

impl Cli {
    async fn run(self, out: Out) -> Outcome {
        let options = self.options;
        match self.what {
            What::Completion { shell } => {
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut Cli::command(), "headroom", &mut script);
                out.say(String::from_utf8_lossy(&script).trim_end())
            },
            What::Key(key) => key.run(&options, out).await,
            What::Status => status::run(&Desk::open(options, out).await?).await,
            What::Products => products::run(&Desk::open(options, out).await?).await,
            What::Book(book) => book.run(Desk::open(options, out).await?).await,
            What::Trades(trades) => trades.run(&Desk::open(options, out).await?).await,
            What::Index(index) => index.run(&Desk::open(options, out).await?).await,
            What::Operator(operator) => operator.run(&Desk::open(options, out).await?).await,
            What::Order(order) => order.run(&Desk::open(options, out).await?).await,
            What::Holdings(holdings) => holdings.run(&Desk::open(options, out).await?).await,
            What::Deliveries(deliveries) => deliveries.run(&Desk::open(options, out).await?).await,
            What::Forward(forward) => forward.run(&Desk::open(options, out).await?).await,
            What::Cash(cash) => cash.run(&Desk::open(options, out).await?).await,
            What::Clock(clock) => clock.run(&Desk::open(options, out).await?).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_fit_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_stand_anywhere() {
        for line in ["headroom --json status", "headroom status --json"] {
            let cli = Cli::try_parse_from(line.split(' ')).ok().unwrap();
            assert!(cli.options.json, "{line}");
        }
    }

    #[test]
    fn two_keys_are_one_too_many() {
        let line = "headroom cash --as Charlie --key file.json";
        assert!(Cli::try_parse_from(line.split(' ')).is_err());
    }
}
