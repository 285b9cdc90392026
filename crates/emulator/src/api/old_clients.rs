//! The names that ProAbono's clients of earlier years use. They are taken with [`Options::old_clients`](crate::Options::old_clients) only.

use serde_json::{Map, Value};

use super::property::{Kind, Property};
use crate::world::World;

/// Parameters that change nothing where they are not declared.
const IGNORED: [&str; 4] = ["Html", "Language", "Aggregate", "EnsureBillable"];

/// Gives every member its present name, and leaves out what means nothing any more.
pub(super) fn adapt(declared: &[&Property], sent: &mut Map<String, Value>, world: &World) {
    let is_declared = |name: &str| declared.iter().any(|property| property.name == name);
    for (old, new) in [
        ("DateTime", "DateStamp"),
        ("IsAutoBilling", "ModeBilling"),
        ("IdCustomer", "ReferenceCustomer"),
    ] {
        if !is_declared(new) || is_declared(old) {
            continue;
        }
        let Some(value) = sent.get(old).and_then(|value| today(old, value, world)) else {
            continue;
        };
        if sent.get(new).is_none_or(|known| *known == value) {
            sent.remove(old);
            sent.insert(new.to_owned(), value);
        }
    }
    // ProAbono's own node sends `false` for a date that nobody chose.
    let is_date = |name: &str| {
        let mut dates = declared
            .iter()
            .filter(|property| matches!(property.kind, Kind::Date));
        dates.any(|property| property.name == name)
    };
    sent.retain(|name, value| *value != Value::Bool(false) || !is_date(name));
    sent.retain(|name, _| is_declared(name) || !IGNORED.contains(&name.as_str()));
}

/// The value under the present name. An id that is no customer's has none: it stays, and is refused by its name.
fn today(old: &str, value: &Value, world: &World) -> Option<Value> {
    match old {
        "IsAutoBilling" => {
            let auto = value.as_bool().or_else(|| value.as_str()?.parse().ok())?;
            Some(if auto { "Auto" } else { "Manual" }.into())
        }
        "IdCustomer" => {
            let id = value.as_u64().or_else(|| value.as_str()?.parse().ok())?;
            Some(world.customer_by_id(id)?.reference_customer.as_str().into())
        }
        _ => Some(value.clone()),
    }
}
