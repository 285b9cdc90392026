//! Checks of a service that says it is one of ProAbono's APIs: names, shapes, statuses, refusals.
//!
//! They are written from the published facts alone: a contract for each API and the notes on it. They look at
//! the JSON as it comes and share no type with the client's answers or with the emulator, so that a misspelt name cannot
//! agree with itself. Without [`Options::write`] nothing is changed; quotes are asked for, which change nothing.

mod also;
mod backoffice;
mod check;
mod command;
mod context;
mod judge;
mod reads;
mod refusals;
mod report;
mod shapes;
mod writes;

use jiff::Timestamp;
use proabono_contract::{Api, Contract, Host};
use serde_json::Value;

use proabono::{Answer, Error, Untyped};

use check::{Check, Keys};
pub use command::{Arguments, run as run_command};
use context::{Context, Request};
pub(crate) use report::{Outcome, Report};

/// What is checked, and how far.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// The segment of the account.
    pub(crate) segment: String,
    /// Also checks what creates and changes objects. They stay: for a sandbox only.
    pub(crate) write: bool,
    /// Part of every reference that is made, so that two runs do not meet.
    pub(crate) unique: String,
}

/// Which API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Suite {
    /// The Live API.
    Live,
    /// The Backoffice API.
    Backoffice,
}

impl Suite {
    fn contract(self) -> &'static Contract {
        match self {
            Self::Live => Api::Live,
            Self::Backoffice => Api::Backoffice,
        }
        .contract()
    }
}

/// Calls to the hosts of an API, with one pair of keys.
pub(crate) struct Hosts {
    pub(crate) account: Untyped,
    /// `None` where the API has one host, or where the other is not known.
    pub(crate) segment: Option<Untyped>,
}

/// Runs every check in order. `right` has the keys of the account, `wrong` has others. `now` is what the service says: one
/// whose clock is behind would take the present for the future.
pub(crate) async fn run(
    suite: Suite,
    [right, wrong]: [&Hosts; 2],
    now: Option<Timestamp>,
    options: &Options,
) -> Report {
    let contract = suite.contract();
    let mut context = Context::new(options, now.unwrap_or_else(Timestamp::now));
    let mut report = Report::default();
    for check in checks(suite) {
        let hosts = if check.keys == Keys::Wrong { wrong } else { right };
        let operation = contract.operation(check.route);
        let host = match operation.map(|operation| operation.host) {
            Some(Host::Segment) => hosts.segment.as_ref(),
            _ => Some(&hosts.account),
        };
        let outcome = match host {
            _ if check.writes && !options.write => {
                Outcome::NotRun("it writes, and --write is not given".to_owned())
            }
            None => Outcome::NotRun("PROABONO_BACKOFFICE_SEGMENT_BASE is not set".to_owned()),
            Some(host) => one(host, &check, contract, &mut context, &mut report.notes).await,
        };
        report.add(&check, outcome);
    }
    report
}

fn checks(suite: Suite) -> Vec<Check> {
    match suite {
        Suite::Live => [reads::checks(), refusals::checks(), writes::checks()].concat(),
        Suite::Backoffice => backoffice::checks(),
    }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proabono_contract::{Contract, Operation};

    use super::{Suite, checks};

    const SUITES: [(Suite, usize); 2] = [(Suite::Live, 39), (Suite::Backoffice, 62)];

    #[test]
    fn every_operation_of_the_contract_is_checked_and_no_other() {
        for (suite, count) in SUITES {
            let contract = suite.contract();
            let checks = checks(suite);
            let checked: BTreeSet<&str> = checks.iter().map(|check| check.route).collect();
            let declared: BTreeSet<String> = contract.operations.iter().map(Operation::route).collect();
            assert_eq!(checked, declared.iter().map(String::as_str).collect());
            assert_eq!(declared.len(), count);
        }
    }

    /// Whether the query takes this parameter. The facts add the page to one list that does not declare it.
    fn takes(contract: &Contract, route: &str, name: &str) -> bool {
        let declared = contract
            .operation(route)
            .is_some_and(|operation| operation.parameters.iter().any(|one| one.name == name));
        declared || (route == "GET /v1/Usages" && matches!(name, "Page" | "SizePage"))
    }

    #[test]
    fn every_property_that_a_check_sends_is_in_the_contract_unless_it_is_to_be_refused() {
        for (suite, _) in SUITES {
            let contract = suite.contract();
            for check in checks(suite).iter().filter(|check| !check.expect.refuses()) {
                for (name, _) in check.query {
                    assert!(takes(contract, check.route, name), "{}: {name}", check.claim);
                }
            }
        }
    }

    #[test]
    fn no_two_checks_make_the_same_claim() {
        for (suite, _) in SUITES {
            let mut claims = BTreeSet::new();
            for check in checks(suite) {
                assert!(claims.insert(check.claim), "{}", check.claim);
            }
        }
    }
}
