//! The look-up table in use, which is read again when its file has changed.

use std::fmt;
use std::io;
use std::sync::{Arc, PoisonError, RwLock, Weak};
use std::thread;
use std::time::Duration;

use super::file::{BadFile, Stamp, TableFile};
use super::table::{Fault, Table};

/// How often the file is checked.
const EVERY: Duration = Duration::from_secs(2);
/// The most faulty lines of one version that are logged.
const LOGGED: usize = 10;

type Current = RwLock<Arc<Table>>;

/// The table in use. Clones share it.
#[derive(Clone)]
pub(super) struct Watched(Arc<Current>);

impl fmt::Debug for Watched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.now().fmt(f)
    }
}

impl Watched {
    /// Starts with a table that was read already. Until the last clone is dropped, a thread of its own checks the file,
    /// so that no visitor waits for a disk.
    pub(super) fn start(file: &TableFile) -> Self {
        let current = Arc::new(RwLock::new(Arc::clone(&file.table)));
        let weak = Arc::downgrade(&current);
        let mut watcher = Watcher::new(file.clone());
        let watching = thread::Builder::new().name("customers-table".to_owned());
        let started = watching.spawn(move || watcher.run(&weak));
        if let Err(error) = started {
            tracing::error!(
                code = "table-unwatched",
                %error,
                "no thread can be started, so customers.table will not be read again"
            );
        }
        Self(current)
    }

    pub(super) fn now(&self) -> Arc<Table> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

type Seen = Result<Stamp, io::ErrorKind>;

struct Watcher {
    file: TableFile,
    /// The stamp at the last check.
    seen: Seen,
    /// The stamp of the version that was read last, whether it was a table or not.
    judged: Seen,
}

impl Watcher {
    fn new(file: TableFile) -> Self {
        let stamp = Ok(file.stamp);
        Self {
            file,
            seen: stamp,
            judged: stamp,
        }
    }

    fn run(&mut self, current: &Weak<Current>) {
        while let Some(current) = current.upgrade() {
            self.look(&current);
            drop(current);
            thread::sleep(EVERY);
        }
    }

    /// A version is read once it has stayed the same from one look to the next: while a file is being written, its
    /// beginning may be a table without a fault.
    fn look(&mut self, current: &Current) {
        let now = Stamp::of(self.file.path());
        let settled = now == self.seen;
        self.seen = now;
        if !settled || now == self.judged {
            return;
        }
        match self.file.again() {
            Ok(file) => {
                self.judged = Ok(file.stamp);
                self.take(file, current);
            }
            Err(BadFile::Moving) => {}
            Err(error) => {
                self.judged = now;
                complain(&self.file, &error);
            }
        }
    }

    fn take(&mut self, file: TableFile, current: &Current) {
        *current.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&file.table);
        let (path, users) = (file.path().display(), file.users());
        tracing::info!(file = %path, users, "customers.table has changed and was read again");
        for warning in file.warnings() {
            tracing::warn!(code = "table-odd", file = %path, warning, "customers.table");
        }
        self.file = file;
    }
}

fn complain(file: &TableFile, error: &BadFile) {
    let path = file.path().display();
    let BadFile::Lines(faults) = error else {
        tracing::error!(
            code = "table-wrong",
            file = %path,
            %error,
            "customers.table was not read again; the last good one stays in force"
        );
        return;
    };
    for Fault { line, what } in faults.iter().take(LOGGED) {
        tracing::error!(
            code = "table-wrong", file = %path,
            line,
            problem = what.as_str(),
            problems = faults.len(),
            "customers.table has changed and is wrong; the last good one stays in force"
        );
    }
}
