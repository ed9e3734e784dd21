//! What each call costs, at its worst.
//!
//! The worst maker is one that resells units of an operator of its own, keeps as many orders in
//! the series as it may, and is the last order of a level whose neighbour lies in another leaf.
//! An order that is removed where it would have been met (its owner is the taker, its time is
//! over, its issuer impaired) touches no more than one that is filled.

use crate::*;
use frame_benchmarking::v2::*;
use frame_support::{
    traits::{Get, Time},
    BoundedVec,
};
use frame_system::RawOrigin;
use headroom_primitives::{
    BenchmarkHelper, Moment, Period, Price, Quantity, SeriesId, UnitId, UnitLedger,
};

/// 2027-02-15T12:00Z: what is traded lies in March.
const NOW: Moment = 1_802_692_800_000;
const MARCH: Period = Period::Month { year: 2027, month: 3 };
/// What each order is for.
const LOT: Quantity = 10;
/// Orders met at most: what the runtime allows.
const MOST: u32 = 64;

fn series<T: Config>() -> SeriesId {
    T::BenchmarkHelper::set_time(NOW);
    let (product, zone) = T::BenchmarkHelper::open_market();
    SeriesId { product, zone, period: MARCH }
}

/// The price of a level in the leaf of this number. All are under the cover of what is issued.
fn in_leaf(number: u32) -> Price {
    (u64::from(number) + 100) * 2_048
}

/// A funded account that has all but one of the orders that it may have in the series. They are in
/// no level: nothing here comes to them.
fn busy<T: Config>(name: &'static str, number: u32, series: SeriesId) -> T::AccountId {
    let who: T::AccountId = account(name, number, 0);
    T::BenchmarkHelper::fund(&who);
    crowd::<T>(&who, series);
    who
}

fn crowd<T: Config>(who: &T::AccountId, series: SeriesId) {
    let far = OrderRef { owner: who.clone(), seq: u64::MAX };
    Orders::<T>::mutate(who, series, |orders| {
        for n in 1..u64::from(T::MaxOrders::get()) {
            let order = Order {
                seq: u64::MAX - n,
                ticks: 1,
                side: Side::Ask { operator: who.clone() },
                quantity: LOT,
                fee: 0,
                cover: 0,
                until: Some(Moment::MAX),
                prev: Some(far.clone()),
                next: Some(far.clone()),
            };
            orders.try_push(order).unwrap();
        }
    });
}

/// `LOT` of these units in the hands of a busy account.
fn holder<T: Config>(number: u32, unit: &UnitId<T::AccountId>) -> T::AccountId {
    let who = busy::<T>("holder", number, unit.series);
    sell::<T>(unit, &who);
    who
}

/// Sells `LOT` of the issuer's units.
fn sell<T: Config>(unit: &UnitId<T::AccountId>, to: &T::AccountId) {
    T::Units::put_in_order(unit, &unit.operator, LOT).unwrap();
    T::Units::sell_from_order(unit, &unit.operator, to, LOT).unwrap();
}

fn place<T: Config>(
    who: &T::AccountId,
    series: SeriesId,
    side: Side<T::AccountId>,
    price: Price,
) -> OrderId<T::AccountId> {
    let seq = Books::<T>::get(series).map_or(0, |book| book.next_seq);
    let good = TimeInForce::GoodTillCancelled;
    Pallet::<T>::do_place_order(who.clone(), series, side, price, LOT, good, 1).unwrap();
    OrderId { owner: who.clone(), series, seq }
}

fn ask<T: Config>(
    who: &T::AccountId,
    unit: &UnitId<T::AccountId>,
    price: Price,
) -> OrderId<T::AccountId> {
    place::<T>(who, unit.series, Side::Ask { operator: unit.operator.clone() }, price)
}

/// An ask between two others of its price, and its owner: the issuer itself, or a holder.
fn between<T: Config>(
    number: u32,
    unit: &UnitId<T::AccountId>,
    owner: &T::AccountId,
) -> OrderId<T::AccountId> {
    let price = in_leaf(number);
    let [first, last] = [1_000 + 2 * number, 1_001 + 2 * number];
    ask::<T>(&holder::<T>(first, unit), unit, price);
    let id = ask::<T>(owner, unit, price);
    ask::<T>(&holder::<T>(last, unit), unit, price);
    id
}

/// A holder's ask of units of an operator of its own.
fn maker_asks<T: Config>(number: u32, series: SeriesId, price: Price) {
    let unit = T::BenchmarkHelper::issue(number, series, LOT);
    ask::<T>(&holder::<T>(number, &unit), &unit, price);
}

/// A busy operator with so many units of its own.
fn issuer<T: Config>(series: SeriesId, quantity: Quantity) -> T::AccountId {
    let operator = T::BenchmarkHelper::issue(0, series, quantity).operator;
    crowd::<T>(&operator, series);
    operator
}

fn orders_at<T: Config>(series: SeriesId, price: Price) -> u32 {
    let ticks = price as u32;
    Levels::<T>::get(series, ticks).map_or(0, |level| level.orders)
}

fn find<T: Config>(id: &OrderId<T::AccountId>) -> Option<Order<T::AccountId>> {
    Pallet::<T>::order(&id.series, &OrderRef { owner: id.owner.clone(), seq: id.seq })
}

/// What is left of the newest order.
fn newest<T: Config>(who: &T::AccountId, series: SeriesId) -> Option<Quantity> {
    let book = Books::<T>::get(series)?;
    let at = OrderRef { owner: who.clone(), seq: book.next_seq.checked_sub(1)? };
    Pallet::<T>::order(&series, &at).map(|order| order.quantity)
}

#[benchmarks]
mod benches {
    use super::*;

    /// `place_order` of a bid that meets nothing and rests.
    #[benchmark]
    fn rest_bid() {
        let series = series::<T>();
        let caller = busy::<T>("taker", 0, series);
        let other = busy::<T>("maker", 0, series);
        place::<T>(&other, series, Side::Bid, in_leaf(0));
        let good = TimeInForce::GoodTillTime(Pallet::<T>::trading_stop(&series));
        let most = T::MaxFills::get();
        #[extrinsic_call]
        place_order(
            RawOrigin::Signed(caller.clone()),
            series,
            Side::Bid,
            in_leaf(0),
            LOT,
            good,
            most,
        );
        assert_eq!(newest::<T>(&caller, series), Some(LOT));
    }

    /// `place_order` of an issuer's ask under its cover that meets nothing and rests.
    #[benchmark]
    fn rest_ask() {
        let series = series::<T>();
        let unit = T::BenchmarkHelper::issue(0, series, 2 * LOT);
        crowd::<T>(&unit.operator, series);
        ask::<T>(&holder::<T>(0, &unit), &unit, in_leaf(0));
        let caller = unit.operator.clone();
        let side = Side::Ask { operator: caller.clone() };
        let good = TimeInForce::GoodTillTime(Pallet::<T>::trading_stop(&series));
        let most = T::MaxFills::get();
        #[extrinsic_call]
        place_order(RawOrigin::Signed(caller.clone()), series, side, in_leaf(0), LOT, good, most);
        assert_eq!(newest::<T>(&caller, series), Some(LOT));
    }

    /// `place_order` of a bid that fills `n` orders of one level, in which another is left.
    #[benchmark]
    fn bid_within(n: Linear<1, MOST>) {
        let series = series::<T>();
        for number in 0..=n {
            maker_asks::<T>(number, series, in_leaf(0));
        }
        let caller = busy::<T>("taker", 0, series);
        let good = TimeInForce::GoodTillTime(Pallet::<T>::trading_stop(&series));
        #[extrinsic_call]
        place_order(
            RawOrigin::Signed(caller.clone()),
            series,
            Side::Bid,
            in_leaf(0),
            n * LOT,
            good,
            n,
        );
        assert_eq!(orders_at::<T>(series, in_leaf(0)), 1);
    }

    /// `place_order` of a bid that fills `n` orders, each the only one of its level, and rests with
    /// what is left.
    #[benchmark]
    fn bid_levels(n: Linear<1, MOST>) {
        let series = series::<T>();
        for number in 0..n {
            maker_asks::<T>(number, series, in_leaf(number));
        }
        let caller = busy::<T>("taker", 0, series);
        let good = TimeInForce::GoodTillTime(Pallet::<T>::trading_stop(&series));
        #[extrinsic_call]
        place_order(
            RawOrigin::Signed(caller.clone()),
            series,
            Side::Bid,
            in_leaf(n),
            (n + 1) * LOT,
            good,
            n,
        );
        assert_eq!(newest::<T>(&caller, series), Some(LOT));
    }

    /// As `bid_within`, for an issuer's ask under its cover.
    #[benchmark]
    fn ask_within(n: Linear<1, MOST>) {
        let series = series::<T>();
        for number in 0..=n {
            let maker = busy::<T>("maker", number, series);
            place::<T>(&maker, series, Side::Bid, in_leaf(0));
        }
        let caller = issuer::<T>(series, n * LOT);
        let side = Side::Ask { operator: caller.clone() };
        let good = TimeInForce::GoodTillTime(Pallet::<T>::trading_stop(&series));
        #[extrinsic_call]
        place_order(RawOrigin::Signed(caller), series, side, in_leaf(0), n * LOT, good, n);
        assert_eq!(orders_at::<T>(series, in_leaf(0)), 1);
    }

    /// As `bid_levels`, for an issuer's ask under its cover.
    #[benchmark]
    fn ask_levels(n: Linear<1, MOST>) {
        let series = series::<T>();
        for number in 0..n {
            let maker = busy::<T>("maker", number, series);
            place::<T>(&maker, series, Side::Bid, in_leaf(MOST - number));
        }
        let caller = issuer::<T>(series, (n + 1) * LOT);
        let side = Side::Ask { operator: caller.clone() };
        let good = TimeInForce::GoodTillTime(Pallet::<T>::trading_stop(&series));
        #[extrinsic_call]
        place_order(
            RawOrigin::Signed(caller.clone()),
            series,
            side,
            in_leaf(0),
            (n + 1) * LOT,
            good,
            n,
        );
        assert_eq!(newest::<T>(&caller, series), Some(LOT));
    }

    #[benchmark]
    fn cancel_order() {
        let series = series::<T>();
        let unit = T::BenchmarkHelper::issue(0, series, 3 * LOT);
        let caller = unit.operator.clone();
        crowd::<T>(&caller, series);
        let id = between::<T>(0, &unit, &caller);
        #[extrinsic_call]
        _(RawOrigin::Signed(caller), id.clone());
        assert!(find::<T>(&id).is_none());
    }

    // Of units of an operator each.
    #[benchmark]
    fn cancel_orders(n: Linear<1, { T::MaxOrders::get() }>) {
        let series = series::<T>();
        let caller: T::AccountId = account("caller", 0, 0);
        T::BenchmarkHelper::fund(&caller);
        for number in 0..n {
            let unit = T::BenchmarkHelper::issue(number, series, 3 * LOT);
            sell::<T>(&unit, &caller);
            between::<T>(number, &unit, &caller);
        }
        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()), series, n);
        assert!(Orders::<T>::get(&caller, series).is_empty());
    }

    // Asks of an issuer each, under a cover that is not enough any more: the reason that is found
    // last. Each in a series of its own.
    #[benchmark]
    fn remove_expired(n: Linear<1, { T::MaxRemovals::get() }>) {
        let series = series::<T>();
        let mut orders = BoundedVec::new();
        for number in 0..n {
            let period = Period::Hour(MARCH.first_hour() + number);
            let series = SeriesId { period, ..series };
            let unit = T::BenchmarkHelper::issue(number, series, 3 * LOT);
            crowd::<T>(&unit.operator, series);
            orders.try_push(between::<T>(number, &unit, &unit.operator)).unwrap();
        }
        T::BenchmarkHelper::raise_reference(series.product, series.zone);
        let caller: T::AccountId = whitelisted_caller();
        #[extrinsic_call]
        _(RawOrigin::Signed(caller), orders.clone());
        assert!(orders.iter().all(|id| find::<T>(id).is_none()));
    }

    #[benchmark]
    fn close_book() -> Result<(), BenchmarkError> {
        let series = series::<T>();
        let other = busy::<T>("maker", 0, series);
        let id = place::<T>(&other, series, Side::Bid, in_leaf(0));
        Pallet::<T>::do_cancel_order(other, id)?;
        T::BenchmarkHelper::set_time(Pallet::<T>::trading_stop(&series));
        assert!(T::Time::now() > NOW);
        let caller: T::AccountId = whitelisted_caller();
        #[extrinsic_call]
        _(RawOrigin::Signed(caller), series);
        assert!(!Books::<T>::contains_key(series));
        Ok(())
    }
}
