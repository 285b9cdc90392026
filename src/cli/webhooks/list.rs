use proabono_cli::api::table;
use proabono_cli::terminal::{Failure, say};
use serde_json::Value;

use crate::cli::configured::Configured;
use crate::events::Wanted;

use super::inbox;
use super::pace::wait;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  proabono-portal webhooks list
  proabono-portal webhooks list --state dead
  proabono-portal webhooks list --customer cust-alice --type SubscriptionStarted --json

The states: received, working, done, failed (it is tried again), dead (it is not, until `webhooks replay`).")]
pub(super) struct Arguments {
    /// Only events in this state.
    #[arg(long, value_parser = ["received", "working", "done", "failed", "dead"])]
    state: Option<String>,
    /// Only events about the customer with this reference.
    #[arg(long, value_name = "REFERENCE")]
    customer: Option<String>,
    /// Only events of this type.
    #[arg(long, value_name = "TYPE")]
    r#type: Option<String>,
    /// How many events are shown at most, the latest ones first.
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    limit: usize,
    /// Writes JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    configured: Configured,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let inbox = inbox::open(arguments.configured.config.as_deref())?;
    let wanted = Wanted {
        state: arguments.state.clone(),
        customer: arguments.customer.clone(),
        kind: arguments.r#type.clone(),
    };
    let listed = wait(async { Ok(inbox.list(wanted, arguments.limit).await?) })?;
    let mut events: Vec<Value> = listed.iter().map(inbox::event).collect();
    if arguments.json {
        return say(serde_json::to_string_pretty(&events)?);
    }
    for event in events.iter_mut().filter_map(Value::as_object_mut) {
        // The rest is for `show`.
        for name in ["segment", "came", "copies", "ended", "happened"] {
            event.remove(name);
        }
    }
    say(table(&Value::Array(events)))
}
