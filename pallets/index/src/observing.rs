//! What comes in: trades of our own books, and reports.

use crate::*;
use alloc::vec::Vec;
use frame_support::{
    ensure,
    traits::{fungible::MutateHold, tokens::Precision::Exact, Get, Time},
};
use headroom_primitives::{
    amount, period::HOUR_MS, Balance, Markets, Moment, OnTrade, Period, Price, Quantity, Trade,
    UnitId, UnitLedger,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_register_reporter(who: T::AccountId, bond: Balance) -> DispatchResult {
        T::Cash::hold(&HoldReason::Reporter.into(), &who, bond)
            .map_err(|_| Error::<T>::InsufficientCash)?;
        let bond = Reporters::<T>::try_mutate(&who, |slot| {
            let reporter = slot.get_or_insert_with(Reporter::default);
            reporter.bond = reporter.bond.saturating_add(bond);
            ensure!(reporter.bond >= T::LeastBond::get(), Error::<T>::BondTooSmall);
            Ok::<_, Error<T>>(reporter.bond)
        })?;
        Self::deposit_event(Event::ReporterRegistered { reporter: who, bond });
        Ok(())
    }

    pub(crate) fn do_deregister_reporter(who: T::AccountId) -> DispatchResult {
        let Reporter { bond, challenges, last, .. } =
            Reporters::<T>::take(&who).ok_or(Error::<T>::NotReporter)?;
        ensure!(
            challenges == 0 && !Self::challengeable(last, T::Time::now()),
            Error::<T>::StillChallengeable
        );
        if bond > 0 {
            T::Cash::release(&HoldReason::Reporter.into(), &who, bond, Exact)?;
        }
        Self::deposit_event(Event::ReporterDeregistered { reporter: who, bond });
        Ok(())
    }

    pub(crate) fn do_observe(
        who: T::AccountId,
        index: IndexId,
        hour: u32,
        price: Price,
        quantity: Quantity,
        digest: [u8; 32],
    ) -> DispatchResult {
        let mut reporter = Reporters::<T>::get(&who).ok_or(Error::<T>::NotReporter)?;
        ensure!(reporter.bond >= T::LeastBond::get(), Error::<T>::BondTooSmall);
        ensure!(price > 0, Error::<T>::ZeroPrice);
        ensure!(quantity > 0, Error::<T>::ZeroQuantity);
        let record = Indexes::<T>::get(index).ok_or(Error::<T>::UnknownIndex)?;
        ensure!(!record.retired, Error::<T>::IndexRetired);
        ensure!(matches!(record.definition, Definition::Market { .. }), Error::<T>::IsBasket);
        let now = T::Time::now();
        let start = Moment::from(hour).saturating_mul(HOUR_MS);
        ensure!(now.saturating_add(T::Lookback::get()) >= start, Error::<T>::TooEarly);
        let closes = start.saturating_add(HOUR_MS).saturating_add(T::ReportWindow::get());
        ensure!(hour >= record.next && now <= closes, Error::<T>::TooLate);

        let source = Source::Report { reporter: who.clone(), digest };
        let slot = Slot::Hour(hour);
        Inputs::<T>::try_mutate(index, slot, |inputs| {
            let mut units = Balance::from(quantity);
            for input in inputs.iter() {
                if let Source::Report { reporter, digest: other } = &input.source {
                    ensure!(*other != digest, Error::<T>::AlreadyReported);
                    if *reporter == who {
                        units = units.saturating_add(input.quantity.into());
                    }
                }
            }
            ensure!(
                units.saturating_mul(T::BondPerUnit::get()) <= reporter.bond,
                Error::<T>::BeyondBond
            );
            let added = Self::add(index, slot, inputs, Input { price, quantity, source });
            ensure!(added, Error::<T>::InputsFull);
            Ok::<_, Error<T>>(())
        })?;
        if hour > reporter.last {
            reporter.last = hour;
            Reporters::<T>::insert(&who, reporter);
        }
        Self::deposit_event(Event::Observed {
            index,
            hour,
            reporter: who,
            price,
            quantity,
            digest,
        });
        Ok(())
    }

    /// Adds an input. Where there is no room, it takes the place of the smallest one whose issuer or
    /// reporter has at least as many inputs as its own, if that is smaller; of two of one size, the
    /// one that is there stays. Where somebody has two more than its own would have, it takes the
    /// place of that one's smallest, whatever the size: a flood drives out itself, and nobody else.
    /// Says whether it was added.
    fn add(
        index: IndexId,
        slot: Slot,
        inputs: &mut InputsOf<T>,
        input: Input<T::AccountId>,
    ) -> bool {
        let Err(input) = inputs.try_push(input) else { return true };
        let count = |who: &T::AccountId| inputs.iter().filter(|one| one.origin() == who).count();
        let counts: Vec<usize> = inputs.iter().map(|one| count(one.origin())).collect();
        let own = count(input.origin());
        let most = counts.iter().copied().max().unwrap_or_default();
        let flooded = most > own.saturating_add(2);
        let least = if flooded { most } else { own };
        let smallest = inputs
            .iter_mut()
            .zip(counts)
            .filter(|(_, count)| *count >= least)
            .map(|(one, _)| one)
            .rev()
            .min_by_key(|other| other.quantity);
        match smallest {
            Some(smallest) if flooded || smallest.quantity < input.quantity => {
                let gone = core::mem::replace(smallest, input);
                Self::deposit_event(Event::Displaced { index, slot, input: gone });
                true
            },
            _ => false,
        }
    }

    /// Counts a fill, as far as it counts.
    fn count(trade: &Trade<T::AccountId>) -> Option<()> {
        let slot = match trade.series.period {
            Period::Hour(hour) => Slot::Hour(hour),
            Period::Day(day) => Slot::Day(day),
            _ => return None,
        };
        let period = &trade.series.period;
        let value = amount::total(trade.price, trade.quantity, period.hours());
        let near = T::Time::now().saturating_add(T::Lookback::get()) >= period.start();
        if !near || value < T::LeastTrade::get() {
            return None;
        }
        let index = T::Markets::market(trade.series.product, trade.series.zone)?.index?;
        let record = Indexes::<T>::get(index)?;
        let last_hour = period.first_hour().saturating_add(period.hours()).saturating_sub(1);
        if last_hour < record.next {
            return None;
        }
        let unit = UnitId { series: trade.series, operator: trade.issuer.clone() };
        let sold = T::Units::sold(&unit);
        Inputs::<T>::mutate(index, slot, |inputs| {
            let counted: Balance = inputs
                .iter()
                .filter(|input| {
                    matches!(&input.source, Source::Trade { issuer, .. } if *issuer == trade.issuer)
                })
                .map(|input| Balance::from(input.quantity))
                .sum();
            let room = Balance::from(sold).saturating_sub(counted);
            let quantity = Quantity::try_from(room).unwrap_or(Quantity::MAX).min(trade.quantity);
            if quantity == 0 {
                return None;
            }
            let source = Source::Trade {
                issuer: trade.issuer.clone(),
                buyer: trade.buyer.clone(),
                seller: trade.seller.clone(),
            };
            let price = trade.price;
            let same =
                inputs.iter_mut().find(|input| input.price == price && input.source == source);
            match same {
                Some(input) => input.quantity = input.quantity.saturating_add(quantity),
                None => Self::add(index, slot, inputs, Input { price, quantity, source })
                    .then_some(())?,
            }
            Self::deposit_event(Event::Counted {
                index,
                slot,
                issuer: trade.issuer.clone(),
                buyer: trade.buyer.clone(),
                seller: trade.seller.clone(),
                price,
                quantity,
            });
            Some(())
        })
    }
}

impl<T: Config> OnTrade<T::AccountId> for Pallet<T> {
    fn on_trade(trade: &Trade<T::AccountId>) {
        let _ = Self::count(trade);
    }

    fn weight() -> frame_support::weights::Weight {
        T::WeightInfo::on_trade()
    }
}
