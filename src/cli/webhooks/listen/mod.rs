//! `webhooks listen`: ProAbono delivers nothing to a developer's machine, so its past events are asked for again and again.

mod forward;
mod history;
mod line;

use std::time::Duration;

use jiff::Timestamp;
use proabono_cli::terminal::{Failure, mutter, say};
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
    let forward = arguments.forward_to.clone().map(|url| Forward::new(url, &config));
    let mut forward = forward.transpose()?;
    let mut history = History::new(&config.account)?;
    wait(async {
        let mut events = history.begin(arguments.since).await?;
        say("Listening; Ctrl-C ends it.")?;
        let listening = async {
            loop {
                for event in events {
                    say(line::of(&event))?;
                    if let Some(forward) = &mut forward {
                        forward.add(event);
                    }
                }
                if let Some(forward) = &mut forward {
                    forward.run_for(arguments.every).await?;
                } else {
                    sleep(arguments.every).await;
                }
                events = history.news().await.unwrap_or_else(|error| {
                    mutter(format_args!(
                        "ProAbono could not be asked; it is asked again: {}",
                        with_causes(&error)
                    ));
                    Vec::new()
                });
            }
        };
        tokio::select! {
            ended = listening => ended,
            () = signal() => Ok(()),
        }
    })?;
    match forward.map_or(0, |forward| forward.waiting()) {
        0 => Ok(()),
        waiting => say(format_args!("{waiting} events were not taken.")),
    }
}
