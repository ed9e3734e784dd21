//! The chains that the node knows by name. Their genesis is the runtime's: its presets.

use headroom_runtime::WASM_BINARY;
use sc_service::{ChainType, GenericChainSpec, NoExtension, Properties};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};

/// A chain's specification.
pub type ChainSpec = GenericChainSpec;

/// Names the chain's network protocols, so that its nodes don't talk to another chain's.
const PROTOCOL_ID: &str = "headroom";

/// What wallets show: the native token, which pays fees and nothing else.
fn properties() -> Properties {
    Properties::from_iter([
        ("tokenSymbol".to_string(), "HDRM".into()),
        ("tokenDecimals".to_string(), 12.into()),
        ("ss58Format".to_string(), 42.into()),
    ])
}

fn from_preset(
    name: &str,
    id: &str,
    chain_type: ChainType,
    preset: &str,
) -> Result<ChainSpec, String> {
    let wasm = WASM_BINARY.ok_or(
        "the node was built without the runtime's Wasm (SKIP_WASM_BUILD): it knows no chain by \
         name, only one from a file",
    )?;
    Ok(ChainSpec::builder(wasm, NoExtension::None)
        .with_name(name)
        .with_id(id)
        .with_chain_type(chain_type)
        .with_protocol_id(PROTOCOL_ID)
        .with_properties(properties())
        .with_genesis_config_preset_name(preset)
        .build())
}

/// `dev`: one authority, Alice.
pub fn development() -> Result<ChainSpec, String> {
    from_preset("Headroom development", "headroom_dev", ChainType::Development, DEV_RUNTIME_PRESET)
}

/// `local`: several validators on one machine, with keys of the keyring.
pub fn local() -> Result<ChainSpec, String> {
    from_preset("Headroom local", "headroom_local", ChainType::Local, LOCAL_TESTNET_RUNTIME_PRESET)
}
