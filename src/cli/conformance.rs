use std::path::PathBuf;
use std::process::ExitCode;

use crate::config::Account;
use crate::conformance::{self, Options, Report};
use crate::proabono::{Credentials, Live};

use super::{Failure, complain, say};

const HELP: &str = "\
The checks are written from the published contract alone. They read what the account holds, and ask for quotes, which
change nothing. With --write they also create customers, subscriptions, usages, balance lines and an invoice, under
references that start with conformance-. None of that can be deleted: give it a sandbox account.

A check is ok, refused (the account does not permit what was asked, which proves nothing: status and code), failed (what
was expected, what came) or not run (why). Nothing that is printed holds a link or a value.

Examples:
  proabono-portal conformance
  proabono-portal conformance --write --json

Exit codes:
  0  nothing failed
  1  something failed, or the checks could not be run
  2  usage: the command line is wrong";

#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(super) struct Arguments {
    /// Also checks what creates and changes objects. They stay: for a sandbox account only.
    #[arg(long)]
    write: bool,
    /// Writes the report as JSON.
    #[arg(long)]
    json: bool,
    /// The configuration file. Environment variables win over it.
    #[arg(long, value_name = "FILE", env = "PORTAL_CONFIG")]
    config: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    match check(arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            complain(&*error);
            ExitCode::FAILURE
        }
    }
}

/// Whether nothing failed.
fn check(arguments: &Arguments) -> Result<bool, Failure> {
    let report = report(arguments)?;
    if arguments.json {
        say(format_args!("{:#}", report.json()))?;
    } else {
        say(&report)?;
    }
    Ok(report.counts().failed == 0)
}

fn report(arguments: &Arguments) -> Result<Report, Failure> {
    let account = Account::load(arguments.config.as_deref())?;
    let live = Live::new(account.client_settings(), account.segment_ref.clone())?;
    let mut strange = account.client_settings();
    strange.credentials = Credentials::new("conformance-wrong-agent", "conformance-wrong-key");
    let stranger = Live::new(strange, account.segment_ref.clone())?;
    let options = Options {
        segment: account.segment_ref.to_string(),
        write: arguments.write,
        unique: format!("{:08x}", rand::random::<u32>()),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    Ok(runtime.block_on(conformance::run(&live, &stranger, &options))?)
}
