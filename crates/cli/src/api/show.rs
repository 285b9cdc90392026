//! The result of a command, on standard output and standard error.

use std::process::ExitCode;

use serde_json::json;

use crate::terminal::{mutter, say};

use super::lists::Many;
use super::send::Reply;
use super::stop::{self, NOTHING, Stop};
use super::view::View;

/// Shows a reply.
pub(super) fn show(view: &View, reply: &Reply, asks: bool, json: bool) -> Result<ExitCode, Stop> {
    match reply {
        Reply::Dry(request) => say(stop::request(request, json)),
        Reply::One(None) => return without_body(asks, json),
        Reply::One(Some(value)) if json => say(format_args!("{value:#}")),
        Reply::One(Some(value)) => say(view.object(value)),
        Reply::Count(count) if json => say(json!({ "TotalItems": count })),
        Reply::Count(Some(count)) => say(count),
        Reply::Count(None) => say("ProAbono does not say how many there are."),
        Reply::Many(many) if json => say(format_args!("{:#}", many.json())),
        Reply::Many(many) => say(view.list(many)).map(|()| remark(many)),
    }
    .map_err(Stop::Failed)?;
    Ok(ExitCode::SUCCESS)
}

/// The end of a command whose answer has no body: nothing was found when something was asked for, and otherwise it is
/// done. A list is neither, it is empty.
pub(super) fn without_body(asks: bool, json: bool) -> Result<ExitCode, Stop> {
    if json {
        say("null").map_err(Stop::Failed)?;
    } else if asks {
        mutter("Nothing found: ProAbono answered without a body.");
    } else {
        mutter("Done: ProAbono answered without a body.");
    }
    Ok(if asks {
        ExitCode::from(NOTHING)
    } else {
        ExitCode::SUCCESS
    })
}

/// Says on standard error that there is more.
fn remark(many: &Many) {
    let read = many.items.len();
    match many.total {
        Some(total) if total > read as u64 => {
            mutter(format_args!("{read} of {total}; --all reads them all."));
        }
        None if read > 0 => mutter("ProAbono does not say how many there are: there may be more."),
        _ => {}
    }
}
