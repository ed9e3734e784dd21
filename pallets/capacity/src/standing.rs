//! Attestations, and whether an operator is attested for what it has issued.

use crate::{calendar::Milli, *};
use frame_support::{
    ensure,
    traits::{Get, Time},
};
use headroom_primitives::{
    period::HOUR_MS, Metering, Moment, OnCapacity, OnDebt, Period, ProductId, Tier, UnitId, ZoneId,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_attest(
        operator: T::AccountId,
        product: ProductId,
        zone: ZoneId,
        says: Line<T::AccountId>,
    ) -> DispatchResult {
        let now = T::Time::now();
        if says.quantity > 0 {
            ensure!(
                says.valid_until > now
                    && says.valid_until <= now.saturating_add(T::MaxAttestation::get()),
                Error::<T>::BadValidity
            );
        }
        Self::record_attestation(operator, product, zone, says, now)
    }

    pub(crate) fn record_attestation(
        operator: T::AccountId,
        product: ProductId,
        zone: ZoneId,
        mut says: Line<T::AccountId>,
        now: Moment,
    ) -> DispatchResult {
        ensure!(Markets::<T>::contains_key(product, zone), Error::<T>::UnknownMarket);
        let of = Products::<T>::get(product).ok_or(Error::<T>::UnknownProduct)?;
        let fits = match of.deliverable.metering() {
            Metering::UnitHours => says.milli_gpus == 1_000,
            Metering::Tokens(_) => says.milli_gpus > 0,
        };
        ensure!(fits, Error::<T>::BadGpusPerUnit);

        let before = Lines::<T>::get(&operator, (product, zone));
        if let Some(line) = &before {
            let year = Self::year_of(now);
            says.years.clone_from(&line.years);
            says.years.retain(|rates| rates.year >= year && rates.issued_hours > 0);
            let same = line.pool == says.pool && line.milli_gpus == says.milli_gpus;
            ensure!(same || says.years.is_empty(), Error::<T>::PoolInUse);
        }
        // A line that is withdrawn and owes nothing leaves room for another.
        let gone = says.quantity == 0 && says.years.is_empty();
        let short = !gone && Self::is_short(&operator, zone, &says, of.lowest_tier, now);
        Operators::<T>::try_mutate(&operator, |slot| {
            let lines = &mut slot.as_mut().ok_or(Error::<T>::NotOperator)?.lines;
            if gone {
                lines.retain(|line| (line.product, line.zone) != (product, zone));
                return Ok(());
            }
            let standing = LineStanding { product, zone, valid_until: says.valid_until, short };
            match lines.iter_mut().find(|line| line.product == product && line.zone == zone) {
                Some(line) => *line = standing,
                None => lines.try_push(standing).map_err(|_| Error::<T>::TooManyLines)?,
            }
            Ok::<_, Error<T>>(())
        })?;
        Self::count_attested(product, zone, before.as_ref(), Some(&says), now);
        if gone {
            Lines::<T>::remove(&operator, (product, zone));
        } else {
            Lines::<T>::insert(&operator, (product, zone), &says);
        }
        Self::deposit_event(Event::Attested {
            operator,
            product,
            zone,
            pool: says.pool,
            quantity: says.quantity,
            milli_gpus: says.milli_gpus,
            tier: says.tier,
            valid_until: says.valid_until,
            attestor: says.attestor,
            short,
        });
        Ok(())
    }

    /// Tells the index what changes with the hours that begin from now on. An hour counts what is
    /// attested at its beginning.
    pub(crate) fn count_attested(
        product: ProductId,
        zone: ZoneId,
        before: Option<&Line<T::AccountId>>,
        after: Option<&Line<T::AccountId>>,
        now: Moment,
    ) {
        let first_from =
            |moment: Moment| u32::try_from(moment.div_ceil(HOUR_MS)).unwrap_or(u32::MAX);
        let of = |line: Option<&Line<T::AccountId>>| {
            line.map_or((0, 0), |line| (i64::from(line.quantity), first_from(line.valid_until)))
        };
        let ((had, until), (has, until_now)) = (of(before), of(after));
        let from = first_from(now);
        // Where only the end moves, nothing changes before.
        let both = until.min(until_now).max(from);
        T::OnCapacity::attested(product, zone, from..both, has.saturating_sub(had));
        T::OnCapacity::attested(product, zone, both..until, had.saturating_neg());
        T::OnCapacity::attested(product, zone, both..until_now, has);
    }

    pub(crate) fn do_flag(
        operator: T::AccountId,
        product: ProductId,
        zone: ZoneId,
    ) -> DispatchResult {
        let line = Lines::<T>::get(&operator, (product, zone)).ok_or(Error::<T>::NotAttested)?;
        let lowest = Products::<T>::get(product).ok_or(Error::<T>::UnknownProduct)?.lowest_tier;
        let short = Self::is_short(&operator, zone, &line, lowest, T::Time::now());
        Operators::<T>::try_mutate(&operator, |slot| {
            let standing = slot
                .as_mut()
                .ok_or(Error::<T>::NotOperator)?
                .lines
                .iter_mut()
                .find(|line| line.product == product && line.zone == zone)
                .ok_or(Error::<T>::NotAttested)?;
            ensure!(standing.short != short, Error::<T>::NothingChanged);
            standing.short = short;
            Ok::<_, Error<T>>(())
        })?;
        Self::deposit_event(Event::StandingChanged { operator, product, zone, short });
        Ok(())
    }

    /// Capacity of a tier that the product does not take is none of it.
    fn is_short(
        operator: &T::AccountId,
        zone: ZoneId,
        line: &Line<T::AccountId>,
        lowest: Tier,
        now: Moment,
    ) -> bool {
        let pool = PoolKey { operator: operator.clone(), zone, pool: line.pool };
        let attested = if line.tier >= lowest { line.attested() } else { 0 };
        Self::peak_from(&pool, now) > attested
    }

    /// The highest commitment of a pool in any hour from `now` on: a read a year, and two more.
    pub(crate) fn peak_from(pool: &PoolKey<T::AccountId>, now: Moment) -> Milli {
        let hour = Period::hour_of(now);
        // Before the first year that a period may lie in (at genesis) nothing can be committed.
        let (Some(at), Some(Period::Day(today))) = (hour.place(), hour.parent()) else { return 0 };
        let (month, day, hour) =
            (at.month.unwrap_or_default(), at.day.unwrap_or_default(), at.hour.unwrap_or_default());
        let of_day = DayNodes::<T>::get(pool, today).peak_from(hour.into());
        let of_month = MonthNodes::<T>::get(pool, (at.year, month)).peak_from(day.into(), of_day);
        let this_year = YearNodes::<T>::get(pool, at.year).peak_from(month.into(), of_month);
        (1..=T::MaxYearsAhead::get())
            .map(|ahead| YearNodes::<T>::get(pool, at.year.saturating_add(ahead)).peak())
            .fold(this_year, Milli::max)
    }

    /// The year that `now` lies in; 0 before the first that a period may lie in.
    pub(crate) fn year_of(now: Moment) -> u16 {
        Period::hour_of(now).place().map_or(0, |at| at.year)
    }

    /// Whether the operator may offer, sell and give away units of this product and zone. One read.
    pub(crate) fn ensure_standing(unit: &UnitId<T::AccountId>) -> Result<(), DispatchError> {
        let operator = Operators::<T>::get(&unit.operator).ok_or(Error::<T>::NotOperator)?;
        ensure!(!operator.in_debt, Error::<T>::InDebt);
        let line = operator
            .lines
            .iter()
            .find(|line| line.product == unit.series.product && line.zone == unit.series.zone)
            .ok_or(Error::<T>::NotAttested)?;
        ensure!(line.valid_until > T::Time::now(), Error::<T>::AttestationExpired);
        ensure!(!line.short, Error::<T>::UnderAttested);
        Ok(())
    }
}

impl<T: Config> OnDebt<T::AccountId> for Pallet<T> {
    fn on_debt(who: &T::AccountId, in_debt: bool) {
        Operators::<T>::mutate_extant(who, |operator| operator.in_debt = in_debt);
    }
}
