use serde_json::Value;

/// One line about an event: when it happened, its type, its customer and its id.
pub(super) fn of(event: &Value) -> String {
    let text = |value: &Value| match value {
        Value::String(text) => plain(text),
        Value::Null => "-".to_owned(),
        other => plain(&other.to_string()),
    };
    let customer = &event["Customer"]["ReferenceCustomer"];
    format!(
        "{}  {:<40} {:<24} {}",
        text(&event["DateTrigger"]),
        text(&event["TypeTrigger"]),
        text(customer),
        text(&event["Id"])
    )
}

/// The text without what would move the cursor.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}
