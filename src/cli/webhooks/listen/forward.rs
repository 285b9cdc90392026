use std::collections::VecDeque;
use std::future::pending;
use std::time::Duration;

use proabono::{certificates, with_causes};
use proabono_cli::terminal::{Failure, say_while_read};
use reqwest::Client;
use reqwest::header::CONTENT_TYPE;
use secrecy::SecretString;
use serde_json::Value;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Instant, sleep_until};
use url::Url;

use crate::config::Config;
use crate::events::signed;
use crate::web;

use super::super::pace::PATIENCE;
use super::line;

/// The key of this webhook, which ProAbono would have given it.
const KEY: &str = "webhook-listen";
/// The pause before an event is tried for the second time; it doubles each time.
const FIRST: Duration = Duration::from_secs(1);
/// The longest pause.
const LONGEST: Duration = Duration::from_secs(30);

/// Passes events on as ProAbono would: signed, and until the answer is 200.
pub(super) struct Forward {
    client: Client,
    url: Url,
    secret: SecretString,
    /// The events that are still to be looked at here.
    events: UnboundedReceiver<Value>,
    waiting: VecDeque<Waiting>,
}

struct Waiting {
    event: Value,
    next: Instant,
    pause: Duration,
}

impl Forward {
    pub(super) fn new(url: Url, config: &Config, events: UnboundedReceiver<Value>) -> Result<Self, Failure> {
        let secret = config.webhooks.secret.clone();
        let secret = secret.ok_or(
            "--forward-to: set PROABONO_WEBHOOK_SECRET to the secret that the receiver has, which the events are signed with",
        )?;
        let client = web::client(PATIENCE);
        Ok(Self {
            client: certificates::client(client, [&url])?,
            url,
            secret,
            events,
            waiting: VecDeque::new(),
        })
    }

    fn add(&mut self, event: Value) {
        self.waiting.push_back(Waiting {
            event,
            next: Instant::now(),
            pause: FIRST,
        });
    }

    /// How many events were not taken yet.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.len() + self.events.len()
    }

    /// Passes events on as they come and as they are due, without an end.
    pub(super) async fn run(&mut self) -> Result<(), Failure> {
        loop {
            let next = self.waiting.iter().map(|waiting| waiting.next).min();
            tokio::select! {
                Some(event) = self.events.recv() => self.add(event),
                () = until(next) => self.pass_due().await?,
            }
        }
    }

    /// One attempt for each event that is due.
    async fn pass_due(&mut self) -> Result<(), Failure> {
        for _ in 0..self.waiting.len() {
            // In place until it is taken, so that nothing is lost when this is interrupted.
            let Some(first) = self.waiting.front() else {
                break;
            };
            let due = first.next <= Instant::now();
            let outcome = if due {
                self.pass(&first.event).await
            } else {
                Ok(())
            };
            let Some(mut first) = self.waiting.pop_front() else {
                break;
            };
            if let Err(why) = &outcome {
                say_while_read(format_args!("{}  not taken: {why}", line::of(&first.event)))?;
                first.next = Instant::now() + first.pause;
                first.pause = (first.pause * 2).min(LONGEST);
            }
            if !due || outcome.is_err() {
                self.waiting.push_back(first);
            }
        }
        Ok(())
    }

    async fn pass(&self, event: &Value) -> Result<(), String> {
        let request = self.client.post(self.url.clone());
        let signed = signed(KEY, &self.secret).into_iter();
        let request = signed
            .fold(request, |request, (name, value)| request.header(name, value))
            .header(CONTENT_TYPE, "application/json")
            .body(event.to_string());
        match request.send().await.map(|answer| answer.status().as_u16()) {
            Ok(200) => Ok(()),
            Ok(403) => Err("the answer is 403: it has another PROABONO_WEBHOOK_SECRET".to_owned()),
            Ok(status) => Err(format!("the answer is {status}")),
            Err(error) => Err(with_causes(&error.without_url())),
        }
    }
}

async fn until(time: Option<Instant>) {
    match time {
        Some(time) => sleep_until(time).await,
        None => pending().await,
    }
}
