use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::dev::ServerHandle;

use crate::listener::{Intake, Listener};
use crate::portal::Portal;

/// Ends a server from elsewhere.
#[derive(Clone, Debug)]
pub struct Stop {
    page: ServerHandle,
    intake: Intake,
    operations: ServerHandle,
    ending: Arc<AtomicBool>,
    portal: Portal,
}

impl Stop {
    pub(super) fn new(page: &Listener, operations: &Listener, portal: Portal) -> Self {
        Self {
            page: page.server.handle(),
            intake: page.intake(),
            operations: operations.server.handle(),
            ending: Arc::clone(&page.ending),
            portal,
        }
    }

    /// Stops taking visitors, lets the requests under way end, then closes the operator's listener.
    pub async fn gracefully(&self) {
        self.ending.store(true, Ordering::Relaxed);
        self.portal.end_streams();
        self.intake.end().await;
        self.page.stop(true).await;
        self.operations.stop(false).await;
    }

    /// Does the same after a while, in which `/readyz` already answers 503 and the page is served as before.
    pub(super) async fn after(&self, delay: Duration, timeout: Duration) {
        self.ending.store(true, Ordering::Relaxed);
        if !delay.is_zero() {
            tracing::info!(?delay, "ending: /readyz says so, and visitors are still served");
            tokio::time::sleep(delay).await;
        }
        tracing::info!(?timeout, "ending: no new visitors, requests under way may finish");
        self.gracefully().await;
    }
}
