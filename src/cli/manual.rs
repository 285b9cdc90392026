//! Manual pages: one for every command, with the examples and the exit codes that its help has.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Command;
use clap_mangen::Man;
use proabono_cli::api;
use proabono_cli::terminal::{Failure, complain, print};

/// Where a command has none of its own.
const EXIT_CODES: &str = "  0  done
  1  it could not be done, standard error says why
  2  usage: the command line is wrong";

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  proabono-portal manual > proabono-portal.1
  proabono-portal manual api live customers retrieve > retrieve.1
  proabono-portal manual --directory man1")]
pub(super) struct Arguments {
    /// The command whose page goes to standard output; without one it is the page of the program.
    #[arg(value_name = "COMMAND", conflicts_with = "directory")]
    command: Vec<String>,
    /// Writes a page for every command into this folder instead.
    #[arg(long, value_name = "FOLDER")]
    directory: Option<PathBuf>,
}

/// An unknown command is a wrong command line.
pub(super) fn run(arguments: &Arguments, program: Command) -> Result<ExitCode, Failure> {
    let mut program = program.disable_help_subcommand(true);
    program.build();
    if let Some(directory) = &arguments.directory {
        std::fs::create_dir_all(directory)?;
        return write_all(&program, directory).map(|()| ExitCode::SUCCESS);
    }
    let mut command = &program;
    for name in &arguments.command {
        let Some(below) = command.find_subcommand(name) else {
            let what = format!("there is no command {name:?} in {:?}", command.get_name());
            complain(&*Failure::from(what));
            return Ok(ExitCode::from(2));
        };
        command = below;
    }
    print(&page(command)?).map(|()| ExitCode::SUCCESS)
}

fn write_all(command: &Command, directory: &std::path::Path) -> Result<(), Failure> {
    let name = Man::new(command.clone()).get_filename();
    std::fs::write(directory.join(name), page(command)?)?;
    command
        .get_subcommands()
        .try_for_each(|below| write_all(below, directory))
}

fn page(command: &Command) -> Result<Vec<u8>, Failure> {
    let man = Man::new(command.clone());
    // The generator writes nothing for a date that is not set, and what follows would be taken for it.
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let version = env!("CARGO_PKG_VERSION");
    let title = format!(".TH {name} 1 \"\" \"proabono-portal {version}\" proabono-portal\n");
    let mut page = title.into_bytes();
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    if command.get_arguments().any(|argument| !argument.is_hide_set()) {
        man.render_options_section(&mut page)?;
    }
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    page.extend_from_slice(rest(command).as_bytes());
    Ok(page)
}

/// The text below the options in the help: by its headings, and without one as notes.
fn rest(command: &Command) -> String {
    let help = command.get_after_long_help().or(command.get_after_help());
    let help = help.map(ToString::to_string).unwrap_or_default();
    let (mut notes, mut examples, mut codes) = (String::new(), "", "");
    for part in help.split("\n\n") {
        if let Some(text) = part.strip_prefix("Examples:\n") {
            examples = text;
        } else if let Some(text) = part.strip_prefix("Exit codes:\n") {
            codes = text;
        } else {
            let _ = writeln!(notes, "{part}\n");
        }
    }
    if codes.is_empty() {
        let called = command.get_display_name().unwrap_or_default();
        let of_api = called.starts_with("proabono-portal-api");
        codes = if of_api { api::exit_codes() } else { EXIT_CODES };
    }
    let mut text = String::new();
    for (heading, part) in [
        ("NOTES", notes.trim()),
        ("EXIT STATUS", codes),
        ("EXAMPLES", examples),
    ] {
        if !part.is_empty() {
            let _ = write!(text, ".SH \"{heading}\"\n.nf\n{}\n.fi\n", literal(part));
        }
    }
    text
}

/// Lines as they stand, whatever they begin with and hold.
fn literal(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.replace('\\', "\\e").replace('-', "\\-");
        // A point or a quote at the beginning would be an order.
        if line.starts_with(['.', '\'']) {
            format!("\\&{line}")
        } else {
            line
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
