//! The command `config`: what an upgrade asks of a file of settings.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use proabono_cli::terminal::{Failure, say};

use crate::config::keys;
use crate::settings::renamed::{self, Renamed};

use super::configured::Configured;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Rewrites the settings of the file that have another name now, and says which; names the variables that have.
    #[command(after_help = "\
Examples:
  proabono-portal config migrate --config portal.toml
  proabono-portal config migrate --check --config portal.toml

Exit codes:
  0  every setting has its present name, or has it now
  1  with --check: some have not; or the file cannot be read or written, standard error says why
  2  usage: the command line is wrong")]
    Migrate(Migrate),
}

#[derive(Debug, clap::Args)]
struct Migrate {
    #[command(flatten)]
    configured: Configured,
    /// Changes nothing, and ends with exit code 1 when there is something to change.
    #[arg(long)]
    check: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.command {
        Command::Migrate(arguments) => migrate(arguments),
    }
}

fn migrate(arguments: &Migrate) -> Result<(), Failure> {
    let mut found = 0;
    if let Some(file) = &arguments.configured.config {
        // A link stays one: it is the file behind it that is written.
        let place = fs::canonicalize(file).unwrap_or_else(|_| file.clone());
        let (text, changes) = renamed::in_file(&place, keys())?;
        found += changes.len();
        for Renamed { line, before, now } in &changes {
            say(format_args!("{}:{line}: {before} is {now} now", file.display()))?;
        }
        if !changes.is_empty() && !arguments.check {
            replace(&place, &text)?;
            say(format_args!("{} is rewritten.", file.display()))?;
        }
    }
    for (before, now) in renamed::in_environment(keys()) {
        found += 1;
        say(format_args!(
            "{before} is {now} now: change it where it is set, which this command cannot do"
        ))?;
    }
    match found {
        0 => say("Every setting has its present name.")?,
        _ if arguments.check => {
            return Err("some settings have another name now; the old ones are still taken".into());
        }
        _ => {}
    }
    Ok(())
}

/// Writes the file anew, in one step, so that whoever reads it meanwhile reads all of the old or of the new one. Its owner and
/// its mode stay.
fn replace(file: &Path, text: &str) -> Result<(), Failure> {
    let mut name = file.as_os_str().to_owned();
    name.push(".new");
    let beside = PathBuf::from(name);
    let mut options = File::options();
    options.write(true).create_new(true);
    // Readable to nobody else, until it has the mode of the original.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // A file that stands there already is somebody else's.
    let new = options
        .open(&beside)
        .map_err(|error| format!("{} cannot be written ({error})", beside.display()))?;
    let written = write(new, file, text).and_then(|()| fs::rename(&beside, file));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        format!("{} cannot be rewritten ({error})", file.display()).into()
    })
}

fn write(mut new: File, original: &Path, text: &str) -> std::io::Result<()> {
    let about = fs::metadata(original)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let own = new.metadata()?;
        if (own.uid(), own.gid()) != (about.uid(), about.gid()) {
            fchown(&new, Some(about.uid()), Some(about.gid()))?;
        }
    }
    new.set_permissions(about.permissions())?;
    new.write_all(text.as_bytes())?;
    new.sync_all()
}
