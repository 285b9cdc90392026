//! A fault in a body, with its place.

use proabono::holds_secrets;

use super::flags;
use super::kind::secret_shape;
use super::stop::Stop;

/// The first thing that is wrong in a body.
pub(super) struct Fault {
    /// From the root of the body: `Features[0].Reference`.
    path: String,
    what: String,
}

impl Fault {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self {
            path: String::new(),
            what: what.into(),
        }
    }

    /// Null, in a place where it means nothing.
    pub(super) fn null() -> Self {
        Self::new("it is null, and null is not sent; leave it out")
    }

    /// The same, seen from one level further up.
    pub(super) fn below(mut self, step: &str) -> Self {
        let join = if self.path.is_empty() || self.path.starts_with('[') {
            ""
        } else {
            "."
        };
        self.path = format!("{step}{join}{}", self.path);
        self
    }

    /// The words for it, with the file, or the flag of the member.
    pub(super) fn said(self, file: Option<&str>) -> Stop {
        let Self { path, what } = self;
        let member = path
            .trim_start_matches("[0].")
            .split(['.', '['])
            .next()
            .unwrap_or_default();
        let from = match file {
            Some(file) => format!("--body {file}: "),
            None if member.is_empty() => String::new(),
            None => format!("--{}: ", flags::name(member)),
        };
        // Below the block of a gateway, even a name may be a key.
        Stop::Usage(if path != member && path.split('.').any(holds_secrets) {
            format!("{from}{member}: {}", secret_shape(member))
        } else if path.is_empty() {
            format!("{from}{what}")
        } else {
            format!("{from}{path}: {what}")
        })
    }

    #[cfg(test)]
    pub(super) fn path(&self) -> &str {
        &self.path
    }
}
