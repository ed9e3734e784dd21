//! What every command takes, and the environment that stands in for it.

use clap::{Args, ValueHint};
use headroom_client::{keys, submit::Until, AccountId32, Error};
use std::{
    env, fs,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};
use subxt_signer::sr25519::Keypair;

const LOCAL: &str = "ws://127.0.0.1:9944";

/// Options of all commands.
#[derive(Args, Clone, Debug)]
pub struct Options {
    /// The node; else HEADROOM_NODE_URL, else ws://127.0.0.1:9944.
    #[arg(long, global = true, value_name = "URL", value_hint = ValueHint::Url)]
    pub node: Option<String>,
    /// Say it in JSON. Amounts are millionths, as text.
    #[arg(long, global = true)]
    pub json: bool,
    /// Say what would be signed and its fee, and send nothing.
    #[arg(long, global = true, help_heading = "Signing")]
    pub dry_run: bool,
    /// Don't ask before it is signed.
    #[arg(long, short = 'y', global = true, help_heading = "Signing")]
    pub yes: bool,
    /// Wait until it can't be undone any more.
    #[arg(long = "final", global = true, help_heading = "Signing")]
    pub finality: bool,
    /// The keystore: an account exported as JSON, by polkadot-js or its extension; else
    /// HEADROOM_KEYSTORE. Its password is asked for, or is in HEADROOM_PASSWORD.
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        value_hint = ValueHint::FilePath,
        help_heading = "Signing",
        conflicts_with = "person"
    )]
    pub key: Option<PathBuf>,
    /// A file whose first line is the keystore's password.
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        value_hint = ValueHint::FilePath,
        help_heading = "Signing"
    )]
    pub password_file: Option<PathBuf>,
    /// One of a dev chain's people, such as Charlie; else HEADROOM_AS.
    #[arg(
        long = "as",
        id = "person",
        global = true,
        value_name = "NAME",
        help_heading = "Signing"
    )]
    pub person: Option<String>,
}

/// Whose key it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// One of a dev chain's people.
    Person(String),
    /// In a keystore.
    File(PathBuf),
}

fn set(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

impl Options {
    /// Where the node is.
    pub fn endpoint(&self) -> String {
        self.node.clone().or_else(|| set("HEADROOM_NODE_URL")).unwrap_or_else(|| LOCAL.into())
    }

    /// How long is waited for.
    pub fn until(&self) -> Until {
        if self.finality {
            Until::Final
        } else {
            Until::InBlock
        }
    }

    /// Whose key signs. What was said stands before what the environment says.
    pub fn whose(&self) -> Result<Whose, Error> {
        let said = self.person.clone().map(Whose::Person);
        let said = said.or_else(|| self.key.clone().map(Whose::File));
        let set = || match (set("HEADROOM_AS"), set("HEADROOM_KEYSTORE")) {
            (Some(_), Some(_)) => Err(Error::Key(
                "both HEADROOM_AS and HEADROOM_KEYSTORE are set: say --as or --key".into(),
            )),
            (Some(person), None) => Ok(Whose::Person(person)),
            (None, Some(file)) => Ok(Whose::File(file.into())),
            (None, None) => Err(Error::Key(
                "who is it? Say --key FILE, or --as NAME on a dev chain; see --help".into(),
            )),
        };
        said.map_or_else(set, Ok)
    }

    /// The key that signs.
    pub fn signer(&self) -> Result<Keypair, Error> {
        match self.whose()? {
            Whose::Person(name) => keys::dev(&name),
            Whose::File(file) => keys::keystore(&file, &self.password(&file)?),
        }
    }

    /// Whose account it is; no password is needed for that.
    pub fn account(&self) -> Result<AccountId32, Error> {
        match self.whose()? {
            Whose::Person(name) => Ok(keys::dev(&name)?.public_key().to_account_id()),
            Whose::File(file) => keys::address(&file),
        }
    }

    /// A keystore's password: from the file, the environment, or whoever sits there.
    pub fn password(&self, keystore: &Path) -> Result<String, Error> {
        if let Some(file) = &self.password_file {
            let text = fs::read_to_string(file).map_err(|error| {
                Error::Key(format!("the password file {} can't be read: {error}", file.display()))
            })?;
            return Ok(text.lines().next().unwrap_or_default().to_string());
        }
        if let Ok(password) = env::var("HEADROOM_PASSWORD") {
            return Ok(password);
        }
        if !io::stdin().is_terminal() {
            return Err(Error::Key(
                "there is nobody to ask for the password: name a --password-file, or set \
                 HEADROOM_PASSWORD"
                    .into(),
            ));
        }
        rpassword::prompt_password(format!("password of {}: ", keystore.display()))
            .map_err(|error| Error::Key(format!("the password can't be asked for: {error}")))
    }
}
