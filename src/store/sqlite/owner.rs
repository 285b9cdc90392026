use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use rusqlite::Connection;
use tokio::sync::oneshot;

use super::super::StoreError;
use super::file::unusable;
use super::handle::Handle;
use super::layout::Layout;

/// The most requests that may wait for the file at once.
const QUEUE: usize = 1024;
/// How long a request waits before it fails because the store does not answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often expired values are removed.
const SWEEP: Duration = Duration::from_mins(1);
/// The number of jobs after which they are removed as well, so that a flood does not grow the file for a minute.
const SWEEP_AFTER: u32 = 2_000;

type Work = Box<dyn FnOnce(&Connection) -> rusqlite::Result<()> + Send>;

/// A job for a thread that owns a connection.
struct Job {
    work: Work,
    /// Receives the error when the file cannot be opened or the work fails.
    failed: oneshot::Sender<StoreError>,
}

/// A connection in a thread of its own. After a failure the file is opened again for the next request, so a disk that
/// was full or missing needs no restart.
pub(super) struct Worker {
    jobs: mpsc::SyncSender<Job>,
}

/// The duty of a connection.
#[derive(Clone, Copy, Debug)]
pub(super) enum Duty {
    /// It only reads. Readers of a WAL file do not wait for writers.
    Read,
    /// It writes, and from time to time removes what has ended.
    Write(fn(&Connection) -> rusqlite::Result<()>),
}

impl Worker {
    /// # Errors
    /// [`StoreError::File`] when the file cannot be opened or is not this program's.
    pub(super) fn start(file: &Path, layout: &'static Layout, duty: Duty) -> Result<Self, StoreError> {
        let handle = Handle::open(file, layout)?;
        let (jobs, queue) = mpsc::sync_channel(QUEUE);
        let owner = Owner {
            handle,
            duty,
            swept: None,
            jobs: 0,
        };
        thread::Builder::new()
            .name("portal-store".to_owned())
            .spawn(move || owner.serve(&queue))
            .map_err(|error| unusable(file, &anyhow::anyhow!("it has no thread: {error}")))?;
        Ok(Self { jobs })
    }

    pub(super) fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> BoxFuture<'_, Result<T, StoreError>> {
        let (answer, answered) = oneshot::channel();
        let (failed, failure) = oneshot::channel();
        let work = Box::new(move |connection: &Connection| {
            // A visitor who has left does not wait for the answer.
            let _ = answer.send(work(connection)?);
            Ok(())
        });
        let sent = self.jobs.try_send(Job { work, failed });
        Box::pin(async move {
            sent.map_err(|_| StoreError::Silent)?;
            let answered = tokio::time::timeout(PATIENCE, answered).await;
            match answered {
                Ok(Ok(value)) => Ok(value),
                Ok(Err(_)) => Err(failure.await.unwrap_or(StoreError::Silent)),
                Err(_) => Err(StoreError::Silent),
            }
        })
    }
}

struct Owner {
    handle: Handle,
    duty: Duty,
    swept: Option<Instant>,
    jobs: u32,
}

impl Owner {
    fn serve(mut self, queue: &mpsc::Receiver<Job>) {
        loop {
            self.tidy();
            match queue.recv_timeout(SWEEP) {
                // Nobody waits for this job any more. After a stall, working it off would be in vain.
                Ok(job) if job.failed.is_closed() => {}
                Ok(job) => {
                    if let Err(error) = self.work(job.work) {
                        let _ = job.failed.send(error);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn work(&mut self, work: Work) -> Result<(), StoreError> {
        let connection = self.handle.take()?;
        work(&connection).map_err(|error| StoreError::Failed(error.to_string()))?;
        self.jobs += 1;
        self.handle.give_back(connection);
        Ok(())
    }

    /// Removes expired values when it is time. If that fails, they stay, but are not found either.
    fn tidy(&mut self) {
        let due = self.jobs > SWEEP_AFTER || self.swept.is_none_or(|then| then.elapsed() > SWEEP);
        if let Duty::Write(sweep) = self.duty
            && due
        {
            if let Err(error) = self.work(Box::new(sweep)) {
                tracing::debug!(%error, "what has ended stays in the sessions' file for now");
            }
            self.swept = Some(Instant::now());
            self.jobs = 0;
        }
    }
}
