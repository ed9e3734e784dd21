//! The runtime APIs: what a node, a wallet or a desk reads in one call.

use crate::*;
use frame_support::{
    genesis_builder_helper::{build_state, get_preset},
    weights::Weight,
};
use headroom_primitives::{DeliveryId, Price, ProductId, Quantity, SeriesId, UnitId, ZoneId};
use pallet_forward::{Agreement, Offer, Standing};
use pallet_index::{tally::Capacity as CapacityHour, Average, IndexId, Input, Value};
use sp_api::impl_runtime_apis;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_runtime::{
    traits::Block as BlockT,
    transaction_validity::{TransactionSource, TransactionValidity},
    ApplyExtrinsicResult,
};

impl_runtime_apis! {
    impl sp_api::Core<Block> for Runtime {
        fn version() -> RuntimeVersion {
            VERSION
        }

        fn execute_block(block: <Block as BlockT>::LazyBlock) {
            Executive::execute_block(block);
        }

        fn initialize_block(header: &<Block as BlockT>::Header) -> sp_runtime::ExtrinsicInclusionMode {
            Executive::initialize_block(header)
        }
    }

    impl sp_api::Metadata<Block> for Runtime {
        fn metadata() -> OpaqueMetadata {
            OpaqueMetadata::new(Runtime::metadata().into())
        }

        fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
            Runtime::metadata_at_version(version)
        }

        fn metadata_versions() -> Vec<u32> {
            Runtime::metadata_versions()
        }
    }

    impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
        fn execute_view_function(
            id: frame_support::view_functions::ViewFunctionId,
            input: Vec<u8>,
        ) -> Result<Vec<u8>, frame_support::view_functions::ViewFunctionDispatchError> {
            Runtime::execute_view_function(id, input)
        }
    }

    impl sp_block_builder::BlockBuilder<Block> for Runtime {
        fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
            Executive::apply_extrinsic(extrinsic)
        }

        fn finalize_block() -> <Block as BlockT>::Header {
            Executive::finalize_block()
        }

        fn inherent_extrinsics(data: sp_inherents::InherentData) -> Vec<<Block as BlockT>::Extrinsic> {
            data.create_extrinsics()
        }

        fn check_inherents(
            block: <Block as BlockT>::LazyBlock,
            data: sp_inherents::InherentData,
        ) -> sp_inherents::CheckInherentsResult {
            data.check_extrinsics(&block)
        }
    }

    impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
        fn validate_transaction(
            source: TransactionSource,
            tx: <Block as BlockT>::Extrinsic,
            block_hash: <Block as BlockT>::Hash,
        ) -> TransactionValidity {
            Executive::validate_transaction(source, tx, block_hash)
        }
    }

    impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
        fn offchain_worker(header: &<Block as BlockT>::Header) {
            Executive::offchain_worker(header)
        }
    }

    impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
        fn slot_duration() -> sp_consensus_aura::SlotDuration {
            sp_consensus_aura::SlotDuration::from_millis(Aura::slot_duration())
        }

        fn authorities() -> Vec<AuraId> {
            pallet_aura::Authorities::<Runtime>::get().into_inner()
        }
    }

    impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
        fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
            Grandpa::grandpa_authorities()
        }

        fn current_set_id() -> sp_consensus_grandpa::SetId {
            pallet_grandpa::CurrentSetId::<Runtime>::get()
        }

        fn submit_report_equivocation_unsigned_extrinsic(
            _: sp_consensus_grandpa::EquivocationProof<
                <Block as BlockT>::Hash,
                sp_runtime::traits::NumberFor<Block>,
            >,
            _: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
        ) -> Option<()> {
            None
        }

        fn generate_key_ownership_proof(
            _: sp_consensus_grandpa::SetId,
            _: GrandpaId,
        ) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
            None
        }
    }

    impl sp_session::SessionKeys<Block> for Runtime {
        fn generate_session_keys(owner: Vec<u8>, seed: Option<Vec<u8>>) -> sp_session::OpaqueGeneratedSessionKeys {
            SessionKeys::generate(&owner, seed).into()
        }

        fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
            SessionKeys::decode_into_raw_public_keys(&encoded)
        }
    }

    impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
        fn account_nonce(account: AccountId) -> Nonce {
            System::account_nonce(account)
        }
    }

    impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance> for Runtime {
        fn query_info(
            uxt: <Block as BlockT>::Extrinsic,
            len: u32,
        ) -> pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance> {
            TransactionPayment::query_info(uxt, len)
        }

        fn query_fee_details(
            uxt: <Block as BlockT>::Extrinsic,
            len: u32,
        ) -> pallet_transaction_payment::FeeDetails<Balance> {
            TransactionPayment::query_fee_details(uxt, len)
        }

        fn query_weight_to_fee(weight: Weight) -> Balance {
            TransactionPayment::weight_to_fee(weight)
        }

        fn query_length_to_fee(length: u32) -> Balance {
            TransactionPayment::length_to_fee(length)
        }
    }

    impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<Block, Balance, RuntimeCall>
        for Runtime
    {
        fn query_call_info(
            call: RuntimeCall,
            len: u32,
        ) -> pallet_transaction_payment::RuntimeDispatchInfo<Balance> {
            TransactionPayment::query_call_info(call, len)
        }

        fn query_call_fee_details(
            call: RuntimeCall,
            len: u32,
        ) -> pallet_transaction_payment::FeeDetails<Balance> {
            TransactionPayment::query_call_fee_details(call, len)
        }

        fn query_weight_to_fee(weight: Weight) -> Balance {
            TransactionPayment::weight_to_fee(weight)
        }

        fn query_length_to_fee(length: u32) -> Balance {
            TransactionPayment::length_to_fee(length)
        }
    }

    impl pallet_cash::runtime_api::CashApi<Block, AccountId> for Runtime {
        fn claims(debtor: AccountId, after: Option<AccountId>, limit: u32) -> Vec<(AccountId, Balance)> {
            Cash::claims_page(&debtor, after, limit)
        }
    }

    impl pallet_capacity::runtime_api::CapacityApi<Block, AccountId> for Runtime {
        fn issuable(operator: AccountId, series: SeriesId) -> Quantity {
            Capacity::issuable(&operator, &series)
        }

        fn holdings(
            who: AccountId,
            after: Option<UnitId<AccountId>>,
            limit: u32,
        ) -> Vec<(UnitId<AccountId>, pallet_capacity::Holding)> {
            Capacity::holdings_page(&who, after, limit)
        }

        fn issued(
            operator: AccountId,
            after: Option<SeriesId>,
            limit: u32,
        ) -> Vec<(SeriesId, pallet_capacity::UnitRecord)> {
            Capacity::issued_page(&operator, after, limit)
        }

        fn unit(unit: UnitId<AccountId>) -> Option<pallet_capacity::UnitRecord> {
            pallet_capacity::Units::<Runtime>::get(unit.operator, unit.series)
        }
    }

    impl pallet_spot::runtime_api::SpotApi<Block, AccountId> for Runtime {
        fn best(series: SeriesId) -> (Option<(Price, u64)>, Option<(Price, u64)>) {
            Spot::best(series)
        }

        fn depth(series: SeriesId, levels: u32) -> (pallet_spot::Depth, pallet_spot::Depth) {
            Spot::depth(series, levels)
        }

        fn orders(
            who: AccountId,
            after: Option<SeriesId>,
            limit: u32,
        ) -> Vec<(SeriesId, Vec<pallet_spot::Order<AccountId>>)> {
            Spot::orders_page(&who, after, limit)
        }

        fn quote(series: SeriesId, bid: bool, quantity: Quantity) -> pallet_spot::Quote {
            Spot::quote(series, bid, quantity)
        }
    }

    impl pallet_delivery::runtime_api::DeliveryApi<Block, AccountId> for Runtime {
        fn deliveries(
            unit: UnitId<AccountId>,
            after: Option<u32>,
            limit: u32,
        ) -> Vec<(u32, pallet_delivery::types::Delivery<AccountId>)> {
            Delivery::deliveries_page(&unit, after, limit)
        }

        fn phase(delivery: DeliveryId<AccountId>) -> Option<pallet_delivery::Phase> {
            Delivery::phase(&delivery)
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    impl frame_benchmarking::Benchmark<Block> for Runtime {
        fn benchmark_metadata(extra: bool) -> (
            Vec<frame_benchmarking::BenchmarkList>,
            Vec<frame_support::traits::StorageInfo>,
        ) {
            benchmarks::metadata(extra)
        }

        #[allow(non_local_definitions)]
        fn dispatch_benchmark(
            config: frame_benchmarking::BenchmarkConfig,
        ) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
            benchmarks::dispatch(config)
        }
    }

    #[cfg(feature = "try-runtime")]
    impl frame_try_runtime::TryRuntime<Block> for Runtime {
        fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
            let weight = Executive::try_runtime_upgrade(checks).expect("the upgrade's checks hold");
            (weight, configs::RuntimeBlockWeights::get().max_block)
        }

        fn execute_block(
            block: <Block as BlockT>::LazyBlock,
            state_root_check: bool,
            signature_check: bool,
            select: frame_try_runtime::TryStateSelect,
        ) -> Weight {
            Executive::try_execute_block(block, state_root_check, signature_check, select)
                .expect("the block's checks hold")
        }
    }

    impl pallet_index::runtime_api::IndexApi<Block, AccountId> for Runtime {
        fn last_value(index: IndexId) -> Option<(u32, Value)> {
            Index::last_value(index)
        }

        fn inputs(index: IndexId, hour: u32) -> Vec<(Input<AccountId>, u128)> {
            Index::inputs_of(index, hour)
        }

        fn history(index: IndexId, from: u32, count: u32) -> Vec<(u32, Value)> {
            Index::history(index, from, count)
        }

        fn average(index: IndexId, from: u32, to: u32) -> Option<Average> {
            Index::average(index, from, to)
        }

        fn capacity(
            product: ProductId,
            zone: ZoneId,
            from: u32,
            count: u32,
        ) -> Vec<CapacityHour> {
            Index::capacity(product, zone, from, count)
        }
    }

    impl pallet_forward::runtime_api::ForwardApi<Block, AccountId> for Runtime {
        fn offers(who: Option<AccountId>, from: u64) -> pallet_forward::Page<Offer<AccountId>> {
            Forward::offers(who, from)
        }

        fn agreements(
            who: Option<AccountId>,
            from: u64,
        ) -> pallet_forward::Page<Agreement<AccountId>> {
            Forward::agreements(who, from)
        }

        fn standing(agreement: u64) -> Option<Standing> {
            Forward::standing(agreement)
        }
    }

    impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
        fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
            build_state::<RuntimeGenesisConfig>(config)
        }

        fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
            get_preset::<RuntimeGenesisConfig>(id, presets::get)
        }

        fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
            presets::names()
        }
    }
}
