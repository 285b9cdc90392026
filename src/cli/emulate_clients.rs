//! The flags of `emulate` that are about the programs of others: what they send, what they accept, and how they connect.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::emulator::{DatesShape, Emulator, Options};

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Clients")]
pub(super) struct ClientsArguments {
    /// Takes what clients of earlier years send: `DateTime` for `DateStamp`, `IsAutoBilling` for `ModeBilling`, `IdCustomer` for
    /// `ReferenceCustomer`, and parameters that mean nothing any more.
    #[arg(long)]
    old_clients: bool,
    /// Takes null in a request for a member that is left out, instead of refusing it.
    #[arg(long)]
    null_members: bool,
    /// How answers write dates.
    #[arg(long, value_enum, default_value_t = Dates::WithOffset)]
    dates: Dates,
    /// Speaks https, with a certificate that it makes for this run.
    #[arg(long)]
    https: bool,
    /// Where to write the certificate of the authority that clients must trust; in the folder for temporary files when it
    /// is left out.
    #[arg(long, value_name = "FILE", requires = "https")]
    authority: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Dates {
    /// 2026-11-14T09:30:00.00Z, as in almost every sample.
    WithOffset,
    /// 2026-11-14T09:30:00.00
    WithoutOffset,
}

impl ClientsArguments {
    pub(super) fn write(&self, options: &mut Options) {
        options.old_clients = self.old_clients;
        options.null_members = self.null_members;
        options.https = self.https;
        options.dates = match self.dates {
            Dates::WithOffset => DatesShape::WithOffset,
            Dates::WithoutOffset => DatesShape::WithoutOffset,
        };
    }

    /// Writes the certificate of the authority, where there is one; the path of the file.
    pub(super) fn keep_authority(&self, emulator: &Emulator) -> Result<Option<PathBuf>, String> {
        let Some(pem) = emulator.authority() else {
            return Ok(None);
        };
        let port = emulator.addr().port();
        let usual = || std::env::temp_dir().join(format!("proabono-emulator-{port}.pem"));
        let path = self.authority.clone().unwrap_or_else(usual);
        match replace(&path, pem) {
            Ok(()) => Ok(Some(path)),
            Err(error) => Err(format!(
                "cannot write the certificate to {}: {error}. Choose another file with --authority",
                path.display()
            )),
        }
    }
}

/// Writes the file anew: one of an earlier run makes way, and a link that somebody else puts there meanwhile is not followed.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}
