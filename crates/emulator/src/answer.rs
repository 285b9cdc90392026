//! An answer of the API before it is sent, so that a fault can still spoil it.

use serde::Serialize;

/// Status, type and body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(status: u16, body: &impl Serialize) -> Self {
        let body = serde_json::to_string(body)
            .unwrap_or_else(|error| format!("{{\"Code\":\"Emulator\",\"Message\":\"{error}\"}}"));
        Self {
            status,
            content_type: "application/json; charset=utf-8".to_owned(),
            body,
        }
    }

    /// 204.
    pub(crate) fn nothing() -> Self {
        Self {
            status: 204,
            content_type: String::new(),
            body: String::new(),
        }
    }
}
