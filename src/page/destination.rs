use crate::crylk::{self, Crylk, Refusal};

/// What the address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// The customer's home.
    Home,
    /// A link that ProAbono sent, not checked yet.
    Link(Crylk),
    /// A link that cannot even be read.
    Unreadable(Refusal),
}

impl Destination {
    /// Reads a raw query string.
    pub(crate) fn of(query: &str) -> Self {
        match crylk::from_query(query) {
            Ok(None) => Self::Home,
            Ok(Some(link)) => Self::Link(link),
            Err(refusal) => Self::Unreadable(refusal),
        }
    }
}
