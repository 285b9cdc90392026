use std::io::{IsTerminal as _, Write as _, stderr, stdin};

use proabono_cli::terminal::{Failure, say};

use crate::config::Config;
use crate::proabono::WebhookId;

use super::account::Account;

/// The advice when no code comes.
const NONE: &str = "The server refuses a delivery whose signature is wrong: its log says so, and PROABONO_WEBHOOK_SECRET must be \
                    the secret of the back office (Integration, Webhooks, secure my webhooks)";

/// Has ProAbono send a code to the server, and returns it.
pub(super) async fn of_new_delivery(
    account: &Account,
    _config: &Config,
    id: WebhookId,
) -> Result<String, Failure> {
    account.send_code(id).await?;
    say(format_args!(
        "ProAbono sends a code to {}. The server that runs there writes it to its log.",
        account.url
    ))?;
    if !stdin().is_terminal() {
        return Err(format!(
            "read the code in the server's log, and run this command again with --code CODE. {NONE}"
        )
        .into());
    }
    let mut asked = stderr();
    let _ = write!(asked, "Code: ").and_then(|()| asked.flush());
    let mut line = String::new();
    stdin().read_line(&mut line)?;
    match line.trim() {
        "" => Err(format!("no code was given. {NONE}").into()),
        code => Ok(code.to_owned()),
    }
}
