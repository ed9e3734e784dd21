//! The runtime APIs.

use crate::{mock::*, *};
use frame_support::assert_ok;

#[test]
fn depth_and_quotes_go_by_the_levels() {
    build_and_execute(|| {
        assert_eq!(Spot::best(SERIES), (None, None));
        assert_ok!(ask(ISSUER, ISSUER, 2_000_000, 2));
        assert_ok!(ask(OTHER, OTHER, 2_000_000, 4));
        assert_ok!(ask(ISSUER, ISSUER, 2_500_000, 2));
        assert_ok!(bid(ALICE, 1_500_000, 6));
        assert_ok!(bid(ALICE, 1_000_000, 2));
        assert_eq!(Spot::best(SERIES), (Some((1_500_000, 6)), Some((2_000_000, 6))));
        let bids = vec![(1_500_000, 6, 1), (1_000_000, 2, 1)];
        let asks = vec![(2_000_000, 6, 2), (2_500_000, 2, 1)];
        assert_eq!(Spot::depth(SERIES, u32::MAX), (bids.clone(), asks.clone()));
        assert_eq!(Spot::depth(SERIES, 1), (bids[..1].to_vec(), asks[..1].to_vec()));
        let worth = value(2_000_000, 6) + value(2_500_000, 1);
        assert_eq!(
            Spot::quote(SERIES, true, 7),
            Quote { quantity: 7, value: worth, fee: worth * 5 / 10_000, worst: Some(2_500_000) }
        );
        assert_eq!(Spot::quote(SERIES, false, 100).quantity, 8);
        let orders = Spot::orders_page(&ALICE, None, 10);
        assert_eq!(orders.len(), 1);
        assert_eq!(orders[0].1.len(), 2);
        assert_eq!(Spot::orders_page(&ALICE, Some(SERIES), 10), vec![]);
    });
}
