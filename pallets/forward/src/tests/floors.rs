use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn a_product_has_a_floor_of_its_own() {
    build_and_execute(|| {
        let set = |initial, maintenance| {
            Forward::set_floor(RuntimeOrigin::root(), 0, Floor { initial, maintenance })
        };
        assert_noop!(
            Forward::set_floor(signed(STRANGER), 0, Floor { initial: 200, maintenance: 150 }),
            DispatchError::BadOrigin
        );
        for (initial, maintenance) in [(1_001, 150), (200, 201), (200, 0)] {
            assert_noop!(set(initial, maintenance), Error::<Test>::BadFloor);
        }
        assert_ok!(set(200, 150));
        let floor = Floor { initial: 200, maintenance: 150 };
        System::assert_last_event(Event::FloorSet { product: 0, floor }.into());
        assert_noop!(offer(BUYER, terms(), Side::Buyer), Error::<Test>::BadMargin);
        let dear = Terms { initial: 200, maintenance: 150, ..terms() };
        assert_ok!(offer(BUYER, dear, Side::Buyer));
        assert_eq!(Forward::floor(1), Floor { initial: 100, maintenance: 60 });
    });
}
