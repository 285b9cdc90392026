//! The listeners of this server: the HTTP library's own service, with a time limit around each request that arrives.
//! `actix_web::HttpServer` limits only the head of the first request on a connection, and accepts no other stream than
//! its own; the crates beneath it do.

mod closing;
mod connections;
mod files;
mod limited;
mod name_length;
mod pace;

use std::fmt;
use std::future::{Future, ready};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_http::body::MessageBody;
use actix_http::error::DispatchError;
use actix_http::{ConnectionType, HttpService, KeepAlive, Request, Response};
use actix_server::Server;
use actix_service::{
    IntoServiceFactory, Service, ServiceFactory, ServiceFactoryExt as _, apply_fn_factory, fn_service,
    map_config,
};
use actix_web::dev::AppConfig;
use actix_web::{Error, HttpResponse};
use socket2::{Domain, Protocol, SockRef, Socket, Type};
use tokio::net::TcpStream;

pub(crate) use closing::Intake;
use connections::Connections;
pub(crate) use files::room_for;
use limited::Limited;
use pace::{LINGER, Limits, Pace};

/// A margin for the HTTP library's coarse clock.
const COARSE: Duration = Duration::from_secs(1);
/// How many connections may wait to be accepted; the value is actix-web's.
const BACKLOG: i32 = 1024;
/// How many bytes of answers the system takes from this server before the client has taken them: more than a page, and far fewer than the
/// system would by itself. It reports room only when a third is free again, so that a client which takes them slowly would look as if it
/// took nothing.
const SEND_BUFFER: usize = 128 << 10;

/// The settings of a listener.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) address: SocketAddr,
    /// The number of threads.
    pub(crate) workers: usize,
    /// How long open requests may take to end at shutdown.
    pub(crate) shutdown_timeout: Duration,
    /// How long the head of a request may take to arrive, from its first byte on.
    pub(crate) head_timeout: Duration,
    /// How long a connection is kept for another request.
    pub(crate) keep_alive: Duration,
    /// How long a client may leave an answer where it is, before it takes a piece of it.
    pub(crate) answer_timeout: Duration,
    /// The largest head, in bytes.
    pub(crate) head_size: usize,
    /// The number of connections at a time.
    pub(crate) connections: usize,
    /// The number of connections of one address at a time; `None` where that is not limited.
    pub(crate) connections_per_address: Option<usize>,
    /// Whether the intake of connections can be ended before the listener itself.
    pub(crate) drains: bool,
}

/// A listener that is bound and does not serve yet.
pub(crate) struct Listener {
    pub(crate) server: Server,
    pub(crate) address: SocketAddr,
    /// Set when the server is about to end. From then on each answer ends its connection, since a proxy that keeps it would send
    /// its next request into a connection that is being closed.
    pub(crate) ending: Arc<AtomicBool>,
    /// Absent where [`Settings::drains`] is false, and where the socket was passed on.
    socket: Option<Arc<closing::Socket>>,
    is_passed: bool,
}

impl Listener {
    /// The way to end the intake of new connections while this still serves.
    pub(crate) fn intake(&self) -> Intake {
        if self.is_passed {
            return Intake::Passed(self.server.handle());
        }
        self.socket.as_ref().map(Intake::of).unwrap_or_default()
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listener")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// Binds the address, unless a socket that listens there was passed on, and serves the application there once the server is
/// awaited. Signals are left to the caller.
///
/// # Errors
/// When the address cannot be listened on.
pub(crate) fn listen<F, I, S, B>(
    settings: &Settings,
    passed: Option<TcpListener>,
    app: F,
) -> io::Result<Listener>
where
    F: Fn() -> I + Send + Clone + 'static,
    I: IntoServiceFactory<S, Request>,
    S: ServiceFactory<Request, Config = AppConfig> + 'static,
    S::Error: Into<Error> + 'static,
    S::InitError: fmt::Debug,
    S::Response: Into<Response<B>> + 'static,
    <S::Service as Service<Request>>::Future: 'static,
    S::Service: 'static,
    B: MessageBody + 'static,
{
    let is_passed = passed.is_some();
    let socket = passed.map_or_else(|| bind(settings.address), Ok)?;
    // The connections have that of the listening socket.
    SockRef::from(&socket).set_send_buffer_size(SEND_BUFFER)?;
    let address = socket.local_addr()?;
    // The filter that ends the intake would stay on a socket that the next process is given.
    let drains = settings.drains && !is_passed;
    let second = drains.then(|| closing::Socket::of(&socket));
    let second = second.transpose()?;
    let builder = Server::build()
        .workers(settings.workers)
        .max_concurrent_connections(settings.connections.div_ceil(settings.workers))
        .shutdown_timeout(whole_seconds(settings.shutdown_timeout))
        .disable_signals();
    let stopping = builder.graceful_shutdown_signal();
    let ending = Arc::<AtomicBool>::default();
    let limits = Limits {
        head: settings.head_timeout,
        idle: settings.keep_alive,
        stalled: settings.answer_timeout,
    };
    let connections = Connections::new(settings.connections, settings.connections_per_address);
    let around = Around {
        ending: Arc::clone(&ending),
        connections: Arc::new(connections),
        head_size: settings.head_size,
    };
    let builder = builder.listen(format!("listener {address}"), socket, move || {
        let app = app()
            .into_factory()
            .map_err(|error| error.into().error_response());
        let app = map_config(app, |()| AppConfig::default());
        let (stopping, around) = (stopping.clone(), around.clone());
        let connections = Arc::clone(&around.connections);
        let http = HttpService::build()
            .graceful_shutdown_signal(move || {
                let stopping = stopping.clone();
                async move { stopping.notified().await }
            })
            .keep_alive(KeepAlive::Timeout(limits.idle))
            // The limit for the first head on a connection, counted from the connection's start. Its sender gets the
            // status 408; a connection that brings nothing at all is closed earlier.
            .client_request_timeout(limits.head + COARSE)
            .client_disconnect_timeout(LINGER)
            .local_addr(address)
            .on_connect_ext(|stream: &Limited<TcpStream>, data| {
                data.insert(stream.pace().clone());
            })
            .h1(apply_fn_factory(app, move |request, app: &_| {
                paced(request, app, around.clone())
            }));
        fn_service(move |stream| ready(admitted(stream, limits, &connections))).and_then(http)
    })?;
    Ok(Listener {
        server: builder.run(),
        address,
        ending,
        socket: second,
        is_passed,
    })
}

/// A new connection with its limits and the address of its client. One that is too many for its address is closed without a word, and
/// nothing is spent on it.
fn admitted(
    stream: TcpStream,
    limits: Limits,
    connections: &Arc<Connections>,
) -> Result<(Limited<TcpStream>, Option<SocketAddr>), DispatchError> {
    let peer = stream.peer_addr().ok();
    let held = connections.enter(peer.map(|peer| peer.ip()));
    let held = held.ok_or_else(|| DispatchError::Io(io::ErrorKind::QuotaExceeded.into()))?;
    Ok((Limited::new(stream, limits, held), peer))
}

/// Binds with a longer queue than std's, in which a rush of visitors would have to send their packets again.
fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    if cfg!(unix) {
        // A server that has just ended leaves its port in a waiting state. On other systems this option would share the
        // port.
        socket.set_reuse_address(true)?;
    }
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

/// The number of connections of an operator's listener beside a page's with so many.
pub(crate) fn for_operators(connections: usize) -> usize {
    connections.div_ceil(4)
}

/// The state around the requests of a listener.
#[derive(Clone)]
struct Around {
    ending: Arc<AtomicBool>,
    connections: Arc<Connections>,
    head_size: usize,
}

impl Around {
    fn ends_connections(&self) -> bool {
        self.ending.load(Ordering::Relaxed) || self.connections.is_crowded()
    }
}

/// Tells the connection when a request has arrived, when it is answered, and whether that was the last answer. A head that is
/// too large is refused here.
fn paced<S, B>(
    request: Request,
    app: &S,
    around: Around,
) -> impl Future<Output = Result<Response<B>, S::Error>> + use<S, B>
where
    S: Service<Request, Error = HttpResponse>,
    S::Response: Into<Response<B>>,
{
    let pace = request.conn_data::<Pace>().cloned();
    if let Some(pace) = &pace {
        pace.arrived();
    }
    let answer = (head_size(&request) <= around.head_size).then(|| app.call(request));
    async move {
        let answer = match answer {
            Some(answer) => answer.await,
            None => Err(HttpResponse::RequestHeaderFieldsTooLarge().force_close().finish()),
        };
        if let Some(pace) = &pace {
            pace.answered();
        }
        answer.map(|answer| {
            let mut answer = answer.into();
            if around.ends_connections() {
                answer.head_mut().set_connection_type(ConnectionType::Close);
            }
            answer
        })
    }
}

/// The length of the request line and the headers, in bytes, within a few.
fn head_size(request: &Request) -> usize {
    let head = request.head();
    let line = head.uri.path_and_query().map_or(0, |path| path.as_str().len());
    let headers = head.headers.iter();
    headers.fold(line, |size, (name, value)| {
        size + name.as_str().len() + value.len() + ": \r\n".len()
    })
}

/// Rounds up, since half a second must not become zero.
fn whole_seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}
