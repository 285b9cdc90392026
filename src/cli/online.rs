//! The part of `check` that asks: ProAbono with the keys, the OpenID provider, and the application's keys. It only reads.

use futures_util::{StreamExt as _, TryStreamExt as _};
use proabono_cli::terminal::{Failure, say};

use crate::config::Config;
use crate::customers::Unresolved;
use crate::identity::Handoff;
use crate::identity::oidc::Oidc;
use crate::proabono::{Error as ApiError, ListOffers, Live, with_causes};
use crate::settings::values::shown;

/// Tries everything that the configuration names. Each trial has the time limit of its setting.
pub(super) fn run(config: &Config) -> Result<(), Failure> {
    say(format_args!(
        "Trying (at most {} for ProAbono, and a few seconds for each other):",
        shown(config.account.timeout)
    ))?;
    actix_web::rt::System::new().block_on(async {
        let mut failed = 0;
        let (account, provider, keys) = tokio::join!(account(config), provider(config), keys(config));
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

/// The offers are what any account has, and reading them changes nothing.
async fn account(config: &Config) -> Result<String, String> {
    let account = &config.account;
    let place = account.api_base.origin().ascii_serialization();
    let live = Live::new(account.client_settings(), account.segment_ref.clone())
        .map_err(|error| with_causes(&error))?;
    let options = ListOffers {
        links: Some(false),
        ..ListOffers::default()
    };
    let offers = live.offers().list(&options).stream().take(1);
    let offers: Result<Vec<_>, ApiError> = offers.try_collect().await;
    match offers {
        Ok(offers) if offers.is_empty() => Ok(format!(
            "{place} takes the keys; the segment {} has no offer yet",
            account.segment_ref
        )),
        Ok(_) => Ok(format!(
            "{place} takes the keys, and the segment {} has offers",
            account.segment_ref
        )),
        Err(error) => {
            // Behind a proxy that lets nothing through, nothing is known of ProAbono.
            let place = error.proxy().map_or(place, str::to_owned);
            Err(format!("{place}: {}", with_causes(&Unresolved::from(error))))
        }
    }
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
