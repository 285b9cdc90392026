//! Waiting, always bounded.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

/// The longest that anything may take to start. The machine may have few cores, and shared ones.
pub(crate) const START: Duration = Duration::from_mins(1);

/// Asks again and again until there is an answer, or gives up with `None`.
pub(crate) async fn poll<T>(within: Duration, mut ask: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let end = Instant::now() + within;
    loop {
        if let Some(answer) = ask().await {
            return Some(answer);
        }
        if Instant::now() >= end {
            return None;
        }
        sleep(Duration::from_millis(25)).await;
    }
}

/// Whether something accepts connections there.
pub(crate) async fn accepts(port: u16) -> bool {
    TcpStream::connect(loopback(port)).await.is_ok()
}

/// The loopback address with that port.
pub(crate) fn loopback(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}

/// A port that was free a moment ago, for programs that cannot be told to choose one. The system gives none of this
/// range to whoever asks for any port, such as a client that connects: the next moment it is still free.
pub(crate) fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let start = std::process::id().wrapping_mul(211);
    let mut candidates = std::iter::repeat_with(|| NEXT.fetch_add(1, Ordering::Relaxed)).take(1_000);
    let free = candidates.find_map(|number| {
        let port = u16::try_from(10_000 + start.wrapping_add(number) % 22_000).ok()?;
        TcpListener::bind(loopback(port)).ok().map(|_| port)
    });
    free.expect("a loopback port")
}
