use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::Markets;
use sp_runtime::DispatchError;

fn market(product: u32, zone: u16) -> Definition {
    Definition::Market { product: product as _, zone: zone as _ }
}

fn basket(parts: &[(IndexId, u32)]) -> Definition {
    let parts = parts.iter().map(|(index, weight)| Component { index: *index, weight: *weight });
    Definition::Basket(parts.collect::<Vec<_>>().try_into().unwrap())
}

#[test]
fn an_index_begins_with_the_next_hour() {
    build_and_execute(|| {
        assert_ok!(create(market(1, 0)));
        let definition = market(1, 0);
        System::assert_last_event(Event::IndexCreated { index: 1, definition, first: HOUR }.into());
        let record = Indexes::<Test>::get(1).unwrap();
        assert_eq!((record.first, record.next, record.retired), (HOUR, HOUR, false));
        assert_eq!(World::market(1, 0).unwrap().index, Some(1));
    });
}

#[test]
fn each_error_of_create_names_its_cause() {
    build_and_execute(|| {
        assert_noop!(
            Prices::create_index(RuntimeOrigin::signed(STRANGER), market(1, 0)),
            DispatchError::BadOrigin
        );
        assert_noop!(create(market(10, 0)), Error::<Test>::UnknownMarket);
        assert_noop!(create(market(0, 0)), Error::<Test>::IndexExists);
        assert_noop!(create(basket(&[(1, 1_000)])), Error::<Test>::BadComponent);
        assert_ok!(create(market(1, 0)));
        assert_noop!(create(basket(&[(0, 500), (0, 500)])), Error::<Test>::BadComponent);
        assert_noop!(create(basket(&[(0, 500), (1, 499)])), Error::<Test>::BadWeights);
        assert_noop!(create(basket(&[(0, 1_000), (1, 0)])), Error::<Test>::BadWeights);
        assert_noop!(create(basket(&[])), Error::<Test>::BadWeights);
        assert_ok!(create(basket(&[(0, 600), (1, 400)])));
        // No basket of baskets.
        assert_noop!(create(basket(&[(2, 1_000)])), Error::<Test>::BadComponent);
        NextIndex::<Test>::put(IndexId::MAX);
        assert_noop!(create(market(2, 0)), Error::<Test>::TooMany);
    });
}

#[test]
fn a_retired_index_makes_room_for_another() {
    build_and_execute(|| {
        let retire = |index| Prices::retire_index(RuntimeOrigin::root(), index);
        assert_noop!(
            Prices::retire_index(RuntimeOrigin::signed(STRANGER), INDEX),
            DispatchError::BadOrigin
        );
        assert_noop!(retire(7), Error::<Test>::UnknownIndex);
        assert_ok!(retire(INDEX));
        System::assert_last_event(Event::IndexRetired { index: INDEX, next: HOUR }.into());
        assert_noop!(retire(INDEX), Error::<Test>::IndexRetired);
        at_close(HOUR);
        assert_noop!(close(INDEX), Error::<Test>::IndexRetired);
        assert_noop!(observe(1, HOUR, 1, 1), Error::<Test>::IndexRetired);
        assert_ok!(create(market(0, 0)));
        assert_eq!(World::market(0, 0).unwrap().index, Some(1));
    });
}
