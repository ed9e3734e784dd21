//! `headroom key`.

use super::{options::Options, out::Out, Outcome};
use clap::{Subcommand, ValueHint};
use headroom_client::keys;
use serde_json::json;
use std::path::PathBuf;

#[derive(Subcommand)]
#[command(after_help = "\
A keystore is an account's export as JSON, of type sr25519, by polkadot-js or its extension: in the
extension, the account's menu, Export account; in polkadot-js Apps, Accounts, Create a backup file.

The password is asked for, or is in --password-file or HEADROOM_PASSWORD.

Examples:
  headroom key show desk.json
  headroom key check desk.json
  headroom key people")]
pub enum Key {
    /// Whose keystore it is. No password is needed.
    Show {
        /// The keystore.
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
    /// Whether the password opens it.
    Check {
        /// The keystore.
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
    /// The people of dev chains, for --as. Everybody knows their keys.
    People,
}

impl Key {
    pub async fn run(&self, options: &Options, out: Out) -> Outcome {
        let address = match self {
            Key::Show { file } => keys::address(file)?,
            Key::Check { file } => {
                let key = keys::keystore(file, &options.password(file)?)?;
                key.public_key().to_account_id()
            },
            Key::People => {
                let known = keys::PEOPLE.iter().map(|name| {
                    keys::dev(name).map(|key| (*name, key.public_key().to_account_id().to_string()))
                });
                let known = known.collect::<Result<Vec<_>, _>>()?;
                if out.json {
                    let all = known
                        .iter()
                        .map(|(name, account)| json!({ "name": name, "account": account }));
                    return out.json(&json!(all.collect::<Vec<_>>()));
                }
                let mut table = super::out::Table::facts();
                for (name, account) in known {
                    table.fact(name, account);
                }
                return out.table(&table);
            },
        };
        if out.json {
            out.json(&json!({ "account": address.to_string() }))
        } else {
            out.say(&address.to_string())
        }
    }
}
