//! `webhooks listen`: ProAbono delivers nothing to a developer's machine, so its past events are asked for again and again.

mod forward;
mod history;
mod line;

use std::future::pending;
use std::time::Duration;

use jiff::Timestamp;
use proabono_cli::terminal::{Failure, mutter, say, say_while_read};
use serde_json::Value;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::time::sleep;
use url::Url;

use crate::cli::configured::Configured;
use crate::config::Config;
use crate::proabono::{is_loopback, with_causes};
use crate::server::signal;
use crate::settings::values::{DAY, MINUTE, SECOND, between, trusted_address};

use super::pace::wait;

use forward::Forward;
use history::History;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  proabono-portal webhooks listen
  proabono-portal webhooks listen --forward-to http://127.0.0.1:8080/Subscriptions/webhooks
  proabono-portal webhooks listen --since 1h --every 5s

It works alike with ProAbono and with the emulator, and remembers nothing when it ends. An event that is passed on is signed with
PROABONO_WEBHOOK_SECRET, as ProAbono signs, and tried again until the answer is 200. Ctrl-C ends it.")]
pub(super) struct Arguments {
    /// Passes each event on to this address on this machine, as ProAbono would.
    #[arg(long, value_name = "URL", value_parser = here)]
    forward_to: Option<Url>,
    /// How often ProAbono is asked.
    #[arg(long, value_name = "DURATION", default_value = "2s", value_parser = every)]
    every: Duration,
    /// Begins with the events of this time: a date such as 2026-11-30T15:00:00Z, or how long ago, such as 1h.
    #[arg(long, value_name = "TIME", value_parser = since)]
    since: Option<Timestamp>,
    #[command(flatten)]
    configured: Configured,
}

/// An event that is passed on has names and addresses of customers, and a signature that is good for any event.
fn here(text: &str) -> Result<Url, String> {
    let url = trusted_address(text)?;
    if is_loopback(&url) {
        Ok(url)
    } else {
        Err(
            "write an address on this machine, such as http://127.0.0.1:8080/Subscriptions/webhooks"
                .to_owned(),
        )
    }
}

fn every(text: &str) -> Result<Duration, String> {
    between(SECOND / 2, 60 * MINUTE)(text)
}

fn since(text: &str) -> Result<Timestamp, String> {
    if let Ok(date) = text.parse() {
        return Ok(date);
    }
    let ago = between(Duration::ZERO, 60 * DAY)(text);
    let ago =
        ago.map_err(|_| "write a date such as 2026-11-30T15:00:00Z, or how long ago, such as 1h".to_owned())?;
    Ok(Timestamp::now().saturating_sub(ago).unwrap_or_default())
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let config = Config::load(arguments.configured.config.as_deref())?;
    let (found, events) = unbounded_channel();
    let url = arguments.forward_to.clone();
    let forward = url.map(|url| Forward::new(url, &config, events));
    let mut forward = forward.transpose()?;
    let mut history = History::new(&config.account)?;
    wait(async {
        let first = history.begin(arguments.since).await?;
        say("Listening; Ctrl-C ends it.")?;
        // A receiver that is slow to answer holds up neither the questions to ProAbono nor the lines.
        tokio::select! {
            ended = watch(&mut history, first, arguments.every, &found) => ended,
            ended = pass_on(forward.as_mut()) => ended,
            () = signal() => Ok(()),
        }
    })?;
    match forward.map_or(0, |forward| forward.waiting()) {
        0 => Ok(()),
        waiting => say(format_args!("{waiting} events were not taken.")),
    }
}

/// Shows the events and hands them on, and asks ProAbono for the next ones, again and again.
async fn watch(
    history: &mut History,
    mut events: Vec<Value>,
    every: Duration,
    found: &UnboundedSender<Value>,
) -> Result<(), Failure> {
    loop {
        for event in events {
            say_while_read(line::of(&event))?;
            // Nobody takes it where nothing is passed on.
            let _ = found.send(event);
        }
        sleep(every).await;
        events = history.news().await.unwrap_or_else(|error| {
            mutter(format_args!(
                "ProAbono could not be asked; it is asked again: {}",
                with_causes(&error)
            ));
            Vec::new()
        });
    }
}

async fn pass_on(forward: Option<&mut Forward>) -> Result<(), Failure> {
    match forward {
        Some(forward) => forward.run().await,
        None => pending().await,
    }
}
