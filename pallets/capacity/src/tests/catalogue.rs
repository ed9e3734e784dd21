//! create_product, retire_product, create_zone, open_market, set_reference, pause_market.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::{period::HOUR_MS, Deliverable, Markets as _, Metering, TokenWeights};
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

fn create(text: &str, deliverable: Deliverable, tick: u64, lot: u32) -> DispatchResult {
    Capacity::create_product(RuntimeOrigin::root(), name(text), deliverable, tick, lot, 3)
}

#[test]
fn a_name_used_again_is_a_new_version_and_leaves_the_old_one() {
    build_and_execute(|| {
        let old = Products::<Test>::get(GPU);
        assert_ok!(create("h100", gpu_hours(), 500, 2));
        System::assert_last_event(
            Event::<Test>::ProductCreated {
                product: 2,
                name: name("h100"),
                version: 2,
                deliverable: gpu_hours(),
                tick: 500,
                lot: 2,
                lowest_tier: 3,
            }
            .into(),
        );
        assert_eq!(Products::<Test>::get(GPU), old);
        assert_eq!(LatestVersion::<Test>::get(name("h100")), Some((2, 2)));
        assert_eq!(LatestVersion::<Test>::get(name("tokens")), Some((1, 1)));
        assert_eq!(NextProduct::<Test>::get(), 3);
        let rules = Capacity::rules(2).unwrap();
        assert_eq!((rules.tick, rules.lot, rules.lowest_tier), (500, 2, 3));
        assert_eq!(Capacity::metering(2), Some(Metering::UnitHours));
        assert!(matches!(Capacity::metering(TOKENS), Some(Metering::Tokens(_))));
        assert_eq!(Capacity::rules(3), None);
        assert_eq!(Capacity::metering(3), None);
    });
}

#[test]
fn a_product_without_name_tick_lot_or_weights_is_refused() {
    build_and_execute(|| {
        let weightless = TokenWeights { input: 0, cached: 0, output: 0 };
        assert_noop!(create("", gpu_hours(), 1, 1), Error::<Test>::EmptyName);
        assert_noop!(create("a", gpu_hours(), 0, 1), Error::<Test>::ZeroTickOrLot);
        assert_noop!(create("a", gpu_hours(), 1, 0), Error::<Test>::ZeroTickOrLot);
        assert_noop!(
            create("a", million_tokens(weightless), 1, 1),
            Error::<Test>::ZeroTokenWeights
        );
        assert_noop!(
            Capacity::create_product(signed(BUYER), name("a"), gpu_hours(), 1, 1, 0),
            BadOrigin
        );
    });
}

#[test]
fn ids_and_versions_run_out_with_an_error() {
    build_and_execute(|| {
        LatestVersion::<Test>::insert(name("h100"), (u16::MAX, GPU));
        assert_noop!(create("h100", gpu_hours(), 1, 1), Error::<Test>::TooMany);
        NextProduct::<Test>::put(u16::MAX);
        assert_noop!(create("a", gpu_hours(), 1, 1), Error::<Test>::TooMany);
        NextZone::<Test>::put(u16::MAX);
        assert_noop!(
            Capacity::create_zone(RuntimeOrigin::root(), name("a"), name("a"), *b"NO"),
            Error::<Test>::TooMany
        );
    });
}

#[test]
fn a_retired_product_is_issued_no_more_but_moves_on() {
    build_and_execute(|| {
        assert_ok!(issue(MARCH, 2));
        assert_noop!(Capacity::retire_product(signed(OPERATOR), GPU), BadOrigin);
        assert_ok!(Capacity::retire_product(RuntimeOrigin::root(), GPU));
        System::assert_last_event(Event::<Test>::ProductRetired { product: GPU }.into());
        assert_noop!(issue(MARCH, 1), Error::<Test>::ProductRetired);
        assert_ok!(sell(&unit(MARCH), 1));
        assert_ok!(Capacity::split(signed(BUYER), unit(MARCH), 1));
        assert_noop!(
            Capacity::retire_product(RuntimeOrigin::root(), GPU),
            Error::<Test>::ProductRetired
        );
        assert_noop!(
            Capacity::retire_product(RuntimeOrigin::root(), 9),
            Error::<Test>::UnknownProduct
        );
    });
}

#[test]
fn a_zone_has_a_name_a_region_and_a_jurisdiction() {
    build_and_execute(|| {
        let zone = |text: &str, region: &str, jurisdiction: &[u8; 2]| {
            Capacity::create_zone(RuntimeOrigin::root(), name(text), name(region), *jurisdiction)
        };
        assert_ok!(zone("se-3", "SE3", b"SE"));
        System::assert_last_event(
            Event::<Test>::ZoneCreated {
                zone: 2,
                name: name("se-3"),
                region: name("SE3"),
                jurisdiction: *b"SE",
            }
            .into(),
        );
        assert_eq!(Zones::<Test>::get(2).unwrap().region, name("SE3"));
        assert_noop!(zone("", "SE3", b"SE"), Error::<Test>::EmptyName);
        assert_noop!(zone("se-3", "", b"SE"), Error::<Test>::EmptyName);
        assert_noop!(zone("se-3", "SE3", b"se"), Error::<Test>::BadJurisdiction);
        assert_noop!(zone("se-3", "SE3", b"S1"), Error::<Test>::BadJurisdiction);
        assert_noop!(Capacity::create_zone(signed(BUYER), name("a"), name("a"), *b"SE"), BadOrigin);
    });
}

#[test]
fn a_market_is_opened_once_for_what_exists() {
    build_and_execute(|| {
        let open = |product, zone, reference| {
            Capacity::open_market(RuntimeOrigin::root(), product, zone, reference)
        };
        assert_ok!(open(GPU, 1, 3_000_000));
        System::assert_last_event(
            Event::<Test>::MarketOpened { product: GPU, zone: 1, reference: 3_000_000 }.into(),
        );
        let market = Capacity::market(GPU, 1).unwrap();
        assert_eq!((market.reference, market.paused), (3_000_000, false));
        assert_eq!(Capacity::market(TOKENS, 1), None);
        assert_noop!(open(GPU, 1, 1), Error::<Test>::MarketExists);
        assert_noop!(open(TOKENS, 1, 0), Error::<Test>::ZeroReference);
        assert_noop!(open(9, 1, 1), Error::<Test>::UnknownProduct);
        assert_noop!(open(GPU, 9, 1), Error::<Test>::UnknownZone);
        assert_noop!(Capacity::open_market(signed(BUYER), TOKENS, 1, 1), BadOrigin);
    });
}

#[test]
fn a_reference_is_at_most_doubled_or_halved_once_an_hour() {
    build_and_execute(|| {
        let set = |reference| Capacity::set_reference(RuntimeOrigin::root(), GPU, 0, reference);
        assert_noop!(set(4_000_001), Error::<Test>::ReferenceTooFar);
        assert_noop!(set(999_999), Error::<Test>::ReferenceTooFar);
        assert_noop!(set(0), Error::<Test>::ZeroReference);
        assert_ok!(set(4_000_000));
        System::assert_last_event(
            Event::<Test>::ReferenceSet { product: GPU, zone: 0, reference: 4_000_000 }.into(),
        );
        set_time(NOW + HOUR_MS - 1);
        assert_noop!(set(4_000_000), Error::<Test>::ReferenceTooSoon);
        set_time(NOW + HOUR_MS);
        assert_ok!(set(2_000_000));
        assert_noop!(
            Capacity::set_reference(RuntimeOrigin::root(), GPU, 1, 1),
            Error::<Test>::UnknownMarket
        );
        assert_noop!(Capacity::set_reference(signed(BUYER), GPU, 0, 1), BadOrigin);
    });
}

#[test]
fn an_index_sets_the_reference() {
    use headroom_primitives::{Market, Markets as _, PriceBoard};
    build_and_execute(|| {
        let market = |reference, index| Some(Market { reference, index, paused: false });
        assert_eq!(Capacity::market(GPU, 0), market(2_000_000, None));
        Capacity::name_index(GPU, 0, Some(3));
        <Capacity as PriceBoard>::set_reference(GPU, 0, 3_000_000);
        assert_eq!(Capacity::market(GPU, 0), market(3_000_000, Some(3)));
        let event = Event::ReferenceSet { product: GPU, zone: 0, reference: 3_000_000 };
        System::assert_last_event(event.into());
        // Cover and bond follow it: 1000 and 500 thousandths here.
        assert_ok!(issue(MARCH, 1));
        let found = record(&unit(MARCH));
        assert_eq!((found.cover_rate, found.bond_rate), (3_000_000, 1_500_000));
        Capacity::name_index(GPU, 0, None);
        assert_eq!(Capacity::market(GPU, 0), market(3_000_000, None));
        // There is no market that it could be set for.
        Capacity::name_index(GPU, 1, Some(3));
        <Capacity as PriceBoard>::set_reference(GPU, 1, 1);
        assert_eq!(Capacity::market(GPU, 1), None);
    });
}

#[test]
fn a_paused_market_issues_nothing() {
    build_and_execute(|| {
        let pause = |paused| Capacity::pause_market(RuntimeOrigin::root(), GPU, 0, paused);
        assert_ok!(issue(MARCH, 1));
        assert_noop!(pause(false), Error::<Test>::NothingChanged);
        assert_ok!(pause(true));
        System::assert_last_event(
            Event::<Test>::MarketPaused { product: GPU, zone: 0, paused: true }.into(),
        );
        assert!(Capacity::market(GPU, 0).unwrap().paused);
        assert_noop!(issue(MARCH, 1), Error::<Test>::MarketPaused);
        assert_ok!(Capacity::retire(signed(OPERATOR), unit(MARCH), 1));
        assert_ok!(pause(false));
        assert_ok!(issue(MARCH, 1));
        assert_noop!(
            Capacity::pause_market(RuntimeOrigin::root(), GPU, 1, true),
            Error::<Test>::UnknownMarket
        );
        assert_noop!(Capacity::pause_market(signed(BUYER), GPU, 0, true), BadOrigin);
    });
}
