use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::connections::Held;
use super::name_length::NameLength;
use super::pace::{Limits, Pace};

/// A connection that ends when its client takes too long, or sends something that would make the HTTP library panic. To
/// the library it looks as if the client had gone away, or sent nothing more.
#[derive(Debug)]
pub(super) struct Limited<S> {
    stream: S,
    pace: Pace,
    names: NameLength,
    /// Fires at the current deadline or earlier, and is then set again, since most deadlines are postponed by the next
    /// request.
    timer: Option<Pin<Box<Sleep>>>,
    /// When the client must have taken a piece of the answer that waits for it; `None` when nothing waits.
    stalled: Option<Instant>,
    stalls_for: Duration,
    over: bool,
    rest: Rest,
    _held: Held,
}

/// What happens to the bytes that arrive.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Rest {
    Passed,
    /// Something came that the library must not see, and the library has not looked at what came before that.
    Held,
    /// Everything is thrown away. A request that was complete but for its body is still answered: mostly it is the body that
    /// is too long.
    Dropped,
}

impl<S> Limited<S> {
    pub(super) fn new(stream: S, limits: Limits, held: Held) -> Self {
        Self {
            stream,
            pace: Pace::new(limits),
            names: NameLength::default(),
            timer: None,
            stalled: None,
            stalls_for: limits.stalled,
            over: false,
            rest: Rest::Passed,
            _held: held,
        }
    }

    pub(super) fn pace(&self) -> &Pace {
        &self.pace
    }

    /// Tells whether the time is over. If not, the task is woken when it is.
    fn is_over(&mut self, context: &mut Context<'_>) -> bool {
        while !self.over {
            let ends = self.pace.end().into_iter().chain(self.stalled);
            let Some(end) = ends.min() else { return false };
            let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(end)));
            if timer.deadline() > end {
                timer.as_mut().reset(end);
            }
            if timer.as_mut().poll(context).is_pending() {
                return false;
            }
            if timer.deadline() < end {
                timer.as_mut().reset(end);
            } else {
                self.over = true;
            }
        }
        true
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Limited<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.is_over(context) {
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        if this.rest == Rest::Held {
            this.rest = Rest::Dropped;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        while this.rest == Rest::Dropped {
            let more = Pin::new(&mut this.stream).poll_read(context, buffer)?;
            let has_more = buffer.filled().len() > before;
            buffer.set_filled(before);
            match more {
                Poll::Pending if this.pace.is_answering() => return Poll::Pending,
                // The client may still be sending, and would lose the answer if the connection ended at once.
                Poll::Pending if this.pace.lingers() && !this.is_over(context) => return Poll::Pending,
                Poll::Ready(()) if has_more => {}
                _ => return Poll::Ready(Ok(())),
            }
        }
        ready!(Pin::new(&mut this.stream).poll_read(context, buffer))?;
        let new = &buffer.filled()[before..];
        if new.is_empty() {
            return Poll::Ready(Ok(()));
        }
        this.pace.read();
        if let Some(end) = this.names.end_in(new) {
            tracing::debug!(
                "nothing more is read from a connection: a line is longer than any request needs"
            );
            this.rest = Rest::Held;
            buffer.set_filled(before + end);
            if end == 0 {
                return self.poll_read(context, buffer);
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Limited<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        if this.is_over(context) {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let Poll::Ready(written) = Pin::new(&mut this.stream).poll_write(context, bytes) else {
            let end = || Instant::now() + this.stalls_for;
            this.stalled.get_or_insert_with(end);
            // Asked once more, so that the task is woken at the end.
            return if this.is_over(context) {
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            } else {
                Poll::Pending
            };
        };
        this.stalled = None;
        this.pace.wrote();
        Poll::Ready(written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
