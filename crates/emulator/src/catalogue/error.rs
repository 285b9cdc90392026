use std::fmt;

/// A catalogue that cannot be used. The message names the member.
#[derive(Debug)]
pub struct CatalogueError {
    member: String,
    reason: String,
}

impl CatalogueError {
    pub(super) fn new(member: impl fmt::Display, reason: impl fmt::Display) -> Self {
        Self {
            member: member.to_string(),
            reason: reason.to_string(),
        }
    }
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.member.as_str() {
            "" | "." => write!(f, "the catalogue cannot be read: {}", self.reason),
            member => write!(f, "the catalogue cannot be read at {member}: {}", self.reason),
        }
    }
}

impl std::error::Error for CatalogueError {}
