//! What each call costs, at its worst.

use crate::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{
    fungible::{Inspect, Mutate as _},
    fungibles::Mutate as _,
    Get,
};
use frame_system::RawOrigin;
use headroom_primitives::{Balance, Claims as _};

const AMOUNT: Balance = 1_000_000_000;

fn backed<T: Config>(who: &T::AccountId) -> Result<(), BenchmarkError> {
    T::Assets::mint_into(T::BackingAsset::get(), who, AMOUNT)?;
    // Somebody else's asset, so that the pallet's account is there.
    T::Assets::mint_into(T::BackingAsset::get(), &Pallet::<T>::account_id(), AMOUNT)?;
    Pallet::<T>::mint_into(who, AMOUNT)?;
    Ok(())
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn deposit() -> Result<(), BenchmarkError> {
        let caller: T::AccountId = whitelisted_caller();
        backed::<T>(&caller)?;
        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()), AMOUNT);
        assert_eq!(Pallet::<T>::balance(&caller), 2 * AMOUNT);
        Ok(())
    }

    #[benchmark]
    fn withdraw() -> Result<(), BenchmarkError> {
        let caller: T::AccountId = whitelisted_caller();
        backed::<T>(&caller)?;
        #[extrinsic_call]
        _(RawOrigin::Signed(caller.clone()), AMOUNT);
        assert_eq!(Pallet::<T>::balance(&caller), 0);
        Ok(())
    }

    #[benchmark]
    fn pay_claim() -> Result<(), BenchmarkError> {
        let caller: T::AccountId = whitelisted_caller();
        let debtor: T::AccountId = account("debtor", 0, 0);
        let creditor: T::AccountId = account("creditor", 0, 0);
        backed::<T>(&debtor)?;
        Pallet::<T>::record(&debtor, &creditor, AMOUNT)?;
        #[extrinsic_call]
        _(RawOrigin::Signed(caller), debtor, creditor.clone(), AMOUNT);
        assert_eq!(Pallet::<T>::balance(&creditor), AMOUNT);
        Ok(())
    }
}
