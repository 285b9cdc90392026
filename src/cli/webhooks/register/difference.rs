use crate::proabono::backoffice::{TypeTrigger, Webhook};

use super::account::is_in_use;

/// Compares a webhook with the one that it should be; each difference is a clause. The events that ProAbono has just refused are not asked for again.
pub(super) fn differences(webhook: &Webhook, refused: &[TypeTrigger]) -> Vec<String> {
    let mut found = Vec::new();
    if !is_in_use(webhook) {
        let state = webhook
            .state_life
            .as_ref()
            .map_or("not said", |state| state.as_str());
        found.push(format!(
            "the webhook is not in use (its state is {state}), so that ProAbono sends it nothing: run this command without \
             --check, or see the back office, Integration, Webhooks"
        ));
    }
    let sent = webhook.triggers.as_deref().unwrap_or_default();
    let missing: Vec<_> = TypeTrigger::current()
        .filter(|trigger| !sent.contains(trigger) && !refused.contains(trigger))
        .collect();
    let missing: Vec<_> = missing.iter().map(TypeTrigger::as_str).collect();
    if !missing.is_empty() {
        found.push(format!(
            "ProAbono does not send these events: {}; tick them in the back office, or --delete the webhook and register it anew",
            missing.join(", ")
        ));
    }
    found
}
