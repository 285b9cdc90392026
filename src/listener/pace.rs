use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use tokio::time::Instant;

/// How long a connection is still read from while it is being closed, so that the client receives the answer first.
pub(super) const LINGER: Duration = Duration::from_secs(1);

/// The time that a client may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// The limit from the first byte of a head to its last.
    pub(super) head: Duration,
    /// The limit from an answer to the first byte of the next head.
    pub(super) idle: Duration,
    /// The limit for a client to take a piece of an answer that waits for it.
    pub(super) stalled: Duration,
}

/// The deadline of a connection. The stream, which sees bytes, and the service, which sees requests, share it, since
/// neither suffices alone: the stream does not know where a head ends, and the service does not know that one has
/// begun.
#[derive(Clone, Debug)]
pub(super) struct Pace {
    limits: Limits,
    phase: Rc<Cell<Phase>>,
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    /// A new connection that has brought nothing yet. Clients open some in advance. Such a connection is closed without
    /// a response, since a client that uses it at that moment would take the response for its answer.
    New(Instant),
    /// The first head is under way, which the HTTP library limits.
    First,
    /// A request is being answered, which has its own limits for the body and for ProAbono.
    Answering,
    /// A request was answered. The answer is still being written, or the next head has not begun.
    Idle(Instant),
    /// The head of the next request has begun, or the rest of a body arrives that is not read.
    Head(Instant),
}

impl Pace {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            phase: Rc::new(Cell::new(Phase::New(Instant::now() + limits.head))),
        }
    }

    /// The moment after which the connection is over.
    pub(super) fn end(&self) -> Option<Instant> {
        match self.phase.get() {
            Phase::First | Phase::Answering => None,
            Phase::New(end) | Phase::Idle(end) | Phase::Head(end) => Some(end),
        }
    }

    /// The head of a request is complete.
    pub(super) fn arrived(&self) {
        self.phase.set(Phase::Answering);
    }

    /// The answer to a request is ready.
    pub(super) fn answered(&self) {
        self.phase.set(Phase::Idle(self.idle_end()));
    }

    /// Tells whether a request has arrived and is not answered yet.
    pub(super) fn is_answering(&self) -> bool {
        matches!(self.phase.get(), Phase::Answering)
    }

    /// Tells whether a request was answered, and if so, lets the connection end soon: nothing that follows counts.
    pub(super) fn lingers(&self) -> bool {
        let Phase::Idle(end) = self.phase.get() else {
            return false;
        };
        self.phase.set(Phase::Idle(end.min(Instant::now() + LINGER)));
        true
    }

    /// Bytes have arrived.
    pub(super) fn read(&self) {
        match self.phase.get() {
            Phase::New(_) => self.phase.set(Phase::First),
            Phase::Idle(end) => {
                let head = Instant::now() + self.limits.head;
                self.phase.set(Phase::Head(end.min(head)));
            }
            Phase::First | Phase::Answering | Phase::Head(_) => {}
        }
    }

    /// Bytes have been sent: a client that takes an answer slowly is not idle.
    pub(super) fn wrote(&self) {
        if let Phase::Idle(_) = self.phase.get() {
            self.phase.set(Phase::Idle(self.idle_end()));
        }
    }

    fn idle_end(&self) -> Instant {
        Instant::now() + self.limits.idle + self.limits.head
    }
}
