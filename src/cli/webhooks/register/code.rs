use std::io::{IsTerminal as _, Write as _, stderr, stdin};
use std::time::Duration;

use proabono_cli::terminal::{Failure, say};
use tokio::time::{Instant, sleep};

use crate::config::Config;
use crate::events::InboxFile;
use crate::proabono::WebhookId;

use super::account::Account;

/// How long the code may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often the file is looked at.
const ROUND: Duration = Duration::from_millis(250);

/// The advice when no code comes.
const NONE: &str = "The server refuses a delivery whose signature is wrong: its log says so, and PROABONO_WEBHOOK_SECRET must be \
                    the secret of the back office (Integration, Webhooks, secure my webhooks)";

/// Has ProAbono send a code to the server, and returns it.
pub(super) async fn of_new_delivery(
    account: &Account,
    config: &Config,
    id: WebhookId,
) -> Result<String, Failure> {
    let inbox = InboxFile::open(&config.webhooks.file)?;
    let before = match &inbox {
        Some(inbox) => inbox.code().await?,
        None => None,
    };
    account.send_code(id).await?;
    say(format_args!(
        "ProAbono sends a code to {}. The server that runs there writes it to its log.",
        account.url
    ))?;
    match inbox {
        Some(inbox) => kept(&inbox, before).await,
        None => asked(),
    }
}

/// The code that the server has kept since.
async fn kept(inbox: &InboxFile, before: Option<(i64, String)>) -> Result<String, Failure> {
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        match inbox.code().await? {
            Some(code) if Some(&code) != before.as_ref() => return Ok(code.1),
            _ => sleep(ROUND).await,
        }
    }
    let seconds = PATIENCE.as_secs();
    Err(format!(
        "no code came to this server within {seconds} seconds: run this command again when ProAbono reaches the address, or with \
         --code CODE. {NONE}"
    )
    .into())
}

/// The code that somebody reads in the log of a server elsewhere.
fn asked() -> Result<String, Failure> {
    if !stdin().is_terminal() {
        return Err(format!(
            "read the code in the server's log, and run this command again with --code CODE. {NONE}"
        )
        .into());
    }
    let mut asking = stderr();
    let _ = write!(asking, "Code: ").and_then(|()| asking.flush());
    let mut line = String::new();
    stdin().read_line(&mut line)?;
    match line.trim() {
        "" => Err(format!("no code was given. {NONE}").into()),
        code => Ok(code.to_owned()),
    }
}
