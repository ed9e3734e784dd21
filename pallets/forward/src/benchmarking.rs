//! What each call costs, at its worst: a month agreed on, tapes that are full and say nothing but
//! the last, and a loss that moves cash.

use crate::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
    traits::{EnsureOrigin, Get, Time},
    BoundedVec,
};
use frame_system::RawOrigin;
use headroom_primitives::{
    period::HOUR_MS, BenchmarkHelper, Claims, Moment, OnTrade, Period, Price, SeriesId, Trade,
    UnitId, UnitLedger,
};

/// 2027-02-15T12:00Z: what is priced lies in March.
const NOW: Moment = 1_802_692_800_000;
const MARCH: Period = Period::Month { year: 2027, month: 3 };
const PRICE: Price = 2_000_000;

fn terms<T: Config>() -> Terms {
    T::BenchmarkHelper::set_time(NOW);
    let (product, zone) = T::BenchmarkHelper::open_market();
    Floors::<T>::insert(product, Floor { initial: 100, maintenance: 100 });
    let index = T::BenchmarkHelper::create_index(product, zone);
    // It has a price now.
    T::BenchmarkHelper::set_time(NOW + 3 * HOUR_MS);
    let hour = (NOW / HOUR_MS) as u32 + 1;
    T::BenchmarkHelper::close_hours(index, hour, hour + 1, PRICE);
    Terms {
        series: SeriesId { product, zone, period: MARCH },
        quantity: 1_000,
        price: PRICE,
        settlement: Settlement::Cash,
        initial: 100,
        maintenance: 100,
        call_window: T::MinCallWindow::get(),
        penalty: 50,
        wait: 0,
        least_hours: 1,
        instalments: true,
    }
}

fn person<T: Config>(number: u32) -> T::AccountId {
    let who = account("person", number, 0);
    T::BenchmarkHelper::fund(&who);
    who
}

fn offered<T: Config>() -> (AgreementId, T::AccountId) {
    let (id, maker, to) = (NextId::<T>::get(), person::<T>(0), person::<T>(1));
    let terms = terms::<T>();
    let until = T::Time::now() + HOUR_MS;
    Pallet::<T>::do_offer(maker.clone(), terms, Side::Buyer, Some(to), until).unwrap();
    (id, maker)
}

/// The buyer, the seller, and what they agreed on.
fn agreed<T: Config>() -> (AgreementId, [T::AccountId; 2]) {
    let (id, buyer) = offered::<T>();
    let seller = person::<T>(1);
    Pallet::<T>::do_accept(seller.clone(), id).unwrap();
    (id, [buyer, seller])
}

/// As many prints as there can be, with one account behind all of them, or none behind two.
fn print<T: Config>(series: SeriesId, price: Price, one: bool) {
    let hour = Pallet::<T>::hour_of(T::Time::now());
    let prints: Vec<_> = (0..T::MaxPrints::get())
        .map(|n| Print {
            hour,
            price: price + u64::from(n * 7_919 % 1_000),
            quantity: 1 + n % 3,
            behind: [
                account("issuer", n, 0),
                account("buyer", n, 0),
                account("seller", if one { 0 } else { n }, 0),
            ],
        })
        .collect();
    Tapes::<T>::insert(series, BoundedVec::truncate_from(prints));
}

/// Some hours later, the series and what contains it traded between too few, and what it contains
/// at a price of its own.
fn traded<T: Config>(hours: u64, price: Price) {
    T::BenchmarkHelper::set_time(T::Time::now() + hours * HOUR_MS);
    let id = NextId::<T>::get() - 1;
    let series = Agreements::<T>::get(id).unwrap().terms.series;
    print::<T>(series, price, true);
    print::<T>(SeriesId { period: MARCH.parent().unwrap(), ..series }, price, true);
    print::<T>(SeriesId { period: MARCH.children().next().unwrap(), ..series }, price, false);
}

/// A margin call against the seller, whose deadline is over. It has put in units of so many
/// operators.
fn called<T: Config>(operators: u32) -> AgreementId {
    let (id, _) = agreed::<T>();
    put_in::<T>(id, operators);
    traded::<T>(12, PRICE * 6 / 5);
    Pallet::<T>::do_call_margin(id).unwrap();
    traded::<T>(12, PRICE * 6 / 5);
    id
}

/// Units of the operator of this number in somebody's hands.
fn bought<T: Config>(id: AgreementId, number: u32, to: &T::AccountId) -> UnitId<T::AccountId> {
    let series = Agreements::<T>::get(id).unwrap().terms.series;
    let unit = T::BenchmarkHelper::issue(number, series, 10);
    T::Units::put_in_order(&unit, &unit.operator, 10).unwrap();
    T::Units::sell_from_order(&unit, &unit.operator, to, 10).unwrap();
    unit
}

/// The seller puts in units of so many operators.
fn put_in<T: Config>(id: AgreementId, operators: u32) {
    let seller = Agreements::<T>::mutate(id, |slot| {
        let agreement = slot.as_mut().unwrap();
        agreement.deliverable = true;
        agreement.seller.account.clone()
    });
    // Issuing sets the clock.
    let now = T::Time::now();
    for number in 0..operators {
        let unit = bought::<T>(id, number, &seller);
        Pallet::<T>::do_commit(seller.clone(), id, unit, 10).unwrap();
    }
    T::BenchmarkHelper::set_time(now);
}

fn moved<T: Config>(id: AgreementId) -> i128 {
    Agreements::<T>::get(id).unwrap().moved
}

#[benchmarks]
mod benches {
    use super::*;

    #[benchmark]
    fn offer() {
        let (maker, to, terms) = (person::<T>(0), person::<T>(1), terms::<T>());
        let until = T::Time::now() + HOUR_MS;
        let id = NextId::<T>::get();
        #[extrinsic_call]
        _(RawOrigin::Signed(maker), terms, Side::Buyer, Some(to), until);
        assert!(Offers::<T>::contains_key(id));
    }

    #[benchmark]
    fn cancel_offer() {
        let (id, maker) = offered::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(maker), id);
        assert!(!Offers::<T>::contains_key(id));
    }

    #[benchmark]
    fn accept() {
        let (id, _) = offered::<T>();
        let caller = person::<T>(1);
        #[extrinsic_call]
        _(RawOrigin::Signed(caller), id);
        assert!(Agreements::<T>::contains_key(id));
    }

    #[benchmark]
    fn top_up() {
        let (id, [buyer, _]) = agreed::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(buyer), id, 1_000);
        assert!(Agreements::<T>::get(id).unwrap().buyer.paid_in > 0);
    }

    #[benchmark]
    fn withdraw_excess() {
        let (id, [_, seller]) = agreed::<T>();
        Pallet::<T>::do_top_up(seller.clone(), id, 1_000_000_000_000).unwrap();
        traded::<T>(12, PRICE * 11 / 10);
        #[extrinsic_call]
        _(RawOrigin::Signed(seller), id, 1_000);
        assert!(moved::<T>(id) > 0);
    }

    #[benchmark]
    fn mark() {
        let (id, [buyer, _]) = agreed::<T>();
        traded::<T>(12, PRICE * 11 / 10);
        #[extrinsic_call]
        _(RawOrigin::Signed(buyer), id);
        assert!(moved::<T>(id) > 0);
    }

    #[benchmark]
    fn call_margin() {
        let (id, [buyer, _]) = agreed::<T>();
        traded::<T>(12, PRICE * 11 / 10);
        #[extrinsic_call]
        _(RawOrigin::Signed(buyer), id);
        assert!(Agreements::<T>::get(id).unwrap().seller.call.is_some());
    }

    // The loss is more than the margin, and owed; units of so many operators go back.
    #[benchmark]
    fn close_out(n: Linear<0, MAX_COMMITMENTS>) {
        let id = called::<T>(n);
        let seller = Agreements::<T>::get(id).unwrap().seller.account;
        let caller = person::<T>(2);
        #[extrinsic_call]
        _(RawOrigin::Signed(caller), id);
        assert!(!Agreements::<T>::contains_key(id));
        assert!(T::Claims::in_debt(&seller));
    }

    #[benchmark]
    fn assign() {
        let (id, [buyer, _]) = agreed::<T>();
        #[extrinsic_call]
        _(RawOrigin::Signed(buyer), id, person::<T>(2));
        assert!(Agreements::<T>::get(id).unwrap().assignment.is_some());
    }

    // The second consent, which hands the side over.
    #[benchmark]
    fn consent() {
        let (id, [buyer, seller]) = agreed::<T>();
        let to = person::<T>(2);
        Pallet::<T>::do_assign(buyer, id, to.clone()).unwrap();
        Pallet::<T>::do_consent(to.clone(), id, Side::Buyer, to.clone()).unwrap();
        #[extrinsic_call]
        _(RawOrigin::Signed(seller), id, Side::Buyer, to.clone());
        assert!(Agreements::<T>::get(id).unwrap().buyer.account == to);
    }

    // The loss is more than the margin, and owed.
    #[benchmark]
    fn settle() {
        let (id, [_, seller]) = agreed::<T>();
        let index = Agreements::<T>::get(id).unwrap().index;
        let (first, hours) = (MARCH.first_hour(), MARCH.hours());
        T::BenchmarkHelper::set_time(MARCH.end() + 3 * HOUR_MS);
        T::BenchmarkHelper::close_hours(index, first, first + hours, 2 * PRICE);
        let caller = person::<T>(2);
        #[extrinsic_call]
        _(RawOrigin::Signed(caller), id);
        assert!(!Agreements::<T>::contains_key(id));
        assert!(T::Claims::in_debt(&seller));
    }

    // Units of so many operators, nominated at once; what the buyer had gained on them goes back.
    #[benchmark]
    fn deliver(n: Linear<0, MAX_COMMITMENTS>) {
        let (id, [buyer, _]) = agreed::<T>();
        put_in::<T>(id, n);
        Pallet::<T>::do_instruct(buyer.clone(), id, Some([7; 32])).unwrap();
        traded::<T>(12, PRICE * 11 / 10);
        Pallet::<T>::do_mark(id).unwrap();
        let series = Agreements::<T>::get(id).unwrap().terms.series;
        T::BenchmarkHelper::set_time(Pallet::<T>::commit_stop(&series));
        let caller = person::<T>(2);
        #[extrinsic_call]
        settle(RawOrigin::Signed(caller), id);
        let found = Agreements::<T>::get(id).unwrap();
        assert!(found.fault == Some(Side::Seller));
        assert!(found.quantity == 1_000 - 10 * n);
    }

    #[benchmark]
    fn commit() {
        let (id, [_, seller]) = agreed::<T>();
        put_in::<T>(id, MAX_COMMITMENTS - 1);
        let unit = bought::<T>(id, MAX_COMMITMENTS, &seller);
        #[extrinsic_call]
        _(RawOrigin::Signed(seller), id, unit, 1);
        let committed = Agreements::<T>::get(id).unwrap().committed.len() as u32;
        assert!(committed == MAX_COMMITMENTS);
    }

    #[benchmark]
    fn instruct() {
        let (id, [buyer, _]) = agreed::<T>();
        put_in::<T>(id, MAX_COMMITMENTS);
        #[extrinsic_call]
        _(RawOrigin::Signed(buyer), id, Some([7; 32]));
        assert!(Agreements::<T>::get(id).unwrap().instructions.is_some());
    }

    #[benchmark]
    fn set_floor() -> Result<(), BenchmarkError> {
        let origin =
            T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        let floor = Floor { initial: 200, maintenance: 100 };
        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, 0, floor);
        assert!(Pallet::<T>::floor(0) == floor);
        Ok(())
    }

    #[benchmark]
    fn clear_tape() {
        let series = terms::<T>().series;
        print::<T>(series, PRICE, false);
        T::BenchmarkHelper::set_time(MARCH.start());
        let caller = person::<T>(0);
        #[extrinsic_call]
        _(RawOrigin::Signed(caller), series);
        assert!(!Tapes::<T>::contains_key(series));
    }

    /// What a fill costs here: one that takes the place of a smaller one.
    #[benchmark]
    fn on_trade() {
        let series = terms::<T>().series;
        print::<T>(series, PRICE, false);
        let (issuer, buyer) = (person::<T>(0), person::<T>(1));
        let seller = issuer.clone();
        let trade = Trade { series, issuer, buyer, seller, price: PRICE, quantity: 99 };
        #[block]
        {
            Pallet::<T>::on_trade(&trade);
        }
        assert!(Tapes::<T>::get(series).iter().any(|print| print.quantity == 99));
    }
}
