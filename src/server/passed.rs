use std::io;
use std::net::{SocketAddr, TcpListener};

/// Sockets that listen already, with their addresses.
pub(super) struct Passed(Vec<(SocketAddr, TcpListener)>);

impl Passed {
    /// # Errors
    /// When one of them has no address, so that it is no socket of TCP.
    pub(super) fn of(sockets: Vec<TcpListener>) -> io::Result<Self> {
        let addressed = sockets
            .into_iter()
            .map(|socket| Ok((socket.local_addr()?, socket)));
        addressed.collect::<io::Result<_>>().map(Self)
    }

    /// The socket that listens on that address, once.
    pub(super) fn take(&mut self, address: SocketAddr) -> Option<TcpListener> {
        let place = self.0.iter().position(|(at, _)| *at == address)?;
        Some(self.0.swap_remove(place).1)
    }

    /// The address of a socket that nobody has taken.
    pub(super) fn left(&self) -> Option<SocketAddr> {
        self.0.first().map(|(address, _)| *address)
    }
}
