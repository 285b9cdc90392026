//! The number of connections, in all and of one address.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{Instant, timeout};

use super::{COMPLETE, listeners};
use crate::support::http::{client, send};
use crate::support::portal::PortalProcess;
use crate::support::raw;
use crate::support::served::{Served, USER, borrowed, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::{START, loopback, poll};

const FEW: [(&str, &str); 2] = [("server.connections", "16"), ("server.keep_alive", "5m")];
const PATIENCE: Duration = Duration::from_secs(20);

async fn connected(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.expect("a connection")
}

/// Sends a request and reads its answer; empty when the connection is closed without one.
async fn asked(stream: &mut TcpStream) -> String {
    let mut answer = vec![0; 16 << 10];
    let reading = async {
        stream.write_all(COMPLETE.as_bytes()).await?;
        stream.read(&mut answer).await
    };
    let length = timeout(PATIENCE, reading).await.expect("an answer or the end");
    String::from_utf8_lossy(&answer[..length.unwrap_or_default()]).into_owned()
}

#[tokio::test]
async fn when_all_connections_are_in_use_a_new_one_waits_for_one_to_end() {
    let site = Served::start(&[FEW[0], ("server.head_timeout", "3s")]);
    let mut silent = Vec::new();
    for _ in 0..16 {
        silent.push(connected(site.address()).await);
    }
    let begun = Instant::now();
    let answer = raw::exchange(site.address(), &raw::get("/nothing", &[])).await;
    assert_eq!(raw::status(&answer), 404, "{answer}");
    assert!(begun.elapsed() > Duration::from_secs(1), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn when_most_connections_are_in_use_an_answer_ends_its_connection() {
    let site = Served::start(&FEW);
    let mut others = Vec::new();
    for _ in 0..11 {
        others.push(connected(site.address()).await);
    }
    let another = connected(site.address()).await;
    let answer = asked(&mut connected(site.address()).await).await;
    assert!(answer.contains("connection: close"), "{answer}");
    drop(another);
    // The server hears of the end a moment later.
    let few = poll(START, async || {
        let answer = asked(&mut connected(site.address()).await).await;
        (!answer.contains("connection: close")).then_some(answer)
    });
    let answer = few.await.expect("a connection that is kept");
    assert_eq!(raw::status(&answer), 404, "{answer}");
}

#[tokio::test]
async fn connections_that_are_kept_leave_room_for_more_visitors_than_there_are_connections() {
    for address in listeners(&Served::start(&[FEW[1], ("server.connections", "64")])) {
        let mut kept = Vec::new();
        for number in 0..100 {
            let mut stream = connected(address).await;
            let answer = asked(&mut stream).await;
            assert!(matches!(raw::status(&answer), 200 | 404), "{number}: {answer}");
            kept.push(stream);
        }
    }
}

/// A connection from another address of this machine.
async fn from_elsewhere(address: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().expect("a socket");
    let own = SocketAddr::new(IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2)), 0);
    socket.bind(own).expect("a second address of this machine");
    socket.connect(address).await.expect("a connection")
}

#[tokio::test]
async fn one_address_has_so_many_connections_and_the_others_have_theirs() {
    let site = Served::start(&[("server.connections_per_address", "3")]);
    let [page, operations] = listeners(&site);
    let mut kept = Vec::new();
    for _ in 0..3 {
        let mut stream = connected(page).await;
        assert_eq!(raw::status(&asked(&mut stream).await), 404);
        kept.push(stream);
    }
    assert_eq!(asked(&mut connected(page).await).await, "");
    assert_eq!(raw::status(&asked(&mut from_elsewhere(page).await).await), 404);
    // The operator's servers ask from few addresses.
    let mut servers = Vec::new();
    for _ in 0..6 {
        let mut stream = connected(operations).await;
        assert_eq!(raw::status(&asked(&mut stream).await), 200);
        servers.push(stream);
    }
    kept.pop();
    let served = poll(START, async || {
        let answer = asked(&mut connected(page).await).await;
        (!answer.is_empty()).then_some(answer)
    });
    assert_eq!(raw::status(&served.await.expect("room for another")), 404);
}

#[tokio::test]
async fn few_open_files_are_kept_for_what_serves_visitors() {
    let upstream = Upstream::start(account());
    let variables = variables(upstream.origin(), &[("server.head_timeout", "1s")]);
    let line = "ulimit -n 300; exec \"$@\"";
    let portal = PortalProcess::start_by(line, &borrowed(&variables), &["serve"]).await;
    assert!(portal.output().contains("LimitNOFILE"), "{}", portal.output());
    let mut silent = Vec::new();
    for _ in 0..400 {
        silent.push(connected(loopback(portal.port())).await);
    }
    let request = client().get(portal.url("/Subscriptions")).header(USER, "alice");
    send(request).await.assert_status(200);
}

/// The limit of open files that a process has, and the highest that it may give itself.
fn open_files(process: u32) -> (u64, u64) {
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).expect("the limits");
    let line = limits.lines().find(|line| line.starts_with("Max open files"));
    let mut figures = line.expect("the limit").split_whitespace().skip(3);
    let mut next = || {
        let figure = figures.next().expect("a figure");
        figure.parse().unwrap_or(u64::MAX)
    };
    (next(), next())
}

#[tokio::test]
async fn a_low_limit_of_open_files_is_raised_where_that_is_permitted() {
    let upstream = Upstream::start(account());
    let variables = variables(upstream.origin(), &[("server.connections", "400")]);
    let line = "ulimit -Sn 300; exec \"$@\"";
    let portal = PortalProcess::start_by(line, &borrowed(&variables), &["serve"]).await;
    let (limit, highest) = open_files(portal.id());
    assert_eq!(limit, highest.min(400 + 100 + 256));
    assert!(!portal.output().contains("LimitNOFILE"), "{}", portal.output());
}
