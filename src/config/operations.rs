use std::net::SocketAddr;

use super::key::Key;
use super::server::{ServerConfig, address};
use super::source::Source;

/// The listener for the operator: probes and metrics. It must not be reachable by visitors.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OperationsConfig {
    /// The address of the listener.
    pub listen: SocketAddr,
}

pub(super) static KEYS: &[Key] = &[Key::new(
    "operations.listen",
    "PORTAL_OPERATIONS__LISTEN",
    "The address and port of /healthz, /readyz and /metrics. Keep it away from visitors.",
)
.default("127.0.0.1:9090")];

pub(super) fn read(source: &mut Source) -> Option<OperationsConfig> {
    let [listen] = KEYS else { return None };
    Some(OperationsConfig {
        listen: source.parse(listen, address)?,
    })
}

/// One address cannot be listened on twice.
pub(super) fn check(source: &mut Source, operations: &OperationsConfig, server: &ServerConfig) {
    if server.listen == operations.listen && server.listen.port() != 0 {
        let what = "it is the address of server.listen too; choose another port";
        source.problem("PORTAL_OPERATIONS__LISTEN", what);
    }
}
