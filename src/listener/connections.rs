use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

/// Counts the open connections of a listener. The number in all is enforced by the server beneath, which then accepts no more;
/// this knows when it comes near.
#[derive(Debug)]
pub(super) struct Connections {
    most: usize,
    /// The most of one address; `None` where that is not limited.
    per_address: Option<usize>,
    open: AtomicUsize,
    addresses: Mutex<HashMap<IpAddr, usize>>,
    warnings: DefaultDirectRateLimiter,
}

/// The place that one connection takes, until it is dropped.
#[derive(Debug)]
pub(super) struct Held {
    connections: Arc<Connections>,
    /// Absent where addresses are not counted.
    address: Option<IpAddr>,
}

impl Connections {
    pub(super) fn new(most: usize, per_address: Option<usize>) -> Self {
        Self {
            most,
            per_address,
            open: AtomicUsize::new(0),
            addresses: Mutex::default(),
            warnings: RateLimiter::direct(Quota::per_minute(NonZeroU32::MIN)),
        }
    }

    /// Counts a new connection; `None` when its address has as many as it may.
    pub(super) fn enter(self: &Arc<Self>, peer: Option<IpAddr>) -> Option<Held> {
        let mut counted = None;
        if let (Some(most), Some(peer)) = (self.per_address, peer) {
            let address = network(peer);
            let mut addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
            let count = addresses.entry(address).or_default();
            if *count >= most {
                drop(addresses);
                self.warn(
                    "an address has as many connections as server.connections_per_address lets it have",
                );
                return None;
            }
            *count += 1;
            counted = Some(address);
        }
        self.open.fetch_add(1, Ordering::Relaxed);
        if self.is_crowded() {
            self.warn("more than three quarters of server.connections are in use, so each answer ends its connection");
        }
        Some(Held {
            connections: Arc::clone(self),
            address: counted,
        })
    }

    /// Tells whether more than three quarters of the connections are in use. None should then be kept for a request that may
    /// never come.
    pub(super) fn is_crowded(&self) -> bool {
        self.open.load(Ordering::Relaxed) > self.most / 4 * 3
    }

    fn warn(&self, what: &str) {
        if self.warnings.check().is_ok() {
            tracing::warn!(code = "connections-short", "{what}");
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Connections { open, addresses, .. } = &*self.connections;
        open.fetch_sub(1, Ordering::Relaxed);
        let Some(address) = self.address else { return };
        let mut addresses = addresses.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = addresses.get_mut(&address) {
            *count -= 1;
            if *count == 0 {
                addresses.remove(&address);
            }
        }
    }
}

/// The address by which connections are counted. A client of IPv6 mostly has a network of 64 bits to itself, which counts as one.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enter(connections: &Arc<Connections>, peer: &str) -> Option<Held> {
        connections.enter(Some(peer.parse().unwrap()))
    }

    #[test]
    fn an_address_has_so_many_connections_and_no_more() {
        let connections = Arc::new(Connections::new(100, Some(2)));
        let first = enter(&connections, "192.0.2.1");
        let second = enter(&connections, "::ffff:192.0.2.1");
        assert!(first.is_some() && second.is_some());
        assert!(enter(&connections, "192.0.2.1").is_none());
        assert!(enter(&connections, "192.0.2.2").is_some());
        drop(first);
        assert!(enter(&connections, "192.0.2.1").is_some());
        drop(second);
        assert!(connections.addresses.lock().unwrap().is_empty());
    }

    #[test]
    fn a_network_of_ipv6_is_one_address() {
        let connections = Arc::new(Connections::new(100, Some(1)));
        let held = enter(&connections, "2001:db8:0:1::1");
        assert!(held.is_some());
        assert!(enter(&connections, "2001:db8:0:1:ffff::2").is_none());
        assert!(enter(&connections, "2001:db8:0:2::1").is_some());
    }

    #[test]
    fn it_is_crowded_from_three_quarters_on() {
        let connections = Arc::new(Connections::new(8, None));
        let mut held: Vec<_> = (0..6).map(|_| enter(&connections, "192.0.2.1")).collect();
        assert!(!connections.is_crowded());
        held.push(enter(&connections, "192.0.2.1"));
        assert!(connections.is_crowded());
        held.truncate(6);
        assert!(!connections.is_crowded());
    }
}
