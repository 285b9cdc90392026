//! Why a command ends without a result, what it says then, and its exit code.

use std::fmt::Write as _;
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::cli::{Failure, complain};
use crate::proabono::{Error, Prepared, Refusal};

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

/// Why there is no result.
#[derive(Debug)]
pub(super) enum Stop {
    /// The command line is wrong.
    Usage(String),
    /// Nothing was to be sent: the request.
    Dry(Box<Prepared>),
    Refused(Refusal),
    Failed(Failure),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        match error {
            Error::NotSent(request) => Self::Dry(request),
            Error::Refused(refusal) => Self::Refused(refusal),
            other => Self::Failed(Box::new(other)),
        }
    }
}

impl Stop {
    /// What the client returned cannot be written as JSON.
    pub(super) fn unreadable(error: serde_json::Error) -> Self {
        Self::Failed(Box::new(error))
    }

    /// Says why on standard error, or shows the request on standard output.
    pub(super) fn end(self, json: bool) -> ExitCode {
        match self {
            Self::Usage(what) => {
                complain(&*Failure::from(format!(
                    "{what}\n\nFor more information, try '--help'."
                )));
                ExitCode::from(2)
            }
            Self::Dry(request) => {
                let request = if json {
                    request_json(&request)
                } else {
                    request_text(&request)
                };
                match crate::cli::say(request) {
                    Ok(()) => ExitCode::SUCCESS,
                    Err(lost) => Self::Failed(lost).end(json),
                }
            }
            Self::Refused(refusal) => {
                let text = if json {
                    refusal_json(&refusal)
                } else {
                    refusal_text(&refusal)
                };
                crate::cli::mutter(text);
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
        .map(|error| json!({ "Code": error.code.as_str(), "Message": error.message, "Target": error.target }))
        .collect();
    json!({ "Status": refusal.status, "Errors": errors }).to_string()
}

fn refusal_text(refusal: &Refusal) -> String {
    let mut text = format!("error: {} (status {})", refusal.what(), refusal.status);
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
    let shown = json!({ "Method": request.method, "Origin": request.origin, "Path": request.path, "Query": query, "Body": body });
    format!("{shown:#}")
}
