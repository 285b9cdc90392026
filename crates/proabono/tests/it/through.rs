//! The way of a JSON value through a type of the client and back.

use proabono::{ApiError, Page};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The client writes no errors, so what it read of one is written here.
pub(super) fn members(error: &ApiError) -> Value {
    let mut object = serde_json::json!({ "Code": error.code.as_str(), "Message": error.message });
    for (name, value) in [("Target", &error.target), ("Exception", &error.exception)] {
        if let Some(value) = value {
            object[name] = Value::from(value.as_str());
        }
    }
    object
}

pub(super) fn decoded<T: DeserializeOwned>(body: &Value) -> Result<T, String> {
    serde_json::from_str(&body.to_string()).map_err(|error| error.to_string())
}

pub(super) fn round<T: DeserializeOwned + Serialize>(body: &Value) -> Result<Value, String> {
    decoded::<T>(body).map(|value| serde_json::to_value(value).unwrap())
}

/// The items; an envelope is not written back.
pub(super) fn page<T: DeserializeOwned + Serialize>(body: &Value) -> Result<Value, String> {
    let page = decoded::<Page<T>>(body)?;
    if let Some(total) = body.get("TotalItems") {
        assert_eq!(page.total_items, total.as_u64());
    }
    Ok(json!({ "Items": page.items }))
}
