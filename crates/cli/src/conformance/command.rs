//! The command `conformance`.

use std::marker::PhantomData;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use proabono_contract::Api;

use crate::connection::{Connection, Keys, runtime};
use crate::operations::Surface;
use crate::program::Program;
use crate::terminal::{Failure, complain, say};

use super::context::Options;
use super::report::Report;
use super::run::{self, Service};

const HELP: &str = "\
The checks are written from the published contract alone. They read what the account holds, and ask for quotes, which
change nothing. With --write they also create customers, subscriptions, usages, balance lines and an invoice, under
references that start with conformance-; of the Backoffice API a business, segments, taxes, texts, an agent and the rest.
Almost none of that can be deleted: give it a sandbox account.

A check is ok, refused (the account does not permit what was asked, which proves nothing: status and code), failed (what
was expected, what came) or not run (why). Nothing that is printed holds a link or a value.

Examples:
  {program} conformance
  {program} conformance --write --json
  {program} conformance --api backoffice

Exit codes:
  0  nothing failed
  1  something failed, or the checks could not be run
  2  usage: the command line is wrong";

/// The arguments of the command.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = HELP.replace("{program}", P::NAME))]
pub struct Arguments<P: Program> {
    /// Which API is checked.
    #[arg(long, value_enum, default_value_t = Checked::Live)]
    api: Checked,
    /// Also checks what creates and changes objects. They stay: for a sandbox account only.
    #[arg(long)]
    write: bool,
    /// Writes the report as JSON.
    #[arg(long)]
    json: bool,
    /// The configuration file. Environment variables win over it.
    #[arg(long, value_name = "FILE", env = P::CONFIG)]
    config: Option<PathBuf>,
    #[arg(skip)]
    program: PhantomData<P>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Checked {
    Live,
    Backoffice,
}

impl<P: Program> Arguments<P> {
    /// Runs the checks; the exit codes are in the help.
    pub fn run(&self) -> ExitCode {
        match self.check() {
            Ok(true) => ExitCode::SUCCESS,
            Ok(false) => ExitCode::FAILURE,
            Err(error) => {
                complain(&*error);
                ExitCode::FAILURE
            }
        }
    }

    /// True when nothing failed.
    fn check(&self) -> Result<bool, Failure> {
        let report = self.report()?;
        if self.json {
            say(format_args!("{:#}", report.json()))?;
        } else {
            say(&report)?;
        }
        Ok(report.counts().failed == 0)
    }

    fn report(&self) -> Result<Report, Failure> {
        let api = match self.api {
            Checked::Live => Api::Live,
            Checked::Backoffice => Api::Backoffice,
        };
        report::<P>(&Surface::published(api), self.config.as_deref(), self.write)
    }
}

/// Runs the checks of an API against the account of the program.
pub(crate) fn report<P: Program>(
    surface: &Surface,
    config: Option<&Path>,
    write: bool,
) -> Result<Report, Failure> {
    let open = |keys| Connection::open::<P>(surface.api, config, keys);
    let (right, wrong) = (open(Keys::Right)?, open(Keys::Wrong)?);
    let options = Options {
        segment: right.segment.clone(),
        write,
        unique: format!("{:08x}", rand::random::<u32>()),
    };
    let service = Service {
        right: &right,
        wrong: &wrong,
        segment_host: P::SEGMENT_HOST,
    };
    Ok(runtime()?.block_on(run::all(surface, &service, &options)))
}
