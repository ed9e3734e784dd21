//! The RPC methods that the node adds to those of every Substrate node: an account's next nonce,
//! what a transaction costs and, with `--dev`, the clock.

use crate::{
    dev_rpc::{self, ClockControl},
    service::{Client, Pool},
};
use headroom_runtime::{opaque::Block, AccountId, Nonce};
use jsonrpsee::{core::RegisterMethodError, RpcModule};
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use std::sync::Arc;
use substrate_frame_rpc_system::{System, SystemApiServer};

/// What the methods need.
pub struct Deps {
    /// The chain.
    pub client: Arc<Client>,
    /// The transactions that wait.
    pub pool: Arc<Pool>,
    /// The clock, only with `--dev`.
    pub clock: Option<ClockControl>,
}

/// The methods.
pub fn module(deps: &Deps) -> Result<RpcModule<()>, RegisterMethodError> {
    let Deps { client, pool, clock } = deps;
    let mut module = RpcModule::new(());
    let system = System::<Pool, Client, Block>::new(client.clone(), pool.clone());
    module.merge(SystemApiServer::<_, AccountId, Nonce>::into_rpc(system))?;
    let payment = TransactionPayment::<Client, Block>::new(client.clone());
    module.merge(TransactionPaymentApiServer::into_rpc(payment))?;
    if let Some(clock) = clock {
        module.merge(dev_rpc::module(clock.clone())?)?;
    }
    Ok(module)
}
