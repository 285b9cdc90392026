use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::CommandFactory as _;

use super::{Cli, Failure};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  proabono-portal manual > proabono-portal.1\n  proabono-portal manual --directory man1"
)]
pub(super) struct Arguments {
    /// Writes a page for every command into this folder. Without it the first page goes to standard output.
    #[arg(long, value_name = "FOLDER")]
    directory: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(directory) = &arguments.directory {
        std::fs::create_dir_all(directory)?;
        clap_mangen::generate_to(Cli::command(), directory)?;
        return Ok(());
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    let _ = io::stdout().write_all(&page);
    Ok(())
}
