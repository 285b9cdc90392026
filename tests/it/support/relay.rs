//! A loopback port in front of a server that can be taken away and given back: the network between two machines.

use std::net::SocketAddr;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use super::wait::loopback;

/// The running relay; it stops when dropped, with every connection.
pub(crate) struct Relay {
    port: u16,
    target: SocketAddr,
    task: JoinHandle<()>,
}

impl Relay {
    /// Listens on a free loopback port and passes the bytes on to the target.
    pub(crate) async fn start(target: SocketAddr) -> Self {
        let (port, task) = listen(0, target).await;
        Self { port, target, task }
    }

    /// The port on the loopback address; it stays the same.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Cuts every connection and refuses new ones.
    pub(crate) async fn close(&mut self) {
        self.task.abort();
        let ended = (&mut self.task).await;
        assert!(ended.is_err(), "the relay ended by itself");
    }

    /// Listens again, after [`Relay::close`].
    pub(crate) async fn open(&mut self) {
        (_, self.task) = listen(self.port, self.target).await;
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn listen(port: u16, target: SocketAddr) -> (u16, JoinHandle<()>) {
    let listener = TcpListener::bind(loopback(port)).await.expect("a loopback port");
    let port = listener.local_addr().expect("its address").port();
    let task = tokio::spawn(async move {
        let mut conversations = JoinSet::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            conversations.spawn(async move {
                if let Ok(mut there) = TcpStream::connect(target).await {
                    let _ = copy_bidirectional(&mut stream, &mut there).await;
                }
            });
        }
    });
    (port, task)
}
