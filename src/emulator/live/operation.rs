//! One operation of the API, as data.

use serde_json::{Map, Value};

use crate::emulator::answer::Answer;
use crate::emulator::state::World;

use super::error::Refusal;
use super::property::Property;

/// Method, path, what may be sent, and the function that answers.
pub(super) struct Operation {
    pub(super) method: &'static str,
    /// A segment in braces stands for any.
    pub(super) path: &'static str,
    pub(super) query: &'static [Property],
    /// The properties of its body; `None` when it takes none.
    pub(super) body: Option<&'static [Property]>,
    pub(super) run: fn(&Call, &mut World) -> Result<Answer, Refusal>,
}

impl Operation {
    /// `GET /v1/Customer`.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// The paths of ProAbono's own clients differ in case.
    fn serves(&self, method: &str, path: &str) -> bool {
        let fits =
            |(declared, sent): (&str, &str)| declared.starts_with('{') || declared.eq_ignore_ascii_case(sent);
        self.method == method
            && self.path.split('/').count() == path.split('/').count()
            && self.path.split('/').zip(path.split('/')).all(fits)
    }
}

pub(super) fn find(
    resources: &[&'static [Operation]],
    method: &str,
    path: &str,
) -> Option<&'static Operation> {
    resources
        .iter()
        .flat_map(|operations| operations.iter())
        .find(|operation| operation.serves(method, path))
}

/// What was sent, checked against the declared properties.
pub(super) struct Call {
    pub(super) query: Map<String, Value>,
    pub(super) body: Map<String, Value>,
}

impl Call {
    pub(super) fn query_text(&self, name: &str) -> Option<&str> {
        self.query.get(name).and_then(Value::as_str)
    }

    pub(super) fn query_number(&self, name: &str) -> Option<u64> {
        self.query.get(name).and_then(Value::as_u64)
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.body.get(name).and_then(Value::as_str).map(str::to_owned)
    }
}
