//! The tips on a command line that clap has no way to give.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use proabono_cli::api::{self, Slip};
use proabono_cli::terminal::mutter;

use super::account::Portal;

/// Says them on standard error: where a command that was looked for here is below `api`, that a flag which may stand alone
/// takes true or false after an equals sign only, and where an id goes.
pub(super) fn hint(error: &Error) {
    for tip in tips(error) {
        mutter(format_args!("\n  tip: {tip}"));
    }
}

fn tips(error: &Error) -> Vec<String> {
    let lost = [ContextKind::InvalidArg, ContextKind::InvalidValue]
        .into_iter()
        .filter_map(|kind| text(error, kind))
        .find(|text| matches!(*text, "true" | "false"));
    if let Some(word) = lost {
        return vec![format!(
            "a flag takes {word} after an equals sign, as in --immediate={word}"
        )];
    }
    let (command, slip) = (command(error), slip(error));
    let command: Vec<&str> = command.split(' ').collect();
    let of_ids = slip.map(|slip| api::tips::<Portal>(&command, &slip));
    let elsewhere = text(error, ContextKind::InvalidSubcommand).map(api::places);
    let elsewhere = elsewhere.into_iter().flatten();
    elsewhere
        .map(|place| format!("it is below api: proabono-portal api {place}"))
        .chain(of_ids.into_iter().flatten())
        .collect()
}

fn text(error: &Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text),
        _ => None,
    }
}

/// The names of the command below `api`, as the line of its usage has them.
fn command(error: &Error) -> String {
    let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) else {
        return String::new();
    };
    let usage = usage.to_string();
    let words = usage.split_whitespace().skip_while(|word| *word != "api");
    let names = words
        .skip(1)
        .take_while(|word| word.starts_with(char::is_lowercase));
    names.collect::<Vec<_>>().join(" ")
}

fn slip(error: &Error) -> Option<Slip> {
    match (error.kind(), error.get(ContextKind::InvalidArg)?) {
        (ErrorKind::UnknownArgument, ContextValue::String(word)) if !word.starts_with('-') => {
            Some(Slip::Stray(word.clone()))
        }
        (ErrorKind::MissingRequiredArgument, ContextValue::Strings(missing)) => {
            Some(Slip::Missing(missing.clone()))
        }
        _ => None,
    }
}
