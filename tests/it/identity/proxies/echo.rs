//! A server in the portal's place that answers with what arrived: no rule of the portal's hides what a proxy lets through.

use std::fmt::Write as _;

use actix_web::{HttpRequest, web};

use crate::support::service::Service;

/// The running server; it stops when dropped.
pub(super) struct Echo(Service);

/// How its answers begin.
const HEARD: &str = "heard: ";

impl Echo {
    pub(super) fn start() -> Self {
        Self(Service::start(|app| {
            app.default_service(web::to(heard));
        }))
    }

    pub(super) fn port(&self) -> u16 {
        self.0.port()
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
