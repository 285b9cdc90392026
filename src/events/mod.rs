//! What happens at ProAbono, and who is told.

pub(crate) mod host;

pub use host::{HostConfig, HostKey};
