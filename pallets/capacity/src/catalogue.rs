//! Products, zones and markets.

use crate::*;
use frame_support::{
    ensure,
    traits::{
        fungible::{InspectHold, MutateHold},
        tokens::Precision::Exact,
        Get, Time,
    },
};
use headroom_primitives::{
    product::Name, Claims, Deliverable, IndexId, Market, Metering, Price, PriceBoard, ProductId,
    Quantity, Tier, TradingRules, ZoneId,
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
    pub(crate) fn do_create_product(
        name: Name,
        deliverable: Deliverable,
        tick: Price,
        lot: Quantity,
        lowest_tier: Tier,
    ) -> DispatchResult {
        ensure!(!name.is_empty(), Error::<T>::EmptyName);
        ensure!(tick > 0 && lot > 0, Error::<T>::ZeroTickOrLot);
        if let Metering::Tokens(weights) = deliverable.metering() {
            let any = weights.input | weights.cached | weights.output;
            ensure!(any > 0, Error::<T>::ZeroTokenWeights);
        }
        let product = NextProduct::<T>::get();
        NextProduct::<T>::put(product.checked_add(1).ok_or(Error::<T>::TooMany)?);
        let version = match LatestVersion::<T>::get(&name) {
            Some((version, _)) => version.checked_add(1).ok_or(Error::<T>::TooMany)?,
            None => 1,
        };
        LatestVersion::<T>::insert(&name, (version, product));
        Products::<T>::insert(
            product,
            Product {
                name: name.clone(),
                version,
                deliverable: deliverable.clone(),
                tick,
                lot,
                lowest_tier,
                retired: false,
            },
        );
        Self::deposit_event(Event::ProductCreated {
            product,
            name,
            version,
            deliverable,
            tick,
            lot,
            lowest_tier,
        });
        Ok(())
    }

    pub(crate) fn do_retire_product(product: ProductId) -> DispatchResult {
        Products::<T>::try_mutate(product, |slot| {
            let found = slot.as_mut().ok_or(Error::<T>::UnknownProduct)?;
            ensure!(!found.retired, Error::<T>::ProductRetired);
            found.retired = true;
            Ok::<_, Error<T>>(())
        })?;
        Self::deposit_event(Event::ProductRetired { product });
        Ok(())
    }

    pub(crate) fn do_create_zone(
        name: Name,
        region: Name,
        jurisdiction: [u8; 2],
    ) -> DispatchResult {
        ensure!(!name.is_empty() && !region.is_empty(), Error::<T>::EmptyName);
        ensure!(
            jurisdiction.iter().all(|letter| letter.is_ascii_uppercase()),
            Error::<T>::BadJurisdiction
        );
        let zone = NextZone::<T>::get();
        NextZone::<T>::put(zone.checked_add(1).ok_or(Error::<T>::TooMany)?);
        Zones::<T>::insert(zone, Zone { name: name.clone(), region: region.clone(), jurisdiction });
        Self::deposit_event(Event::ZoneCreated { zone, name, region, jurisdiction });
        Ok(())
    }

    pub(crate) fn do_open_market(
        product: ProductId,
        zone: ZoneId,
        reference: Price,
    ) -> DispatchResult {
        ensure!(reference > 0, Error::<T>::ZeroReference);
        ensure!(Products::<T>::contains_key(product), Error::<T>::UnknownProduct);
        ensure!(Zones::<T>::contains_key(zone), Error::<T>::UnknownZone);
        ensure!(!Markets::<T>::contains_key(product, zone), Error::<T>::MarketExists);
        let changed_at = T::Time::now();
        let market = MarketInfo { reference, changed_at, paused: false, index: None };
        Markets::<T>::insert(product, zone, market);
        Self::deposit_event(Event::MarketOpened { product, zone, reference });
        Ok(())
    }

    pub(crate) fn do_set_reference(
        product: ProductId,
        zone: ZoneId,
        reference: Price,
    ) -> DispatchResult {
        let now = T::Time::now();
        Markets::<T>::try_mutate(product, zone, |slot| {
            let market = slot.as_mut().ok_or(Error::<T>::UnknownMarket)?;
            ensure!(reference > 0, Error::<T>::ZeroReference);
            ensure!(
                reference <= market.reference.saturating_mul(2)
                    && reference >= market.reference.div_ceil(2),
                Error::<T>::ReferenceTooFar
            );
            ensure!(
                now >= market.changed_at.saturating_add(T::ReferenceInterval::get()),
                Error::<T>::ReferenceTooSoon
            );
            market.reference = reference;
            market.changed_at = now;
            Ok::<_, Error<T>>(())
        })?;
        Self::deposit_event(Event::ReferenceSet { product, zone, reference });
        Ok(())
    }

    pub(crate) fn do_pause_market(
        product: ProductId,
        zone: ZoneId,
        paused: bool,
    ) -> DispatchResult {
        Markets::<T>::try_mutate(product, zone, |slot| {
            let market = slot.as_mut().ok_or(Error::<T>::UnknownMarket)?;
            ensure!(market.paused != paused, Error::<T>::NothingChanged);
            market.paused = paused;
            Ok::<_, Error<T>>(())
        })?;
        Self::deposit_event(Event::MarketPaused { product, zone, paused });
        Ok(())
    }

    pub(crate) fn do_register_operator(operator: T::AccountId, name: Name) -> DispatchResult {
        ensure!(!name.is_empty(), Error::<T>::EmptyName);
        ensure!(!Operators::<T>::contains_key(&operator), Error::<T>::AlreadyRegistered);
        ensure!(!T::Claims::in_debt(&operator), Error::<T>::InDebt);
        let bond = T::RegistrationBond::get();
        T::Cash::hold(&HoldReason::Registration.into(), &operator, bond)
            .map_err(|_| Error::<T>::InsufficientCash)?;
        Operators::<T>::insert(
            &operator,
            Operator { name: name.clone(), bond, in_debt: false, lines: Default::default() },
        );
        Self::deposit_event(Event::OperatorRegistered { operator, name, bond });
        Ok(())
    }

    /// Returns how many lines were removed.
    pub(crate) fn do_deregister_operator(
        operator: T::AccountId,
    ) -> Result<u32, sp_runtime::DispatchError> {
        let record = Operators::<T>::take(&operator).ok_or(Error::<T>::NotOperator)?;
        ensure!(!record.in_debt, Error::<T>::InDebt);
        // Every unit that has not ended has a bond, because no bond rate is 0.
        for reason in [HoldReason::Bond, HoldReason::Cover] {
            let held = T::Cash::balance_on_hold(&reason.into(), &operator);
            ensure!(held == 0, Error::<T>::StillOwing);
        }
        let now = T::Time::now();
        for LineStanding { product, zone, .. } in &record.lines {
            let line = Lines::<T>::take(&operator, (product, zone));
            Self::count_attested(*product, *zone, line.as_ref(), None, now);
        }
        T::Cash::release(&HoldReason::Registration.into(), &operator, record.bond, Exact)?;
        Self::deposit_event(Event::OperatorDeregistered { operator, bond: record.bond });
        Ok(record.lines.len() as u32)
    }

    pub(crate) fn build_genesis(genesis: &GenesisConfig<T>) -> DispatchResult {
        for product in genesis.products.iter().cloned() {
            let GenesisProduct { name, deliverable, tick, lot, lowest_tier } = product;
            Self::do_create_product(name, deliverable, tick, lot, lowest_tier)?;
        }
        for (name, region, jurisdiction) in genesis.zones.iter().cloned() {
            Self::do_create_zone(name, region, jurisdiction)?;
        }
        for (product, zone, reference) in genesis.markets.iter().copied() {
            Self::do_open_market(product, zone, reference)?;
        }
        for (operator, name) in genesis.operators.iter().cloned() {
            Self::do_register_operator(operator, name)?;
        }
        for line in genesis.lines.iter().cloned() {
            // There is no time yet that `valid_until` could be too far from.
            let says = Line {
                pool: line.pool,
                quantity: line.quantity,
                milli_gpus: line.milli_gpus,
                tier: line.tier,
                valid_until: line.valid_until,
                attestor: line.attestor,
                years: Default::default(),
            };
            Self::record_attestation(line.operator, line.product, line.zone, says, 0)?;
        }
        Ok(())
    }
}

impl<T: Config> headroom_primitives::Markets for Pallet<T> {
    fn rules(product: ProductId) -> Option<TradingRules> {
        Products::<T>::get(product).map(|product| product.rules())
    }

    fn metering(product: ProductId) -> Option<Metering> {
        Products::<T>::get(product).map(|product| product.deliverable.metering())
    }

    fn market(product: ProductId, zone: ZoneId) -> Option<Market> {
        Markets::<T>::get(product, zone).map(|market| Market {
            reference: market.reference,
            index: market.index,
            paused: market.paused,
        })
    }
}

impl<T: Config> PriceBoard for Pallet<T> {
    fn name_index(product: ProductId, zone: ZoneId, index: Option<IndexId>) {
        Markets::<T>::mutate_exists(product, zone, |slot| {
            if let Some(market) = slot {
                market.index = index;
            }
        });
    }

    fn set_reference(product: ProductId, zone: ZoneId, price: Price) {
        Markets::<T>::mutate_exists(product, zone, |slot| {
            if let Some(market) = slot.as_mut().filter(|market| market.reference != price) {
                market.reference = price;
                Self::deposit_event(Event::ReferenceSet { product, zone, reference: price });
            }
        });
    }
}
