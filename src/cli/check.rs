use std::path::Path;

use proabono_cli::terminal::{Failure, say};

use crate::config::{Config, CustomersConfig};
use crate::server;

pub(super) fn run(file: Option<&Path>) -> Result<(), Failure> {
    let config = Config::load_for_server(file)?;
    server::examine(&config)?;
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
    if let Some(oidc) = &config.sign_in.oidc {
        let found = oidc.discovery_url.as_ref();
        let found = found.map_or_else(String::new, |url| format!(", whose document is at {url}"));
        say(format_args!("  sign-in     at {}{found}", oidc.issuer))?;
    }
    customers(&config.customers)?;
    let hash = if config.account.portal_secret.is_some() {
        "yes"
    } else {
        "no (PROABONO_PORTAL_SECRET is not set)"
    };
    say(format_args!("  widget hash {hash}"))?;
    say("Nothing was sent to ProAbono: whether the keys are right shows at the first visit.")?;
    Ok(())
}

/// How users become customers: what is wrong here shows months later, as two users with one page.
fn customers(config: &CustomersConfig) -> Result<(), Failure> {
    let shared = if config.reference.shares() {
        "; users who agree in it share one customer"
    } else {
        ""
    };
    say(format_args!("  customers   {}{shared}", config.reference))?;
    if let Some(table) = &config.table {
        let others = if config.table_only {
            "others are refused"
        } else {
            "others by the template"
        };
        let (path, users) = (table.path().display(), table.users());
        say(format_args!("  table       {path}, {users} users; {others}"))?;
    }
    if let Some(segment) = &config.segment {
        say(format_args!("  segment     {segment}"))?;
    }
    Ok(())
}
