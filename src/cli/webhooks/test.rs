use jiff::Timestamp;
use proabono_cli::terminal::{Failure, say};

use crate::cli::configured::Configured;
use crate::config::{Config, HostConfig, HostKey};
use crate::events::host::{Message, Sender, new_id};

use super::pace::wait;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  proabono-portal webhooks test --config portal.toml

The message is of the type webhooks.test, and its data is empty. The server need not run.")]
pub(super) struct Arguments {
    #[command(flatten)]
    configured: Configured,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let config = Config::load(arguments.configured.config.as_deref())?;
    let host = config.webhooks.host.as_ref().ok_or(
        "no application is told of changes: set PORTAL_WEBHOOKS__HOST_URL and PORTAL_WEBHOOKS__HOST_KEYS (docs/webhooks.md)",
    )?;
    keys(host)?;
    wait(post(host))
}

fn keys(host: &HostConfig) -> Result<(), Failure> {
    for key in host.keys.iter().filter_map(HostKey::public) {
        say(format_args!(
            "The application checks the signatures v1a with the public key {key}"
        ))?;
    }
    Ok(())
}

async fn post(host: &HostConfig) -> Result<(), Failure> {
    let place = host.url.origin().ascii_serialization();
    let (id, body) = (new_id(), Message::trial(Timestamp::now()).body());
    say(format_args!("Posting {id} to {place}"))?;
    let attempt = Sender::new(host)?.send(&id, &body).await;
    match (attempt.status, attempt.success()) {
        (_, Some(status)) => say(format_args!(
            "The application takes the posts: it answered {status}"
        )),
        (Some(status), None) => Err(refused(status, &attempt.answer).into()),
        (None, None) => Err(format!("{place} does not answer: {}", attempt.answer).into()),
    }
}

fn refused(status: u16, answer: &str) -> String {
    let hint = match status {
        300..400 => {
            "a redirect is not followed: write the address that it leads to into PORTAL_WEBHOOKS__HOST_URL"
        }
        401 | 403 | 400 => {
            "most likely it has another key, reads another body than the bytes that came, or its clock is wrong"
        }
        404 | 405 => "nothing takes a POST at the path of PORTAL_WEBHOOKS__HOST_URL",
        410 => "by which it says that nobody listens there any more; such a post is not tried again",
        _ => "its log says why",
    };
    let said = if answer.is_empty() {
        String::new()
    } else {
        format!(" with {answer:?}")
    };
    format!("the application does not take the posts: it answered {status}{said}; {hint}")
}
