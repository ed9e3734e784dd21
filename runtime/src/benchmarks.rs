//! What the benchmark tool measures.

use crate::{configs::EnsureAttestor, *};
use alloc::string::String;
use frame_benchmarking::{BenchmarkBatch, BenchmarkConfig, BenchmarkList};
use frame_support::traits::{
    fungible::Mutate, EnsureOrigin, StorageInfo, StorageInfoTrait, WhitelistedStorageKeys,
};
use headroom_primitives::{
    BenchmarkHelper, IndexId, Moment, Price, ProductId, Quantity, SeriesId, UnitId, ZoneId,
};
use pallet_capacity::benchmarking as capacity;

frame_benchmarking::define_benchmarks!(
    [frame_benchmarking, BaselineBench::<Runtime>]
    [pallet_balances, Balances]
    [pallet_cash, Cash]
    [pallet_capacity, Capacity]
    [pallet_spot, Spot]
    [pallet_delivery, Delivery]
    [pallet_index, Index]
    [pallet_forward, Forward]
);

use frame_benchmarking::baseline::Pallet as BaselineBench;

impl frame_benchmarking::baseline::Config for Runtime {}

/// What the pallets' benchmarks need of each other.
pub struct Stage;

impl Stage {
    /// `Timestamp::set` asks Aura for the slot of the block, and there is none.
    fn time(now: Moment) {
        pallet_timestamp::Now::<Runtime>::put(now);
    }

    fn cash(who: &AccountId) {
        Cash::set_balance(who, 1_000_000_000_000_000_000);
    }
}

impl capacity::BenchmarkHelper<Runtime> for Stage {
    fn fund(who: &AccountId) {
        Self::cash(who)
    }

    fn set_time(now: Moment) {
        Self::time(now)
    }

    fn attestor() -> RuntimeOrigin {
        EnsureAttestor::try_successful_origin().expect("the presets have attestors")
    }
}

impl BenchmarkHelper<AccountId> for Stage {
    fn set_time(now: Moment) {
        Self::time(now)
    }

    fn fund(who: &AccountId) {
        Self::cash(who)
    }

    fn open_market() -> (ProductId, ZoneId) {
        capacity::market::<Runtime>()
    }

    fn issue(number: u32, series: SeriesId, quantity: Quantity) -> UnitId<AccountId> {
        let operator = capacity::operator::<Runtime>(number, series.product, series.zone);
        capacity::issued::<Runtime>(&operator, series, quantity)
    }

    fn give(number: u32, series: SeriesId, quantity: Quantity) -> UnitId<AccountId> {
        let operator = capacity::operator::<Runtime>(number, series.product, series.zone);
        let holder = capacity::funded::<Runtime>("holder", number);
        capacity::bought::<Runtime>(&operator, series, quantity, &holder)
    }

    fn raise_reference(product: ProductId, zone: ZoneId) {
        use headroom_primitives::{Markets, PriceBoard};
        let reference = Capacity::market(product, zone).expect("it is open").reference;
        <Capacity as PriceBoard>::set_reference(product, zone, 10 * reference);
    }

    fn create_index(product: ProductId, zone: ZoneId) -> IndexId {
        pallet_index::benchmarking::create::<Runtime>(product, zone)
    }

    fn close_hours(index: IndexId, from: u32, until: u32, price: Price) {
        pallet_index::benchmarking::close_hours::<Runtime>(index, from, until, price)
    }
}

/// Every benchmark there is, and every storage item that it may touch.
pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
    let mut list = Vec::<BenchmarkList>::new();
    list_benchmarks!(list, extra);
    (list, AllPalletsWithSystem::storage_info())
}

/// Runs one benchmark.
pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
    let mut whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
    // Every block writes the time before anything else, so reading it costs no access to the trie.
    whitelist.push(pallet_timestamp::Now::<Runtime>::hashed_key().to_vec().into());
    let mut batches = Vec::<BenchmarkBatch>::new();
    let params = (&config, &whitelist);
    add_benchmarks!(params, batches);
    Ok(batches)
}
