use std::path::PathBuf;
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};

use super::host::HostConfig;
use crate::settings::values::{DAY, MINUTE, SECOND, between, boolean, number, plain_file};
use crate::settings::{Source, settings};

settings! {
    /// The receiver of ProAbono's events, and what is done about them.
    pub struct WebhooksConfig in "webhooks." {
        /// When true, ProAbono's events are received at /webhooks below the page's path, and what they are about is read anew.
        enabled: bool = boolean, default("false");

        /// The secret of the webhooks: back office, Integration, Webhooks, "secure my webhooks". It is neither the API key nor
        /// the secret of the portal.
        secret: Option<SecretString> = some_secret,
            variable("PROABONO_WEBHOOK_SECRET"), example("the-webhook-secret"), secret();

        /// The secret before the last change. What is signed with it is taken, too; leave it out once ProAbono signs with the new
        /// one.
        previous_secret: Option<SecretString> = some_secret,
            variable("PROABONO_WEBHOOK_PREVIOUS_SECRET"), example("the-webhook-secret-before"), secret();

        /// The SQLite file of the events, a plain path. It is made when it is missing, and readable to the server's own user
        /// alone. It holds the events as ProAbono sent them, with names and e-mail addresses of customers.
        file: PathBuf = plain_file, default("portal-events.db");

        /// How long events that are done with stay in the file, and what was read about rights.
        keep_for: Duration = between(DAY, 400 * DAY), default("60d");

        /// How often an event is tried before it is given up; it then stays in the file until it is replayed by hand.
        attempts: u32 = number(1..=100), default("15");

        /// How many customers are read anew per second, at most.
        reads_per_second: u32 = number(1..=1_000), default("10");

        /// How many events may wait. Above it a delivery gets status 503, and ProAbono sends it again later.
        most_waiting: u64 = number(10..=10_000_000), default("100000");

        /// How often this server looks for events that did not arrive, beside once at the start; 0s is never.
        reconcile_every: Duration = between(Duration::ZERO, 7 * DAY), default("15m");

        /// How long no event may arrive before the log and a metric say so; 0s is any time.
        silence_alarm: Duration = between(Duration::ZERO, 90 * DAY), default("7d");

        /// How many events may wait before the log and a metric say so.
        waiting_alarm: u64 = number(1..=10_000_000), default("1000");

        /// How many deliveries may be refused within ten minutes before the log and a metric say so.
        refusals_alarm: u64 = number(1..=10_000_000), default("20");

        /// How long an open page hears of events by one request, which it then sends anew.
        stream_for: Duration = between(5 * SECOND, 60 * MINUTE), default("10m");

        /// How many open pages may hear of events at once; the others ask now and then.
        streams: usize = number(0..=1_000_000), default("2000");
    }
    parts {
        /// The signed posts to the host application.
        host: Option<HostConfig>,
    }
    checks {
        a_secret_is_there(enabled, secret),
        the_secret_has_changed(secret, previous_secret),
        posts_need_events(enabled, host),
    }
}

impl WebhooksConfig {
    /// The secrets that ProAbono may sign with.
    pub(crate) fn secrets(&self) -> Vec<SecretString> {
        self.secret.iter().chain(&self.previous_secret).cloned().collect()
    }
}

/// Anybody could compute a signature under an empty secret.
fn some_secret(text: &str) -> Result<SecretString, &'static str> {
    if text.is_empty() {
        return Err("it is empty; copy it again, or leave it out");
    }
    Ok(SecretString::from(text))
}

fn a_secret_is_there(source: &mut Source, enabled: Option<&bool>, secret: Option<&Option<SecretString>>) {
    if enabled == Some(&true) && matches!(secret, Some(None)) {
        let what = "it is not set, and webhooks.enabled is true: without it anybody could send events. The back office shows it: \
                    Integration, Webhooks, \"secure my webhooks\"";
        source.problem_with(&WebhooksConfig::secret, what);
    }
}

fn posts_need_events(source: &mut Source, enabled: Option<&bool>, host: Option<&Option<HostConfig>>) {
    if enabled == Some(&false) && matches!(host, Some(Some(_))) {
        source.warn(
            "webhooks.host_url is set, and webhooks.enabled is false: the application is told of nothing"
                .to_owned(),
        );
    }
}

fn the_secret_has_changed(
    source: &mut Source,
    secret: Option<&Option<SecretString>>,
    previous: Option<&Option<SecretString>>,
) {
    let text = |secret: Option<&Option<SecretString>>| {
        let secret = secret.and_then(Option::as_ref);
        secret.map(|secret| secret.expose_secret().to_owned())
    };
    if let (Some(secret), Some(previous)) = (text(secret), text(previous))
        && secret == previous
    {
        let what = "it is the same as PROABONO_WEBHOOK_SECRET; leave it out";
        source.problem_with(&WebhooksConfig::previous_secret, what);
    }
}
