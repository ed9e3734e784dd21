use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use headroom_primitives::{DeliveryId, Metered};

#[test]
fn a_report_waits_for_objections() {
    build_and_execute(|| {
        at_noon();
        assert_ok!(report(&day(), 119_000));
        let closes = DAY.start() + 36 * HOUR;
        System::assert_last_event(
            Event::Reported {
                delivery: day(),
                metered: Metered::UnitHours(119_000),
                hours: 12,
                delivered: 119_000,
                closes,
            }
            .into(),
        );
        assert_eq!(Desk::phase(&day()), Some(Phase::Reported));
        assert_noop!(settle(&day()), Error::<Test>::NothingDue);
    });
}

#[test]
fn a_new_report_joins_the_open_one_and_restarts_its_window() {
    build_and_execute(|| {
        at_noon();
        assert_ok!(report(&day(), 119_000));
        at(DAY.start() + 13 * HOUR);
        assert_ok!(report(&day(), 129_000));
        let pending = get(&day()).pending.unwrap();
        assert_eq!((pending.hours, pending.delivered), (13, 129_000));
        assert_eq!(pending.closes, DAY.start() + 37 * HOUR);
    });
}

#[test]
fn a_new_report_does_not_delay_what_stands() {
    build_and_execute(|| {
        nominate(unit(0, MONTH), 1);
        let id = DeliveryId { unit: unit(0, MONTH), index: 0 };
        at(MONTH.start() + 24 * HOUR);
        assert_ok!(report(&id, 23_000));
        at(MONTH.start() + 49 * HOUR);
        assert_ok!(report(&id, 47_000));
        let delivery = get(&id);
        assert_eq!(delivery.stands, remedy::Outcome { delivered: 23_000, lost: 1_000 });
        assert_eq!(delivery.pending.unwrap().hours, 48);
        assert_ok!(settle(&id));
    });
}

#[test]
fn months_are_metered_by_the_day() {
    build_and_execute(|| {
        nominate(unit(0, MONTH), 1);
        let id = DeliveryId { unit: unit(0, MONTH), index: 0 };
        at(MONTH.start() + 23 * HOUR);
        assert_noop!(report(&id, 0), Error::<Test>::NothingToReport);
        at(MONTH.start() + 30 * HOUR);
        assert_noop!(report(&id, 24_001), Error::<Test>::BeyondEntitlement);
        assert_ok!(report(&id, 24_000));
    });
}

#[test]
fn what_is_lost_in_decided_blocks_cannot_be_made_up_for() {
    build_and_execute(|| {
        at_noon();
        assert_ok!(report(&day(), 100_000));
        assert_ok!(accept(&day()));
        at(DAY.end());
        assert_noop!(report(&day(), 220_001), Error::<Test>::BeyondEntitlement);
        assert_ok!(report(&day(), 220_000));
    });
}

#[test]
fn each_error_names_its_cause() {
    build_and_execute(|| {
        assert_noop!(report(&day(), 0), Error::<Test>::UnknownDelivery);
        nominate(unit(0, DAY), 10);
        assert_noop!(report(&day(), 0), Error::<Test>::NothingToReport);
        at(DAY.start() + 12 * HOUR);
        let by = |who, metered| Desk::report(RuntimeOrigin::signed(who), day(), metered);
        assert_noop!(by(BUYER, Metered::UnitHours(1)), Error::<Test>::NotOperator);
        let tokens = Metered::Tokens { input: 1, cached: 1, output: 1 };
        assert_noop!(by(OPERATOR, tokens), Error::<Test>::WrongKind);
        assert_noop!(report(&day(), 120_001), Error::<Test>::BeyondEntitlement);
        assert_ok!(report(&day(), 100_000));
        assert_noop!(report(&day(), 99_999), Error::<Test>::ReadingBackwards);
        assert_noop!(report(&day(), 100_000), Error::<Test>::NothingToReport);
        at(DAY.end() + 6 * HOUR + 1);
        assert_noop!(report(&day(), 240_000), Error::<Test>::ReportTooLate);
        nominate_unknown_product();
    });
}

fn nominate_unknown_product() {
    at(DAY.start() - 48 * HOUR);
    nominate(unit(9, DAY), 1);
    at(DAY.end());
    let index = Index::get() - 1;
    let id = DeliveryId { unit: unit(9, DAY), index };
    assert_noop!(report(&id, 0), Error::<Test>::UnknownProduct);
}

#[test]
fn tokens_are_weighed_and_no_count_goes_backwards() {
    build_and_execute(|| {
        nominate(unit(1, DAY), 1);
        let id = DeliveryId { unit: unit(1, DAY), index: 0 };
        at(DAY.start() + 2 * HOUR);
        let report = |input, cached, output| {
            let metered = Metered::Tokens { input, cached, output };
            Desk::report(RuntimeOrigin::signed(OPERATOR), id.clone(), metered)
        };
        assert_ok!(report(500_000, 395_000, 100_000));
        assert_eq!(get(&id).pending.unwrap().delivered, 1_000);
        assert_noop!(report(900_000, 394_999, 100_000), Error::<Test>::ReadingBackwards);
        assert_noop!(report(900_000, 395_000, 400_000), Error::<Test>::BeyondEntitlement);
        assert_ok!(report(900_000, 395_000, 150_000));
    });
}

#[test]
fn a_gap_extends_the_time_for_reports() {
    build_and_execute(|| {
        at_noon();
        jump(DAY.end() + 30 * HOUR);
        assert_ok!(report(&day(), 240_000));
    });
}
