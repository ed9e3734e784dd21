//! What each call costs: written by `./scripts/bench`.

use frame_support::weights::Weight;

/// What each call costs.
pub trait WeightInfo {
    fn offer() -> Weight;
    fn cancel_offer() -> Weight;
    fn accept() -> Weight;
    fn top_up() -> Weight;
    fn withdraw_excess() -> Weight;
    fn mark() -> Weight;
    fn call_margin() -> Weight;
    fn assign() -> Weight;
    fn consent() -> Weight;
    fn settle() -> Weight;
    fn set_floor() -> Weight;
    fn clear_tape() -> Weight;
    fn on_trade() -> Weight;
    fn commit() -> Weight;
    fn instruct() -> Weight;
    fn close_out(n: u32) -> Weight;
    fn deliver(n: u32) -> Weight;
}

impl WeightInfo for () {
    fn offer() -> Weight {
        Weight::zero()
    }
    fn cancel_offer() -> Weight {
        Weight::zero()
    }
    fn accept() -> Weight {
        Weight::zero()
    }
    fn top_up() -> Weight {
        Weight::zero()
    }
    fn withdraw_excess() -> Weight {
        Weight::zero()
    }
    fn mark() -> Weight {
        Weight::zero()
    }
    fn call_margin() -> Weight {
        Weight::zero()
    }
    fn assign() -> Weight {
        Weight::zero()
    }
    fn consent() -> Weight {
        Weight::zero()
    }
    fn settle() -> Weight {
        Weight::zero()
    }
    fn set_floor() -> Weight {
        Weight::zero()
    }
    fn clear_tape() -> Weight {
        Weight::zero()
    }
    fn on_trade() -> Weight {
        Weight::zero()
    }
    fn commit() -> Weight {
        Weight::zero()
    }
    fn instruct() -> Weight {
        Weight::zero()
    }
    fn close_out(_: u32) -> Weight {
        Weight::zero()
    }
    fn deliver(_: u32) -> Weight {
        Weight::zero()
    }
}
