use clap::builder::PossibleValuesParser;
use proabono_cli::terminal::{Failure, say};

use crate::warnings::{self, AREAS};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  proabono-portal explain sessions-away\n  proabono-portal explain")]
pub(super) struct Arguments {
    /// The code of a warning or an error in the log, as its field `code` has it. Without one, all codes are listed.
    #[arg(value_parser = codes(), hide_possible_values = true)]
    code: Option<String>,
}

fn codes() -> PossibleValuesParser {
    PossibleValuesParser::new(warnings::all().map(|warning| warning.code))
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match arguments.code.as_deref().and_then(warnings::find) {
        Some(warning) => say(format_args!(
            "{}: {}\n\nWhy: {}\n\nWhat to do: {}",
            warning.code, warning.means, warning.why, warning.remedy
        )),
        None => list(),
    }
}

fn list() -> Result<(), Failure> {
    let widest = warnings::all()
        .map(|warning| warning.code.len())
        .max()
        .unwrap_or_default();
    for (number, area) in AREAS.iter().enumerate() {
        let gap = if number == 0 { "" } else { "\n" };
        say(format_args!("{gap}{}", area.name))?;
        for warning in area.warnings {
            say(format_args!("  {:widest$}  {}", warning.code, warning.means))?;
        }
    }
    Ok(())
}
