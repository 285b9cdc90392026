//! Failures on demand, and how each is sent.

use std::collections::BTreeMap;
use std::io;
use std::time::Duration;

use actix_web::body::SizedStream;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpResponse, HttpResponseBuilder};
use bytes::Bytes;
use futures_util::stream::{self, Stream, StreamExt};
use serde::{Deserialize, Serialize};

use crate::answer::Answer;

const GARBAGE: &str = r#"{"Id": 510001, "ReferenceCustomer": "cust-"#;
/// The text that is cut when the true answer has no body.
const SAMPLE: &str =
    r#"{"Id":510001,"IdSegment":17,"ReferenceCustomer":"cust-alice","Status":"Enabled","Links":[]}"#;
/// Long enough for the first half to leave the buffer before the connection closes.
const PAUSE: Duration = Duration::from_millis(50);

/// One rule. A fault without `status`, `body` or `garbage` lets the operation run and spoils its true answer.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Fault {
    /// `GET /v1/Customer`, any case; a `*` at its end stands for the rest.
    pub(crate) on: String,
    pub(crate) status: Option<u16>,
    pub(crate) body: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) delay_ms: u64,
    /// Half of the body, then the connection closes.
    pub(crate) cut: bool,
    /// 200 with broken JSON.
    pub(crate) garbage: bool,
    /// A body that never ends.
    pub(crate) endless: bool,
    /// The number of calls that it applies to; without one it stays until it is removed.
    pub(crate) times: Option<u32>,
}

/// The rules, first that fits applies.
#[derive(Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// # Errors
    ///
    /// The rule has a fault, which the message names.
    pub(crate) fn add(&mut self, fault: Fault) -> Result<(), &'static str> {
        if fault.on.is_empty() {
            return Err("\"on\" is missing, e.g. \"GET /v1/Customer\"");
        }
        if fault.status.is_some_and(|status| !(200..=599).contains(&status)) {
            return Err("\"status\" must be from 200 to 599");
        }
        if fault.times == Some(0) {
            return Err("\"times\" must be at least 1");
        }
        let named = |name: &str| HeaderName::from_bytes(name.as_bytes()).is_ok();
        let valued = |value: &str| HeaderValue::from_str(value).is_ok();
        if !fault
            .headers
            .iter()
            .all(|(name, value)| named(name) && valued(value))
        {
            return Err("\"headers\" has a name or a value that no header can have");
        }
        if !fault.content_type.as_deref().is_none_or(valued) {
            return Err("\"content_type\" is nothing that a header can have");
        }
        self.0.push(fault);
        Ok(())
    }

    pub(crate) fn list(&self) -> &[Fault] {
        &self.0
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The rule for an operation, counted as used.
    pub(crate) fn take(&mut self, operation: &str) -> Option<Fault> {
        let index = self.0.iter().position(|fault| fault.fits(operation))?;
        let fault = self.0[index].clone();
        if let Some(times) = &mut self.0[index].times {
            *times -= 1;
            if *times == 0 {
                self.0.remove(index);
            }
        }
        Some(fault)
    }
}

impl Fault {
    pub(crate) fn fits(&self, operation: &str) -> bool {
        if let Some(start) = self.on.strip_suffix('*') {
            return operation
                .get(..start.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(start));
        }
        // Some paths of the Backoffice API are documented with a slash at the end, and served without it too.
        let bare = |name: &str| name.trim_end_matches('/').to_ascii_lowercase();
        bare(&self.on) == bare(operation)
    }

    pub(crate) async fn wait(&self) {
        if self.delay_ms > 0 {
            tokio::time::sleep(Duration::from_millis(self.delay_ms)).await;
        }
    }

    /// The answer instead of the true one, when the rule has one.
    pub(crate) fn substitute(&self) -> Option<Answer> {
        if self.garbage {
            return Some(self.with_body(GARBAGE));
        }
        if self.status.is_none() && self.body.is_none() {
            return None;
        }
        Some(self.with_body(self.body.as_deref().unwrap_or("")))
    }

    /// Of a page: the answer instead of it, when the rule has one or spoils what it has.
    pub(crate) fn instead_of_page(&self) -> Option<Answer> {
        let spoilt = || (self.cut || self.endless).then(|| self.with_body(SAMPLE));
        self.substitute().or_else(spoilt)
    }

    fn with_body(&self, body: &str) -> Answer {
        let content_type = self
            .content_type
            .clone()
            .unwrap_or_else(|| "application/json; charset=utf-8".to_owned());
        Answer {
            status: self.status.unwrap_or(200),
            content_type,
            body: body.to_owned(),
        }
    }

    /// Sends an answer, spoilt as the rule says.
    pub(crate) fn send(&self, answer: Answer) -> HttpResponse {
        let mut builder = builder(&answer);
        for (name, value) in &self.headers {
            builder.insert_header((name.as_str(), value.as_str()));
        }
        if self.endless {
            return builder.streaming(endless());
        }
        if self.cut {
            let whole = if answer.body.is_empty() {
                SAMPLE.to_owned()
            } else {
                answer.body
            };
            return builder.body(SizedStream::new(whole.len() as u64, half(&whole)));
        }
        builder.body(answer.body)
    }
}

/// Sends an answer as it is.
pub(crate) fn send(answer: Answer) -> HttpResponse {
    builder(&answer).body(answer.body)
}

fn builder(answer: &Answer) -> HttpResponseBuilder {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut builder = HttpResponse::build(status);
    if !answer.content_type.is_empty() {
        builder.content_type(answer.content_type.as_str());
    }
    builder
}

/// The first half; the error after it makes the server close the connection short of the announced length.
fn half(whole: &str) -> impl Stream<Item = io::Result<Bytes>> + use<> {
    let first = Bytes::copy_from_slice(&whole.as_bytes()[..whole.len() / 2]);
    stream::once(async { Ok(first) }).chain(stream::once(async {
        tokio::time::sleep(PAUSE).await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    }))
}

/// White space without end, after a brace: a JSON reader waits for more. Some 3 MB a second.
fn endless() -> impl Stream<Item = io::Result<Bytes>> {
    let spaces = Bytes::from(vec![b' '; 16_384]);
    stream::once(async { Ok(Bytes::from_static(b"{")) }).chain(stream::unfold(spaces, |spaces| async {
        tokio::time::sleep(Duration::from_millis(5)).await;
        Some((Ok(spaces.clone()), spaces))
    }))
}
