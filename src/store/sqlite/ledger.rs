//! A file whose writes are durable when they are answered, and share their commits.

use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use futures_util::future::BoxFuture;
use rusqlite::{Connection, ErrorCode};
use tokio::sync::oneshot;

use super::super::StoreError;
use super::file::unusable;
use super::handle::Handle;
use super::layout::Layout;
use super::owner::{Duty, Worker};
use super::plain;

/// The most requests that may wait for the file at once. Above it the store says at once that it does not answer.
const QUEUE: usize = 1024;
/// The most requests that share one commit.
const TOGETHER: usize = 256;
/// How long a request waits before it fails because the store does not answer. The work may still be done afterwards.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often the owner looks whether anybody still needs it.
const IDLE: Duration = Duration::from_mins(1);

/// A file of tables. One thread writes, another one reads.
pub(crate) struct Ledger {
    writer: mpsc::SyncSender<Box<dyn Task>>,
    reader: Worker,
}

impl Ledger {
    /// Opens the file, or creates it, readable to this system user only.
    ///
    /// # Errors
    /// [`StoreError::File`] when it cannot be opened or is not this program's.
    pub(crate) fn open(file: &Path, layout: &'static Layout) -> Result<Self, StoreError> {
        let file = plain(file)?;
        let handle = Handle::open(&file, layout)?;
        let (writer, queue) = mpsc::sync_channel(QUEUE);
        let owner = Owner { handle };
        thread::Builder::new()
            .name("portal-ledger".to_owned())
            .spawn(move || owner.serve(&queue))
            .map_err(|error| unusable(&file, &anyhow::anyhow!("it has no thread: {error}")))?;
        let reader = Worker::start(&file, layout, Duty::Read)?;
        Ok(Self { writer, reader })
    }

    /// Writes. The answer comes after the commit, which is on the disk by then.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> BoxFuture<'static, Result<T, StoreError>> {
        let (answer, answered) = oneshot::channel();
        let task = Asked {
            work: Some(work),
            value: None,
            answer,
        };
        let sent = self.writer.try_send(Box::new(task));
        Box::pin(async move {
            sent.map_err(|_| StoreError::Silent)?;
            match tokio::time::timeout(PATIENCE, answered).await {
                Ok(Ok(result)) => result,
                Ok(Err(_)) | Err(_) => Err(StoreError::Silent),
            }
        })
    }

    /// Reads what is committed.
    pub(crate) fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> BoxFuture<'_, Result<T, StoreError>> {
        self.reader.ask(work)
    }
}

/// One request in a commit.
trait Task: Send {
    fn is_left(&self) -> bool;
    fn run(&mut self, connection: &Connection) -> rusqlite::Result<()>;
    fn settle(self: Box<Self>, result: Result<(), StoreError>);
}

struct Asked<T, F> {
    work: Option<F>,
    value: Option<T>,
    answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<T: Send, F: FnOnce(&Connection) -> rusqlite::Result<T> + Send> Task for Asked<T, F> {
    fn is_left(&self) -> bool {
        self.answer.is_closed()
    }

    fn run(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        if let Some(work) = self.work.take() {
            self.value = Some(work(connection)?);
        }
        Ok(())
    }

    fn settle(self: Box<Self>, result: Result<(), StoreError>) {
        let Self { value, answer, .. } = *self;
        let value = result.and_then(|()| value.ok_or(StoreError::Silent));
        // Whoever has left does not wait for the answer.
        let _ = answer.send(value);
    }
}

struct Owner {
    handle: Handle,
}

impl Owner {
    fn serve(mut self, queue: &mpsc::Receiver<Box<dyn Task>>) {
        loop {
            match queue.recv_timeout(IDLE) {
                Ok(first) => {
                    let others = queue.try_iter().take(TOGETHER - 1);
                    let tasks = std::iter::once(first).chain(others);
                    // Nobody waits for these any more. After a stall, working them off would be in vain.
                    self.commit(tasks.filter(|task| !task.is_left()).collect());
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Does all of it in one transaction. A task that fails by itself takes nothing else with it.
    fn commit(&mut self, mut tasks: Vec<Box<dyn Task>>) {
        let results = self.together(&mut tasks);
        match results {
            Ok(results) => {
                for (task, result) in tasks.into_iter().zip(results) {
                    task.settle(result);
                }
            }
            Err(error) => {
                for task in tasks {
                    task.settle(Err(error.clone()));
                }
            }
        }
    }

    fn together(&mut self, tasks: &mut [Box<dyn Task>]) -> Result<Vec<Result<(), StoreError>>, StoreError> {
        let connection = self.handle.take()?;
        let results = transact(&connection, tasks).map_err(|error| failed(&error));
        // After a failure of the file it is opened anew, which undoes what was not committed.
        if results.is_ok() {
            self.handle.give_back(connection);
        }
        results
    }
}

fn transact(
    connection: &Connection,
    tasks: &mut [Box<dyn Task>],
) -> rusqlite::Result<Vec<Result<(), StoreError>>> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let mut results = Vec::with_capacity(tasks.len());
    for task in tasks {
        connection.execute_batch("SAVEPOINT task")?;
        let result = match task.run(connection) {
            Ok(()) => Ok(()),
            Err(error) if is_of_the_file(&error) || connection.is_autocommit() => return Err(error),
            Err(error) => {
                connection.execute_batch("ROLLBACK TO task")?;
                Err(failed(&error))
            }
        };
        connection.execute_batch("RELEASE task")?;
        results.push(result);
    }
    connection.execute_batch("COMMIT")?;
    Ok(results)
}

/// Tells whether the whole file fails, and not this request alone.
fn is_of_the_file(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure
                | ErrorCode::DatabaseCorrupt
                | ErrorCode::DatabaseBusy
                | ErrorCode::ReadOnly
        )
    )
}

fn failed(error: &rusqlite::Error) -> StoreError {
    StoreError::Failed(error.to_string())
}
