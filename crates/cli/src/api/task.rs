//! One operation with its flags.

use clap::ArgMatches;
use proabono_contract::Type;

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

    /// True when one of its dates is the present one.
    pub(super) fn says_now(&self, matches: &ArgMatches) -> bool {
        self.parameters
            .iter()
            .chain(&self.body)
            .any(|flag| flag.says_now(matches))
    }
}
