//! What the benchmark tool measures.

use crate::*;
use alloc::string::String;
use frame_benchmarking::{
    add_benchmark, list_benchmark, BenchmarkBatch, BenchmarkConfig, BenchmarkList, Benchmarking,
};
use frame_support::traits::{StorageInfo, StorageInfoTrait, WhitelistedStorageKeys};

frame_benchmarking::define_benchmarks!(
    [frame_benchmarking, BaselineBench::<Runtime>]
    [pallet_balances, Balances]
);

use frame_benchmarking::baseline::Pallet as BaselineBench;

impl frame_benchmarking::baseline::Config for Runtime {}

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
