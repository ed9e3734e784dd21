//! `dev_setTime` and `dev_advanceTime`: the clock of a `--dev` chain, by RPC.

use crate::clock::ClockError;
use futures::{
    channel::{mpsc, oneshot},
    SinkExt,
};
use jsonrpsee::{
    core::{RegisterMethodError, RpcResult},
    types::{ErrorCode, ErrorObjectOwned},
    Extensions, RpcModule,
};
use sc_rpc::DenyUnsafe;
use std::fmt;

/// How the clock is to be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// To this time, in milliseconds since 1970.
    To(u64),
    /// Forward by so many milliseconds.
    By(u64),
}

/// Why the clock was not set.
#[derive(Debug)]
pub enum Failure {
    /// The time asked for is out of reach.
    Refused(ClockError),
    /// No block could be sealed at that time; the clock stays as it is.
    NotSealed(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Failure::Refused(why) => why.fmt(f),
            Failure::NotSealed(why) => write!(f, "no block was sealed at that time: {why}"),
        }
    }
}

impl From<Failure> for ErrorObjectOwned {
    fn from(failure: Failure) -> Self {
        let code = match failure {
            Failure::Refused(_) => ErrorCode::InvalidParams,
            Failure::NotSealed(_) => ErrorCode::InternalError,
        };
        ErrorObjectOwned::owned(code.code(), failure.to_string(), None::<()>)
    }
}

/// Asks for a change of the clock. The answer, the new time, comes when a block that carries it
/// is sealed.
pub struct Request {
    /// The change.
    pub change: Change,
    /// Where the answer goes.
    pub answer: oneshot::Sender<Result<u64, Failure>>,
}

/// The way to the one who seals, and keeps the clock.
#[derive(Clone)]
pub struct ClockControl(mpsc::Sender<Request>);

impl ClockControl {
    /// A clock's control, and what it sends.
    pub fn new() -> (Self, mpsc::Receiver<Request>) {
        let (requests, received) = mpsc::channel(0);
        (ClockControl(requests), received)
    }

    async fn ask(&self, ext: &Extensions, change: Change) -> RpcResult<u64> {
        // The RPC server always says whether its caller may be trusted; if not, it may not.
        ext.get::<DenyUnsafe>().copied().unwrap_or(DenyUnsafe::Yes).check_if_safe()?;
        let (answer, answered) = oneshot::channel();
        let stopping = || Failure::NotSealed("the node is stopping".into());
        self.0.clone().send(Request { change, answer }).await.map_err(|_| stopping())?;
        Ok(answered.await.map_err(|_| stopping())??)
    }
}

/// The two methods. Both seal a block that carries the new time, and return that time when the
/// block is imported: what is read next is read at it. The chain's clock runs on from there at
/// the real pace.
///
/// They count as unsafe: a node that serves RPC to others offers them only if told so with
/// `--rpc-methods unsafe`.
///
/// | method | parameter | what it does |
/// |---|---|---|
/// | `dev_setTime` | milliseconds since 1970 | sets the clock to that time |
/// | `dev_advanceTime` | milliseconds | sets the clock forward by so much |
///
/// A time that is past, or later than the year 2199, is an error.
pub fn module(clock: ClockControl) -> Result<RpcModule<ClockControl>, RegisterMethodError> {
    let mut module = RpcModule::new(clock);
    module.register_async_method("dev_setTime", |params, clock, ext| async move {
        clock.ask(&ext, Change::To(params.one()?)).await
    })?;
    module.register_async_method("dev_advanceTime", |params, clock, ext| async move {
        clock.ask(&ext, Change::By(params.one()?)).await
    })?;
    Ok(module)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::{executor::block_on, future::join, StreamExt};
    use jsonrpsee::MethodsError;

    /// Calls `method` as someone trusted or not.
    async fn call(
        control: ClockControl,
        caller: DenyUnsafe,
        method: &str,
        value: u64,
    ) -> Result<u64, MethodsError> {
        let mut module = module(control).expect("the names differ");
        module.extensions_mut().insert(caller);
        module.call(method, [value]).await
    }

    /// Calls `method` of a clock that expects `change` and answers with `answer`.
    fn called(
        method: &str,
        value: u64,
        change: Change,
        answer: Result<u64, Failure>,
    ) -> Result<u64, MethodsError> {
        let (control, mut requests) = ClockControl::new();
        let clock = async move {
            let request = requests.next().await.expect("a request was sent");
            assert_eq!(request.change, change);
            request.answer.send(answer).expect("the caller waits");
        };
        block_on(join(call(control, DenyUnsafe::No, method, value), clock)).0
    }

    fn code_and_message(result: Result<u64, MethodsError>) -> (i32, String) {
        match result {
            Err(MethodsError::JsonRpc(error)) => (error.code(), error.message().to_string()),
            other => panic!("not a refusal: {other:?}"),
        }
    }

    #[test]
    fn the_new_time_is_returned() {
        assert_eq!(called("dev_setTime", 7, Change::To(7), Ok(7)).unwrap(), 7);
        assert_eq!(called("dev_advanceTime", 7, Change::By(7), Ok(107)).unwrap(), 107);
    }

    #[test]
    fn a_refusal_names_its_cause() {
        let back = ClockError::Back { now: 9, asked: 7 };
        let result = called("dev_setTime", 7, Change::To(7), Err(Failure::Refused(back)));
        assert_eq!(
            code_and_message(result),
            (
                ErrorCode::InvalidParams.code(),
                "the clock can't go back: it is 9 on the chain, asked for 7".into()
            )
        );
    }

    #[test]
    fn strangers_can_not_set_the_clock() {
        let (control, _requests) = ClockControl::new();
        let result = block_on(call(control, DenyUnsafe::Yes, "dev_advanceTime", 1));
        assert_eq!(code_and_message(result).0, ErrorCode::MethodNotFound.code());
    }

    #[test]
    fn a_node_that_stops_says_so() {
        let (control, requests) = ClockControl::new();
        drop(requests);
        let result = block_on(call(control, DenyUnsafe::No, "dev_advanceTime", 1));
        assert_eq!(code_and_message(result).0, ErrorCode::InternalError.code());
    }
}
