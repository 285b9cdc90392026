//! An answer that is not read yet, and the way it is read.

use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::error::Category;

use super::tolerant::{self, Tolerated};
use super::tree::Node;
use super::{ApiError, Error, Refusal};

/// Some writers put this mark before their UTF-8, and so may each program that passes it on.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// How many members a line of the log names.
const NAMED: usize = 10;

/// An answer that is not decoded yet.
pub(super) struct Received {
    operation: &'static str,
    pub(super) status: u16,
    body: Bytes,
    retry_after: Option<Duration>,
    /// The service's own time, to the second.
    pub(super) date: Option<Timestamp>,
}

impl Received {
    pub(super) fn new(operation: &'static str, status: u16, headers: &HeaderMap, body: &Bytes) -> Self {
        let date = date(headers, &DATE);
        Self {
            operation,
            status,
            body: without_marks(body),
            retry_after: paused(headers, date),
            date,
        }
    }

    /// The answer, whatever its status.
    pub(super) fn answer<T: DeserializeOwned>(&self) -> Result<Answer<T>, Error> {
        Ok(Answer {
            status: self.status,
            body: self.json()?,
        })
    }

    /// The answer of a success; anything else is a refusal.
    pub(super) fn success<T: DeserializeOwned>(&self) -> Result<Answer<T>, Error> {
        if (200..300).contains(&self.status) {
            return self.answer();
        }
        Err(Error::Refused(Refusal {
            status: self.status,
            errors: errors_in(&self.body),
            retry_after: self.retry_after,
        }))
    }

    fn json<T: DeserializeOwned>(&self) -> Result<Option<T>, Error> {
        if self.status == 204 || self.body.trim_ascii().is_empty() {
            return Ok(None);
        }
        let mut reader = serde_json::Deserializer::from_slice(&self.body);
        let read = serde_path_to_error::deserialize(&mut reader);
        let value = match read {
            Ok(value) => value,
            Err(error) if error.inner().is_data() => return self.tolerated().map(Some),
            Err(error) => return Err(self.unreadable(error.path().to_string(), error.inner().classify())),
        };
        reader.end().map_err(|error| self.no_json(&error))?;
        Ok(Some(value))
    }

    /// Reads an answer that departs from its type, and tells the log where.
    fn tolerated<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let tree: Node = serde_json::from_slice(&self.body).map_err(|error| self.no_json(&error))?;
        let Tolerated { value, odd } =
            tolerant::read(&tree).map_err(|path| self.unreadable(path, Category::Data))?;
        if !odd.is_empty() {
            let named: Vec<&str> = odd.iter().take(NAMED).map(String::as_str).collect();
            tracing::warn!(
                code = "odd-members",
                operation = self.operation,
                members = named.join(", "),
                more = odd.len() - named.len(),
                "members of ProAbono's answer have another type than documented and are taken for absent"
            );
        }
        Ok(value)
    }

    fn no_json(&self, error: &serde_json::Error) -> Error {
        self.unreadable(".".to_owned(), error.classify())
    }

    /// serde's own message quotes the value that it met, which may be a link.
    fn unreadable(&self, path: String, category: Category) -> Error {
        let kind = match category {
            Category::Eof => "the JSON ends too early",
            Category::Data => "the value has another type than documented",
            Category::Syntax | Category::Io => "not JSON",
        };
        tracing::warn!(
            code = "answer-unreadable",
            operation = self.operation,
            status = self.status,
            member = path,
            kind,
            "an answer of ProAbono cannot be read"
        );
        Error::Unreadable {
            status: self.status,
            path,
            kind,
        }
    }
}

/// The body without the byte order marks and the white space in front of it.
fn without_marks(body: &Bytes) -> Bytes {
    let mut rest = body.trim_ascii_start();
    while let Some(behind) = rest.strip_prefix(BYTE_ORDER_MARK) {
        rest = behind.trim_ascii_start();
    }
    body.slice_ref(rest)
}

/// One object or an array of them, whatever the status; nothing when the body is not ProAbono's. Other items of the array do
/// not cost an error.
fn errors_in(body: &[u8]) -> Vec<ApiError> {
    let errors = match serde_json::from_slice(body) {
        Ok(Value::Array(errors)) => errors,
        Ok(error) => vec![error],
        Err(_) => return Vec::new(),
    };
    let read = |error| serde_json::from_value(error).ok();
    errors.into_iter().filter_map(read).collect()
}

/// The pause that an answer asks for with `Retry-After`: seconds, or a date, which counts from the service's own time when the
/// answer says it, since the clock here may be another.
pub fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    paused(headers, date(headers, &DATE))
}

fn paused(headers: &HeaderMap, now: Option<Timestamp>) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?;
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let left = date(headers, &RETRY_AFTER)?.duration_since(now.unwrap_or_else(Timestamp::now));
    Duration::try_from(left).ok().filter(|left| !left.is_zero())
}

/// `Sun, 22 Nov 2026 00:38:00 GMT`: the form of e-mail, to which HTTP adds nothing.
fn date(headers: &HeaderMap, name: &HeaderName) -> Option<Timestamp> {
    let value = headers.get(name)?.to_str().ok()?;
    let parsed = rfc2822::DateTimeParser::new().parse_timestamp(value.trim());
    parsed.ok()
}

/// A success, or with [`Request::any_status`](crate::Request::any_status) any answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer<T> {
    /// The HTTP status.
    pub status: u16,
    /// `None` when there is no body: ProAbono answers 204 for what is empty.
    pub body: Option<T>,
}

impl<T> Answer<T> {
    /// Tells whether the object is new (status 201).
    pub fn created(&self) -> bool {
        self.status == 201
    }
}
