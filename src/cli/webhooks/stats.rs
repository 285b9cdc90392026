use std::collections::BTreeMap;

use proabono_cli::api::table;
use proabono_cli::terminal::{Failure, say};
use serde_json::{Value, json};

use crate::cli::configured::Configured;

use super::inbox;
use super::pace::wait;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  proabono-portal webhooks stats
  proabono-portal webhooks stats --json")]
pub(super) struct Arguments {
    /// Writes JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    configured: Configured,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let inbox = inbox::open(arguments.configured.config.as_deref())?;
    let ((counts, tally), code) = wait(async { Ok((inbox.stats().await?, inbox.code().await?)) })?;
    let code = code.map(|(at, code)| json!({ "code": code, "at": inbox::moment(at) }));
    let mut types: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for (kind, state, number) in tally {
        // The looks that the server makes by itself have no type.
        let kind = if kind.is_empty() {
            "(own looks)".to_owned()
        } else {
            kind
        };
        types.entry(kind).or_default().insert(state, number);
    }
    let stats = inbox::without_nothing(json!({
        "received": counts.received,
        "working": counts.working,
        "failed": counts.failed,
        "dead": counts.dead,
        "oldest_waiting": counts.oldest_waiting.map(inbox::moment),
        "latest": counts.latest.map(inbox::moment),
        "latest_code": code,
        "posts_waiting": counts.posts_waiting,
        "posts_dead": counts.posts_failed,
        "types": types,
    }));
    if arguments.json {
        say(serde_json::to_string_pretty(&stats)?)
    } else {
        say(shown(stats))
    }
}

/// The numbers, and a table with one line for each type.
fn shown(mut stats: Value) -> String {
    let types = stats.as_object_mut().and_then(|stats| stats.remove("types"));
    let types = types
        .as_ref()
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let lines = types.into_iter().map(|(kind, states)| {
        let number = |state: &str| states.get(state).cloned().unwrap_or_else(|| json!(0));
        json!({
            "type": kind, "received": number("received"), "working": number("working"), "done": number("done"),
            "failed": number("failed"), "dead": number("dead"),
        })
    });
    let lines: Vec<Value> = lines.collect();
    format!("{}\n\n{}", table(&stats), table(&Value::Array(lines)))
}
