//! The flags of `emulate` that are about webhooks; how they are told can be changed later, at `/_emulator/webhooks`.

use clap::builder::NonEmptyStringValueParser;

use crate::emulator::{Deliveries, Loss, Options};

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Webhooks")]
pub(super) struct WebhooksArguments {
    /// The secret that everything is signed with that webhooks are sent.
    #[arg(long = "webhook-secret", value_name = "SECRET", default_value_t = Options::default().webhook_secret)]
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    secret: String,
    /// A webhook that is there and confirmed from the start, and is told of every event: an http address of this machine.
    #[arg(long = "webhook-url", value_name = "URL")]
    url: Option<String>,
    /// How many times each event is delivered.
    #[arg(long = "webhook-duplicate", value_name = "NUMBER", default_value_t = Deliveries::default().duplicate)]
    duplicate: u32,
    /// How long a delivery waits, in milliseconds.
    #[arg(long = "webhook-delay", value_name = "MILLISECONDS", default_value_t = 0)]
    delay: u64,
    /// A window in milliseconds within which the order of the deliveries is lost.
    #[arg(long = "webhook-shuffle", value_name = "MILLISECONDS", default_value_t = 0)]
    shuffle: u64,
    /// The events that never come: `all`, `next=3`, or a share such as `share=0.2`, which the seed chooses.
    #[arg(long = "webhook-drop", value_name = "WHICH", value_parser = loss)]
    drop: Option<Loss>,
    /// An upgrade is told as `SubscriptionTerminatedForUpgrade` and then `SubscriptionUpgraded`.
    #[arg(long = "webhook-swap-pairs")]
    swap_pairs: bool,
    /// How often a delivery is attempted until it is answered with 200.
    #[arg(long = "webhook-attempts", value_name = "NUMBER", default_value_t = Deliveries::default().attempts)]
    attempts: u32,
    /// The wait before the second attempt, in milliseconds of real time.
    #[arg(long = "webhook-first-retry", value_name = "MILLISECONDS")]
    #[arg(default_value_t = Deliveries::default().first_retry_ms)]
    first_retry: u64,
    /// How many times as long each further wait is.
    #[arg(long = "webhook-retry-factor", value_name = "NUMBER", default_value_t = Deliveries::default().retry_factor)]
    retry_factor: f64,
    /// How long a webhook may take to answer, in milliseconds.
    #[arg(long = "webhook-timeout", value_name = "MILLISECONDS", default_value_t = Deliveries::default().timeout_ms)]
    timeout: u64,
    /// How many deliveries one webhook is sent at the same time.
    #[arg(long = "webhook-at-once", value_name = "NUMBER", default_value_t = Deliveries::default().at_once)]
    at_once: usize,
}

impl WebhooksArguments {
    pub(super) fn write(&self, options: &mut Options) {
        options.webhook_secret.clone_from(&self.secret);
        options.webhook_url.clone_from(&self.url);
        options.deliveries = Deliveries {
            duplicate: self.duplicate,
            delay_ms: self.delay,
            shuffle_ms: self.shuffle,
            drop: self.drop,
            swap_pairs: self.swap_pairs,
            attempts: self.attempts,
            first_retry_ms: self.first_retry,
            retry_factor: self.retry_factor,
            timeout_ms: self.timeout,
            at_once: self.at_once,
        };
    }
}

fn loss(text: &str) -> Result<Loss, String> {
    let read = match text.split_once('=') {
        None if text == "all" => Some(Loss::All),
        Some(("next", number)) => number.parse().ok().map(Loss::Next),
        Some(("share", share)) => share.parse().ok().map(Loss::Share),
        _ => None,
    };
    read.ok_or_else(|| "write all, next=3 or share=0.2".to_owned())
}
