//! An answer of the API before it is sent, so that a fault can still spoil it.

use serde::Serialize;
use serde_json::Value;

use crate::clock::Moment;
use crate::secrets;

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

    /// The same with every date written without its offset.
    pub(crate) fn without_offsets(self) -> Self {
        let Ok(mut body) = serde_json::from_str(&self.body) else {
            return self;
        };
        strip_offsets(&mut body);
        Self {
            body: body.to_string(),
            ..self
        }
    }

    /// The body as a record shows it: without links and credentials.
    pub(crate) fn shown(&self) -> Value {
        if self.body.is_empty() {
            return Value::Null;
        }
        match serde_json::from_str(&self.body) {
            Ok(body) => secrets::without_links(secrets::hidden(body)),
            Err(_) => Value::from("(this is not JSON)"),
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

/// Writes every date without its offset.
pub(crate) fn strip_offsets(value: &mut Value) {
    match value {
        Value::String(text) if Moment::parse(text).is_some() && text.ends_with('Z') => {
            text.pop();
        }
        Value::Array(items) => items.iter_mut().for_each(strip_offsets),
        Value::Object(members) => members.values_mut().for_each(strip_offsets),
        _ => {}
    }
}
