//! One operation with its flags.

use clap::ArgMatches;
use proabono_contract::Type;
use serde_json::Value;

use crate::operations::{Operation, Surface};

use super::flags::{self, Flag};

/// An operation with its flags.
pub(super) struct Task<'s> {
    pub(super) surface: &'s Surface<'s>,
    pub(super) operation: &'s Operation<'s>,
    /// In the path and the query.
    pub(super) parameters: Vec<Flag>,
    /// The members of the body.
    pub(super) body: Vec<Flag>,
}

/// The form of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// For people: what the contract knows of the answer.
    Table,
    /// For scripts: the JSON as it came.
    Json,
    /// The request, which is not sent.
    Dry,
}

impl How {
    pub(super) fn said(matches: &ArgMatches) -> Self {
        match (matches.get_flag("dry-run"), matches.get_flag("json")) {
            (true, _) => Self::Dry,
            (false, true) => Self::Json,
            (false, false) => Self::Table,
        }
    }
}

impl<'s> Task<'s> {
    pub(super) fn of(surface: &'s Surface<'s>, operation: &'s Operation<'s>) -> Self {
        Self {
            surface,
            operation,
            parameters: flags::of_parameters(surface, operation),
            body: flags::of_body(surface, operation),
        }
    }

    /// True when the body is a list.
    pub(super) fn takes_a_list(&self) -> bool {
        matches!(self.operation.declared.body, Some(Type::List { .. }))
    }

    /// The flags that may also stand at their place on the line, in that order.
    pub(super) fn placed(&self) -> Vec<&Flag> {
        let flags = self.parameters.iter().chain(&self.body);
        let mut placed: Vec<_> = flags.filter(|flag| flag.placed).collect();
        placed.sort_by_key(|flag| flag.rank());
        placed
    }

    /// True when the command is to start a subscription.
    pub(super) fn starts(&self, matches: &ArgMatches) -> bool {
        let said = matches.try_get_one::<Value>("TryStart").ok().flatten();
        said == Some(&Value::Bool(true)) || self.operation.declared.path.ends_with("/Start")
    }

    /// True when one of its dates is the present one.
    pub(super) fn says_now(&self, matches: &ArgMatches) -> bool {
        self.parameters
            .iter()
            .chain(&self.body)
            .any(|flag| flag.says_now(matches))
    }
}
