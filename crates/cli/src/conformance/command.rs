use std::path::PathBuf;
use std::process::ExitCode;

use crate::program::Program;
use crate::terminal::{Failure, complain, say};
use proabono::backoffice::Backoffice;
use proabono::{Credentials, Live, Settings};

use super::{Hosts, Options, Report, Suite};

const HELP: &str = "\
The checks are written from the published contract alone. They read what the account holds, and ask for quotes, which
change nothing. With --write they also create customers, subscriptions, usages, balance lines and an invoice, under
references that start with conformance-; of the Backoffice API a business, segments, taxes, texts, an agent and the rest.
Almost none of that can be deleted: give it a sandbox account.

A check is ok, refused (the account does not permit what was asked, which proves nothing: status and code), failed (what
was expected, what came) or not run (why). Nothing that is printed holds a link or a value.

Examples:
  proabono-portal conformance
  proabono-portal conformance --write --json
  proabono-portal conformance --api backoffice

Exit codes:
  0  nothing failed
  1  something failed, or the checks could not be run
  2  usage: the command line is wrong";

/// The arguments of the command.
#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub struct Arguments {
    /// Which API is checked.
    #[arg(long, value_enum, default_value_t = Suite::Live)]
    api: Suite,
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

/// Runs the checks; the exit codes are in the help.
pub fn run<P: Program>(arguments: &Arguments) -> ExitCode {
    match check::<P>(arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            complain(&*error);
            ExitCode::FAILURE
        }
    }
}

/// Whether nothing failed.
fn check<P: Program>(arguments: &Arguments) -> Result<bool, Failure> {
    let report = report::<P>(arguments)?;
    if arguments.json {
        say(format_args!("{:#}", report.json()))?;
    } else {
        say(&report)?;
    }
    Ok(report.counts().failed == 0)
}

fn report<P: Program>(arguments: &Arguments) -> Result<Report, Failure> {
    let file = arguments.config.as_deref();
    let unique = format!("{:08x}", rand::random::<u32>());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let (right, wrong, now, segment) = match arguments.api {
        Suite::Live => {
            let account = P::live(file, false)?;
            let client = |settings| Live::new(settings, account.segment.clone());
            let live = client(account.settings.clone())?;
            let wrong = client(strange(account.settings))?;
            // Whether it answers at all, the checks say.
            let now = runtime.block_on(live.time()).ok().flatten();
            (of_live(&live), of_live(&wrong), now, account.segment.to_string())
        }
        Suite::Backoffice => {
            let account = P::backoffice(file, false)?;
            let client = |settings| Backoffice::new(settings, account.segment_base.clone());
            let api = client(account.settings.clone())?;
            let wrong = client(strange(account.settings))?;
            let now = runtime.block_on(api.time()).ok().flatten();
            (of_backoffice(&api), of_backoffice(&wrong), now, String::new())
        }
    };
    let options = Options {
        segment,
        write: arguments.write,
        unique,
    };
    let run = super::run(arguments.api, [&right, &wrong], now, &options);
    Ok(runtime.block_on(run))
}

fn strange(mut settings: Settings) -> Settings {
    settings.credentials = Credentials::new("conformance-wrong-agent", "conformance-wrong-key");
    settings
}

fn of_live(live: &Live) -> Hosts {
    Hosts {
        account: live.untyped(),
        segment: None,
    }
}

fn of_backoffice(api: &Backoffice) -> Hosts {
    Hosts {
        account: api.untyped(),
        segment: api.untyped_of_segment().ok(),
    }
}
