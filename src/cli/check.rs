use std::path::Path;

use crate::config::Config;
use crate::server;

use super::{Failure, say};

pub(super) fn run(file: Option<&Path>) -> Result<(), Failure> {
    let config = Config::load_for_server(file)?;
    // Builds what `serve` builds, so that nothing is found only there; nothing is bound or sent.
    server::portal(&config)?;
    for warning in &config.warnings {
        say(format_args!("warning: {warning}"))?;
    }
    say("The configuration is complete.")?;
    say(format_args!(
        "  page        http://{}{}",
        config.server.listen, config.server.base_path
    ))?;
    say(format_args!("  operations  http://{}", config.operations.listen))?;
    say(format_args!(
        "  ProAbono    {} (business {}, segment {})",
        config.account.api_base, config.account.business_id, config.account.segment_ref
    ))?;
    let hash = if config.account.portal_secret.is_some() {
        "yes"
    } else {
        "no (PROABONO_PORTAL_SECRET is not set)"
    };
    say(format_args!("  widget hash {hash}"))?;
    say("Nothing was sent to ProAbono: whether the keys are right shows at the first visit.")?;
    Ok(())
}
