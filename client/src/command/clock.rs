//! `headroom clock`.

use super::{
    desk::{moment, Desk},
    moment as moments, Outcome,
};
use clap::{Args, Subcommand};
use headroom_client::Error;
use serde_json::json;
use subxt::rpcs::client::RpcParams;

#[derive(Args)]
#[command(after_help = "\
Examples:
  headroom clock
  headroom clock advance 3h
  headroom clock set 'tomorrow 14:00'")]
pub struct Clock {
    #[command(subcommand)]
    what: Option<Change>,
}

#[derive(Subcommand)]
enum Change {
    /// Set it forward by so much. Dev chains only.
    Advance {
        /// Such as 90m, 3h or 1d12h.
        span: String,
    },
    /// Set it forward to a moment. Dev chains only.
    Set {
        /// Such as '2027-03-01 14:00' or 'tomorrow 14:00', in UTC.
        moment: String,
    },
}

impl Clock {
    pub async fn run(&self, desk: &Desk) -> Outcome {
        let (method, by) = match &self.what {
            None => return show(desk, desk.view.now),
            Some(Change::Advance { span }) => ("dev_advanceTime", moments::duration(span)?),
            Some(Change::Set { moment }) => {
                ("dev_setTime", moments::parse(moment, desk.view.now)?.at)
            },
        };
        if desk.options.dry_run {
            return Err(
                Error::usage("the clock is no transaction: there is no dry run of it").into()
            );
        }
        let mut params = RpcParams::new();
        params.push(by).map_err(|error| Error::usage(error.to_string()))?;
        let working = desk.out.working("waiting for a block at that time");
        let now: u64 = desk.chain.ask(method, params).await.map_err(|error| match error {
            Error::Refused(why) if why.contains("Method not found") => {
                Error::Refused("this chain's clock can't be set: only one of --dev can".into())
            },
            other => other,
        })?;
        drop(working);
        show(desk, now)
    }
}

fn show(desk: &Desk, now: u64) -> Outcome {
    if desk.out.json {
        return desk.out.json(&json!({ "time": now }));
    }
    desk.out.say(&moment(now))
}
