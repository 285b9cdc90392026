//! Credentials in what a test may ask for: an agent's key, a gateway's keys. They are taken, and never shown again.

use serde_json::Value;

/// The text in the place of a credential.
const HIDDEN: &str = "(hidden)";

/// The same without them. Their members are known by name: most gateways have blocks that are documented nowhere.
pub(crate) fn hidden(mut value: Value) -> Value {
    hide(&mut value, false);
    value
}

fn hide(value: &mut Value, in_gateway: bool) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let within = in_gateway || is_gateway(name);
                let nested = member.is_object() || member.is_array();
                let secret = is_secret(name) || within && !nested && name != "KeyPublic";
                if secret && !member.is_null() {
                    *member = Value::from(HIDDEN);
                } else {
                    hide(member, within);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                if in_gateway && !item.is_object() && !item.is_array() {
                    *item = Value::from(HIDDEN);
                }
                hide(item, in_gateway);
            }
        }
        _ => {}
    }
}

/// The block of a gateway's keys, `CardStripe` and its like: nobody documents what is in most of them.
pub(crate) fn is_gateway(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["card", "directdebit", "mandate"]
        .iter()
        .any(|start| name.starts_with(start))
}

/// `KeyPublic` is none.
fn is_secret(name: &str) -> bool {
    const PARTS: [&str; 4] = ["secret", "password", "token", "private"];
    let name = name.to_ascii_lowercase();
    name == "key" || PARTS.iter().any(|part| name.contains(part))
}
