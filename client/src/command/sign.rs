//! Signing: what it would do is said, asked about, and then done.

use super::{
    desk::{moment, Desk},
    Outcome, Stop,
};
use headroom_client::{Error, Receipt};
use serde_json::{json, Map, Value};
use subxt::transactions::Payload;

/// What a call is to do, before it is signed.
pub struct Plan {
    /// For people.
    pub says: String,
    /// For programs.
    pub json: Map<String, Value>,
}

impl Plan {
    /// A sentence, and the same for programs: an object.
    pub fn new(says: impl Into<String>, json: Value) -> Self {
        let json = match json {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        Plan { says: says.into(), json }
    }
}

impl Desk {
    /// Signs a call and sees it through. None where it was a dry run, which is said.
    pub async fn sign<C: Payload>(&self, call: &C, plan: Plan) -> Result<Option<Receipt>, Stop> {
        let signer = self.options.signer()?;
        if self.options.dry_run {
            let working = self.out.working("asking for the fee");
            let preview = self.chain.preview(&signer, call).await?;
            drop(working);
            if self.out.json {
                let mut json = plan.json;
                json.insert("dryRun".into(), true.into());
                json.insert("transactionFee".into(), preview.fee.to_string().into());
                json.insert("refused".into(), json!(preview.refused));
                let hex: String = preview.call.iter().map(|byte| format!("{byte:02x}")).collect();
                json.insert("call".into(), format!("0x{hex}").into());
                self.out.json(&Value::Object(json))?;
            } else {
                self.out.say(&plan.says)?;
                self.out.say(&format!(
                    "transaction fee: at most {}; a dry run, nothing was sent",
                    self.native(preview.fee).await
                ))?;
            }
            return match preview.refused {
                Some(why) => Err(Error::Refused(why).into()),
                None => Ok(None),
            };
        }
        if !self.options.yes {
            let working = self.out.working("asking for the fee");
            let preview = self.chain.preview(&signer, call).await?;
            drop(working);
            if let Some(why) = preview.refused {
                return Err(Error::Refused(why).into());
            }
            self.out.aside(&plan.says);
            self.out.aside(&format!("transaction fee: at most {}", self.native(preview.fee).await));
            self.out.ask("Sign it and send it?")?;
        }
        let _working = self.out.working("sent; waiting for a block");
        let until = self.options.until();
        Ok(Some(self.chain.submit_until(&signer, call, until).await?))
    }

    /// Says what a transaction did: in words, or with what programs want of it.
    pub async fn done(&self, receipt: &Receipt, says: &str, json: Value) -> Outcome {
        if self.out.json {
            let mut whole = match json {
                Value::Object(fields) => fields,
                _ => Map::new(),
            };
            whole.insert("transaction".into(), transaction(receipt));
            return self.out.json(&Value::Object(whole));
        }
        if !says.is_empty() {
            self.out.say(says)?;
        }
        let fee = self.native(receipt.fee).await;
        self.out.say(&format!("in block {}; transaction fee {fee}", receipt.number))
    }
}

/// Where a transaction is, and what it cost.
fn transaction(receipt: &Receipt) -> Value {
    json!({
        "hash": format!("{:?}", receipt.hash),
        "block": receipt.number,
        "blockHash": format!("{:?}", receipt.block),
        "extrinsic": receipt.extrinsic,
        "fee": receipt.fee.to_string(),
    })
}

/// An event's moment, as people read it.
pub fn moment_told(field: &Value) -> String {
    moment(super::ids::number_of(field) as u64)
}
