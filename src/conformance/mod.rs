//! Checks of a service that says it is ProAbono's Live API: names, shapes, statuses, refusals.
//!
//! They are written from the published facts alone: the contract (`live-contract.json`) and the notes on it. They look at
//! the JSON as it comes and share no type with the client's answers or with the emulator, so that a misspelt name cannot
//! agree with itself. Without [`Options::write`] nothing is changed; quotes are asked for, which change nothing.

mod check;
mod context;
mod contract;
mod judge;
mod reads;
mod refusals;
mod report;
mod shapes;
mod writes;

use jiff::Timestamp;

use crate::proabono::{Error, Live, RawAnswer};

use check::{Check, Keys};
use context::{Context, Request};
use contract::Contract;
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

/// Runs every check in order. `live` has the keys of the account, `stranger` has wrong ones.
pub(crate) async fn run(live: &Live, stranger: &Live, options: &Options) -> serde_json::Result<Report> {
    let contract = Contract::read()?;
    // A service whose clock is behind would take the present for the future. Whether it answers at all, the checks say.
    let now = live.time().await.ok().flatten().unwrap_or_else(Timestamp::now);
    let mut context = Context::new(options, now);
    let mut report = Report::default();
    for check in checks() {
        let outcome = if check.writes && !options.write {
            Outcome::NotRun("it writes, and --write is not given".to_owned())
        } else {
            let client = if check.keys == Keys::Wrong { stranger } else { live };
            one(client, &check, &contract, &mut context, &mut report.notes).await
        };
        report.add(&check, outcome);
    }
    Ok(report)
}

fn checks() -> impl Iterator<Item = Check> {
    reads::checks()
        .into_iter()
        .chain(refusals::checks())
        .chain(writes::checks())
}

async fn one(
    live: &Live,
    check: &Check,
    contract: &Contract,
    context: &mut Context,
    notes: &mut Vec<String>,
) -> Outcome {
    let request = match context.request(check) {
        Ok(request) => request,
        Err(missing) => return Outcome::NotRun(format!("there is no {missing} to try it with")),
    };
    match ask(live, check, &request).await {
        Ok(answer) => judge::judge(check, &answer, contract, context, notes),
        Err(error) => Outcome::Failed {
            expected: check.expect.to_string(),
            got: error.to_string(),
        },
    }
}

async fn ask(live: &Live, check: &Check, request: &Request) -> Result<RawAnswer, Error> {
    let body = request.body.as_ref();
    live.untyped()
        .raw(check.method(), &request.path, &request.query, body)
        .await
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Contract, checks};

    #[test]
    fn every_operation_of_the_contract_is_checked_and_no_other() {
        let contract = Contract::read().unwrap();
        let checked: BTreeSet<&str> = checks().map(|check| check.route).collect();
        let declared: BTreeSet<String> = contract.routes().collect();
        assert_eq!(checked, declared.iter().map(String::as_str).collect());
        assert_eq!(declared.len(), 39);
    }

    #[test]
    fn every_property_that_a_check_sends_is_in_the_contract_unless_it_is_to_be_refused() {
        let contract = Contract::read().unwrap();
        for check in checks().filter(|check| !check.expect.refuses()) {
            for (name, _) in check.query {
                assert!(contract.takes(check.route, name), "{}: {name}", check.claim);
            }
        }
    }

    #[test]
    fn no_two_checks_make_the_same_claim() {
        let mut claims = BTreeSet::new();
        for check in checks() {
            assert!(claims.insert(check.claim), "{}", check.claim);
        }
    }
}
