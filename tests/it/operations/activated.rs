//! Started as systemd does it: on sockets that are open before the server and outlive it, and with somebody who hears how it fares.

use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixDatagram;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::support::http::{get, get_with};
use crate::support::portal::run_by;
use crate::support::process::{Process, signal};
use crate::support::served::{borrowed, variables};
use crate::support::trials::{record, trials};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::{START, free_port, loopback, poll};

use super::shutdown::SOON;

const BINARY: &str = env!("CARGO_BIN_EXE_proabono-portal");
const ALICE: (&str, &str) = ("x-remote-user", "alice");
/// Visitors who come anew as soon as they have their page.
const VISITORS: usize = 4;

/// Two sockets that stay open, whatever becomes of the process that serves on them.
struct Sockets {
    page: TcpListener,
    operations: TcpListener,
}

impl Sockets {
    fn open() -> Self {
        let [page, operations] = [(); 2].map(|()| TcpListener::bind(loopback(0)).expect("a loopback port"));
        Self { page, operations }
    }

    fn ports(&self) -> [u16; 2] {
        [&self.page, &self.operations].map(|socket| socket.local_addr().expect("an address").port())
    }

    /// The variables of a server on these sockets.
    fn variables(&self, api: &str) -> Vec<(&'static str, String)> {
        let [page, operations] = self.ports().map(|port| format!("127.0.0.1:{port}"));
        let mut variables = variables(api, &[("operations.listen", &operations)]);
        variables.push(("PORTAL_SERVER__LISTEN", page));
        variables
    }

    /// Starts `serve` with both sockets where systemd puts them: from the third descriptor on.
    fn serve(&self, variables: &[(&str, String)]) -> Process {
        let passed = |socket: &TcpListener| {
            let socket = socket.try_clone().expect("a second handle");
            Stdio::from(OwnedFd::from(socket))
        };
        let line = "exec 3<&0 4<&1 0</dev/null 1>&2; LISTEN_FDS=2 LISTEN_PID=$$ exec \"$0\" serve";
        let mut command = Command::new("sh");
        command
            .args(["-c", line, BINARY])
            .env_clear()
            .envs(variables.iter().map(|(name, value)| (*name, value)))
            .stdin(passed(&self.page))
            .stdout(passed(&self.operations));
        Process::with_streams(&mut command)
    }
}

/// A visit on a connection of its own; the error says how it failed.
async fn visit(port: u16) -> Result<(), String> {
    let request =
        b"GET /Subscriptions HTTP/1.1\r\nHost: page.test\r\nX-Remote-User: alice\r\nConnection: close\r\n\r\n";
    let stream = TcpStream::connect(loopback(port)).await;
    let mut stream = stream.map_err(|error| format!("refused: {error}"))?;
    stream
        .write_all(request)
        .await
        .map_err(|error| format!("cut: {error}"))?;
    let mut answer = Vec::new();
    stream
        .read_to_end(&mut answer)
        .await
        .map_err(|error| format!("cut: {error}"))?;
    let answer = String::from_utf8_lossy(&answer);
    if answer.starts_with("HTTP/1.1 200 ") && answer.trim_end().ends_with("</html>") {
        return Ok(());
    }
    Err(format!("not the page: {:?}", answer.lines().next()))
}

/// Visits until told to stop: how many there were, and what failed.
fn visits(port: u16, over: &Arc<AtomicBool>) -> JoinSet<(u32, Vec<String>)> {
    let mut visitors = JoinSet::new();
    for _ in 0..VISITORS {
        let over = Arc::clone(over);
        visitors.spawn(async move {
            let (mut asked, mut failed) = (0, Vec::new());
            while !over.load(Ordering::Relaxed) {
                asked += 1;
                failed.extend(visit(port).await.err());
                sleep(Duration::from_millis(2)).await;
            }
            (asked, failed)
        });
    }
    visitors
}

#[tokio::test]
async fn a_restart_on_sockets_that_stay_open_refuses_no_connection_under_load() {
    let upstream = Upstream::start(account());
    let sockets = Sockets::open();
    let [port, operations] = sockets.ports();
    let ready = format!("http://127.0.0.1:{operations}/readyz");
    let variables = sockets.variables(upstream.origin());
    let mut server = sockets.serve(&variables);
    let over = Arc::default();
    let visitors = visits(port, &over);
    let restarts = trials("restarts on passed sockets", 5, 40);
    for _ in 0..restarts {
        // Before it is ready, a signal would end it without a word.
        get(&ready).await.assert_status(200);
        sleep(Duration::from_millis(300)).await;
        let ended = server.terminate(SOON).await.expect("an end");
        assert_eq!(ended.code(), Some(0), "{}", server.output());
        server = sockets.serve(&variables);
    }
    get(&ready).await.assert_status(200);
    over.store(true, Ordering::Relaxed);
    let mut total = (0, Vec::new());
    for (asked, failed) in visitors.join_all().await {
        total.0 += asked;
        total.1.extend(failed);
    }
    let (asked, failed) = total;
    record(
        "restarts on passed sockets",
        &format!("{} of {asked} visits failed", failed.len()),
    );
    assert_eq!(
        failed.first(),
        None,
        "{} of {asked}: {}",
        failed.len(),
        server.output()
    );
    assert!(asked > 20, "{asked}");
}

#[tokio::test]
async fn both_listeners_serve_on_the_sockets_that_were_passed_on() {
    let upstream = Upstream::start(account());
    let sockets = Sockets::open();
    let [page, operations] = sockets.ports();
    let _server = sockets.serve(&sockets.variables(upstream.origin()));
    // The request waits until the server takes it.
    get_with(&format!("http://127.0.0.1:{page}/Subscriptions"), &[ALICE])
        .await
        .assert_status(200)
        .assert_text("<iframe");
    get(&format!("http://127.0.0.1:{operations}/readyz"))
        .await
        .assert_status(200);
}

#[tokio::test]
async fn a_socket_that_no_setting_names_is_refused_with_both_remedies() {
    let sockets = Sockets::open();
    let [_, operations] = sockets.ports();
    let mut variables = sockets.variables("http://127.0.0.1:9");
    variables.retain(|(name, _)| *name != "PORTAL_OPERATIONS__LISTEN");
    variables.push(("PORTAL_OPERATIONS__LISTEN", "127.0.0.1:0".to_owned()));
    let mut server = sockets.serve(&variables);
    let ended = poll(START, async || server.ended()).await.expect("an end");
    assert_eq!(ended.code(), Some(1));
    for words in [
        format!("127.0.0.1:{operations}"),
        "operations.listen".to_owned(),
        "ListenStream".to_owned(),
    ] {
        assert!(server.output().contains(&words), "{words}: {}", server.output());
    }
}

#[tokio::test]
async fn what_is_passed_on_and_is_no_tcp_socket_is_refused() {
    let variables = variables("http://127.0.0.1:9", &[]);
    let line = "exec 3</dev/null; LISTEN_FDS=1 LISTEN_PID=$$ exec \"$@\"";
    let finished = run_by(line, &borrowed(&variables), &["serve"]).await;
    assert_eq!(finished.status.code(), Some(1));
    assert!(finished.stderr.contains("TCP socket"), "{}", finished.stderr);
}

#[tokio::test]
async fn systemds_own_activation_starts_it_with_the_first_visitor() {
    let upstream = Upstream::start(account());
    let [page, operations] = [(); 2].map(|()| format!("127.0.0.1:{}", free_port()));
    let mut command = Command::new("systemd-socket-activate");
    command.args(["-l", &page, "-l", &operations]);
    let mut variables = variables(upstream.origin(), &[("operations.listen", &operations)]);
    variables.push(("PORTAL_SERVER__LISTEN", page.clone()));
    for (name, value) in variables {
        command.args(["-E", &format!("{name}={value}")]);
    }
    let mut activation = Process::start(command.args([BINARY, "serve"]));
    let listens = async |said: &str| said.contains(&operations).then_some(());
    activation.until("listening", START, listens).await;
    assert!(
        !activation.output().contains("Subscriptions"),
        "{}",
        activation.output()
    );
    get_with(&format!("http://{page}/Subscriptions"), &[ALICE])
        .await
        .assert_status(200);
    get(&format!("http://{operations}/healthz"))
        .await
        .assert_status(200);
}

#[tokio::test]
async fn the_service_manager_hears_when_visitors_are_taken_and_when_the_end_begins() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("notify");
    let manager = UnixDatagram::bind(&place).expect("a socket");
    manager.set_read_timeout(Some(START)).expect("a time limit");
    let mut buffer = [0; 256];
    let mut heard = || {
        let length = manager.recv(&mut buffer).expect("a message");
        String::from_utf8_lossy(&buffer[..length]).into_owned()
    };
    let upstream = Upstream::start(account());
    let sockets = Sockets::open();
    let [page, operations] = sockets.ports();
    let mut variables = sockets.variables(upstream.origin());
    variables.push(("NOTIFY_SOCKET", place.to_str().expect("UTF-8").to_owned()));
    variables.push(("PORTAL_SERVER__SHUTDOWN_TIMEOUT", "7s".to_owned()));
    let mut server = sockets.serve(&variables);
    assert_eq!(heard(), "READY=1\n", "{}", server.output());
    get_with(&format!("http://127.0.0.1:{page}/Subscriptions"), &[ALICE])
        .await
        .assert_status(200);
    get(&format!("http://127.0.0.1:{operations}/readyz"))
        .await
        .assert_status(200);
    signal("TERM", &server.id().to_string());
    // Twice the seven seconds, since the operator's listener ends after the page's, and ten for what comes then.
    assert_eq!(heard(), "STOPPING=1\nEXTEND_TIMEOUT_USEC=24000000\n");
    let ended = server.terminate(SOON).await.expect("an end");
    assert_eq!(ended.code(), Some(0), "{}", server.output());
}
