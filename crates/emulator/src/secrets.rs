//! Hides credentials, such as the key of an agent or the keys of a gateway, in what a test may ask for.

use serde_json::Value;

/// The text in the place of a credential.
const HIDDEN: &str = "(hidden)";

/// Replaces every credential. They are recognised by the names of their members, because most gateways have blocks that are
/// documented nowhere.
pub(crate) fn hidden(mut value: Value) -> Value {
    hide(&mut value, false);
    value
}

/// Replaces every address, and every opener of the in-site portal: whoever has one can open the page. A path of the API opens
/// nothing without the keys.
pub(crate) fn without_links(mut value: Value) -> Value {
    hide_links(&mut value);
    value
}

fn hide_links(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let opens = ["href", "query", "url"]
                    .iter()
                    .any(|one| name.eq_ignore_ascii_case(one));
                let path = member.as_str().is_some_and(|text| text.starts_with("/v1/"));
                if opens && member.is_string() && !path {
                    *member = Value::from(HIDDEN);
                } else {
                    hide_links(member);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hide_links),
        Value::String(text) if text.contains("://") => HIDDEN.clone_into(text),
        _ => {}
    }
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

/// True for the block of a gateway's keys, such as `CardStripe`. The members of most of them are not documented.
pub(crate) fn is_gateway(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["card", "directdebit", "mandate"]
        .iter()
        .any(|start| name.starts_with(start))
}

/// `KeyPublic` is not a secret.
fn is_secret(name: &str) -> bool {
    const PARTS: [&str; 4] = ["secret", "password", "token", "private"];
    let name = name.to_ascii_lowercase();
    name == "key" || PARTS.iter().any(|part| name.contains(part))
}
