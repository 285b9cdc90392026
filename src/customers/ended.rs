//! ProAbono's words for the end of a workflow.

use serde::{Deserialize, Serialize};

/// The workflow that a visitor comes back from. Source: ProAbono's guide of redirects, `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum From {
    Subscribe,
    Upgrade,
    Restart,
    Options,
    Terminate,
    Permission,
    Invoice,
    Portal,
    /// A workflow that is unknown here.
    Elsewhere,
}

impl From {
    /// Reads the parameter `from`, in whatever case.
    pub(crate) fn named(text: &str) -> Self {
        match text.to_ascii_lowercase().as_str() {
            "subscribe" => Self::Subscribe,
            "upgrade" => Self::Upgrade,
            "restart" => Self::Restart,
            "options" => Self::Options,
            "terminate" => Self::Terminate,
            "permission" => Self::Permission,
            "invoice" => Self::Invoice,
            "portal" => Self::Portal,
            _ => Self::Elsewhere,
        }
    }
}

/// The outcome of a workflow. Source: the same guide, `outcome`. Neither a cancellation nor a failure is in it: the names of those
/// are what a legacy redirect, or an operator who wrote one, would call them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Outcome {
    NoCharge,
    Paid,
    Pending,
    Registered,
    Due,
    /// The parameter is missing.
    Unsaid,
    /// The parameter has a value that is unknown here.
    Unknown,
    /// The visitor left before the end.
    Cancelled,
    /// It failed.
    Failed,
}

impl Outcome {
    /// Reads the parameter `outcome`, in whatever case.
    pub(crate) fn named(text: &str) -> Self {
        match text.to_ascii_lowercase().as_str() {
            "nocharge" => Self::NoCharge,
            "paid" => Self::Paid,
            "pending" => Self::Pending,
            "registered" => Self::Registered,
            "due" => Self::Due,
            "" => Self::Unsaid,
            "cancel" | "canceled" | "cancelled" | "abandoned" | "aborted" => Self::Cancelled,
            "declined" | "denied" | "error" | "failed" | "failure" | "refused" | "rejected" => Self::Failed,
            _ => Self::Unknown,
        }
    }

    /// Tells whether the workflow ended as the visitor wanted it to, so that ProAbono should know of it soon.
    pub(crate) fn is_success(self) -> bool {
        !matches!(self, Self::Unknown | Self::Cancelled | Self::Failed)
    }
}
