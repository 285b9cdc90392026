//! A request that is made and not sent yet, and its answer.

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;

use futures_util::future::{BoxFuture, FutureExt as _};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Error;
use super::call::{Call, Prepared};
use super::received::{Answer, Received};
use super::transport::Transport;

/// A request that is sent when it is awaited. Reads are repeated when they fail, within the time budget of
/// [`Settings::timeout`](crate::Settings::timeout); writes are sent once.
///
/// Awaiting it gives the body of the answer: `None` when there is none, as ProAbono answers 204 for what is empty. The
/// error is a refusal with its codes, or why there was no answer.
#[must_use = "a request is sent when it is awaited"]
pub struct Request<'a, T> {
    /// `None` when the host is not known.
    transport: Option<&'a Transport>,
    call: Call,
    answer: PhantomData<fn() -> T>,
}

impl<'a, T> Request<'a, T> {
    pub(super) fn new(transport: Option<&'a Transport>, call: Call) -> Self {
        Self {
            transport,
            call,
            answer: PhantomData,
        }
    }

    /// The same request, whose answer is read as another type.
    pub(super) fn typed<U>(self) -> Request<'a, U> {
        Request::new(self.transport, self.call)
    }

    /// The same request for one page of the list.
    pub(super) fn page(&self, number: u32, size: u32) -> Self {
        Self::new(self.transport, self.call.clone().page(number, size))
    }

    fn transport(&self) -> Result<&'a Transport, Error> {
        self.call.check()?;
        self.transport.ok_or(Error::NoSegmentHost)
    }

    /// The same request, sent once also when it is a `GET`, because it does something.
    pub fn once(self) -> Self {
        Self::new(self.transport, self.call.acting())
    }

    /// The request as it would be sent. Nothing is sent.
    ///
    /// # Errors
    /// [`Error::Unwritable`] and [`Error::NoSegmentHost`], for which there is no request.
    pub fn prepared(&self) -> Result<Prepared, Error> {
        Ok(self.call.prepared(self.transport()?.base()))
    }

    /// Sends it, and hands the JSON over as it came, with the members that this version does not know.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn json(self) -> Result<Option<Value>, Error> {
        Ok(self.typed().answer().await?.body)
    }

    /// Sends it once, and hands the answer over whatever its status, to judge the answers themselves.
    ///
    /// # Errors
    /// [`Error`]: why there was no answer, or that it is not JSON; never a refusal.
    pub async fn any_status(self) -> Result<Answer<Value>, Error> {
        self.transport()?.once(&self.call).await?.answer()
    }
}

impl Transport {
    /// A request of this account, not sent yet.
    pub(super) fn request<T>(&self, call: Call) -> Request<'_, T> {
        Request::new(Some(self), call)
    }
}

impl<T: DeserializeOwned> Request<'_, T> {
    /// Sends it, and gives the status of the answer with its body.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn answer(self) -> Result<Answer<T>, Error> {
        let transport = self.transport()?;
        transport.repeat(&self.call, Received::success).await
    }
}

impl<'a, T: DeserializeOwned + Send + 'a> IntoFuture for Request<'a, T> {
    type Output = Result<Option<T>, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        async move { Ok(self.answer().await?.body) }.boxed()
    }
}

impl<T> fmt::Debug for Request<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.call.operation)
            .finish_non_exhaustive()
    }
}
