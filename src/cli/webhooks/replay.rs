use proabono_cli::terminal::{Failure, say};

use crate::cli::configured::Configured;
use crate::config::Config;
use crate::events::InboxFile;
#[cfg(feature = "redis")]
use crate::events::SharedInbox;
#[cfg(feature = "redis")]
use crate::shared::Shared;

use super::inbox;
use super::pace::wait;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  proabono-portal webhooks replay trg_1234
  proabono-portal webhooks replay --dead

The server that runs takes them up within a second or so. An event that is done may be worked anew, too: its customer is read
again, which does no harm, and the application gets a further post.")]
pub(super) struct Arguments {
    /// The ids of events, or of posts to the application (their webhook-id).
    #[arg(required_unless_present = "dead", conflicts_with = "dead")]
    ids: Vec<String>,
    /// Every event and every post that failed for good.
    #[arg(long)]
    dead: bool,
    #[command(flatten)]
    configured: Configured,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let config = Config::load(arguments.configured.config.as_deref())?;
    #[cfg(feature = "redis")]
    if let (Some(redis), true) = (&config.redis, arguments.dead) {
        let shared = Shared::open(redis)?;
        return wait(async { anew(SharedInbox::new(&shared).replay_dead(inbox::now()).await?) });
    }
    let inbox = inbox::opened(&config)?;
    wait(async {
        if arguments.dead {
            anew(inbox.replay_dead(inbox::now()).await?)
        } else {
            each(&inbox, &arguments.ids).await
        }
    })
}

fn anew((events, posts): (u64, u64)) -> Result<(), Failure> {
    say(format_args!(
        "Worked anew: {events} events. Made anew: {posts} posts."
    ))
}

async fn each(inbox: &InboxFile, ids: &[String]) -> Result<(), Failure> {
    let mut missing = Vec::new();
    for id in ids {
        if inbox.replay(id, inbox::now()).await? {
            say(format_args!("{id} is worked anew."))?;
        } else {
            missing.push(format!("{id:?}"));
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!("there is no event and no post with the id {}", missing.join(", ")).into())
}
