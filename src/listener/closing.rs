use std::io;
use std::net::TcpListener;
use std::sync::{Arc, Weak};
use std::time::Duration;

use actix_server::ServerHandle;
use tokio::sync::Mutex;

/// How long the server keeps accepting after the system has stopped taking connections: those that wait are accepted meanwhile, and
/// bring their first request.
const DRAINED: Duration = Duration::from_millis(100);

/// A second handle on a listening socket. The server beneath tells its threads to stop and closes the socket at the same time, so
/// that a connection made in that moment would be accepted and closed unanswered, and a proxy that has sent a request on it cannot
/// know whether to send it again.
#[derive(Debug)]
pub(crate) struct Socket(Mutex<Option<TcpListener>>);

impl Socket {
    pub(super) fn of(listener: &TcpListener) -> io::Result<Arc<Self>> {
        Ok(Arc::new(Self(Mutex::new(Some(listener.try_clone()?)))))
    }
}

/// The way to end the intake of a listener before the listener itself ends. It keeps no port in use.
#[derive(Clone, Debug, Default)]
pub(crate) enum Intake {
    /// It ends with the listener.
    #[default]
    Together,
    /// The socket is this process's own, and closes with it.
    Own(Weak<Socket>),
    /// The socket was passed on and stays open for the next process, which takes the connections that wait.
    Passed(ServerHandle),
}

impl Intake {
    pub(super) fn of(socket: &Arc<Socket>) -> Self {
        Self::Own(Arc::downgrade(socket))
    }

    /// Lets no new connection begin, and waits a moment in which those that have begun bring their requests. Whoever connects
    /// meanwhile hears nothing and tries again after a second. Only Linux can do that; elsewhere this does nothing.
    ///
    /// On a socket that was passed on, whoever connects meanwhile waits in the queue of the system for the next process.
    pub(crate) async fn end(&self) {
        let socket = match self {
            Self::Together => return,
            Self::Own(socket) => socket.upgrade(),
            Self::Passed(server) => {
                server.pause().await;
                return tokio::time::sleep(DRAINED).await;
            }
        };
        let Some(socket) = socket else { return };
        // The lock is held for the moment, so that a second caller waits as well.
        let mut socket = socket.0.lock().await;
        let dropping = socket.take().is_some_and(|listener| drop_beginnings(&listener));
        if dropping {
            tokio::time::sleep(DRAINED).await;
        }
    }
}

/// Has the system drop every packet that would begin a connection; tells whether it does. Connections that have begun go on, those
/// whose first packets are still under way included.
#[cfg(target_os = "linux")]
fn drop_beginnings(listener: &TcpListener) -> bool {
    use socket2::{SockFilter, SockRef};

    // A program of the system's packet filter. It reads the byte of flags in the TCP header: a packet with SYN begins a connection.
    const LOAD_BYTE: u16 = 0x30;
    const JUMP_IF_SET: u16 = 0x45;
    const RETURN: u16 = 0x06;
    const FLAGS: u32 = 13;
    const SYN: u32 = 0x02;
    let program = [
        SockFilter::new(LOAD_BYTE, 0, 0, FLAGS),
        SockFilter::new(JUMP_IF_SET, 0, 1, SYN),
        SockFilter::new(RETURN, 0, 0, 0),
        SockFilter::new(RETURN, 0, 0, u32::MAX),
    ];
    SockRef::from(listener).attach_filter(&program).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn drop_beginnings(_: &TcpListener) -> bool {
    false
}
