//! What each call costs, at its worst: the delivery of a month, late in a gap of time, so that
//! each deadline has to ask the heartbeat.

use crate::{
    clock::{Gap, Heartbeat},
    *,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Get, Hooks, Time};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use headroom_primitives::{
    period::HOUR_MS, BenchmarkHelper, Claims, DeliveryId, Metered, Moment, Period, Quantity,
    SeriesId, UnitId, UnitLedger,
};

/// 2027-02-15T12:00Z: what is delivered lies in March.
const NOW: Moment = 1_802_692_800_000;
const MARCH: Period = Period::Month { year: 2027, month: 3 };
const QUANTITY: Quantity = 10;
/// All of it, in thousandths of a unit-hour.
const WHOLE: u64 = 744 * 1_000 * QUANTITY as u64;

/// Twice `QUANTITY` units in the hands of a buyer.
fn bought<T: Config>() -> (UnitId<T::AccountId>, T::AccountId) {
    T::BenchmarkHelper::set_time(NOW);
    let (product, zone) = T::BenchmarkHelper::open_market();
    // It has prices of the beginning of the month only.
    let index = T::BenchmarkHelper::create_index(product, zone);
    let first = MARCH.first_hour();
    T::BenchmarkHelper::close_hours(index, first, first + 100, 2_000_000);
    let series = SeriesId { product, zone, period: MARCH };
    let unit = T::BenchmarkHelper::issue(0, series, 3 * QUANTITY);
    let buyer: T::AccountId = account("buyer", 0, 0);
    T::BenchmarkHelper::fund(&buyer);
    T::Units::put_in_order(&unit, &unit.operator, 2 * QUANTITY).unwrap();
    T::Units::sell_from_order(&unit, &unit.operator, &buyer, 2 * QUANTITY).unwrap();
    (unit, buyer)
}

/// Half of what is bought, in delivery.
fn nominated<T: Config>() -> (DeliveryIdOf<T>, T::AccountId) {
    let (unit, buyer) = bought::<T>();
    Pallet::<T>::do_nominate(buyer.clone(), unit.clone(), QUANTITY, [7; 32]).unwrap();
    (DeliveryId { unit, index: 0 }, buyer)
}

/// The month is over, and `delivered` of it reported.
fn reported<T: Config>(delivered: u64) -> (DeliveryIdOf<T>, T::AccountId) {
    let (id, buyer) = nominated::<T>();
    T::BenchmarkHelper::set_time(MARCH.end());
    let operator = id.unit.operator.clone();
    Pallet::<T>::do_report(operator, id.clone(), Metered::UnitHours(delivered)).unwrap();
    (id, buyer)
}

/// The buyer says that nothing of a month was delivered.
fn disputed<T: Config>(delivered: u64, answered: bool) -> (DeliveryIdOf<T>, T::AccountId) {
    let (id, buyer) = reported::<T>(delivered);
    Pallet::<T>::do_object(buyer.clone(), id.clone(), delivered, 0).unwrap();
    if answered {
        Pallet::<T>::do_answer(id.unit.operator.clone(), id.clone()).unwrap();
    }
    (id, buyer)
}

/// A deadline `after` from now has passed, but fell into a gap that has just ended.
fn resume<T: Config>(after: Moment) {
    let gap_from = T::Time::now();
    let resumed = gap_from.saturating_add(after).saturating_add(HOUR_MS);
    T::BenchmarkHelper::set_time(resumed);
    let gaps = [Gap::default(), Gap { from: gap_from, resumed }];
    Heart::<T>::put(Heartbeat { last: resumed, gaps });
}

fn found<T: Config>(id: &DeliveryIdOf<T>) -> DeliveryOf<T> {
    Deliveries::<T>::get(&id.unit, id.index).unwrap()
}

#[benchmarks]
mod benches {
    use super::*;

    /// What every block costs.
    #[benchmark]
    fn heartbeat() {
        T::BenchmarkHelper::set_time(NOW);
        Heart::<T>::put(Heartbeat { last: 1, ..Default::default() });
        #[block]
        {
            Pallet::<T>::on_finalize(BlockNumberFor::<T>::default());
        }
        assert_eq!(Heart::<T>::get().gaps[1].resumed, NOW);
    }

    // The gate fell into a gap.
    #[benchmark]
    fn nominate() {
        let (unit, buyer) = bought::<T>();
        let gate = MARCH.start() - T::GateLead::get();
        T::BenchmarkHelper::set_time(gate + HOUR_MS / 2);
        let gap = Gap { from: gate - 2, resumed: T::Time::now() };
        Heart::<T>::put(Heartbeat { last: gap.resumed, gaps: [Gap::default(), gap] });
        #[extrinsic_call]
        _(RawOrigin::Signed(buyer), unit.clone(), QUANTITY, [7; 32]);
        assert!(Deliveries::<T>::contains_key(&unit, 0));
    }

    // An earlier report stands by now, and this one comes late in a gap.
    #[benchmark]
    fn report() {
        let (id, _) = nominated::<T>();
        T::BenchmarkHelper::set_time(MARCH.start() + 48 * HOUR_MS);
        let operator = id.unit.operator.clone();
        Pallet::<T>::do_report(operator.clone(), id.clone(), Metered::UnitHours(1)).unwrap();
        T::BenchmarkHelper::set_time(MARCH.end());
        resume::<T>(T::ReportWindow::get());
        #[extrinsic_call]
        _(RawOrigin::Signed(operator), id.clone(), Metered::UnitHours(1_000));
        assert_eq!(found::<T>(&id).pending.map(|pending| pending.delivered), Some(1_000));
    }

    #[benchmark]
    fn accept() {
        let (id, buyer) = reported::<T>(WHOLE);
        #[extrinsic_call]
        _(RawOrigin::Signed(buyer), id.clone(), WHOLE);
        assert_eq!(found::<T>(&id).stands.delivered, WHOLE);
    }

    #[benchmark]
    fn object() {
        let (id, buyer) = reported::<T>(WHOLE);
        resume::<T>(T::ObjectionWindow::get());
        #[extrinsic_call]
        _(RawOrigin::Signed(buyer), id.clone(), WHOLE, 0);
        assert!(found::<T>(&id).dispute.is_some());
    }

    #[benchmark]
    fn answer() {
        let (id, _) = disputed::<T>(WHOLE, false);
        resume::<T>(T::AnswerWindow::get());
        #[extrinsic_call]
        _(RawOrigin::Signed(id.unit.operator.clone()), id.clone());
        assert!(found::<T>(&id).dispute.is_some_and(|dispute| dispute.answered));
    }

    // Both were wrong, so that stakes go both ways.
    #[benchmark]
    fn resolve() -> Result<(), BenchmarkError> {
        let (id, _) = disputed::<T>(WHOLE, true);
        resume::<T>(T::RulingWindow::get());
        let origin =
            T::ArbiterOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id.clone(), WHOLE / 2);
        assert_eq!(found::<T>(&id).stands.delivered, WHOLE / 2);
        Ok(())
    }

    // Next to nothing was delivered: the bond does not reach, and a debt is recorded. An objection
    // lapses on the way.
    #[benchmark]
    fn settle() {
        let (id, _) = disputed::<T>(1, true);
        T::BenchmarkHelper::set_time(T::Time::now() + T::RulingWindow::get() + 1);
        let caller: T::AccountId = whitelisted_caller();
        #[extrinsic_call]
        _(RawOrigin::Signed(caller), id.clone());
        assert!(!Deliveries::<T>::contains_key(&id.unit, id.index));
        assert!(T::Claims::in_debt(&id.unit.operator));
    }

    #[benchmark]
    fn expire() {
        let (unit, _) = bought::<T>();
        T::BenchmarkHelper::set_time(MARCH.end());
        let caller: T::AccountId = whitelisted_caller();
        #[extrinsic_call]
        _(RawOrigin::Signed(caller), unit.clone());
        assert!(T::Units::expire(&unit).is_err());
    }
}
