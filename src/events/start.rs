use std::sync::Arc;
use std::thread;
use std::time::Duration;

use futures_util::future::OptionFuture;
use thiserror::Error;
use tokio::sync::watch;

use crate::account::Account;
use crate::customers::Customers;
use crate::proabono::Error as ApiError;
use crate::proabono::backoffice::Backoffice;
use crate::rights::{Keeps, Rights};
use crate::shared::{self, Ear};
use crate::store::StoreError;
use crate::web::Metrics;

use super::everywhere;
use super::host::{Posts, telling};
use super::hub::Hub;
use super::inbox::{Inbox, Sqlite};
use super::looks::{Known, Notes, Segments, Told};
use super::receiver::Receiver;
use super::reconcile::Reconciler;
use super::settings::WebhooksConfig;
use super::shared::Shared;
use super::watch::Watch;
use super::worker::{Worker, now};

/// The reasons why events cannot be received.
#[derive(Debug, Error)]
pub enum EventsError {
    /// The file of the events cannot be used.
    #[error("PORTAL_WEBHOOKS__FILE: the events cannot be kept")]
    Inbox(#[from] StoreError),
    /// The client of the Backoffice API cannot be made.
    #[error("the client of the Backoffice API cannot be made")]
    Client(#[source] ApiError),
    /// The posts to the host application cannot be made.
    #[error("the client of the host application cannot be made: {0}")]
    Posts(String),
    /// The work has no thread.
    #[error("the events have no thread of their own: {0}")]
    Thread(std::io::Error),
}

/// The parts of the program that events reach.
pub(crate) struct Parts<'a> {
    pub(crate) account: &'a Account,
    pub(crate) settings: &'a WebhooksConfig,
    pub(crate) customers: Customers,
    pub(crate) rights: Rights,
    pub(crate) segments: Segments,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) shared: Option<shared::Shared>,
    /// How many pages may listen at a time.
    pub(crate) streams: usize,
}

/// The receiver and everything behind it. The work ends when this is dropped.
pub(crate) struct Events {
    pub(crate) receiver: Receiver,
    pub(crate) hub: Arc<Hub>,
    told: Told,
    /// How long a page hears of changes by one request.
    pub(crate) stream_for: Duration,
    _end: watch::Sender<()>,
}

/// An inbox that is open and not worked yet.
pub(crate) struct OpenInbox(Arc<dyn Inbox>);

impl OpenInbox {
    /// Opens the file, or makes it; or the inbox that all instances share.
    ///
    /// # Errors
    /// [`EventsError::Inbox`] when the file cannot be used.
    #[cfg_attr(
        not(feature = "redis"),
        expect(unused_variables, reason = "nothing is shared then")
    )]
    pub(crate) fn open(
        settings: &WebhooksConfig,
        shared: Option<&shared::Shared>,
    ) -> Result<Self, EventsError> {
        #[cfg(feature = "redis")]
        if let Some(shared) = shared {
            return Ok(Self(Arc::new(super::inbox::Redis::new(shared))));
        }
        Ok(Self(Arc::new(Sqlite::open(&settings.file)?)))
    }

    /// The place where reads of rights are kept.
    pub(crate) fn notes(&self) -> Arc<dyn Keeps> {
        Arc::new(Notes(Arc::clone(&self.0)))
    }
}

impl Events {
    /// Begins to work an inbox, in a thread of its own.
    ///
    /// # Errors
    /// [`EventsError`] when nothing could work it.
    pub(crate) fn start(inbox: OpenInbox, parts: Parts<'_>) -> Result<Self, EventsError> {
        let Parts {
            account,
            settings,
            customers,
            rights,
            segments,
            metrics,
            shared: others,
            streams,
        } = parts;
        let shared = Shared {
            inbox: inbox.0,
            hub: Arc::new(Hub::new(streams)),
            others,
            metrics,
            wake: Arc::default(),
            posted: Arc::default(),
            waiting: Arc::default(),
            refused: Arc::default(),
        };
        let receiver = Receiver {
            shared: shared.clone(),
            secrets: settings.secrets(),
            business: account.business_id,
            most_waiting: settings.most_waiting,
        };
        let reconciler = reconciler(account, settings, &shared)?;
        let watcher = Watch {
            shared: shared.clone(),
            settings: settings.clone(),
        };
        let host = settings.host.as_ref();
        let posts = host.map(|host| Posts::new(host, Arc::clone(&shared.inbox), Arc::clone(&shared.posted)));
        let posts = posts.transpose().map_err(EventsError::Posts)?;
        let hub = Arc::clone(&shared.hub);
        let told = Told::nothing();
        let worker = Worker {
            shared,
            telling: host.map(|_| telling(rights.clone())),
            looks: Known {
                customers,
                rights,
                told: told.clone(),
                segments,
            },
            per_second: settings.reads_per_second,
            attempts: settings.attempts,
        };
        let (sender, end) = watch::channel(());
        work(worker, reconciler, watcher, posts, end).map_err(EventsError::Thread)?;
        Ok(Self {
            receiver,
            hub,
            told,
            stream_for: settings.stream_for,
            _end: sender,
        })
    }

    /// Hears what other instances have learnt by events.
    pub(crate) fn ear(&self, customers: Customers, rights: Rights) -> Ear {
        everywhere::ear(Arc::clone(&self.hub), self.told.clone(), customers, rights)
    }

    /// Looks at the file as [`start`](Self::start) would find it. Nothing is made and nothing is changed.
    ///
    /// # Errors
    /// [`EventsError`] when it could not be used.
    #[cfg(feature = "cli")]
    pub(crate) fn examine(file: &std::path::Path) -> Result<(), EventsError> {
        crate::store::examine(file, &super::inbox::INBOX).map_err(EventsError::Inbox)
    }
}

fn reconciler(
    account: &Account,
    settings: &WebhooksConfig,
    shared: &Shared,
) -> Result<Reconciler, EventsError> {
    let backoffice = Backoffice::new(account.backoffice_settings(), None);
    Ok(Reconciler {
        shared: shared.clone(),
        backoffice: backoffice.map_err(EventsError::Client)?,
        business: account.business_id,
        every: settings.reconcile_every,
    })
}

/// Works in a thread with a runtime of its own: pages must not wait for it, and a host application need have no runtime yet.
fn work(
    worker: Worker,
    reconciler: Reconciler,
    watcher: Watch,
    posts: Option<Posts>,
    end: watch::Receiver<()>,
) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let work = async move {
        recover(&*worker.shared.inbox).await;
        tokio::join!(
            Arc::new(worker).run(end.clone()),
            reconciler.run(end.clone()),
            watcher.run(end.clone()),
            OptionFuture::from(posts.map(|posts| posts.run(end)))
        )
    };
    thread::Builder::new()
        .name("portal-events".to_owned())
        .spawn(move || runtime.block_on(work))?;
    Ok(())
}

/// A process that ended in the middle of its work has left events behind.
async fn recover(inbox: &dyn Inbox) {
    match inbox.recover(now()).await {
        Ok(0) => {}
        Ok(events) => tracing::info!(
            events,
            "events that were being worked when the server ended are worked anew"
        ),
        Err(error) => {
            tracing::warn!(code = "inbox-away", %error, "events that were being worked are worked anew in a minute");
        }
    }
}
