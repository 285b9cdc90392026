//! TLS in front of a plain loopback server, so that a browser meets `https://….proabono.com` without leaving the machine.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rcgen::generate_simple_self_signed;
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::PrivatePkcs8KeyDer;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use super::wait::loopback;

const HANDSHAKE: Duration = Duration::from_secs(10);
const CONVERSATION: Duration = Duration::from_mins(2);

/// The running front; it stops when dropped, with every connection.
pub(crate) struct TlsFront {
    port: u16,
    task: JoinHandle<()>,
}

impl TlsFront {
    /// Accepts TLS on a free loopback port, with a throw-away certificate, and passes the bytes on to the target.
    pub(crate) async fn start(target: SocketAddr) -> Self {
        let listener = TcpListener::bind(loopback(0)).await.expect("a loopback port");
        let port = listener.local_addr().expect("its address").port();
        let acceptor = TlsAcceptor::from(Arc::new(throw_away_configuration()));
        let task = tokio::spawn(async move {
            let mut conversations = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                conversations.spawn(timeout(CONVERSATION, pass(acceptor, stream, target)));
            }
        });
        Self { port, task }
    }

    /// The port on the loopback address.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for TlsFront {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass(acceptor: TlsAcceptor, stream: TcpStream, target: SocketAddr) {
    let Ok(Ok(mut tls)) = timeout(HANDSHAKE, acceptor.accept(stream)).await else {
        return;
    };
    if let Ok(mut plain) = TcpStream::connect(target).await {
        let _ = copy_bidirectional(&mut tls, &mut plain).await;
    }
}

fn throw_away_configuration() -> ServerConfig {
    let names = ["proabono.com", "*.proabono.com", "*.via.proabono.com"].map(str::to_owned);
    let made = generate_simple_self_signed(names).expect("a certificate");
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the protocol versions")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())
        .expect("the certificate and its key")
}
