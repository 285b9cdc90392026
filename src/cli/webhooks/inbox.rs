//! The file of the events, as the server beside this command keeps it.

use std::path::Path;

use jiff::Timestamp;
use proabono_cli::terminal::Failure;
use serde_json::{Value, json};

use crate::config::Config;
use crate::events::{InboxFile, Listed, Millis};

/// Opens the file that the configuration at that place names.
pub(super) fn open(config: Option<&Path>) -> Result<InboxFile, Failure> {
    opened(&Config::load(config)?)
}

/// Opens the file that the configuration names.
pub(crate) fn opened(config: &Config) -> Result<InboxFile, Failure> {
    if config.redis.is_some() {
        let what = "the events are in Redis (PORTAL_REDIS__URL), from which this command does not read; `webhooks replay --dead` \
                    works there, and the log and the metrics say what becomes of events";
        return Err(what.into());
    }
    let file = &config.webhooks.file;
    let inbox = InboxFile::open(file)?;
    Ok(inbox.ok_or_else(|| {
        format!(
            "there is no file {}: does the server run on this machine with PORTAL_WEBHOOKS__ENABLED=true, and is \
             PORTAL_WEBHOOKS__FILE the same here and there? A path that does not start with / counts from the folder in which a \
             program is started",
            file.display()
        )
    })?)
}

/// An event as it is shown; `dead` is a state of its own for whoever reads.
pub(super) fn event(listed: &Listed) -> Value {
    let dead = listed.state == "failed" && listed.next_try.is_none();
    let value = json!({
        "id": listed.id,
        "type": listed.kind,
        "customer": listed.customer,
        "segment": listed.segment,
        "state": if dead { "dead" } else { &listed.state },
        "happened": listed.happened.map(moment),
        "received": moment(listed.received),
        "came": listed.came,
        "copies": listed.copies,
        "attempts": listed.attempts,
        "next_try": listed.next_try.map(moment),
        "ended": listed.ended.map(moment),
        "error": listed.error,
    });
    without_nothing(value)
}

/// The members that say something.
pub(super) fn without_nothing(mut value: Value) -> Value {
    if let Some(members) = value.as_object_mut() {
        members.retain(|_, member| !member.is_null() && *member != "");
    }
    value
}

pub(super) fn moment(millis: Millis) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or_default()
}

pub(super) fn now() -> Millis {
    Timestamp::now().as_millisecond()
}
