//! Running the checks in order.

use jiff::Timestamp;
use proabono::{Answer, Error, Untyped};
use proabono_contract::{Contract, Host};
use serde_json::Value;

use crate::connection::Connection;
use crate::operations::Surface;

use super::check::Check;
use super::checks;
use super::context::{Context, Options, Request};
use super::judge;
use super::report::{Outcome, Report};

/// An API of the account with the right keys, and with others.
pub(super) struct Service<'s> {
    pub(super) right: &'s Connection,
    pub(super) wrong: &'s Connection,
    /// The setting that the host of the segment comes from.
    pub(super) segment_host: &'static str,
}

/// Runs every check. The service is asked for its time first: one whose clock is behind would take the present for the
/// future.
pub(super) async fn all(surface: &Surface<'_>, service: &Service<'_>, options: &Options) -> Report {
    // The checks say it when the service does not answer at all.
    let now = service.right.time().await.ok().flatten();
    let mut context = Context::new(options, now.unwrap_or_else(Timestamp::now));
    let mut report = Report::default();
    for check in checks::all(surface) {
        let connection = if check.wrong_keys {
            service.wrong
        } else {
            service.right
        };
        let operation = surface.contract.operation(&check.route);
        let host = operation.map_or(Host::Account, |operation| operation.host);
        let outcome = match connection.host(host) {
            _ if check.writes && !options.write => {
                Outcome::NotRun("it writes, and --write is not given".to_owned())
            }
            Err(_) => Outcome::NotRun(format!("{} is not set", service.segment_host)),
            Ok(host) => one(&host, &check, surface.contract, &mut context, &mut report.notes).await,
        };
        report.add(&check, outcome);
    }
    report
}

async fn one(
    host: &Untyped,
    check: &Check,
    contract: &Contract,
    context: &mut Context,
    notes: &mut Vec<String>,
) -> Outcome {
    let request = match context.request(check) {
        Ok(request) => request,
        Err(missing) => return Outcome::NotRun(format!("there is no {missing} to try it with")),
    };
    match ask(host, check, &request).await {
        Ok(answer) => judge::judge(check, &answer, contract, context, notes),
        Err(error) => Outcome::Failed {
            expected: check.expect.to_string(),
            got: error.to_string(),
        },
    }
}

async fn ask(host: &Untyped, check: &Check, request: &Request) -> Result<Answer<Value>, Error> {
    let body = request.body.as_ref();
    host.request(check.method(), &request.path, &request.query, body)
        .any_status()
        .await
}
