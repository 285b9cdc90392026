use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use tokio::time::Instant;

/// How long a client may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// From the first byte of a head to its last.
    pub(super) head: Duration,
    /// From an answer to the first byte of the next head.
    pub(super) idle: Duration,
}

/// Until when a connection has to bring something. It is shared by the stream, which sees bytes, and by the service, which
/// sees requests. Neither can tell alone: the stream does not know where a head ends, the service not that one has begun.
#[derive(Clone, Debug)]
pub(super) struct Pace {
    limits: Limits,
    phase: Rc<Cell<Phase>>,
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    /// A new connection that has brought nothing yet. Clients open some in advance; one of those is closed without a word,
    /// since a client that uses it at that moment would take the word for its answer.
    New(Instant),
    /// The first head is under way, whose time the HTTP library counts, or a request is being answered: reading its body
    /// and asking ProAbono have limits of their own.
    Unlimited,
    /// A request was answered. The answer is still being written, or the next head has not begun.
    Idle(Instant),
    /// The head of the next request has begun, or the rest of a body arrives that nobody reads.
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
            Phase::Unlimited => None,
            Phase::New(end) | Phase::Idle(end) | Phase::Head(end) => Some(end),
        }
    }

    /// The head of a request is complete.
    pub(super) fn arrived(&self) {
        self.phase.set(Phase::Unlimited);
    }

    /// The answer to a request is there.
    pub(super) fn answered(&self) {
        self.phase.set(Phase::Idle(self.idle_end()));
    }

    /// Bytes have arrived.
    pub(super) fn read(&self) {
        match self.phase.get() {
            Phase::New(_) => self.phase.set(Phase::Unlimited),
            Phase::Idle(end) => {
                let head = Instant::now() + self.limits.head;
                self.phase.set(Phase::Head(end.min(head)));
            }
            Phase::Unlimited | Phase::Head(_) => {}
        }
    }

    /// Bytes have gone out: a client that takes an answer slowly is no idle one.
    pub(super) fn wrote(&self) {
        if let Phase::Idle(_) = self.phase.get() {
            self.phase.set(Phase::Idle(self.idle_end()));
        }
    }

    fn idle_end(&self) -> Instant {
        Instant::now() + self.limits.idle + self.limits.head
    }
}
