//! All checks of an API, in order.

use std::collections::BTreeSet;

use proabono_contract::Api;
use serde::Deserialize;
use serde_json::Value;

use crate::operations::{Operation, SEGMENT, Surface, kebab};

use super::check::Check;
use super::made;

/// The checks that say more than the contract: scenarios, filters, refusals.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    read: Vec<Check>,
    write: Vec<Check>,
}

impl Own {
    /// The texts are constants of this crate, and a test reads each of them: none is ever replaced by the default.
    fn of(api: Api) -> Self {
        let mut own: Self = toml::from_str(text(api)).unwrap_or_default();
        own.write.iter_mut().for_each(|check| check.writes = true);
        own
    }
}

fn text(api: Api) -> &'static str {
    match api {
        Api::Live => include_str!("../../data/live-checks.toml"),
        Api::Backoffice => include_str!("../../data/backoffice-checks.toml"),
    }
}

/// The checks of an API: those of its own, and one for each operation that has none.
pub(super) fn all(surface: &Surface) -> Vec<Check> {
    let own = Own::of(surface.api);
    let routes = |checks: &[Check]| {
        checks
            .iter()
            .map(|check| check.route.clone())
            .collect::<BTreeSet<_>>()
    };
    let (read, written) = (routes(&own.read), routes(&own.write));
    let has_one = |operation: &Operation| {
        let route = operation.declared.route();
        read.contains(&route) || !operation.asks() && written.contains(&route)
    };
    let [lists, reads, writes] = made::checks(surface, has_one);
    let mut checks = [lists, own.read, reads, own.write, writes].concat();
    for check in &mut checks {
        give(surface, check);
    }
    checks
}

/// Adds the segment of the account wherever it is taken, and no other one is said.
fn give(surface: &Surface, check: &mut Check) {
    let Some(operation) = surface.contract.operation(&check.route) else {
        return;
    };
    let given = format!("{{{}}}", kebab(SEGMENT));
    if operation.filters().any(|one| surface.gives(&one.name)) {
        check
            .query
            .entry(SEGMENT.to_owned())
            .or_insert_with(|| given.clone());
    }
    let mut members = surface.contract.body_members(operation).iter();
    if let Some(Value::Object(body)) = &mut check.body
        && members.any(|one| surface.gives(&one.name))
    {
        body.entry(SEGMENT).or_insert_with(|| Value::from(given));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proabono_contract::{Api, Contract, Operation};

    use super::{Own, all, text};
    use crate::operations::Surface;

    #[test]
    fn every_operation_of_the_contract_is_checked_and_no_other() {
        for (api, count) in Api::ALL.into_iter().zip([39, 62]) {
            toml::from_str::<Own>(text(api)).unwrap();
            let checks = all(&Surface::published(api));
            let checked: BTreeSet<&str> = checks.iter().map(|check| check.route.as_str()).collect();
            let declared: BTreeSet<String> = api.contract().operations.iter().map(Operation::route).collect();
            assert_eq!(checked, declared.iter().map(String::as_str).collect());
            assert_eq!(declared.len(), count);
        }
    }

    /// True when the query takes this parameter. The facts add the page to one list that does not declare it.
    fn takes(contract: &Contract, route: &str, name: &str) -> bool {
        let declared = contract
            .operation(route)
            .is_some_and(|operation| operation.parameters.iter().any(|one| one.name == name));
        declared || (route == "GET /v1/Usages" && matches!(name, "Page" | "SizePage"))
    }

    #[test]
    fn every_property_that_a_check_sends_is_in_the_contract_unless_it_is_to_be_refused() {
        for api in Api::ALL {
            let contract = api.contract();
            for check in all(&Surface::published(api))
                .iter()
                .filter(|check| !check.expect.refuses())
            {
                for name in check.query.keys() {
                    assert!(takes(contract, &check.route, name), "{}: {name}", check.claim);
                }
                let operation = contract.operation(&check.route).unwrap();
                let members = contract.body_members(operation);
                for name in check
                    .body
                    .iter()
                    .filter_map(|body| body.as_object())
                    .flat_map(|body| body.keys())
                {
                    assert!(
                        members.iter().any(|member| member.name == *name),
                        "{}: {name}",
                        check.claim
                    );
                }
            }
        }
    }

    #[test]
    fn a_slip_in_the_name_of_a_demand_is_found() {
        for (demand, good) in [("most = 2", true), ("mots = 2", false), ("writes = true", false)] {
            let text = format!("read = []\n[[write]]\n{demand}");
            assert_eq!(toml::from_str::<Own>(&text).is_ok(), good, "{demand}");
        }
    }

    #[test]
    fn no_two_checks_make_the_same_claim() {
        for api in Api::ALL {
            let mut claims = BTreeSet::new();
            for check in all(&Surface::published(api)) {
                assert!(claims.insert(check.claim.clone()), "{}", check.claim);
            }
        }
    }
}
