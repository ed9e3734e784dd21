//! The library and the command on nodes that these tests start. They want a node's binary:
//! `./scripts/test live` builds one and runs them; or
//! `cargo test --locked --workspace --test live -- --ignored`, with HEADROOM_NODE where it is not the
//! one beside the command.

mod command;
mod desk;
mod follow;
mod hedge;
mod node;
mod submit;
