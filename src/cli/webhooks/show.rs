use proabono_cli::api::table;
use proabono_cli::terminal::{Failure, say};
use serde_json::{Value, json};

use crate::cli::configured::Configured;
use crate::events::InboxFile;

use super::inbox;
use super::pace::wait;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  proabono-portal webhooks show trg_1234
  proabono-portal webhooks show msg_0f3c9a526d1e4b7c9a110c5e2d7f8b90 --json

An event holds the name and the e-mail address of its customer, as ProAbono sent them.")]
pub(super) struct Arguments {
    /// The id of an event of ProAbono's, or of a post to the application (its webhook-id).
    id: String,
    /// Writes JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    configured: Configured,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let inbox = inbox::open(arguments.configured.config.as_deref())?;
    let id = &arguments.id;
    let found = wait(find(&inbox, id))?;
    let found = found.ok_or_else(|| {
        format!("there is no event and no post with the id {id:?}; done ones are removed after PORTAL_WEBHOOKS__KEEP_FOR")
    })?;
    if arguments.json {
        say(serde_json::to_string_pretty(&found)?)
    } else {
        say(table(&found))
    }
}

async fn find(inbox: &InboxFile, id: &str) -> Result<Option<Value>, Failure> {
    if let Some(shown) = inbox.show(id).await? {
        let mut event = inbox::event(&shown.listed);
        event["body"] = read(&shown.body);
        return Ok(Some(event));
    }
    let Some(post) = inbox.post(id).await? else {
        return Ok(None);
    };
    let value = json!({
        "id": post.id,
        "made": inbox::moment(post.made),
        "attempts": post.attempts,
        "next_try": post.next_try.map(inbox::moment),
        "ended": post.ended.map(inbox::moment),
        "delivered": post.delivered,
        "status": post.status,
        "answer": post.answer,
        "body": read(post.body.as_bytes()),
    });
    Ok(Some(inbox::without_nothing(value)))
}

/// The JSON, or the text when it is none.
fn read(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap_or_else(|_| json!(String::from_utf8_lossy(body)))
}
