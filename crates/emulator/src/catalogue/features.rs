//! The features of the sample business.

/// A feature.
#[derive(Debug)]
pub(crate) struct Feature {
    pub(crate) id: u64,
    pub(crate) reference: &'static str,
    pub(crate) title: &'static str,
    pub(crate) kind: Type,
    pub(crate) visible: bool,
}

/// The type of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    OnOff,
    /// A stock that stays.
    Limitation,
    /// A volume that starts again with every period.
    Consumption,
}

impl Type {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::OnOff => "OnOff",
            Self::Limitation => "Limitation",
            Self::Consumption => "Consumption",
        }
    }
}

pub(super) static EXPORT: Feature = visible(61_001, "feat-module-a", "Export", Type::OnOff);
pub(super) static USERS: Feature = visible(61_002, "feat-users", "Users", Type::Limitation);
pub(super) static SUPPORT: Feature = visible(61_003, "feat-module-b", "Priority support", Type::OnOff);
pub(super) static MESSAGES: Feature =
    visible(61_004, "feat-text-messages", "Text messages", Type::Consumption);
pub(super) static PROJECTS: Feature = visible(61_005, "feat-projects", "Projects", Type::Limitation);
pub(super) static BETA: Feature = Feature {
    visible: false,
    ..visible(61_006, "feat-beta", "Early access", Type::OnOff)
};

pub(crate) static FEATURES: &[&Feature] = &[&EXPORT, &USERS, &SUPPORT, &MESSAGES, &PROJECTS, &BETA];

const fn visible(id: u64, reference: &'static str, title: &'static str, kind: Type) -> Feature {
    Feature {
        id,
        reference,
        title,
        kind,
        visible: true,
    }
}

pub(crate) fn feature(reference: &str) -> Option<&'static Feature> {
    FEATURES
        .iter()
        .copied()
        .find(|feature| feature.reference == reference)
}
