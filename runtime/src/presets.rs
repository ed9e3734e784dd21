//! The genesis of `--dev` and `--chain local`.

use crate::{configs::UNIT, *};
use frame_support::build_struct_json_patch;
use serde_json::Value;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

fn genesis(validators: &[(Sr25519Keyring, Ed25519Keyring)]) -> Value {
    let root = Sr25519Keyring::Alice.to_account_id();
    build_struct_json_patch!(RuntimeGenesisConfig {
        balances: BalancesConfig {
            balances: Sr25519Keyring::well_known()
                .map(|key| (key.to_account_id(), 1_000_000 * UNIT))
                .collect::<Vec<_>>(),
        },
        aura: AuraConfig {
            authorities: validators
                .iter()
                .map(|(aura, _)| AuraId::from(aura.public()))
                .collect::<Vec<_>>(),
        },
        grandpa: GrandpaConfig {
            authorities: validators
                .iter()
                .map(|(_, grandpa)| (GrandpaId::from(grandpa.public()), 1))
                .collect::<Vec<_>>(),
        },
        sudo: SudoConfig { key: Some(root) },
    })
}

/// One genesis by name.
pub fn get(id: &PresetId) -> Option<Vec<u8>> {
    let validators = [
        (Sr25519Keyring::Alice, Ed25519Keyring::Alice),
        (Sr25519Keyring::Bob, Ed25519Keyring::Bob),
    ];
    let patch = match id.as_ref() {
        sp_genesis_builder::DEV_RUNTIME_PRESET => genesis(&validators[..1]),
        sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET => genesis(&validators),
        _ => return None,
    };
    serde_json::to_string(&patch).ok().map(|json| json.into_bytes())
}

/// Every name that [`get`] knows.
pub fn names() -> Vec<PresetId> {
    vec![
        PresetId::from(sp_genesis_builder::DEV_RUNTIME_PRESET),
        PresetId::from(sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET),
    ]
}
