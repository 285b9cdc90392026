use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::dev::ServerHandle;

use crate::listener::{Intake, Listener};
use crate::portal::Portal;

/// Ends a server from elsewhere.
#[derive(Clone, Debug)]
pub struct Stop {
    page: Ending,
    operations: Ending,
    portal: Portal,
}

/// The end of one listener.
#[derive(Clone, Debug)]
struct Ending {
    server: ServerHandle,
    intake: Intake,
    begun: Arc<AtomicBool>,
}

impl Ending {
    fn of(listener: &Listener) -> Self {
        Self {
            server: listener.server.handle(),
            intake: listener.intake(),
            begun: Arc::clone(&listener.ending),
        }
    }

    /// From here on each answer ends its connection.
    fn begin(&self) {
        self.begun.store(true, Ordering::Relaxed);
    }

    /// Lets no new connection begin, and waits for the requests under way.
    async fn finish(&self) {
        self.begin();
        self.intake.end().await;
        self.server.stop(true).await;
    }
}

impl Stop {
    pub(super) fn new(page: &Listener, operations: &Listener, portal: Portal) -> Self {
        Self {
            page: Ending::of(page),
            operations: Ending::of(operations),
            portal,
        }
    }

    /// Stops taking visitors and lets the requests under way end; then the same for the operator's listener, which has answers for
    /// proxies and servers, and for probes until then.
    pub async fn gracefully(&self) {
        self.page.begin();
        self.portal.end_streams();
        self.page.finish().await;
        self.operations.finish().await;
    }

    /// Does the same after a while, in which `/readyz` already answers 503 and the page is served as before.
    pub(super) async fn after(&self, delay: Duration, timeout: Duration) {
        self.page.begin();
        if !delay.is_zero() {
            tracing::info!(?delay, "ending: /readyz says so, and visitors are still served");
            tokio::time::sleep(delay).await;
        }
        tracing::info!(?timeout, "ending: no new visitors, requests under way may finish");
        self.gracefully().await;
    }
}
