//! A tour of the operations that compares every answer with the contract and with a sample.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Running;
use super::samples::{members, sample};
use super::schemas::{name, strangers};

/// An account, the contract, and the operations that answered so far.
pub(super) struct Tour {
    pub(super) emulator: Running,
    pub(super) contract: Value,
    pub(super) seen: BTreeSet<String>,
}

impl Tour {
    /// Asks or tells, and holds the answer to the schema that the contract declares, and to all the members of a sample.
    pub(super) async fn visit(
        &mut self,
        operation: &str,
        path: &str,
        body: Option<Value>,
        like: &str,
    ) -> Value {
        let (status, answer) = match (operation.split_once(' ').unwrap().0, body) {
            ("GET", _) => self.emulator.ask(path).await,
            (_, Some(body)) => self.emulator.tell(path, &body).await,
            (_, None) => self.emulator.order(path).await,
        };
        assert!(matches!(status, 200 | 201), "{operation}: {status} {answer}");
        let operations = self.contract["operations"].as_array().unwrap();
        let declared = operations
            .iter()
            .find(|one| name(one) == operation)
            .unwrap_or_else(|| panic!("{operation} is not in the contract"));
        let schema = declared["responses"][status.to_string()].as_str();
        let schema = schema.unwrap_or_else(|| panic!("{operation} does not declare {status}"));
        // The one answer whose schema says something else than every sample.
        let schema = if operation == "GET /v1/Usages" {
            "List<Usage>"
        } else {
            schema
        };
        assert_eq!(
            strangers(&self.contract, &answer, schema),
            BTreeSet::new(),
            "{operation}"
        );
        if !like.is_empty() {
            let found = members(&answer);
            let missing: Vec<String> = members(&sample(like))
                .into_iter()
                .filter(|member| !found.contains(member))
                .collect();
            assert!(
                missing.is_empty(),
                "{operation} lacks {missing:?} of {like}: {answer}"
            );
        }
        self.seen.insert(operation.to_owned());
        answer
    }

    pub(super) async fn read(&mut self, operation: &str, query: &str, like: &str) -> Value {
        let path = format!("{}{query}", operation.strip_prefix("GET ").unwrap());
        self.visit(operation, &path, None, like).await
    }

    pub(super) async fn write(&mut self, operation: &str, query: &str, body: Value, like: &str) -> Value {
        let path = format!("{}{query}", operation.strip_prefix("POST ").unwrap());
        self.visit(operation, &path, Some(body), like).await
    }

    /// A transition or a quote of a subscription.
    pub(super) async fn turn(
        &mut self,
        operation: &str,
        one: &Value,
        query: &str,
        body: Option<Value>,
        like: &str,
    ) -> Value {
        let path = operation
            .strip_prefix("POST ")
            .unwrap()
            .replace("{IdSubscription}", &one["Id"].to_string());
        self.visit(operation, &format!("{path}{query}"), body, like).await
    }
}
