use proabono::{certificates, is_loopback, with_causes};
use proabono_cli::terminal::{Failure, say};
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

use crate::cli::configured::Configured;
use crate::config::Account;
use crate::web;

use super::pace::{PATIENCE, wait};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  proabono-portal webhooks trigger SubscriptionStarted cust-alice

The emulator sends the event to its webhooks, as it sends those that really happen there. Nothing of the account
changes.")]
pub(super) struct Arguments {
    /// The type of the event.
    #[arg(value_name = "TYPE")]
    r#type: String,
    /// The reference of the customer that it is about.
    customer: String,
    #[command(flatten)]
    configured: Configured,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let account = Account::load_backoffice(arguments.configured.config.as_deref(), true)?;
    let base = account.backoffice_settings().base;
    if !is_loopback(&base) {
        return Err(format!(
            "events are made at an emulator only, and the Backoffice API that is configured is at {base}: set \
             PROABONO_BACKOFFICE_BASE to the address of an emulator on this machine. At ProAbono an event happens \
             when something happens"
        )
        .into());
    }
    let url = base.join("/_emulator/trigger")?;
    let client = web::client(PATIENCE);
    let client = certificates::client(client, [&url])?;
    let body = json!({
        "TypeTrigger": arguments.r#type,
        "ReferenceCustomer": arguments.customer,
    });
    let request = client
        .post(url)
        .header(CONTENT_TYPE, "application/json")
        .body(body.to_string());
    wait(async {
        let answer = request.send().await.map_err(|error| {
            let why = with_causes(&error.without_url());
            format!("the emulator at {base} does not answer: {why}")
        })?;
        let status = answer.status().as_u16();
        let answer: Value = serde_json::from_slice(&answer.bytes().await?).unwrap_or_default();
        said(status, &answer)
    })
}

fn said(status: u16, answer: &Value) -> Result<(), Failure> {
    match (status, answer["Id"].as_str(), answer["error"].as_str()) {
        (202, Some(id), _) => say(format_args!("The event {id} is on its way.")),
        (_, _, Some(error)) => Err(format!("the emulator refuses: {error}").into()),
        _ => Err(format!(
            "the service there answers {status}: it is no emulator, or one that knows no events"
        )
        .into()),
    }
}
