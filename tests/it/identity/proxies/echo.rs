//! A server in the portal's place that answers with what arrived: no rule of the portal's hides what a proxy lets through.

use std::fmt::Write as _;

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpRequest, HttpServer, web};

/// The running server; it stops when dropped.
pub(super) struct Echo {
    port: u16,
    handle: ServerHandle,
}

impl Drop for Echo {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
    }
}

/// How its answers begin.
const HEARD: &str = "heard: ";

impl Echo {
    pub(super) fn start() -> Self {
        let server = HttpServer::new(|| App::new().default_service(web::to(heard)))
            .workers(1)
            .disable_signals()
            .bind("127.0.0.1:0")
            .expect("a free port");
        let port = server.addrs()[0].port();
        let server = server.run();
        let handle = server.handle();
        tokio::spawn(server);
        Self { port, handle }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Tells whether an answer came from here.
    pub(super) fn heard(answer: &str) -> bool {
        answer.contains(HEARD)
    }
}

/// The target, and each header on a line of its own, its name in small letters.
async fn heard(request: HttpRequest) -> String {
    let mut text = format!("{HEARD}{}\n", request.uri());
    for (name, value) in request.headers() {
        let _ = writeln!(text, "{name}: {}", String::from_utf8_lossy(value.as_bytes()));
    }
    text
}
