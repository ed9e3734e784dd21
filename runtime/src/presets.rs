//! The genesis of `--dev` and `--chain local`: three zones in three jurisdictions, a GPU product, a
//! token product, and people to trade them.

use crate::{
    configs::{CashAsset, CASH, UNIT},
    *,
};
use alloc::collections::BTreeSet;
use frame_support::{build_struct_json_patch, PalletId};
use headroom_primitives::{product::Name, Deliverable, Moment, TokenWeights};
use pallet_capacity::{GenesisLine, GenesisProduct};
use serde_json::Value;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::traits::AccountIdConversion;

/// Accounts of the presets, derived from the development phrase. Beside them `//Alice` is root and the
/// market admin, and `//Charlie` and `//Dave` have cash and do nothing: they are whoever tries the
/// chain, because polkadot-js Apps shows them.
pub mod people {
    use crate::AccountId;
    use hex_literal::hex;

    /// `//Helios`: an operator.
    pub fn helios() -> AccountId {
        hex!("28ffa148aa769b077ba830a895d0f86cef46e0842d52e20e6e3b7468b97f2f79").into()
    }

    /// `//Borealis`: an operator.
    pub fn borealis() -> AccountId {
        hex!("b0ebfe2d1ec521d563c586bd539b7563522c3827b5cff2699e9672d48f237657").into()
    }

    /// `//Lumen`: a buyer.
    pub fn lumen() -> AccountId {
        hex!("508d8f13cf729c08a7a59f82bc1dbaab357e67d121d0ce975d847d4e14f72260").into()
    }

    /// `//Parallax`: a buyer.
    pub fn parallax() -> AccountId {
        hex!("0082c54be4c1a75fda6afd78b0d75f76c840098f565b0313eb620e05bda4a529").into()
    }

    /// `//Attestor`: vouches for capacity.
    pub fn attestor() -> AccountId {
        hex!("009354889ba1576271da06c976531a41db437633dd123baa9aa6e8dadacd8e43").into()
    }

    /// `//Argus`, `//Beacon`, `//Census`, `//Datum`, `//Echo`: report trades made elsewhere.
    pub fn reporters() -> [AccountId; 5] {
        [
            hex!("5ae864b0ad437ea5d177891f1201773d212814f4be3ab076fbc6f6aa27df6f6f").into(),
            hex!("68760d8c305d0d46347b4fd8cddbb2781ac81a316f51d1a160e36cb112a63d20").into(),
            hex!("9a75a8841f7d70d0294700016d6f67d1f0107a910ae8f66cc27f88983c8f221a").into(),
            hex!("5c1485ed491b3d9a3a0960df4ef28744054d9161279f5136fc3fc1c1f9442a69").into(),
            hex!("f84aea543e28cb3373425a4f67a2230cac3c94e89382eb04e255dd9785a64e70").into(),
        ]
    }

    /// `//Arbiter`: rules on objections and challenges.
    pub fn arbiter() -> AccountId {
        hex!("2c8fbcc390a0da443c8de152a4946b06f0ef37025ab6b06d571ed11e2992482a").into()
    }
}

/// What each trader starts with: free cash, and as much again of the stable coin outside.
const START: Balance = 10_000_000 * CASH;

/// Attestations of the presets hold until 2030-01-01T00:00Z.
const ATTESTED_UNTIL: Moment = 1_893_456_000_000;

fn name(text: &str) -> Name {
    Name::truncate_from(text.as_bytes().to_vec())
}

fn traders() -> Vec<AccountId> {
    use people::*;
    let visitors = [Sr25519Keyring::Charlie, Sr25519Keyring::Dave].map(|key| key.to_account_id());
    [helios(), borealis(), lumen(), parallax()]
        .into_iter()
        .chain(reporters())
        .chain(visitors)
        .collect()
}

fn products() -> Vec<GenesisProduct> {
    vec![
        GenesisProduct {
            name: name("h100-sxm"),
            deliverable: Deliverable::GpuHours {
                model: name("H100"),
                memory_gib: 80,
                fabric: name("SXM5 NVLink"),
                host_cpus: 24,
                host_memory_gib: 224,
            },
            tick: 1_000,
            lot: 1,
            lowest_tier: 2,
        },
        GenesisProduct {
            name: name("open-70b"),
            deliverable: Deliverable::Tokens {
                model_class: name("open weights, 70B"),
                quantisation_bits: 8,
                context_length: 131_072,
                latency_ms: 2_000,
                weights: TokenWeights { input: 1_000, cached: 200, output: 4_210 },
            },
            tick: 100,
            lot: 1,
            lowest_tier: 1,
        },
    ]
}

/// Both operators sell both products in the first two zones, from one pool of 512 GPUs in each. A
/// unit of tokens needs a twentieth of a GPU.
fn lines() -> Vec<GenesisLine<AccountId>> {
    let mut lines = Vec::new();
    for operator in [people::helios(), people::borealis()] {
        for zone in [0, 1] {
            for (product, quantity, milli_gpus) in [(0, 512, 1_000), (1, 10_240, 50)] {
                lines.push(GenesisLine {
                    operator: operator.clone(),
                    product,
                    zone,
                    pool: 0,
                    quantity,
                    milli_gpus,
                    tier: 3,
                    valid_until: ATTESTED_UNTIL,
                    attestor: people::attestor(),
                });
            }
        }
    }
    lines
}

fn genesis(validators: &[(Sr25519Keyring, Ed25519Keyring)]) -> Value {
    let root = Sr25519Keyring::Alice.to_account_id();
    // An issuer has powers over its stable coin. Here nobody has them: the account has no key.
    let issuer: AccountId = PalletId(*b"hdrm/iss").into_account_truncating();
    let asset = CashAsset::get();
    let traders = traders();
    // Each once, though some traders are well known.
    let fed: BTreeSet<AccountId> = Sr25519Keyring::well_known()
        .map(|key| key.to_account_id())
        .chain(traders.iter().cloned())
        .chain([people::attestor(), people::arbiter()])
        .collect();
    // What is inside is backed by what the pallet's account has outside.
    let mut coins: Vec<(u32, AccountId, Balance)> =
        traders.iter().map(|who| (asset, who.clone(), START)).collect();
    coins.push((asset, Cash::account_id(), START * traders.len() as Balance));
    build_struct_json_patch!(RuntimeGenesisConfig {
        balances: BalancesConfig {
            balances: fed.into_iter().map(|who| (who, 1_000_000 * UNIT)).collect::<Vec<_>>(),
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
        sudo: SudoConfig { key: Some(root.clone()) },
        market_admins: MarketAdminsConfig {
            members: vec![root].try_into().expect("one is not too many"),
        },
        attestors: AttestorsConfig {
            members: vec![people::attestor()].try_into().expect("one is not too many"),
        },
        arbiters: ArbitersConfig {
            members: vec![people::arbiter()].try_into().expect("one is not too many"),
        },
        reporters: ReportersConfig {
            members: people::reporters().to_vec().try_into().expect("five are not too many"),
        },
        assets: AssetsConfig {
            assets: vec![(asset, issuer, true, 1)],
            metadata: vec![(asset, b"Test Dollar".to_vec(), b"TUSD".to_vec(), 6)],
            accounts: coins,
        },
        cash: CashConfig {
            accounts: traders.iter().map(|who| (who.clone(), START)).collect::<Vec<_>>(),
        },
        capacity: CapacityConfig {
            products: products(),
            zones: vec![
                (name("cn-nx"), name("Ningxia"), *b"CN"),
                (name("no-1"), name("East Norway"), *b"NO"),
                (name("us-tx"), name("ERCOT"), *b"US"),
            ],
            markets: (0..3)
                .flat_map(|zone| [(0, zone, 2_000_000), (1, zone, 350_000)])
                .collect::<Vec<_>>(),
            operators: vec![
                (people::helios(), name("Helios")),
                (people::borealis(), name("Borealis")),
            ],
            lines: lines(),
        },
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
