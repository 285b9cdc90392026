//! One check, as data.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde_json::Value;

/// The answer that must come.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Expect {
    /// A success that the contract declares, in its shape; 204 for a read that finds nothing, unless something is due.
    #[default]
    Success,
    /// The same with one of these statuses.
    Status(Vec<u16>),
    /// A success, or a refusal that depends on the account, with one of these statuses.
    SuccessOr(Vec<u16>),
    /// Nothing: one of these statuses, of which 204 has no body.
    Nothing(Vec<u16>),
    /// A refusal with one of these statuses in the shape of errors.
    Refusal(Vec<u16>),
    /// 422, because this property is missing.
    Missing(String),
    /// 422, because there is no such property.
    Unexpected(String),
}

impl Expect {
    /// True when this status is the account's refusal, where a success was as likely.
    pub(super) fn may_refuse(&self, status: u16) -> bool {
        matches!(self, Self::SuccessOr(statuses) if statuses.contains(&status))
    }

    /// The code of the error, and the property that it is about.
    pub(super) fn error(&self) -> Option<(&'static str, &str)> {
        match self {
            Self::Missing(property) => Some(("Error.Property.ValueRequired", property)),
            Self::Unexpected(property) => Some(("Error.Property.UnexpectedProperty", property)),
            _ => None,
        }
    }

    #[cfg(test)]
    pub(super) fn refuses(&self) -> bool {
        matches!(self, Self::Nothing(_) | Self::Refusal(_)) || self.error().is_some()
    }
}

impl fmt::Display for Expect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |statuses: &[u16]| {
            statuses
                .iter()
                .map(u16::to_string)
                .collect::<Vec<_>>()
                .join(" or ")
        };
        if let Some((code, property)) = self.error() {
            return write!(f, "status 422 with a list that has {code} on {property}");
        }
        match self {
            Self::Status(statuses) => write!(f, "status {} in the shape of the contract", list(statuses)),
            Self::SuccessOr(statuses) => {
                let statuses = list(statuses);
                write!(
                    f,
                    "a success in the shape of the contract, or a refusal with {statuses}"
                )
            }
            Self::Nothing(statuses) => write!(f, "nothing: status {}", list(statuses)),
            Self::Refusal(statuses) => {
                write!(f, "a refusal: status {} with Code and Message", list(statuses))
            }
            _ => f.write_str("a success in the shape of the contract"),
        }
    }
}

/// One check. In values, the text `{name}` stands for something learnt.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Check {
    /// The claim about the service.
    pub(super) claim: String,
    /// The operation, as the contract names it.
    pub(super) route: String,
    /// It changes something, or would if the service did not refuse it.
    #[serde(skip)]
    pub(super) writes: bool,
    /// It goes with keys that are not those of the account.
    pub(super) wrong_keys: bool,
    /// The name of something that an earlier check must have learnt, beside what is sent; may be empty.
    pub(super) after: String,
    /// The names of what stands in the path, part by part.
    pub(super) at: Vec<String>,
    pub(super) query: BTreeMap<String, String>,
    pub(super) body: Option<Value>,
    pub(super) expect: Expect,
    /// Something is there to be answered with: no body, or an empty list, is wrong.
    pub(super) found: bool,
    /// Values for later checks: a name and a JSON pointer. Of two pointers the last one that leads somewhere counts.
    pub(super) learn: Vec<(String, String)>,
    #[serde(flatten)]
    pub(super) also: Also,
}

/// Demands on an answer beside its shape.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Also {
    /// The value at a JSON pointer.
    pub(super) is: BTreeMap<String, String>,
    /// Something at a JSON pointer, and not this.
    pub(super) is_not: BTreeMap<String, String>,
    /// How many items a list has at most.
    pub(super) most: Option<usize>,
    /// Members that are absent, null or empty in the object, or in each item of the list.
    pub(super) without: Vec<String>,
    /// The value of members that each item of the list has.
    pub(super) each: BTreeMap<String, Value>,
    /// Members that some item of the list has.
    pub(super) has: BTreeMap<String, Value>,
    /// The name of a link that the object must not have any more, while it has others.
    pub(super) new_links: Option<String>,
}

impl Check {
    pub(super) fn method(&self) -> &str {
        self.route.split_once(' ').map_or("", |(method, _)| method)
    }

    pub(super) fn path(&self) -> &str {
        self.route.split_once(' ').map_or("", |(_, path)| path)
    }
}
