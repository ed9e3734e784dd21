//! How each pallet is set up.

mod ground;
mod people;

pub use ground::*;
pub use people::*;
