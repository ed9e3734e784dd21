//! What every command works with: the chain, the names on it, and whose account it is.

use super::{options::Options, out::Out};
use headroom_client::{amount, keys, period, AccountId32, Chain, Error, Names, View};
use serde_json::Value;
use std::{str::FromStr, sync::OnceLock};
use subxt::rpcs::client::RpcParams;

/// A chain, at its best block when the command began.
pub struct Desk {
    /// What was said.
    pub options: Options,
    /// Where it is answered.
    pub out: Out,
    /// The node.
    pub chain: Chain,
    /// The chain then.
    pub view: View,
    /// What there is to trade.
    pub names: Names,
    people: OnceLock<Vec<(AccountId32, &'static str)>>,
}

impl Desk {
    /// Connects, and reads the names.
    pub async fn open(options: Options, out: Out) -> Result<Self, Error> {
        let endpoint = options.endpoint();
        let _working = out.working(&format!("asking {endpoint}"));
        let chain = Chain::connect(&endpoint).await?;
        let view = chain.best().await?;
        let names = Names::read(&view).await?;
        Ok(Desk { options, out, chain, view, names, people: OnceLock::new() })
    }

    /// Connects anew where the node was away, and looks again.
    pub async fn again(&mut self) -> Result<(), Error> {
        match self.chain.best().await {
            Ok(view) => self.view = view,
            Err(Error::Unreachable(_)) => {
                self.chain = Chain::connect(&self.options.endpoint()).await?;
                self.view = self.chain.best().await?;
            },
            Err(other) => return Err(other),
        }
        Ok(())
    }

    /// The account that was named, or else whose key it is.
    pub fn account(&self, named: Option<&str>) -> Result<AccountId32, Error> {
        named.map_or_else(|| self.options.account(), |text| self.party(text))
    }

    /// Somebody: by address, as an operator, or as one of a dev chain's people.
    pub fn party(&self, text: &str) -> Result<AccountId32, Error> {
        if let Ok(account) = AccountId32::from_str(text) {
            return Ok(account);
        }
        match self.names.operator(text) {
            Err(Error::NotFound(_)) => {
                keys::dev(text).map(|key| key.public_key().to_account_id()).map_err(|_| {
                    Error::not_found(format!(
                        "'{text}' is no address, no operator, and none of a dev chain's people"
                    ))
                })
            },
            found => found,
        }
    }

    /// Who it is, as briefly as one can be told from others.
    pub fn who(&self, account: &AccountId32) -> String {
        let name = self.names.operator_name(account);
        let address = account.to_string();
        if name != address {
            return name;
        }
        let people = self.people.get_or_init(|| {
            let known = keys::PEOPLE.iter().filter_map(|name| {
                Some((keys::dev(name).ok()?.public_key().to_account_id(), *name))
            });
            known.collect()
        });
        let person = people.iter().find(|(known, _)| known == account);
        person.map_or_else(|| brief(&address), |(_, name)| name.to_string())
    }

    /// The same of an address in what the chain told.
    pub fn who_told(&self, field: &Value) -> String {
        let text = field.as_str().unwrap_or_default();
        AccountId32::from_str(text).map_or_else(|_| text.to_string(), |account| self.who(&account))
    }

    /// An amount of the native token, which pays fees and nothing else.
    pub async fn native(&self, amount: u128) -> String {
        let told: Value =
            self.chain.ask("system_properties", RpcParams::new()).await.unwrap_or(Value::Null);
        let symbol = told["tokenSymbol"].as_str().unwrap_or("native tokens");
        let decimals = told["tokenDecimals"].as_u64().unwrap_or(12).min(30) as usize;
        format!("{} {symbol}", decimal(amount, decimals))
    }
}

/// The ends of an address.
fn brief(address: &str) -> String {
    match (address.get(..6), address.get(address.len().saturating_sub(6)..)) {
        (Some(first), Some(last)) if address.len() > 14 => format!("{first}…{last}"),
        _ => address.to_string(),
    }
}

/// An amount with its decimals, but for those that say nothing.
fn decimal(amount: u128, decimals: usize) -> String {
    let one = 10_u128.pow(decimals as u32);
    let fraction = format!("{:0decimals$}", amount % one);
    let told = fraction.trim_end_matches('0');
    let whole = amount::thousands(amount / one);
    if decimals == 0 || told.is_empty() {
        whole
    } else {
        format!("{whole}.{told}")
    }
}

/// A price or an amount, as people read it.
pub fn cash(millionths: impl Into<u128>) -> String {
    amount::show(millionths.into())
}

/// A price or an amount, as programs do.
pub fn text(millionths: impl ToString) -> Value {
    Value::String(millionths.to_string())
}

/// A number with its thousands parted.
pub fn count(number: impl Into<u128>) -> String {
    amount::thousands(number.into())
}

/// A moment, as people read it.
pub fn moment(at: u64) -> String {
    format!("{} UTC", period::show_moment(at))
}

/// Thousandths, as a number with three decimals.
pub fn thousandths(number: impl Into<u128>) -> String {
    let number = number.into();
    format!("{}.{:03}", amount::thousands(number / 1_000), number % 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_brief_and_exact() {
        assert_eq!(decimal(1_500_000_000_000, 12), "1.5");
        assert_eq!(decimal(2_000_000_000_000, 12), "2");
        assert_eq!(decimal(1, 12), "0.000000000001");
        assert_eq!(decimal(1_234, 0), "1,234");
        assert_eq!(thousandths(1_234_567_u64), "1,234.567");
    }

    #[test]
    fn addresses_are_told_by_their_ends() {
        assert_eq!(brief("5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y"), "5FLSig…XcS59Y");
        assert_eq!(brief("short"), "short");
    }
}
