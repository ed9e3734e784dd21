use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};

#[test]
fn an_empty_book_is_removed_once_trading_has_stopped() {
    build_and_execute(|| {
        let close = || Spot::close_book(RuntimeOrigin::signed(CAROL), SERIES);
        assert_noop!(close(), Error::<Test>::OrderNotFound);
        assert_ok!(bid(ALICE, 2_000_000, 2));
        assert_noop!(close(), Error::<Test>::StillTrading);
        Now::set(&Spot::trading_stop(&SERIES));
        assert_noop!(close(), Error::<Test>::BookNotEmpty);
        assert_ok!(Spot::cancel_order(RuntimeOrigin::signed(ALICE), id(ALICE, 0)));
        assert_eq!(close().unwrap().pays_fee, Pays::No);
        System::assert_last_event(Event::BookClosed { series: SERIES }.into());
        assert_eq!(Books::<Test>::iter().count(), 0);
        assert_eq!(Leaves::<Test>::iter().count(), 0);
    });
}
