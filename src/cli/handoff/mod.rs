//! The command `handoff`: the signed hand-off, for whoever builds the application's side of it.

mod languages;
mod snippet;
mod test;

use std::path::Path;

use proabono_cli::terminal::Failure;

use crate::config::{Config, HandoffConfig};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Prints the code that makes a token, with the settings of this server filled in. No secret is in it.
    Snippet(snippet::Arguments),
    /// Posts a token to the page that runs, and says what came.
    Test(test::Arguments),
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.command {
        Command::Snippet(arguments) => snippet::run(arguments),
        Command::Test(arguments) => test::run(arguments),
    }
}

/// The hand-off as the configuration has it.
struct Settings {
    handoff: HandoffConfig,
    /// The `aud` of the tokens.
    audience: String,
    /// The address of the page in the visitor's browser.
    page: String,
    /// The origins from which a browser may post a token.
    origins: Vec<String>,
    /// The claims that the customer is made from, beside the usual ones.
    claims: Vec<String>,
}

impl Settings {
    fn read(file: Option<&Path>) -> Result<Self, Failure> {
        let config = Config::load_for_server(file)?;
        let handoff = config.sign_in.handoff;
        let handoff = handoff.ok_or(
            "the hand-off is not on: set PORTAL_IDENTITY__HANDOFF__ISSUER (docs/sign-in/hand-off.md)",
        )?;
        let public = config.server.public_url;
        let public = public.ok_or("PORTAL_SERVER__PUBLIC_URL is not set")?;
        let page = format!("{}{}", public.origin, public.path.as_str());
        let claims = config.customers.claims().into_iter().map(str::to_owned).collect();
        Ok(Self {
            audience: handoff.audience.clone().unwrap_or_else(|| page.clone()),
            origins: if handoff.origins.is_empty() {
                vec![public.origin]
            } else {
                handoff.origins.clone()
            },
            handoff,
            page,
            claims,
        })
    }
}
