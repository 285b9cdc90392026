//! The contract: operations, schemas, words.

use serde::Deserialize;
use std::collections::BTreeMap;

use super::Suite;

const LIVE: &str = include_str!("live-contract.json");
const BACKOFFICE: &str = include_str!("backoffice-contract.json");

#[derive(Deserialize)]
pub(super) struct Contract {
    operations: Vec<Operation>,
    schemas: BTreeMap<String, Vec<Field>>,
}

#[derive(Deserialize)]
struct Operation {
    #[serde(default)]
    host: String,
    method: String,
    path: String,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the test of the checks' own names")
    )]
    parameters: Vec<Parameter>,
    responses: BTreeMap<String, Option<String>>,
}

#[derive(Deserialize)]
struct Parameter {
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the test of the checks' own names")
    )]
    name: String,
}

/// A member of an object.
#[derive(Deserialize)]
pub(super) struct Field {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
}

impl Contract {
    pub(super) fn read(suite: Suite) -> serde_json::Result<Self> {
        serde_json::from_str(match suite {
            Suite::Live => LIVE,
            Suite::Backoffice => BACKOFFICE,
        })
    }

    /// Whether the operation is on the host of the segment.
    pub(super) fn is_of_segment(&self, route: &str) -> bool {
        self.operation(route)
            .is_some_and(|operation| operation.host == "segment")
    }

    fn operation(&self, route: &str) -> Option<&Operation> {
        let (method, path) = route.split_once(' ')?;
        self.operations
            .iter()
            .find(|operation| operation.method == method && operation.path == path)
    }

    /// The type of an answer with this status; `None` when the contract does not declare the status or its body.
    pub(super) fn answer(&self, route: &str, status: u16) -> Option<&str> {
        self.operation(route)?
            .responses
            .get(&status.to_string())?
            .as_deref()
    }

    /// Whether the contract declares this status.
    pub(super) fn declares(&self, route: &str, status: u16) -> bool {
        self.operation(route)
            .is_some_and(|operation| operation.responses.contains_key(&status.to_string()))
    }

    /// The members of a schema.
    pub(super) fn schema(&self, name: &str) -> Option<&[Field]> {
        self.schemas.get(name).map(Vec::as_slice)
    }

    #[cfg(test)]
    pub(super) fn routes(&self) -> impl Iterator<Item = String> {
        self.operations
            .iter()
            .map(|operation| format!("{} {}", operation.method, operation.path))
    }

    /// Whether the query takes this parameter. The facts add the page to one list that does not declare it.
    #[cfg(test)]
    pub(super) fn takes(&self, route: &str, name: &str) -> bool {
        let declared = self
            .operation(route)
            .is_some_and(|operation| operation.parameters.iter().any(|one| one.name == name));
        declared || (route == "GET /v1/Usages" && matches!(name, "Page" | "SizePage"))
    }
}
