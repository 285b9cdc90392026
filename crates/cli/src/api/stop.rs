//! The end of a command without a result: the reason, the words for it, and the exit code.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::program::Program;
use crate::terminal::{Failure, complain, mutter};
use proabono::{Error, Prepared, Refusal};

use super::text::plain;

/// The exit codes, for the help.
pub(super) const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  failure: the configuration, no answer in time, an answer that cannot be read, status 429 or 5xx
  2  usage: the command line is wrong, nothing was sent
  3  refusal: any other status of 4xx; code, message and target are on standard error
  4  nothing found: status 404, or no body where an object or a quote was asked for (with --json: null)
An empty list ends with 0, and so does a write that is answered without a body. `get` cannot tell a list: 204 is 4.";

/// Nothing was found.
pub(super) const NOTHING: u8 = 4;

/// The reason for which there is no result.
#[derive(Debug)]
pub(super) enum Stop {
    /// The command line is wrong.
    Usage(String),
    /// ProAbono said no; with tips for people.
    Refused(Refusal, Vec<String>),
    Failed(Failure),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusal) => Self::Refused(refusal, Vec::new()),
            other => Self::Failed(Box::new(other)),
        }
    }
}

/// An error, and what it means for what was to be written.
#[derive(Debug)]
struct Meaning {
    what: Cow<'static, str>,
    cause: Failure,
}

impl Meaning {
    fn failure(what: impl Into<Cow<'static, str>>, cause: Failure) -> Failure {
        let what = what.into();
        Box::new(Self { what, cause })
    }
}

impl std::fmt::Display for Meaning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Meaning {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.cause)
    }
}

/// True when the request may have arrived, and then have been obeyed.
fn may_have_arrived(error: &Error) -> bool {
    match error {
        Error::Unreachable { source: cause, .. } => !cause.is_connect(),
        Error::TimedOut { .. } | Error::Cut(_) | Error::TooLarge(_) => true,
        Error::Unreadable { status, .. } => (200..300).contains(status),
        _ => false,
    }
}

/// Tells whether nothing came back through the HTTP proxy, in an error or in one of its causes.
fn is_of_proxy(error: &(dyn std::error::Error + 'static)) -> bool {
    let ours = error.downcast_ref::<Error>();
    ours.is_some_and(|error| error.proxy().is_some()) || error.source().is_some_and(is_of_proxy)
}

impl Stop {
    /// The same; where the host of the segment is missing or the HTTP proxy is at fault, with the setting that the program has
    /// for it.
    pub(super) fn naming<P: Program>(self) -> Self {
        match self {
            Self::Failed(cause) if matches!(cause.downcast_ref(), Some(Error::NoSegmentHost)) => {
                let (variable, key) = (P::SEGMENT_HOST, P::SEGMENT_HOST_IN_FILE);
                Self::Failed(format!("{cause}: set {variable}, or {key} in the file").into())
            }
            Self::Failed(cause) if is_of_proxy(&*cause) => Self::Failed(Meaning::failure(
                format!("check {}, or the proxy there", P::HTTP_PROXY),
                cause,
            )),
            other => other,
        }
    }

    /// ProAbono could not be asked for its time, before the request itself.
    pub(super) fn before(error: Error) -> Self {
        match Self::from(error) {
            Self::Failed(cause) => {
                let what = "ProAbono could not be asked what time it is, which \"now\" stands for: nothing was written";
                Self::Failed(Meaning::failure(what, cause))
            }
            other => other,
        }
    }

    /// The request was to change something, and nobody knows whether it did.
    pub(super) fn of_a_write(self) -> Self {
        match self {
            Self::Failed(cause) if cause.downcast_ref().is_some_and(may_have_arrived) => {
                let what = "it may have been written all the same: look before you send it again";
                Self::Failed(Meaning::failure(what, cause))
            }
            other => other,
        }
    }

    /// The same, with tips on a refusal.
    pub(super) fn tipped(self, tips: impl FnOnce(&Refusal) -> Vec<String>) -> Self {
        match self {
            Self::Refused(refusal, _) => {
                let tips = tips(&refusal);
                Self::Refused(refusal, tips)
            }
            other => other,
        }
    }

    /// Says why on standard error.
    pub(super) fn end(self, json: bool) -> ExitCode {
        match self {
            Self::Usage(what) => {
                complain(&*Failure::from(format!(
                    "{what}\n\nFor more information, try '--help'."
                )));
                ExitCode::from(2)
            }
            Self::Refused(refusal, tips) => {
                let text = if json {
                    refusal_json(&refusal)
                } else {
                    refusal_text(&refusal)
                };
                mutter(text);
                for tip in tips.iter().filter(|_| !json) {
                    mutter(format_args!("\n  tip: {tip}"));
                }
                ExitCode::from(code(&refusal))
            }
            Self::Failed(error) => {
                complain(&*error);
                ExitCode::FAILURE
            }
        }
    }
}

fn code(refusal: &Refusal) -> u8 {
    match refusal.status {
        404 => NOTHING,
        _ if refusal.is_failure() => 1,
        _ => 3,
    }
}

fn refusal_json(refusal: &Refusal) -> String {
    let errors: Vec<Value> = refusal
        .errors
        .iter()
        .map(|error| {
            let mut object =
                json!({ "Code": error.code.as_str(), "Message": error.message, "Target": error.target });
            if let Some(exception) = &error.exception {
                object["Exception"] = json!(exception);
            }
            object
        })
        .collect();
    let mut refused = json!({ "Status": refusal.status, "Errors": errors });
    if let Some(after) = refusal.retry_after {
        refused["RetryAfter"] = json!(after.as_secs());
    }
    refused.to_string()
}

fn refusal_text(refusal: &Refusal) -> String {
    let mut text = format!("error: {} (status {})", refusal.summary(), refusal.status);
    if let Some(after) = refusal.retry_after {
        let _ = write!(text, "\n  try again in {} s (Retry-After)", after.as_secs());
    }
    for error in &refusal.errors {
        let _ = write!(
            text,
            "\n  {}: {}",
            plain(error.code.as_str()),
            plain(&error.message)
        );
        if let Some(target) = &error.target {
            let _ = write!(text, "\n    target: {}", plain(target));
        }
    }
    text
}

/// The request of a dry run.
pub(super) fn request(request: &Prepared, json: bool) -> String {
    if json {
        request_json(request)
    } else {
        request_text(request)
    }
}

fn request_text(request: &Prepared) -> String {
    let mark = if request.query.is_empty() { "" } else { "?" };
    let mut text = format!(
        "{} {}{}{mark}{}",
        request.method, request.origin, request.path, request.query
    );
    if let Some(body) = &request.body {
        let pretty = serde_json::from_str::<Value>(body).and_then(|body| serde_json::to_string_pretty(&body));
        let _ = write!(text, "\n\n{}", pretty.as_ref().unwrap_or(body));
    }
    text
}

fn request_json(request: &Prepared) -> String {
    let query: serde_json::Map<String, Value> = url::form_urlencoded::parse(request.query.as_bytes())
        .map(|(name, value)| (name.into_owned(), Value::from(value.into_owned())))
        .collect();
    let body = request
        .body
        .as_deref()
        .and_then(|body| serde_json::from_str::<Value>(body).ok());
    let shown = json!({
        "DryRun": true,
        "Method": request.method, "Origin": request.origin, "Path": request.path, "Query": query, "Body": body,
    });
    format!("{shown:#}")
}
