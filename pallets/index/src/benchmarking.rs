//! What each call costs, at its worst: hours that have as many inputs as they may, each with
//! accounts of its own behind it.

use crate::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
    traits::{EnsureOrigin, Get, Time},
    BoundedVec,
};
use frame_system::RawOrigin;
use headroom_primitives::{
    period::HOUR_MS, BenchmarkHelper, Moment, OnTrade, Period, Price, ProductId, Quantity,
    SeriesId, Trade, UnitId, ZoneId,
};

/// 2027-02-15T22:00Z.
const NOW: Moment = 1_802_728_800_000;
/// The first hour of an index that was made then: the last of its day, with which goes what is too old
/// of a whole day.
const HOUR: u32 = (NOW / HOUR_MS) as u32 + 1;
const DIGEST: [u8; 32] = [7; 32];
/// The most inputs that are measured: what the runtime allows.
const MOST: u32 = 64;

fn origin<T: Config, O: EnsureOrigin<T::RuntimeOrigin>>() -> Result<T::RuntimeOrigin, BenchmarkError>
{
    O::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

/// A new index of a market.
pub fn create<T: Config>(product: ProductId, zone: ZoneId) -> IndexId {
    let index = NextIndex::<T>::get();
    Pallet::<T>::do_create_index(Definition::Market { product, zone }).unwrap();
    index
}

/// As if all hours before `until` had been closed at one price.
pub fn close_hours<T: Config>(index: IndexId, from: u32, until: u32, price: Price) {
    let mut record = Indexes::<T>::get(index).unwrap();
    for hour in [from - 1, until - 1] {
        let sum = u128::from(price) * u128::from((hour + 1).saturating_sub(record.first));
        let value = Value { price, rung: Rung::Hour, method: METHOD, sum, ..Default::default() };
        Values::<T>::insert(index, hour, value);
        record.sum = sum;
    }
    record.next = until;
    record.last = Some((until - 1, price));
    Indexes::<T>::insert(index, record);
}

/// A new index of a new market.
fn index<T: Config>() -> IndexId {
    T::BenchmarkHelper::set_time(NOW);
    let (product, zone) = T::BenchmarkHelper::open_market();
    create::<T>(product, zone)
}

fn basket<T: Config>(components: u32) -> (IndexId, Definition) {
    let parts: Vec<Component> = (0..components)
        .map(|n| {
            let weight = if n == 0 { BASKET - (components - 1) } else { 1 };
            Component { index: index::<T>(), weight }
        })
        .collect();
    (NextIndex::<T>::get(), Definition::Basket(BoundedVec::truncate_from(parts)))
}

/// `count` inputs of one unit each; by five or more they are enough for a value.
fn fill<T: Config>(index: IndexId, slot: Slot, count: u32) {
    let inputs: Vec<_> = (0..count)
        .map(|n| Input {
            price: 2_000_000 + u64::from(n * 7_919 % 1_000),
            quantity: 1 + n % 3,
            source: Source::Trade {
                issuer: account("issuer", n, 0),
                buyer: account("buyer", n, 0),
                seller: account("seller", n, 0),
            },
        })
        .collect();
    Inputs::<T>::insert(index, slot, BoundedVec::truncate_from(inputs));
}

fn funded<T: Config>(who: &T::AccountId) {
    T::BenchmarkHelper::fund(who);
}

/// Somebody admitted as a reporter, registered with bond enough.
fn reporter<T: Config>() -> Result<(T::RuntimeOrigin, T::AccountId), BenchmarkError> {
    let origin = origin::<T, T::ReporterOrigin>()?;
    let who =
        T::ReporterOrigin::ensure_origin(origin.clone()).map_err(|_| BenchmarkError::Weightless)?;
    funded::<T>(&who);
    let bond = T::LeastBond::get() + T::BondPerUnit::get() * 100;
    Pallet::<T>::do_register_reporter(who.clone(), bond).unwrap();
    Ok((origin, who))
}

/// A report, the last of as many inputs as there may be, and a challenge of it.
fn challenged<T: Config>() -> Result<ChallengeId<T::AccountId>, BenchmarkError> {
    let (_, reporter) = reporter::<T>()?;
    let index = index::<T>();
    fill::<T>(index, Slot::Hour(HOUR), MOST - 1);
    Pallet::<T>::do_observe(reporter.clone(), index, HOUR, 1, 1, DIGEST).unwrap();
    let challenger: T::AccountId = account("challenger", 0, 0);
    funded::<T>(&challenger);
    let id = ChallengeId { index, hour: HOUR, reporter, challenger };
    Pallet::<T>::do_challenge(id.clone(), DIGEST).unwrap();
    Ok(id)
}

#[benchmarks]
mod benches {
    use super::*;

    // A basket looks at each of its components; that is more than a market.
    #[benchmark]
    fn create_index() -> Result<(), BenchmarkError> {
        let origin = origin::<T, T::AdminOrigin>()?;
        let (index, definition) = basket::<T>(MAX_COMPONENTS);
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, definition);
        assert!(Indexes::<T>::contains_key(index));
        Ok(())
    }

    #[benchmark]
    fn retire_index() -> Result<(), BenchmarkError> {
        let origin = origin::<T, T::AdminOrigin>()?;
        let index = index::<T>();
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, index);
        assert!(Indexes::<T>::get(index).is_some_and(|record| record.retired));
        Ok(())
    }

    #[benchmark]
    fn register_reporter() -> Result<(), BenchmarkError> {
        let (origin, who) = reporter::<T>()?;
        let before = Reporters::<T>::get(&who).map(|reporter| reporter.bond);
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, T::LeastBond::get());
        assert!(Reporters::<T>::get(&who).map(|reporter| reporter.bond) > before);
        Ok(())
    }

    #[benchmark]
    fn deregister_reporter() -> Result<(), BenchmarkError> {
        let (_, who) = reporter::<T>()?;
        T::BenchmarkHelper::set_time(NOW);
        #[extrinsic_call]
        _(RawOrigin::Signed(who.clone()));
        assert!(!Reporters::<T>::contains_key(&who));
        Ok(())
    }

    // A smaller input gives way.
    #[benchmark]
    fn observe() -> Result<(), BenchmarkError> {
        let (origin, who) = reporter::<T>()?;
        let index = index::<T>();
        fill::<T>(index, Slot::Hour(HOUR), MOST);
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, index, HOUR, 2_000_000, 9, DIGEST);
        let reported = Input {
            price: 2_000_000,
            quantity: 9,
            source: Source::Report { reporter: who, digest: DIGEST },
        };
        assert!(Inputs::<T>::get(index, Slot::Hour(HOUR)).contains(&reported));
        Ok(())
    }

    // The hour's inputs all have one account behind them, and are not enough; the day's are.
    #[benchmark]
    fn close_hour(n: Linear<0, MOST>) {
        let index = index::<T>();
        let day = Slot::Day(HOUR / 24);
        fill::<T>(index, day, n);
        let one: T::AccountId = account("one", 0, 0);
        let inputs = Inputs::<T>::get(index, day).into_iter().map(|mut input| {
            if let Source::Trade { seller, .. } = &mut input.source {
                *seller = one.clone();
            }
            input
        });
        let inputs: Vec<_> = inputs.collect();
        Inputs::<T>::insert(index, Slot::Hour(HOUR), BoundedVec::truncate_from(inputs));
        T::BenchmarkHelper::set_time(Pallet::<T>::closes(HOUR));
        let caller: T::AccountId = whitelisted_caller();
        #[extrinsic_call]
        _(RawOrigin::Signed(caller), index);
        assert!(Values::<T>::contains_key(index, HOUR));
    }

    #[benchmark]
    fn close_basket(n: Linear<1, MAX_COMPONENTS>) {
        let (index, definition) = basket::<T>(n);
        Pallet::<T>::do_create_index(definition.clone()).unwrap();
        T::BenchmarkHelper::set_time(Pallet::<T>::closes(HOUR));
        if let Definition::Basket(parts) = definition {
            for part in parts {
                fill::<T>(part.index, Slot::Hour(HOUR), MOST);
                Pallet::<T>::do_close_hour(part.index).unwrap();
            }
        }
        let caller: T::AccountId = whitelisted_caller();
        #[extrinsic_call]
        close_hour(RawOrigin::Signed(caller), index);
        assert!(Values::<T>::get(index, HOUR).is_some_and(|value| value.rung == Rung::Hour));
    }

    #[benchmark]
    fn challenge() -> Result<(), BenchmarkError> {
        let (_, reporter) = reporter::<T>()?;
        let index = index::<T>();
        fill::<T>(index, Slot::Hour(HOUR), MOST - 1);
        Pallet::<T>::do_observe(reporter.clone(), index, HOUR, 1, 1, DIGEST).unwrap();
        let caller: T::AccountId = account("challenger", 0, 0);
        funded::<T>(&caller);
        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()), index, HOUR, reporter.clone(), DIGEST);
        let id = ChallengeId { index, hour: HOUR, reporter, challenger: caller };
        assert!(Challenges::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn rule() -> Result<(), BenchmarkError> {
        let id = challenged::<T>()?;
        let origin = origin::<T, T::ArbiterOrigin>()?;
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id.clone(), true);
        assert!(!Challenges::<T>::contains_key(&id));
        Ok(())
    }

    #[benchmark]
    fn lapse_challenge() -> Result<(), BenchmarkError> {
        let id = challenged::<T>()?;
        T::BenchmarkHelper::set_time(T::Time::now() + T::RulingWindow::get() + 1);
        let caller: T::AccountId = whitelisted_caller();
        #[extrinsic_call]
        _(RawOrigin::Signed(caller), id.clone());
        assert!(!Challenges::<T>::contains_key(&id));
        Ok(())
    }

    /// What a fill costs here.
    #[benchmark]
    fn on_trade() {
        let index = index::<T>();
        let Some(Definition::Market { product, zone }) =
            Indexes::<T>::get(index).map(|record| record.definition)
        else {
            unreachable!("it is of a market")
        };
        let series = SeriesId { product, zone, period: Period::Hour(HOUR) };
        let quantity: Quantity = 100;
        // What the operator gives away has left its hands, as what it sells has.
        let unit: UnitId<T::AccountId> = T::BenchmarkHelper::give(0, series, quantity);
        fill::<T>(index, Slot::Hour(HOUR), MOST);
        let trade = Trade {
            series,
            issuer: unit.operator.clone(),
            buyer: account("buyer", 0, 0),
            seller: unit.operator,
            price: 2_000_000,
            quantity,
        };
        #[block]
        {
            Pallet::<T>::on_trade(&trade);
        }
        let inputs = Inputs::<T>::get(index, Slot::Hour(HOUR));
        assert!(inputs.iter().any(|input| input.quantity == quantity));
    }
}
