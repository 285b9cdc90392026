//! A loopback port in front of a server that can be taken away and given back: the network between two machines.

use std::net::SocketAddr;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use super::wait::loopback;

const QUEUE: u32 = 128;

/// The running relay; it stops when dropped, with every connection.
pub(crate) struct Relay {
    port: u16,
    target: SocketAddr,
    state: State,
    /// Bound for as long as the relay lives. Between two listeners, a connection of another test could take the port.
    _keeper: TcpSocket,
}

enum State {
    Open(JoinHandle<()>),
    /// Bound and not listening: connections are refused, and nobody else can take the port.
    Closed(TcpSocket),
    Between,
}

impl Relay {
    /// Listens on a free loopback port and passes the bytes on to the target.
    pub(crate) fn start(target: SocketAddr) -> Self {
        let keeper = bound(0);
        let port = keeper.local_addr().expect("its address").port();
        let mut relay = Self {
            port,
            target,
            state: State::Closed(bound(port)),
            _keeper: keeper,
        };
        relay.open();
        relay
    }

    /// The port on the loopback address; it stays the same.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Cuts every connection and refuses new ones.
    pub(crate) async fn close(&mut self) {
        if let State::Open(task) = std::mem::replace(&mut self.state, State::Between) {
            task.abort();
            assert!(task.await.is_err(), "the relay ended by itself");
            self.state = State::Closed(bound(self.port));
        }
    }

    /// Listens again.
    pub(crate) fn open(&mut self) {
        if let State::Closed(socket) = std::mem::replace(&mut self.state, State::Between) {
            let listener = socket.listen(QUEUE).expect("a listener");
            self.state = State::Open(tokio::spawn(pass(listener, self.target)));
        }
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        if let State::Open(task) = &self.state {
            task.abort();
        }
    }
}

fn bound(port: u16) -> TcpSocket {
    let socket = TcpSocket::new_v4().expect("a socket");
    // The connections that were cut linger on the port for a while.
    socket.set_reuseaddr(true).expect("a port that can be used again");
    // A listener that has just been closed may take a moment to let go.
    for _ in 0..200 {
        if socket.bind(loopback(port)).is_ok() {
            return socket;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("the port {port} stays in use");
}

async fn pass(listener: TcpListener, target: SocketAddr) {
    let mut conversations = JoinSet::new();
    while let Ok((mut stream, _)) = listener.accept().await {
        conversations.spawn(async move {
            if let Ok(mut there) = TcpStream::connect(target).await {
                let _ = copy_bidirectional(&mut stream, &mut there).await;
            }
        });
    }
}
