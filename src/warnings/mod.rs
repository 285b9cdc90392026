//! The codes of the warnings and errors in the log: what each means, why it happens, and what to do.
//!
//! A code stays as it is from version to version, so that an alarm may look for it; the sentences beside it may change.

mod customers;
mod events;
mod identity;
mod page;
mod row;
mod server;

pub use row::Warning;

/// A part of the program, and the warnings that come from it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Area {
    /// The name of the part, as a heading.
    pub name: &'static str,
    /// Its warnings.
    pub warnings: &'static [Warning],
}

/// Every warning, by area.
pub const AREAS: [Area; 5] = [
    Area {
        name: "The server",
        warnings: server::WARNINGS,
    },
    Area {
        name: "Signing in",
        warnings: identity::WARNINGS,
    },
    Area {
        name: "The page",
        warnings: page::WARNINGS,
    },
    Area {
        name: "Customers and rights",
        warnings: customers::WARNINGS,
    },
    Area {
        name: "Events",
        warnings: events::WARNINGS,
    },
];

/// Every warning, in the order of the areas.
pub fn all() -> impl Iterator<Item = &'static Warning> {
    AREAS.iter().flat_map(|area| area.warnings)
}

/// The warning of a code.
pub fn find(code: &str) -> Option<&'static Warning> {
    all().find(|warning| warning.code == code)
}
