//! The features of the sample business.

/// A feature.
#[derive(Debug)]
pub(in crate::emulator) struct Feature {
    pub(in crate::emulator) id: u64,
    pub(in crate::emulator) reference: &'static str,
    pub(in crate::emulator) title: &'static str,
    pub(in crate::emulator) kind: Type,
    pub(in crate::emulator) visible: bool,
}

/// How a feature is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emulator) enum Type {
    OnOff,
    /// A stock that stays.
    Limitation,
    /// A volume that starts again with every period.
    Consumption,
}

impl Type {
    pub(in crate::emulator) fn name(self) -> &'static str {
        match self {
            Self::OnOff => "OnOff",
            Self::Limitation => "Limitation",
            Self::Consumption => "Consumption",
        }
    }
}

pub(super) static EXPORT: Feature = feature(61_001, "feat-module-a", "Export", Type::OnOff);
pub(super) static USERS: Feature = feature(61_002, "feat-users", "Users", Type::Limitation);
pub(super) static SUPPORT: Feature = feature(61_003, "feat-module-b", "Priority support", Type::OnOff);
pub(super) static MESSAGES: Feature =
    feature(61_004, "feat-text-messages", "Text messages", Type::Consumption);
pub(super) static PROJECTS: Feature = feature(61_005, "feat-projects", "Projects", Type::Limitation);
pub(super) static BETA: Feature = Feature {
    visible: false,
    ..feature(61_006, "feat-beta", "Early access", Type::OnOff)
};

pub(in crate::emulator) static FEATURES: &[&Feature] =
    &[&EXPORT, &USERS, &SUPPORT, &MESSAGES, &PROJECTS, &BETA];

const fn feature(id: u64, reference: &'static str, title: &'static str, kind: Type) -> Feature {
    Feature {
        id,
        reference,
        title,
        kind,
        visible: true,
    }
}
