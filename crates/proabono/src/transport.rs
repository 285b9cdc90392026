//! The connection to one account: the only code that sends and repeats.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::redirect;
use url::{Position, Url};

use super::call::Call;
use super::certificates;
use super::received::Received;
use super::retry::{self, Attempt, Decision};
use super::settings::below_localhost;
use super::{CallReport, Error, ExtraHeaders, Observer, Outcome, RetryPolicy, SegmentReference, Settings};

/// The connection to one account.
pub(super) struct Transport {
    http: reqwest::Client,
    base: Url,
    /// Without its password, for errors.
    proxy: Option<String>,
    segment: Option<SegmentReference>,
    retry: RetryPolicy,
    timeout: Duration,
    max_body: usize,
    observer: Option<Observer>,
    headers: Option<ExtraHeaders>,
}

impl Transport {
    pub(super) fn new(settings: Settings, segment: Option<SegmentReference>) -> Result<Self, Error> {
        Settings::check_base(&settings.base).map_err(|error| Error::Settings(error.to_string()))?;
        Ok(Self {
            http: http_client(&settings)?,
            proxy: settings.http_proxy.as_ref().map(without_user),
            base: settings.base,
            segment,
            retry: settings.retry,
            timeout: settings.timeout,
            max_body: settings.max_body,
            observer: settings.observer,
            headers: settings.headers,
        })
    }

    /// The segment of the account, of the API that takes one with its calls.
    pub(super) fn segment(&self) -> Option<&SegmentReference> {
        self.segment.as_ref()
    }

    /// The same, where no other one is said.
    pub(super) fn fill(&self, said: &mut Option<SegmentReference>) {
        if said.is_none() {
            said.clone_from(&self.segment);
        }
    }

    /// The origin that calls go to.
    pub(super) fn base(&self) -> &Url {
        &self.base
    }

    /// Sends a call and reads the answer, again when that is safe and worth it, within the time budget. An attempt ends
    /// with reading: an answer that cannot be read is not a success, and the observer hears of it.
    pub(super) async fn repeat<T>(
        &self,
        call: &Call,
        read: impl Fn(&Received) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let deadline = Instant::now() + self.timeout;
        let mut number = 1;
        loop {
            let started = Instant::now();
            let result = self.attempt(call, deadline, &read).await;
            let refusal = result.as_ref().err().and_then(Error::refusal);
            let attempt = Attempt {
                number,
                outcome: result
                    .as_ref()
                    .map_or_else(outcome_of, |(status, _)| Outcome::Status(*status)),
                retry_after: refusal.and_then(|refusal| refusal.retry_after),
                remaining: deadline.saturating_duration_since(Instant::now()),
                jitter: rand::random(),
            };
            self.report(call, &attempt, started.elapsed());
            match retry::decide(&self.retry, call.safe(), &attempt) {
                Decision::Stop => return result.map(|(_, value)| value),
                Decision::Wait(pause) => tokio::time::sleep(pause).await,
            }
            number += 1;
        }
    }

    /// The status of the answer, and what it was read as.
    async fn attempt<T>(
        &self,
        call: &Call,
        deadline: Instant,
        read: impl Fn(&Received) -> Result<T, Error>,
    ) -> Result<(u16, T), Error> {
        let fetched = tokio::time::timeout_at(deadline.into(), self.fetch(call)).await;
        let received = fetched.unwrap_or_else(|_| Err(self.timed_out()))?;
        Ok((received.status, read(&received)?))
    }

    /// Sends a call once; the observer is not told.
    pub(super) async fn once(&self, call: &Call) -> Result<Received, Error> {
        let fetched = tokio::time::timeout(self.timeout, self.fetch(call)).await;
        fetched.unwrap_or_else(|_| Err(self.timed_out()))
    }

    async fn fetch(&self, call: &Call) -> Result<Received, Error> {
        let mut url = self.base.clone();
        url.set_path(&call.path);
        url.set_query(Some(call.query.as_str()).filter(|query| !query.is_empty()));
        let mut request = self.http.request(call.method.clone(), url);
        if let Some(headers) = &self.headers {
            request = request.headers(headers());
        }
        if let Some(body) = &call.body {
            request = request
                .header(CONTENT_TYPE, "application/json")
                .body(body.clone());
        }
        let mut response = request.send().await.map_err(|error| Error::Unreachable {
            origin: self.origin(),
            proxy: self.proxy.clone(),
            source: error.without_url(),
        })?;
        let body = self.read(&mut response).await?;
        let status = response.status().as_u16();
        Ok(Received::new(call.operation, status, response.headers(), &body))
    }

    fn timed_out(&self) -> Error {
        Error::TimedOut {
            origin: self.origin(),
            proxy: self.proxy.clone(),
            after: self.timeout,
        }
    }

    fn origin(&self) -> String {
        self.base.origin().ascii_serialization()
    }

    async fn read(&self, response: &mut reqwest::Response) -> Result<Bytes, Error> {
        let mut body = BytesMut::new();
        loop {
            match response
                .chunk()
                .await
                .map_err(|error| Error::Cut(error.without_url()))?
            {
                Some(chunk) if body.len() + chunk.len() > self.max_body => {
                    return Err(Error::TooLarge(self.max_body));
                }
                Some(chunk) => body.extend_from_slice(&chunk),
                None => return Ok(body.freeze()),
            }
        }
    }

    fn report(&self, call: &Call, attempt: &Attempt, elapsed: Duration) {
        let report = CallReport {
            operation: call.operation,
            outcome: attempt.outcome,
            elapsed,
            attempt: attempt.number,
        };
        tracing::debug!(
            operation = report.operation,
            outcome = ?report.outcome,
            attempt = report.attempt,
            elapsed = ?report.elapsed,
            "called ProAbono"
        );
        if let Some(observer) = &self.observer {
            observer(report);
        }
    }
}

/// It follows no redirect, sends no referrer, and uses no proxy but the one that was set. Where nothing goes over https, the machine
/// needs no certificates.
fn http_client(settings: &Settings) -> Result<reqwest::Client, Error> {
    let authorization = settings
        .credentials
        .header()
        .ok_or_else(|| Error::Settings("a key has a character that no header can carry".to_owned()))?;
    let mut headers = HeaderMap::new();
    headers.insert(AUTHORIZATION, authorization);
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let mut builder = reqwest::Client::builder()
        .default_headers(headers)
        .user_agent(settings.user_agent.as_str())
        .connect_timeout(settings.connect_timeout)
        .redirect(redirect::Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        .no_proxy();
    if let Some(proxy) = &settings.http_proxy {
        let proxy = reqwest::Proxy::all(proxy.as_str())
            .map_err(|error| Error::Settings(format!("the HTTP proxy: {}", error.without_url())))?;
        builder = builder.proxy(proxy);
    }
    if let Some(name) = below_localhost(&settings.base) {
        // Whatever a resolver says, the name is this machine. Port 0 stands for the port of the URL.
        builder = builder.resolve(name, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    }
    let addresses = [Some(&settings.base), settings.http_proxy.as_ref()];
    certificates::client(builder, addresses.into_iter().flatten()).map_err(Error::Settings)
}

/// The scheme, the host and the port.
fn without_user(url: &Url) -> String {
    let place = &url[Position::BeforeHost..Position::AfterPort];
    format!("{}://{place}", url.scheme())
}

fn outcome_of(error: &Error) -> Outcome {
    match error {
        Error::Refused(refusal) => Outcome::Status(refusal.status),
        Error::TimedOut { .. } => Outcome::TimedOut,
        Error::Cut(_) => Outcome::Cut,
        Error::TooLarge(_) => Outcome::TooLarge,
        Error::Unreachable { .. } => Outcome::Unreachable,
        // The others come before anything is sent, or after many answers.
        Error::Unreadable { .. }
        | Error::Endless(_)
        | Error::Settings(_)
        | Error::Unwritable(_)
        | Error::NoSegmentHost => Outcome::Unreadable,
    }
}
