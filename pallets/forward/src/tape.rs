//! The last trades of each series.

use crate::*;
use frame_support::{
    ensure,
    traits::{Get, Time},
};
use headroom_primitives::{
    mean::{self, Rules},
    OnTrade, Price, SeriesId, Trade,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    /// The price of a series' trades of the last hours; `None` where there were too few, of too
    /// little, or between too few.
    pub(crate) fn traded(series: &SeriesId, hour: u32) -> Option<Price> {
        let rules = Rules {
            contributors: T::LeastContributors::get(),
            band: T::Band::get(),
            quantity: T::LeastQuantity::get(),
        };
        let tape = Tapes::<T>::get(series);
        let fresh: alloc::vec::Vec<_> =
            tape.iter().filter(|print| Self::fresh(print, hour)).map(Print::weighed).collect();
        mean::value(&fresh, &rules).map(|found| found.price)
    }

    fn fresh(print: &Print<T::AccountId>, hour: u32) -> bool {
        hour.saturating_sub(print.hour) < T::TapeHours::get()
    }

    pub(crate) fn do_clear_tape(series: SeriesId) -> DispatchResult {
        series.period.validate().map_err(|_| Error::<T>::BadPeriod)?;
        ensure!(T::Time::now() >= series.period.start(), Error::<T>::NotBegun);
        ensure!(Tapes::<T>::contains_key(series), Error::<T>::NothingToClear);
        Tapes::<T>::remove(series);
        Self::deposit_event(Event::TapeCleared { series });
        Ok(())
    }
}

impl<T: Config> OnTrade<T::AccountId> for Pallet<T> {
    fn on_trade(trade: &Trade<T::AccountId>) {
        let hour = Self::hour_of(T::Time::now());
        let behind = [trade.issuer.clone(), trade.buyer.clone(), trade.seller.clone()];
        Tapes::<T>::mutate(trade.series, |tape| {
            let same = tape.iter_mut().find(|print| {
                print.hour == hour && print.price == trade.price && print.behind == behind
            });
            if let Some(print) = same {
                print.quantity = print.quantity.saturating_add(trade.quantity);
                return;
            }
            tape.retain(|print| Self::fresh(print, hour));
            let print = Print { hour, price: trade.price, quantity: trade.quantity, behind };
            let Err(print) = tape.try_push(print) else { return };
            // Of two of one size, the one that is there stays.
            let smallest = tape.iter_mut().rev().min_by_key(|other| other.quantity);
            if let Some(smallest) = smallest.filter(|other| other.quantity < print.quantity) {
                *smallest = print;
            }
        });
    }

    fn weight() -> frame_support::weights::Weight {
        T::WeightInfo::on_trade()
    }
}
