use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use tokio::sync::Notify;

use crate::shared;
use crate::web::Metrics;

use super::hub::Hub;
use super::inbox::Inbox;

/// The things that all parts of the work on events use.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) inbox: Arc<dyn Inbox>,
    pub(crate) hub: Arc<Hub>,
    /// The other instances, when there are any.
    pub(crate) others: Option<shared::Shared>,
    pub(crate) metrics: Arc<Metrics>,
    /// Rings when an event was taken in.
    pub(crate) wake: Arc<Notify>,
    /// Rings when the host application is owed a post.
    pub(crate) posted: Arc<Notify>,
    /// How many events wait, nearly.
    pub(crate) waiting: Arc<AtomicU64>,
    /// How many deliveries were refused lately.
    pub(crate) refused: Arc<AtomicU64>,
}
