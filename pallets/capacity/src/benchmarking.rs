//! What each call costs, at its worst.
//!
//! The set-up functions are public: benchmarks of other pallets start from products, operators
//! and units as well.

use crate::*;
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Get, Time};
use frame_system::RawOrigin;
use headroom_primitives::{
    period::{HOURS_PER_DAY, HOUR_MS, MAX_CHILDREN},
    product::Name,
    Deliverable, Moment, Period, PoolId, Price, ProductId, Quantity, SeriesId, UnitId, UnitLedger,
    ZoneId,
};

/// What the benchmarks need of other pallets.
pub trait BenchmarkHelper<T: Config> {
    /// Gives an account more free cash than any call here can hold: at least 10^18 millionths.
    fn fund(who: &T::AccountId);

    /// Sets chain time, in Unix milliseconds.
    fn set_time(now: Moment);

    /// An attestor's origin: the worst to check.
    fn attestor() -> T::RuntimeOrigin;
}

/// 2027-02-15T12:00Z: what is issued lies in March.
pub const NOW: Moment = 1_802_692_800_000;
/// 31 days, the most that a split can make.
pub const MARCH: Period = Period::Month { year: 2027, month: 3 };
/// The pool that everything is issued from.
pub const POOL: PoolId = 1;
/// What is attested.
pub const ATTESTED: Quantity = 1_000_000;
/// The reference price.
pub const REFERENCE: Price = 2_000_000;

/// 2027-03-01.
pub fn day() -> Period {
    Period::Day(MARCH.first_hour() / HOURS_PER_DAY)
}

/// The first hour of 2027-03-01.
pub fn hour() -> Period {
    Period::Hour(MARCH.first_hour())
}

fn name(text: &str) -> Name {
    let mut bytes = text.as_bytes().to_vec();
    bytes.resize(32, b'-');
    Name::truncate_from(bytes)
}

fn deliverable() -> Deliverable {
    // The larger kind.
    Deliverable::GpuHours {
        model: name("H100"),
        memory_gib: 80,
        fabric: name("SXM5"),
        host_cpus: 24,
        host_memory_gib: 220,
    }
}

/// A new product of GPU-hours in a new zone, with an open market.
pub fn market<T: Config>() -> (ProductId, ZoneId) {
    let (product, zone) = (NextProduct::<T>::get(), NextZone::<T>::get());
    Pallet::<T>::do_create_product(name("benchmark"), deliverable(), 1, 1, 1).unwrap();
    Pallet::<T>::do_create_zone(name("zone"), name("region"), *b"NO").unwrap();
    Pallet::<T>::do_open_market(product, zone, REFERENCE).unwrap();
    (product, zone)
}

/// A funded account.
pub fn funded<T: Config>(name: &'static str, index: u32) -> T::AccountId {
    let who = account(name, index, 0);
    T::BenchmarkHelper::fund(&who);
    who
}

/// A registered operator with as many lines as there may be, the last of them for this market,
/// so that whoever looks for it passes all others.
pub fn operator<T: Config>(index: u32, product: ProductId, zone: ZoneId) -> T::AccountId {
    T::BenchmarkHelper::set_time(NOW);
    let operator = funded::<T>("operator", index);
    Pallet::<T>::do_register_operator(operator.clone(), name("operator")).unwrap();
    Operators::<T>::mutate_extant(&operator, |record| {
        for n in 1..T::MaxLines::get() as u16 {
            let line =
                LineStanding { product: ProductId::MAX, zone: n, valid_until: 0, short: false };
            record.lines.try_push(line).unwrap();
        }
    });
    for n in 1..T::MaxLines::get() as u16 {
        let line = says::<T>(1, valid::<T>());
        Pallet::<T>::count_attested(ProductId::MAX, n, None, Some(&line), NOW);
        Lines::<T>::insert(&operator, (ProductId::MAX, n), line);
    }
    Pallet::<T>::do_attest(operator.clone(), product, zone, says::<T>(ATTESTED, valid::<T>()))
        .unwrap();
    operator
}

fn valid<T: Config>() -> Moment {
    T::Time::now() + T::MaxAttestation::get()
}

fn says<T: Config>(quantity: Quantity, valid_until: Moment) -> Line<T::AccountId> {
    Line {
        pool: POOL,
        quantity,
        milli_gpus: 1_000,
        tier: 9,
        valid_until,
        attestor: account("attestor", 0, 0),
        years: Default::default(),
    }
}

/// `quantity` units in the operator's hands.
pub fn issued<T: Config>(
    operator: &T::AccountId,
    series: SeriesId,
    quantity: Quantity,
) -> UnitId<T::AccountId> {
    Pallet::<T>::do_issue(operator.clone(), series, quantity).unwrap();
    UnitId { series, operator: operator.clone() }
}

/// `quantity` units in a holder's hands.
pub fn bought<T: Config>(
    operator: &T::AccountId,
    series: SeriesId,
    quantity: Quantity,
    holder: &T::AccountId,
) -> UnitId<T::AccountId> {
    let unit = issued::<T>(operator, series, quantity);
    Pallet::<T>::put_in_order(&unit, operator, quantity).unwrap();
    Pallet::<T>::sell_from_order(&unit, operator, holder, quantity).unwrap();
    unit
}

/// Something in every year that an attestation looks at, and in the hour of `at`.
fn fill_calendar<T: Config>(operator: &T::AccountId, product: ProductId, zone: ZoneId, at: Moment) {
    for ahead in 1..=T::MaxYearsAhead::get() {
        let period = Period::Year(2027 + ahead);
        issued::<T>(operator, SeriesId { product, zone, period }, 1);
    }
    let period = Period::hour_of(at);
    issued::<T>(operator, SeriesId { product, zone, period }, 10);
}

#[benchmarks]
mod benches {
    use super::*;

    fn admin<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
        T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
    }

    #[benchmark]
    fn create_product() -> Result<(), BenchmarkError> {
        let origin = admin::<T>()?;
        market::<T>();
        let product = NextProduct::<T>::get();
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, name("benchmark"), deliverable(), 1, 1, 1);
        assert_eq!(Products::<T>::get(product).map(|found| found.version), Some(2));
        Ok(())
    }

    #[benchmark]
    fn retire_product() -> Result<(), BenchmarkError> {
        let origin = admin::<T>()?;
        let (product, _) = market::<T>();
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, product);
        assert!(Products::<T>::get(product).is_some_and(|found| found.retired));
        Ok(())
    }

    #[benchmark]
    fn create_zone() -> Result<(), BenchmarkError> {
        let origin = admin::<T>()?;
        let zone = NextZone::<T>::get();
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, name("zone"), name("region"), *b"NO");
        assert!(Zones::<T>::contains_key(zone));
        Ok(())
    }

    #[benchmark]
    fn open_market() -> Result<(), BenchmarkError> {
        let origin = admin::<T>()?;
        let (product, _) = market::<T>();
        let (_, zone) = market::<T>();
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, product, zone, REFERENCE);
        assert!(Markets::<T>::contains_key(product, zone));
        Ok(())
    }

    #[benchmark]
    fn set_reference() -> Result<(), BenchmarkError> {
        let origin = admin::<T>()?;
        T::BenchmarkHelper::set_time(NOW);
        let (product, zone) = market::<T>();
        T::BenchmarkHelper::set_time(NOW + T::ReferenceInterval::get());
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, product, zone, 2 * REFERENCE);
        let market = Markets::<T>::get(product, zone);
        assert_eq!(market.map(|found| found.reference), Some(2 * REFERENCE));
        Ok(())
    }

    #[benchmark]
    fn pause_market() -> Result<(), BenchmarkError> {
        let origin = admin::<T>()?;
        let (product, zone) = market::<T>();
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, product, zone, true);
        assert!(Markets::<T>::get(product, zone).is_some_and(|found| found.paused));
        Ok(())
    }

    #[benchmark]
    fn register_operator() {
        let caller = funded::<T>("operator", 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()), name("operator"));
        assert!(Operators::<T>::contains_key(&caller));
    }

    #[benchmark]
    fn deregister_operator(n: Linear<0, { T::MaxLines::get() }>) {
        let (product, zone) = market::<T>();
        let caller = operator::<T>(0, product, zone);
        Operators::<T>::mutate_extant(&caller, |record| record.lines.truncate(n as usize));
        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()));
        assert!(!Operators::<T>::contains_key(&caller));
    }

    // It begins, ended until now and is to end in a year, a month and a day of its own each.
    #[benchmark]
    fn attest() {
        let (product, zone) = market::<T>();
        let operator = operator::<T>(0, product, zone);
        // 2027-12-30T12:00Z.
        let late = NOW + 318 * 24 * HOUR_MS;
        fill_calendar::<T>(&operator, product, zone, late);
        T::BenchmarkHelper::set_time(late);
        let until = valid::<T>();
        let origin = T::BenchmarkHelper::attestor();
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, operator.clone(), product, zone, POOL, 5, 1_000, 8, until);
        let line = Lines::<T>::get(&operator, (product, zone));
        assert_eq!(line.map(|line| (line.quantity, line.tier)), Some((5, 8)));
        let record = Operators::<T>::get(&operator);
        assert!(record.and_then(|found| found.lines.last().map(|line| line.short)) == Some(true));
    }

    #[benchmark]
    fn flag() {
        let (product, zone) = market::<T>();
        let operator = operator::<T>(0, product, zone);
        fill_calendar::<T>(&operator, product, zone, NOW + HOUR_MS);
        Lines::<T>::mutate(&operator, (product, zone), |line| {
            if let Some(line) = line {
                line.quantity = 5;
            }
        });
        T::BenchmarkHelper::set_time(NOW + HOUR_MS);
        let caller: T::AccountId = whitelisted_caller();
        #[extrinsic_call]
        _(RawOrigin::Signed(caller), operator.clone(), product, zone);
        let record = Operators::<T>::get(&operator);
        assert!(record.and_then(|found| found.lines.last().map(|line| line.short)) == Some(true));
    }

    #[benchmark]
    fn issue() {
        let (product, zone) = market::<T>();
        let operator = operator::<T>(0, product, zone);
        // More of what is there: the largest items. An hour has the longest way.
        fill_calendar::<T>(&operator, product, zone, NOW + HOUR_MS);
        let series = SeriesId { product, zone, period: hour() };
        let unit = issued::<T>(&operator, series, 10);
        #[extrinsic_call]
        _(RawOrigin::Signed(operator), series, 10);
        assert_eq!(Pallet::<T>::unit(&unit).map(|record| record.own), Some(20));
    }

    #[benchmark]
    fn retire() {
        let (product, zone) = market::<T>();
        let operator = operator::<T>(0, product, zone);
        fill_calendar::<T>(&operator, product, zone, NOW + HOUR_MS);
        let unit = issued::<T>(&operator, SeriesId { product, zone, period: hour() }, 10);
        #[extrinsic_call]
        _(RawOrigin::Signed(operator), unit.clone(), 5);
        assert_eq!(Pallet::<T>::unit(&unit).map(|record| record.supply), Some(5));
    }

    #[benchmark]
    fn transfer() {
        let (product, zone) = market::<T>();
        let operator = operator::<T>(0, product, zone);
        let unit = issued::<T>(&operator, SeriesId { product, zone, period: MARCH }, 10);
        let to = funded::<T>("holder", 0);
        #[extrinsic_call]
        _(RawOrigin::Signed(operator), unit.clone(), to.clone(), 5);
        assert_eq!(Pallet::<T>::holding(&unit, &to).free, 5);
    }

    // A month's children are the dearest: each has its own day in the calendar tree. Of them the
    // first `n`, because no period has any number of children.
    #[benchmark]
    fn split(n: Linear<1, MAX_CHILDREN>) -> Result<(), BenchmarkError> {
        let (product, zone) = market::<T>();
        let operator = operator::<T>(0, product, zone);
        let holder = funded::<T>("holder", 0);
        let series = SeriesId { product, zone, period: MARCH };
        let unit = bought::<T>(&operator, series, 10, &holder);
        let children;
        #[block]
        {
            children = Pallet::<T>::split_into(unit.clone(), holder.clone(), 5, n)?;
        }
        assert_eq!(children, n);
        assert_eq!(Pallet::<T>::holding(&unit, &holder).free, 5);
        assert_eq!(Holdings::<T>::iter_prefix(&holder).count(), n as usize + 1);
        Ok(())
    }

    #[benchmark]
    fn join(n: Linear<1, MAX_CHILDREN>) -> Result<(), BenchmarkError> {
        let (product, zone) = market::<T>();
        let operator = operator::<T>(0, product, zone);
        let holder = funded::<T>("holder", 0);
        let series = SeriesId { product, zone, period: MARCH };
        let unit = bought::<T>(&operator, series, 10, &holder);
        Pallet::<T>::do_split(unit.clone(), holder.clone(), 10)?;
        let children;
        #[block]
        {
            children = Pallet::<T>::join_from(unit.clone(), holder.clone(), 5, n)?;
        }
        assert_eq!(children, n);
        assert_eq!(Pallet::<T>::holding(&unit, &holder).free, 5);
        Ok(())
    }

    #[benchmark]
    fn sweep(n: Linear<1, MAX_SWEEP>) {
        let (product, zone) = market::<T>();
        let operator = operator::<T>(0, product, zone);
        let holder = funded::<T>("holder", 0);
        // Holdings of units that are still in delivery: a record to read for each.
        let units: Vec<_> = (0..n)
            .map(|n| {
                let period = Period::Hour(MARCH.first_hour() + n);
                bought::<T>(&operator, SeriesId { product, zone, period }, 2, &holder)
            })
            .collect();
        let mut items = vec![];
        for unit in units {
            Pallet::<T>::nominate(&unit, &holder, 1).unwrap();
            T::BenchmarkHelper::set_time(unit.series.period.end());
            Pallet::<T>::expire(&unit).unwrap();
            items.push(Ended::Holding { owner: holder.clone(), unit });
        }
        let items = EndedItems::<T::AccountId>::truncate_from(items);
        let caller: T::AccountId = whitelisted_caller();
        #[extrinsic_call]
        _(RawOrigin::Signed(caller), items);
        assert_eq!(Holdings::<T>::iter_prefix(&holder).count(), 0);
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
