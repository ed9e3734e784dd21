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
    fn close_out() -> Weight;
    fn assign() -> Weight;
    fn consent() -> Weight;
    fn settle() -> Weight;
    fn set_floor() -> Weight;
    fn clear_tape() -> Weight;
    fn on_trade() -> Weight;
}

macro_rules! nothing {
    ($($name:ident),*) => {
        impl WeightInfo for () {
            $(fn $name() -> Weight { Weight::zero() })*
        }
    };
}
nothing!(
    offer,
    cancel_offer,
    accept,
    top_up,
    withdraw_excess,
    mark,
    call_margin,
    close_out,
    assign,
    consent,
    settle,
    set_floor,
    clear_tape,
    on_trade
);
