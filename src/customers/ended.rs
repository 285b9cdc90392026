//! ProAbono's words for the end of a workflow.

/// The workflow that a visitor comes back from. Source: ProAbono's guide of redirects, `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// Reads the parameter `from`.
    pub(crate) fn named(text: &str) -> Self {
        match text {
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

/// The outcome of a workflow. Source: the same guide, `outcome`; the last two come from legacy redirects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Outcome {
    NoCharge,
    Paid,
    Pending,
    Registered,
    Due,
    /// The parameter is missing or unknown.
    Unsaid,
    /// The visitor left before the end.
    Cancelled,
    /// It failed.
    Failed,
}

impl Outcome {
    /// Reads the parameter `outcome`.
    pub(crate) fn named(text: &str) -> Self {
        match text {
            "nocharge" => Self::NoCharge,
            "paid" => Self::Paid,
            "pending" => Self::Pending,
            "registered" => Self::Registered,
            "due" => Self::Due,
            _ => Self::Unsaid,
        }
    }
}
