//! An answer of the API before it is sent, so that a fault can still spoil it.

use serde::Serialize;

/// Status, type and body.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) content_type: String,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn json(status: u16, body: &impl Serialize) -> Self {
        let body = serde_json::to_string(body)
            .unwrap_or_else(|error| format!("{{\"Code\":\"Emulator\",\"Message\":\"{error}\"}}"));
        Self {
            status,
            content_type: "application/json; charset=utf-8".to_owned(),
            body,
        }
    }

    /// 204.
    pub(super) fn nothing() -> Self {
        Self {
            status: 204,
            content_type: String::new(),
            body: String::new(),
        }
    }
}
