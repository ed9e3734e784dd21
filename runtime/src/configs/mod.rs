//! How each pallet is set up.

mod ground;
mod market;
mod people;

pub use ground::*;
pub use market::*;
pub use people::*;
