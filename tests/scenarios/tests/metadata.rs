//! The client's metadata is the chain's. After a change of the runtime, `./scripts/metadata` makes it
//! anew.

use headroom_runtime::Runtime;
use std::{env, fs, path::Path};

/// The newest version that the client's code generator reads.
const VERSION: u32 = 16;

#[test]
fn the_clients_metadata_is_the_chains() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../client/metadata.scale");
    let chains = Runtime::metadata_at_version(VERSION).expect("the runtime gives this version");
    if env::var_os("HEADROOM_METADATA").is_some_and(|what| what == "write") {
        fs::write(&file, &*chains).expect("the client's folder can be written to");
        return;
    }
    let clients = fs::read(&file).unwrap_or_default();
    assert!(
        clients == *chains,
        "client/metadata.scale is of another runtime ({} bytes, {} now); run ./scripts/metadata",
        clients.len(),
        chains.len()
    );
}
