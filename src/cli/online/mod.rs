//! The part of `check` that asks: ProAbono with the keys, the OpenID provider, and the application's keys. It only reads.

mod account;

use proabono_cli::terminal::{Failure, say};

use crate::config::Config;
use crate::identity::Handoff;
use crate::identity::oidc::Oidc;
use crate::settings::values::shown;

use account::account;

/// Tries everything that the configuration names. Each trial has the time limit of its setting.
pub(super) fn run(config: &Config) -> Result<(), Failure> {
    say(format_args!(
        "Trying (at most {} for each call to ProAbono, and a few seconds for each other):",
        shown(config.account.timeout)
    ))?;
    actix_web::rt::System::new().block_on(async {
        let mut failed = 0;
        let (account, provider, keys) =
            tokio::join!(account(&config.account), provider(config), keys(config));
        for (name, outcome) in [
            ("ProAbono", Some(account)),
            ("OpenID", provider),
            ("hand-off", keys),
        ] {
            match outcome {
                None => {}
                Some(Ok(said)) => say(format_args!("  {name:<11} ok: {said}"))?,
                Some(Err(why)) => {
                    failed += 1;
                    say(format_args!("  {name:<11} FAILED: {why}"))?;
                }
            }
        }
        match failed {
            0 => Ok(()),
            1 => Err("one of them failed; its line above says why".into()),
            _ => Err(format!("{failed} of them failed; their lines above say why").into()),
        }
    })
}

async fn provider(config: &Config) -> Option<Result<String, String>> {
    let (oidc, public) = (config.sign_in.oidc.as_ref()?, config.server.public_url.as_ref()?);
    let client = Oidc::new(oidc, public, Vec::new())?;
    Some(client.try_discovery().await)
}

async fn keys(config: &Config) -> Option<Result<String, String>> {
    let handoff = config.sign_in.handoff.as_ref()?;
    Handoff::try_keys(handoff).await
}
