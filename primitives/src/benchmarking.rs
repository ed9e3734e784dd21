//! What the benchmarks of a pallet need of the others: they lie behind traits, so the runtime has
//! to set the stage.

use crate::{IndexId, Moment, Price, ProductId, Quantity, SeriesId, UnitId, ZoneId};

/// Sets the stage for benchmarks.
pub trait BenchmarkHelper<AccountId> {
    /// Sets chain time, in Unix milliseconds.
    fn set_time(now: Moment);

    /// Gives an account more free cash than any call can take: 10^18 millionths.
    fn fund(who: &AccountId);

    /// A new product in GPU-hours, of tick and lot 1, with an open market in a new zone.
    fn open_market() -> (ProductId, ZoneId);

    /// Registers the operator of this number, attested for a million units of the series, and
    /// issues `quantity` of them into its hands.
    fn issue(number: u32, series: SeriesId, quantity: Quantity) -> UnitId<AccountId>;

    /// The same, into the hands of a holder.
    fn give(number: u32, series: SeriesId, quantity: Quantity) -> UnitId<AccountId>;

    /// A market's reference price becomes ten times what it was.
    fn raise_reference(product: ProductId, zone: ZoneId);

    /// A new index of a market that has none, with its first hour after the present one.
    fn create_index(product: ProductId, zone: ZoneId) -> IndexId;

    /// All hours of an index before `until` are closed, at one price; those before `from` as well,
    /// but only the value before it can be read.
    fn close_hours(index: IndexId, from: u32, until: u32, price: Price);
}

/// For mocks, on which nothing is measured: what calls cost depends on the pallets behind the
/// traits, so the benchmarks run on the real runtime alone.
impl<AccountId> BenchmarkHelper<AccountId> for () {
    fn set_time(_: Moment) {
        unimplemented!("benchmarks run on the runtime")
    }

    fn fund(_: &AccountId) {
        unimplemented!("benchmarks run on the runtime")
    }

    fn open_market() -> (ProductId, ZoneId) {
        unimplemented!("benchmarks run on the runtime")
    }

    fn issue(_: u32, _: SeriesId, _: Quantity) -> UnitId<AccountId> {
        unimplemented!("benchmarks run on the runtime")
    }

    fn give(_: u32, _: SeriesId, _: Quantity) -> UnitId<AccountId> {
        unimplemented!("benchmarks run on the runtime")
    }

    fn raise_reference(_: ProductId, _: ZoneId) {
        unimplemented!("benchmarks run on the runtime")
    }

    fn create_index(_: ProductId, _: ZoneId) -> IndexId {
        unimplemented!("benchmarks run on the runtime")
    }

    fn close_hours(_: IndexId, _: u32, _: u32, _: Price) {
        unimplemented!("benchmarks run on the runtime")
    }
}
