//! Transactions are carried out once, whatever happens to the node meanwhile.

use crate::node::{account, free_cash, key, Folder, Node};
use futures::future::join_all;
use headroom_client::{
    api::{
        self,
        runtime_types::{headroom_runtime::RuntimeCall, pallet_spot::pallet::Call},
    },
    submit::Until,
    Chain, DeliveryId, Error, Period, SeriesId, Side, TimeInForce, UnitId,
};
use std::{collections::HashSet, time::Duration};
use subxt::transactions::Payload;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a node: ./scripts/test live runs it"]
async fn transactions_are_seen_through_and_explained() {
    let node = Node::start();
    let chain = node.chain().await;
    twenty_at_once_of_one_account_are_each_carried_out_once(&chain).await;
    a_call_that_fails_says_why_by_name(&chain).await;
    a_preview_changes_nothing_and_knows_the_fee(&chain).await;
}

async fn twenty_at_once_of_one_account_are_each_carried_out_once(chain: &Chain) {
    let before = free_cash(chain, "Charlie").await;
    let all = (1..=20).map(|amount| {
        let chain = chain.clone();
        async move { chain.submit(&key("Charlie"), &api::tx().cash().deposit(amount)).await }
    });
    let receipts: Vec<_> = join_all(all).await.into_iter().map(Result::unwrap).collect();
    let places: HashSet<_> = receipts.iter().map(|told| (told.number, told.extrinsic)).collect();
    assert_eq!(places.len(), 20);
    assert_eq!(free_cash(chain, "Charlie").await, before + (1..=20).sum::<u128>());
    for (amount, receipt) in (1..=20_u128).zip(&receipts) {
        let told = receipt.first("cash.Deposited").unwrap();
        assert_eq!(told["amount"], amount.to_string());
        assert!(receipt.fee > 0);
    }
}

async fn a_call_that_fails_says_why_by_name(chain: &Chain) {
    let view = chain.best().await.unwrap();
    let day = Period::day_of(view.now + 3 * 86_400_000);
    let series = SeriesId { product: 0, zone: 0, period: day };
    let unit = UnitId { series, operator: account("Helios") };
    let bid = |price, quantity| {
        let fok = TimeInForce::FillOrKill;
        api::tx().spot().place_order(series, Side::Bid, price, quantity, fok, 1)
    };
    let tx = api::tx();
    fails(chain, "Charlie", &bid(2_000_001, 1), "Spot.PriceNotOnTick", "tick").await;
    fails(chain, "Charlie", &bid(2_000_000, 1), "Spot.NotFilled", "fill-or-kill").await;
    fails(chain, "Charlie", &tx.cash().withdraw(0), "Cash.ZeroAmount", "0").await;
    fails(chain, "Charlie", &tx.capacity().issue(series, 1), "Capacity.NotOperator", "operator")
        .await;
    let delivery = DeliveryId { unit, index: 0 };
    let settle = tx.delivery().settle(delivery);
    fails(chain, "Charlie", &settle, "Delivery.UnknownDelivery", "no such delivery").await;
    fails(chain, "Charlie", &tx.index().close_hour(7), "Index.UnknownIndex", "index").await;
    fails(chain, "Charlie", &tx.forward().accept(7), "Forward.UnknownOffer", "offer").await;
    // Not of a pallet; and within other calls, which succeed by themselves.
    let role = tx.capacity().retire_product(0);
    fails(chain, "Charlie", &role, "BadOrigin", "").await;
    let zero = || RuntimeCall::Spot(Call::cancel_orders { series, limit: 0 });
    let nothing = "Spot.NothingToCancel";
    fails(chain, "Charlie", &tx.utility().batch_all(vec![zero()]), nothing, "no orders").await;
    fails(chain, "Charlie", &tx.utility().batch(vec![zero()]), nothing, "no orders").await;
    fails(chain, "Charlie", &tx.utility().force_batch(vec![zero()]), nothing, "no orders").await;
    fails(chain, "Alice", &tx.sudo().sudo(zero()), "BadOrigin", "").await;
}

async fn fails<C: Payload>(chain: &Chain, who: &str, call: &C, name: &str, says: &str) {
    match chain.submit(&key(who), call).await {
        Err(Error::Failed { error, docs }) => {
            assert_eq!(error, name);
            assert!(docs.contains(says), "{name}: {docs}");
        },
        other => panic!("{name}: {other:?}"),
    }
}

async fn a_preview_changes_nothing_and_knows_the_fee(chain: &Chain) {
    let before = free_cash(chain, "Charlie").await;
    let call = api::tx().cash().deposit(1_000_000);
    let preview = chain.preview(&key("Charlie"), &call).await.unwrap();
    assert_eq!(preview.refused, None);
    let receipt = chain.submit_until(&key("Charlie"), &call, Until::Final).await.unwrap();
    assert_eq!(receipt.fee, preview.fee);
    assert_eq!(free_cash(chain, "Charlie").await, before + 1_000_000);
    let last = chain.last_final().await.unwrap();
    assert!(last.number() >= receipt.number);
    // An account without native tokens can't pay for anything.
    let poor = subxt_signer::sr25519::Keypair::from_secret_key([7; 32]).unwrap();
    assert!(chain.preview(&poor, &call).await.unwrap().refused.is_some());
    assert!(matches!(chain.submit(&poor, &call).await, Err(Error::Refused(_))));
}

async fn again(chain: Chain) -> Chain {
    tokio::time::sleep(Duration::from_millis(100)).await;
    Chain::connect(chain.endpoint()).await.unwrap_or(chain)
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a node: ./scripts/test live runs it"]
async fn a_restart_of_the_node_loses_nothing_and_repeats_nothing() {
    let folder = Folder::new("restart");
    let node = Node::at(&folder.0, 0);
    let chain = node.chain().await;
    let before = free_cash(&chain, "Charlie").await;
    let sending = tokio::spawn({
        let mut chain = node.chain().await;
        async move {
            for amount in 1..=40_u128 {
                let call = api::tx().cash().deposit(amount);
                loop {
                    match chain.submit(&key("Charlie"), &call).await {
                        Ok(_) => break,
                        // Nothing was sent: what was, is seen through.
                        Err(Error::Unreachable(_)) => chain = again(chain).await,
                        Err(other) => panic!("{amount}: {other}"),
                    }
                }
            }
        }
    });
    // In the middle of it.
    let some = before + (1..=10).sum::<u128>();
    while free_cash(&chain, "Charlie").await < some {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let port = node.kill();
    tokio::time::sleep(Duration::from_secs(2)).await;
    let node = Node::at(&folder.0, port);
    sending.await.unwrap();
    let chain = node.chain().await;
    assert_eq!(free_cash(&chain, "Charlie").await, before + (1..=40).sum::<u128>());
}
