//! Credentials in what a test may ask for: an agent's key, a gateway's keys. They are taken, and never shown again.

use serde_json::Value;

/// What stands in the place of one.
const HIDDEN: &str = "(hidden)";

/// The same without them. Their members are known by name: most gateways have blocks that are documented nowhere.
pub(super) fn hidden(mut value: Value) -> Value {
    hide(&mut value);
    value
}

fn hide(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if is_secret(name) && !member.is_null() {
                    *member = Value::from(HIDDEN);
                } else {
                    hide(member);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hide),
        _ => {}
    }
}

/// `KeyPublic` is none.
fn is_secret(name: &str) -> bool {
    const PARTS: [&str; 4] = ["secret", "password", "token", "private"];
    let name = name.to_ascii_lowercase();
    name == "key" || PARTS.iter().any(|part| name.contains(part))
}
