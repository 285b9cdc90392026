//! Members that hold a credential are known by their names: the blocks of most gateways are documented nowhere, so there is no
//! type to go by.

use serde_json::{Map, Value};

/// The text that stands in the place of a credential.
const HIDDEN: &str = "(hidden)";

/// Tells whether a member of this name is a credential: `Key` of an agent, `KeySecret` of a gateway account, and whatever else
/// says that it is one. `KeyPublic` is none.
pub fn is_secret(name: &str) -> bool {
    const PARTS: [&str; 4] = ["secret", "password", "token", "private"];
    let name = name.to_ascii_lowercase();
    name == "key" || PARTS.iter().any(|part| name.contains(part))
}

/// Tells whether a member of this name is the extra resource of a gateway, which has its name: `CardStripe`, `CardPaybox`. It
/// is not documented what most of them hold, so all of it is taken for a credential, but for `KeyPublic`.
pub fn is_gateway(name: &str) -> bool {
    const KINDS: [&str; 3] = ["card", "directdebit", "mandate"];
    let name = name.to_ascii_lowercase();
    KINDS.iter().any(|kind| name.starts_with(kind))
}

/// The gateway that an object is about. Its extra resource is the member of that name, whatever is in it.
pub fn gateway_of(members: &Map<String, Value>) -> Option<&str> {
    members.get("TypeGateway").and_then(Value::as_str)
}

/// Tells whether a member of this name may be a credential, or hold one, as the block of a gateway does.
pub fn holds_secrets(name: &str) -> bool {
    is_secret(name) || is_gateway(name)
}

/// The JSON with a text in the place of each credential, and otherwise as it was.
pub fn hidden(mut value: Value) -> Value {
    hide(&mut value, false);
    value
}

/// The JSON text without the credentials in it, and otherwise as it was.
pub(super) fn without_secrets(body: &[u8]) -> String {
    if let Ok(mut value) = serde_json::from_slice::<Value>(body)
        && hide(&mut value, false)
    {
        return value.to_string();
    }
    String::from_utf8_lossy(body).into_owned()
}

/// Tells whether there was one.
fn hide(value: &mut Value, in_gateway: bool) -> bool {
    let mut found = false;
    match value {
        Value::Object(members) => {
            let gateway = gateway_of(members).map(str::to_owned);
            for (name, member) in members {
                let within = in_gateway || is_gateway(name) || gateway.as_deref() == Some(name);
                let nested = member.is_object() || member.is_array();
                let secret = is_secret(name) || within && !nested && name != "KeyPublic";
                if secret && !member.is_null() {
                    *member = Value::from(HIDDEN);
                    found = true;
                } else {
                    found |= hide(member, within);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                if in_gateway && !item.is_object() && !item.is_array() {
                    *item = Value::from(HIDDEN);
                    found = true;
                }
                found |= hide(item, in_gateway);
            }
        }
        _ => {}
    }
    found
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn a_credential_is_hidden_however_deep_it_is_and_nothing_else_changes() {
        let body = r#"{"Name":"x","CardStripe":{"KeyPublic":"pk","KeySecret":"sk"},"CardPaybox":{"Hmac":"h","Sites":[1,{"Rank":2}]},"DirectDebitGoCardless":"d","Any":[{"ApiToken":7,"Key":null}]}"#;
        let shown = without_secrets(body.as_bytes());
        let expected = r#"{"Name":"x","CardStripe":{"KeyPublic":"pk","KeySecret":"(hidden)"},"CardPaybox":{"Hmac":"(hidden)","Sites":["(hidden)",{"Rank":"(hidden)"}]},"DirectDebitGoCardless":"(hidden)","Any":[{"ApiToken":"(hidden)","Key":null}]}"#;
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&shown), read(expected));
        let new = r#"{"TypeGateway":"WalletNova","WalletNova":{"Pin":"p"}}"#;
        let hidden = r#"{"TypeGateway":"WalletNova","WalletNova":{"Pin":"(hidden)"}}"#;
        assert_eq!(read(&without_secrets(new.as_bytes())), read(hidden));
        let plain = r#"{ "Amount": 1.50, "KeyCharge": "k" }"#;
        assert_eq!(without_secrets(plain.as_bytes()), plain);
        assert_eq!(without_secrets(b"no JSON"), "no JSON");
    }
}
