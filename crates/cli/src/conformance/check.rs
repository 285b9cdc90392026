//! One check, as data.

use std::fmt;

use serde_json::Value;

use super::context::Context;

/// What else an answer must be; the error says what was expected and what came.
pub(super) type Also = fn(&Value, &Context) -> Result<(), (String, String)>;

/// Which keys go with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keys {
    Right,
    Wrong,
}

/// What must come back.
#[derive(Clone, Copy, Debug)]
pub(super) enum Expect {
    /// A success that the contract declares, in its shape; 204 for a read that finds nothing, unless something is due.
    Success,
    /// The same with one of these statuses.
    Status(&'static [u16]),
    /// A success, or a refusal that depends on the account, with one of these statuses.
    SuccessOr(&'static [u16]),
    /// Nothing: one of these statuses, of which 204 has no body.
    Nothing(&'static [u16]),
    /// A refusal with one of these statuses in the shape of errors.
    Refusal(&'static [u16]),
    /// 422 with an error of this code on this property.
    Invalid(&'static str, &'static str),
}

impl Expect {
    /// Whether this status is the account's refusal, where a success was as likely.
    pub(super) fn may_refuse(self, status: u16) -> bool {
        matches!(self, Self::SuccessOr(statuses) if statuses.contains(&status))
    }

    #[cfg(test)]
    pub(super) fn refuses(self) -> bool {
        matches!(self, Self::Nothing(_) | Self::Refusal(_) | Self::Invalid(..))
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
        match self {
            Self::Success => f.write_str("a success in the shape of the contract"),
            Self::Status(statuses) => write!(f, "status {} in the shape of the contract", list(statuses)),
            Self::SuccessOr(statuses) => write!(
                f,
                "a success in the shape of the contract, or a refusal with {}",
                list(statuses)
            ),
            Self::Nothing(statuses) => write!(f, "nothing: status {}", list(statuses)),
            Self::Refusal(statuses) => {
                write!(f, "a refusal: status {} with Code and Message", list(statuses))
            }
            Self::Invalid(code, target) => write!(f, "status 422 with a list that has {code} on {target}"),
        }
    }
}

/// One check.
#[derive(Clone, Copy)]
pub(super) struct Check {
    /// What is claimed of the service.
    pub(super) claim: &'static str,
    /// The operation, as the contract names it.
    pub(super) route: &'static str,
    pub(super) writes: bool,
    pub(super) keys: Keys,
    /// What an earlier check must have learnt, beside what is sent; empty for nothing.
    pub(super) after: &'static str,
    /// The name of what stands in the path.
    pub(super) id: &'static str,
    /// Names and values; `{name}` stands for something learnt.
    pub(super) query: &'static [(&'static str, &'static str)],
    /// JSON in which the text `{name}` stands for something learnt; empty for none.
    pub(super) body: &'static str,
    pub(super) expect: Expect,
    /// Something is there to be answered with: no body, or an empty list, is wrong.
    pub(super) found: bool,
    /// What later checks use: a name and a JSON pointer.
    pub(super) learn: &'static [(&'static str, &'static str)],
    pub(super) also: Option<Also>,
}

impl Check {
    /// Changes nothing.
    pub(super) const fn read(claim: &'static str, route: &'static str) -> Self {
        Self {
            claim,
            route,
            writes: false,
            keys: Keys::Right,
            after: "",
            id: "",
            query: &[],
            body: "",
            expect: Expect::Success,
            found: false,
            learn: &[],
            also: None,
        }
    }

    /// Changes something, or would when the service did not refuse it.
    pub(super) const fn write(claim: &'static str, route: &'static str) -> Self {
        Self {
            writes: true,
            ..Self::read(claim, route)
        }
    }

    pub(super) const fn after(self, after: &'static str) -> Self {
        Self { after, ..self }
    }

    pub(super) const fn at(self, id: &'static str) -> Self {
        Self { id, ..self }
    }

    pub(super) const fn query(self, query: &'static [(&'static str, &'static str)]) -> Self {
        Self { query, ..self }
    }

    pub(super) const fn body(self, body: &'static str) -> Self {
        Self { body, ..self }
    }

    pub(super) const fn expect(self, expect: Expect) -> Self {
        Self { expect, ..self }
    }

    /// What it asks for was learnt or made before, so it is there.
    pub(super) const fn found(self) -> Self {
        Self { found: true, ..self }
    }

    pub(super) const fn learn(self, learn: &'static [(&'static str, &'static str)]) -> Self {
        Self { learn, ..self }
    }

    pub(super) const fn also(self, also: Also) -> Self {
        Self {
            also: Some(also),
            ..self
        }
    }

    pub(super) const fn with_wrong_keys(self) -> Self {
        Self {
            keys: Keys::Wrong,
            ..self
        }
    }

    pub(super) fn method(&self) -> &'static str {
        self.route.split_once(' ').map_or("", |(method, _)| method)
    }

    pub(super) fn path(&self) -> &'static str {
        self.route.split_once(' ').map_or("", |(_, path)| path)
    }
}
