//! A subscription that is a draft grants nothing, and says in one word why: here is the sentence for it.

use serde_json::Value;

/// The remark on an answer that is a draft. `started` says that the command was to start it.
pub(super) fn remark(answer: &Value, started: bool) -> Option<String> {
    let text = |name: &str| answer.get(name).and_then(Value::as_str);
    let state = text("StateSubscription").or(text("Status"))?;
    if !state.starts_with("Draft") || answer.get("ReferenceOffer").is_none() {
        return None;
    }
    let id = answer.get("Id").map_or_else(|| "ID".to_owned(), Value::to_string);
    let start = format!("subscriptions start {id}");
    let why = match state {
        "DraftCustomer" => {
            "the customer has not accepted it yet; its link insite-subscribe leads there".to_owned()
        }
        "DraftDelayedStart" => format!(
            "it starts by itself at its DateStart{}",
            text("DateStart").map_or_else(String::new, |date| format!(", {}", super::text::plain(date)))
        ),
        "DraftDelayedUpgrade" => "it replaces the running subscription at the end of its period".to_owned(),
        _ if started => format!(
            "ProAbono did not start it, most often because the customer cannot be billed; `{start} --ensure-billable` says \
             what is missing"
        ),
        _ => format!("nothing has started it; `{start}` does, and so does --try-start when it is created"),
    };
    Some(format!(
        "It is a draft ({}), which grants nothing: {why}.",
        super::text::plain(state)
    ))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::remark;

    #[test]
    fn every_kind_of_draft_has_its_reason_and_nothing_else_has_one() {
        let said = |state: &str, started| {
            let answer = json!({ "Id": 5, "ReferenceOffer": "pro", "StateSubscription": state });
            remark(&answer, started).unwrap_or_default()
        };
        assert!(said("DraftAgent", false).contains("`subscriptions start 5`"));
        assert!(said("DraftAgent", true).contains("--ensure-billable"));
        assert!(said("DraftCustomer", true).contains("accepted"));
        assert!(said("DraftDelayedStart", true).contains("DateStart"));
        assert!(said("DraftDelayedUpgrade", true).contains("period"));
        for other in ["ActiveRunning", "SuspendedAgent", "EndedUpgrade"] {
            assert_eq!(said(other, false), "");
        }
        let invoice = json!({ "Id": 5, "Status": "Draft", "StateInvoice": "Draft" });
        assert_eq!(remark(&invoice, false), None);
    }
}
